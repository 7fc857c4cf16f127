"""A notice's values as a reader sees them, by field: to show what parsing again would change."""

from dataclasses import dataclass

from archive.ingest.saving import CONTACT_FIELDS, GROUP_ROLES, NOTICE_ROLES, VALUE_FIELDS
from archive.models import Notice

Snapshot = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after; an empty tuple is an absent value."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def take_snapshot(notice: Notice) -> Snapshot:
    """Every parsed field of the notice, read afresh from the database."""
    notice = Notice.objects.select_related("authority__place").get(pk=notice.pk)
    snapshot: Snapshot = {"year": _words(notice.year, notice.year_basis)}
    for said, (stored, _) in VALUE_FIELDS.items():
        value = getattr(notice, stored)
        snapshot[said] = tuple(value) if isinstance(value, list) else _words(value)
    snapshot["authority"] = _words(notice.authority and notice.authority.full_name)
    snapshot["inspections"] = tuple(str(mention.inspection) for mention in notice.mentions.all())
    for said, role in {**GROUP_ROLES, **NOTICE_ROLES}.items():
        snapshot[said] = tuple(row.name for row in notice.appearances.all() if row.role == role)
    for said, kind in CONTACT_FIELDS.items():
        snapshot[said] = tuple(row.value for row in notice.contacts.all() if row.kind == kind)
    return snapshot


def _words(*values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in values if value not in (None, ""))


def compare(before: Snapshot, after: Snapshot) -> list[Change]:
    return [Change(name, before[name], after[name]) for name in before if before[name] != after[name]]
