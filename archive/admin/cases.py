"""The cases in the admin: which notices tell of one inspection, which stages they tell, what else may be the same."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from archive.admin.correction_log import decision_told, log_decision
from archive.admin.following import FollowsNoticesAdmin
from archive.admin.joins import joined_words
from archive.admin.tables import button, case_link, listed, notice_link, proposal_links, table
from archive.joining import join_by_hand, part_mention
from archive.models import PARTED, Inspection, JoinProposal, JoinState, Mention


class OpenProposalFilter(admin.SimpleListFilter):
    title = gettext_lazy("待定的合并提议")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", _("有")), ("0", _("没有"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Inspection]) -> QuerySet[Inspection]:
        pair = Q(first=OuterRef("pk")) | Q(second=OuterRef("pk"))
        is_proposed = Exists(JoinProposal.objects.filter(pair, state=JoinState.OPEN))
        return {"1": queryset.filter(is_proposed), "0": queryset.exclude(is_proposed)}.get(self.value() or "", queryset)


@admin.register(Inspection)
class InspectionAdmin(FollowsNoticesAdmin):
    list_display = ("__str__", "round", "notice_count", "stages")
    list_filter = ("group__authority__level", "mentions__stage", OpenProposalFilter)
    list_per_page = 50
    search_fields = (
        "unit__name",
        "unit__aliases__name",
        "group__name",
        "group__authority__name",
        "joined__unit__name",
        "joined__group__name",
    )
    actions = ("join_selected",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Inspection]:
        """A case is one line of the list, whatever is joined to it; each row of it has its page."""
        told = Mention.objects.only("stage", "inspection_id")
        cases = super().get_queryset(request).select_related("group__authority__place", "round__authority", "unit")
        match = request.resolver_match
        if match is not None and match.url_name == "archive_inspection_changelist":
            return cases.filter(joined_to__isnull=True).prefetch_related(
                Prefetch("mentions", told), Prefetch("joined__mentions", told)
            )
        return cases

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        notices = "notices_to_part" if self.has_change_permission(request) else "notices_told"
        return ["group", "unit", "round", notices, "same_cases", "open_proposals"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """What a case is follows from its notices."""
        return self.get_fields(request, obj)

    # ---- the list ----

    @admin.display(description=gettext_lazy("公告"))
    def notice_count(self, case: Inspection) -> int:
        return len(_told(case))

    @admin.display(description=gettext_lazy("阶段"))
    def stages(self, case: Inspection) -> str:
        return "、".join(dict.fromkeys(mention.get_stage_display() for mention in _told(case) if mention.stage))

    @admin.action(description=gettext_lazy("所选两条是同一次巡视"), permissions=["change"])
    def join_selected(self, request: HttpRequest, cases: QuerySet[Inspection]) -> None:
        chosen = list(cases[:3])
        if len(chosen) != 2:
            self.message_user(request, _("请正好选两条。"), level=messages.ERROR)
            return
        one, other = chosen
        with transaction.atomic(), decision_told(one.pk, other.pk, request.user):
            proposal = join_by_hand(one, other, request.user)
        said = joined_words(Inspection.objects.same_as(Inspection.objects.get(pk=proposal.first_id))[0])
        self.log_change(request, chosen[0], said)
        self.message_user(request, said, level=messages.SUCCESS)

    # ---- one case ----

    @admin.display(description=gettext_lazy("公告"))
    def notices_told(self, case: Inspection) -> SafeString:
        return _notice_table(case, with_buttons=False)

    @admin.display(description=gettext_lazy("公告"))
    def notices_to_part(self, case: Inspection) -> SafeString:
        return _notice_table(case, with_buttons=True)

    @admin.display(description=gettext_lazy("编辑认定为同一次的"))
    def same_cases(self, case: Inspection) -> SafeString:
        same = Inspection.objects.same_as(case).exclude(pk=case.pk)
        return listed(case_link(other) for other in same.select_related("group__authority__place", "unit"))

    @admin.display(description=gettext_lazy("待定的合并提议"))
    def open_proposals(self, case: Inspection) -> SafeString:
        return proposal_links(JoinProposal.objects.undecided().about(*Inspection.objects.same_as(case)))

    # ---- parting ----

    def get_urls(self) -> list[URLPattern]:
        part = path("mention/<int:pk>/part/", self.admin_site.admin_view(self.part_view), name="archive_mention_part")
        return [part, *super().get_urls()]

    @method_decorator(require_POST)
    @transaction.atomic
    def part_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        mention = get_object_or_404(Mention.objects.select_related("notice", "inspection"), pk=pk)
        title = mention.notice.display_title
        rows = list(Inspection.objects.same_as(mention.inspection).values_list("pk", flat=True))
        if part_mention(mention, request.user):
            rest = [key for key in rows if key != mention.inspection_id]
            log_decision(PARTED, [mention.inspection_id], rest, request.user)
            said = _("《%(title)s》已从这次巡视里分出，另作一次。") % {"title": title}
            self.log_change(request, mention.inspection, said)
            self.message_user(request, said, level=messages.SUCCESS)
        else:
            said = _("《%(title)s》本来就另作一次。") % {"title": title}
            self.message_user(request, said, level=messages.WARNING)
        return HttpResponseRedirect(reverse("admin:archive_inspection_change", args=[mention.inspection_id]))


def _told(case: Inspection) -> list[Mention]:
    """What notices say of the case and of those joined to it."""
    return [mention for row in (case, *case.joined.all()) for mention in row.mentions.all()]


def _notice_table(case: Inspection, *, with_buttons: bool) -> SafeString:
    rows = list(Inspection.objects.same_as(case).with_notices())
    told = [(row, mention) for row in rows for mention in row.mentions.all()]
    lines: list[tuple[str, ...]] = [
        (
            notice_link(mention.notice),
            mention.notice.get_kind_display(),
            mention.get_stage_display() if mention.stage else "",
            str(mention.notice.date or ""),
            str(row),
        )
        for row, mention in told
    ]
    head: tuple[str, ...] = (_("公告"), _("种类"), _("阶段"), _("日期"), _("文中所说"))
    if with_buttons and len(told) > 1:
        head = (*head, _("是不是同一次"))
        parts = [reverse("admin:archive_mention_part", args=[mention.pk]) for _row, mention in told]
        lines = [(*line, button(part, _("不是同一次"))) for line, part in zip(lines, parts, strict=True)]
    return table(head, lines)
