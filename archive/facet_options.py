"""What pages offer of a facet: which of its values at once, which behind a fold, and how many there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from typing import Any

from archive.filters import FACETS, UNKNOWN, Facet, Filters, is_number
from archive.models import InspectionType, Kind, Level

SHOWN = 8  # of one facet at once
LISTED = 200  # of one facet on a page, the rest of them behind a fold

# The places of a vocabulary's values in it.
_RANKS: dict[str, dict[str, int]] = {
    facet: {value: rank for rank, value in enumerate(vocabulary.values)}
    for facet, vocabulary in {"level": Level, "type": InspectionType, "kind": Kind}.items()
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet, with the number of notices that choosing it would show.

    inferred: of a year, how many of these are of it by inference alone.
    """

    value: str
    label: str
    count: int
    chosen: bool
    inferred: int = 0


@dataclass(frozen=True, slots=True)
class FacetOptions:
    """A facet as the page offers it: what is chosen stands in front, and is listed however few notices have it."""

    name: str
    label: str
    shown: list[Option]
    folded: list[Option]  # listed behind a fold
    total: int  # of all values that there are to choose, listed or not

    @property
    def options(self) -> list[Option]:
        """All that are listed."""
        return [*self.shown, *self.folded]

    @property
    def not_shown(self) -> int:
        return self.total - len(self.shown)

    @property
    def not_listed(self) -> int:
        return self.total - len(self.shown) - len(self.folded)


def facet_options(
    facet: str,
    counts: Mapping[str, int],
    filters: Filters,
    inferred: Mapping[str, int] | None = None,
    facets: Mapping[str, Facet] = FACETS,
    uncounted: int = 0,
) -> FacetOptions:
    """Options from counts by value; what is chosen is offered even where it has no notice.

    uncounted: how many values there are beside those in counts, where these are but the most frequent.
    """
    chosen = filters.chosen.get(facet, ())
    others = [(value, count) for value, count in counts.items() if count and value not in chosen]
    in_front = [(value, counts.get(value, 0)) for value in chosen]
    order = partial(_order, facet)
    listed = nsmallest(LISTED - len(chosen), others, key=order)
    at_once = max(SHOWN, len(chosen))
    if len(chosen) + len(listed) <= at_once:  # all is seen anyway: nothing changes its place by being chosen
        in_front, listed = [], sorted([*in_front, *listed], key=order) if in_front else listed
    options = [
        Option(value, facets[facet].label_of(value), count, value in chosen, (inferred or {}).get(value, 0))
        for value, count in (*sorted(in_front, key=order), *listed)
    ]
    total = len(chosen) + len(others) + uncounted
    return FacetOptions(facet, str(facets[facet].label), options[:at_once], options[at_once:], total)


def _order(facet: str, counted: tuple[str, int]) -> tuple[Any, ...]:
    """Years newest first, numbers and vocabularies in their own order, the rest by count; unknown last."""
    value, count = counted
    if value == UNKNOWN:
        return (1,)
    if facet == "year":
        return (0, -int(value))
    if facet == "group":
        return (0, 0, int(value), "") if is_number(value) else (0, 1, 0, value)
    if facet in _RANKS:
        return (0, _RANKS[facet][value])
    return (0, -count, value)
