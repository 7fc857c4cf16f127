"""What an empty list offers: the filters without which it would not be empty."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from archive.case_facets import EVERY_FACET
from archive.filters import Filters


@dataclass(frozen=True, slots=True)
class WayOut:
    """A filter without which the list would not be empty, and how long it would be."""

    label: str
    count: int
    query: str


def ways_out(query: QueryDict, filters: Filters, count_without: Callable[[str], int]) -> list[WayOut]:
    """count_without: how long the list is where one facet, named, is left out."""
    ways = []
    for name in filters.chosen:
        if count := count_without(name):
            rest = query.copy()
            rest.pop(name, None)
            rest.pop("page", None)
            ways.append(WayOut(str(EVERY_FACET[name].label), count, f"?{rest.urlencode(safe='/')}"))
    return ways
