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
    sort_date: PartialDate | None

    def writes(self, year: int) -> bool:
        """Whether the year stands in the text."""
        own = None if self.year_is_inferred else self.year
        start = self.start.year if self.start and not self.is_completed else None
        return year in (own, start, self.counted_year)


def year_of(told: Collection[Dating], wave: Round | None) -> int | None:
    """Of the inspection that they tell of, in the round where one is known; None where nothing dates it."""
    entry = entry_of(told)
    if entry:
        return entry.year
    began = wave.year if wave else None
    return began or min((one.year for one in told if one.year), default=None)


def date_of(year: int | None, told: Collection[Dating]) -> PartialDate | None:
    """The date by which an inspection of that year stands in lists: its entry, else its first notice of the year."""
    dates = [one.sort_date for one in told if one.sort_date and year in (None, one.sort_date.year)]
    first = min(dates, key=PartialDate.sort_key, default=PartialDate(year) if year else None)
    return entry_of(told) or first


def entry_of(told: Collection[Dating]) -> PartialDate | None:
    """The first day on which notices let it begin, as far as they say; None where none gives as much as a year.

    A meeting dates it where nothing tells of the start, or says no more of that than the month of the meeting.
    """
    starts = [one.start for one in told if one.start and one.start.year]
    openings = [one.opening for one in told if one.opening and one.opening.year]
    dates = starts or openings
    if not dates:
        return None
    first = min(dates, key=PartialDate.sort_key)
    return max((date for date in [*dates, *openings] if not date.contradicts(first)), key=lambda date: date.known_parts)


def is_inferred(year: int, told: Collection[Dating]) -> bool:
    """Whether no notice of the inspection writes its year."""
    return not any(one.writes(year) for one in told)
