"""Chips and page numbers: links that change one thing of an address and keep the rest."""

from dataclasses import dataclass

from django import template
from django.core.paginator import Page
from django.http import QueryDict

from archive.filters import FACETS, Filters

register = template.Library()

CHOSEN_BY_PAGE = ("page",)  # what no longer holds once the filters change


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value, and the address without it."""

    facet: str
    label: str
    is_source: bool
    query: str


@register.filter
def is_source_of(value: str, facet: str) -> bool:
    """Whether a facet's value is labelled in the sources' own words: the names of places, groups and units."""
    return facet in ("place", "group", "unit") and not value.isascii()


@register.simple_tag
def chips_of(filters: Filters, query: QueryDict) -> list[Chip]:
    return [
        Chip(
            str(FACETS[name].label),
            FACETS[name].label_of(value),
            is_source_of(value, name),
            _query(filters, query, without=(name, value)),
        )
        for name, values in filters.chosen.items()
        for value in values
    ]


@register.simple_tag
def cleared(filters: Filters, query: QueryDict) -> str:
    """The address without any filter: what is searched for and the order stay."""
    return _query(Filters(), query)


def _query(filters: Filters, query: QueryDict, without: tuple[str, str] | None = None) -> str:
    rest = query.copy()
    for name in (*FACETS, *CHOSEN_BY_PAGE):
        rest.pop(name, None)
    for name, values in filters.chosen.items():
        kept = [value for value in values if (name, value) != without]
        if kept:
            rest.setlist(name, kept)
    return f"?{rest.urlencode(safe='/')}"


@register.simple_tag
def page_numbers(page: Page) -> list[int | None]:
    """1 … 48 49 50 … 2500; None stands for a gap."""
    last = page.paginator.num_pages
    near = [n for n in range(page.number - 1, page.number + 2) if 1 <= n <= last]
    shown = sorted({1, *near, last})
    numbers: list[int | None] = []
    for number in shown:
        before = numbers[-1] if numbers else None
        if before is not None and number - before == 2:
            numbers.append(before + 1)
        elif before is not None and number - before > 2:
            numbers.append(None)
        numbers.append(number)
    return numbers
