"""Inspected units: every place where a notice says whom the inspection goes to, and with which group it says so."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from archive.parsing.aliases import given_short_forms, is_short_for
from archive.parsing.divisions import packaged_divisions
from archive.parsing.layout import Cell
from archive.parsing.sentences import Sentence, gettext_noop
from archive.parsing.source import Finding, Source, Span
from archive.parsing.unitframes import Frame, find_fallback_frames
from archive.parsing.unitlist import Item, ends_like_a_name, find_unread, read_segments, read_units, split_units
from archive.parsing.villages import find_unnamed, with_owner

# Villages and schools are not shortened by leaving out characters: 西村 is not 西河村.
_NEVER_SHORTENED = re.compile(r"(?:村|社区|[镇乡]|街道|嘎查|苏木|小学|中学|幼儿园)$")
# The place itself, not its committee or government. Example: "登封市|召开", not "上海市|委书记"
_ITSELF = r"(?![委政人纪])"
# No round has as many units by name; a text with more is no notice, and its work is bounded here.
_MOST = 500


@dataclass(frozen=True, slots=True)
class UnitFinding:
    """A unit where a frame names it. order counts the names of the frame, parcel those between its commas."""

    finding: Finding
    frame: Frame
    order: int
    of: int
    parcel: int
    parcels: int
    list_start: int
    list_end: int


def find_units(source: Source, frames: Sequence[Frame], cells: Sequence[Cell]) -> tuple[UnitFinding, ...]:
    """Every mention of a unit as inspected in this round, in text order: a unit may be named by several frames."""
    frames = [*frames, *_of_cells(source, cells)]
    found = [unit for frame in frames for unit in _in_frame(source, frame)]
    fallback = [unit for frame in find_fallback_frames(source) for unit in _in_frame(source, frame)]
    held = [unit for unit in fallback if unit.frame.rule == "unit-where-held"]
    if not found:
        found = [] if next(_unnamed_villages(source, frames), None) else fallback
    elif len(held) > 1:  # meetings in several units at once name units, one meeting may name a hall
        found += held
    else:
        found += [unit for unit in held if any(_points_at(source, other.frame, unit) for other in found)]
    return tuple(_named(source, _without_hosts(source, found))[: 4 * _MOST])


def names_in_doubt(source: Source, frames: Iterable[Frame]) -> Iterator[tuple[Sentence, tuple[int, int]]]:
    """The first villages that are not named one by one, and the first name that was not read; where they stand."""
    frames = tuple(frames)
    for spans, pattern in (
        (_unnamed_villages(source, frames), gettext_noop("文中的“{said}”没有逐个写出名称")),
        (_unread_names(source, frames), gettext_noop("文中的“{said}”过长，不能断定是哪个或哪几个单位，未填")),
    ):
        for span in islice(spans, 1):
            yield Sentence(pattern, {"said": source.written(*span)}), span


def _unread_names(source: Source, frames: Iterable[Frame]) -> Iterator[tuple[int, int]]:
    for frame in frames:
        if not frame.is_open:
            yield from find_unread(source.text, frame.start, frame.end)


def _unnamed_villages(source: Source, frames: Iterable[Frame]) -> Iterator[tuple[int, int]]:
    """With the place that they belong to. An open frame goes on to what is no list."""
    for frame in frames:
        if not frame.is_open:
            for unnamed in find_unnamed(source.text, frame.start, frame.end):
                yield with_owner(source.text, frame.start, unnamed)


# The unit of the sentence once more. Example: "对|该局|党委及所属城西、城北、雁滩三个市场监督管理所党支部"
_POINTER = re.compile(r"该(?P<kind>[局委办院校厅社行镇乡]|公司|集团|街道|中心)")


def _points_at(source: Source, frame: Frame, held: UnitFinding) -> bool:
    """在市场监管局召开动员会,对该局…开展巡察: whether the frame means whom the sentence named before it."""
    pointer = _POINTER.match(source.text, frame.start, frame.end)
    is_before = held.frame.said == frame.said and held.finding.end <= frame.start
    return pointer is not None and is_before and _folded(source, held).endswith(pointer["kind"])


def _without_hosts(source: Source, found: list[UnitFinding]) -> list[UnitFinding]:
    """巡察组进驻大岭乡,对老鸦村、银杏村开展巡察: the town is where they stay, the villages are inspected."""
    villages = {
        unit.frame.said
        for unit in found
        if unit.frame.rule == "unit-inspected" and _folded(source, unit).endswith(("村", "社区", "嘎查"))
    }
    return [
        unit
        for unit in found
        if not (
            unit.frame.rule == "unit-entered"
            and unit.frame.said in villages
            and _folded(source, unit).endswith(("镇", "乡", "街道", "苏木"))
        )
    ]


def _named(source: Source, found: Sequence[UnitFinding]) -> list[UnitFinding]:
    """In text order, each place once; without the short forms of other units."""
    at: dict[int, UnitFinding] = {}
    for unit in sorted(found, key=lambda unit: (unit.finding.start, -unit.finding.end)):
        at.setdefault(unit.finding.start, unit)
    units = list(at.values())
    names = {unit.finding.value: _folded(source, unit) for unit in units}
    if len(names) > _MOST:
        names = dict(list(names.items())[:_MOST])
    shorts = {alias for alias, _ in given_short_forms(source)} if len(names) > 1 else set()
    lists: dict[Frame, set[str]] = defaultdict(set)
    for unit in units:
        lists[unit.frame].add(_folded(source, unit))
    listed = list(lists.values())[:_MOST]
    every = list(names.values())
    kept = {value for value, name in names.items() if value not in shorts and not _is_part(name, every, listed)}
    return [_with_rank(source, unit) for unit in units if unit.finding.value in kept]


def _folded(source: Source, unit: UnitFinding) -> str:
    return source.text[unit.finding.start : unit.finding.end]


def _with_rank(source: Source, unit: UnitFinding) -> UnitFinding:
    """登封 is 登封市 where the text says that too."""
    finding = unit.finding
    name = source.text[finding.start : finding.end]
    for division in packaged_divisions().named(name):
        if division.name == name or not division.name.startswith(name):
            continue
        full = re.search(re.escape(division.name) + _ITSELF, source.text)
        if full is not None:
            at, end = full.span()
            return replace(unit, finding=replace(finding, value=source.written(at, end), start=at, end=end))
    return unit


def _is_part(name: str, names: Sequence[str], listed: Sequence[set[str]]) -> bool:
    """A short form of another unit: 人民医院 beside 凤阳县人民医院; two names of one list are two units."""
    return any(
        _is_head_of_firm(name, other)
        or (
            is_short_for(name, other)
            and (name in other or not _NEVER_SHORTENED.search(name))
            and not any(name in of_list and other in of_list for of_list in listed)
        )
        for other in names
    )


def _is_head_of_firm(name: str, other: str) -> bool:
    """中国移动 beside 中国移动通信集团公司; a town beside its village is a unit of its own."""
    return len(name) >= 4 and name != other and name in other and other.endswith(("公司", "集团", "银行"))


def _of_cells(source: Source, cells: Sequence[Cell]) -> Iterator[Frame]:
    for cell in cells:
        if cell.column == "units":
            row = Span(cell.row, cell.row_end, source.text[cell.row : cell.row_end])
            yield Frame(cell.start, cell.end, row, "unit-of-cell", cell.row, is_row=True)


def _in_frame(source: Source, frame: Frame) -> list[UnitFinding]:
    if frame.is_open:
        read = read_segments if frame.rule == "unit-behind-label" else read_units
        items = read(source.text, frame.start, frame.end)
    else:
        items = split_units(source.text, frame.start, frame.end)
        if frame.is_row or frame.is_strict:
            items = [item for item in items if ends_like_a_name(source.text[item.start : item.end])]
    parcels = len({item.parcel for item in items})
    rank = {parcel: index for index, parcel in enumerate(dict.fromkeys(item.parcel for item in items))}
    return [
        UnitFinding(
            Finding(_written(source, item), item.start, item.end, frame.rule, 0.85),
            frame,
            order,
            len(items),
            rank[item.parcel],
            parcels,
            items[0].start,
            items[-1].end,
        )
        for order, item in enumerate(items)
    ]


def _written(source: Source, item: Item) -> str:
    return "".join(source.written(*part) for part in item.parts or ((item.start, item.end),))
