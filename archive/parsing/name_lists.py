"""Several people in a row: lists in running text, and closed lists whose both ends are known."""

import re
from collections.abc import Iterator

from archive.parsing.names import Offsets, gap_at, is_name, name_at, name_before
from archive.parsing.source import Source

# What joins the names of a list. Example: 董涵英|、|魏强, and in tables 王敏|  |赵亮
_JOIN = re.compile(r"[ \t]{0,4}(?:[、和及与/]|以及)\s{0,4}|[ \t]{1,4}")
# What may stand behind a name and before the next. Example: 张三|同志、|李四, 张三|(县纪委常委)、|李四
_ADDRESS = re.compile(r"(?:同志)?(?:\([^()\n]{1,40}\))?")
_MOST_NAMES = 40


def names_at(source: Source, start: int, *, known_surname: bool = True) -> list[Offsets]:
    """A list of names joined by 、 和 及 or spaces, each perhaps with 同志: spans of the names alone."""
    spans: list[Offsets] = []
    text, known = source.text, known_surname
    while len(spans) < _MOST_NAMES:
        end = name_at(source, start, known_surname=known)
        if end is None:
            break
        spans.append((start, end))
        address = _ADDRESS.match(text, end)
        end = address.end() if address else end
        join = _JOIN.match(text, end)
        if join is None and not gap_at(source, end):
            break
        start = join.end() if join else end
        # Behind 、 a name's neighbour is a name; behind a mere space anything may stand.
        known = join is None or join.group().isspace()
    return spans


# What separates people in a closed list, and what may also stand inside a name. Example: "张三|、|李四|和|王和平"
_SEPARATOR = re.compile(r"[、,;:\s]|以及")
_CONJUNCTION = re.compile(r"[和及与]")
_BRACKETS = re.compile(r"\([^()\n]{0,60}\)")
# Said of the people of a list, not part of any name. Example: "张三|同志", "张三、李四|两位同志", "分别|"
_APPENDED = re.compile(r"(?:[两三四五六]位)?(?:同志)?(?:分别|共同|依次|各自)?$")


def names_between(source: Source, low: int, high: int) -> list[Offsets]:
    """The people of a closed list, each perhaps with posts in front: both ends are known, so any surname will do."""
    spans: list[Offsets] = []
    for start, end in _pieces(source.text, low, high):
        parts = list(_cut(_CONJUNCTION.finditer(source.text, start, end), start, end))
        found = [_name_of_item(source, *part) for part in parts]
        if len(parts) == 1 or not all(found):
            found = [_name_of_item(source, start, end)]
        spans.extend(span for span in found if span is not None)
    return spans


def _pieces(text: str, low: int, high: int) -> Iterator[Offsets]:
    start = low
    for bracket in _BRACKETS.finditer(text, low, high):
        yield from _cut(_SEPARATOR.finditer(text, start, bracket.start()), start, bracket.start())
        start = bracket.end()
    yield from _cut(_SEPARATOR.finditer(text, start, high), start, high)


def _cut(marks: Iterator[re.Match[str]], start: int, high: int) -> Iterator[Offsets]:
    for mark in marks:
        yield start, mark.start()
        start = mark.end()
    yield start, high


def _name_of_item(source: Source, start: int, end: int) -> Offsets | None:
    appended = _APPENDED.search(source.text, start, end)
    end = appended.start() if appended else end
    return (start, end) if is_name(source.text[start:end]) else name_before(source, start, end)
