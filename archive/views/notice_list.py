"""The list of notices: filters that combine, sort orders, pages."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from archive.facet_counts import count_facets
from archive.facet_options import FacetOptions
from archive.filters import FACETS, UNKNOWN, Filters, read_filters
from archive.models import Notice
from archive.models.notice import NoticeQuerySet
from archive.notice_lines import lines_of
from archive.views.page import SectionMixin, filtered_list, page_by_keys, read_shape
from archive.views.ways_out import WayOut, ways_out

SORTS = {
    "newest": gettext_lazy("新的在前"),
    "oldest": gettext_lazy("旧的在前"),
    "added": gettext_lazy("最近收录"),
}


class NoticeListView(SectionMixin, TemplateView):
    section = "notices"
    parameters = (*FACETS, "sort", "per_page", "page")
    template_name = "archive/notice_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET
        filters, problems = read_filters(query)
        shape = read_shape(query, problems, SORTS)
        published = Notice.objects.published()
        found, whole = filters.apply(_in_order(shape.sort)), published.for_lines()
        page = page_by_keys(self.request, found, whole, shape.size)
        facets = count_facets(filters)
        return super().get_context_data(
            problems=problems,
            page=page,
            lines=lines_of(page),
            undated=_undated(facets, filters),
            undated_years=[*filters.chosen.get("year", ()), UNKNOWN],
            ways_out=[] if page.object_list else _ways_out(self.understood(problems), filters),
            **filtered_list(filters, facets, shape, reverse("archive:notice-list")),
            **kwargs,
        )


def _in_order(sort: str) -> NoticeQuerySet:
    notices = Notice.objects.published()
    orders = {"newest": notices.newest_first, "oldest": notices.oldest_first, "added": notices.recently_added_first}
    return orders[sort]()


def _undated(facets: list[FacetOptions], filters: Filters) -> int:
    """Notices of unknown year that a choice of years leaves out."""
    chosen = filters.chosen.get("year", ())
    if not chosen or UNKNOWN in chosen:
        return 0
    years = next(facet for facet in facets if facet.name == "year")
    return next((option.count for option in years.options if option.value == UNKNOWN), 0)


def _ways_out(query: QueryDict, filters: Filters) -> list[WayOut]:
    return ways_out(query, filters, lambda facet: filters.apply(Notice.objects.published(), skip=facet).count())
