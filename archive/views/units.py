"""Inspected units: all of them, and who inspected one of them when."""

from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from archive.chips import Choice
from archive.filters import unit_lies_in
from archive.models import CaseListing, InspectedUnit, InspectionType, Mention, Notice, Status, UnitAlias
from archive.models.fields import has_word
from archive.named_in import named_by, rows_named_otherwise
from archive.notice_lines import lines_of
from archive.perhaps_one import pairs_among
from archive.told import (
    newest_cases,
    rows_about,
    told_of_cases,
    told_of_rows,
)
from archive.told_cases import ToldCase, read_cases
from archive.unit_records import UnitRecord, records_of
from archive.views.addressed import AddressedView
from archive.views.names import asked_name, is_called, name_choices
from archive.views.page import SectionMixin, Shape, choice_of, fetched, narrowed_list, page_of, read_shape
from archive.views.perhaps import perhaps_among, perhaps_led_to
from archive.views.senders import read_place
from archive.wording import common_activity, the_activity

SORTS = {"name": gettext_lazy("按名称"), "most": gettext_lazy("巡视多的在前")}
AGAIN = "1"  # again=1: only units that were looked at again
NOTICES_A_PAGE = 20
MOST_CASES = 100  # of one unit on its page; its notices stand below in full
MOST_NAMESAKES = 20


class UnitListView(SectionMixin, TemplateView):
    section = "units"
    parameters = ("q", "place", "again", "sort", "per_page", "page")
    template_name = "archive/unit_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, problems = self.request.GET, list[str]()
        asked = asked_name(query)
        again = choice_of(query, "again", ("0", AGAIN), _("回头看"), problems) == AGAIN
        place = read_place(query, problems)
        shape = read_shape(query, problems, SORTS)
        found = _found(asked, again, place.place)
        page = _page_of_units(self.request, found, shape)
        records = _records(page)
        choices = [*name_choices(asked, _("名称或别名")), *place.choices]
        choices += [Choice("again", _("类型"), str(InspectionType.LOOK_BACK.label))] if again else []
        return super().get_context_data(
            asked=asked,
            again=again,
            problems=problems,
            page=page,
            records=records,
            activity=the_activity(name for record in records for name in record.activities),
            **(perhaps_among(found) if choices else perhaps_led_to()),
            **place.context(),
            **narrowed_list(choices, shape, self.understood(problems)),
            **kwargs,
        )


def _found(asked: str, again: bool, place: str) -> QuerySet[InspectedUnit]:
    """The units that published notices tell of, of that name or alias and in that place, in no order."""
    told = CaseListing.objects.order_by()
    told = told.filter(has_word("types", InspectionType.LOOK_BACK)) if again else told
    units = InspectedUnit.objects.filter(pk__in=named_by("unit", told)).order_by()
    if asked:
        aliases = UnitAlias.objects.filter(is_called(asked)).order_by()
        units = units.filter(is_called(asked) | Q(pk__in=aliases.values("unit")))
    return units.filter(unit_lies_in(place)) if place else units


def _page_of_units(request: HttpRequest, units: QuerySet[InspectedUnit], shape: Shape) -> Page[Any]:
    """Keys of units in the order asked for."""
    if shape.sort == "name":
        return page_of(request, units.order_by("sort_key", "pk").values_list("pk", flat=True), shape.size)
    kept = CaseListing.objects.filter(unit=OuterRef("pk")).order_by().values("unit").annotate(n=Count("*"))
    otherwise = rows_named_otherwise("unit").filter(unit=OuterRef("pk")).values("unit")
    more = otherwise.annotate(n=Count("joined_to", distinct=True))
    counted = [Coalesce(Subquery(cases.values("n")), 0) for cases in (kept, more)]
    by_cases = units.annotate(cases=counted[0] + counted[1]).order_by("-cases", "sort_key", "pk")
    return page_of(request, by_cases.values_list("pk", flat=True), shape.size)


def _records(page: Page[int]) -> list[UnitRecord]:
    units = InspectedUnit.objects.select_related("authority__place", "place").prefetch_related("aliases")
    return records_of(list(fetched(page, units).object_list))


class UnitDetailView(AddressedView, SectionMixin, TemplateView):
    section = "units"
    parameters = ("page",)
    template_name = "archive/unit_detail.html"

    def things(self) -> QuerySet[InspectedUnit]:
        return InspectedUnit.objects.filter(_is_told()).select_related("authority__place", "place")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit: InspectedUnit = self.thing
        told = told_of_rows(rows_about([unit.pk]))
        shown = told_of_cases(newest_cases(told, MOST_CASES)).prefetch_related("appearances")
        cases = read_cases(shown)
        notices = Notice.objects.published().filter(pk__in=told.values("notice"))
        page = page_of(self.request, notices.for_lines().newest_first(), NOTICES_A_PAGE)
        return super().get_context_data(
            unit=unit,
            cases=cases,
            activity=common_activity(notice for case in cases for notice in case.notices),
            perhaps_one=_pairs(cases),
            others={case.unit for case in cases if case.unit} - {unit},
            case_count=told.values("case").distinct().count(),
            page=page,
            lines=lines_of(page),
            other_names=unit.other_names,
            namesakes=_namesakes(unit),
            most_namesakes=MOST_NAMESAKES,
            **kwargs,
        )


def _pairs(cases: list[ToldCase]) -> list[tuple[ToldCase, ToldCase]]:
    """Those of the cases that may be the same: one query."""
    by_key = {case.key: case for case in cases}
    return [(by_key[one], by_key[other]) for one, other in pairs_among(list(by_key))]


def _is_told() -> Q:
    """The condition on units that a published notice names them, or that cases joined to theirs count for them.

    Asked of each unit by itself: right for a few.
    """
    told = Mention.objects.filter(notice__status=Status.PUBLISHED)
    is_named = Exists(told.filter(inspection__unit=OuterRef("pk")))
    return Q(is_named | Exists(told.filter(inspection__joined_to__unit=OuterRef("pk"))))


def _namesakes(unit: InspectedUnit) -> list[UnitRecord]:
    """Other units of the name, up to one more than the page shows."""
    others = InspectedUnit.objects.filter(_is_told(), name=unit.name).exclude(pk=unit.pk)
    nearest = others.select_related("authority__place", "place").order_by("pk")[: MOST_NAMESAKES + 1]
    return [record for record in records_of(list(nearest)) if record.case_count]
