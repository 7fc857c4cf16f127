"""Notice -> Entry: everything that an index holds of a notice, whatever the engine."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import translation

from archive.filters import facet_values
from archive.models import InspectionGroup, Mention, Notice, TextVersion

ENTRY_VERSION = 2  # raise when the same notice would give another entry

# Where a match may stand, and what it counts there: what a notice is about weighs more than what it mentions.
ZONES: dict[str, float] = {
    "title": 4.0,
    "units": 3.5,
    "groups": 3.0,
    "people": 3.0,
    "details": 1.5,
    "body": 1.0,
}

# Values of one zone are kept apart by a character that no query can hold: nothing matches across two names.
SEPARATOR = "\x00"

_CHUNK = 200  # notices fetched at a time


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index holds of one notice: texts to search, values to filter, count and sort by."""

    pk: int
    zones: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]  # what the notice is counted under
    accepts: Mapping[str, tuple[str, ...]]  # what it is found by: those and a group's names
    sort_key: int | None

    @property
    def fingerprint(self) -> str:
        """Differs as soon as anything in the entry differs."""
        content = [ENTRY_VERSION, self.pk, self.zones, self.facets, self.accepts, self.sort_key]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def latest_versions() -> QuerySet[TextVersion]:
    newer = TextVersion.objects.filter(notice=OuterRef("notice"), number__gt=OuterRef("number"))
    return TextVersion.objects.filter(~Exists(newer))


def published_notices() -> QuerySet[Notice]:
    """Published notices with all that an entry needs, in a fixed number of queries a chunk."""
    return (
        Notice.objects.published()
        .order_by("pk")
        .select_related("authority__place", "round__authority")
        .prefetch_related(
            "places",
            "contacts",
            "appearances__person",
            "mentions__inspection__group__authority__place",
            "mentions__inspection__round__authority",
            "mentions__inspection__unit__aliases",
            Prefetch("versions", queryset=latest_versions()),
        )
    )


def entries(notices: QuerySet[Notice] | None = None) -> Iterator[Entry]:
    """Entries of published_notices(), or of a narrower choice of them."""
    for notice in (published_notices() if notices is None else notices).iterator(chunk_size=_CHUNK):
        yield build_entry(notice)


@translation.override(settings.LANGUAGE_CODE)  # a supplied title must not depend on who saved the notice
def build_entry(notice: Notice) -> Entry:
    mentions = list(notice.mentions.all())
    facets = facet_values(notice)
    return Entry(
        pk=notice.pk,
        zones={zone: text for zone, text in _zones(notice, mentions).items() if text},
        facets=facets,
        accepts={**facets, "group": _group_values(facets, mentions)},
        sort_key=notice.sort_date.sort_key() if notice.sort_date else None,
    )


def _zones(notice: Notice, mentions: list[Mention]) -> dict[str, str]:
    inspections = [mention.inspection for mention in mentions]
    groups = [inspection.group for inspection in inspections if inspection.group]
    units = [inspection.unit for inspection in inspections if inspection.unit]
    rounds = [inspection.round for inspection in inspections if inspection.round]
    appearances = list(notice.appearances.all())
    version = notice.latest_text
    return {
        "title": notice.display_title,
        "groups": _join(name for group in groups for name in (group.name, group.full_name)),
        "units": _join(name for unit in units for name in (unit.name, *(a.name for a in unit.aliases.all()))),
        "people": _join(name for person in appearances for name in (person.name, person.person.name)),
        "details": _join(
            [
                notice.round_label,
                *([str(notice.round)] if notice.round else []),
                *map(str, rounds),
                notice.authority.full_name if notice.authority else "",
                *map(str, notice.places.all()),
                *(contact.value for contact in notice.contacts.all()),
                *notice.types,
                notice.publisher,
            ]
        ),
        "body": version.text if version else "",
    }


def _join(values: Iterable[str]) -> str:
    return SEPARATOR.join(value for value in dict.fromkeys(values) if value)


def _group_values(facets: Mapping[str, tuple[str, ...]], mentions: list[Mention]) -> tuple[str, ...]:
    names = {name for m in mentions if m.inspection.group for name in _group_names(m.inspection.group)}
    return (*facets["group"], *sorted(names))


def _group_names(group: InspectionGroup) -> tuple[str, ...]:
    """市委第三巡察组, 洛阳市委第三巡察组, and 洛阳市委 + 第三巡察组: the names that filters accept for a group."""
    numbered = group.name[group.name.find("第") :] if "第" in group.name else group.name
    return (group.name, group.full_name, group.authority.name + numbered)
