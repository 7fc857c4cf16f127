"""Which authority, group, round, unit and case a parsed name stands for.

A wrong join is worse than none: rows are shared between notices only where the authority is identified (the centre,
or a committee whose place is known). Everything else stays the notice's own until an editor joins it.
"""

import re

from archive.models import (
    Authority,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    Level,
    Mention,
    Notice,
    Place,
    Round,
    UnitAlias,
    YearBasis,
)
from archive.numerals import to_int
from archive.parsing import ParsedGroup, ParsedNotice, ParsedPlace, ParsedUnit
from archive.parsing.divisions import packaged_divisions


def find_place(parsed: ParsedPlace) -> Place | None:
    if not parsed.province:
        return None
    place, _ = Place.objects.get_or_create(province=parsed.province, city=parsed.city or "", county=parsed.county or "")
    return place


def find_authority(notice: Notice, parsed: ParsedNotice) -> Authority | None:
    """The authority that parsed names; an unidentified one is the notice's own and is renamed, not multiplied."""
    if not parsed.authority:
        return None
    level = parsed.level or ""
    if level == Level.CENTRAL:
        return Authority.objects.get_or_create(level=Level.CENTRAL, defaults={"name": parsed.authority})[0]
    place = find_place(parsed.place)
    if place is not None:
        return Authority.objects.get_or_create(name=parsed.authority, place=place, defaults={"level": level})[0]
    own = notice.authority
    if own is not None and not own.is_identified and own.name == parsed.authority:
        return own
    return Authority.objects.create(name=parsed.authority, level=level)


def find_round(authority: Authority | None, term: int | None, number: int | None) -> Round | None:
    """The round, made where an identified authority's notice is the first to name it."""
    if authority is None or not authority.is_identified or term is None or number is None:
        return None
    return Round.objects.get_or_create(authority=authority, term=term, number=number)[0]


def find_group(authority: Authority | None, parsed: ParsedGroup) -> InspectionGroup:
    """The authority's group of that name, with or without the place in front: 洛阳市委第三巡察组, 市委第三巡察组."""
    if authority is None:
        authority = Authority.objects.create(name=_committee_in(parsed.name))
    wanted = InspectionGroup(authority=authority, name=parsed.name, ordinal=parsed.ordinal)
    for group in authority.groups.all():
        if group.full_name == wanted.full_name:
            return group
    wanted.save()
    return wanted


def _committee_in(group_name: str) -> str:
    """县委第四巡察组 -> 县委: what stands before the number or the word for inspection."""
    for mark in ("第", "巡"):
        head = group_name.partition(mark)[0]
        if head and head != group_name:
            return head
    return group_name


# The number in a group's name: 中央第七巡视组 -> 七
_GROUP_NUMBER = re.compile(r"第([0-9〇零一二三四五六七八九十百]{1,7})")


def group_named(name: str) -> ParsedGroup:
    """A group as an editor typed it, with the number that its name holds."""
    match = _GROUP_NUMBER.search(name)
    return ParsedGroup(name, to_int(match[1]) if match else None)


def find_unit(notice: Notice, authority: Authority | None, parsed: ParsedUnit) -> InspectedUnit:
    """The unit of that name or alias among those the authority inspects, with the text's short forms as aliases."""
    unit = _known_unit(notice, authority, parsed.name)
    if unit is None:
        division = packaged_divisions().only(parsed.name, "province", "city", "county")
        place = find_place(division.place) if division and division.name == parsed.name else None
        unit = InspectedUnit.objects.create(authority=authority, name=parsed.name, place=place)
    for alias in parsed.aliases:
        if alias != unit.name:
            UnitAlias.objects.get_or_create(unit=unit, name=alias)
    return unit


def _known_unit(notice: Notice, authority: Authority | None, name: str) -> InspectedUnit | None:
    if authority is not None:
        units = InspectedUnit.objects.filter(authority=authority)
    else:
        units = InspectedUnit.objects.filter(authority__isnull=True, inspections__mentions__notice=notice)
    return units.filter(name=name).first() or units.filter(aliases__name=name).distinct().first()


def find_inspection(
    authority: Authority | None, group: InspectionGroup | None, round_: Round | None, unit: InspectedUnit | None
) -> Inspection:
    """The shared case where all of it is known, else a case of the notice's own."""
    if authority is not None and authority.is_identified and group and round_ and unit:
        return Inspection.objects.get_or_create(group=group, round=round_, unit=unit)[0]
    return Inspection.objects.create(group=group, round=round_, unit=unit)


def settle(notice: Notice) -> None:
    """Bring what follows from other values into step: the round, a year by the page's date, the places."""
    notice.round = find_round(notice.authority, notice.term, notice.round_number)
    if notice.year_basis in ("", YearBasis.PUBLISHED) and not notice.corrections.filter(field="year").exists():
        published = notice.published_date
        notice.year = published.year if published else None
        notice.year_basis = YearBasis.PUBLISHED if notice.year else ""
    notice.save(update_fields=["round", "year", "year_basis", "updated_at"])
    places = set(Place.objects.filter(units__inspections__mentions__notice=notice))
    if notice.authority and notice.authority.place:
        places.add(notice.authority.place)
    notice.places.set(places)


def relink(notice: Notice) -> None:
    """Follow a change of authority or round: the notice's groups, units and cases become those of its authority now."""
    round_ = find_round(notice.authority, notice.term, notice.round_number)
    left = []
    for mention in notice.mentions.select_related("inspection__group__authority", "inspection__unit"):
        case = mention.inspection
        group, unit = case.group, case.unit
        if group and notice.authority and group.authority != notice.authority:
            group = find_group(notice.authority, ParsedGroup(group.name, group.ordinal))
        if unit and unit.authority != notice.authority:
            aliases = tuple(unit.aliases.values_list("name", flat=True))
            unit = find_unit(notice, notice.authority, ParsedUnit(unit.name, aliases))
        if (group, unit, round_) != (case.group, case.unit, case.round):
            left.append(case)
            mention.inspection = find_inspection(notice.authority, group, round_, unit)
            mention.save()
    drop_unused_cases(left)
    settle(notice)


def drop_unused_cases(inspections: list[Inspection]) -> None:
    """Remove cases that no notice speaks of any more."""
    for inspection in inspections:
        if not Mention.objects.filter(inspection=inspection).exists():
            inspection.delete()
