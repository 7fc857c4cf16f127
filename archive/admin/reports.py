"""Errors that readers reported: beside their notice, and in a list of all by state, the open ones first."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Case, QuerySet, TextField, When
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from archive.admin.checking import ChecksFirst
from archive.admin.states import StateFilter
from archive.admin.tables import notice_link, short_date, table
from archive.ingest.fields import CONTACT_FIELDS, GROUP_ROLES, NOTICE_ROLES, field_label
from archive.ingest.snapshot import take_snapshot
from archive.models import ErrorReport, Notice, ReportedField, ReportState
from archive.told_cases import titles

_SAID = ("made_at", "field", "text")  # by the reader: editors decide and answer, and change none of it
_SHORT: dict[Any, Any] = {TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}}  # a sentence, no essay
# What a reader's words for a part of the page mean, in fields of the notice.
_FIELDS: dict[str, tuple[str, ...]] = {
    ReportedField.TITLE: ("title",),
    ReportedField.GROUP: ("authority", "level", "inspections"),
    ReportedField.PEOPLE: (*GROUP_ROLES, *NOTICE_ROLES),
    ReportedField.UNITS: ("inspections", "aliases"),
    ReportedField.ROUND: ("year", "term", "round_year", "round"),
    ReportedField.DATES: (
        "meeting_date",
        "period_start",
        "period_end",
        "feedback_date",
        "signed_date",
        "duration",
        "deadline",
        "deadline_time",
    ),
    ReportedField.CONTACTS: (*CONTACT_FIELDS, "hours", "days"),
    ReportedField.CASES: ("inspections",),
}


class ErrorReportInline(admin.StackedInline):
    """Unfolded while one of them waits, which then stands first."""

    model = ErrorReport
    extra = 0
    can_delete = False
    fields = (("made_at", "field"), "text", "state", "answer")
    readonly_fields = _SAID
    formfield_overrides = _SHORT

    def get_queryset(self, request: HttpRequest) -> QuerySet[ErrorReport]:
        is_decided = Case(When(state=ReportState.OPEN, then=0), default=1)
        return super().get_queryset(request).order_by(is_decided, "-pk")

    def get_formset(self, request: HttpRequest, obj: Notice | None = None, **kwargs: Any) -> Any:
        is_waiting = obj is not None and obj.error_reports.undecided().exists()
        self.classes = () if is_waiting else ("collapse",)
        return super().get_formset(request, obj, **kwargs)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReportStateFilter(StateFilter):
    states = ReportState


@admin.register(ErrorReport)
class ErrorReportAdmin(ChecksFirst):
    list_display = ("__str__", "notice_form", "field", "state", "made_on")
    list_filter = (ReportStateFilter, "field")
    search_fields = ("text", "answer", "notice__title")
    list_select_related = ("notice__authority",)
    fields = (*_SAID, "notice_form", "notice_page", "said_now", "state", "answer", "decided_at")
    readonly_fields = (*_SAID, "notice_form", "notice_page", "said_now", "decided_at")
    formfield_overrides = _SHORT

    def get_queryset(self, request: HttpRequest) -> QuerySet[ErrorReport]:
        return super().get_queryset(request).prefetch_related(titles())

    @admin.display(description=pgettext_lazy("单数", "公告"))
    def notice_form(self, report: ErrorReport) -> SafeString:
        """Where the notice is corrected: there the report stands too, and is settled with the same button."""
        return notice_link(report.notice)

    @admin.display(description=gettext_lazy("提出时间"), ordering="made_at")
    def made_on(self, report: ErrorReport) -> str:
        return short_date(report.made_at)

    @admin.display(description=gettext_lazy("读者所见"))
    def notice_page(self, report: ErrorReport) -> SafeString:
        return format_html('<a href="{}">{}</a>', report.notice.get_absolute_url(), _("公告的页面"))

    @admin.display(description=gettext_lazy("现在写的是"))
    def said_now(self, report: ErrorReport) -> SafeString:
        """What the notice says of the part that the reader means; nothing where that is its text or unknown."""
        said = take_snapshot(report.notice)
        names = [name for name in _FIELDS.get(report.field, ()) if said.get(name)]
        return table((_("项目"), _("值")), [(field_label(name), "、".join(said[name])) for name in names])

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
