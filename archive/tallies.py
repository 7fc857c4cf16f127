"""The archive in numbers: published notices and the inspections they tell of, each tally in a fixed number of queries.

Inspections that editors joined count once. An inspection is of the year of the first notice that tells of it, and of
every type and stage that any of its notices gives.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, F, IntegerField, Max, Min, Q
from django.db.models.functions import Cast, Coalesce

from archive.models import InspectionGroup, InspectionType, Kind, Level, Notice, Stage
from archive.models.fields import has_word
from archive.partial_date import PartialDate
from archive.told import is_of_type, told_mentions
from archive.year_counts import YearCount, count_years

_STAGE_COUNTS = range(len(Stage.values) + 1)
_FIRST_YEAR_KEY = PartialDate(1).sort_key()


@dataclass(frozen=True, slots=True)
class NoticeTally:
    """Numbers of notices; the keys None and "" stand for what is not known."""

    total: int
    by_year: dict[int | None, YearCount]
    by_level: dict[str, int]
    by_type: dict[str, int]


@dataclass(frozen=True, slots=True)
class CaseTally:
    """Numbers of inspections; by_stage_count by how many different stages have a notice."""

    total: int
    by_year: dict[int | None, int]
    by_level: dict[str, int]
    by_type: dict[str, int]
    by_stage: dict[str, int]
    by_stage_count: dict[int, int]


@dataclass(frozen=True, slots=True)
class GroupTally:
    """A group with the numbers of its notices and inspections."""

    group: InspectionGroup
    notices: int
    cases: int


@dataclass(frozen=True, slots=True)
class Days:
    """Days from entry to feedback of the inspections of which both dates are known in full, sorted."""

    days: Sequence[int]
    contradictory: int  # feedback before entry: one of the dates is wrong

    @property
    def median(self) -> float | None:
        return median(self.days) if self.days else None


def tally_notices() -> NoticeTally:
    published = Notice.objects.published().order_by()
    by_year = count_years(published)
    names = {f"type_{index}": name for index, name in enumerate(InspectionType.values)}
    types = published.aggregate(
        none=Count("pk", filter=Q(types="[]")),
        **{alias: Count("pk", filter=has_word("types", name)) for alias, name in names.items()},
    )
    return NoticeTally(
        total=sum(count.total for count in by_year.values()),
        by_year=by_year,
        by_level=dict(published.values_list("level").annotate(n=Count("pk"))),
        by_type={name: types[alias] for alias, name in names.items()} | {"": types["none"]},
    )


def tally_cases(years: Sequence[int]) -> CaseTally:
    """In one query; years are those of the notices, among which every inspection has its own."""
    types = {f"type_{index}": InspectionType(name) for index, name in enumerate(InspectionType.values)}
    stages = {f"stage_{name}": name for name in Stage.values}
    cases = (
        told_mentions()
        .values("case")
        .annotate(
            first_year=Min("notice__year"),
            case_level=Max("notice__level"),
            stages=Count("stage", distinct=True, filter=~Q(stage="")),
            **{f"has_{alias}": Count("pk", filter=is_of_type(kind)) for alias, kind in types.items()},
            **{f"has_{alias}": Count("pk", filter=Q(stage=name)) for alias, name in stages.items()},
        )
    )
    untyped = Q(**{f"has_{alias}": 0 for alias in types})
    found = cases.aggregate(
        total=Count("case"),
        year_none=Count("case", filter=Q(first_year__isnull=True)),
        type_none=Count("case", filter=untyped),
        **{f"year_{year}": Count("case", filter=Q(first_year=year)) for year in years},
        **{f"level_{level}": Count("case", filter=Q(case_level=level)) for level in ["", *Level.values]},
        **{f"stages_{n}": Count("case", filter=Q(stages=n)) for n in _STAGE_COUNTS},
        **{alias: Count("case", filter=Q(**{f"has_{alias}__gt": 0})) for alias in [*types, *stages]},
    )
    return CaseTally(
        total=found["total"],
        by_year={year: found[f"year_{year}"] for year in years} | {None: found["year_none"]},
        by_level={level: found[f"level_{level}"] for level in [*Level.values, ""]},
        by_type={kind.value: found[alias] for alias, kind in types.items()} | {"": found["type_none"]},
        by_stage={name: found[alias] for alias, name in stages.items()},
        by_stage_count={n: found[f"stages_{n}"] for n in _STAGE_COUNTS},
    )


def count_cases() -> int:
    """How many inspections published notices tell of."""
    return told_mentions().values("case").distinct().count()


def count_units() -> int:
    return told_mentions().filter(unit__isnull=False).values("unit").distinct().count()


def busiest_groups(most: int | None = None) -> list[GroupTally]:
    """Groups of identified authorities, those with most inspections first; most of them, else all."""
    group = "inspection__group"
    identified = Q(**{f"{group}__authority__level": Level.CENTRAL}) | Q(**{f"{group}__authority__place__isnull": False})
    rows = (
        told_mentions()
        .filter(identified)
        .values(group, sort_key=F(f"{group}__authority__sort_key"), ordinal=F(f"{group}__ordinal"))
        .annotate(notices=Count("notice", distinct=True), cases=Count("case", distinct=True))
        .order_by("-cases", "-notices", "sort_key", F("ordinal").asc(nulls_last=True), group)[:most]
    )
    found = list(rows)
    groups = InspectionGroup.objects.select_related("authority__place").order_by()
    by_key = {one.pk: one for one in (groups if most is None else groups.filter(pk__in=[row[group] for row in found]))}
    return [GroupTally(by_key[row[group]], row["notices"], row["cases"]) for row in found]


def days_to_feedback() -> Days:
    """Entry is the first day that a notice gives for the inspection's start, else for its opening meeting."""
    start, meeting = Q(start__gte=_FIRST_YEAR_KEY, start_day__gt=0), Q(met__gte=_FIRST_YEAR_KEY, met_day__gt=0)
    # The meeting of an overview is its round's.
    opening = meeting & Q(stage__in=[Stage.MOBILIZATION, Stage.ENTRY]) & ~Q(notice__kind=Kind.ROUND_OVERVIEW)
    pairs = (
        told_mentions()
        .annotate(
            start=Cast(Coalesce("period_start", "notice__period_start"), IntegerField()),
            met=Cast(Coalesce("meeting_date", "notice__meeting_date"), IntegerField()),
        )
        .annotate(start_day=F("start") % 100, met_day=F("met") % 100)
        .values("case")
        .annotate(
            entry=Coalesce(Min("start", filter=start), Min("met", filter=opening)),
            feedback=Min("met", filter=meeting & Q(stage=Stage.FEEDBACK)),
        )
        .filter(entry__isnull=False, feedback__isnull=False)
        .values_list(F("entry"), F("feedback"))
    )
    days = sorted((_day(feedback) - _day(entry)).days for entry, feedback in pairs)
    known = [number for number in days if number >= 0]
    return Days(known, len(days) - len(known))


def _day(key: int) -> datetime.date:
    return datetime.date(key // 10_000, key // 100 % 100, key % 100)
