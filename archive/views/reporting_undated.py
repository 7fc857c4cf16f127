"""Notices of which cannot be told whether they take reports today: what the home page counts, as a list."""

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from archive.models import Notice
from archive.partial_date import PartialDate
from archive.views.page import SectionMixin, page_by_keys, read_shape
from archive.views.reporting_now import not_told


class ReportingUndatedView(SectionMixin, TemplateView):
    section = "notices"
    parameters = ("per_page", "page")
    template_name = "archive/reporting_undated.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        problems: list[str] = []
        shape = read_shape(self.request.GET, problems)
        today = timezone.localdate()
        whole = Notice.objects.published().with_people_and_units()
        return super().get_context_data(
            problems=problems,
            today=PartialDate(today.year, today.month, today.day),
            page=page_by_keys(self.request, not_told(today).newest_first(), whole, shape.size),
            **shape.context(),
            **kwargs,
        )
