"""One line for each inspection that published notices tell of, for tables that go elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, Count, F, Max, Min, Q, When

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
    """One unit in one inspection; what is not known is empty or None."""

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


def case_lines(mentions: ToldMentions) -> Iterator[CaseLine]:
    """From told_mentions(), in one query however many there are; by authority's place, unit and year."""
    said = {name: Max(_of_standing("unit", path)) for name, path in _UNIT.items()}
    said |= {name: Max(_of_standing("round", path)) for name, path in _ROUND.items()}
    rows = (
        mentions.values("unit", "case")
        .annotate(
            **said,
            year=Min(CASE_YEAR),
            inferred=Count("pk", filter=CASE_YEAR_IS_INFERRED),
            notices=Count("notice", distinct=True),
            own=Count("notice", distinct=True, filter=~IS_LISTING),
            again=Count("pk", filter=IS_LOOK_BACK),
            first=Min("notice_id"),
        )
        .order_by(F("place_key").asc(nulls_first=True), "authority_key", "unit_key", "unit", "year", "case")
    )
    for row in rows.iterator(chunk_size=_CHUNK):
        yield CaseLine(
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


def _of_standing(part: str, path: str) -> Case:
    """What the case says that others point to, or, where that names no such part, what the mention's own says."""
    joined = f"inspection__joined_to__{part}"
    return Case(
        When(Q(**{f"{joined}__isnull": False}), then=F(f"{joined}__{path}")), default=F(f"inspection__{part}__{path}")
    )
