"""Who leads the groups, who presides over the meeting, whose speech it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from archive.parsing.names import has_surname, name_at, names_at
from archive.parsing.source import Finding, Source

# Words that end the title of an office; a name may follow at once. Example: 党委书记|吴利军
_OFFICE = (
    r"(?:书记|部长|主任|局长|院长|校长|专员|主席|会长|所长|厅长|市长|县长|省长|区长|镇长|乡长|处长|经理|董事长|委员|常委"
    r"|巡视员|调研员|秘书长|行长|社长|台长|理事长|检察长|检察员|纪检员|组长|院士|教授|署长|司长|科长|政委|司令员|监事长|负责人)"
)

# Example: "党委书记"
_OFFICE_END = re.compile(_OFFICE)

# A head or deputy of some group. Example: "巡视组组长刘卒", "副组长:李四"
_HEAD = re.compile(r"(?P<deputy>副)?组长[::]?\s{0,2}")

# Whose head: the nearest of these in front. Inspections are led by 巡察组; the rest are committees and task forces.
# Example: "巡察工作领导小组|副组长", "派驻纪检组|组长"
_OWNER = re.compile(
    r"(?P<own>巡[视察查](?:\"回头看\")?组|[巡第][一二三四五六七八九十\d察视]{1,4}组)"
    r"|领导小组|纪检监察组|纪检组|督导组|督查组|检查组|考核组|工作组|联络组|协调组|专班|验收组"
)

# Other offices between 组长 and the name. Example: "组长、华中科技大学原党委书记|朱玉泉"
_OFFICES_THEN_NAME = re.compile(rf"[、,](?:[^,。;:\n]{{0,60}}?{_OFFICE})+")

# Several groups in front of one title. Example: "校党委|第一、第二巡察组|组长金苗、吴剑平"
_SEVERAL_GROUPS = re.compile(r"第[^,。;]{1,20}[、和及][^,。;]{1,12}组$")

# A title with its name in front of it. Example: "侯运通|组长|已代表"
_HEAD_BEHIND_NAME = re.compile(r"组长(?=[作就强指要通已代对在表传])")
# Example: ",侯运通|组长"
_NAME_AT_END = re.compile(r"(?:^|[,。、;:\s])(?P<name>[\u4e00-\u9fff]{2,4})$")

# Who presides over the meeting itself; 主持召开见面沟通会 and 主持市委常委会 are other meetings.
# Example: "吴利军|主持会议", "易际亮|主持。", "毛祖宾|主持反馈会议"
_PRESIDES = re.compile(
    r"(?:同志)?主持(?:了)?(?=会议|大会|动员|反馈|本次|此次|向[^。,;\n]{0,12}领导班子|[,。;、]|$|召开(?:巡[视察查])?(?:工作)?动员|并(?:作|做|讲|表))"
)
# What stands right before the name of the one who presides. Example: "党委书记|周林峰", ",|李希", "由|何平"
_BEFORE_NAME = re.compile(rf"(?P<office>{_OFFICE})$|(?P<by>由)$|(?P<mark>[,。;、\s:])$|^$")
# Behind 会前 the meeting itself begins with one of these. Example: "会上,李希"
_AT_MEETING = re.compile(r"会上|会议")

# The line under a speech's title, perhaps with the office. Example: "任晓平", "区民政局党组书记王志明"
_LONE_NAME = re.compile(rf"\s*(?:[\u4e00-\u9fff、()]{{2,30}}{_OFFICE})?\s*(?P<name>[\u4e00-\u9fff·]{{2,12}})\s*")


# More titles than any notice has; the work on a text with more is bounded here.
_MOST_TITLES = 1000


@dataclass(frozen=True, slots=True)
class Person:
    """A head or deputy; owner is where the group that they lead is named, as an offset, where it is."""

    finding: Finding
    is_deputy: bool
    owner_end: int
    order: int = 0  # place in a list of names under one title
    listed: int = 1


def _finding(source: Source, span: tuple[int, int], rule: str, confidence: float = 0.9) -> Finding:
    return Finding(source.written(*span), *span, rule, confidence)


def find_heads(source: Source) -> Iterator[Person]:
    """Heads and deputies of inspection groups, in the order of the text, repeats included."""
    for match in islice(_HEAD.finditer(source.text), _MOST_TITLES):
        own, owner_end = _owner(source, match.start())
        if not own:
            continue
        spans = _names_behind(source, match)
        for order, span in enumerate(spans):
            rule = "deputy-behind-title" if match["deputy"] else "head-behind-title"
            yield Person(_finding(source, span, rule), bool(match["deputy"]), owner_end, order, len(spans))
    for match in islice(_HEAD_BEHIND_NAME.finditer(source.text), _MOST_TITLES):
        before = _NAME_AT_END.search(source.text, max(0, match.start() - 5), match.start())
        if before is not None and has_surname(before["name"]) and not before["name"].endswith("副"):
            own, owner_end = _owner(source, before.start("name"))
            yield Person(_finding(source, before.span("name"), "head-before-title", 0.8), False, owner_end)


def _owner(source: Source, start: int) -> tuple[bool, int]:
    """Whether an inspection group owns the title at start, and where the group's name ends."""
    low = source.sentence_at(start).start
    owner = max(_OWNER.finditer(source.text, low, start), key=lambda match: match.end(), default=None)
    if owner is None:
        return True, start
    return owner["own"] is not None, owner.end()


def _names_behind(source: Source, match: re.Match[str]) -> list[tuple[int, int]]:
    text, end = source.text, match.end()
    spans = names_at(text, end)
    if spans:
        return spans if match["deputy"] or _is_list_of_heads(text, match.start(), spans) else spans[:1]
    offices = _OFFICES_THEN_NAME.match(text, end, end + 120)
    if offices is None:
        return []
    for stop in reversed([m.end() for m in _OFFICE_END.finditer(text[end : offices.end()])]):
        name_end = name_at(text, end + stop)
        if name_end is not None:
            return [(end + stop, name_end)]
    return []


def _is_list_of_heads(text: str, start: int, spans: list[tuple[int, int]]) -> bool:
    """Several heads under one title: several groups in front, or every name with its 同志."""
    several_groups = _SEVERAL_GROUPS.search(text, max(0, start - 40), start)
    each_addressed = len(spans) > 1 and all(text.startswith("同志", end) for _, end in spans)
    return several_groups is not None or each_addressed


def find_host(source: Source) -> Finding | None:
    """Who presides over the meeting, not over the talk before it."""
    for match in _PRESIDES.finditer(source.text):
        sentence = source.sentence_at(match.start())
        before = source.text[sentence.start : match.start()]
        talk = before.rfind("会前")
        if talk >= 0 and not _AT_MEETING.search(before, talk):
            continue
        span = _name_ending_at(source.text, sentence.start, match.start())
        if span is not None:
            return _finding(source, span, "presides-over-meeting")
    return None


def _name_ending_at(text: str, low: int, end: int) -> tuple[int, int] | None:
    if text.startswith("同志", end - 2) and end - 2 > low:
        end -= 2
    for length in (2, 3, 4):
        start = end - length
        if start < low:
            break
        before = _BEFORE_NAME.search(text, max(low, start - 4), start) if start > low else True
        if not before:
            continue
        office = before is not True and before["office"] is not None
        if name_at(text, start, known_surname=not office) == end:
            return start, end
    return None


def find_speaker(source: Source) -> Finding | None:
    """Whose speech it is: a line near the top that holds nothing but a name, or an office and a name."""
    for line in source.lines[1:4]:
        match = _LONE_NAME.fullmatch(line.text)
        if match is None:
            continue
        start = line.start + match.start("name")
        end = line.start + match.end("name")
        if name_at(source.text, start) == end:
            return _finding(source, (start, end), "name-under-title")
    return None
