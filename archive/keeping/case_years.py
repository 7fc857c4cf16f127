"""Of which year an inspection is: what every list, total and page of inspections goes by.

A notice may come years after what it tells of: a rectification of 2017 tells of an inspection of 2016. So the year is
that of the entry, where a notice says when that was; else that in which its round began; else that of its first notice.
"""

from collections.abc import Collection
from dataclasses import dataclass

from archive.models import Round
from archive.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Dating:
    """What one notice says that dates an inspection; an opening is the meeting at which this one inspection began.

    is_completed: whether the year of the start is the notice's own, which its text does not give. counted_year: the
    year in which its text counts the round.
    """

    start: PartialDate | None
    opening: PartialDate | None
    is_completed: bool
    counted_year: int | None
    year: int | None
    year_is_inferred: bool

    def writes(self, year: int) -> bool:
        """Whether the year stands in the text."""
        own = None if self.year_is_inferred else self.year
        start = self.start.year if self.start and not self.is_completed else None
        return year in (own, start, self.counted_year)


def year_of(told: Collection[Dating], wave: Round | None) -> int | None:
    """Of the inspection that they tell of, in the round where one is known; None where nothing dates it."""
    starts = [one.start.year for one in told if one.start and one.start.year]
    openings = [one.opening.year for one in told if one.opening and one.opening.year]
    began = wave.year if wave else None
    return min(starts or openings or ([began] if began else [one.year for one in told if one.year]), default=None)


def is_inferred(year: int, told: Collection[Dating]) -> bool:
    """Whether no notice of the inspection writes its year."""
    return not any(one.writes(year) for one in told)
