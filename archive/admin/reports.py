"""Errors that readers reported: beside their notice, and in a list of all by state."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from archive.admin.checking import ChecksFirst
from archive.admin.tables import notice_link
from archive.models import ErrorReport
from archive.told_cases import titles

_SAID = ("made_at", "field", "text")  # by the reader: editors decide and answer, and change none of it


class ErrorReportInline(admin.StackedInline):
    model = ErrorReport
    extra = 0
    can_delete = False
    fields = (("made_at", "field"), "text", "state", "answer")
    readonly_fields = _SAID
    classes = ("collapse",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ErrorReport)
class ErrorReportAdmin(ChecksFirst):
    list_display = ("text", "notice_page", "field", "state", "made_at", "decided_at")
    list_filter = ("state", "field")
    search_fields = ("text", "answer", "notice__title")
    list_select_related = ("notice__authority",)
    fields = ("notice_page", *_SAID, "state", "answer", "decided_at")
    readonly_fields = ("notice_page", *_SAID, "decided_at")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related(titles())

    @admin.display(description=gettext_lazy("公告"))
    def notice_page(self, report: ErrorReport) -> SafeString:
        return notice_link(report.notice)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
