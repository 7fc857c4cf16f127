"""Tables that give heads and deputies in columns: with | or tabs between the cells, or one cell to a line."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.parsing.name_lists import names_at, names_between
from archive.parsing.names import Offsets
from archive.parsing.source import Source, Span

# The heading of a column, as the original writes it. Example: "组长", "副组长", "组长姓名", "巡察组组长"
_HEADING = re.compile(r"\s*(?:巡[视視察查][组組])?(?P<deputy>副)?\s*[组組]\s*[长長](?:姓名|\(.{0,6}\)|（.{0,6}）)?\s*")
# A line worth cutting. Example: "组别 组长", "組長|副組長"
_MAY_HEAD = re.compile(r"[组組]")
# Where neither | nor a tab stands in the line, wide spaces part the cells, or any space where the heading has no wide.
# Example: "县委第一巡察组    张三    县财政局", "第一巡察组 张三 县财政局"
_WIDE_CELL = re.compile(r"[^ \u3000\n]+(?:[ \u3000][^ \u3000\n]+)*")
_SPACED_CELL = re.compile(r"[^ \u3000\n]+")
# The name of a group and nothing else. Example: "市委第一巡察组", "第二组"
_GROUP_CELL = re.compile(r"[^,。;:\n]{0,24}第?[一二三四五六七八九十\d]{1,4}[^,。;:\n]{0,8}[组組]")
# The heading above the groups. Example: "组别", "巡察组"
_GROUP_HEADING = re.compile(r"[组組]\s*[别別]|[组組]名|巡[视視察查][组組](?:[别別]|名[称稱])?|分[组組]|名[称稱]")
# Example: "二、组长、副组长", "各组组长和副组长名单:"
_BOTH_HEADINGS = re.compile(r"[^。,;:\n]{0,14}组长[、及和,/]副组长(?:名单|姓名|如下|安排)?:?\s*")
# Example: "县委第一巡察组|:|朱文龙,钮佩佩"
_GROUP_AND_NAMES = re.compile(r"\s*(?P<group>[^。,;:\n]{0,24}组)[:\s](?P<names>[\u4e00-\u9fff·、,;\s]{2,60})")
# A heading is short. Example: "值班电话(8:30-17:30)"
_LONGEST_HEADING = 24
_MOST_COLUMNS = 12
_MOST_GROUPS = 60
_SHAPES = ("|", "\t", "wide", "spaced")
_LONGEST_ROW = 400
_MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a table: where the name stands, and where the group of the row is named."""

    name: Offsets
    is_deputy: bool
    owner_end: int


def find_listed(source: Source) -> Iterator[Listed]:
    yield from _in_rows(source)
    yield from _one_cell_to_a_line(source)
    yield from _under_both_headings(source)


def _in_rows(source: Source) -> Iterator[Listed]:
    """Rows are cut in the original: folding takes a tab between two words for padding."""
    columns: dict[int, bool] = {}
    groups: list[Offsets] = []  # where the groups stand side by side
    width, shape = 0, ""
    for start, line in _original_lines(source.folded.original):
        if not columns and not groups and not _MAY_HEAD.search(line):
            continue
        for wanted in _SHAPES:
            cells = _cells(line, start, wanted)
            headings = _headings(source.folded.original, cells)
            if groups and 0 in headings and len(cells) == len(groups):
                yield from _beside(source, cells, groups, is_deputy=headings[0])
                break
            if _are_groups(source.folded.original, cells):
                columns, groups = {}, cells
                break
            if headings and len(cells) > 2:
                columns, width, shape = headings, len(cells), wanted
                break
        else:
            cells = _cells(line, start, shape) if columns else []
            if columns and len(cells) == width:
                yield from _of_row(source, cells, columns)
            elif line.strip() and len(cells) < 2:
                columns = {}


def _are_groups(original: str, cells: Sequence[Offsets]) -> bool:
    """组别 | 县委第一巡察组 | 县委第二巡察组: a table with a column for each group."""
    if not 2 < len(cells) <= _MOST_GROUPS or not _GROUP_HEADING.fullmatch(original[slice(*cells[0])].strip()):
        return False
    return all(_GROUP_CELL.fullmatch(original[slice(*cell)].strip()) for cell in cells[1:])


def _beside(
    source: Source, cells: Sequence[Offsets], groups: Sequence[Offsets], *, is_deputy: bool
) -> Iterator[Listed]:
    for cell, group in zip(cells[1:], groups[1:], strict=True):
        low, high = (_to_folded(source, offset) for offset in cell)
        for name in _names_of_cell(source, low, high, is_deputy):
            yield Listed(name, is_deputy, _to_folded(source, group[1]))


def _original_lines(original: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in original.split("\n"):
        if len(line) <= _LONGEST_ROW:
            yield at, line
        at += len(line) + 1


def _cells(line: str, start: int, shape: str) -> list[Offsets]:
    """The cells of a line as offsets into the original; empty ones count where a mark parts them."""
    if shape in {"wide", "spaced"}:
        pattern = _WIDE_CELL if shape == "wide" else _SPACED_CELL
        return [(start + cell.start(), start + cell.end()) for cell in pattern.finditer(line)]
    if shape not in line or not shape:
        return []
    cells, at = [], 0
    for cell in line.split(shape):
        cells.append((start + at, start + at + len(cell)))
        at += len(cell) + 1
    if not line.split(shape)[0].strip():
        cells = cells[1:]  # the frame of the table
    return cells


def _headings(original: str, cells: Sequence[Offsets]) -> dict[int, bool]:
    """Which columns hold heads (False) and deputies (True)."""
    return {
        index: heading["deputy"] is not None
        for index, (start, end) in enumerate(cells[:_MOST_COLUMNS])
        if end - start <= _LONGEST_HEADING and (heading := _HEADING.fullmatch(original, start, end))
    }


def _of_row(source: Source, cells: Sequence[Offsets], columns: dict[int, bool]) -> Iterator[Listed]:
    folded = [(_to_folded(source, start), _to_folded(source, end)) for start, end in cells]
    groups = [end for start, end in folded if _GROUP_CELL.fullmatch(source.text[start:end].strip())]
    for index, is_deputy in columns.items():
        low, high = folded[index]
        for name in _names_of_cell(source, low, high, is_deputy):
            yield Listed(name, is_deputy, groups[0] if groups else name[0])


def _to_folded(source: Source, offset: int) -> int:
    return bisect_left(source.folded.origins, offset)


def _names_of_cell(source: Source, low: int, high: int, is_deputy: bool) -> list[Offsets]:
    while low < high and source.text[low].isspace():
        low += 1
    while low < high and source.text[high - 1].isspace():
        high -= 1
    spans = names_at(source, low, known_surname=False)
    if not spans or spans[-1][1] != high:
        spans = names_between(source, low, high)
    return spans if is_deputy else spans[:1]


def _one_cell_to_a_line(source: Source) -> Iterator[Listed]:
    """组别, 组长, 副组长 … each in its line; behind them the cells of each row in the same order."""
    lines = source.lines[: _MOST_ROWS * _MOST_COLUMNS]
    columns: dict[int, bool] = {}
    for index, line in enumerate(lines):
        heading = _HEADING.fullmatch(line.text) if len(line.text) <= _LONGEST_HEADING else None
        if heading is not None:
            group_line = _heading_of_groups(lines, index)
            if group_line is not None:
                columns[index - group_line] = heading["deputy"] is not None
        elif columns and _GROUP_CELL.fullmatch(line.text.strip()):
            yield from _cells_behind(source, lines, index, columns)


def _under_both_headings(source: Source) -> Iterator[Listed]:
    """组长、副组长 as a heading, and under it a line for each group: 县委第一巡察组:朱文龙,钮佩佩."""
    under = False
    for line in source.lines[: _MOST_ROWS * _MOST_COLUMNS]:
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


def _heading_of_groups(lines: Sequence[Span], index: int) -> int | None:
    for at in range(index - 1, max(-1, index - _MOST_COLUMNS), -1):
        if len(lines[at].text) > _LONGEST_HEADING:
            return None
        if _GROUP_HEADING.fullmatch(lines[at].text.strip()):
            return at
    return None


def _cells_behind(source: Source, lines: Sequence[Span], index: int, columns: dict[int, bool]) -> Iterator[Listed]:
    for offset, is_deputy in columns.items():
        if index + offset >= len(lines):
            continue
        cell = lines[index + offset]
        for name in _names_of_cell(source, cell.start, cell.end, is_deputy):
            yield Listed(name, is_deputy, lines[index].end)
