"""The table of central rounds that the parser reasons with: packaged as CSV, or built from the database."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Self


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round. starts and ends are ISO dates or months ("2015-10"), empty where not verified."""

    term: int
    number: int
    starts: str = ""
    ends: str = ""
    units: int | None = None
    cumulative_units: int | None = None
    focus: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class RoundTable:
    """Rounds of the centre, in the order of term and number."""

    rows: tuple[RoundRow, ...]

    @classmethod
    def from_rows(cls, rows: Iterable[RoundRow]) -> Self:
        return cls(tuple(sorted(rows, key=lambda row: (row.term, row.number))))

    @classmethod
    @lru_cache(maxsize=1)
    def packaged(cls) -> Self:
        """The table that comes with the code: archive/parsing/data/central_rounds.csv."""
        text = files("archive.parsing").joinpath("data/central_rounds.csv").read_text(encoding="utf-8")
        return cls.from_rows(_read_row(line) for line in csv.DictReader(text.splitlines()))

    def get(self, term: int, number: int) -> RoundRow | None:
        return next((row for row in self.rows if (row.term, row.number) == (term, number)), None)


def _read_row(line: dict[str, str]) -> RoundRow:
    return RoundRow(
        term=int(line["term"]),
        number=int(line["round"]),
        starts=line["starts"],
        ends=line["ends"],
        units=int(line["units"]) if line["units"] else None,
        cumulative_units=int(line["cumulative_units"]) if line["cumulative_units"] else None,
        focus=line["focus"],
        basis=line["basis"],
    )
