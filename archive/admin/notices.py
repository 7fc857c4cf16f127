"""Notices in the admin: every value can be corrected, and parsing again shows first what it would change."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.checking import ChecksFirst
from archive.admin.correction_log import NoticeRows, log_following, log_notice, was_published
from archive.admin.corrections import corrected_rows, corrected_values, fields_of_rows, mark
from archive.admin.inlines import (
    AppearanceInline,
    ContactInline,
    CorrectionInline,
    MentionInline,
    TextVersionInline,
    refuse_end_before_start,
)
from archive.admin.notice_rows import agree_on_types, link_mentions, prepare
from archive.admin.parts import part_shown
from archive.admin.reports import ErrorReportInline
from archive.admin.tables import proposal_links, short_date, table
from archive.ingest.fields import field_label
from archive.ingest.importing import parse_again
from archive.ingest.proposing_later import propose_later
from archive.ingest.settling import follow_authority
from archive.ingest.succession import addresses_kept
from archive.models import (
    Appearance,
    Doubt,
    ErrorReport,
    Evidence,
    Inspection,
    JoinProposal,
    Mention,
    Notice,
    Status,
    TextVersion,
    YearBasis,
)
from archive.reasons import spoken_reason
from archive.reference import known_rounds
from archive.tidying import drop_unused_case, drop_unused_person

_MOST_AT_ONCE = 50  # notices whose changes one page can show
# Fields that no other value of the archive is worked out from.
_NOTHING_FOLLOWS = frozenset(
    {
        "title",
        "status",
        "publisher",
        "source_url",
        "file_name",
        "duration",
        "hours",
        "days",
        "deadline_time",
        "disciplines",
        "rounds_done",
        "units_done",
        "cited_rules",
    }
)


class NoticeForm(forms.ModelForm):
    """A year that an editor sets has the basis "editor"; taking it away leaves the notice without one."""

    class Meta:
        model = Notice
        fields = "__all__"  # noqa: DJ007  the admin's fieldsets choose

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "year" in self.changed_data:
            self.instance.year_basis = YearBasis.EDITOR if self.cleaned_data.get("year") else ""
        refuse_end_before_start(self)
        return cleaned


@admin.register(Notice)
class NoticeAdmin(ChecksFirst):
    form = NoticeForm
    list_display = ("display_title", "status", "kind", "year", "level", "sender", "added_on")
    list_filter = ("status", "kind", "level", "year", "year_basis")
    list_select_related = ("authority__place",)
    search_fields = (
        "title",
        "file_name",
        "source_url",
        "versions__text",
        "mentions__inspection__unit__name",
        "mentions__inspection__group__name",
        "appearances__name",
        "contacts__value",
    )
    autocomplete_fields = ("authority",)
    readonly_fields = (
        "year_basis",
        "round",
        "open_proposals",
        "evidence_table",
        "doubt_table",
        "added_at",
        "updated_at",
    )
    inlines = (ErrorReportInline, TextVersionInline, MentionInline, AppearanceInline, ContactInline, CorrectionInline)
    actions = ("parse_again", "publish", "unpublish")
    save_on_top = True
    fieldsets = (
        (None, {"fields": ("title", "kind", "status")}),
        (gettext_lazy("来源"), {"fields": ("publisher", "source_url", "published_date", "file_name")}),
        (
            gettext_lazy("谁，何时"),
            {
                "fields": (
                    ("level", "authority", "activity"),
                    ("term", "round_year", "round_number", "round"),
                    ("year", "year_basis"),
                    "types",
                    ("meeting_date", "period_start", "period_end", "feedback_date"),
                    "signed_date",
                    "duration",
                )
            },
        ),
        (
            gettext_lazy("其他事项"),
            {
                "fields": (
                    ("hours", "days"),
                    ("deadline", "deadline_time"),
                    "disciplines",
                    ("rounds_done", "units_done"),
                    "cited_rules",
                )
            },
        ),
        (gettext_lazy("同一次巡视"), {"fields": ("open_proposals",)}),
        (gettext_lazy("依据"), {"classes": ("collapse",), "fields": ("doubt_table", "evidence_table")}),
        (gettext_lazy("记录"), {"fields": ("added_at", "updated_at")}),
    )

    @admin.display(description=gettext_lazy("题名"))
    def display_title(self, notice: Notice) -> str:
        return f"［{notice.display_title}］" if notice.has_supplied_title else notice.title

    @admin.display(description=gettext_lazy("派出机关"), ordering="authority__sort_key")
    def sender(self, notice: Notice) -> str:
        """As text, which wraps: Django keeps the name of a row in another table on one line."""
        return str(notice.authority or "")

    @admin.display(description=gettext_lazy("收录时间"), ordering="added_at")
    def added_on(self, notice: Notice) -> str:
        return short_date(notice.added_at)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        """For pages with the names that make a title where there is none; a form that was sent needs few of them."""
        notices = super().get_queryset(request)
        match = request.resolver_match
        if request.method == "POST" and match and "object_id" in match.kwargs:
            return notices
        return notices.prefetch_related(Prefetch("mentions", Mention.objects.with_cases()))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        return super().render_change_form(request, {**context, "part": part_shown(request)}, *args, **kwargs)

    @admin.display(description=gettext_lazy("待定的合并提议"))
    def open_proposals(self, notice: Notice) -> SafeString:
        return proposal_links(JoinProposal.objects.undecided().about(*Inspection.objects.told_by(notice)))

    # ---- why a value is what it is ----

    @admin.display(description=gettext_lazy("出处"))
    def evidence_table(self, notice: Notice) -> SafeString:
        rows = Evidence.objects.filter(version=notice.latest_text).select_related("version")
        return table(
            (_("项目"), _("值"), _("原文"), _("起止"), _("规则"), _("把握")),
            [
                (field_label(e.field), e.value, e.source, f"{e.start}—{e.end}", e.rule, f"{e.confidence:.2f}")
                for e in rows
            ],
        )

    @admin.display(description=gettext_lazy("疑点"))
    def doubt_table(self, notice: Notice) -> SafeString:
        rows = Doubt.objects.filter(version=notice.latest_text)
        said = [(field_label(doubt.field), spoken_reason(doubt.reason, doubt.made_of)) for doubt in rows]
        return table((_("项目"), _("疑点")), said)

    # ---- saving: what was changed by hand is marked ----

    def save_model(self, request: HttpRequest, obj: Notice, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        changed = form.changed_data if change else [name for name in form.changed_data if form.cleaned_data.get(name)]
        mark(obj, corrected_values(changed), request.user)
        if change and was_published(form):
            log_notice(obj, form, request.user)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        notice: Notice = form.instance
        mark(notice, corrected_rows(formset), request.user)
        told = NoticeRows(notice, formset)
        left = link_mentions(notice, formset) if formset.model is Mention else []
        rows = formset.save(commit=False)
        for removed in formset.deleted_objects:
            if isinstance(removed, Mention):
                mark(notice, fields_of_rows(removed), request.user)
            removed.delete()
        for row in rows:
            old_person_id = row.person_id if isinstance(row, Appearance) else None
            prepare(notice, row, formset)
            row.save()
            if old_person_id is not None:
                drop_unused_person(old_person_id)
        formset.save_m2m()
        if change and was_published(form):
            told.log(request.user)
        for case in left:
            drop_unused_case(case)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        with addresses_kept(form.instance):
            self._save_what_follows(request, form, formsets, change)

    def _save_what_follows(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        notice: Notice = form.instance
        is_new_text = any(formset.model is TextVersion and formset.new_objects for formset in formsets)
        if is_new_text:
            parse_again(notice, known_rounds())
        agree_on_types(notice, form, formsets)
        if change and not _leads_on(form, formsets):
            return
        follow_authority(notice, form.initial.get("authority"))
        propose_later(notice)
        if change and was_published(form) and not is_new_text:
            log_following(notice, form, request.user)

    # ---- actions ----

    @admin.action(description=gettext_lazy("重新解析所选公告（先看会改什么）"), permissions=["change"])
    def parse_again(self, request: HttpRequest, notices: QuerySet[Notice]) -> HttpResponse | None:
        chosen = list(notices[: _MOST_AT_ONCE + 1])
        if len(chosen) > _MOST_AT_ONCE:
            self.message_user(
                request, _("一次最多重新解析%(most)s件。") % {"most": _MOST_AT_ONCE}, level=messages.ERROR
            )
            return None
        confirmed = "confirm" in request.POST
        rounds = known_rounds()
        changes = [(notice, parse_again(notice, rounds, dry_run=not confirmed)) for notice in chosen]
        if confirmed:
            count = sum(bool(changed) for _notice, changed in changes)
            text = ngettext("重新解析完毕，%(count)s件有改动。", "重新解析完毕，%(count)s件有改动。", count)
            self.message_user(request, text % {"count": count}, level=messages.SUCCESS)
            return None
        named = [
            (notice, [(field_label(change.field), change.before, change.after) for change in changed])
            for notice, changed in changes
            if changed
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("重新解析会改什么"),
            "opts": self.opts,
            "changes": named,
            "unchanged": sum(not changed for _notice, changed in changes),
            "notices": chosen,
            "action_name": "parse_again",
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/archive/notice/parse_again.html", context)

    @admin.action(description=gettext_lazy("发布所选公告"), permissions=["change"])
    def publish(self, request: HttpRequest, notices: QuerySet[Notice]) -> None:
        self._set_status(request, notices, Status.PUBLISHED)

    @admin.action(description=gettext_lazy("撤回所选公告为草稿"), permissions=["change"])
    def unpublish(self, request: HttpRequest, notices: QuerySet[Notice]) -> None:
        self._set_status(request, notices, Status.DRAFT)

    def _set_status(self, request: HttpRequest, notices: QuerySet[Notice], status: Status) -> None:
        count = Notice.objects.filter(pk__in=notices.values("pk")).exclude(status=status).update(status=status)
        text = ngettext("%(count)s件公告改为“%(status)s”。", "%(count)s件公告改为“%(status)s”。", count)
        self.message_user(request, text % {"count": count, "status": status.label}, level=messages.SUCCESS)


def _leads_on(form: Any, formsets: Any) -> bool:
    """Whether anything was changed that other values follow from."""
    rows = (formset for formset in formsets if formset.model is not ErrorReport)
    return not _NOTHING_FOLLOWS.issuperset(form.changed_data) or any(formset.has_changed() for formset in rows)
