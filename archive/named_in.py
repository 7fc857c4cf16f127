"""Under which units and rounds inspections stand: under each that one of their rows names.

Rows that editors joined may name a unit by two names, and two rounds of which nobody knows that they are one. What is
kept of such an inspection (CaseListing) has the unit and the round of the fullest row, by which it is counted once; it
is found under the others as well. There are few of these: they are looked up among the rows that were joined.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from archive.models import CaseListing, InspectedUnit, Inspection, Mention, Status


def rows_named_otherwise(part: str) -> QuerySet[Inspection]:
    """Joined rows of which a published notice tells, with a unit or a round (part) that the listing does not have."""
    told = Mention.objects.filter(inspection=OuterRef("pk"), notice__status=Status.PUBLISHED).order_by()
    named = Inspection.objects.filter(joined_to__isnull=False, **{f"{part}__isnull": False}).order_by()
    return named.exclude(**{part: F(f"joined_to__listing__{part}")}).filter(Exists(told))


def stands_under(part: str, keys: "Iterable[int] | QuerySet[Any]") -> Q:
    """The condition on rows of CaseListing that a case names one of the units or rounds: keys, or a query of them."""
    otherwise = rows_named_otherwise(part).filter(**{f"{part}__in": keys})
    return Q(**{f"{part}__in": keys}) | Q(pk__in=otherwise.values("joined_to"))


def named_by(part: str, cases: QuerySet[CaseListing]) -> QuerySet[Any]:
    """The keys of all units or rounds that the cases name, each once."""
    kept = cases.order_by().filter(**{f"{part}__isnull": False}).values_list(part)
    otherwise = rows_named_otherwise(part).filter(joined_to__in=cases.order_by().values("pk"))
    return kept.union(otherwise.values_list(part))


def names_of_units(cases: QuerySet[CaseListing]) -> Q:
    """The condition on units that one of the cases names them, asked of each unit by itself."""
    own = cases.order_by().filter(unit=OuterRef("pk"))
    otherwise = rows_named_otherwise("unit").filter(unit=OuterRef("pk"), joined_to__in=cases.order_by().values("pk"))
    return Q(Exists(own)) | Q(Exists(otherwise))


def told_units() -> QuerySet[InspectedUnit]:
    """All units that published notices tell of, in no order."""
    return InspectedUnit.objects.filter(pk__in=named_by("unit", CaseListing.objects.all())).order_by()
