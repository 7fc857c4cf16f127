"""Which fact belongs to which group: heads, units, types and contacts handed to the group that they stand with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.parsing.contacts import Contacts
from archive.parsing.folding import fold
from archive.parsing.groups import GroupMention
from archive.parsing.mentions import find_types
from archive.parsing.parsed import ParsedInspection
from archive.parsing.people import Person
from archive.parsing.source import Finding, Source, Span
from archive.parsing.units import UnitFinding

# Clauses, so that 开展常规巡察;…开展延伸巡察 in one sentence tell two types apart.
_CLAUSE = re.compile(r"[^。;\n]+")
_MANY = 60  # how often one unit's name is looked for


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found in the notice, not yet handed out."""

    source: Source
    mentions: tuple[GroupMention, ...]  # every mention of the notice's own groups, in text order
    groups: tuple[GroupMention, ...]  # each group once
    people: tuple[Person, ...]
    units: tuple[UnitFinding, ...]
    types: tuple[str, ...]
    contacts: Contacts
    is_speech: bool


def build_inspections(facts: Facts) -> tuple[ParsedInspection, ...]:
    if not facts.groups:
        return _without_group(facts)
    if len(facts.groups) == 1:
        return (_sole(facts),)
    return tuple(_of_group(facts, group) for group in facts.groups)


def _without_group(facts: Facts) -> tuple[ParsedInspection, ...]:
    """An overview that names no group: its units in parcels of one type each."""
    parcels: dict[tuple[str, ...], list[str]] = {}
    for name in _names(facts):
        types = unit_types(facts, name)
        parcels.setdefault(types, []).append(name)
    if not parcels:
        leaders, deputies = _people(facts.people)
        return (ParsedInspection(None, leaders, deputies, types=facts.types),) if leaders else ()
    return tuple(ParsedInspection(None, units=tuple(names), types=types) for types, names in parcels.items())


def _sole(facts: Facts) -> ParsedInspection:
    leaders, deputies = _people(facts.people)
    units = _names(facts)
    of_meeting = _unique(u.finding.value for u in facts.units if u.finding.rule == "unit-of-meeting")
    if facts.is_speech and of_meeting:
        units = of_meeting  # a speech names the round's other units beside its own
    return ParsedInspection(
        facts.groups[0].name,
        leaders,
        deputies,
        units,
        _unique(kind for unit in units for kind in unit_types(facts, unit)) or (facts.types if not units else ()),
        *(tuple(f.value for f in found) for found in _contact_lists(facts.contacts)),
    )


def _contact_lists(contacts: Contacts) -> tuple[tuple[Finding, ...], ...]:
    return contacts.phones, contacts.sms, contacts.mailboxes, contacts.postcodes, contacts.emails


def _of_group(facts: Facts, group: GroupMention) -> ParsedInspection:
    people = [person for person in facts.people if _owner(facts, person.owner_end, person.order) == group.key]
    leaders, deputies = _people(people)
    names = _names(facts)
    units = tuple(name for name in names if group.key in _unit_owners(facts, name, names))
    contacts = [
        _unique(f.value for f in found if _section(facts, f.start) == group.key)
        for found in _contact_lists(facts.contacts)
    ]
    types = _unique(kind for unit in units for kind in unit_types(facts, unit))
    return ParsedInspection(group.name, leaders, deputies, units, types, *contacts)


def _unique(values: "Iterator[str] | Sequence[str]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _names(facts: Facts) -> tuple[str, ...]:
    return _unique(unit.finding.value for unit in facts.units)


def _people(people: Sequence[Person]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    leaders = _unique(person.finding.value for person in people if not person.is_deputy)
    deputies = _unique(person.finding.value for person in people if person.is_deputy)
    return leaders, deputies


def _before(facts: Facts, offset: int) -> list[GroupMention]:
    """The mention in force at offset: one group, or the members of a list."""
    last: list[GroupMention] = []
    for mention in facts.mentions:
        if mention.start > offset:
            break
        last = [*last, mention] if last and last[0].start == mention.start else [mention]
    return last


def _owner(facts: Facts, offset: int, order: int) -> tuple[int | None, str] | None:
    """Whose head stands behind offset; the second name of a list goes to the second group."""
    members = _before(facts, offset)
    return members[order].key if order < len(members) else None


def _section(facts: Facts, offset: int) -> tuple[int | None, str] | None:
    """The group whose part of the text this is; behind a list of groups it's nobody's."""
    members = _before(facts, offset)
    return members[0].key if len(members) == 1 else None


def _unit_owners(facts: Facts, name: str, names: tuple[str, ...]) -> Iterator[tuple[int | None, str]]:
    for at in _places(facts.source, name):
        members = _before(facts, at)
        if len(members) == 1:
            yield members[0].key
        elif len(members) == len(names):
            yield members[names.index(name)].key


def _places(source: Source, written: str) -> Iterator[int]:
    """Where the unit is named, as folded offsets."""
    from_fold = fold(written).text
    at = -1
    for _ in range(_MANY):
        at = source.text.find(from_fold, at + 1)
        if at < 0:
            return
        yield at


def unit_types(facts: Facts, name: str) -> tuple[str, ...]:
    """The types that the first clause to name the unit with any type gives; the notice's where there is one unit."""
    for at in _places(facts.source, name):
        sentence = facts.source.sentence_at(at)
        for match in _CLAUSE.finditer(sentence.text):
            if match.start() <= at - sentence.start < match.end():
                clause = Span(sentence.start + match.start(), sentence.start + match.end(), match.group())
                types = tuple(finding.value for finding in find_types([clause]))
                if types:
                    return types
    return facts.types if len(_names(facts)) == 1 else ()
