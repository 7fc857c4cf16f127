"""Which authority, group, round, unit and case a parsed name stands for.

A wrong join is worse than none: rows are shared between notices only where the authority is identified (the centre, a
committee whose place is known, or the only one of its name). Everything else stays the notice's own until an editor
joins it.
"""

import re
import unicodedata
from collections.abc import Collection

from django.db.models import Q, QuerySet

from archive.ingest.fields import CASES
from archive.ingest.inspected_places import place_called, place_elsewhere, place_named
from archive.models import (
    ONLY_ONES,
    UNKNOWN_NAME,
    Authority,
    Correction,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    Level,
    Notice,
    Place,
    Round,
    UnitAlias,
)
from archive.numerals import to_int
from archive.parsing import ParsedGroup, ParsedNotice, ParsedPlace, ParsedUnit, fold
from archive.parsing.divisions import Division
from archive.parsing.ordinals import ZERO
from archive.unit_names import firm, is_same_firm, may_stand_for, own_fronts
from archive.writings import folded_name, is_same_name, plainer

# The number in a group's name, as an editor types it: 中央第七巡视组 -> 七
_GROUP_NUMBER = re.compile(r"第([0-9〇零一二三四五六七八九十百]{1,5})")
# A group that is counted, whatever stands for its number. Examples: "市委|第x巡察组", "第〇巡察组", "巡察|×组"
_COUNTED_GROUP = re.compile(rf"第.*组|(?:[x×*某_]|{ZERO})\s?(?:巡[视察查])?组")
# The committee in front of a group's own part: 县委|第四巡察组, 教育部|巡视组
_COMMITTEE = re.compile(r"(?P<name>[^第巡]+)[第巡]")
_HIGHEST_NUMBER = 999


def find_place(parsed: ParsedPlace) -> Place | None:
    if not parsed.province:
        return None
    place, _ = Place.objects.get_or_create(province=parsed.province, city=parsed.city or "", county=parsed.county or "")
    return place


def find_authority(notice: Notice, parsed: ParsedNotice) -> Authority | None:
    """The authority that parsed names; an unidentified one is the notice's own and made only once."""
    if not parsed.authority:
        return None
    level = parsed.level or ""
    name = parsed.authority[:100]
    if level == Level.CENTRAL:
        return Authority.objects.get_or_create(level=Level.CENTRAL, defaults={"name": name})[0]
    place = find_place(parsed.place)
    if place is not None:
        at_place = Authority.objects.filter(place=place).order_by("pk")
        known = next((authority for authority in at_place if is_same_name(authority.name, name)), None)
        return known or Authority.objects.create(name=name, place=place, level=level)
    if name in ONLY_ONES:
        only = Authority.objects.filter(name=name, place__isnull=True).order_by("pk").first()
        return only or Authority.objects.create(name=name, level=level)
    own = notice.authority
    if own is not None and not own.is_identified and is_same_name(own.name, name):
        return own
    return Authority.objects.create(name=name, level=level)


def find_round(notice: Notice) -> Round | None:
    """The notice's round, made where it is the first of an identified authority to name it.

    One counted within a year is none of a term's, whatever their numbers.
    """
    authority, number = notice.authority, notice.round_number
    is_counted = notice.term is not None or notice.round_year is not None
    if authority is None or not authority.is_identified or number is None or not is_counted:
        return None
    named = (authority.pk, notice.term, notice.round_year, number)
    known = notice.round
    if known is not None and (known.authority_id, known.term, known.counted_year, known.number) == named:
        return known
    return Round.objects.get_or_create(
        authority=authority, term=notice.term, counted_year=notice.round_year, number=number
    )[0]


def group_named(name: str) -> ParsedGroup:
    """A group as an editor typed it, with the number that its name holds."""
    name = unicodedata.normalize("NFKC", name)
    match = _GROUP_NUMBER.search(name)
    number = to_int(match[1]) if match else None
    return ParsedGroup(name, number if number and number <= _HIGHEST_NUMBER else None)


def find_group(notice: Notice, authority: Authority | None, parsed: ParsedGroup) -> InspectionGroup:
    """The authority's group of that name, with or without the place in front: 洛阳市委第三巡察组, 市委第三巡察组.

    A group whose number was left open (市委第X巡察组) may be any: it is the notice's own.
    """
    name = parsed.name[:100]
    known = InspectionGroup.objects.filter(authority=authority) if authority else InspectionGroup.objects.all()
    if authority is None or is_number_open(name, parsed.ordinal):
        known = known.filter(inspections__mentions__notice=notice).distinct()
    for group in known.select_related("authority__place"):
        if is_same_group(group, parsed):
            _show_plainer(group, name)
            return group
    if authority is None:
        committee = _COMMITTEE.match(name)
        authority = Authority.objects.create(name=committee["name"] if committee else UNKNOWN_NAME)
    return InspectionGroup.objects.create(authority=authority, name=name, ordinal=parsed.ordinal or None)


def is_number_open(group_name: str, ordinal: int | None) -> bool:
    """Whether the group is one of several and nothing says which: 市委第X巡察组, 第〇巡察组.

    Whatever has 第 and no ordinal is one, not a list of the known placeholders: the next text has another.
    """
    return not ordinal and _COUNTED_GROUP.search(fold(group_name).text) is not None


def is_same_group(group: InspectionGroup, parsed: ParsedGroup) -> bool:
    """Whether a group of one authority is the one named: by number and what follows it, else by full name."""
    if group.ordinal != (parsed.ordinal or None):
        return False
    if group.ordinal is not None:
        return _numbered_part(group.name) == _numbered_part(parsed.name)
    named = InspectionGroup(authority=group.authority, name=parsed.name)
    return is_same_name(group.full_name, named.full_name)


def _numbered_part(name: str) -> str:
    """第3巡察组, however much of the committee stands in front of it and however it is written."""
    plain = folded_name(name)
    return plain[max(plain.rfind("第"), 0) :]


def _show_plainer(known: InspectionGroup, name: str) -> None:
    """Of two writings of one name the simplified one is shown."""
    if is_same_name(known.name, name) and plainer(known.name, name) != known.name:
        known.name = name
        known.save()


def find_unit(notice: Notice, authority: Authority | None, parsed: ParsedUnit) -> InspectedUnit:
    """The unit of that name, or of one that means the same, among those the authority inspects.

    It learns the names that the text has for it; the fullest becomes its own, unless an editor chose that.
    """
    name = parsed.name[:200]
    called = place_called(name, authority)
    if called is not None:
        return _find_place_unit(authority, parsed, called)
    unit = _known_unit(notice, authority, name) or _unit_by_other_name(authority, parsed)
    seat = (place_named(name) or place_elsewhere(name, authority)) if unit is None or unit.place_id is None else None
    place = find_place(seat.place) if seat else None
    if unit is None:
        unit = InspectedUnit.objects.create(authority=authority, name=name, place=place)
    elif place is not None and not _is_named_by_editor(unit):
        unit.place = place
        unit.save()
    former = unit.name
    shown = _name_to_show(unit, name)
    if shown != former and not _is_named_by_editor(unit):
        unit.name = shown
        unit.save()
    _learn(unit, [former, name, *parsed.aliases], parsed.stated)
    return unit


def _find_place_unit(authority: Authority | None, parsed: ParsedUnit, division: Division) -> InspectedUnit:
    """The unit that is the place of which the text gives the bare name.

    One that is known by that name alone takes the full one. Of two rows the full name's is meant: the other is left
    by one notice after the other, as they are read, and goes with the last.
    """
    name = parsed.name[:200]
    units = InspectedUnit.objects.filter(authority=authority)
    unit = units.filter(key=folded_name(division.name)).first() or units.filter(key=folded_name(name)).first()
    place = find_place(division.place)
    if unit is None:
        unit = InspectedUnit.objects.create(authority=authority, name=division.name, place=place)
    elif unit.key == folded_name(name) and not _is_named_by_editor(unit):
        unit.name, unit.place = division.name, unit.place or place
        unit.save()
    if name not in (unit.name, *unit.aliases.values_list("name", flat=True)):
        UnitAlias.objects.create(unit=unit, name=name)
    _learn(unit, list(parsed.aliases), parsed.stated)
    return unit


def _name_to_show(unit: InspectedUnit, name: str) -> str:
    """The fuller of two names, unless it is known as an alias already; of two writings of one the simplified."""
    key = folded_name(name)
    if key == unit.key:
        return plainer(unit.name, name)
    is_fuller = len(key) > len(unit.key) and not unit.aliases.filter(key=key).exists()
    return name if is_fuller else unit.name


def _known_unit(notice: Notice, authority: Authority | None, name: str) -> InspectedUnit | None:
    """The unit of that name in any writing; in the notices of no identified authority an alias serves within one."""
    units = InspectedUnit.objects.filter(authority=authority)
    if authority is None:
        units = units.filter(inspections__mentions__notice=notice)
    key = folded_name(name)
    same = sorted(units.filter(key=key), key=lambda unit: (unit.name != name, unit.pk))
    if same or (authority is not None and authority.is_identified):
        return next(iter(same), None)
    return _only(set(units.filter(aliases__key=key)))


def _unit_by_other_name(authority: Authority | None, parsed: ParsedUnit) -> InspectedUnit | None:
    """The one unit of an identified authority that goes by the name, is called so in the text, or is the same firm.

    Where an editor said that the name is none of a unit's, the unit is not meant.
    """
    if authority is None or not authority.is_identified:
        return None
    name, fronts = parsed.name[:200], _fronts(authority)
    key = folded_name(name)
    units = InspectedUnit.objects.filter(authority=authority).exclude(rejected_aliases__key=key)
    called = [
        unit
        for unit in units.filter(aliases__key=key).distinct()
        if may_stand_for(name, unit.name, fronts, is_stated=True)
    ]
    if called:
        return _only(called)
    shorts = {
        folded_name(short)
        for short in parsed.aliases
        if may_stand_for(short, name, fronts, is_stated=short in parsed.stated)
    }
    return _only({*units.filter(key__in=shorts), *_units_of_firm(units, name)})


def _units_of_firm(units: QuerySet[InspectedUnit], name: str) -> list[InspectedUnit]:
    """The unit that is the firm of that name; none where several have its core, or one of another legal form."""
    wanted = firm(name)
    if wanted is None:
        return []
    holds_core = Q(key__contains=wanted.core) | Q(aliases__key__contains=wanted.core)
    found = []
    for unit in units.filter(holds_core).distinct().prefetch_related("aliases"):
        names = (unit.name, *(alias.name for alias in unit.aliases.all()))
        firms = [known for known in map(firm, names) if known is not None and known.core == wanted.core]
        if not all(wanted.may_be(known) for known in firms):
            return []
        if firms:
            found.append(unit.pk)
    # Fetched anew: what was prefetched would not know the aliases that are about to be added.
    return list(units.filter(pk__in=found)) if len(found) == 1 else []


def _only(units: Collection[InspectedUnit]) -> InspectedUnit | None:
    return next(iter(units)) if len(units) == 1 else None


def _fronts(authority: Authority) -> frozenset[str]:
    place = authority.place
    return own_fronts([part for part in (place.province, place.city, place.county) if part] if place else [])


def _is_named_by_editor(unit: InspectedUnit) -> bool:
    return Correction.objects.filter(field=CASES, notice__mentions__inspection__unit=unit).exists()


def _learn(unit: InspectedUnit, names: list[str], stated: Collection[str]) -> None:
    """Add the names as aliases, but for those that an editor rejected and those of other units.

    What a firm seems to be called is left out where another may be meant: 中国石油 of 中国石油化工集团公司.
    """
    new = {name[:200] for name in names} - {unit.name} - {alias.name for alias in unit.aliases.all()}
    if firm(unit.name) is not None:
        new = {name for name in new if name in stated or is_same_firm(name, unit.name)}
    if not new:
        return
    taken = set(unit.rejected_aliases.values_list("key", flat=True))
    if unit.authority is not None and unit.authority.is_identified:
        others = unit.authority.units.exclude(pk=unit.pk).filter(key__in=set(map(folded_name, new)))
        taken |= set(others.values_list("key", flat=True))
    for name in sorted(new):
        if folded_name(name) not in taken:
            UnitAlias.objects.create(unit=unit, name=name)


def is_same_unit(unit: InspectedUnit, parsed: ParsedUnit) -> bool:
    """Whether an editor's unit is the one that the notice's own text names."""
    known = {unit.key, *(alias.key for alias in unit.aliases.all())}
    return bool(known & set(map(folded_name, (parsed.name, *parsed.aliases)))) or is_same_firm(unit.name, parsed.name)


def find_inspection(
    authority: Authority | None, group: InspectionGroup | None, round_: Round | None, unit: InspectedUnit | None
) -> Inspection:
    """The shared case where all of it is known, else a case of the notice's own; never one that an editor set apart."""
    is_known = authority is not None and authority.is_identified and group is not None and round_ and unit
    if is_known and group is not None and not is_number_open(group.name, group.ordinal):
        return Inspection.objects.get_or_create(group=group, round=round_, unit=unit, is_apart=False)[0]
    return Inspection.objects.create(group=group, round=round_, unit=unit)
