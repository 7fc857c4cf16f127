"""Where a text tells of more inspected units than it names: 县人大机关等14个单位, 下列31家单位:…"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from archive.numerals import NUMERAL, to_int
from archive.parsing.mentions import ELSEWHERE, find_types
from archive.parsing.sentences import Sentence, gettext_noop
from archive.parsing.source import Source, Span
from archive.parsing.units import UnitFinding

Types = Mapping[str, tuple[str, ...]]  # of each unit by its name; empty where the text tells none

_UNITS = (
    rf"(?P<count>\d{{1,3}}|{NUMERAL})[个家所](?P<what>[^。,;、\n:]{{0,10}}?"
    r"(?:单位|党组织|高校|企业|部门|村|社区|学校|地方|县|院校)(?:和(?:单位|部门|企业))?)"
)
# How many there are, behind those that are named.
# Example: "县人大机关|等14个单位", "鸡公山管理区|党工委等24家单位党组织"
_COUNT_BEHIND = re.compile(rf"(?:党工?[委组总支部]{{1,3}})?(?P<said>等\s?{_UNITS})")
# How many are inspected, wherever they are named. The work stands behind the count, in the same breath.
# Example: "对下列|31家单位党委(党组)开展常规巡视|:…", "|22家单位党组织开始接受常规巡视|。其中:…"
_COUNT_BEFORE_WORK = re.compile(
    rf"(?P<said>{_UNITS})[^。,;、\n:]{{0,12}}?(?:开展|进行|接受|实施)[^。,;、\n:]{{0,12}}?巡[视察查]"
)
# How many are told to be the round's, behind the words for that.
# Example: "纳入常规巡视的是|30家中管企业|党组", "市委第六轮巡察启动 盯住|14家单位"
_COUNT_OF_ROUND = re.compile(rf"(?:盯[住紧]了?|(?:巡[视察查]|对象)的?(?:是|为|有))(?P<said>{_UNITS})")
# How many the groups move into, who may have done so already.
# Example: "15个巡视组进驻|34家被巡视单位|", "专项巡视|13家单位|全部进驻"
_COUNT_BEHIND_ENTRY = re.compile(rf"(?:进驻|入驻|进点)了?(?P<said>{_UNITS})")
_COUNT_BEFORE_ENTRY = re.compile(rf"(?P<said>{_UNITS})(?:已经?|均|全部|悉数){{0,2}}(?:进驻|入驻|进点)")
# What was done earlier is no count of this round. Example: "|已对|118个单位开展巡视", "五年来,|先后对…"
_EARLIER = re.compile(r"已|先后|累计|来,|以来|此前|前\S{1,2}轮")
_EARLIER_ENTRY = re.compile(r"累计|来,|以来|此前|前\S{1,2}轮")
_VILLAGES = re.compile(r"(?:村|社区|嘎查)$")
# Each way of telling a count, and what in front of it tells that it is one of earlier rounds.
_TOLD = (
    (_COUNT_BEFORE_WORK, _EARLIER),
    (_COUNT_OF_ROUND, _EARLIER),
    (_COUNT_BEHIND_ENTRY, _EARLIER_ENTRY),
    (_COUNT_BEFORE_ENTRY, _EARLIER_ENTRY),
)
_CLAUSE_END = re.compile(r"[,。;:\n]")


def units_in_doubt(
    source: Source, units: Sequence[UnitFinding], types: Callable[[], Types]
) -> Iterator[tuple[Sentence, tuple[int, int]]]:
    """The first count that is larger than the names of its kind, and where it stands."""
    every = {unit.finding.value for unit in units}
    villages = {name for name in every if _VILLAGES.search(name)}
    told = cache(types)
    for start, match in _counts(source, units):
        number = to_int(match["count"])
        names = villages if _VILLAGES.search(match["what"]) else every
        named = len(names)
        kinds = _types_in_clause(source, start, match.end())
        if number is not None and (kinds or number > named):
            of_units = told()
            kinds = kinds or _types_of_list(units, match, of_units)
            named = sum(not (kinds and of_units[name]) or bool(kinds & {*of_units[name]}) for name in names)
        if number is not None and number > named > 0:
            said = source.written(*match.span("said"))
            pattern = gettext_noop("文中称“{said}”，只写出{named}个名称")
            yield Sentence(pattern, {"said": said, "named": named}), match.span("said")
            return


def _counts(source: Source, units: Sequence[UnitFinding]) -> Iterator[tuple[int, re.Match[str]]]:
    """Each count, and where the words that it belongs to begin."""
    for unit in units:
        behind = _COUNT_BEHIND.match(source.text, unit.list_end) if unit.order == unit.of - 1 else None
        if behind is not None:
            yield unit.list_start, behind
    if len({unit.finding.value for unit in units}) < 2:
        return  # one unit's own notice says of its round how many there are
    for sentence in source.lead:
        for pattern, earlier in _TOLD:
            for match in pattern.finditer(source.text, sentence.start, sentence.end):
                before = source.text[max(sentence.start, match.start() - 24) : match.start()]
                if not (earlier.search(before) or ELSEWHERE.search(before)):
                    clause = max(source.text.rfind(mark, sentence.start, match.start()) for mark in ",;:") + 1
                    yield clause or sentence.start, match


def _types_in_clause(source: Source, start: int, end: int) -> set[str]:
    close = _CLAUSE_END.search(source.text, end)
    stop = close.start() if close else len(source.text)
    return {finding.value for finding in find_types([Span(start, stop, source.text[start:stop])])}


def _types_of_list(units: Sequence[UnitFinding], count: re.Match[str], types: Types) -> set[str]:
    """Of the units right in front of the count, however their type is told."""
    return {kind for unit in units if unit.list_end == count.start() for kind in types[unit.finding.value]}
