"""What the lines of a text say by where they stand: tables with bars or tabs, tables with one cell to a line."""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from archive.parsing.source import Source, Span

# What a column or a labelled line holds, by the words of its heading.
_COLUMNS = (
    ("group", re.compile(r"^(?:组别|组名|巡[视察查]组(?:别|名称)?|派出组|组)$")),
    ("deputies", re.compile(r"^副组长")),
    ("leaders", re.compile(r"^(?:组长(?!、副)|负责人)")),
    (
        "units",
        re.compile(
            r"^(?:被?巡[视察查]?(?:\"回头看\")?的?(?:单位|对象|党组织|地区|部门|企业|学校|任务|村)"
            r"|进驻单位|负责单位|单位(?:名称)?)"
        ),
    ),
    ("types", re.compile(r"^(?:巡[视察查])?(?:方式|类型|类别|性质|形式)$")),
    ("phones", re.compile(r"电话|手机|短信|号码")),
    ("mailboxes", re.compile(r"邮政信箱|专用信箱|^信箱|通信地址|来信")),
    ("emails", re.compile(r"电子邮箱|电子信箱|邮箱|邮件")),
    (
        "other",
        re.compile(
            r"^(?:序号|时间|巡[视察查]时间|进驻时间|地点|驻地|备注|位置|.{0,8}意见箱.{0,4}|邮编|邮政编码|接待.{0,4}|类型|方式"
            r"|联络员|联系人)$"
        ),
    ),
)

# A group's name alone in its cell. Example: "县委第一巡察组", "第一巡察组", "中央第三巡视组", "区委巡察一组"
_N = r"[一二三四五六七八九十\d]{1,3}"
_GROUP_CELL = re.compile(
    r"^[\u4e00-\u9fff\"]{0,16}?"
    rf"(?:第?{_N}(?:提级|交叉|联动|专项)?巡[视察查]组|巡[视察查]{_N}组|第{_N}组)$"
)
# What parts the cells of a row. Example: "县委第一巡察组|县财政局", "1\t县财政局\t县委第一巡察组"
_BAR = re.compile(r"[|\t]")
# The rule under a heading row. Example: "|---|---|"
_RULER = re.compile(r"^[\s|:-]+$")
_LONGEST_CELL = 300
_MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: what its column holds (units, leaders, …; "" for unknown), and where it stands.

    row and row_end bound the row, so that what stands in one row can be told from the next.
    """

    column: str
    start: int
    end: int
    row: int
    row_end: int


def find_cells(source: Source) -> tuple[Cell, ...]:
    """The cells below every heading row, heading cells left out."""
    return (*_ruled(source), *_flattened(source))


def column_of(heading: str) -> str:
    """What a column with this heading holds; "" where the heading is none."""
    heading = re.sub(r"\s", "", heading).strip(":")
    if len(heading) > 14:
        return ""
    return next((name for name, words in _COLUMNS if words.search(heading)), "")


def _ruled(source: Source) -> Iterator[Cell]:
    columns: list[str] = []
    for line in source.lines:
        if not _BAR.search(line.text) or len(line.text) > 10 * _LONGEST_CELL:
            columns = []
            continue
        cells = list(_parts(line))
        names = [column_of(cell.text) for cell in cells]
        if sum(map(bool, names)) >= 2 and len(cells) >= 3 and not any(_is_group(cell.text) for cell in cells):
            columns = names
        elif columns and not _RULER.match(line.text) and len(cells) == len(columns):
            for name, cell in zip(columns, cells, strict=True):
                if cell.text.strip() and len(cell.text) <= _LONGEST_CELL:
                    yield Cell(name, cell.start, cell.end, line.start, line.end)


def _parts(line: Span) -> Iterator[Span]:
    start = line.start
    bars = [line.start + bar.start() for bar in _BAR.finditer(line.text)]
    edges = [*bars, line.end]
    for index, edge in enumerate(edges):
        is_rim = (index == 0 or index == len(edges) - 1) and edge == start
        if not is_rim:
            yield Span(start, edge, line.text[start - line.start : edge - line.start])
        start = edge + 1


def _is_group(text: str) -> bool:
    return bool(_GROUP_CELL.match(text.strip()))


def _flattened(source: Source) -> Iterator[Cell]:
    """One cell to a line: three headings or more in a row, then rows that each begin with a group."""
    lines = source.lines
    index = 0
    while index < len(lines):
        names = []
        while index < len(lines) and (name := column_of(lines[index].text)) and not _is_group(lines[index].text):
            names.append(name)
            index += 1
        if len(names) >= 3 and index < len(lines) and _is_group(lines[index].text):
            index = yield from _rows(lines, index, names)
        else:
            index += 1


def _rows(lines: Sequence[Span], index: int, names: Sequence[str]) -> Generator[Cell, None, int]:
    """The rows from `index` on; a cell's column is told by what it holds, since one cell may fill two lines."""
    rows = 0
    while index < len(lines) and _is_group(lines[index].text) and rows < _MOST_ROWS:
        first = index
        index += 1
        while index < len(lines) and not _is_group(lines[index].text) and index - first < 3 * len(names):
            if "。" in lines[index].text or len(lines[index].text) > _LONGEST_CELL:
                break
            index += 1
        start, end = lines[first].start, lines[index - 1].end
        yield Cell("group", lines[first].start, lines[first].end, start, end)
        yield from _contents(lines[first + 1 : index], names, start, end)
        rows += 1
    return index


# Example: "郭培军", "李静、马国营", "于 洋"
_PEOPLE = re.compile(
    r"^\s*[\u4e00-\u9fff·]{2,4}(?:\s?[\u4e00-\u9fff]{1,2})?(?:[、,\s]{1,2}[\u4e00-\u9fff·]{2,4}){0,4}\s*$"
)
_HAS_FIGURES = re.compile(r"[\d@]")


def _contents(cells: Sequence[Span], names: Sequence[str], row: int, row_end: int) -> Iterator[Cell]:
    waiting = [name for name in names if name in {"leaders", "deputies"}]
    for cell in cells:
        column = ""
        if _HAS_FIGURES.search(cell.text):
            column = "other"
        elif waiting and _PEOPLE.match(cell.text):
            column = waiting.pop(0)
        elif "units" in names:
            column = "units"
        yield Cell(column, cell.start, cell.end, row, row_end)
