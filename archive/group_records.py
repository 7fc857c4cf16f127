"""What the list says of groups: how many notices tell of each, the last year of these, one of its units."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from archive.models import InspectionGroup, Mention, Status
from archive.year_counts import MENTIONED_IN_INFERRED_YEAR


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """unit: the name of one that it inspected, to tell it from groups of the same name elsewhere; empty for none.

    A group of which it is known who sent it needs none.
    """

    group: InspectionGroup
    notices: int
    last_year: int | None
    last_year_is_inferred: bool
    unit: str


def records_of(groups: Collection[InspectionGroup]) -> list[GroupRecord]:
    """In the order of the groups, in two queries however many they are."""
    rows = _told_of(groups).annotate(
        notices=Count("notice", distinct=True),
        last_year=Max("notice__year"),
        last_read=Max("notice__year", filter=~MENTIONED_IN_INFERRED_YEAR),
    )
    said = {row["inspection__group"]: row for row in rows}
    unknown = [group for group in groups if not group.authority.is_identified]
    units = dict(_told_of(unknown).values_list("inspection__group", Min("inspection__unit__name")))
    return [
        GroupRecord(
            group,
            row["notices"],
            row["last_year"],
            row["last_read"] != row["last_year"],
            units.get(group.pk) or "",
        )
        for group in groups
        if (row := said.get(group.pk))
    ]


def _told_of(groups: Collection[InspectionGroup]) -> QuerySet[Any]:
    """The mentions that published notices make of each group."""
    told = Mention.objects.filter(inspection__group__in=[group.pk for group in groups])
    return told.filter(notice__status=Status.PUBLISHED).order_by().values("inspection__group")
