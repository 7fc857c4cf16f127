"""What pages of units say of inspections that may be one: the number that the list has to which they lead."""

from typing import Any

from django.db.models import QuerySet

from archive.case_facets import PERHAPS_ONE, perhaps_query
from archive.case_list import listed_cases
from archive.filters import Filters
from archive.models import CaseListing, InspectedUnit
from archive.named_in import stands_under
from archive.perhaps_one import pairs_among


def perhaps_led_to(**narrowed: str) -> dict[str, Any]:
    """For the template, where facets of the list say what the page shows; empty values narrow nothing."""
    chosen = {name: (value,) for name, value in narrowed.items() if value}
    cases = listed_cases(Filters({**chosen, "perhaps": (PERHAPS_ONE,)}))
    return {"perhaps_one": pairs_among(cases.values("pk")).count(), "perhaps_query": perhaps_query(**narrowed)}


def perhaps_among(units: QuerySet[InspectedUnit]) -> dict[str, Any]:
    """For the template, where no list is of these units alone: without a link."""
    cases = CaseListing.objects.order_by().filter(stands_under("unit", units.order_by().values("pk")))
    return {"perhaps_one": pairs_among(cases.values("pk")).count(), "perhaps_query": ""}
