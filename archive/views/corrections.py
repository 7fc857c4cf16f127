"""What was corrected, for everybody to see: what editors changed, and reports of readers that they accepted."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, TextChoices, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from archive.chips import Choice
from archive.ingest.fields import field_label
from archive.models import Correction, ErrorReport, Notice, ReportedField, Status
from archive.views.page import SectionMixin, choice_of, narrowed_list, page_of, read_shape

LINES_A_PAGE = 50


class Source(TextChoices):
    """Whose corrections are listed."""

    ALL = "all", gettext_lazy("全部")
    EDITOR = "editor", gettext_lazy("编辑更正")
    READER = "reader", gettext_lazy("读者报告")


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
    parameters = ("by", "per_page", "page")
    template_name = "archive/corrections.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, problems = self.request.GET, list[str]()
        source = choice_of(query.get("by"), tuple(Source), _("来由"), problems)
        shape = read_shape(query, problems, usual_size=LINES_A_PAGE)
        page = page_of(self.request, _rows(Source(source)), shape.size)
        notices = Notice.objects.with_people_and_units().in_bulk([row["notice"] for row in page.object_list])
        lines = [_line(row, notices[row["notice"]]) for row in page.object_list]
        choices = [Choice("by", _("来由"), str(Source(source).label))] if source != Source.ALL else []
        return super().get_context_data(
            page=page,
            lines=lines,
            problems=problems,
            source=source,
            sources=Source.choices,
            **narrowed_list(choices, shape, query),
            **kwargs,
        )


def _rows(source: Source) -> Any:
    """The newest first; those of drafts stay out."""
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
    rows = {Source.EDITOR: corrections.values(*columns), Source.READER: reports.values(*columns)}
    told = rows[source] if source in rows else rows[Source.EDITOR].union(rows[Source.READER], all=True)
    return told.order_by("-when", "sort", "-pk")


def _line(row: dict[str, Any], notice: Notice) -> Line:
    is_reported = row["sort"] == "report"
    if is_reported:
        field = str(ReportedField(row["field"]).label) if row["field"] else ""
    else:
        field = field_label(row["field"])
    return Line(notice, field, row["when"], is_reported, row["said"])
