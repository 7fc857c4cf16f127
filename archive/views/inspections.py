"""Inspections: the list of all, and the course of one with the notices that tell of it."""

from typing import Any

from django.core.paginator import Page
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from archive.case_facets import PERHAPS_ONE
from archive.case_list import OFFERED, count_case_facets, in_order, listed_cases, read_case_filters
from archive.chips import facet_query
from archive.doubts import doubts_of
from archive.filters import Filters
from archive.models import Inspection, Mention, Status
from archive.perhaps_one import pairs_among, perhaps_same_as
from archive.rivals import Rival, of_other_groups, rivals_of
from archive.stage_line import steps_of
from archive.told_cases import ToldCase, load_told_cases, titles
from archive.views.addressed import AddressedView
from archive.views.case_facts import case_facts, differing_dates
from archive.views.case_notices import notices_by_stage
from archive.views.page import SectionMixin, filtered_list, long_page_of, read_shape
from archive.views.ways_out import WayOut, ways_out

_ORDER_LABELS = {
    "newest": gettext_lazy("新的在前"),
    "oldest": gettext_lazy("旧的在前"),
    "most": gettext_lazy("公告多的在前"),
}


class InspectionListView(SectionMixin, TemplateView):
    section = "inspections"
    parameters = (*OFFERED, "sort", "per_page", "page")
    template_name = "archive/inspection_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET
        filters, problems = read_case_filters(query)
        shape = read_shape(query, problems, _ORDER_LABELS)
        cases = in_order(listed_cases(filters), shape.sort).values_list("pk", flat=True)
        page = long_page_of(self.request, cases, shape.size, cases.count())
        facets, understood = count_case_facets(filters), self.understood(problems)
        return super().get_context_data(
            problems=problems,
            page=page,
            perhaps_one=pairs_among(listed_cases(filters).values("pk")).count(),
            perhaps_query=facet_query(
                Filters({**filters.chosen, "perhaps": (PERHAPS_ONE,)}), self.understood(problems)
            ),
            entries=_entries(page, filters),
            ways_out=[] if page.object_list else _ways_out(understood, filters),
            **filtered_list(filters, facets, shape, reverse("archive:inspection-list")),
            **kwargs,
        )


def _ways_out(query: QueryDict, filters: Filters) -> list[WayOut]:
    return ways_out(query, filters, lambda facet: listed_cases(filters, skip=facet).count())


def _entries(page: Page[Any], filters: Filters) -> list[tuple[ToldCase, list[Rival]]]:
    """The cases of the page; where those in question are asked for, each with what it may be one with."""
    cases = load_told_cases(list(page.object_list))
    rivals = rivals_of(cases) if "perhaps" in filters.chosen else {}
    return [(case, rivals.get(case.key, [])) for case in cases]


class InspectionDetailView(AddressedView, SectionMixin, TemplateView):
    """At the address of the row that stands for all joined to it; theirs lead there."""

    section = "inspections"
    template_name = "archive/inspection_detail.html"

    def find(self, pk: int) -> Inspection:
        row: Inspection = super().find(pk)
        return row.standing

    def things(self) -> QuerySet[Inspection]:
        # Asked of the one row that the address names: told_mentions() would look through the whole archive for it.
        case = Coalesce(OuterRef(OuterRef("joined_to_id")), OuterRef(OuterRef("pk")))
        of_case = Inspection.objects.order_by().filter(Q(pk=case) | Q(joined_to=case))
        told = Mention.objects.order_by().filter(notice__status=Status.PUBLISHED, inspection__in=of_case.values("pk"))
        return Inspection.objects.filter(Exists(told)).select_related(
            "group", "unit", "joined_to__group", "joined_to__unit"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        [case] = load_told_cases([self.thing.pk], titles())
        doubts = doubts_of(case.notices)
        steps = steps_of(case, doubts)
        by_stage = notices_by_stage(case)
        perhaps = perhaps_same_as(case.key)
        others = load_told_cases(list(dict.fromkeys([*perhaps, *of_other_groups(case)])))
        numbers = {told.notice.pk: told.number for _stage, notices in by_stage for told in notices}
        return super().get_context_data(
            case=case,
            steps=steps,
            missing=_("、").join(str(step.stage.label) for step in steps if not step.is_told),
            facts=[*case_facts(case, numbers, doubts), *differing_dates(steps, numbers)],
            by_stage=by_stage,
            perhaps=[other for other in others if other.key in perhaps],
            by_other_groups=[other for other in others if other.key not in perhaps],
            joined=len(case.rows) if len(case.rows) > 1 else 0,
            **kwargs,
        )
