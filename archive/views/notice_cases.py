"""What one notice says of each inspection: who goes where, by group."""

from dataclasses import dataclass, field

from archive.models import (
    Appearance,
    Contact,
    ContactKind,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    Mention,
    Notice,
    Role,
)
from archive.wording import appearances_in_role, verb


@dataclass(slots=True)
class Case:
    """A group (None: not named) with everything that the notice says of it."""

    group: InspectionGroup | None
    units: list[InspectedUnit] = field(default_factory=list)
    inspections: list[Inspection] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    appearances: list[Appearance] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    activity: str = ""

    @property
    def heads(self) -> list[Appearance]:
        return appearances_in_role(self.appearances, Role.HEAD)

    @property
    def deputies(self) -> list[Appearance]:
        return appearances_in_role(self.appearances, Role.DEPUTY)

    @property
    def verb(self) -> str:
        return verb(self.types, self.activity) if self.types else ""

    @property
    def contacts_by_kind(self) -> list[tuple[str, list[Contact]]]:
        """The name of each kind with its contacts, each once, though the group is named with several units."""
        kinds: dict[str, dict[str, Contact]] = {}
        for contact in self.contacts:
            kinds.setdefault(contact.kind, {}).setdefault(contact.value, contact)
        return [(str(kind.label), list(kinds[kind].values())) for kind in ContactKind if kind in kinds]

    def add(self, mention: Mention, appearances: list[Appearance], contacts: list[Contact]) -> None:
        self.inspections.append(mention.inspection)
        if mention.inspection.unit:
            self.units.append(mention.inspection.unit)
        self.types.extend(name for name in mention.types if name not in self.types)
        self.appearances.extend(appearances)
        self.contacts.extend(contacts)


@dataclass(frozen=True, slots=True)
class CaseTable:
    """Rows of cases; a column is drawn only where some row fills it."""

    rows: list[Case]

    @property
    def with_heads(self) -> bool:
        return any(case.heads for case in self.rows)

    @property
    def with_deputies(self) -> bool:
        return any(case.deputies for case in self.rows)

    @property
    def with_types(self) -> bool:
        return any(case.types for case in self.rows)

    @property
    def with_contacts(self) -> bool:
        return any(case.contacts for case in self.rows)


def cases_of(notice: Notice) -> list[Case]:
    """By group, in the order written; units without one by what is done there.

    Asks the database for what is not prefetched.
    """
    appearances: dict[int | None, list[Appearance]] = {}
    for appearance in notice.appearances.all():
        appearances.setdefault(appearance.mention_id, []).append(appearance)
    contacts: dict[int | None, list[Contact]] = {}
    for contact in notice.contacts.all():
        contacts.setdefault(contact.mention_id, []).append(contact)
    cases: dict[object, Case] = {}
    for mention in notice.mentions.all():
        group = mention.inspection.group
        case = cases.setdefault(group.pk if group else tuple(mention.types), Case(group, activity=notice.activity))
        case.add(mention, appearances.get(mention.pk, []), contacts.get(mention.pk, []))
    return list(cases.values())
