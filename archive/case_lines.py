"""One line for each inspection that published notices tell of, for tables that go elsewhere.

An inspection that editors joined has one under each unit and round that its rows name, as the matrix has its cells.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, When

from archive.models import CaseListing, InspectedUnit, Place, Round
from archive.named_in import rows_named_otherwise
from archive.told import CASE_YEAR, CASE_YEAR_IS_INFERRED, IS_LISTING, IS_LOOK_BACK, ToldMentions

_CHUNK = 2000  # lines fetched at once

# What a line says of the unit and the round, by the lookup from the case that says it.
_UNIT = {
    "unit_name": "name",
    "unit_key": "sort_key",
    "unit_province": "place__province",
    "unit_city": "place__city",
    "unit_county": "place__county",
    "authority_name": "authority__name",
    "authority_key": "authority__sort_key",
    "level": "authority__level",
    "province": "authority__place__province",
    "city": "authority__place__city",
    "county": "authority__place__county",
    "place_key": "authority__place__sort_key",
}
_ROUND = {name: name for name in ("term", "counted_year", "number")}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One unit in one inspection and round; what is not known is empty or None. case: the key of the inspection."""

    case: int
    unit: str
    unit_place: tuple[str, str, str]
    authority: str
    level: str
    place: tuple[str, str, str]
    term: int | None
    counted_year: int | None  # within which the round is counted, where no term counts it
    number: int | None
    year: int | None
    year_is_inferred: bool  # no notice writes it
    notices: int
    own_notices: int  # those that are no mere list of a round
    is_look_back: bool
    first_notice: int


def case_lines(mentions: ToldMentions, units: QuerySet[InspectedUnit]) -> Iterator[CaseLine]:
    """From told_mentions() of cases of the units, by authority's place, unit and year; lines of other units stay out.

    A fixed number of queries, however many the mentions are.
    """
    said = {name: Max(_of_standing("unit", path)) for name, path in _UNIT.items()}
    said |= {name: Max(_of_standing("round", path)) for name, path in _ROUND.items()}
    rows = (
        mentions.values("case")
        .annotate(
            **said,
            unit=Max("unit"),
            year=Min(CASE_YEAR),
            inferred=Count("pk", filter=CASE_YEAR_IS_INFERRED),
            notices=Count("notice", distinct=True),
            own=Count("notice", distinct=True, filter=~IS_LISTING),
            again=Count("pk", filter=IS_LOOK_BACK),
            first=Min("notice_id"),
        )
        .order_by(F("place_key").asc(nulls_first=True), "authority_key", "unit_key", "unit", "year", "case")
    )
    several = _naming_several()
    units_of, rounds_of = _named_by("unit", several), _named_by("round", several)
    units_named = units.select_related("authority__place", "place").order_by().in_bulk(_keys(units_of))
    rounds_named = Round.objects.order_by().in_bulk(_keys(rounds_of))
    for row in rows.iterator(chunk_size=_CHUNK):
        line = CaseLine(
            case=row["case"],
            unit=row["unit_name"] or "",
            unit_place=(row["unit_province"] or "", row["unit_city"] or "", row["unit_county"] or ""),
            authority=row["authority_name"] or "",
            level=row["level"] or "",
            place=(row["province"] or "", row["city"] or "", row["county"] or ""),
            term=row["term"],
            counted_year=row["counted_year"],
            number=row["number"],
            year=row["year"],
            year_is_inferred=row["inferred"] > 0,
            notices=row["notices"],
            own_notices=row["own"],
            is_look_back=row["again"] > 0,
            first_notice=row["first"],
        )
        if line.case not in several:
            yield line
            continue
        waves = [rounds_named[key] for key in rounds_of.get(line.case, ())]
        for unit in (units_named[key] for key in units_of.get(line.case, ()) if key in units_named):
            own: list[Round | None] = [wave for wave in waves if wave.authority_id == unit.authority_id]
            yield from (_said_of(line, unit, wave) for wave in own or [None])


def _naming_several() -> set[int]:
    """The cases (keys) of which joined rows name several units or rounds; there are few."""
    named = [rows_named_otherwise(part).order_by().values_list("joined_to", flat=True) for part in ("unit", "round")]
    return {case for cases in named for case in cases if case is not None}


def _named_by(part: str, cases: set[int]) -> dict[int, list[int]]:
    """The units or rounds (keys) that each of the cases names, that of the listing first."""
    kept = CaseListing.objects.filter(pk__in=cases, **{f"{part}__isnull": False}).order_by().values_list("pk", part)
    others = rows_named_otherwise(part).filter(joined_to__in=cases).order_by("pk").values_list("joined_to", part)
    named: dict[int, dict[int, None]] = defaultdict(dict)
    for case, key in [*kept, *others]:
        named[case][key] = None
    return {case: list(keys) for case, keys in named.items()}


def _keys(named: dict[int, list[int]]) -> set[int]:
    return {key for keys in named.values() for key in keys}


def _said_of(line: CaseLine, unit: InspectedUnit, wave: Round | None) -> CaseLine:
    """The line of the case for one of its units, in one of the rounds of who inspects that."""
    sender = unit.authority
    return replace(
        line,
        unit=unit.name,
        unit_place=_parts(unit.place),
        authority=sender.name if sender else "",
        level=sender.level if sender else "",
        place=_parts(sender.place if sender else None),
        term=wave.term if wave else None,
        counted_year=wave.counted_year if wave else None,
        number=wave.number if wave else None,
    )


def _parts(place: Place | None) -> tuple[str, str, str]:
    return (place.province, place.city, place.county) if place else ("", "", "")


def _of_standing(part: str, path: str) -> Case:
    """What the case says that others point to, or, where that names no such part, what the mention's own says."""
    joined = f"inspection__joined_to__{part}"
    return Case(
        When(Q(**{f"{joined}__isnull": False}), then=F(f"{joined}__{path}")), default=F(f"inspection__{part}__{path}")
    )
