"""The archive in numbers: published notices and the inspections they tell of, each tally in a fixed number of queries.

Inspections that editors joined count once. An inspection is of the year in which it began (archive.keeping.case_years),
and of every type and stage that any of its notices gives.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Count, Q

from archive.facet_counts import combinations_of, count_combinations
from archive.filters import UNKNOWN, Filters
from archive.models import (
    CaseListing,
    InspectionGroup,
    InspectionType,
    Level,
    Mention,
    Notice,
    Stage,
    Status,
    is_identified,
)
from archive.partial_date import PartialDate
from archive.year_counts import YearCount

_FEW_GROUPS = 500  # named one by one in a query
_STAGE_COUNTS = range(len(Stage.values) + 1)


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
    differing: int  # of which notices give several days for the one or the other, which are left out

    @property
    def median(self) -> float | None:
        return median(self.days) if self.days else None


def tally_notices() -> NoticeTally:
    combinations = combinations_of(Notice.objects.published())
    years, inferred = count_combinations("year", combinations, Filters())
    return NoticeTally(
        total=sum(one.count for one in combinations),
        by_year={_year(value): YearCount(n, inferred[value]) for value, n in years.items()},
        by_level=_with_unknown(count_combinations("level", combinations, Filters())[0], []),
        by_type=_with_unknown(count_combinations("type", combinations, Filters())[0], InspectionType.values),
    )


def tally_cases(years: Sequence[int]) -> CaseTally:
    """In one query; years are those of the notices, which stand among those of the inspections."""
    by_year, by_level, by_type, by_stage = Counter[int | None](), Counter[str](), Counter[str](), Counter[str]()
    by_stage_count = Counter[int]()
    rows = CaseListing.objects.counted().values_list("year", "level", "types", "stages").annotate(n=Count("*"))
    for year, level, types, stages, n in rows:
        by_year[year] += n
        by_level[level] += n
        by_stage_count[len(stages)] += n
        by_type.update(dict.fromkeys(types or [""], n))
        by_stage.update(dict.fromkeys(stages, n))
    return CaseTally(
        total=by_year.total(),
        by_year={year: by_year[year] for year in [*sorted({*years, *filter(None, by_year)}), None]},
        by_level={level: by_level[level] for level in [*Level.values, ""]},
        by_type={name: by_type[name] for name in [*InspectionType.values, ""]},
        by_stage={name: by_stage[name] for name in Stage.values},
        by_stage_count={n: by_stage_count[n] for n in _STAGE_COUNTS},
    )


def _year(value: str) -> int | None:
    return None if value == UNKNOWN else int(value)


def _with_unknown(counts: Mapping[str, int], everything: Sequence[str]) -> dict[str, int]:
    """Counts by what the database has for a value: "" where it is not known; everything is there, if only as 0."""
    return {**dict.fromkeys(everything, 0), **{"" if value == UNKNOWN else value: n for value, n in counts.items()}}


def count_cases() -> int:
    """How many inspections published notices tell of."""
    return CaseListing.objects.counted().count()


def count_units() -> int:
    """How many units they are of; one that an inspection names in two ways is one."""
    return CaseListing.objects.filter(unit__isnull=False).order_by().values("unit").distinct().count()


def busiest_groups(most: int | None = None) -> list[GroupTally]:
    """Groups of identified authorities, those with most inspections first; most of them, else all."""
    identified = InspectionGroup.objects.filter(is_identified("authority")).order_by()
    told = CaseListing.objects.counted().filter(group__in=identified.values("pk"))
    cases = dict(told.values_list("group").annotate(n=Count("*")))
    # Only of these is it asked how many notices name them: of all there are that takes long.
    least = min(sorted(cases.values(), reverse=True)[:most], default=0)
    leading = [key for key, n in cases.items() if n >= least]
    groups = identified.select_related("authority__place").order_by().in_bulk(leading)
    among = list(groups) if len(groups) <= _FEW_GROUPS else identified.values("pk")
    named = Mention.objects.filter(inspection__group__in=among).order_by().values_list("inspection__group")
    notices = dict(named.annotate(n=Count("notice", distinct=True, filter=Q(notice__status=Status.PUBLISHED))))
    tallies = [GroupTally(group, notices.get(key, 0), cases[key]) for key, group in groups.items()]
    return sorted(tallies, key=_place_among_groups)[:most]


def _place_among_groups(tally: GroupTally) -> tuple[Any, ...]:
    group = tally.group
    in_order = (group.authority.sort_key, group.ordinal is None, group.ordinal, group.pk)
    return (-tally.cases, -tally.notices, *in_order)


def days_to_feedback() -> Days:
    """Entry is the first day that a notice gives for the inspection's start, else for its opening meeting."""
    dated = CaseListing.objects.counted().filter(entry__isnull=False, feedback__isnull=False)
    spans = list(dated.values_list("entry", "feedback", "days_differ"))
    agreed = [(entry, feedback) for entry, feedback, differ in spans if entry and feedback and not differ]
    days = sorted((_day(feedback) - _day(entry)).days for entry, feedback in agreed)
    known = [number for number in days if number >= 0]
    return Days(known, contradictory=len(days) - len(known), differing=len(spans) - len(agreed))


def _day(date: PartialDate) -> datetime.date:
    """Of a whole date."""
    return datetime.date.fromisoformat(str(date))
