"""Which fact belongs to which group: heads, units, types and contacts handed to the group that they stand with."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.parsing.casetypes import are_shared_out, group_types, types_of_name, unit_types
from archive.parsing.contacts import Contacts
from archive.parsing.groups import GroupMention
from archive.parsing.layout import Cell
from archive.parsing.othergroups import is_of_another_group, sends_several_groups
from archive.parsing.parsed import ParsedInspection
from archive.parsing.people import Person
from archive.parsing.sections import FOR_ALL, GroupKey, Sections
from archive.parsing.sorts import units_of_sorts
from archive.parsing.source import Finding, Source
from archive.parsing.unitframes import Frame
from archive.parsing.units import UnitFinding

# Values in the order of the groups. Example: "联系电话|依次为|0575-…、0575-…"
_IN_ORDER = re.compile(r"(?:依次|分别|按序)[^。;\n\d]{0,10}$")
# Example: "巡视应急管理部、国家体育总局|的,分别是|中央第八、第九巡视组"
_GROUPS_BEHIND = re.compile(r"(?:党[委组])?的,?(?:分别|依次)?是")
# A contact that is the same for all groups, with what follows it. Example: "来信一律寄|长兴县001号信箱,邮编|313100"
_OF_ALL = re.compile(rf"(?:{FOR_ALL})[^。;:(\n]{{0,40}}$")
# Types that mark one case among others; 常规 and 专项 are said of a whole round.
_EXCEPTIONS = {"回头看", "机动", "延伸", "提级", "交叉", "联动"}
# Example: "15211530871|(县委第一巡察组)"
_GROUP_BEHIND = re.compile(r"\s?\([^()\n]{2,24}组\)")
# Each of the groups in front with one of the units behind.
# Example: "甲、乙、丙|先后向|A、B、C反馈", "甲、乙|分别反馈对|A等单位的巡察情况"
_ONE_BY_ONE = re.compile(r"(?:先后|分别|依次|相继)(?:(?:反馈|通报|进驻)?(?:了)?[对向到赴在]|进驻)?$")
# That units and groups go together in their order: without it nobody knows which has which.
# Example: "第九、第十巡视组|分别|对A和B", "甲、乙组|分赴|A、B", "A、B|分别由|第一、第二组负责"
_IN_TURN = re.compile(r"分别|分赴|分头|依次|按序|先后|相继|逐一|一一")
# What parts two groups that are not named in one breath.
_PARTS = re.compile(r"[,;:]")
# Kinds that speak of a whole round: a group that comes up in them need not be that of all units.
_OF_A_ROUND = frozenset(("mobilization_speech", "round_overview"))
# Types that say how, and of which an inspection may be beside what it is: a routine or a special one.
_WAYS = frozenset(("延伸", "提级", "交叉", "联动"))
# What joins the values of a row. Example: "0575-87110261|、|0575-87110262"
_JOINS = re.compile(r"[、,;和及\s/]{0,3}")


# Who tells of these is reached by its own numbers, not by the group's.
_AFTERWARDS = frozenset({"feedback", "rectification"})


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
    cells: tuple[Cell, ...]  # of tables, in text order
    kind: str

    @property
    def is_speech(self) -> bool:
        return self.kind == "mobilization_speech"


def build_inspections(facts: Facts) -> tuple[ParsedInspection, ...]:
    if not facts.groups:
        return _without_group(facts)
    if len(facts.groups) == 1 and not _is_one_of_many(facts):
        return _sole(facts)
    return _of_several(facts)


def _is_one_of_many(facts: Facts) -> bool:
    """Whether the round sends more groups than the one that comes up, so that the units are not all that one's."""
    if facts.kind not in _OF_A_ROUND or any(unit.frame.rule == "unit-of-meeting" for unit in facts.units):
        return False
    return sends_several_groups(facts.source, is_overview=facts.kind == "round_overview")


def _without_group(facts: Facts) -> tuple[ParsedInspection, ...]:
    """An overview that names no group: its units in parcels of one type each."""
    parcels: dict[tuple[str, ...], list[str]] = {}
    for name, types in types_of_units(facts).items():
        parcels.setdefault(types or _only(facts.types), []).append(name)
    if not parcels:
        leaders, deputies = _people(facts.people)
        return (ParsedInspection(None, leaders, deputies, types=facts.types),) if leaders else ()
    return tuple(ParsedInspection(None, units=tuple(names), types=types) for types, names in parcels.items())


def types_of_units(facts: Facts) -> dict[str, tuple[str, ...]]:
    """Each unit with the types that the text tells for it; none where its list shares several."""
    types = possible_types(facts)
    shared = {unit.finding.value for unit in facts.units if are_shared_out(unit, types[unit.finding.value])}
    return {name: () if name in shared else given for name, given in types.items()}


def possible_types(facts: Facts) -> dict[str, tuple[str, ...]]:
    """Each unit with those that the first frame to give any gives it or its list, so that it is of no other; the rest
    share the one type left over.

    Where all are told the way alone (南靖县委|交叉|巡察组), that one is what is done this way.
    """
    types: dict[str, tuple[str, ...]] = {}
    for unit in facts.units:
        name = unit.finding.value
        if not types.get(name):
            types[name] = unit_types(facts.source, unit)
    taken = {kind for given in types.values() for kind in given}
    left = tuple(kind for kind in facts.types if kind not in taken)
    if len(left) != 1:
        return types
    if all(given and _WAYS.issuperset(given) for given in types.values()):
        return {name: tuple(kind for kind in facts.types if kind in {*given, *left}) for name, given in types.items()}
    return {name: given or (left if taken else ()) for name, given in types.items()}


def _only(types: tuple[str, ...]) -> tuple[str, ...]:
    """The notice's one type holds for all of its groups; of several nobody knows which."""
    return types if len(types) == 1 else ()


def _sole(facts: Facts) -> tuple[ParsedInspection, ...]:
    leaders, deputies = _people(facts.people)
    units = _unique(unit.finding.value for unit in facts.units if not is_of_another_group(unit))
    of_meeting = _unique(u.finding.value for u in facts.units if u.frame.rule == "unit-of-meeting")
    if facts.is_speech and of_meeting:
        units = of_meeting  # a speech names the round's other units beside its own
    case = ParsedInspection(
        facts.groups[0].name,
        leaders,
        deputies,
        units,
        facts.types if len(units) <= 1 else _only(facts.types),
        *(tuple(f.value for f in found) for found in _contacts_of_groups(facts)),
    )
    return tuple(_by_types(case, _with_those_of_names(facts, [case], types_of_units(facts))))


def _by_types(case: ParsedInspection, types: Mapping[str, tuple[str, ...]]) -> Iterator[ParsedInspection]:
    """The case once for all of its units, or, where they are of different types, once for those of each."""
    parcels: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for unit in case.units:
        parcels[types[unit]].append(unit)
    said = [own for own in parcels if own]
    if len(said) <= 1:
        yield replace(case, types=said[0]) if said else case
        return
    for own, units in parcels.items():
        yield replace(case, units=tuple(units), types=own)


def _contacts_of_groups(facts: Facts) -> tuple[tuple[Finding, ...], ...]:
    """By kind. Who tells of feedback or rectification is reached by its own numbers, not by the group's."""
    own = Contacts() if facts.kind in _AFTERWARDS else facts.contacts
    return own.phones, own.sms, own.mailboxes, own.postcodes, own.emails


def _of_several(facts: Facts) -> tuple[ParsedInspection, ...]:
    """Every fact goes to the group that it stands with, or to none."""
    sections = Sections(facts.source, facts.mentions)
    people: dict[GroupKey | None, list[Person]] = defaultdict(list)
    for person in facts.people:
        people[_led_by(facts, sections, person)].append(person)
    units: dict[GroupKey, list[str]] = defaultdict(list)
    for unit in facts.units:
        owner = _inspected_by(sections, unit)
        if owner is not None and unit.finding.value not in units[owner]:
            units[owner].append(unit.finding.value)
    for key, names in units_of_sorts(facts.source, facts.mentions, _unowned(facts, units)).items():
        units[key] = units[key] or names
    of_units = types_of_units(facts)
    of_groups = group_types(facts.source, sections)
    of_all = _only(facts.types)
    if of_all and of_all[0] in _EXCEPTIONS and (any(of_units.values()) or of_groups):
        of_all = ()  # said of those it is said of
    contacts = [_by_group(facts, sections, found) for found in _contacts_of_groups(facts)]
    contacts.append(_addressed(facts, sections))
    cases = [
        ParsedInspection(
            group.name,
            *_people(people[group.key]),
            tuple(units[group.key]),
            of_groups.get(group.key, ()) or of_all,
            *(tuple(values[group.key]) for values in contacts),
        )
        for group in facts.groups
    ]
    owned = {name for names in units.values() for name in names}
    of_nobody = tuple(name for name in of_units if name not in owned and len(facts.types) > 1 and of_units[name])
    if of_nobody:  # of which group is not told, but of which type
        cases.append(ParsedInspection(None, units=of_nobody))
    of_units = _with_those_of_names(facts, cases, of_units)
    return tuple(part for case in cases for part in _by_types(case, of_units))


def _with_those_of_names(
    facts: Facts, cases: Iterable[ParsedInspection], types: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Of each unit its own types with those that its group is called by: 第二联动巡察组 inspects nobody else."""
    named = {group.name: types_of_name(facts.source.text[group.start : group.end]) for group in facts.groups}
    both = dict(types)
    for case in cases:
        of_group = named.get(case.group or "", ())
        for unit in case.units if of_group else ():
            said = {*types[unit], *of_group}
            both[unit] = tuple(kind for kind in facts.types if kind in said)
    return both


def _unowned(facts: Facts, units: Mapping[GroupKey, list[str]]) -> dict[str, str]:
    """The units that no frame names with a group, as written, by their folded names."""
    owned = {name for names in units.values() for name in names}
    left = [unit.finding for unit in facts.units if unit.finding.value not in owned]
    return {facts.source.text[finding.start : finding.end]: finding.value for finding in left}


def _led_by(facts: Facts, sections: Sections, person: Person) -> GroupKey | None:
    """Whose head stands behind owner_end; the second name of a list goes to the second group."""
    of_cell = _of_cell(facts, sections, person.finding.start)
    if len(of_cell) == 1:
        return of_cell[0].key
    section = sections.last(person.owner_end)
    members = section.members if section else ()
    at = person.order if len(members) > 1 and not person.is_deputy else 0
    if len(members) > 1 and person.is_deputy:
        return None
    return members[at].key if at < len(members) else None


def _inspected_by(sections: Sections, unit: UnitFinding) -> GroupKey | None:
    """The group with which the frame names the unit; as many units, or parcels, as listed groups go in order where
    the sentence says so."""
    if is_of_another_group(unit):
        return None
    frame = unit.frame
    if frame.is_row:
        members = sections.within(frame.said.start, frame.said.end)
    elif frame.is_behind:
        members = sections.behind(frame.owner)
    elif (behind := _GROUPS_BEHIND.match(frame.said.text, max(0, unit.list_end - frame.said.start))) is not None:
        members = sections.behind(frame.said.start + behind.end())
    else:
        members = _named_before(sections, unit)
    if len(members) == 1:
        return members[0].key
    if len(members) > 1 and not (frame.is_row or _go_in_turn(unit, members)):
        return None
    if len(members) == unit.of:
        return members[unit.order].key
    return members[unit.parcel].key if members and len(members) == unit.parcels else None


def _go_in_turn(unit: UnitFinding, groups: Sequence[GroupMention]) -> bool:
    """Whether the words from the groups to the units, whichever stand first, say that each has its own."""
    said = unit.frame.said
    start = min(unit.list_start, groups[0].start - 4) - said.start
    end = max(unit.list_end, groups[-1].end) - said.start
    return _IN_TURN.search(said.text, max(0, start), max(0, end)) is not None


def _named_before(sections: Sections, unit: UnitFinding) -> tuple[GroupMention, ...]:
    """The group named last before the frame; all of its sentence's where they go one after the other."""
    frame = unit.frame
    section = sections.last(frame.owner)
    named = section is not None and section.start >= frame.said.start
    members = section.members if section is not None and named else sections.at(frame.owner)
    if _ONE_BY_ONE.search(frame.said.text, 0, frame.start - frame.said.start):
        every = sections.within(frame.said.start, frame.start)
        if len(every) == unit.of or (len(members) == 1 and _are_listed(frame, every)):
            return every
    return members


def _are_listed(frame: Frame, groups: Sequence[GroupMention]) -> bool:
    """Whether the last of the groups is named in one breath with the one before: none of them does it alone."""
    if len(groups) < 2:
        return False
    before, last = sorted(groups, key=lambda group: group.start)[-2:]
    return not _PARTS.search(frame.said.text, before.end - frame.said.start, last.start - frame.said.start)


def _by_group(facts: Facts, sections: Sections, findings: Sequence[Finding]) -> dict[GroupKey, list[str]]:
    values: dict[GroupKey, list[str]] = defaultdict(list)
    for row in _rows(facts.source, findings):
        before = facts.source.text[max(0, row[0].start - 24) : row[0].start]
        if len(row) == len(facts.groups) and _IN_ORDER.search(before):
            for group, finding in zip(facts.groups, row, strict=True):
                values[group.key].append(finding.value)
            continue
        if _OF_ALL.search(facts.source.text, max(0, row[0].start - 48), row[0].start):
            continue
        for finding in row:
            members = (
                _in_brackets(facts, sections, finding)
                or _of_cell(facts, sections, finding.start)
                or sections.at(finding.start)
            )
            if len(members) == 1:
                values[members[0].key].append(finding.value)
    return values


def _addressed(facts: Facts, sections: Sections) -> dict[GroupKey, list[str]]:
    """县行政四号楼十一楼县委第二巡察组: addresses that name their group; of the others the place does not tell it."""
    values: dict[GroupKey, list[str]] = defaultdict(list)
    for finding in facts.contacts.addresses if facts.kind not in _AFTERWARDS else ():
        named = {group.key for group in sections.within(finding.start, finding.end)}
        if len(named) == 1:
            values[named.pop()].append(finding.value)
    return values


def _in_brackets(facts: Facts, sections: Sections, finding: Finding) -> tuple[GroupMention, ...]:
    """15211530871(县委第一巡察组): the group right behind its value."""
    behind = _GROUP_BEHIND.match(facts.source.text, finding.end)
    return sections.within(*behind.span()) if behind else ()


def _of_cell(facts: Facts, sections: Sections, offset: int) -> tuple[GroupMention, ...]:
    """The group in whose row or column of a table the offset lies."""
    index = bisect_right(facts.cells, offset, key=lambda cell: cell.start) - 1
    cell = facts.cells[index] if index >= 0 else None
    if cell is None or offset >= cell.end:
        return ()
    return sections.within(cell.row, cell.row_end)


def _rows(source: Source, findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Values that stand in a row with nothing but marks between them."""
    row: list[Finding] = []
    for finding in findings:
        if row and not _JOINS.fullmatch(source.text, row[-1].end, max(row[-1].end, finding.start)):
            yield row
            row = []
        row.append(finding)
    if row:
        yield row


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _people(people: Sequence[Person]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    leaders = _unique(person.finding.value for person in people if not person.is_deputy)
    deputies = _unique(person.finding.value for person in people if person.is_deputy)
    return leaders, deputies
