"""What published notices tell of cases, ready to be counted: cases that editors joined are one."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from archive.models import InspectionType, Kind, Mention, Status
from archive.models.fields import has_word

ToldMentions = QuerySet[Any]  # of Mention, with case, unit and round, of which no type checker knows


def is_of_type(kind: InspectionType) -> Q:
    """The condition on mentions; one without types of its own has those of its notice."""
    return has_word("types", kind) | (Q(types="[]") & has_word("notice__types", kind))


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
