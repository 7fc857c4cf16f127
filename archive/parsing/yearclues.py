"""What the year of a notice is worked out from, and what is found."""

from dataclasses import dataclass

from archive.parsing.sentences import Sentence
from archive.parsing.source import Finding, Source
from archive.parsing.terms import RoundMention
from archive.parsing.timeline import Timeline


@dataclass(frozen=True, slots=True)
class YearFinding:
    """The year with its basis (explicit, round, context) and a sentence that tells a reader why."""

    year: int
    basis: str
    sentence: Sentence
    finding: Finding
    doubt: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Clues:
    """What the year is worked out from."""

    source: Source
    timeline: Timeline
    round: RoundMention | None
    all_rounds: tuple[RoundMention, ...]
    sender_kind: str | None
    is_speech: bool  # a date in a line of its own at the top is that of the speech
    is_later: bool  # feedback or rectification: the inspection's own period may lie in the year before
    rounds_done: Finding | None
    units_done: Finding | None

    @property
    def month(self) -> int | None:
        """The month in which the reported thing happened; of findings given back that of the giving alone."""
        line = self.timeline
        days = (line.meeting,) if self.is_later else (line.meeting, line.start, line.end, line.deadline)
        return next((day.month for day in days if day is not None and day.month is not None), None)

    @property
    def month_of_round(self) -> int | None:
        """A month in which the group was at work."""
        line = self.timeline
        days = (line.start, line.end) if self.is_later else (line.meeting, line.start, line.end, line.deadline)
        return next((day.month for day in days if day is not None and day.month is not None), None)
