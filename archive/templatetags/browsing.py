"""Chips and page numbers: links that change one thing of an address and keep the rest; what a page has of its list."""

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.chips import Chip, facet_chips, facet_query, is_source_of
from archive.figures import Figure
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


@register.simple_tag
def entries_told(page: Page, of: str) -> str:
    """第21—40件，共45件; 第41件，共41件 where the page has just one. of: a key below."""
    start, end, total = (Figure(n) for n in (page.start_index(), page.end_index(), page.paginator.count))
    if page.start_index() == page.end_index():
        single = {
            "notices": _("第%(start)s件，共%(total)s件"),
            "groups": _("第%(start)s个，共%(total)s个"),
            "rounds": _("第%(start)s轮，共%(total)s轮"),
            "lines": _("第%(start)s项，共%(total)s项"),
            "people": _("第%(start)s人，共%(total)s人"),
            "cases": _("第%(start)s次，共%(total)s次"),
        }
        return single[of] % {"start": start, "total": total}
    several = {
        "notices": _("第%(start)s—%(end)s件，共%(total)s件"),
        "groups": _("第%(start)s—%(end)s个，共%(total)s个"),
        "rounds": _("第%(start)s—%(end)s轮，共%(total)s轮"),
        "lines": _("第%(start)s—%(end)s项，共%(total)s项"),
        "people": _("第%(start)s—%(end)s人，共%(total)s人"),
        "cases": _("第%(start)s—%(end)s次，共%(total)s次"),
    }
    return several[of] % {"start": start, "end": end, "total": total}
