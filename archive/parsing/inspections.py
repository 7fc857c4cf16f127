"""Which fact belongs to which group: heads, units, types and contacts handed to the group that they stand with."""

import re
from bisect import bisect_right
from collections import defaultdict
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

# Clauses, so that 开展常规巡察,对…开展延伸巡察 in one sentence tell two types apart.
_CLAUSE = re.compile(r"(?:(?!,(?:并|同时|另){0,2}对)[^。;\n])+")
_MANY = 60  # how often one unit's name is looked for


GroupKey = tuple[int | None, str] | None


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
    return _of_several(facts)


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


def _of_several(facts: Facts) -> tuple[ParsedInspection, ...]:
    """Every fact goes to the group that it stands with, or to none."""
    sections = _Sections(facts.mentions)
    people: dict[GroupKey, list[Person]] = defaultdict(list)
    for person in facts.people:
        people[sections.member(person.owner_end, person.order)].append(person)
    units: dict[GroupKey, list[str]] = defaultdict(list)
    names = _names(facts)
    for index, name in enumerate(names):
        for owner in dict.fromkeys(_unit_owners(facts, sections, name, index, len(names))):
            units[owner].append(name)
    contacts = [_by_section(sections, found) for found in _contact_lists(facts.contacts)]
    return tuple(
        ParsedInspection(
            group.name,
            *_people(people[group.key]),
            tuple(units[group.key]),
            _unique(kind for unit in units[group.key] for kind in unit_types(facts, unit)),
            *(tuple(values[group.key]) for values in contacts),
        )
        for group in facts.groups
    )


def _by_section(sections: "_Sections", findings: Sequence[Finding]) -> dict[GroupKey, list[str]]:
    values: dict[GroupKey, list[str]] = defaultdict(list)
    for finding in findings:
        values[sections.sole(finding.start)].append(finding.value)
    return values


def _unique(values: "Iterator[str] | Sequence[str]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _names(facts: Facts) -> tuple[str, ...]:
    return _unique(unit.finding.value for unit in facts.units)


def _people(people: Sequence[Person]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    leaders = _unique(person.finding.value for person in people if not person.is_deputy)
    deputies = _unique(person.finding.value for person in people if person.is_deputy)
    return leaders, deputies


class _Sections:
    """The text between one mention of the groups and the next belongs to the groups mentioned."""

    def __init__(self, mentions: Sequence[GroupMention]) -> None:
        by_start: dict[int, list[GroupMention]] = defaultdict(list)
        last: GroupMention | None = None
        first = 0
        for mention in sorted(mentions, key=lambda mention: mention.start):
            listed = last is not None and (mention.start == last.start or 0 <= mention.start - last.end <= 1)
            if not listed:  # 第一、第二巡察组 and 第一巡察组、第二巡察组 are one list
                first = mention.start
            by_start[first].append(mention)
            last = mention
        self._starts = list(by_start)
        self._members = list(by_start.values())

    def members(self, offset: int) -> list[GroupMention]:
        """The mention in force at offset: one group, or the members of a list."""
        index = bisect_right(self._starts, offset) - 1
        return self._members[index] if index >= 0 else []

    def member(self, offset: int, order: int) -> GroupKey:
        """Whose head stands behind offset; the second name of a list goes to the second group."""
        members = self.members(offset)
        at = order if len(members) > 1 else 0
        return members[at].key if at < len(members) else None

    def sole(self, offset: int) -> GroupKey:
        """The group whose part of the text this is; behind a list of groups it's nobody's."""
        members = self.members(offset)
        return members[0].key if len(members) == 1 else None


def _unit_owners(facts: Facts, sections: _Sections, name: str, index: int, count: int) -> Iterator[GroupKey]:
    """The groups with which the unit is named; as many units as listed groups go one to each, in order."""
    for at in _places(facts.source, name):
        members = sections.members(at)
        if len(members) == 1:
            yield members[0].key
        elif len(members) == count:
            yield members[index].key


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
