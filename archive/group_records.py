"""What the list says of groups: how many notices tell of each, the last year of these, one of its units."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Max, Min

from archive.models import InspectionGroup, Mention, Status
from archive.year_counts import MENTIONED_IN_INFERRED_YEAR


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """unit: the name of one that it inspected, to tell it from groups of the same name elsewhere; empty for none."""

    group: InspectionGroup
    notices: int
    last_year: int | None
    last_year_is_inferred: bool
    unit: str


def records_of(groups: Collection[InspectionGroup]) -> list[GroupRecord]:
    """In the order of the groups, in one query however many they are."""
    told = Mention.objects.filter(inspection__group__in=[group.pk for group in groups])
    rows = (
        told.filter(notice__status=Status.PUBLISHED)
        .order_by()
        .values("inspection__group")
        .annotate(
            notices=Count("notice", distinct=True),
            last_year=Max("notice__year"),
            last_read=Max("notice__year", filter=~MENTIONED_IN_INFERRED_YEAR),
            unit=Min("inspection__unit__name"),
        )
    )
    said = {row["inspection__group"]: row for row in rows}
    return [
        GroupRecord(group, row["notices"], row["last_year"], row["last_read"] != row["last_year"], row["unit"] or "")
        for group in groups
        if (row := said.get(group.pk))
    ]
