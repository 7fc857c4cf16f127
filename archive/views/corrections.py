"""What was corrected, for everybody to see: what editors changed, and reports of readers that they accepted."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Value
from django.views.generic import TemplateView

from archive.ingest.fields import field_label
from archive.models import Correction, ErrorReport, Notice, ReportedField, Status
from archive.views.page import SectionMixin, page_of

LINES_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One correction. answer is what the editors said to the reader who reported the error; who, is not told."""

    notice: Notice
    field: str
    when: datetime.datetime
    is_reported: bool
    answer: str


class CorrectionsView(SectionMixin, TemplateView):
    section = "corrections"
    parameters = ("page",)
    template_name = "archive/corrections.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = page_of(self.request, _rows(), LINES_A_PAGE)
        notices = Notice.objects.with_people_and_units().in_bulk([row["notice"] for row in page.object_list])
        lines = [_line(row, notices[row["notice"]]) for row in page.object_list]
        return super().get_context_data(page=page, lines=lines, **kwargs)


def _rows() -> Any:
    """Of both sorts, the newest first; those of drafts stay out."""
    corrections = (
        Correction.objects.filter(notice__status=Status.PUBLISHED)
        .order_by()
        .annotate(when=F("corrected_at"), said=Value("", CharField()), sort=Value("correction", CharField()))
    )
    reports = (
        ErrorReport.objects.accepted()
        .filter(notice__status=Status.PUBLISHED)
        .order_by()
        .annotate(when=F("decided_at"), said=F("answer"), sort=Value("report", CharField()))
    )
    columns = ("notice", "field", "when", "said", "sort", "pk")
    return corrections.values(*columns).union(reports.values(*columns), all=True).order_by("-when", "sort", "-pk")


def _line(row: dict[str, Any], notice: Notice) -> Line:
    is_reported = row["sort"] == "report"
    if is_reported:
        field = str(ReportedField(row["field"]).label) if row["field"] else ""
    else:
        field = field_label(row["field"])
    return Line(notice, field, row["when"], is_reported, row["said"])
