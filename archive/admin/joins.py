"""Proposals to take two cases for one: both side by side, and an editor says whether they are."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from archive.admin.correction_log import decision_told
from archive.admin.following import FollowsNoticesAdmin
from archive.admin.states import StateFilter
from archive.admin.tables import button, case_link, listed, notice_link
from archive.joining import join, part
from archive.models import Inspection, JoinProposal, JoinState, Notice
from archive.reasons import spoken_reason

_MOST_NOTICES = 8  # of one case in a list of proposals


class JoinStateFilter(StateFilter):
    states = JoinState


@admin.register(JoinProposal)
class JoinProposalAdmin(FollowsNoticesAdmin):
    list_filter = (JoinStateFilter,)
    search_fields = ("reason", "first__unit__name", "second__unit__name", "first__group__name", "second__group__name")
    list_per_page = 25
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[JoinProposal]:
        cases = Inspection.objects.with_notices().prefetch_related(
            Prefetch("joined", Inspection.objects.with_notices())
        )
        return (
            super()
            .get_queryset(request)
            .select_related("editor")
            .prefetch_related(Prefetch("first", cases), Prefetch("second", cases))
        )

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        shown: list[Any] = ["why", "one_side", "other_side"]
        return [*shown, "decision"] if self.has_change_permission(request) else [*shown, "state"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        shown: list[Any] = ["why", ("one_side", "other_side"), "state", ("editor", "decided_at")]
        return [*shown, "decision"] if self.has_change_permission(request) else shown

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["why", "one_side", "other_side", "state", "editor", "decided_at", "decision"]

    @admin.display(description=gettext_lazy("理由"))
    def why(self, proposal: JoinProposal) -> SafeString:
        return spoken_reason(proposal.reason, proposal.made_of)

    @admin.display(description=gettext_lazy("一方"))
    def one_side(self, proposal: JoinProposal) -> SafeString:
        return _side(proposal.first, proposal.second)

    @admin.display(description=gettext_lazy("另一方"))
    def other_side(self, proposal: JoinProposal) -> SafeString:
        return _side(proposal.second, proposal.first)

    @admin.display(description=gettext_lazy("是不是同一次"))
    def decision(self, proposal: JoinProposal) -> SafeString:
        """What can be said of it: both while it is open, afterwards the contrary of what was said."""
        choices = [
            button(reverse(f"admin:archive_joinproposal_{name}", args=[proposal.pk]), words, seen=proposal.state)
            for state, name, words in (
                (JoinState.JOINED, "join", _("同一次巡视")),
                (JoinState.PARTED, "part", _("不是同一次")),
            )
            if proposal.state != state
        ]
        said = "" if proposal.is_open else proposal.get_state_display()
        return format_html("{} {} {}", said, *[*choices, ""][:2])

    # ---- deciding ----

    def get_urls(self) -> list[URLPattern]:
        decide = self.admin_site.admin_view
        return [
            path("<int:pk>/join/", decide(self.join_view), name="archive_joinproposal_join"),
            path("<int:pk>/part/", decide(self.part_view), name="archive_joinproposal_part"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def join_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._decide(request, pk, JoinState.JOINED)

    @method_decorator(require_POST)
    def part_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._decide(request, pk, JoinState.PARTED)

    @transaction.atomic
    def _decide(self, request: HttpRequest, pk: int, state: JoinState) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        proposals = JoinProposal.objects.select_for_update(of=("self",)).select_related("first", "second")
        proposal = proposals.filter(pk=pk).first()
        back = reverse("admin:archive_joinproposal_changelist")
        if proposal is None:
            self.message_user(request, _("这条提议已经不在了：有关的公告改动过。"), level=messages.WARNING)
        elif proposal.state != request.POST.get("seen"):
            words = _("这条提议已有结论：%(state)s。要改请在这里改。") % {"state": proposal.get_state_display()}
            self.message_user(request, words, level=messages.WARNING)
            back = reverse("admin:archive_joinproposal_change", args=[pk])
        else:
            with decision_told(proposal.first_id, proposal.second_id, request.user):
                said = _join(proposal, request.user) if state == JoinState.JOINED else _part(proposal, request.user)
            self.log_change(request, proposal, said)
            self.message_user(request, said, level=messages.SUCCESS)
        return HttpResponseRedirect(back)


def _join(proposal: JoinProposal, editor: Any) -> str:
    return joined_words(join(proposal, editor))


def joined_words(standing: Inspection) -> str:
    """What is said once cases were joined."""
    count = Notice.objects.filter(inspections__in=Inspection.objects.same_as(standing)).distinct().count()
    text = ngettext(
        "已认定为同一次巡视：%(case)s，共%(count)s件公告。", "已认定为同一次巡视：%(case)s，共%(count)s件公告。", count
    )
    return text % {"case": standing, "count": count}


def _part(proposal: JoinProposal, editor: Any) -> str:
    part(proposal, editor)
    return _("已认定不是同一次：%(one)s；%(other)s。以后不再提议。") % {"one": proposal.first, "other": proposal.second}


def _side(case: Inspection, other: Inspection) -> SafeString:
    """A case with the notices that tell of it, and of what is joined to it; once both are one, with its own alone."""
    are_one = (case.joined_to_id or case.pk) == (other.joined_to_id or other.pk)
    rows = (case,) if are_one else (case, *case.joined.all())
    told = [mention for row in rows for mention in row.mentions.all()]
    notices = [
        format_html("{} {} {}", notice_link(m.notice), m.notice.date or "", m.get_stage_display() if m.stage else "")
        for m in told[:_MOST_NOTICES]
    ]
    more = [SafeString("…")] if len(told) > _MOST_NOTICES else []
    return listed([format_html("{} {}", case_link(case), case.round or ""), *notices, *more])
