"""A text and the spans of its evidence -> paragraphs of segments, ready to be drawn. Pure: no Django.

Every character of the text stands in exactly one segment or line ending, in order: joining them gives the text back.
A paragraph is a line of the source; those with anything but white space in them are numbered from 1, and the
number is the paragraph's permanent address (#p3).
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

LINE_BREAKS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # all that splitlines() breaks at


@dataclass(frozen=True, slots=True)
class Span:
    """text[start:end] is the source of a fact."""

    start: int
    end: int
    fact: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters under the same facts. A number stands where a fact's source begins.

    Stock wording is told apart only where there are no facts: those are a notice's own.
    """

    text: str
    facts: tuple[str, ...] = ()
    number: int | None = None
    is_usual: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the source: white space in front, segments, and the line break as written."""

    number: int | None
    indent: str
    segments: tuple[Segment, ...]
    ending: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The paragraphs, and for each span the number that its source bears in the text."""

    paragraphs: tuple[Paragraph, ...]
    numbers: dict[Span, int]


def paragraph_bounds(text: str) -> list[tuple[int, int, int]]:
    """(number, start, end) of the paragraphs that carry a number, in code points."""
    bounds, position, number = [], 0, 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            number += 1
            bounds.append((number, position, position + len(line)))
        position += len(line)
    return bounds


def mark(text: str, spans: Iterable[Span], usual: Sequence[tuple[int, int]] = ()) -> MarkedText:
    """Cut the text wherever a span begins or ends. Spans may overlap, nest, or reach over line breaks.

    Spans that point outside the text, or at white space alone, bear no number. usual: where stock wording stands, in
    order; no two stretches touch.
    """
    usable = {span for span in spans if 0 <= span.start < span.end <= len(text)}
    waiting = deque(sorted(usable, key=lambda span: (span.start, span.end, span.fact)))
    active: list[Span] = []
    numbers: dict[Span, int] = {}
    paragraphs: list[Paragraph] = []
    unused = count(1)
    turns = [edge for stretch in usual for edge in stretch]
    position = paragraph = 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip(LINE_BREAKS)
        begin, end = position + len(body) - len(body.lstrip()), position + len(body)
        while waiting and waiting[0].start < end:
            active.append(waiting.popleft())
        active = [span for span in active if span.end > begin]
        paragraph += begin < end
        paragraphs.append(
            Paragraph(
                number=paragraph if begin < end else None,
                indent=text[position:begin],
                segments=tuple(_segments(text, begin, end, active, numbers, unused, turns)),
                ending=line[len(body) :],
            )
        )
        position += len(line)
    return MarkedText(tuple(paragraphs), numbers)


def _segments(
    text: str,
    begin: int,
    end: int,
    active: list[Span],
    numbers: dict[Span, int],
    unused: Iterator[int],
    turns: Sequence[int],
) -> Iterator[Segment]:
    """text[begin:end] cut by the spans active in it; a span that is met for the first time gets its number."""
    edges = {edge for span in active for edge in (span.start, span.end) if begin < edge < end}
    for left, right in pairwise(sorted({begin, end, *edges})):
        covering = [span for span in active if span.start <= left and right <= span.end]
        if not covering:
            yield from _plain(text, left, right, turns)
            continue
        met = [span for span in covering if span not in numbers]
        number = next(unused) if met else None
        numbers.update((span, number) for span in met if number)
        yield Segment(text[left:right], tuple(dict.fromkeys(span.fact for span in covering)), number)


def _plain(text: str, left: int, right: int, turns: Sequence[int]) -> Iterator[Segment]:
    """text[left:right], free of facts, cut where stock wording begins (turns at even places) and ends (at odd ones)."""
    first = bisect_right(turns, left)
    edges = [left, *turns[first : bisect_left(turns, right)], right]
    for index, (start, end) in enumerate(pairwise(edges), start=first):
        yield Segment(text[start:end], is_usual=index % 2 == 1)
