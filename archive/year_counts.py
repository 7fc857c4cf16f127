"""How many notices are of each year, and of how many of them the year is inferred: for whatever totals by year."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from archive.models import Notice, YearBasis

IS_OF_INFERRED_YEAR = Q(year_basis__in=YearBasis.inferred())
MENTIONED_IN_INFERRED_YEAR = Q(notice__year_basis__in=YearBasis.inferred())  # the same, of mentions


@dataclass(frozen=True, slots=True)
class YearCount:
    """Notices of one year; inferred: those among them whose text does not give it."""

    total: int = 0
    inferred: int = 0


def count_years(notices: QuerySet[Notice]) -> dict[int | None, YearCount]:
    """By year, None for what has none, in one query."""
    rows = notices.order_by().values_list("year")
    counted = rows.annotate(n=Count("pk"), inferred=Count("pk", filter=IS_OF_INFERRED_YEAR))
    return {year: YearCount(n, inferred) for year, n, inferred in counted}
