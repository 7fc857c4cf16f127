"""Who leads the groups: every way in which a head or a deputy is introduced."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from archive.parsing.layout import Cell
from archive.parsing.name_lists import names_at, names_between
from archive.parsing.names import Offsets, is_name, letters, name_at, name_before
from archive.parsing.offices import OFFICE_END
from archive.parsing.owners import Owner, owner_of
from archive.parsing.rosters import find_listed
from archive.parsing.source import Finding, Source
from archive.parsing.surnames import has_surname

# The title, perhaps spaced out. Example: "组长", "组  长"
_TITLE = re.compile(r"组[ \t]{0,8}长")
# Example: "|副|组长", "第一|副|组长", "副|  |组  长"
_DEPUTY_BEFORE = re.compile(r"(?:第一|常务)?副[ \t]{0,8}$")
# Two titles for one list: the head comes first. Example: "组长|、副组长|分别由张三、李四担任"
_BOTH = re.compile(r"[、和/]副组长(?=(?:分别)?[由为是:])")
_BOTH_IN_FRONT = re.compile(r"组长[、和/]$")
# Example: "组长|(正厅级)|", "组长|分别为|", "组长| |"
_LINK = re.compile(
    r"(?:\([^()\n]{2,40}\)(?=[\u4e00-\u9fff]))?(?:姓名)?"
    r"(?:(?P<by>(?:分别|均|现|仍)?由)|(?P<is>(?:分别)?[为是系])"
    r"|[ \t]{0,8}(?P<label>[:\]】]{1,2}|--?(?=[\u4e00-\u9fff]))?"
    r"[ \t]{0,8}(?P<cell>[|/][ \t]{0,8})?)"
)
# Example: "组长(|缪启明|)"
_IN_BRACKETS = re.compile(r"\((?P<name>[\u4e00-\u9fff]{2,4})\)")
# Who was put there. Example: "由张三|担任", "由甲、乙同志|分别担任"
_TAKES_OFFICE = re.compile(r"(?:分别|共同|依次)?(?:担任|兼任|出任|带队|(?<!主)任(?=[,。、;\n]|$))")
_CLAUSE_END = re.compile(r"[。;\n]")

# The title is what somebody is made. Example: "由张三|任|组长", "以刘剑锋同志|为|组长"
_MADE = re.compile(
    r"(?:分别|共同|依次|各自|均)?(?:任命?为|担任|兼任|出任|聘任?为|为|任|当|是)(?:该组|本组|各组|巡[视察查]组)?$"
)
# With the group between. Example: "分别|担任|第一、第二、第三巡察组|组长"
_MADE_OF_GROUP = re.compile(
    r"(?:分别|共同|依次|各自|均)?(?:任命为|聘任为|担任|兼任|出任|(?<![主时现曾历])任(?!命))"
    r"[\u4e00-\u9fff]{0,12}?(?:第?[一二三四五六七八九十\d]{1,3}[、和及至-]){0,20}[\u4e00-\u9fff]{0,8}组的?$"
)
# With 为 only where nothing follows: 为巡察组组长授旗 makes nobody head. Example: "任命张三|为县委第一巡察组|组长,"
_NAMED_AS = re.compile(r"(?<![作认称因视成])为[\u4e00-\u9fff]{0,12}组$")
_TITLE_ENDS = re.compile(r"[,。;、)\n]|$")
# Where the list of those who are made heads begins. Example: "巡视组|由|", ",|那顺、蔺国栋任副组长"
_LIST_START = re.compile(r"[,。;:\n(]|由|以|任命|聘请?|指定|抽调|选派|明确")
# The group behind its head. Example: "以刘剑锋同志为组长|的邵阳市委第七巡察组"
_GROUP_BEHIND = re.compile(
    r"(?:[,、][^。;\n]{0,60}?)?的[^。,;\n]{0,24}?巡[视察查]组(?![\u4e00-\u9fff]{0,8}(?:小组|专班|联络组))"
)
_OTHER_BEHIND = re.compile(r"[^。\n]{0,80}?的[^。;\n]{0,24}?(?:小组|专班|工作组|指挥部)")

# Other offices between the title and the name. Example: "组长、|华中科技大学原党委书记|朱玉泉"
_OFFICES = re.compile(r"[、,]?[^,。;:\n()]{2,90}")
# With no 、 in between only what begins like a body or a place may be an office.
_BODY = re.compile(r"[原省市县区州旗镇乡校院局厅中国党纪集]|自治|巡察办|巡视办|人大|政协")
# Not an office of the same person. Example: "组长、|副组长", "组长,|局党组书记张三主持"
_ANOTHER = re.compile(r"[、,]?(?:第一|常务)?(?:副?组[长员]|成员|联络员|被巡|全体|各|有关|相关)")

# Several groups in front of one title. Example: "校党委|第一、第二巡察组|组长金苗、吴剑平", "三个组的|组长"
_SEVERAL_GROUPS = re.compile(
    r"(?:第[^,。;]{1,20}[、和及至-][^,。;]{1,16}组|[两二三四五六七八九十\d]{1,3}个(?:巡[视察查])?组|各(?:巡[视察查])?组)的?$"
)
# All of them named. Example: "组长甲、乙|分别", "组长甲、乙、丙|依次"
_EACH = re.compile(r"(?:[两三四五六]位)?(?:同志)?(?:分别|先后|依次|各自|作为)")
# Nobody in particular. Example: "各组|组长、局党组书记张三"
_ANY_HEAD = re.compile(r"(?:各(?:巡[视察查])?组|全体|所有|[一多几数]名|每[^,。]{0,4})的?$")

# The title right behind the name. Example: "侯运通|组长|已代表", "韦明江|组长|就"
_HEAD_BEHIND_NAME = re.compile(r"(?=[作做就强指要通已代对在表传说讲介宣谈带主认希首提回出]|[,。、;:\s\d]|$)")
_NOT_BEFORE_TITLE = re.compile(r"[任为副正兼是原级当名组各位届的]$")
# Example: "桂明扬、尚书琴|两位|副组长"
_SEVERAL_PEOPLE = re.compile(
    r"(?P<names>[\u4e00-\u9fff·]{2,12}(?:[、和][\u4e00-\u9fff·]{2,12}){1,5})(?:[两二三四五六](?:位|名))$"
)
# The title in brackets behind the name. Example: "张三(|组长|)", "李四(县委第一巡察组|副组长|)"
_OPENED = re.compile(r"\((?:[^()。\n]{0,24}组)?$")
# A table printed one cell to a line. Example: "组长\n|张三"
_NEXT_LINE = re.compile(r":?[ \t]{0,4}\n[ \t]{0,8}")

# Example: "李四(正科级)|、|", "李四|\n        |"
_NEXT_LISTED = re.compile(r"(?:同志)?(?:\([^()\n]{1,40}\))?(?:、|[ \t]{0,4}\n[ \t]{4,30}(?=\S))")
_MOST_LISTED = 20
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


@dataclass(frozen=True, slots=True)
class _Title:
    start: int  # of 副组长 or 组长
    end: int
    is_deputy: bool
    owner: Owner
    behind: int  # where the title before this one ends


def find_heads(source: Source, cells: Sequence[Cell]) -> Iterator[Person]:
    """Heads and deputies of inspection groups, in the order of the text, repeats included."""
    listed = {person.name: person for person in find_listed(source, cells)}  # a table knows whose head it lists
    for title in _titles(source):
        for person in _people_of(source, title):
            if (person.finding.start, person.finding.end) not in listed:
                yield person
    for person_listed in listed.values():
        finding = _finding(source, person_listed.name, "head-in-table")
        yield Person(finding, person_listed.is_deputy, person_listed.owner_end)


def _titles(source: Source) -> Iterator[_Title]:
    text, behind = source.text, 0
    for match in islice(_TITLE.finditer(text), _MOST_TITLES):
        at = match.start()
        deputy = _DEPUTY_BEFORE.search(text, max(0, at - 10), at)
        start = deputy.start() if deputy else at
        if text.startswith("正", start - 1) and start:
            start -= 1
        owner = owner_of(source, start)
        if owner.is_own or owner.is_unsaid:
            yield _Title(start, match.end(), deputy is not None, owner, behind)
        behind = match.end()


def _finding(source: Source, span: Offsets, rule: str, confidence: float = 0.9) -> Finding:
    return Finding(letters(source.written(*span)), *span, rule, confidence)


def _people_of(source: Source, title: _Title) -> Iterator[Person]:
    text = source.text
    low = max(title.behind, title.start - 50)
    made = _MADE.search(text, low, title.start) or _MADE_OF_GROUP.search(text, low, title.start)
    if made is None and _TITLE_ENDS.match(text, title.end):
        made = _NAMED_AS.search(text, low, title.start)
    if made is not None:
        yield from _made(source, title, made.start())
        return
    both = _BOTH.match(text, title.end)
    if both is not None:
        return  # said of the deputy's title
    rule = "deputy-behind-title" if title.is_deputy else "head-behind-title"
    spans = _names_behind(source, title)
    if not spans:
        rule, spans = "head-before-title", _name_in_front(source, title)
    if title.is_deputy and len(spans) > 1 and _BOTH_IN_FRONT.search(text, title.behind - 2, title.start):
        yield Person(_finding(source, spans[0], rule), False, title.owner.end)
        spans = spans[1:]
    for order, span in enumerate(spans):
        yield Person(_finding(source, span, rule), title.is_deputy, title.owner.end, order, len(spans))


def _made(source: Source, title: _Title, high: int) -> Iterator[Person]:
    """由张三任组长, 以张三为组长的…巡察组: only where an inspection group is named."""
    text = source.text
    behind = _GROUP_BEHIND.match(text, title.end, title.end + 120)
    if behind is None and (not title.owner.is_own or _OTHER_BEHIND.match(text, title.end, title.end + 120)):
        return
    low = max(source.sentence_at(title.start).start, high - 120, title.behind)
    for mark in _LIST_START.finditer(text, low, high):
        low = mark.end()
    spans = names_between(source, low, high)
    owner_end = behind.end() if behind else title.owner.end
    for order, span in enumerate(spans):
        yield Person(_finding(source, span, "made-head"), title.is_deputy, owner_end, order, len(spans))


def _names_behind(source: Source, title: _Title) -> list[Offsets]:
    text = source.text
    link = _LINK.match(text, title.end)
    start = link.end() if link else title.end
    if link is not None and link["by"]:
        return _put_there(source, start)
    inside = _IN_BRACKETS.match(text, title.end)
    if inside is not None and is_name(inside["name"]) and has_surname(inside["name"]):
        return [inside.span("name")]
    settled = link is not None and bool(link["label"] or link["is"])
    owned = title.owner.is_own and title.owner.end == title.start  # 巡察组组长 is followed by a name, 组长 by anything
    spans = names_at(source, start, known_surname=not (settled or owned or text[title.end : start].isspace()))
    if not spans and (start == len(text) or text[start] == "\n"):
        spans = _names_on_next_line(source, title)
    if spans and title.is_deputy and settled:
        return [*spans, *_more_of_roster(source, spans[-1][1])]
    if spans:
        return spans if title.is_deputy or _are_all_heads(source, title, spans) else spans[:1]
    if _ANY_HEAD.search(text, max(0, title.start - 8), title.start):
        return []
    span = _name_behind_offices(source, start, settled or text[title.end : start].isspace())
    return [*span, *_more_of_roster(source, span[0][1])] if span and title.is_deputy and settled else span


def _put_there(source: Source, start: int) -> list[Offsets]:
    """组长由市纪委原正县级纪检员邓世全担任."""
    stop = _CLAUSE_END.search(source.text, start, start + 160)
    high = stop.start() if stop else min(len(source.text), start + 160)
    takes = _TAKES_OFFICE.search(source.text, start, high)
    return names_between(source, start, takes.start()) if takes else names_at(source, start)


def _names_on_next_line(source: Source, title: _Title) -> list[Offsets]:
    line_start = source.text.rfind("\n", max(0, title.start - 20), title.start) + 1
    next_line = _NEXT_LINE.match(source.text, title.end)
    if next_line is None or source.text[line_start : title.start].strip():
        return []
    spans = names_at(source, next_line.end(), known_surname=True)
    ends_line = bool(spans) and source.text[spans[-1][1] : spans[-1][1] + 1] in {"", "\n"}
    return spans if ends_line else []


def _name_behind_offices(source: Source, start: int, settled: bool) -> list[Offsets]:
    """组长、华中科技大学原党委书记朱玉泉: the name behind the offices of the clause."""
    text = source.text
    offices = _OFFICES.match(text, start)
    joined = text[start : start + 1] in {"、", ","}
    if offices is None or _ANOTHER.match(text, start):
        return []
    if not (joined or settled or _BODY.match(text, start)):
        return []
    stops = [office.end() for office in OFFICE_END.finditer(text, start, offices.end())]
    for known in (True, False):
        for stop in stops if known else reversed(stops):
            end = name_at(source, stop, known_surname=known)
            if end is not None:
                return [(stop, end)]
    return []


def _more_of_roster(source: Source, end: int) -> list[Offsets]:
    """Behind a label the list goes on with posts before each name: 副组长:县审计局副局长李四、|县财政局副局长王五."""
    spans: list[Offsets] = []
    while len(spans) < _MOST_LISTED:
        joined = _NEXT_LISTED.match(source.text, end)
        more = _name_behind_offices(source, joined.end(), settled=True) if joined else []
        if not more:
            break
        spans.extend(more)
        end = more[0][1]
    return spans


def _are_all_heads(source: Source, title: _Title, spans: list[Offsets]) -> bool:
    """Several heads under one title: several groups in front, or every name with its 同志."""
    text = source.text
    if len(spans) < 2:
        return False
    if _SEVERAL_GROUPS.search(text, max(0, title.start - 40), title.start) or _EACH.match(text, spans[-1][1]):
        return True
    return all(text.startswith("同志", end) for _, end in spans)


def _name_in_front(source: Source, title: _Title) -> list[Offsets]:
    """韦明江组长就…, 张三(组长), 张三(县委第一巡察组副组长)."""
    text, start = source.text, title.start
    opened = _OPENED.search(text, max(0, start - 26), start)
    if opened is not None and text.startswith(")", title.end):
        span = name_before(source, max(0, opened.start() - 12), opened.start())
        return [span] if span else []
    several = _SEVERAL_PEOPLE.search(text, max(0, start - 40), start)
    if several is not None:
        spans = names_between(source, several.start("names"), several.end("names"))
        return spans if all(has_surname(text[low:high]) for low, high in spans) else []
    if _NOT_BEFORE_TITLE.search(text, max(0, start - 2), start) or not _HEAD_BEHIND_NAME.match(text, title.end):
        return []
    span = name_before(source, max(0, start - 8), start)
    return [span] if span and has_surname(text[span[0] : span[1]]) else []
