"""How many published notices each value of each facet would show: exact, in a fixed number of queries.

What a notice has one of (year, level, kind, its set of types) is counted by all of these at once: there are few
combinations, and from their counts follow those of every facet under whatever is chosen of the others. Of what it may
have several (places, groups, units) archive.keeping keeps a row for each.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from archive.filters import FACETS, MAX_OPTIONS, UNKNOWN, FacetOptions, Filters, facet_options
from archive.models import InspectionType, Notice, NoticeListing, place_code
from archive.models.notice import NoticeQuerySet
from archive.year_counts import IS_OF_INFERRED_YEAR

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
            options.append(facet_options(name, _count_listed(name, filters, among), filters))
    return options


def _count_listed(facet: str, filters: Filters, among: NoticeQuerySet | None) -> dict[str, int]:
    """Of units the most frequent. What is chosen beside these, by another name too, is asked for by itself."""
    listings = NoticeListing.objects.filter(facet=facet).order_by()
    others = Filters({name: values for name, values in filters.chosen.items() if name != facet})
    notices = others.apply(Notice.objects.published() if among is None else among).order_by()
    if others or among is not None:
        listings = listings.filter(notice__in=notices.values("pk"))
    rows = listings.values_list("value").annotate(n=Count("pk")).order_by("-n", "value")
    counts = dict(rows[: MAX_OPTIONS + 1] if facet == "unit" else rows)
    unlisted = [value for value in filters.chosen.get(facet, ()) if value not in counts]
    return counts | {value: notices.filter(FACETS[facet].condition(value)).count() for value in unlisted}


def count_places(province: str = "") -> dict[str, int]:
    """Published notices by the code of the place, with all that lies in it; of all places or a province's."""
    listings = NoticeListing.objects.filter(facet=NoticeListing.Facet.PLACE).exclude(value=UNKNOWN).order_by()
    if province:
        listings = listings.filter(Q(value=province) | Q(value__startswith=f"{place_code(province)}-"))
    return dict(listings.values_list("value").annotate(n=Count("pk")))
