"""The inspections that published notices tell of, as a list: what it is narrowed by, its orders, the counts beside.

An inspection is of the year of the first notice that tells of it, and of every type that any of its notices gives,
as in the statistics.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import QueryDict

from archive.case_facets import EVERY_FACET, LED_TO, PERHAPS_ONE
from archive.filters import UNKNOWN, FacetOptions, Filters, facet_options, read_filters
from archive.models import InspectionType, Level, Notice
from archive.perhaps_one import is_in_question
from archive.told import is_of_type, told_mentions
from archive.year_counts import MENTIONED_IN_INFERRED_YEAR

OFFERED = ("year", "level", "type", "perhaps", *LED_TO)  # of archive.case_facets.EVERY_FACET

ListedCases = QuerySet[Any]  # rows of told_mentions() by case, of which no type checker knows

# No notice of the year writes it; on rows of listed_cases() with written_year.
_YEAR_IS_INFERRED = Q(first_year__isnull=False) & (Q(written_year__isnull=True) | ~Q(written_year=F("first_year")))
_TYPE_FLAGS = {name: f"has_type_{index}" for index, name in enumerate(InspectionType.values)}


def _worked_out(facet: str, values: Sequence[str]) -> dict[str, Any]:
    """What the conditions below ask of a case; values: those chosen of the facet."""
    if facet == "year":
        return {"first_year": Min("notice__year")}
    if facet == "level":
        return {"case_level": Max("notice__level")}
    if facet == "perhaps":
        return {"open_pairs": Count("pk", filter=is_in_question())}
    if facet in LED_TO:
        return {_flag(facet, value): Count("pk", filter=LED_TO[facet](value)) for value in values}
    return {flag: Count("pk", filter=is_of_type(InspectionType(name))) for name, flag in _TYPE_FLAGS.items()}


def _flag(facet: str, value: str) -> str:
    """A name that stands for the value in the query, whatever letters it has."""
    return f"is_of_{facet}_{value.encode().hex()}"


def read_case_filters(query: QueryDict) -> tuple[Filters, list[str]]:
    return read_filters(query, {name: EVERY_FACET[name] for name in OFFERED})


def listed_cases(filters: Filters, *, skip: str = "", also: Iterable[str] = ()) -> ListedCases:
    """Rows with case, the key. skip leaves one facet out; also has what the conditions of those facets ask for.

    What nothing asks for is not worked out: at a hundred thousand notices that would be seconds.
    """
    cases: ListedCases = told_mentions().values("case").distinct()
    narrowing = {facet: values for facet, values in filters.chosen.items() if facet != skip}
    for facet in dict.fromkeys([*narrowing, *also]):
        cases = cases.annotate(**_worked_out(facet, filters.chosen.get(facet, ())))
    for facet, values in narrowing.items():
        condition = Q()
        for value in values:
            condition |= _condition(facet, value)
        cases = cases.filter(condition)
    return cases


def in_order(cases: ListedCases, order: str) -> ListedCases:
    """What has no date comes last."""
    listed: ListedCases = cases.annotate(first_date=Min("notice__sort_date"))
    keys: list[OrderBy | str] = [F("first_date").desc(nulls_last=True), "-case"]
    if order == "oldest":
        keys = [F("first_date").asc(nulls_last=True), "case"]
    elif order == "most":
        listed = listed.annotate(notice_count=Count("notice", distinct=True))
        keys.insert(0, "-notice_count")
    return listed.order_by(*keys)


def count_case_facets(filters: Filters) -> list[FacetOptions]:
    """Exact counts, each facet's under the choices of the others.

    One query for all that nothing is chosen of, one for each that something is, and one for the years there are.
    """
    years = Notice.objects.published().filter(year__isnull=False).order_by().values_list("year", flat=True).distinct()
    offered = {
        "year": [*map(str, years), UNKNOWN],
        "level": [*Level.values, UNKNOWN],
        "type": [*InspectionType.values, UNKNOWN],
        "perhaps": [PERHAPS_ONE],
        **{name: list(filters.chosen.get(name, ())) for name in LED_TO},
    }
    unchosen = [name for name in OFFERED if name not in filters.chosen]
    counts = _counts(unchosen, offered, filters)
    for name in filters.chosen:
        counts |= _counts([name], offered, filters, skip=name)
    inferred = {"year": counts["inferred"]}
    return [facet_options(name, counts.get(name, {}), filters, inferred.get(name), EVERY_FACET) for name in OFFERED]


def _counts(
    facets: Sequence[str], offered: Mapping[str, list[str]], filters: Filters, *, skip: str = ""
) -> dict[str, dict[str, int]]:
    """Counts by facet and value, in one pass for all the facets: each pass reads the whole archive.

    With the years goes "inferred": of how many cases each of them is inferred.
    """
    cases = listed_cases(filters, skip=skip, also=facets)
    asked = {(name, value): _condition(name, value) for name in facets for value in offered[name]}
    if "year" in facets:
        asked |= {("inferred", year): _condition("year", year) & _YEAR_IS_INFERRED for year in offered["year"]}
        cases = cases.annotate(written_year=Min("notice__year", filter=~MENTIONED_IN_INFERRED_YEAR))
    found = cases.aggregate(
        **{f"n{index}": Count("case", filter=condition) for index, condition in enumerate(asked.values())}
    )
    counts: dict[str, dict[str, int]] = {}
    for index, (name, value) in enumerate(asked):
        counts.setdefault(name, {})[value] = found[f"n{index}"]
    return counts


def _condition(facet: str, value: str) -> Q:
    """On rows of listed_cases()."""
    if facet == "year":
        return Q(first_year__isnull=True) if value == UNKNOWN else Q(first_year=int(value))
    if facet == "perhaps":
        return Q(open_pairs__gt=0)
    if facet in LED_TO:
        return Q(**{f"{_flag(facet, value)}__gt": 0})
    if facet == "level":
        return Q(case_level="" if value == UNKNOWN else value)
    if value == UNKNOWN:
        return Q(**dict.fromkeys(_TYPE_FLAGS.values(), 0))
    return Q(**{f"{_TYPE_FLAGS[value]}__gt": 0})
