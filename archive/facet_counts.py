"""How many published notices each value of each facet would show: exact, in a fixed number of queries.

What a notice has one of (year, level, kind, its set of types) is counted by all of these at once: there are few
combinations, and from their counts follow those of every facet under whatever is chosen of the others. Of what it may
have several (places, groups, units) archive.keeping keeps a row for each.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Window

from archive.facet_options import LISTED, FacetOptions, facet_options
from archive.filters import FACETS, UNKNOWN, Filters
from archive.models import InspectionType, Notice, NoticeListing, place_code
from archive.models.notice import NoticeQuerySet
from archive.year_counts import IS_OF_INFERRED_YEAR

_MOST = LISTED + 1  # what is listed may leave out one of the most frequent, the unknown
TOLD_TOGETHER = ("year", "level", "type", "kind")


@dataclass(frozen=True, slots=True)
class Combination:
    """Notices, or inspections, that are alike in all of these; values as facets have them."""

    values: dict[str, tuple[str, ...]]
    count: int
    inferred: int  # of them those whose year is

    def is_chosen(self, filters: Filters, *, skip: str = "") -> bool:
        """Whether they are among what the facets that they are told by let through."""
        return all(
            facet == skip or facet not in self.values or not set(self.values[facet]).isdisjoint(chosen)
            for facet, chosen in filters.chosen.items()
        )


def combination(
    count: int, inferred: int, *, year: int | None, level: str, types: Iterable[str], **others: str
) -> Combination:
    """From values as the database has them."""
    values = {
        "year": (str(year or UNKNOWN),),
        "level": (level or UNKNOWN,),
        "type": tuple(name for name in types if name in InspectionType.values) or (UNKNOWN,),
        **{name: (value,) for name, value in others.items()},
    }
    return Combination(values, count, inferred)


def combinations_of(notices: NoticeQuerySet) -> list[Combination]:
    """In one query: some thousands at most, however many notices there are."""
    alike = notices.order_by().values_list("year", "level", "kind", "types")
    rows = alike.annotate(n=Count("pk"), inferred=Count("pk", filter=IS_OF_INFERRED_YEAR))
    return [
        combination(n, inferred, year=year, level=level, types=types, kind=kind)
        for year, level, kind, types, n, inferred in rows
    ]


def count_combinations(
    facet: str, combinations: Iterable[Combination], filters: Filters
) -> tuple[Counter[str], Counter[str]]:
    """By value under the choices of the other facets: how many, and how many of these by an inferred year alone."""
    counts, inferred = Counter[str](), Counter[str]()
    for one in combinations:
        if one.is_chosen(filters, skip=facet):
            for value in one.values[facet]:
                counts[value] += one.count
                inferred[value] += one.inferred
    return counts, inferred


def count_facets(filters: Filters, among: NoticeQuerySet | None = None) -> list[FacetOptions]:
    """Options of every facet, each under the other facets' choices. among: published notices; left out, all of them."""
    narrowed = Filters({name: values for name, values in filters.chosen.items() if name not in TOLD_TOGETHER})
    combinations = combinations_of(narrowed.apply(Notice.objects.published() if among is None else among))
    options = []
    for name in FACETS:
        if name in TOLD_TOGETHER:
            counts, inferred = count_combinations(name, combinations, filters)
            options.append(facet_options(name, counts, filters, inferred if name == "year" else None))
        else:
            counted, uncounted = _count_listed(name, filters, among)
            options.append(facet_options(name, counted, filters, uncounted=uncounted))
    return options


def _count_listed(facet: str, filters: Filters, among: NoticeQuerySet | None) -> tuple[dict[str, int], int]:
    """By value, and how many values there are beside these: of units the most frequent are counted and what is chosen.
    What is chosen by another name is asked for by itself.
    """
    listings = NoticeListing.objects.filter(facet=facet).order_by()
    chosen = filters.chosen.get(facet, ())
    others = Filters({name: values for name, values in filters.chosen.items() if name != facet})
    notices = others.apply(Notice.objects.published() if among is None else among).order_by()
    if others or among is not None:
        listings = listings.filter(notice__in=notices.values("pk"))
    grouped = listings.values_list("value").annotate(n=Count("pk"))
    counts, uncounted = _count_units(grouped, chosen) if facet == "unit" else (dict(grouped), 0)
    unlisted = [value for value in chosen if value not in counts]
    counts |= {value: notices.filter(FACETS[facet].condition(value)).count() for value in unlisted}
    return counts, uncounted


def _count_units(grouped: QuerySet[Any, Any], chosen: Collection[str]) -> tuple[dict[str, int], int]:
    """The most frequent and what is chosen; and how many there are beside these, told by the same query."""
    most = [*grouped.annotate(values=Window(Count("value"))).order_by("-n", "value")[:_MOST]]
    counts = {value: n for value, n, _values in most}
    values = most[0][2] if most else 0
    rarer = [value for value in chosen if value not in counts]
    if rarer and values > len(counts):
        counts |= dict(grouped.filter(value__in=rarer))
    return counts, values - len(counts)


def count_places(province: str = "") -> dict[str, int]:
    """Published notices by the code of the place, with all that lies in it; of all places or a province's."""
    listings = NoticeListing.objects.filter(facet=NoticeListing.Facet.PLACE).exclude(value=UNKNOWN).order_by()
    if province:
        listings = listings.filter(Q(value=province) | Q(value__startswith=f"{place_code(province)}-"))
    return dict(listings.values_list("value").annotate(n=Count("pk")))
