"""What lists say of units: how often each was inspected, by which groups, in which years."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max

from archive.models import CaseListing, InspectedUnit, InspectionGroup, InspectionType
from archive.named_in import rows_named_otherwise
from archive.partial_date import PartialDate
from archive.years import ToldYear, told_years

# What is told of an inspection: by it, inspections that are alike are counted together.
_SAID = ("group", "year", "year_is_inferred", "types", "activities")


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit, the number of its inspections, their groups and years, the newest first; what notices call them."""

    unit: InspectedUnit
    case_count: int
    groups: list[InspectionGroup]
    years: list[ToldYear]
    is_look_back: bool
    activities: set[str]


def records_of(units: Collection[InspectedUnit]) -> list[UnitRecord]:
    """In the order of the units, in three queries however many they are, and however often each was inspected."""
    keys = [unit.pk for unit in units]
    alike = CaseListing.objects.filter(unit__in=keys).order_by().values("unit", *_SAID)
    by_unit: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in [*alike.annotate(cases=Count("pk"), newest=Max("first_date")), *_named_otherwise(keys)]:
        by_unit[row["unit"]].append(row)
    for rows in by_unit.values():
        rows.sort(key=_newest_first)
    named = {row["group"] for rows in by_unit.values() for row in rows if row["group"]}
    groups = InspectionGroup.objects.select_related("authority__place").order_by().in_bulk(list(named))
    return [_record(unit, by_unit[unit.pk], groups) for unit in units]


def _named_otherwise(units: Collection[int]) -> list[dict[str, Any]]:
    """What is told of inspections that stand under another unit, and that a joined row has under one of these."""
    listing = [f"joined_to__listing__{name}" for name in (*_SAID, "first_date")]
    rows = rows_named_otherwise("unit").filter(unit__in=units).values_list("unit", "joined_to", *listing).distinct()
    names = ("unit", "case", *_SAID, "newest")
    return [{**dict(zip(names, row, strict=True)), "cases": 1} for row in rows]


def _newest_first(row: dict[str, Any]) -> tuple[int, int, int]:
    newest: PartialDate | None = row["newest"]
    return -(row["year"] or 0), -newest.sort_key() if newest else 0, row["group"] or 0


def _record(unit: InspectedUnit, told: list[dict[str, Any]], groups: dict[int, InspectionGroup]) -> UnitRecord:
    return UnitRecord(
        unit,
        case_count=sum(row["cases"] for row in told),
        groups=[groups[key] for key in dict.fromkeys(row["group"] for row in told) if key in groups],
        years=told_years((row["year"], row["year_is_inferred"]) for row in told),
        is_look_back=any(InspectionType.LOOK_BACK in row["types"] for row in told),
        activities={name for row in told for name in row["activities"]},
    )
