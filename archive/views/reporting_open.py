"""Notices that take reports today: what the home page shows the first of, as a list."""

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from archive.models import Notice
from archive.partial_date import PartialDate
from archive.views.page import SectionMixin, page_by_keys, read_shape
from archive.views.reporting_now import open_on, said_of, with_end


class ReportingOpenView(SectionMixin, TemplateView):
    section = "notices"
    parameters = ("per_page", "page")
    template_name = "archive/reporting_open.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        problems: list[str] = []
        shape = read_shape(self.request.GET, problems)
        today = timezone.localdate()
        page = page_by_keys(self.request, open_on(today), with_end(Notice.objects.published()), shape.size)
        return super().get_context_data(
            problems=problems,
            today=PartialDate(today.year, today.month, today.day),
            page=page,
            entries=said_of(page.object_list, today),
            **shape.context(),
            **kwargs,
        )
