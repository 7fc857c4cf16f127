"""A parsed text -> rows for a terminal: every value marked where it stands, with the rule that found it. No Django.

A mark is a numbered bracket: ⟦1 中央⟦2 第七⟧巡视组⟧. A bare ⟧ closes the mark opened last; where marks cross, ⟦/1⟧ says
which is closed. Below each line stands a legend of the marks that it is the first to open.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields

from archive.marking import Paragraph, Span, mark, paragraph_bounds
from archive.parsing import ParsedNotice, as_json
from archive.terminal import visible, width

_ORDINARY_ENDINGS = ("\n", "\r\n")
# Neither a value nor absent: shown by themselves, or told by other fields.
_NO_VALUES = ("inspections", "basis", "doubts", "evidence")
_OF_FEW = ("stage", "round_year", "round_in_year")  # most notices can have none of them: no gap
_MOST_OF_A_PLACE = 30  # characters of the text that a doubt points at
# What one row holds whole: a word or number of narrow characters, any other character by itself.
_UNCUT = re.compile(r"[!-~]{1,20}|.", re.DOTALL)
_NARROWEST = 20  # columns that are left for a value on the narrowest of terminals


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one row. number: the innermost mark it stands in, or that it is a sign of."""

    text: str
    number: int | None = None
    is_sign: bool = False  # ours: no part of the text


Row = list[Piece]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of a legend: a piece of evidence, or a doubt that points at a place."""

    start: int
    end: int
    field: str
    rule: str
    confidence: str
    value: str

    @property
    def place(self) -> str:
        return _name(self.start, self.end)


def _name(start: int, end: int) -> str:
    """What the marking calls a place: entries of the same place share a mark."""
    return f"{start}-{end}"


def explain(text: str, notice: ParsedNotice, columns: int) -> Iterator[Row]:
    """The text line by line with its marks and their legends; then reasons, doubts, and what stayed empty."""
    entries = sorted(_entries(notice), key=lambda entry: (entry.start, -entry.end))
    marked = mark(text, (Span(entry.start, entry.end, entry.place) for entry in entries))
    seen = {span.fact for span in marked.numbers}
    places = dict.fromkeys(entry.place for entry in entries)
    numbers = {place: number for number, place in enumerate(filter(seen.__contains__, places), start=1)}
    told: set[int] = set()
    for paragraph in marked.paragraphs:
        pieces = list(mark_up(paragraph, numbers))
        label = str(paragraph.number or "")
        yield from _wrapped(f"{label:>4} │ ", "     │ ", _without_ending(pieces), columns)
        opened = {piece.number for piece in pieces if piece.number} - told
        told |= opened
        for entry in entries:
            if (number := numbers.get(entry.place)) in opened:
                yield from _legend(number, entry, columns)
    for entry in entries:
        if entry.place not in numbers:  # nothing that can be seen
            yield from _legend(None, entry, columns)
    yield [Piece("")]
    for label, sentence in _afterwards(text, notice, numbers):
        yield from _wrapped(f"{label:<12}", " " * 12, [Piece(sentence)], columns)


def _entries(notice: ParsedNotice) -> Iterator[_Entry]:
    for said in notice.evidence:
        yield _Entry(said.start, said.end, said.field, said.rule, f"{said.confidence:.2f}", said.value)
    for doubt in notice.doubts:
        if doubt.start is not None and doubt.end is not None:
            yield _Entry(doubt.start, doubt.end, doubt.field, "in doubt", "", str(doubt.reason))


def mark_up(paragraph: Paragraph, numbers: dict[str, int]) -> Iterator[Piece]:
    """The line's own characters with the signs of its marks between them; the characters joined are the line."""
    opened: list[int] = []
    yield Piece(paragraph.indent)
    for segment in paragraph.segments:
        around = sorted(numbers[place] for place in segment.facts)
        yield from _close([number for number in opened if number not in around], opened)
        for number in around:
            if number not in opened:
                opened.append(number)
                yield Piece(f"⟦{number} ", number, is_sign=True)
        yield Piece(segment.text, opened[-1] if opened else None)
    yield from _close(list(opened), opened)
    yield Piece(paragraph.ending)


def _close(ended: list[int], opened: list[int]) -> Iterator[Piece]:
    for number in reversed(ended):
        yield Piece("⟧" if number == opened[-1] else f"⟦/{number}⟧", number, is_sign=True)
        opened.remove(number)


def _without_ending(pieces: list[Piece]) -> list[Piece]:
    """An unusual line break is shown, an ordinary one is what it is."""
    return [piece for piece in pieces if piece.is_sign or piece.text not in _ORDINARY_ENDINGS]


def _legend(number: int | None, entry: _Entry, columns: int) -> Iterator[Row]:
    head = f"{number or '-':>10}  {entry.field:<13}{entry.rule:<22} {entry.confidence:<6}"
    for row in _wrapped(head, " " * len(head), [Piece(entry.value)], columns):
        yield [Piece(row[0].text, number, is_sign=True), *row[1:]]


def _afterwards(text: str, notice: ParsedNotice, numbers: dict[str, int]) -> Iterator[tuple[str, str]]:
    """What is told below the text: a label and a sentence each."""
    data = as_json(notice)
    pointed = {entry.field for entry in notice.evidence}
    values = {item.name: data[item.name] for item in fields(notice) if item.name not in _NO_VALUES}
    values["place"] = [part for part in asdict(notice.place).values() if part]
    for field, value in values.items():
        if value not in (None, "", []) and field not in pointed:
            yield "as a whole", f"{field}: {'、'.join(map(str, value)) if isinstance(value, list) else value}"
    for field, sentence in notice.basis.items():
        yield "because", f"{field}: {sentence}"
    for doubt in notice.doubts:
        where = ""
        if doubt.start is not None and doubt.end is not None:
            where = _place(text, doubt.start, doubt.end, numbers.get(_name(doubt.start, doubt.end)))
        yield "in doubt", f"{doubt.field}: {doubt.reason}{where}"
    empty = [field for field, value in values.items() if value in (None, "", []) and field not in _OF_FEW]
    if empty:
        yield "empty", ", ".join(empty)


def _place(text: str, start: int, end: int, number: int | None) -> str:
    """The line, the mark and the characters that a doubt points at."""
    line = sum(begin <= start for _number, begin, _end in paragraph_bounds(text))
    words = text[start:end] if end - start <= _MOST_OF_A_PLACE else f"{text[start : start + _MOST_OF_A_PLACE]}…"
    return f" (line {line}{f', ⟦{number}⟧' if number else ''}: {words})"


def _wrapped(head: str, indent: str, pieces: Iterable[Piece], columns: int) -> Iterator[Row]:
    """The pieces in rows of so many columns, every character made visible; a sign of ours is never cut."""
    row, used, room = [Piece(head)], 0, max(columns - width(head), _NARROWEST)
    for piece in pieces:
        for unit in [piece.text] if piece.is_sign else map(visible, _UNCUT.findall(piece.text)):
            taken = width(unit)
            if used and used + taken > room:
                yield row
                row, used = [Piece(indent)], 0
            used += taken
            if row[-1].number == piece.number and row[-1].is_sign == piece.is_sign and len(row) > 1:
                row[-1] = Piece(row[-1].text + unit, piece.number, piece.is_sign)
            else:
                row.append(Piece(unit, piece.number, piece.is_sign))
    yield row
