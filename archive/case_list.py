"""The inspections that published notices tell of, as a list: what it is narrowed by, its orders, the counts beside.

An inspection is of the year in which it began (archive.keeping.case_years), and of every type that any of its notices
gives, as in the statistics.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce
from django.http import QueryDict

from archive.case_facets import EVERY_FACET, LED_TO, PERHAPS_ONE
from archive.facet_counts import Combination, combination, count_combinations
from archive.facet_options import FacetOptions, facet_options
from archive.filters import UNKNOWN, Filters, read_filters
from archive.models import CaseListing, Inspection, Mention, Status
from archive.models.fields import has_word
from archive.named_in import stands_under
from archive.perhaps_one import is_in_question

_TOLD_TOGETHER = ("year", "level", "type")
OFFERED = (*_TOLD_TOGETHER, "perhaps", *LED_TO)  # of archive.case_facets.EVERY_FACET

ListedCases = QuerySet[CaseListing]


def read_case_filters(query: QueryDict) -> tuple[Filters, list[str]]:
    return read_filters(query, {name: EVERY_FACET[name] for name in OFFERED})


def listed_cases(filters: Filters, *, skip: str = "") -> ListedCases:
    """In no order; skip leaves one facet out."""
    cases = CaseListing.objects.counted()
    for facet, values in filters.chosen.items():
        if facet != skip:
            condition = Q()
            for value in values:
                condition |= _CONDITIONS[facet](value)
            cases = cases.filter(condition)
    return cases


def in_order(cases: ListedCases, order: str) -> ListedCases:
    """What has no date comes last."""
    keys: list[OrderBy | str] = [F("first_date").desc(nulls_last=True), "-pk"]
    if order == "oldest":
        keys = [F("first_date").asc(nulls_last=True), "pk"]
    elif order == "most":
        keys.insert(0, "-notice_count")
    return cases.order_by(*keys)


def count_case_facets(filters: Filters) -> list[FacetOptions]:
    """Exact counts, each facet's under the choices of the others: a query for what most are counted by, and one each
    for the cases in question and for every other facet of which something is chosen.
    """
    narrowed = Filters({name: values for name, values in filters.chosen.items() if name not in _TOLD_TOGETHER})
    combinations = combinations_of(listed_cases(narrowed))
    options = []
    for name in OFFERED:
        if name in _TOLD_TOGETHER:
            counts, inferred = count_combinations(name, combinations, filters)
            options.append(facet_options(name, counts, filters, inferred if name == "year" else None, EVERY_FACET))
        else:
            offered = [PERHAPS_ONE] if name == "perhaps" else filters.chosen.get(name, ())
            others = listed_cases(filters, skip=name) if offered else CaseListing.objects.none()
            told = {value: others.filter(_CONDITIONS[name](value)).count() for value in offered}
            options.append(facet_options(name, told, filters, None, EVERY_FACET))
    return options


def combinations_of(cases: ListedCases) -> list[Combination]:
    """In one query: some hundreds, however many cases there are."""
    # Nothing is asked of a row that its index does not hold.
    inferred = Count("year_is_inferred", filter=Q(year_is_inferred=True))
    rows = cases.values_list("year", "level", "types").annotate(n=Count("*"), inferred=inferred)
    return [combination(n, inferred, year=year, level=level, types=types) for year, level, types, n, inferred in rows]


def _led_to(condition: Callable[[str], Q]) -> Callable[[str], Q]:
    """The condition that of some row of the case, of which a published notice tells, it is so."""

    def of_cases(value: str) -> Q:
        told = Mention.objects.filter(inspection=OuterRef("pk"), notice__status=Status.PUBLISHED).order_by()
        rows = Inspection.objects.filter(condition(value), Exists(told)).order_by()
        return Q(pk__in=rows.values_list(Coalesce("joined_to_id", "pk")))

    return of_cases


# On rows of CaseListing.
_CONDITIONS: Mapping[str, Callable[[str], Any]] = {
    "year": lambda value: Q(year__isnull=True) if value == UNKNOWN else Q(year=int(value)),
    "level": lambda value: Q(level="" if value == UNKNOWN else value),
    "type": lambda value: Q(types="[]") if value == UNKNOWN else has_word("types", value),
    "perhaps": lambda _value: is_in_question(),
    **{name: _led_to(condition) for name, condition in LED_TO.items()},
    "round": lambda value: stands_under("round", [int(value)]),
}
