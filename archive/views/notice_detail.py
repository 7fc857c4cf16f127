"""The page of one notice: its facts beside its text."""

from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from archive.facts import CONTACTS, FACT_OF_FIELD, MAIN, OTHER
from archive.marking import Span, mark
from archive.models import InspectionType, Kind, Mention, Notice, TextVersion
from archive.reporting import reporting_window
from archive.unit_types import shared_types, types_of_units
from archive.views.addressed import AddressedView
from archive.views.citations import citation_for
from archive.views.error_report import ErrorReportForm
from archive.views.notice_cases import CaseTable, cases_of
from archive.views.notice_corrections import corrections_of
from archive.views.notice_course import courses_of
from archive.views.notice_facts import FactSheet
from archive.views.notice_lede import lede
from archive.views.notice_text import shown_text
from archive.views.notice_wording import wording_of
from archive.views.page import SectionMixin
from archive.wording import verb


class NoticeDetailView(AddressedView, SectionMixin, TemplateView):
    section = "notices"
    template_name = "archive/notice_detail.html"

    def things(self) -> QuerySet[Notice]:
        return _with_everything(Notice.objects.visible_to(self.request.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notice: Notice = self.thing
        shown = shown_text(notice, self.request)
        version, read = shown.version, shown.version if shown.is_newest else None
        cases = cases_of(notice)
        window = reporting_window(notice, list(notice.contacts.all()))
        takes_reports = window is not None and window.takes_reports_today
        sheet = FactSheet(notice, cases, list(read.doubts.all()) if read else [], takes_reports=takes_reports)
        spans = spans_of(read, sheet.corrected) if read else []
        shown_spans = [span for span in spans if sheet.shows(span.fact)]
        wording = wording_of(notice, cases, version.text, shown_spans) if version else None
        marked = mark(version.text, shown_spans, wording.usual) if version and wording else None
        numbers = marked.numbers if marked else {}
        main = sheet.rows(MAIN, numbers)
        return super().get_context_data(
            notice=notice,
            shown=shown,
            version=version,
            problems=shown.problems,
            error_form=ErrorReportForm(activity=notice.activity),
            citation=citation_for(self.request, notice),
            lede=lede(notice, cases, are_all_units_known=all(doubt.field != "units" for doubt in sheet.doubts)),
            verb=_types_said(notice),
            type_values=[name for name in notice.types if name in InspectionType.values],
            round_inferred=any(fact.is_inferred for fact in main if fact.key == "round"),
            window=window,
            comments_on_rectification=notice.kind == Kind.RECTIFICATION,
            main=main,
            contacts=sheet.rows(CONTACTS, numbers),
            other=sheet.rows(OTHER, numbers),
            courses=courses_of(notice, sheet.reasons_by_field),
            cases=CaseTable(cases if len(cases) > 1 else []),
            paragraphs=marked.paragraphs if marked else (),
            wording=wording,
            corrections=corrections_of(notice),
            **kwargs,
        )


def _types_said(notice: Notice) -> str:
    """专项巡视“回头看”; 常规、回头看, where some units are of the one and some of the other."""
    shared = shared_types(types_of_units(notice, notice.mentions.all()))
    if not notice.mentions.all() or set(shared) == set(notice.types):
        return verb(notice.types, notice.activity)
    return _("、").join(str(InspectionType(name).label) for name in notice.types if name in InspectionType.values)


def _with_everything(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Whatever the page says, in a fixed number of queries."""
    return notices.select_related("authority__place", "round__authority").prefetch_related(
        Prefetch("mentions", Mention.objects.with_cases()),
        "mentions__inspection__unit__aliases",
        "appearances",
        "contacts",
        "places",
        "bases",
        "corrections",
    )


def spans_of(version: TextVersion, corrected: Collection[str] = ()) -> list[Span]:
    """Where the facts stand in the text; what is doubtful is marked as its fact is.

    The words behind a value that an editor replaced are the source of nothing any more.
    """
    pointers = [
        *((item.field, item.start, item.end) for item in version.evidence.all()),
        *((item.field, item.start, item.end) for item in version.doubts.all() if item.start is not None),
    ]
    return [
        Span(start or 0, end or 0, FACT_OF_FIELD[name])
        for name, start, end in pointers
        if name in FACT_OF_FIELD and name not in corrected
    ]
