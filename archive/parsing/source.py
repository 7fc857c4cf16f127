"""The text under work: folded once, cut into sentences and lines, with every finding's way back to the original."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from archive.parsing.folding import Folded, fold
from archive.parsing.parsed import ParsedEvidence

# Where a sentence ends. A line break ends one too: headings and table cells carry no full stop.
# Example: "召开。", "巡察公告\n"
_SENTENCE = re.compile(r"[^。!?\n]+[。!?]?")
# Example: "巡察公告"
_LINE = re.compile(r"[^\n]+")

# Far enough to take in heading, date line and the first paragraph or two, where a notice says what it is about.
_LEAD = 600


@dataclass(frozen=True, slots=True)
class Finding:
    """A value and where the folded text holds it, or what it was worked out from."""

    value: str
    start: int
    end: int
    rule: str
    confidence: float = 0.9


class Span(NamedTuple):  # made by the hundred: quicker than a frozen dataclass
    start: int
    end: int
    text: str


class Source:
    """One notice's text, folded. All stages read `text` and hand back offsets into it."""

    def __init__(self, original: str) -> None:
        self.folded: Folded = fold(original)
        self.text = self.folded.text
        self.known: dict[str, int] = {}  # what one stage worked out and others ask for again

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return tuple(Span(m.start(), m.end(), m.group()) for m in _SENTENCE.finditer(self.text) if m.group().strip())

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        return tuple(Span(m.start(), m.end(), m.group()) for m in _LINE.finditer(self.text) if m.group().strip())

    @cached_property
    def line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def lead(self) -> tuple[Span, ...]:
        """The sentences that begin in the opening of the text."""
        return tuple(sentence for sentence in self.sentences if sentence.start < _LEAD)

    def sentence_at(self, offset: int) -> Span:
        """The part of the sentence around offset, at most 400 characters to either side."""
        low, high = max(0, offset - 400), min(len(self.text), offset + 400)
        start = max(self.text.rfind(mark, low, offset) for mark in "。!?\n") + 1
        ends = [end for mark in "。!?\n" if (end := self.text.find(mark, offset, high)) >= 0]
        start, end = max(start, low), min(ends, default=high)
        return Span(start, end, self.text[start:end])

    def written(self, start: int, end: int) -> str:
        """The value as the notice writes it, without noise inside."""
        return self.folded.written(start, end).strip()

    def evidence(self, field: str, finding: Finding) -> ParsedEvidence:
        start, end = self.folded.span(finding.start, finding.end)
        return ParsedEvidence(field, finding.value, start, end, finding.rule, finding.confidence)
