"""A notice's values as a reader sees them, by field: to show what parsing again would change."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch

from archive.ingest.fields import CONTACT_FIELDS, GROUP_ROLES, NOTICE_ROLES, VALUE_FIELDS
from archive.models import Mention, Notice

Snapshot = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after; an empty tuple is an absent value."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def take_snapshot(notice: Notice) -> Snapshot:
    """Every parsed field of the notice, read afresh from the database."""
    notice = (
        Notice.objects.select_related("authority__place")
        .prefetch_related(
            "appearances",
            "contacts",
            Prefetch("mentions", Mention.objects.with_cases()),
            "mentions__inspection__unit__aliases",
            "mentions__appearances",
            "mentions__contacts",
        )
        .get(pk=notice.pk)
    )
    snapshot: Snapshot = {"year": _words(notice.year, notice.year_basis)}
    for said, (stored, _) in VALUE_FIELDS.items():
        value = getattr(notice, stored)
        snapshot[said] = tuple(value) if isinstance(value, list) else _words(value)
    snapshot["authority"] = _words(notice.authority and notice.authority.full_name)
    snapshot["inspections"] = tuple(_case(mention) for mention in notice.mentions.all())
    snapshot["aliases"] = tuple(dict.fromkeys(name for mention in notice.mentions.all() for name in _aliases(mention)))
    for said, role in {**GROUP_ROLES, **NOTICE_ROLES}.items():
        snapshot[said] = tuple(row.name for row in notice.appearances.all() if row.role == role)
    for said, kind in CONTACT_FIELDS.items():
        snapshot[said] = tuple(row.value for row in notice.contacts.all() if row.kind == kind)
    return snapshot


def _case(mention: Mention) -> str:
    """The case with what the notice says of it, people and contacts among it."""
    said = [
        mention.get_stage_display() if mention.stage else "",
        *mention.types,
        *map(str, mention.appearances.all()),
        *map(str, mention.contacts.all()),
    ]
    details = "，".join(word for word in said if word)
    return f"{mention.inspection}（{details}）" if details else str(mention.inspection)


def _aliases(mention: Mention) -> Iterator[str]:
    unit = mention.inspection.unit
    if unit is not None:
        yield from (f"{unit.name}（{alias.name}）" for alias in unit.aliases.all())


def _words(*values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in values if value not in (None, ""))


def compare(before: Snapshot, after: Snapshot) -> list[Change]:
    return [Change(name, before[name], after[name]) for name in before if before[name] != after[name]]
