"""How the public reaches the group: telephones, text messages, postal boxes, postcodes, e-mail, addresses, hours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from archive.parsing.source import Finding, Source

# A landline with its area code, or a mobile. A row of lines shares the code: not taken apart here.
# Example: "0755-88106327", "(0760)23226773", "0731--88880000", "17720354503"
_AREA = r"0(?:10|2\d|[3-9]\d{2})"
_NUMBER = re.compile(
    rf"(?:\((?P<bracketed>{_AREA})\)|(?P<area>{_AREA})\)?)[- ]{{0,3}}(?P<local>[2-8]\d{{6,7}})(?!\d)"
    r"|(?P<mobile>1[3-9]\d{9})(?!\d)"
)
# A number does not begin inside a longer one or an address.
_NOT_BEFORE_NUMBER = frozenset("0123456789@.")

# What says that a number is for the public to call the group. Example: "值班电话", "举报电话", "联系电话", "联系手机"
_PHONE_LABEL = re.compile(r"电话|手机|热线|专线|号码|接访")
# Numbers for other ends: watching the group itself, fax, the site. Example: "监督电话", "传真", "投稿热线"
_OTHER_PHONE = re.compile(r"监督电话|传真|投稿|版权|网站|广告|客服|技术支持|新闻热线|纪律监督")
# The office's number is no group's. Example: "0573-85061112(市委巡察办)"
_OFFICE_BEHIND = re.compile(r"\([^)\n]{0,12}巡[视察](?:办|工作领导小组办公室)\)")
# A label governs its own clause. Example: "受理时间为工作日;|接收短信手机号码为"
_CLAUSE_END = re.compile(r"[。;\n]")
# Example: "接收短信手机号码为"
_SMS_LABEL = re.compile(r"短信")
# Example: "13912345678|(可接听电话、接收短信)"
_SMS_BEHIND = re.compile(r"\s?\([^)\n]{0,20}短信")
# Example: "县林业局 || 0576-85110002 | xc2@163.com"
_BAR_BEFORE = re.compile(r"\|\s?$")
# Example: "0576-85110002| | xc2@163.com"
_BAR_BEHIND = re.compile(r"[ \t]?(?:\||\n|$)")
# What says that a number for messages is answered too. Example: "可接听电话、接收短信"
_CALL_LABEL = re.compile(r"接听|电话|值班")

# A numbered or lettered box. Example: "深圳市邮政1006号信箱", "100044信箱1006分箱", "A02102邮政信箱", "邮政信箱429号"
_BOX = re.compile(
    r"(?:[a-z]?\d{1,6}号?(?:邮政)?(?:专用)?[信邮]箱(?:\d{1,5}(?:号?分箱|号))?|邮政(?:专用)?信箱第?[a-z]?\d{1,6}号?)"
)
# What introduces a box or an address. Example: "专门邮政信箱:", "来信请寄:", "专用邮政信箱为"
_BOX_LABEL = re.compile(
    r"(?:邮政(?:专用)?信箱|专用信箱|联系信箱|举报信箱|信箱|来信请寄|来信地址|信访地址|接访地址|来访地址|通[信讯]地址|邮寄地址|邮箱)(?:号)?(?:为|是|:)+\s?"
)
# Left open in a template. Example: "××市××号信箱"
_PLACEHOLDER = re.compile(r"[×*某]|[xX]{2,}")
# Where the value of a label ends. Example: "...号信箱|,邮编:110034"
_VALUE_END = re.compile(r"[。;\n]|[,、(]?\s?邮(?:政)?编|,|\(|$")

# Example: "邮编:110034", "邮政编码为215301"
_POSTCODE = re.compile(r"邮(?:政)?编(?:码)?(?:为|是|:)?\s?(?P<code>\d{6})(?!\d)")

# Example: "ksswxcz43@126.com"
_EMAIL = re.compile(r"(?<![\w.])[a-z0-9][a-z0-9._+-]{0,60}@[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,30}){1,4}", re.ASCII)
# Addresses of the paper or the site. Example: "投稿邮箱:"
_OTHER_EMAIL = re.compile(r"投稿|编辑|版权|网站|纠错|客服|广告")


# More labels than any notice has; the work on a text with more is bounded here.
_MOST_LABELS = 1000


@dataclass(frozen=True, slots=True)
class Contacts:
    """All contacts found, in text order, each value once."""

    phones: tuple[Finding, ...] = field(default=())
    sms: tuple[Finding, ...] = field(default=())
    mailboxes: tuple[Finding, ...] = field(default=())
    postcodes: tuple[Finding, ...] = field(default=())
    emails: tuple[Finding, ...] = field(default=())
    addresses: tuple[Finding, ...] = field(default=())


def find_contacts(source: Source) -> Contacts:
    phones, sms = _numbers(source)
    boxes, addresses = _boxes(source)
    return Contacts(
        phones=_once(phones),
        sms=_once(sms),
        mailboxes=_once(boxes),
        postcodes=_once(Finding(m["code"], *m.span("code"), "postcode-label") for m in _POSTCODE.finditer(source.text)),
        emails=_once(_emails(source.text)),
        addresses=_once(addresses),
    )


def _once(findings: "Iterator[Finding] | list[Finding]") -> tuple[Finding, ...]:
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.value, finding)
    return tuple(first.values())


def _numbers(source: Source) -> tuple[list[Finding], list[Finding]]:
    """Numbers with the label that governs them: the text since the number before, or that number's label."""
    text = source.text
    phones: list[Finding] = []
    sms: list[Finding] = []
    last, label = 0, ""
    tabled = "电话" in text
    for match in _NUMBER.finditer(text):
        if text[max(0, match.start() - 1) : match.start()] in _NOT_BEFORE_NUMBER:
            continue
        between = text[max(last, match.start() - 40) : match.start()]
        own = _CLAUSE_END.split(between)[-1]
        if _PHONE_LABEL.search(own) or _SMS_LABEL.search(own) or len(own.strip(" ,、;:.。\n")) > 3:
            label = own
        last = match.end()
        in_cell = tabled and _is_cell(text, match)
        if _OTHER_PHONE.search(label) or not (in_cell or _PHONE_LABEL.search(label) or _SMS_LABEL.search(label)):
            continue
        if _OFFICE_BEHIND.match(text, match.end()):
            continue
        value = match["mobile"] or f"{match['area'] or match['bracketed']}-{match['local']}"
        finding = Finding(value, *match.span(), "number-behind-label")
        if _SMS_LABEL.search(label) or _SMS_BEHIND.match(text, match.end()):
            sms.append(finding)
        if not _SMS_LABEL.search(label) or _CALL_LABEL.search(label):
            phones.append(finding)
    return phones, sms


def _is_cell(text: str, match: re.Match[str]) -> bool:
    """A number alone on its line, or between bars: a cell of a table of contacts."""
    if _BAR_BEFORE.search(text, max(0, match.start() - 4), match.start()):
        return bool(_BAR_BEHIND.match(text, match.end()))
    before = text.rfind("\n", max(0, match.start() - 4), match.start())
    behind = text.find("\n", match.end(), match.end() + 4)
    alone = not text[before + 1 : match.start()].strip() and before >= 0
    return alone and (behind >= 0 and not text[match.end() : behind].strip())


def _boxes(source: Source) -> tuple[list[Finding], list[Finding]]:
    """Values behind the labels: a numbered box is a mailbox, anything else that is long enough an address."""
    text = source.text
    boxes: list[Finding] = []
    addresses: list[Finding] = []
    for label in islice(_BOX_LABEL.finditer(text), _MOST_LABELS):
        end = _VALUE_END.search(text, label.end(), min(len(text), label.end() + 80))
        stop = end.start() if end else min(len(text), label.end() + 80)
        value = source.written(label.end(), stop)
        if not value or "@" in value or _PLACEHOLDER.search(value):
            continue
        if _BOX.search(text, label.end(), stop):
            boxes.append(Finding(value, label.end(), stop, "box-behind-label"))
        elif (
            (label.group()[0] in "来通邮接" or label.group().startswith("信访"))
            and len(value) >= 6
            and not _EMAIL.search(text, label.end(), stop)
        ):
            addresses.append(Finding(value, label.end(), stop, "address-behind-label", 0.7))
    return boxes, addresses


def _emails(text: str) -> Iterator[Finding]:
    for match in _EMAIL.finditer(text) if "@" in text else ():
        if not _OTHER_EMAIL.search(text, max(0, match.start() - 16), match.start()):
            yield Finding(match.group().rstrip(".-"), *match.span(), "email-shape")
