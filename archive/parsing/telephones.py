"""Telephones and numbers for text messages: any number of telephone shape, unless its words say whose it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.parsing.source import Finding, Source

# Figures with what printers put between them; begins with a plain set of characters, so that a search is quick.
# Example: "0755-88106327", "0760)23226773", "180 7962 0357", "0374-2960501 13912345678"
_RUN = re.compile(r"[0-9][0-9()\- +]{5,}[0-9]")

_AREA = r"0(?:10|2\d|[3-9]\d{2})"
_LOCAL = r"[2-8]\d{2,3}[- ]?\d{4}"
# A landline with its area code, a mobile, or a local number; an extension goes with it.
# Example: "0755-88106327", "(0760)23226773", "05718888 0000", "17720354503", "180 7962 0357", "85111235"
_NUMBER = re.compile(
    rf"(?:\((?P<bracketed>{_AREA})\)|(?P<area>{_AREA})\)?)[- ]{{0,3}}(?P<local>{_LOCAL})(?!\d)"
    r"|(?P<mobile>1[3-9]\d(?:[- ]?\d{4}){2})(?!\d)"
    rf"|(?P<bare>{_LOCAL})(?!\d)"
)
# Example: "0571-88880000|转8012", "0571-88880000|-8012"
_EXTENSION = re.compile(r"(?:\s?\(?(?:转|分机号?:?)\s?(?P<spoken>\d{1,6})|-(?P<dashed>\d{3,5}))(?!\d)")
# A number does not begin inside a longer one, an e-mail address or the address of a page, nor end in one.
_NOT_BEFORE = frozenset("0123456789@._=&%abcdefghijklmnopqrstuvwxyz")
# Example: "13912345678|@163.com"
_NOT_BEHIND = re.compile(r"[a-z_@]|\.[a-z]")

# Where the words that govern a number begin. Example: "受理时间为工作日;|接收短信手机号码为"
_CLAUSE_END = re.compile(r"[。;!?\n]")
# Example: "值班电话", "举报热线", "电  话", "手机", "接访", "短信"
_LABEL = re.compile(r"电\s{0,4}话|手\s{0,4}机|热线|专线|号码|座机|来电|拨打|请拨|接访|接听|短信|传真|联系方式")
# A label that stands over the lines below it. Example: "(一)专门电话|\n区委第一巡察组:…"
_HEADING = re.compile(r"(?:电话|手机|热线|专线|号码|座机|短信|传真|联系方式)[^。;,\n]{0,5}$")
# One of the groups, under whatever heading. Example: "县委第二巡察组:", "二组"
_GROUP = re.compile(r"巡[视察查]|[一二三四五六七八九十\d]组")
# A number without area code counts right behind its label.
# Example: "电话:|88600213", "举报电话为|85111234", "电  话:|88600213"
_LABEL_AT_END = re.compile(r"(?:电\s{0,4}话|热线|专线|座机|来电|拨打)(?:号码)?(?:为|是|:|\s){0,3}\(?$")
# The next of a row shares the area code. Example: "0573-85111234|、|85111235", "…1234|和|…1235"
_ROW = re.compile(r"\s?[、,/;(和及或\s]{1,2}\s?")

# Numbers for other ends: watching the group itself, fax, the paper, the site, the unit's own business.
# Example: "监督电话", "传真", "投稿热线", "招生咨询电话", "办公室总机"
_OTHER = re.compile(
    r"监督举报?巡|纪律监督|传真|投稿|版权|网站|网址|广告|客服|技术支持|新闻热线|报料|爆料|热线新闻|订阅|发行"
    r"|招生|招聘|报名|咨询|总机|订购|订票|购票|预订|租赁|物业|投诉(?!举报|、举报)|医患|医务|急诊|邮购"
    r"|编辑部|采编|索引号|编号|账号|帐号|微信号|qq|信用代码|标识码|备案|不良信息|侵权|免责"
    r"|(?:编辑|责编|作者)[^。;\n]{0,16}(?:热线|电话)"
    r"|(?:记者|通讯员|联系人:?编辑)[^,。;)]{0,10}$"
)
# Who watches the group. Who rectifies is watched by the public itself.
_OF_WATCHERS = re.compile(r"(?<!举报)监督电话")
# A part of the sentence that only labels: what the number is for stands in the part before. Example: "医患办联系,|电话"
_BARE_PART = 6
# Complaints of the group's own people go elsewhere. Example: "巡察组干部违规违纪问题举报:", "对巡视干部作风问题"
_ON_INSPECTORS = re.compile(
    r"巡[视察查](?:组)?(?:及其)?(?:的)?(?:干部|人员|工作人员|成员|组员)[^。;\n]{0,30}(?:违|问题|监督|纪律|作风)"
)
# What the inspection's own office opens for reports is a line for reports. Example: "县委巡察办|信访热线|0531-…"
_FOR_REPORTS = r"的?(?:信访|举报|接访)(?:举报|值班|受理)?(?:热线|专线|电话)"
_INSPECTION_OFFICE = rf"巡[视察]办(?:公室)?(?!公室|{_FOR_REPORTS})"
# The number of an office or department is no group's.
# Example: "请拨省委巡视办|", "向镇纪委反映,电话:|", "市教体局电话|"
_OFFICE = re.compile(
    rf"(?:{_INSPECTION_OFFICE}|巡[视察]工作(?:领导小组)?办公室(?!{_FOR_REPORTS})|巡[视察]机构)[^组,。;\n]{{0,14}}$"
    rf"|(?:向|与|和|拨打|请拨)[^,。;\n组]{{0,14}}(?:纪委|监委|纪检[^,。;\n]{{0,8}}|{_INSPECTION_OFFICE})[^。;\n组]{{0,14}}$"
    r"|(?:纪委|监委|纪检监察[组室]|信访室)(?:举报|信访|联系|监督)?电话(?:号码)?[为是:\s]{0,3}$"
    r"|(?:局|院|校|厅|政府|街道办|公司|大厅|服务中心)(?:办公室)?(?:办公|服务)?电话(?:号码)?[为是:\s]{0,3}$"
)
# The same said behind the number. Example: "0573-85061112|(市委巡察办)", "0731-84920366|(院纪检监察室)"
_OFFICE_BEHIND = re.compile(r"\s?\([^)\n组]{0,16}(?P<office>巡[视察](?:办|工作领导小组办公室)|纪委|纪检|监委)")
# Example: "0573-85061112|(传真)"
_OTHER_BEHIND = re.compile(r"\s?\([^)\n组]{0,16}(?:传真|总机|咨询|投诉|监督)")
# A heading over what the public reports by: the inspection's office takes that for its groups.
# Example: "三、反映问题联系方式|\n电  话:0573-85061112(市委巡察办)"
_HEADING_OF_REPORTS = re.compile(
    r"(?:^|\n)[^。;:\n\d]{0,8}(?:反映问题|信访|举报)[^。;:\n\d]{0,6}(?:联系方式|方式|渠道|途径):?\s*\n(?:[^\n。]{0,40}\n)?[^\n。]{0,12}$"
)

# A number for messages named as one thing: taken out of the label, what is left says whether it's answered too.
# Example: "|接收短信手机号码|为", "手机短信", "|短信举报|电话"
_SMS_COMPOUND = re.compile(
    r"(?:手机)?(?:接?收|发送?|编辑)?(?:手机)?短信(?:举报|受理|专用|平台|接收|值班)*的?(?:手机|电话|号码|号)*"
)
# What says that a number for messages is answered too. Example: "可接听电话、接收短信"
_CALL = re.compile(r"接听|电话|来电|值班|热线|拨打|请拨|通话|语音|手机|座机")
# Messages told of behind the number. Example: "|(可接听电话、接收短信)", "|,同时接收短信", "|,后一个号码也接收短信"
_SMS_BEHIND = re.compile(
    r"\s?\([^)\n\d]{0,20}短信[^)\n\d:]{0,12}\)"
    r"|,?\s?(?:该|此|后|两|均|上述|只|仅|可|也|专|能|用于|接|同时|并|兼)[^,。;\n()\d:]{0,12}短信(?=[),。;\n]|$)"
    r"|,?\s?(?:或|也可|并可)?(?:者)?(?:编)?发送?短信(?:至|到)(?:同一|该|此|上述)"
)
# Nobody answers it. Example: "(仅收短信)", "(只收短信、不接来电)"
_SMS_ONLY = re.compile(r"只|仅|专|不接|限")


@dataclass(frozen=True, slots=True)
class Telephones:
    phones: tuple[Finding, ...] = ()
    sms: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Number:
    """One number with the words in front of it, back to the number before."""

    value: str
    start: int
    end: int
    between: str
    mobile: bool


def find_telephones(source: Source, end: int, *, are_of_office: bool = False) -> Telephones:
    """Every number before `end` that is for the public to reach the group, or the office that gives account."""
    text = source.text
    phones: list[Finding] = []
    sms: list[Finding] = []
    label = ""
    for number in _numbers(text, end):
        label = _label(number.between, label)
        if _is_others(text, number, label, are_of_office=are_of_office):
            continue
        finding = Finding(number.value, number.start, number.end, "number-in-notice")
        behind = _SMS_BEHIND.match(text, number.end) if number.mobile else None
        labelled = number.mobile and "短信" in label
        if labelled or behind is not None:
            sms.append(finding)
        silent = behind is not None and _SMS_ONLY.search(behind.group())
        if not silent and (behind is not None or not labelled or _answers(label)):
            phones.append(finding)
    return Telephones(tuple(phones), tuple(sms))


def _numbers(text: str, end: int) -> Iterator[_Number]:
    last, area, shared = 0, "", 0
    for run in _RUN.finditer(text, 0, end):
        start = run.start() - 1 if text[max(0, run.start() - 1) : run.start()] == "(" else run.start()
        for match in _NUMBER.finditer(text, start, run.end()):
            at = match.start()
            if text[max(0, at - 1) : at] in _NOT_BEFORE or _NOT_BEHIND.match(text, match.end()):
                continue
            if match["bare"]:
                in_row = bool(area) and _ROW.fullmatch(text, shared, at) is not None
                if not in_row and not _LABEL_AT_END.search(text, max(0, at - 12), at):
                    continue
                value = f"{area}-{_digits(match['bare'])}" if in_row else _digits(match["bare"])
            elif match["mobile"]:
                value = _digits(match["mobile"])
            else:
                area = match["area"] or match["bracketed"]
                value = f"{area}-{_digits(match['local'])}"
            stop, shared = match.end(), match.end()
            extension = None if match["mobile"] else _EXTENSION.match(text, stop)
            if extension is not None:
                value, stop = f"{value}-{extension['spoken'] or extension['dashed']}", extension.end()
                shared = stop
            yield _Number(value, at, stop, text[max(last, at - 90) : at], bool(match["mobile"]))
            last = stop


def _digits(written: str) -> str:
    return written.replace("-", "").replace(" ", "")


_LONGEST_LABEL = 200  # a row of numbers hands its words on: bounded, or it would grow with each


def _label(between: str, before: str) -> str:
    """The words that govern a number: its own clause; under a heading that one; in a row those of the number before."""
    before = before[-_LONGEST_LABEL:]
    *earlier, own = _CLAUSE_END.split(between)
    if _LABEL.search(own):
        return own
    heading = next((clause for clause in reversed(earlier) if _HEADING.search(clause)), None)
    if heading is not None:
        return f"{heading}\n{own}"
    if _GROUP.search(own):
        return f"{before}\n{own}" if earlier or not _OTHER.search(before) else own
    return f"{before}{own}" if len(own.strip(" ,、;:.|\t()")) <= 3 else own


def _is_others(text: str, number: _Number, label: str, *, are_of_office: bool) -> bool:
    parts = label.split(",")
    near = ",".join(parts[-2:]) if len(parts[-1].strip()) <= _BARE_PART else parts[-1]
    if _OTHER.search(near) or _ON_INSPECTORS.search(label) or _OTHER_BEHIND.match(text, number.end):
        return True
    return not are_of_office and bool(_OF_WATCHERS.search(near) or _is_of_office(text, number))


def _is_of_office(text: str, number: _Number) -> bool:
    front = text[max(0, number.start - 40) : number.start]
    if _OFFICE.search(_CLAUSE_END.split(front)[-1]):
        return True
    behind = _OFFICE_BEHIND.match(text, number.end)
    takes_reports = behind is not None and behind["office"].startswith("巡") and _HEADING_OF_REPORTS.search(front)
    return behind is not None and not takes_reports


def _answers(label: str) -> bool:
    """Whether a number behind a label that names messages is for calls as well."""
    own = next((part for part in reversed(label.split(",")) if "短信" in part), label)
    return bool(_CALL.search(_SMS_COMPOUND.sub("", own)))
