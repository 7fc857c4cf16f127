"""What lists are narrowed by in a form: the level and the place of the authority that sends groups; a place alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from archive.chips import Choice, is_source_of
from archive.filters import FACETS, UNKNOWN, lies_in, read_filters
from archive.models import Level, Notice, Place
from archive.wording import spoken_level

_FIELDS = ("level", "place")


@dataclass(frozen=True, slots=True)
class Senders:
    """Values of facets; empty where any will do."""

    level: str = ""
    place: str = ""

    @property
    def condition(self) -> Q:
        """On what has an authority."""
        condition = Q()
        if self.level:
            condition &= Q(authority__level="" if self.level == UNKNOWN else self.level)
        if self.place == UNKNOWN:
            condition &= Q(authority__place__isnull=True) & ~Q(authority__level=Level.CENTRAL)
        elif self.place:
            condition &= lies_in("authority__place", self.place)
        return condition

    @property
    def choices(self) -> list[Choice]:
        """What was chosen, for the chips."""
        chosen = [(name, value) for name in _FIELDS if (value := getattr(self, name))]
        return [
            Choice(name, str(FACETS[name].label), _label_of(name, value), is_source_of(value, name))
            for name, value in chosen
        ]

    def context(self) -> dict[str, Any]:
        """What the fields of the form ask for."""
        return {"chosen": self, "levels": offered_levels(), "places": offered_places(self.place)}


def _label_of(name: str, value: str) -> str:
    """As the form offers it: 市级."""
    return (spoken_level(value) if name == "level" else "") or FACETS[name].label_of(value)


def read_senders(query: QueryDict, problems: list[str], fields: Sequence[str] = _FIELDS) -> Senders:
    """The last value of each that the address gives; adds a sentence for each value that makes no sense."""
    filters, wrong = read_filters({name: query.getlist(name)[-1:] for name in fields})
    problems += wrong
    return Senders(**{name: values[0] for name, values in filters.chosen.items()})


def read_place(query: QueryDict, problems: list[str]) -> Senders:
    """The place alone, for lists of what is not sent by anybody: units, people, notices of a year."""
    return read_senders(query, problems, ("place",))


def offered_levels() -> list[tuple[str, str]]:
    return [(level.value, spoken_level(level)) for level in Level]


def offered_places(chosen: str) -> list[tuple[str, str]]:
    """The provinces that published notices are of, and what lies in the chosen one."""
    province = chosen.partition("-")[0]
    codes: dict[str, None] = {}
    is_told = Exists(Notice.objects.published().filter(places=OuterRef("pk")))
    for place in Place.objects.filter(is_told).order_by("sort_key", "pk"):
        codes |= dict.fromkeys(place.codes if place.province == province else place.codes[:1])
    offered = codes if not chosen or chosen in codes else {chosen: None, **codes}
    return [(code, FACETS["place"].label_of(code)) for code in offered]
