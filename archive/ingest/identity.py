"""Which authority, group, round, unit and case a parsed name stands for.

A wrong join is worse than none: rows are shared between notices only where the authority is identified (the centre,
or a committee whose place is known). Everything else stays the notice's own until an editor joins it.
"""

import re
import unicodedata

from archive.models import (
    Authority,
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
from archive.parsing import ParsedGroup, ParsedNotice, ParsedPlace, ParsedUnit
from archive.parsing.divisions import packaged_divisions

UNKNOWN_COMMITTEE = "机关不明"

# The number in a group's name, as an editor types it: 中央第七巡视组 -> 七
_GROUP_NUMBER = re.compile(r"第([0-9〇零一二三四五六七八九十百]{1,5})")
# A number that was never filled in: 市委第X巡察组, 县委第××巡察组
_PLACEHOLDER = re.compile(r"第\s*[xX×*＊某_]")
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
        return Authority.objects.get_or_create(name=name, place=place, defaults={"level": level})[0]
    own = notice.authority
    if own is not None and not own.is_identified and own.name == name:
        return own
    return Authority.objects.create(name=name, level=level)


def find_round(authority: Authority | None, term: int | None, number: int | None) -> Round | None:
    """The round, made where an identified authority's notice is the first to name it."""
    if authority is None or not authority.is_identified or term is None or number is None:
        return None
    return Round.objects.get_or_create(authority=authority, term=term, number=number)[0]


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
    if authority is None or is_placeholder(name):
        known = known.filter(inspections__mentions__notice=notice).distinct()
    for group in known.select_related("authority__place"):
        if is_same_group(group, parsed):
            return group
    if authority is None:
        committee = _COMMITTEE.match(name)
        authority = Authority.objects.create(name=committee["name"] if committee else UNKNOWN_COMMITTEE)
    return InspectionGroup.objects.create(authority=authority, name=name, ordinal=parsed.ordinal or None)


def is_placeholder(group_name: str) -> bool:
    return bool(_PLACEHOLDER.search(group_name))


def is_same_group(group: InspectionGroup, parsed: ParsedGroup) -> bool:
    """Whether a group of one authority is the one named: by number and what follows it, else by full name."""
    if group.ordinal != (parsed.ordinal or None):
        return False
    if group.ordinal is not None:
        return _numbered_part(group.name) == _numbered_part(parsed.name)
    named = InspectionGroup(authority=group.authority, name=parsed.name)
    return group.full_name == named.full_name


def _numbered_part(name: str) -> str:
    """第三巡察组, however much of the committee stands in front of it."""
    return name[max(name.rfind("第"), 0) :]


def find_unit(notice: Notice, authority: Authority | None, parsed: ParsedUnit) -> InspectedUnit:
    """The unit of that name or alias among those the authority inspects, with the text's short forms as aliases."""
    name = parsed.name[:200]
    unit = _known_unit(notice, authority, name)
    if unit is None:
        division = packaged_divisions().only(name, "province", "city", "county")
        place = find_place(division.place) if division and division.name == name else None
        unit = InspectedUnit.objects.create(authority=authority, name=name, place=place)
    if not unit.inspections.filter(mentions__notice=notice).exists():
        # Only with the first word of it: an alias that an editor took away does not come back with the next parse.
        for alias in parsed.aliases:
            if alias != unit.name:
                UnitAlias.objects.get_or_create(unit=unit, name=alias[:200])
    return unit


def _known_unit(notice: Notice, authority: Authority | None, name: str) -> InspectedUnit | None:
    units = InspectedUnit.objects.filter(authority=authority)
    if authority is None:
        units = units.filter(inspections__mentions__notice=notice)
    return units.filter(name=name).first() or units.filter(aliases__name=name).distinct().first()


def is_same_unit(unit: InspectedUnit, parsed: ParsedUnit) -> bool:
    return parsed.name == unit.name or parsed.name in {alias.name for alias in unit.aliases.all()}


def find_inspection(
    authority: Authority | None, group: InspectionGroup | None, round_: Round | None, unit: InspectedUnit | None
) -> Inspection:
    """The shared case where all of it is known, else a case of the notice's own; never one that an editor set apart."""
    is_known = authority is not None and authority.is_identified and group is not None and round_ and unit
    if is_known and group is not None and not is_placeholder(group.name):
        return Inspection.objects.get_or_create(group=group, round=round_, unit=unit, is_apart=False)[0]
    return Inspection.objects.create(group=group, round=round_, unit=unit)
