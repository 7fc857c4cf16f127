"""What lists say of units: how often each was inspected, by which groups, in which years."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, QuerySet

from archive.models import CaseListing, InspectedUnit, InspectionGroup, InspectionType
from archive.years import ToldYear, told_years


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit, the number of its inspections, their groups and years, the newest first; what notices call them."""

    unit: InspectedUnit
    case_count: int
    groups: list[InspectionGroup]
    years: list[ToldYear]
    is_look_back: bool
    activities: set[str]


def cases_of(units: Collection[int]) -> QuerySet[CaseListing]:
    """Those of the units (keys), in no order."""
    return CaseListing.objects.filter(unit__in=units).order_by()


def records_of(units: Collection[InspectedUnit]) -> list[UnitRecord]:
    """In the order of the units, in two queries however many they are, and however often each was inspected."""
    alike = cases_of([unit.pk for unit in units]).values(
        "unit", "group", "year", "year_is_inferred", "types", "activities"
    )
    told = alike.annotate(cases=Count("pk"), newest=Max("first_date")).order_by(
        F("year").desc(nulls_last=True), F("newest").desc(nulls_last=True), "group"
    )
    by_unit: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in told:
        by_unit[row["unit"]].append(row)
    named = {row["group"] for rows in by_unit.values() for row in rows if row["group"]}
    groups = InspectionGroup.objects.select_related("authority__place").in_bulk(list(named))
    return [_record(unit, by_unit[unit.pk], groups) for unit in units]


def _record(unit: InspectedUnit, told: list[dict[str, Any]], groups: dict[int, InspectionGroup]) -> UnitRecord:
    return UnitRecord(
        unit,
        case_count=sum(row["cases"] for row in told),
        groups=[groups[key] for key in dict.fromkeys(row["group"] for row in told) if key in groups],
        years=told_years((row["year"], row["year_is_inferred"]) for row in told),
        is_look_back=any(InspectionType.LOOK_BACK in row["types"] for row in told),
        activities={name for row in told for name in row["activities"]},
    )
