"""Which group inspects which unit in a notice: parsed pairs -> mentions of cases."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from archive.ingest import identity
from archive.ingest.fields import CASES, CONTACT_FIELDS, GROUP_ROLES
from archive.ingest.placing import case_for
from archive.joining import is_decided
from archive.models import InspectedUnit, InspectionGroup, InspectionType, Mention, Notice
from archive.parsing import ParsedGroup, ParsedInspection, ParsedNotice, ParsedUnit
from archive.tidying import drop_unused_case

# Each mention that the parser speaks of, with what it says of that case.
Said = list[tuple[Mention, ParsedInspection]]
# What is said of a round is said of all that it inspects; other types are those of some.
_OF_WHOLE_ROUND = ((InspectionType.ROUTINE,), (InspectionType.SPECIAL,))
# A group and a unit by their keys, and as rows with what is said of them.
_Key = tuple[int | None, int | None]
_Resolved = tuple[InspectionGroup | None, InspectedUnit | None, ParsedInspection]


@dataclass(frozen=True, slots=True)
class _Pair:
    """One group and one unit that the notice puts together, and what it says of them."""

    group: ParsedGroup | None
    unit: ParsedUnit | None
    said: ParsedInspection


def save_cases(notice: Notice, parsed: ParsedNotice, corrected: set[str]) -> Said:
    """Make the notice's mentions those that the parser found, or match them to an editor's."""
    pairs = list(_pairs(parsed))
    if CASES in corrected:
        return _match(notice, pairs)
    return _replace(notice, pairs, corrected)


def _pairs(parsed: ParsedNotice) -> Iterator[_Pair]:
    """Every group with every unit of its own; units and groups that are paired with nothing stand alone.

    In the order of the notice's units, whose own comes first.
    """
    groups = {group.name: group for group in parsed.groups}
    units = {unit.name: unit for unit in parsed.units}
    found: list[_Pair] = []
    for said in parsed.inspections:
        group = groups.get(said.group, ParsedGroup(said.group)) if said.group else None
        for name in said.units or (None,):
            unit = units.get(name, ParsedUnit(name)) if name else None
            if group or unit:
                found.append(_Pair(group, unit, said))
    paired_groups = {pair.group.name for pair in found if pair.group}
    paired_units = {pair.unit.name for pair in found if pair.unit}
    nothing = ParsedInspection(None, types=parsed.types if parsed.types in _OF_WHOLE_ROUND else ())
    found += [_Pair(group, None, nothing) for name, group in groups.items() if name not in paired_groups]
    left = [unit for name, unit in units.items() if name not in paired_units]
    found += [_Pair(None, unit, replace(nothing, types=unit.types or nothing.types)) for unit in left]
    order = {name: index for index, name in enumerate(units)}
    yield from sorted(found, key=lambda pair: order.get(pair.unit.name, len(order)) if pair.unit else len(order))


def _match(notice: Notice, pairs: list[_Pair]) -> Said:
    """The editor's mentions that the parser speaks of too; it neither adds to them nor takes away."""
    mentions = notice.mentions.with_cases()
    matched: Said = []
    for mention in mentions.prefetch_related("inspection__unit__aliases"):
        said = next((pair.said for pair in pairs if _is_of(mention, pair)), None)
        if said is not None:
            matched.append((mention, said))
    return matched


def _is_of(mention: Mention, pair: _Pair) -> bool:
    group, unit = mention.inspection.group, mention.inspection.unit
    same_group = identity.is_same_group(group, pair.group) if group and pair.group else not (group or pair.group)
    same_unit = identity.is_same_unit(unit, pair.unit) if unit and pair.unit else not (unit or pair.unit)
    return same_group and same_unit


def _replace(notice: Notice, pairs: list[_Pair], corrected: set[str]) -> Said:
    round_ = identity.find_round(notice)
    old = {
        (mention.inspection.group_id, mention.inspection.unit_id): mention
        for mention in notice.mentions.select_related("inspection")
    }
    by_position = {mention.position: mention for mention in old.values()}
    resolved = list(_resolved(notice, pairs))
    _rename_the_decided(old, resolved)
    result: Said = []
    for position, (group, unit, said) in enumerate(resolved):
        mention = old.pop(_key(group, unit), None)
        if mention is None:
            mention = _new_mention(notice, by_position.get(position), corrected)
        left = mention.inspection if mention.pk else None
        if left is None or (left.group, left.unit, left.round) != (group, unit, round_):
            mention.inspection = case_for(mention, notice.authority, group, round_, unit)
        mention.position = position
        if "types" not in corrected:
            mention.types = list(said.types)
        mention.save()
        if left is not None and left != mention.inspection:
            drop_unused_case(left)
        result.append((mention, said))
    for mention in old.values():
        if not (_holds_corrections(mention, corrected) or is_decided(mention.inspection)):
            mention.delete()
    return result


def _rename_the_decided(old: dict[_Key, Mention], resolved: list[_Resolved]) -> None:
    """The one pair that reads otherwise today is the one that is missing: an editor's decision about it stays with it.

    Where more than one changed, which is which would be a guess; then the decided mention stays beside the new ones.
    """
    now = {_key(group, unit) for group, unit, _said in resolved}
    new, gone = now - old.keys(), old.keys() - now
    if len(new) == len(gone) == 1:
        [was], [becomes] = gone, new
        if is_decided(old[was].inspection):
            old[becomes] = old.pop(was)


def _key(group: InspectionGroup | None, unit: InspectedUnit | None) -> _Key:
    return group.pk if group else None, unit.pk if unit else None


def _resolved(notice: Notice, pairs: list[_Pair]) -> Iterator[_Resolved]:
    """The rows that the pairs stand for; two spellings of one pair become one, with all that is said of either."""
    found: dict[tuple[InspectionGroup | None, InspectedUnit | None], ParsedInspection] = {}
    groups: dict[str, InspectionGroup] = {}
    for pair in pairs:
        group = unit = None
        if pair.group:
            name = pair.group.name
            group = groups.get(name) or identity.find_group(notice, notice.authority, pair.group)
            groups[name] = group
        if pair.unit:
            unit = identity.find_unit(notice, notice.authority, pair.unit)
        found[group, unit] = _joined(found[group, unit], pair.said) if (group, unit) in found else pair.said
    for (group, unit), said in found.items():
        yield group, unit, said


def _joined(one: ParsedInspection, other: ParsedInspection) -> ParsedInspection:
    lists = [item.name for item in fields(ParsedInspection) if item.name != "group"]
    both: dict[str, Any] = {name: tuple(dict.fromkeys([*getattr(one, name), *getattr(other, name)])) for name in lists}
    return replace(one, **both)


def _new_mention(notice: Notice, before: Mention | None, corrected: set[str]) -> Mention:
    """A mention in the place of another keeps of it what an editor set."""
    mention = Mention(notice=notice)
    if before is not None and "stage" in corrected:
        mention.stage = before.stage
    if before is not None and "types" in corrected:
        mention.types = before.types
    return mention


def _holds_corrections(mention: Mention, corrected: set[str]) -> bool:
    """Whether people or contacts of this mention are an editor's."""
    roles = [role for name, role in GROUP_ROLES.items() if name in corrected]
    kinds = [kind for name, kind in CONTACT_FIELDS.items() if name in corrected]
    return mention.appearances.filter(role__in=roles).exists() or mention.contacts.filter(kind__in=kinds).exists()
