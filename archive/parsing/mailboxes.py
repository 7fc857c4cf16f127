"""Postal boxes, addresses and postcodes: a numbered box counts wherever it stands, an address behind its label."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from archive.parsing.source import Finding, Source

# More of them than any notice has; the work on a text with more is bounded here.
_MOST = 1000

# Example: "深圳市邮政1006号|信箱", "1234|邮箱|转…收"
_BOX_WORD = re.compile(r"[信邮]箱")
_CODE = r"第?[a-z]?-?\d{1,6}(?:-\d{1,3})?"
# The number in front. Example: "|1006号|信箱", "|a02117邮政|信箱", "|a003号邮政专用|信箱", "|2020-3号|信箱"
_NUMBER_BEFORE = re.compile(rf"(?<![\da-z@.-]){_CODE}\s?号?(?:邮政|邮局)?(?:专用|专门)?$")
# The branch, or the number behind. Example: "1006信箱|09分箱", "邮政信箱|429号"
_BRANCH = re.compile(r"第?[a-z]?\d{1,5}(?:号?分箱|号)(?![楼院门])")
# Example: "|邮政|信箱429号", "|邮政专用|信箱a017号"
_POSTAL = re.compile(r"邮政(?:局)?(?:专用|专门)?$")
# A mail address follows: the word was its label. Example: "0571-88881234邮箱|:abc@163.com"
_LABEL_BEHIND = re.compile(r"\s?[:为是]|\s?[a-z0-9._-]{1,40}@")

# The place in front of the number, in one run of characters. Example: "|湖南省长沙市|第1307号信箱"
_PLACE_BEFORE = re.compile(r"[\u3400-\u9fff]{1,40}$")
# What introduces the place rather than being part of it. Example: "来信可寄|海拉尔区", "邮政信箱为|郑州市"
_INTRODUCED = re.compile(
    r"寄(?:至|到|往|给|送|达)?|[发送投邮](?:至|到|往|送)|写信[到至]?|设(?:在|于|立|有|置)|开[设通]|地址|[信邮]箱|来信|信件|通讯|通信"
    r"|致[函信]|写[上明]?|为(?!民)|是|至|到|可向|请向|分别|依次|统一|专用|专门"
)
# The addressee behind. Example: "…1800号信箱|台州市委第三提级巡察组", "1234邮箱|转县委巡察组收"
_ADDRESSEE = re.compile(
    r"(?!反映|举报|投|邮|寄|来信|写信|进行|联系|设|开|每|接|受|或|和|及|并|与)"
    r"[\u3400-\u9fff\"\d]{0,40}?(?:收|(?<=组)|(?<=办公室)|(?<=巡[视察]办))(?=[,。;:!\n(| )]|邮编|邮政编码|$)"
)
# The number alone behind the label. Example: "邮政信箱|:德清县a012号", "专用信箱|为1012号"
_NUMBER_BEHIND = re.compile(r"\s?[:为是]{1,2}\s?(?P<value>[\u3400-\u9fff]{0,30}[第a-z]?\d{2,6}号)(?=[,。;\n( |]|$)")
# In an address the number is a house's. Example: "人民路12号"
_HOUSE = re.compile(r"[路街巷弄道楼村组]")

# What introduces an address. Example: "来信请寄:", "来信一律寄", "寄信:", "邮寄地址:", "信件统一寄", "办公地点设在"
_ADDRESS_LABEL = re.compile(
    r"(?:来信(?:地址|(?:请|可|一律|统一|均|都){0,2}寄(?:至|到|往|给|送)?|(?=:))|寄信件?(?=:)|邮寄(?:地址|(?=:))|信件(?:请|可|统一)?(?:邮寄|寄送|寄)(?:至|到|往)?"
    r"|信函(?:请|可|统一)?(?:邮寄|寄送|寄)(?:至|到)?|信访地[址点]|接访地[址点]|来访地[址点]|接待地[址点]|办公地[址点]"
    r"|通[信讯]地址|联系地址|收信地址|(?<![\u3400-\u9fff])地址(?=:)|邮政(?:专用)?信箱(?=[为是:])|专用信箱(?=[为是:])|联系信箱(?=:)|举报信箱(?=:))"
    r"[为是:]{0,2}\s?(?:设[在于]|位于|在)?"
)
# What an address holds. Example: "小寨东路126号", "县委大院3号楼"
_STREET = re.compile(r"[路街道巷号楼室院村镇乡座]")
# Example: "云集镇政府收发室转县委第四巡察组", "县委大院收"
_PASSED_ON = re.compile(r"转[^,。]{2,20}[组办]|收$|组$")
# A group in the next row of a table, of whose column this is the heading. Example: "市委第一巡察组"
_ONLY_A_GROUP = re.compile(r"[\u4e00-\u9fff]{0,6}[委组]第[一二三四五六七八九十\d]{1,3}巡[视察查]组")
# Where the value of a label ends. Example: "...县委巡察办|,邮编:246700"
_VALUE_END = re.compile(r"[。;\n|]|[,、(]?\s?邮\s{0,4}(?:政)?编|,|\(|$")
# Left open in a template. Example: "××市××号信箱"
_PLACEHOLDER = re.compile(r"[×*某]|x{2,}")

# Example: "邮编:110034", "邮政编码统一为215301", "邮    编:644000"
_POSTCODE = re.compile(
    r"邮\s{0,4}(?:政编码|编|码)(?:号码)?(?:均|统一|都|一律)?(?:为|是|:)?\s{0,2}\(?(?P<code>(?!000000)\d{6})(?!\d)"
)
# Example: "郑州市6677号信箱|(450003)"
_POSTCODE_BEHIND = re.compile(r"\s?\((?P<code>(?!000000)\d{6})\)")


@dataclass(frozen=True, slots=True)
class Post:
    boxes: tuple[Finding, ...] = ()
    addresses: tuple[Finding, ...] = ()
    postcodes: tuple[Finding, ...] = ()


def find_post(source: Source, end: int) -> Post:
    """How to write to the group, as far as the notice's own part (up to `end`) says it."""
    boxes = [box for word in islice(_BOX_WORD.finditer(source.text, 0, end), _MOST) if (box := _box(source, word))]
    postcodes = [Finding(m["code"], *m.span("code"), "postcode-label") for m in _POSTCODE.finditer(source.text, 0, end)]
    for box in boxes:
        behind = _POSTCODE_BEHIND.match(source.text, box.end)
        if behind is not None:
            postcodes.append(Finding(behind["code"], *behind.span("code"), "postcode-behind-box", 0.8))
    labelled = list(_labelled(source, end, boxes))
    boxes += [finding for of_box, finding in labelled if of_box]
    addresses = (finding for of_box, finding in labelled if not of_box)
    return Post(tuple(sorted(boxes, key=lambda box: box.start)), tuple(addresses), tuple(postcodes))


def _box(source: Source, word: re.Match[str]) -> Finding | None:
    """The box of which this is the word: its number in front or behind, its place, and to whom it goes."""
    text = source.text
    before = _NUMBER_BEFORE.search(text, max(0, word.start() - 18), word.start())
    branch = _BRANCH.match(text, word.end())
    if before is not None and not (word.group() == "邮箱" and _LABEL_BEHIND.match(text, word.end())):
        start = before.start()
    elif branch is not None and word.group() == "信箱":
        postal = _POSTAL.search(text, max(0, word.start() - 6), word.start())
        start = postal.start() if postal else word.start()
    else:
        return _number_behind(source, word)
    stop = branch.end() if branch else word.end()
    place = _PLACE_BEFORE.search(text, max(0, start - 40), start)
    if place is not None:
        introduced = max((m.end() for m in _INTRODUCED.finditer(text, place.start(), start)), default=place.start())
        start = introduced
    addressee = _ADDRESSEE.match(text, stop)
    if addressee is not None:
        stop = addressee.end()
    if _PLACEHOLDER.search(text, max(0, start - 3), stop):
        return None
    return Finding(source.written(start, stop), start, stop, "numbered-box")


def _number_behind(source: Source, word: re.Match[str]) -> Finding | None:
    match = _NUMBER_BEHIND.match(source.text, word.end())
    if match is None or _HOUSE.search(match["value"]) or _PLACEHOLDER.search(match["value"]):
        return None
    return Finding(source.written(*match.span("value")), *match.span("value"), "numbered-box", 0.8)


def _labelled(source: Source, end: int, boxes: list[Finding]) -> Iterator[tuple[bool, Finding]]:
    """What stands behind a label and has no number: a street and house, or who passes it on; whether it's a box's."""
    text = source.text
    for label in islice(_ADDRESS_LABEL.finditer(text, 0, end), _MOST):
        limit = min(end, label.end() + 80)
        start = label.end()
        close = _VALUE_END.search(text, start, limit)
        stop = close.start() if close else limit
        folded = text[start:stop]
        if len(folded.strip()) < 6 or "@" in folded or _PLACEHOLDER.search(folded):
            continue
        if not (_STREET.search(folded) or _PASSED_ON.search(folded)):
            continue
        if _ONLY_A_GROUP.fullmatch(folded.strip()) or any(box.start < stop and start < box.end for box in boxes):
            continue
        of_box = label.group().startswith(("邮政", "专用"))
        rule, sure = ("address-behind-box-label", 0.8) if of_box else ("address-behind-label", 0.7)
        yield of_box, Finding(source.written(start, stop), start, stop, rule, sure)
