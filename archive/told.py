"""What published notices tell of cases, ready to be counted: cases that editors joined are one."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from archive.models import Inspection, InspectionType, Kind, Mention, Status, shares_types
from archive.models.fields import has_word

# Of mentions: the year of their case, as it is kept for lists; whether no notice writes it.
CASE_YEAR = Coalesce("inspection__joined_to__listing__year", "inspection__listing__year")
CASE_YEAR_IS_INFERRED = Q(inspection__joined_to__listing__year_is_inferred=True) | Q(
    inspection__listing__year_is_inferred=True
)

ToldMentions = QuerySet[Any]  # of Mention, with case, unit and round, of which no type checker knows


def is_of_type(kind: InspectionType) -> Q:
    """The condition on mentions; one without types of its own has those of its notice that hold for all."""
    return has_word("types", kind) | (Q(types="[]") & has_word("notice__types", kind) & shares_types())


IS_LOOK_BACK = is_of_type(InspectionType.LOOK_BACK)
# An overview lists whom a round inspects; it is no notice about this one unit.
IS_LISTING = Q(notice__kind=Kind.ROUND_OVERVIEW)


def told_mentions() -> ToldMentions:
    """Mentions of published notices in no order, each with the case, unit and round (keys) for which it counts.

    Those are the ones of the row that joined cases point to; where that says nothing, the mention's own.
    """
    return (
        Mention.objects.filter(notice__status=Status.PUBLISHED)
        .annotate(
            case=Coalesce("inspection__joined_to_id", "inspection_id"),
            unit=Coalesce("inspection__joined_to__unit_id", "inspection__unit_id"),
            round=Coalesce("inspection__joined_to__round_id", "inspection__round_id"),
        )
        .order_by()
    )


def is_told(rows: QuerySet[Any], link: str) -> Q:
    """The condition on what rows (mentions, appearances) lead to by link: that some row of a published notice does.

    Whatever is named at all is told of, but for what drafts alone name, and drafts are few: asked straight, the notice
    of every row there is would be looked up.
    """
    own = rows.order_by().filter(**{link: OuterRef("pk")})
    drafted = rows.order_by().filter(notice__status=Status.DRAFT, **{f"{link}__isnull": False}).values(link)
    published = own.filter(notice__status=Status.PUBLISHED)
    return Q(Exists(own)) & ~(Q(pk__in=drafted) & ~Q(Exists(published)))


def rows_about(units: "Iterable[int] | QuerySet[Any]") -> QuerySet[Inspection]:
    """The rows of cases of units (keys, or a query of them), and all that is joined to them."""
    own = Inspection.objects.filter(unit__in=units)
    return Inspection.objects.filter(Q(pk__in=own.values("pk")) | Q(joined_to__in=own.values("pk")))


def newest_cases(told: ToldMentions, most: int) -> list[int]:
    """The keys of the newest cases that the mentions are of; what has no year stands last."""
    cases = told.values("case").annotate(year=Min(CASE_YEAR), newest=Max("notice__sort_date"))
    by_year, by_day = F("year").desc(nulls_last=True), F("newest").desc(nulls_last=True)
    return list(cases.order_by(by_year, by_day, "-case").values_list("case", flat=True)[:most])


def told_of_rows(rows: QuerySet[Inspection]) -> ToldMentions:
    """The mentions of a few rows, found from the rows: asked straight, SQLite looks through all published notices."""
    mentions = Mention.objects.filter(inspection__in=rows.order_by().values("pk")).order_by()
    return told_mentions().filter(pk__in=mentions.values("pk"))


def told_of_cases(cases: Iterable[int]) -> ToldMentions:
    """All mentions of the cases (keys), whichever row they are of."""
    keys = list(cases)
    return told_of_rows(Inspection.objects.filter(Q(pk__in=keys) | Q(joined_to__in=keys)))
