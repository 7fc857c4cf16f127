"""Years in a row, as charts and tables show them; and years of which it is known whether a notice writes them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

_LONGEST_RUN = 40  # years shown one by one even where empty; beyond it only those that are known


@dataclass(frozen=True, slots=True)
class ToldYear:
    """A year; it is inferred where whatever tells of it worked it out and none reads it in its text."""

    number: int
    is_inferred: bool


def told_years(told: Iterable[tuple[int | None, bool]]) -> list[ToldYear]:
    """From years with whether each was inferred, None for an unknown one: the newest first, each once."""
    inferred: dict[int, bool] = {}
    for number, is_inferred in told:
        if number is not None:
            inferred[number] = inferred.get(number, True) and is_inferred
    return [ToldYear(number, inferred[number]) for number in sorted(inferred, reverse=True)]


def every_year(known: Collection[int]) -> list[int]:
    """The known years and those between them, the oldest first."""
    years = sorted(known)
    if years and years[-1] - years[0] < _LONGEST_RUN:
        return list(range(years[0], years[-1] + 1))
    return years
