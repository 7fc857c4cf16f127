"""What the lines of a text say by where they stand: tables with bars or tabs, tables with one cell to a line."""

import re
from bisect import bisect_left
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from archive.parsing.folding import INVISIBLE
from archive.parsing.source import Source, Span
from archive.parsing.unitlist import ends_like_a_name

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
            r"^(?:序号|时间|巡[视察查]时间|进驻时间|.{0,4}地[点址]|驻地|备注|位置|.{0,8}意见箱.{0,4}|邮编|邮政编码|接待.{0,4}|类型|方式"
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
# How a row of headings begins. Example: "|序号|", "组 别", "巡察单位"
_MAY_HEAD = re.compile(r"[\s|｜]*(?:序|组|組|巡|被|单|單|负|負|进|進|派|编|編)")
# What parts the cells of a row.
# Example: "县委第一巡察组|县财政局", "1\t县财政局\t县委第一巡察组", "县委第一巡察组   张三   县财政局"
_WIDE_GAP = re.compile(r"(?<=\S)[ \u3000]{2,}(?=\S)")
_SHAPES = {
    "bar": re.compile(r"[|｜]"),
    "tab": re.compile(r"\t"),
    "wide": _WIDE_GAP,
    "spaced": re.compile(r"(?<=\S)[ \u3000](?=\S)"),
}
# The rule under a heading row. Example: "|---|---|"
_RULER = re.compile(r"^[\s|:-]+$")
_LONGEST_CELL = 300
_LONGEST_ROW = 2_000
_MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: what its column holds (units, leaders, …; "" for unknown), and where it stands.

    row and row_end bound where its group is named: its row, or the head of its column.
    """

    column: str
    start: int
    end: int
    row: int
    row_end: int


def find_cells(source: Source) -> tuple[Cell, ...]:
    """The cells below every heading row, heading cells left out."""
    found = [*_ruled(source), *_transposed(source), *_flattened(source)]
    return tuple(sorted(found, key=lambda cell: cell.start))


def column_of(heading: str) -> str:
    """What a column with this heading holds; "" where the heading is none."""
    heading = re.sub(r"\s", "", heading).strip(":")
    if len(heading) > 14:
        return ""
    return next((name for name, words in _COLUMNS if words.search(heading)), "")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without signs that nobody sees, the place of each sign in the original, and that of the line's end."""

    text: str
    places: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line cut into cells, in folded offsets."""

    start: int
    end: int
    cells: tuple[Span, ...]


def _ruled(source: Source) -> Iterator[Cell]:
    """Rows of cells below a row of headings."""
    columns: list[str] = []
    shape = ""
    for line in _original_lines(source.folded.original):
        text = line.text
        if not columns and not _MAY_HEAD.match(text):
            continue
        heading = next((found for wanted in _shapes(text) if (found := _headings(source, line, wanted))), None)
        if heading is not None:
            columns, shape = heading
            continue
        row = _row(source, line, shape) if columns and not _RULER.match(text) else None
        if row is not None and len(row.cells) == len(columns):
            for name, cell in zip(columns, row.cells, strict=True):
                if cell.text.strip() and len(cell.text) <= _LONGEST_CELL:
                    yield Cell(name, cell.start, cell.end, row.start, row.end)
        elif text.strip() and (row is None or len(row.cells) < 2) and not _RULER.match(text):
            columns = []


def _headings(source: Source, line: _Line, shape: str) -> tuple[list[str], str] | None:
    """What the columns hold where the line is a row of headings; words with one blank between must all be some."""
    row = _row(source, line, shape)
    if len(row.cells) < 3 or any(_is_group(cell.text) for cell in row.cells):
        return None
    names = [column_of(cell.text) for cell in row.cells]
    wanted = len(names) if shape == "spaced" else 2
    return (names, shape) if sum(map(bool, names)) >= wanted else None


def _transposed(source: Source) -> Iterator[Cell]:
    """A column for each group: a row of groups behind one heading, then rows that each begin with a heading."""
    groups: tuple[Span, ...] = ()
    for line in _original_lines(source.folded.original):
        if not groups and line.text.count("组") + line.text.count("組") < 2:
            continue
        shape = next(iter(_shapes(line.text)), "")
        cells = _row(source, line, shape).cells if shape else ()
        if len(cells) < 3:
            groups = ()
        elif all(_is_group(cell.text) for cell in cells[1:]):
            groups = cells[1:]
        elif groups and len(cells) == len(groups) + 1 and (name := column_of(cells[0].text)):
            for group, cell in zip(groups, cells[1:], strict=True):
                yield Cell(name, cell.start, cell.end, group.start, group.end)


def _original_lines(original: str) -> Iterator[_Line]:
    """Rows are cut in the original: folding takes a blank between two words for padding."""
    at = 0
    for line in original.split("\n"):
        if len(line) <= _LONGEST_ROW:
            yield _without_invisible(line, at)
        at += len(line) + 1


def _without_invisible(line: str, at: int) -> _Line:
    if not INVISIBLE.search(line):
        return _Line(line, range(at, at + len(line) + 1))
    seen = [(char, place) for place, char in enumerate(line, at) if not INVISIBLE.match(char)]
    return _Line("".join(char for char, _ in seen), [*(place for _, place in seen), at + len(line)])


def _shapes(line: str) -> Iterator[str]:
    """How the cells of a line may be parted, the surest way first."""
    if "|" in line or "｜" in line:
        yield "bar"
    elif "\t" in line:
        yield "tab"
    elif ("  " in line or "\u3000" in line) and _WIDE_GAP.search(line):
        yield "wide"
    elif line.count(" ") + line.count("\u3000") >= 2:
        yield "spaced"


def _row(source: Source, line: _Line, shape: str) -> _Row:
    origins, text, places = source.folded.origins, line.text, line.places
    bounds = [*_SHAPES[shape].finditer(text)] if shape else []
    edges = [(gap.start(), gap.end()) for gap in bounds]
    spans = list(zip([0, *(end for _, end in edges)], [*(first for first, _ in edges), len(text)], strict=True))
    rimmed = [span for at, span in enumerate(spans) if 0 < at < len(spans) - 1 or text[slice(*span)].strip()]
    cells = []
    for low, high in rimmed:
        first, last = bisect_left(origins, places[low]), bisect_left(origins, places[high])
        cells.append(Span(first, last, source.text[first:last]))
    return _Row(bisect_left(origins, places[0]), bisect_left(origins, places[-1]), tuple(cells))


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


# Example: "郭培军", "李静、马国营", "于 洋", "阿不都·买买提"
_PEOPLE = re.compile(r"[\u4e00-\u9fff·]{2,12}(?:[、,][\u4e00-\u9fff·]{2,12}){0,4}")
_HAS_FIGURES = re.compile(r"[\d@]")


def _contents(cells: Sequence[Span], names: Sequence[str], row: int, row_end: int) -> Iterator[Cell]:
    """As many cells as headings: in their order. Else each cell's column is told by what it holds."""
    if len(cells) == len(names) - 1:
        for name, cell in zip(names[1:], cells, strict=True):
            yield Cell(name, cell.start, cell.end, row, row_end)
        return
    waiting = [name for name in names if name in {"leaders", "deputies"}]
    for cell in cells:
        bare = re.sub(r"\s", "", cell.text)
        column = ""
        if _HAS_FIGURES.search(bare):
            column = "other"
        elif waiting and _PEOPLE.fullmatch(bare) and not ends_like_a_name(bare):
            column = waiting.pop(0)
        elif "units" in names:
            column = "units"
        yield Cell(column, cell.start, cell.end, row, row_end)
