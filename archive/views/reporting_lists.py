"""Lists of what the home page shows in part: who takes reports today, and of whom that cannot be told."""

import datetime
from typing import Any

from django.core.paginator import Page
from django.views.generic import TemplateView

from archive.models import Notice
from archive.notice_lines import lines_of
from archive.partial_date import PartialDate
from archive.reporting import not_told, now_in_china, open_on, said_of, with_end
from archive.views.page import SectionMixin, page_by_keys, read_shape


class _ReportingView(SectionMixin, TemplateView):
    section = "notices"
    parameters = ("per_page", "page")

    def shown(self, now: datetime.datetime, per_page: int) -> dict[str, Any]:
        """The page of notices, and what its template needs beside it. now is a time in China."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        problems: list[str] = []
        shape = read_shape(self.request.GET, problems)
        now = now_in_china()
        return super().get_context_data(
            problems=problems,
            today=PartialDate(now.year, now.month, now.day),
            **self.shown(now, shape.size),
            **shape.context(),
            **kwargs,
        )


class ReportingOpenView(_ReportingView):
    """Those that close first in front."""

    template_name = "archive/reporting_open.html"

    def shown(self, now: datetime.datetime, per_page: int) -> dict[str, Any]:
        page: Page[Any] = page_by_keys(
            self.request, open_on(now), with_end(Notice.objects.published().for_lines()), per_page
        )
        return {"page": page, "lines": lines_of(page), "entries": said_of(page.object_list, now)}


class ReportingUndatedView(_ReportingView):
    template_name = "archive/reporting_undated.html"

    def shown(self, now: datetime.datetime, per_page: int) -> dict[str, Any]:
        whole = Notice.objects.published().for_lines()
        page: Page[Any] = page_by_keys(self.request, not_told(now).newest_first(), whole, per_page)
        return {"page": page, "lines": lines_of(page)}
