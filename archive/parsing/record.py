"""The notice while it is being written down: values, where each stands, how it was worked out, what stayed blank."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from archive.parsing.parsed import ParsedDoubt, ParsedEvidence, ParsedNotice
from archive.parsing.sentences import Sentence
from archive.parsing.source import Finding, Source


class Record:
    """Collects fields and closes into a frozen ParsedNotice."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._values: dict[str, Any] = {}
        self._basis: dict[str, Sentence] = {}
        self._doubts: list[ParsedDoubt] = []
        self._evidence: list[ParsedEvidence] = []

    def set(self, field: str, value: object) -> None:
        """A value that the text as a whole tells, with no one place to point at."""
        self._values[field] = value

    def found(self, field: str, finding: Finding | None, value: object = None) -> None:
        """One value and its place; `value` where the field's type isn't the finding's text."""
        if finding is None:
            return
        self._values[field] = finding.value if value is None else value
        self.point(field, finding if value is None else replace(finding, value=str(value)))

    def listed(self, field: str, findings: Iterable[Finding]) -> None:
        """Values in text order, each once; every place counts as evidence of its value only the first time."""
        first: dict[str, Finding] = {}
        for finding in findings:
            first.setdefault(finding.value, finding)
        self._values[field] = tuple(first)
        for finding in first.values():
            self.point(field, finding)

    def point(self, field: str, finding: Finding) -> None:
        """A place for a value that was set by itself."""
        if finding.start < finding.end:
            self._evidence.append(self._source.evidence(field, finding))

    def because(self, field: str, sentence: Sentence | None) -> None:
        if sentence is not None:
            self._basis[field] = sentence

    def doubt(self, field: str, reason: Sentence | None, span: tuple[int, int] | None = None) -> None:
        if reason is None:
            return
        start, end = self._source.folded.span(*span) if span else (None, None)
        self._doubts.append(ParsedDoubt(field, reason, start, end))

    def close(self) -> ParsedNotice:
        return ParsedNotice(
            **self._values, basis=self._basis, doubts=tuple(self._doubts), evidence=tuple(self._evidence)
        )
