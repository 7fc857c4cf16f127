"""Chips and page numbers: links that change one thing of an address and keep the rest."""

from django import template
from django.core.paginator import Page
from django.http import QueryDict

from archive.chips import Chip, facet_chips, facet_query, is_source_of
from archive.filters import Filters

register = template.Library()

register.filter("is_source_of", is_source_of)


@register.simple_tag
def chips_of(filters: Filters, query: QueryDict) -> list[Chip]:
    return facet_chips(filters, query)


@register.simple_tag
def cleared(filters: Filters, query: QueryDict) -> str:
    """The address without any filter: what is searched for and the order stay."""
    return facet_query(Filters(), query)


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
