"""Heads and deputies where they stand in tables, or in lists under a heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.parsing.layout import Cell
from archive.parsing.name_lists import names_at, names_between
from archive.parsing.names import Offsets
from archive.parsing.source import Source

# Example: "二、组长、副组长", "各组组长和副组长名单:"
_BOTH_HEADINGS = re.compile(r"[^。,;:\n]{0,14}组长[、及和,/]副组长(?:名单|姓名|如下|安排)?:?\s*")
# Example: "县委第一巡察组|:|朱文龙,钮佩佩"
_GROUP_AND_NAMES = re.compile(r"\s*(?P<group>[^。,;:\n]{0,24}组)[:\s](?P<names>[\u4e00-\u9fff·、,;\s]{2,60})")
_MOST_LINES = 3_000


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a table: where the name stands, and where the group of the row is named."""

    name: Offsets
    is_deputy: bool
    owner_end: int


def find_listed(source: Source, cells: Sequence[Cell]) -> Iterator[Listed]:
    for cell in cells:
        if cell.column in {"leaders", "deputies"}:
            is_deputy = cell.column == "deputies"
            for name in _names_of_cell(source, cell.start, cell.end, is_deputy):
                yield Listed(name, is_deputy, name[0])
    yield from _under_both_headings(source)


def _names_of_cell(source: Source, low: int, high: int, is_deputy: bool) -> list[Offsets]:
    while low < high and source.text[low].isspace():
        low += 1
    while low < high and source.text[high - 1].isspace():
        high -= 1
    spans = names_at(source, low, known_surname=False)
    if not spans or spans[-1][1] != high:
        spans = names_between(source, low, high)
    return spans if is_deputy else spans[:1]


def _under_both_headings(source: Source) -> Iterator[Listed]:
    """组长、副组长 as a heading, and under it a line for each group: 县委第一巡察组:朱文龙,钮佩佩."""
    under = False
    for line in source.lines[:_MOST_LINES]:
        if _BOTH_HEADINGS.fullmatch(line.text):
            under = True
            continue
        row = _GROUP_AND_NAMES.fullmatch(line.text) if under else None
        if row is None:
            under = False
            continue
        spans = names_between(source, line.start + row.start("names"), line.end)
        for order, name in enumerate(spans):
            yield Listed(name, order > 0, line.start + row.end("group"))
