"""Which types of inspection a unit or a group is inspected under, where a notice names several."""

import re
from bisect import bisect_right

from archive.parsing.mentions import find_types
from archive.parsing.sections import GroupKey, Sections
from archive.parsing.source import Source, Span
from archive.parsing.units import UnitFinding

# Clauses, so that 开展常规巡察,对…开展延伸巡察 in one sentence tell two types apart, and so does 除…专项巡视外,分赴….
_CLAUSE = re.compile(r"(?:(?!,(?:并|同时|另){0,2}对|(?<=外),)[^。;\n])+")
# The label in front of a list, and the types in it. Example: ""回头看"单位:", "机动巡察:"
_LABEL = re.compile(r"(?:^|[\s、。;\n])(?:对)?[^\s:。;,\n组]{0,12}:$")
_WORD = re.compile("常规|专项|机动|延伸|提级|交叉|联动|回头看")
_LISTED = {"unit-behind-label", "unit-of-cell", "unit-list"}
# A heading that holds a type and nothing else. Example: "(一)常规巡察", "二、巡察"回头看":"
_TYPE_HEADING = re.compile(
    r"^\s*[(]?[一二三四五六七八九十\d]{0,3}[)、.]?\s?(?:巡[视察查])?[\"']?(?:(?:常规|专项|机动式?|延伸|提级|交叉|联动|回头看)[\"']?){1,2}"
    r"(?:巡[视察查])?(?:\"回头看\")?(?:单位|对象)?:?\s*$"
)
# A heading of the next part. Example: "二、组长、副组长"
_SECTION = re.compile(r"^\s*[一二三四五六七八九十]{1,3}、")
_FARTHEST_HEADING = 30  # lines
# Example: "第一、二组为常规巡察|,第三组为"回头看""
_PART = re.compile(r"[^,。;\n]+")
# A remark right behind a unit. Example: "宝鸡职业技术学院|(巡察"回头看")"
_REMARK = re.compile(r"(?:党[委组工总支部]{1,3})?(?P<remark>\([^()\n]{1,40}\))")
# A clause that still speaks of the list in front of it. Example: "市委第六巡察组巡察市中心医院党委|,均为常规巡察"
# "分赴辽宁省、安徽省|,对已巡视过的地方开展"回头看""
_GOES_ON = re.compile(r",(?:(?:以上)?(?:均|都|皆|全部|为|系|属)|对(?:已巡[视察查]过|上述|以上|这些))")
# Example: "巡视省体育局|,系"回头看""
_BELONGS_TO_TYPE = re.compile(r",?(?:系|属于?|为)[\"']?(?:常规|专项|机动|回头看|提级|延伸)[\"']?")
# A sentence that only opens a list: what is listed is said in the one before. Example: "具体如下|:", "安排情况如下|:"
_ONLY_OPENS = re.compile(r"\s?(?:现将)?(?:具体)?[^,。;:\n]{0,10}如下:?")
# Two sorts of inspection named beside each other, which are two; 专项巡察"回头看" is one, 提级、交叉 tell how.
# Example: "机动巡视和"回头看"", "常规、专项巡察"
_SORT = r"[\"']?(?:常规|专项|机动式?|延伸|回头看)[\"']?"
_SEVERAL_SORTS = re.compile(rf"{_SORT}(?:巡[视察查])?(?:和|与|及|以及|、)(?:巡[视察查])?{_SORT}")
# What is said of all units so far. Example: "以上六家为常规巡察"
_ABOVE = re.compile(r"以上[^。;,\n]{0,10}为[^。;,\n]{0,16}")


# A type in a group's own name: it tells of the group, not that the sentence says no more of its units.
# Example: "第二|联动|巡察组(组长楼海波)--诸暨中学"
_OF_GROUPS_NAME = re.compile(
    r"(?<=[一二三四五六七八九十\d])[\"']?(?:(?:常规|专项|机动式?|延伸|提级|交叉|上下联动|联动|回头看)[\"']?){1,3}(?=巡[视察查]组)"
)


def _types(start: int, text: str) -> tuple[str, ...]:
    if not _WORD.search(text):
        return ()
    text = _OF_GROUPS_NAME.sub(lambda name: " " * len(name.group()), text)
    return tuple(finding.value for finding in find_types([Span(start, start + len(text), text)]))


def types_of_name(name: str) -> tuple[str, ...]:
    """What a group is called says of all its units: 第二联动巡察组."""
    return tuple(kind for said in _OF_GROUPS_NAME.findall(name) for kind in _WORD.findall(said))


def unit_types(source: Source, unit: UnitFinding) -> tuple[str, ...]:
    """What is said of the unit's own type: behind its name, in its clause, in the heading of its list.

    Where its list shares several sorts of inspection, all of them.
    """
    remark = _REMARK.match(source.text, unit.finding.end)
    if remark is not None and (types := _types(remark.start("remark"), remark["remark"])):
        return types
    said = unit.frame.said
    types = _in_label(source, unit) or _in_own_clause(said, unit) or _in_clause(said, unit.finding.start)
    if not types and unit.frame.rule in {"unit-list", "unit-of-cell"}:
        types = _types(said.start, said.text)
    return types or _above(source, unit.finding.start) or _under_heading(source, unit) or _introduced(source, unit)


def are_shared_out(unit: UnitFinding, types: tuple[str, ...]) -> bool:
    """Whether the types are those of the unit's list, and which of them is the unit's is left open."""
    return unit.of > 1 and _are_shared_out(unit.frame.said.text, types)


def _are_shared_out(text: str, types: tuple[str, ...]) -> bool:
    """Whether the types are those of some units each: 对A、B、C开展机动巡视和"回头看" does not say which has which."""
    parts = (_WORD.findall(part.group()) for part in _SEVERAL_SORTS.finditer(text))
    return any(set(part) <= set(types) for part in parts)


def _in_label(source: Source, unit: UnitFinding) -> tuple[str, ...]:
    """What the label of the list says: "回头看"单位:|区中医医院."""
    label = _LABEL.search(source.text, max(0, unit.list_start - 16), unit.list_start)
    return tuple(_WORD.findall(label.group())) if label else ()


def _under_heading(source: Source, unit: UnitFinding) -> tuple[str, ...]:
    """What the heading says under which the unit's line stands: (一)常规巡察."""
    index = bisect_right(source.line_starts, unit.frame.start) - 1
    for line in reversed(source.lines[max(0, index - _FARTHEST_HEADING) : index]):
        if _TYPE_HEADING.match(line.text):
            return tuple(_WORD.findall(line.text))
        if _SECTION.match(line.text):
            break
    return ()


def _introduced(source: Source, unit: UnitFinding) -> tuple[str, ...]:
    """What the sentence says that ends in a colon and opens the lines of a list."""
    colon = source.text.rfind(":\n", 0, unit.frame.said.start)
    if unit.frame.rule not in _LISTED or colon < 0:
        return ()
    sentence = source.sentence_at(colon)
    if _ONLY_OPENS.fullmatch(sentence.text) and sentence.start:
        sentence = source.sentence_at(sentence.start - 1)
    return _types(sentence.start, sentence.text)


def _in_own_clause(said: Span, unit: UnitFinding) -> tuple[str, ...]:
    """Between the mark in front of the list and the one behind it: 对A、B开展常规巡察, 提级巡察A、B."""
    low, high = _of_segment(unit)
    start = max(said.text.rfind(mark, 0, max(low, 0)) for mark in "。;,\n") + 1
    ends = [end for mark in "。;,\n" if (end := said.text.find(mark, high)) >= 0]
    stop = min(ends, default=len(said.text))
    if _GOES_ON.match(said.text, stop):
        stop = min((end for mark in "。;,\n" if (end := said.text.find(mark, stop + 1)) >= 0), default=len(said.text))
    remark = _BELONGS_TO_TYPE.match(said.text, high) or _BELONGS_TO_TYPE.match(said.text, min(ends, default=high))
    return tuple(_WORD.findall(remark.group())) if remark else _types(said.start + start, said.text[start:stop])


def _of_segment(unit: UnitFinding) -> tuple[int, int]:
    """The list, or, where semicolons part it, the unit alone: A,以上为常规巡察;B,为机动巡察."""
    said = unit.frame.said
    low, high = unit.list_start - said.start, unit.list_end - said.start
    first, last = unit.finding.start - said.start, unit.finding.end - said.start
    return (first if ";" in said.text[low:first] else low), (last if ";" in said.text[last:high] else high)


def _in_clause(said: Span, offset: int) -> tuple[str, ...]:
    at = offset - said.start
    clause = next((m for m in _CLAUSE.finditer(said.text) if m.start() <= at < m.end()), None)
    return _types(said.start + clause.start(), clause.group()) if clause else ()


def _above(source: Source, offset: int) -> tuple[str, ...]:
    for match in _ABOVE.finditer(source.text, offset):
        types = _types(match.start(), match.group())
        if types:
            return types
    return ()


def group_types(source: Source, sections: Sections) -> dict[GroupKey, tuple[str, ...]]:
    """What a clause says of its groups: 第一至第四巡察组为常规巡察, 第一、第二巡察组对A、B、C开展常规巡察."""
    found: dict[GroupKey, tuple[str, ...]] = {}
    for sentence in source.sentences[:400]:
        if "组" not in sentence.text or not _WORD.search(sentence.text):
            continue
        for clause in _PART.finditer(sentence.text):
            low, high = sentence.start + clause.start(), sentence.start + clause.end()
            types = _types(low, clause.group())
            if types and not _are_shared_out(clause.group(), types):
                for member in sections.within(low, high - 1):
                    found.setdefault(member.key, types)
    return found
