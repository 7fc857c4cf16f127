"""The table of rounds: when each round of central inspections began, and how far it had come."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from archive.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Round:
    """One round. starts and ends are months; None where not known."""

    term: int
    number: int
    starts: PartialDate | None = None
    ends: PartialDate | None = None
    units: int | None = None
    cumulative_units: int | None = None
    focus: str = ""
    basis: str = ""

    def holds(self, month: int | None) -> bool:
        """Whether something that happened in this month (of any year) can belong to the round."""
        return month is None or self.year_of(month) is not None

    def year_of(self, month: int | None) -> int | None:
        """The year in which that month falls within the round; without a month, the year of its start."""
        if self.starts is None or self.starts.year is None or self.starts.month is None:
            return None
        if month is None:
            return self.starts.year
        first = self.starts.year * 12 + self.starts.month - 1
        last = first + 2 if self.ends is None else (self.ends.year or 0) * 12 + (self.ends.month or 1) - 1
        years = (at // 12 for at in range(first, last + 1) if at % 12 + 1 == month)
        return next(years, None)


def _number(value: object) -> int | None:
    text = "" if value is None else str(value).strip()
    return int(text) if text else None


def _month(value: object) -> PartialDate | None:
    text = "" if value is None else str(value).strip()
    return PartialDate.parse(text) if text else None


def _round(row: Mapping[str, object]) -> Round:
    try:
        return Round(
            term=int(str(row["term"])),
            number=int(str(row["round"])),
            starts=_month(row.get("starts")),
            ends=_month(row.get("ends")),
            units=_number(row.get("units")),
            cumulative_units=_number(row.get("cumulative_units")),
            focus=str(row.get("focus") or ""),
            basis=str(row.get("basis") or ""),
        )
    except ValueError as error:
        raise ValueError(f"round {row['round']} of term {row['term']}: {error}") from error


class RoundTable:
    """Rounds of the centre by term and number."""

    def __init__(self, rounds: Iterable[Round]) -> None:
        self._rounds = {(row.term, row.number): row for row in rounds}

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, object]]) -> "RoundTable":
        """From mappings with term, round, starts, ends, units, cumulative_units. ValueError for a bad cell."""
        return cls(_round(row) for row in rows)

    def __iter__(self) -> Iterator[Round]:
        return iter(self._rounds.values())

    def get(self, term: int, number: int) -> Round | None:
        return self._rounds.get((term, number))

    def begun_in(self, year: int) -> tuple[Round, ...]:
        """The rounds that began in that year, in their order; none where the table may lack one before the last."""
        ours = sorted(
            (row for row in self._rounds.values() if row.starts is not None and row.starts.year == year),
            key=lambda row: (row.term, row.number),
        )
        return () if any(self._may_miss_one_before(row, year) for row in ours) else tuple(ours)

    def _may_miss_one_before(self, row: Round, year: int) -> bool:
        before = self.get(row.term, row.number - 1)
        if before is None:
            return row.number > 1
        return before.starts is None or before.starts.year is None or before.starts.year > year

    def after_units(self, total: int) -> tuple[Round, ...]:
        """The rounds that followed on one after which `total` units had been inspected."""
        done = [row for row in self._rounds.values() if row.cumulative_units == total]
        following = (self.get(row.term, row.number + 1) for row in done)
        return tuple(row for row in following if row is not None)


@cache
def packaged_rounds() -> RoundTable:
    """The table that is shipped (data/central_rounds.csv)."""
    text = resources.files("archive.parsing").joinpath("data/central_rounds.csv").read_text(encoding="utf-8")
    return RoundTable.from_rows(csv.DictReader(text.splitlines()))
