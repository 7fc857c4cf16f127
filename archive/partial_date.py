"""Dates of which a part may be unknown: 2015-11-01, 2021-05, 2018, --11-01 (year unknown)."""

import calendar
import re
from dataclasses import dataclass
from typing import Self

# "2015", "2021-05", "2015-11-01", "--11-01"
_ISO = re.compile(r"(?:(?P<year>\d{4})|-)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
_LEAP_YEAR = 2000  # a day and month without a year are checked against a year that has 29 February


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known. Never holds a part that nobody gave.

    Known parts run without a gap from the year or from the month: (year), (year, month), (year, month, day)
    or (month, day). Raises ValueError for any other shape and for days that no calendar has.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.year is None and (self.month is None or self.day is None):
            raise ValueError("a date without a year needs a month and a day")
        if self.day is not None and self.month is None:
            raise ValueError("a date with a day needs a month")
        if self.year is not None and not 1 <= self.year <= 9999:
            raise ValueError(f"{self.year} is not a year from 1 to 9999")
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"{self.month} is not a month")
        if self.day is not None and self.month is not None:
            last = calendar.monthrange(self.year or _LEAP_YEAR, self.month)[1]
            if not 1 <= self.day <= last:
                raise ValueError(f"month {self.month} has no day {self.day}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ISO text, partial or whole; ValueError names what is wrong."""
        match = _ISO.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a date like 2015-11-01, 2021-05, 2018 or --11-01")
        year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
        return cls(year, month, day)

    @classmethod
    def from_key(cls, key: int) -> Self:
        """The date that sort_key() gave key for."""
        year, rest = divmod(key, 10_000)
        month, day = divmod(rest, 100)
        return cls(year or None, month or None, day or None)

    def sort_key(self) -> int:
        """YYYYMMDD with 0 for what is unknown: 2021-05 sorts before 2021-05-01, --11-01 before every year."""
        return (self.year or 0) * 10_000 + (self.month or 0) * 100 + (self.day or 0)

    def is_before(self, other: Self) -> bool:
        """Whether this date is surely earlier: the first part that differs, of those that both have, says so."""
        pairs = zip((self.year, self.month, self.day), (other.year, other.month, other.day), strict=True)
        for mine, its in pairs:
            if mine is None or its is None:
                return False
            if mine != its:
                return mine < its
        return False

    def contradicts(self, other: Self) -> bool:
        """Whether both cannot be the same day: some part that both know differs. 2021-05 and 2021-05-01 can."""
        pairs = zip((self.year, self.month, self.day), (other.year, other.month, other.day), strict=True)
        return any(mine is not None and its is not None and mine != its for mine, its in pairs)

    @property
    def known_parts(self) -> int:
        return sum(part is not None for part in (self.year, self.month, self.day))

    @property
    def is_whole(self) -> bool:
        return self.year is not None and self.day is not None

    def __str__(self) -> str:
        parts = ["-" if self.year is None else f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)
