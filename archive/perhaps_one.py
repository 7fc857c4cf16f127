"""Inspections that may be one: proposed, and not decided by an editor yet. Until then each counts, and pages say so."""

from collections.abc import Collection
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from archive.models import CaseListing, JoinProposal

_ONE = Coalesce("first__joined_to_id", "first_id")
_OTHER = Coalesce("second__joined_to_id", "second_id")

Pairs = QuerySet[Any]  # of keys of two cases, of which no type checker knows


def pairs_among(cases: QuerySet[Any] | Collection[int]) -> Pairs:
    """Pairs of the cases, which are keys or a query of them."""
    pairs: Pairs = JoinProposal.objects.undecided().annotate(one=_ONE, other=_OTHER)
    among = pairs.filter(one__in=cases, other__in=cases).exclude(one=F("other"))
    return among.order_by("one", "other").values_list("one", "other").distinct()


def is_in_question() -> Q:
    """The condition on rows of CaseListing that it is open whether the case is one with another that readers see."""
    pairs = pairs_among(CaseListing.objects.counted().values("pk")).order_by()
    return Q(pk__in=pairs.values("one")) | Q(pk__in=pairs.values("other"))


def pairs_with(cases: Collection[int]) -> list[tuple[int, int]]:
    """Each of the cases (keys) with others that may be it, in one query; readers may not see all of these."""
    pairs = JoinProposal.objects.undecided().annotate(one=_ONE, other=_OTHER).exclude(one=F("other"))
    among = pairs.filter(Q(one__in=cases) | Q(other__in=cases)).order_by("one", "other")
    both = [
        pair for one, other in among.values_list("one", "other").distinct() for pair in ((one, other), (other, one))
    ]
    return [(one, other) for one, other in both if one in cases]


def perhaps_same_as(case: int) -> list[int]:
    """The keys of the cases that may be this one, in one query; readers may not see all of them."""
    about = Q(first=case) | Q(first__joined_to=case) | Q(second=case) | Q(second__joined_to=case)
    pairs = JoinProposal.objects.undecided().filter(about).values_list(_ONE, _OTHER)
    return sorted({key for pair in pairs for key in pair} - {case})
