"""The passages of a text that show why it was found, every matched form marked, everything escaped.

Matches are sought in the folded text and marked in the original by its own offsets: 深圳證券交易所 is marked for
深圳证券交易所, 巡 察 公 告 for 巡察公告.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.marking import paragraph_bounds
from archive.parsing.folding import Folded
from search.document import SEPARATOR
from search.folding import literal_spellings
from search.plan import Held, Plan, Run, Stated, runs_of

PASSAGE = 120  # characters of one passage
PASSAGES = 2
_LEAD = 40  # characters shown before the first match where no sentence begins nearer
_SHORT = 40  # a shorter passage is a heading: it shows less than a sentence with as much of the query in it
_REMEMBERED = 3_000  # characters: the spellings of longer texts are worked out each time
_MAX_MATCHES = 500  # of one text: enough to choose the best passage from

# Where a passage may begin. Example: "…召开。" + "会前…"
_SENTENCE_START = re.compile(r"[。！？；!?;\n]\s*")

# White space inside a passage; it is shown as one blank.
_SPACE = re.compile(r"\s+")

Span = tuple[int, int]
Paragraph = tuple[int, int, int]  # number, start, end


@dataclass(frozen=True, slots=True)
class Passage:
    """Stretches of a text, marked or not; paragraph is the number it has on the notice's page, 0 where it has none."""

    parts: tuple[tuple[str, bool], ...] = ()
    paragraph: int = 0

    @property
    def html(self) -> SafeString:
        return format_html_join(
            "", "{}", ((format_html("<mark>{}</mark>", text) if marked else text,) for text, marked in self.parts)
        )

    @property
    def plain(self) -> str:
        return "".join(text for text, _ in self.parts)

    @property
    def marked(self) -> tuple[str, ...]:
        return tuple(text for text, marked in self.parts if marked)


@dataclass(frozen=True, slots=True)
class Mark:
    """What to mark: any of these forms, and only where none of them stands, the parts."""

    forms: tuple[str, ...]
    parts: tuple["Mark", ...] = ()


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """A match at its place in the original, what it is a match of, and whether it stands there as it was typed."""

    start: int
    end: int
    mark: str
    is_typed: bool


def marks_of(plan: Plan | None) -> tuple[Mark, ...]:
    """Everything that the plan seeks."""
    return tuple(map(_mark_of, runs_of(plan.goal))) if plan else ()


def _mark_of(run: Run | Held | Stated) -> Mark:
    parts = run.parts or run.characters if isinstance(run, Run) else ()
    return Mark(tuple(form.text for form in run.forms), tuple(map(_mark_of, parts)))


def mark(text: str, marks: Sequence[Mark]) -> Passage:
    """The whole of a short text with its matches marked: a title."""
    return Passage(_parts(text, 0, len(text), _merge(_find(text, marks))))


def absent_marks(texts: Iterable[str], marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """What stands nowhere in the texts, each by itself: the parts of what does not stand there as a whole."""
    spellings = [folded for text in texts for folded in _spellings(text)]
    return tuple(absent for wanted in marks for absent in _absent(spellings, wanted))


def _absent(spellings: Sequence[Folded], wanted: Mark) -> Iterator[Mark]:
    if any(form in folded.text for folded in spellings for form in wanted.forms):
        return
    if any(_find_mark(folded, part) for folded in spellings for part in wanted.parts):
        yield from (absent for part in wanted.parts for absent in _absent(spellings, part))
    else:
        yield wanted


def matching_fields(stated: Iterable[tuple[str, str]], marks: Sequence[Mark]) -> Iterator[tuple[str, Passage]]:
    """The values that hold what the text does not, each with its field."""
    values = tuple(stated) if marks else ()
    if not _find(SEPARATOR.join(value for _, value in values), marks):
        return  # in most notices: one look instead of one at each value
    for field, value in values:
        shown = mark(value, marks)
        if shown.marked:
            yield field, shown


def passages(text: str, marks: Sequence[Mark]) -> tuple[Passage, ...]:
    """The best passages of a long text in their order; its beginning where nothing in it matches."""
    paragraphs = paragraph_bounds(text)
    occurrences = _find(text, marks)
    if not occurrences:
        number, start, end = paragraphs[0] if paragraphs else (0, 0, len(text))
        end = start + len(text[start:end].rstrip())
        return (Passage(_cut_out(text, start, min(end, start + PASSAGE), []), number),) if text.strip() else ()
    merged = _merge(occurrences)
    chosen = _best_windows(text, occurrences, paragraphs)
    return tuple(Passage(_cut_out(text, start, end, merged), number) for number, start, end in sorted(chosen))


def _find(text: str, marks: Sequence[Mark]) -> list[_Occurrence]:
    if not marks:
        return []
    found = {occurrence for folded in _spellings(text) for wanted in marks for occurrence in _find_mark(folded, wanted)}
    return sorted(found, key=lambda item: (item.start, item.end))[:_MAX_MATCHES]


def _spellings(text: str) -> tuple[Folded, ...]:
    """The same titles, names and texts are shown again and again, and each of them several times in one answer."""
    return _remembered(text) if len(text) <= _REMEMBERED else literal_spellings(text)


_remembered = lru_cache(maxsize=2048)(literal_spellings)


def _find_mark(folded: Folded, wanted: Mark) -> list[_Occurrence]:
    """Where the whole stands in any form; only where it stands nowhere, its parts."""
    name = wanted.forms[0] if wanted.forms else ""
    whole = [_Occurrence(*span, name, form == name) for form in wanted.forms for span in _spans(folded, form)]
    return whole or [occurrence for part in wanted.parts for occurrence in _find_mark(folded, part)]


def _spans(folded: Folded, literal: str) -> list[Span]:
    spans = (match.span() for match in re.finditer(re.escape(literal), folded.text))
    return [folded.span(start, end) for start, end in spans]


def _merge(occurrences: Iterable[_Occurrence]) -> list[Span]:
    """Spans in order; what overlaps or touches becomes one."""
    merged: list[Span] = []
    for item in occurrences:
        if merged and item.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], item.end))
        else:
            merged.append((item.start, item.end))
    return merged


def _best_windows(text: str, occurrences: list[_Occurrence], paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The passage with the most of the query, then the one that adds most to it; one where nothing is added."""
    windows: list[tuple[Paragraph, set[str], tuple[bool, bool, int]]] = []
    starts = [item.start for item in occurrences]
    for index, item in enumerate(occurrences):
        window = _window(text, item, paragraphs)
        inside = [other for other in occurrences[index : bisect_right(starts, window[2])] if other.end <= window[2]]
        is_sentence = window[2] - window[1] >= _SHORT
        is_typed = any(other.is_typed for other in inside)
        windows.append((window, {other.mark for other in inside}, (is_typed, is_sentence, len(inside))))
    chosen: list[Paragraph] = []
    shown: set[str] = set()
    while len(chosen) < PASSAGES:
        window, marks, _ = max(windows, key=lambda item: (len(item[1] - shown), item[2]))
        if chosen and marks <= shown:
            break
        after = [other[2] for other in chosen if other[1] <= window[1] < other[2]]
        chosen.append((window[0], max([window[1], *after]), window[2]))
        shown |= marks
    return chosen


def _window(text: str, item: _Occurrence, paragraphs: list[Paragraph]) -> Paragraph:
    """A passage that shows item, inside its paragraph as far as item itself is."""
    number, first, last = next(
        (paragraph for paragraph in paragraphs if paragraph[1] <= item.start < paragraph[2]), (0, 0, len(text))
    )
    last = first + len(text[first:last].rstrip())
    start = max(first, _sentence_start(text, item.start))
    return number, start, max(min(last, start + PASSAGE), item.end)


def _sentence_start(text: str, position: int) -> int:
    """Where to begin so that position is shown with its sentence, or as much of it as there is room for."""
    floor = max(0, position - _LEAD)
    ends = [match.end() for match in _SENTENCE_START.finditer(text, floor, position)]
    return ends[-1] if ends else floor


def _cut_out(text: str, start: int, end: int, marks: list[Span]) -> tuple[tuple[str, bool], ...]:
    parts = _parts(text, start, end, marks)
    before = (("…", False),) if text[:start].rpartition("\n")[2].strip() else ()
    after = (("…", False),) if text[end:].partition("\n")[0].strip() else ()
    return (*before, *parts, *after)


def _parts(text: str, start: int, end: int, marks: list[Span]) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    position = start
    for first, last in marks:
        if last <= start or first >= end:
            continue
        first, last = max(first, start), min(last, end)
        parts += [(text[position:first], False), (text[first:last], True)]
        position = last
    parts.append((text[position:end], False))
    return tuple((shown, marked) for piece, marked in parts if (shown := _SPACE.sub(" ", piece)))
