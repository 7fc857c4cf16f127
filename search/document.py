"""Notice -> Entry: everything that an index holds of a notice, whatever the engine."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import translation

from archive.filters import facet_values
from archive.models import Appearance, ContactKind, InspectionGroup, Mention, Notice, TextVersion
from search.facts import Facts, facts_of

ENTRY_VERSION = 9  # raise when the same notice would give another entry

# Where a match may stand, and what it counts there: what a notice is about weighs more than what it mentions.
ZONES: dict[str, float] = {
    "title": 4.0,
    "units": 3.5,
    "groups": 3.0,
    "people": 3.0,
    "details": 1.5,
    "body": 1.0,
}

# Fields that a query may name beside the zones. They are sought as text and weigh nothing.
NAMES = ("head", "deputy", "host", "speaker", "phone", "email", "mailbox", "place", "authority", "publisher")

# Values of one zone are kept apart by a character that no query can hold: nothing matches across two names.
SEPARATOR = "\x00"

# Ways to be reached, by what a query's fields call them.
_FIELD_OF_CONTACT: dict[str, str] = {
    ContactKind.PHONE: "phone",
    ContactKind.SMS: "phone",
    ContactKind.EMAIL: "email",
    ContactKind.MAILBOX: "mailbox",
    ContactKind.POSTCODE: "mailbox",
    ContactKind.ADDRESS: "mailbox",
}
# What parts a number's digits: 0755-88106327 is found by 075588106327 too.
_NOT_DIGITS = re.compile(r"[^0-9]+")

_CHUNK = 200  # notices fetched at a time


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index holds of one notice: texts to search, values to filter, count and sort by."""

    pk: int
    zones: Mapping[str, str]
    names: Mapping[str, str]  # what fields of a query hold, by the names in NAMES
    facets: Mapping[str, tuple[str, ...]]  # what the notice is counted under
    accepts: Mapping[str, tuple[str, ...]]  # those and other names: of a group, and aliases of a unit
    facts: Facts  # what queries claim is held against these
    stated: tuple[tuple[str, str], ...]  # field and value of what is known beside title and text
    sort_key: int | None
    year_is_inferred: bool
    added_at: datetime

    @property
    def fingerprint(self) -> str:
        """Differs as soon as anything in the entry differs."""
        content = [ENTRY_VERSION, self.pk, self.zones, self.names, self.facets, self.accepts, self.facts]
        content += [self.stated, self.sort_key, self.year_is_inferred, self.added_at.timestamp()]
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
            Prefetch("appearances", queryset=Appearance.objects.select_related("person")),
            Prefetch(
                "mentions",
                queryset=Mention.objects.select_related(
                    "inspection__group__authority__place", "inspection__round__authority", "inspection__unit"
                ),
            ),
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
    stated = tuple(dict.fromkeys((field, value) for field, value in _stated(notice) if value))
    facets = facet_values(notice)
    return Entry(
        pk=notice.pk,
        zones={zone: text for zone, text in _zones(notice, mentions).items() if text},
        names={name: text for name, text in _names(notice, stated).items() if text},
        facets=facets,
        facts=facts_of(notice),
        stated=stated,
        accepts={**facets, "group": _group_values(facets, mentions), "unit": _unit_values(facets, mentions)},
        sort_key=notice.sort_date.sort_key() if notice.sort_date else None,
        year_is_inferred=notice.year_is_inferred,
        added_at=notice.added_at,
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
                *_bare_numbers(notice),
                *notice.types,
                notice.publisher,
                f"{notice.year}年" if notice.year else "",
            ]
        ),
        "body": version.text if version else "",
    }


def _names(notice: Notice, stated: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Everything that a field of a query may ask for by name."""
    names = {field: _join(value for key, value in stated if key == field) for field in NAMES}
    return names | {"phone": _join([names["phone"], *_bare_numbers(notice)])}


def _bare_numbers(notice: Notice) -> Iterator[str]:
    """Phone numbers without what parts their digits."""
    for contact in notice.contacts.all():
        if _FIELD_OF_CONTACT[contact.kind] == "phone":
            yield _NOT_DIGITS.sub("", contact.value)


def _stated(notice: Notice) -> Iterator[tuple[str, str]]:
    """Everything that a notice is found by beside its title and text, each with its field of the query language."""
    for mention in notice.mentions.all():
        case = mention.inspection
        if case.group:
            yield "group", case.group.full_name
        if case.unit:
            yield "unit", case.unit.name
            yield from (("unit", alias.name) for alias in case.unit.aliases.all())
        if case.round:
            yield "round", str(case.round)
    for person in notice.appearances.all():
        yield person.role, person.name
        yield person.role, person.person.name
    yield "round", notice.round_label
    if notice.round:
        yield "round", str(notice.round)
    if notice.year:
        yield "year", f"{notice.year}年"
    yield from (("type", name) for name in notice.types)
    yield from (("place", str(place)) for place in notice.places.all())
    if notice.authority:
        yield "authority", notice.authority.full_name
    yield from ((_FIELD_OF_CONTACT[contact.kind], contact.value) for contact in notice.contacts.all())
    yield "publisher", notice.publisher


def _join(values: Iterable[str]) -> str:
    return SEPARATOR.join(value for value in dict.fromkeys(values) if value)


def _group_values(facets: Mapping[str, tuple[str, ...]], mentions: list[Mention]) -> tuple[str, ...]:
    names = {name for m in mentions if m.inspection.group for name in _group_names(m.inspection.group)}
    return (*facets["group"], *sorted(names))


def _unit_values(facets: Mapping[str, tuple[str, ...]], mentions: list[Mention]) -> tuple[str, ...]:
    units = [mention.inspection.unit for mention in mentions if mention.inspection.unit]
    return (*facets["unit"], *sorted({alias.name for unit in units for alias in unit.aliases.all()}))


def _group_names(group: InspectionGroup) -> tuple[str, ...]:
    """市委第三巡察组, 洛阳市委第三巡察组, and 洛阳市委 + 第三巡察组: the names that filters accept for a group."""
    numbered = group.name[group.name.find("第") :] if "第" in group.name else group.name
    return (group.name, group.full_name, group.authority.name + numbered)
