"""Who was inspected when, and where the gaps are: units in rows, rounds or years in columns.

An inspection stands in its round, or in the year that it has in all lists. What is counted are published
notices; inspections that editors joined are one, which stands under each unit and round that one of them names.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product

from django.db.models import BooleanField, Case, Exists, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable, OrderBy

from archive.filters import UNKNOWN, unit_lies_in
from archive.models import (
    ROUND_FIELDS,
    Authority,
    CaseListing,
    InspectedUnit,
    Inspection,
    InspectionType,
    Level,
    Round,
    is_identified,
    notice_address,
    worked_out,
)
from archive.models.fields import has_word
from archive.named_in import names_of_units, rows_named_otherwise, stands_under, told_units
from archive.told import (
    CASE_YEAR,
    CASE_YEAR_IS_INFERRED,
    IS_LISTING,
    IS_LOOK_BACK,
    ToldMentions,
    told_mentions,
    told_of_rows,
)
from archive.years import every_year


class By(StrEnum):
    """What the columns are."""

    ROUND = "round"
    YEAR = "year"


class Only(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    AGAIN = "again"  # units that were looked at again
    LISTED = "listed"  # units of which some inspection is known from an overview alone


@dataclass(frozen=True, slots=True)
class Selection:
    """What a matrix shows; rounds are an authority's own, so that columns of rounds need one."""

    authority: Authority | None = None
    level: str = ""
    place: str = ""
    by: By = By.YEAR
    only: Only = Only.ALL


@dataclass(frozen=True, slots=True)
class Column:
    """A round or a year; key None is what is of no known round or year. is_told: some notice here is of it."""

    key: int | None
    round: Round | None
    is_told: bool

    @property
    def counted_in(self) -> tuple[int | None, int | None] | None:
        """The term or year that counts the round; None of a column of years, or of what is of no known round."""
        return self.round.counted_in if self.round else None


@dataclass(slots=True)
class Cell:
    """What notices tell of one unit in one column.

    is_written: whether one of them writes the round or year; where none does, it was worked out.
    notices: titles by key; lists: the keys of those that are mere lists of a round; cases: keys.
    """

    notices: dict[int, str] = field(default_factory=dict)
    lists: set[int] = field(default_factory=set)
    cases: set[int] = field(default_factory=set)
    is_look_back: bool = False
    is_written: bool = False

    @property
    def is_listed_only(self) -> bool:
        """Whether no notice is about the unit itself."""
        return len(self.lists) == len(self.notices)

    @property
    def only_address(self) -> str:
        """Of the only notice; empty where there are several."""
        return notice_address(*next(iter(self.notices.items()))) if len(self.notices) == 1 else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A unit, and its cells by the key of their column."""

    unit: InspectedUnit
    cells: dict[int | None, Cell]

    @property
    def cases(self) -> int:
        return len({case for cell in self.cells.values() for case in cell.cases})


def rows_of(selection: Selection) -> QuerySet[InspectedUnit]:
    """The units of the selection that published notices tell of, those of one authority together."""
    told = CaseListing.objects.order_by()
    if selection.only is Only.AGAIN:
        told = told.filter(has_word("types", InspectionType.LOOK_BACK))
    elif selection.only is Only.LISTED:
        told = told.filter(listed_only=True)
    return InspectedUnit.objects.filter(
        _is_sent_to(selection) & _lies_in_place(selection), names_of_units(told)
    ).order_by(*in_order_of("authority"), "sort_key", "pk")


def with_places(units: QuerySet[InspectedUnit]) -> QuerySet[InspectedUnit]:
    """Each with all that names it and who inspects it."""
    return units.select_related("authority__place", "place")


def mentions_of(selection: Selection) -> ToldMentions:
    """What published notices tell of the cases that stand under units of the selection."""
    units = rows_of(selection).order_by().values("pk")
    cases = CaseListing.objects.order_by().filter(stands_under("unit", units))
    return told_mentions().filter(case__in=cases.values("pk"))


def authorities_of(selection: Selection) -> QuerySet[Authority]:
    """The identified authorities that may be chosen beside the level and the place of the selection."""
    units = InspectedUnit.objects.filter(_lies_in_place(selection), pk__in=told_units().values("pk"))
    named = Authority.objects.filter(is_identified(), pk__in=units.values("authority"))
    if selection.level:
        named = named.filter(level=selection.level)
    return named.select_related("place").order_by(*in_order_of(""))


def told_centre() -> Authority | None:
    """The centre, where a published notice tells of a unit of its own."""
    centre = Authority.objects.filter(level=Level.CENTRAL).select_related("place").first()
    return centre if centre and told_units().filter(authority=centre).exists() else None


def columns_of(selection: Selection) -> list[Column]:
    """Rounds or years from first to last with the gaps between; what is of no known one stands last."""
    cases = CaseListing.objects.filter(unit__isnull=False).order_by()
    if selection.authority or selection.level:
        units = InspectedUnit.objects.filter(_is_sent_to(selection)).order_by()
        cases = cases.filter(stands_under("unit", units.values("pk")))
    told = set(cases.values_list("round" if selection.by is By.ROUND else "year", flat=True).distinct())
    if selection.by is By.ROUND:
        told |= set(
            rows_named_otherwise("round").filter(joined_to__in=cases.values("pk")).values_list("round", flat=True)
        )
    if selection.by is By.ROUND:
        rounds = Round.objects.filter(authority=selection.authority).known_to_readers()
        rounds = rounds.select_related("authority").newest_first().reverse()
        columns = [Column(wave.pk, wave, wave.pk in told) for wave in rounds]
    else:
        known = [year for year in told if year is not None]
        columns = [Column(year, None, year in told) for year in every_year(known)]
    return [*columns, Column(None, None, is_told=True)] if told - {column.key for column in columns} else columns


def fill_rows(units: Collection[InspectedUnit], columns: Collection[Column], by: By) -> list[Row]:
    """The units with their cells: three queries, however many they are. A case stands under all that its rows name."""
    named = [unit.pk for unit in units]
    cases = CaseListing.objects.order_by().filter(stands_under("unit", named)).values("pk")
    told = (
        told_of_rows(Inspection.objects.filter(Q(pk__in=cases) | Q(joined_to__in=cases)))
        .annotate(
            is_look_back=Case(When(IS_LOOK_BACK, then=True), default=False, output_field=BooleanField()),
            is_listing=Case(When(IS_LISTING, then=True), default=False, output_field=BooleanField()),
            year=CASE_YEAR,
            is_inferred=_is_inferred(by),
        )
        .values_list(
            "case",
            "round",
            "inspection__round",
            "year",
            "notice_id",
            "notice__title",
            "is_look_back",
            "is_listing",
            "is_inferred",
        )
    )
    facts: list[_Fact] = list(told)
    rounds, units_of_case = _rounds_of_cases(facts), _units_of_cases(named)
    keys = {column.key for column in columns}
    cells: dict[int, dict[int | None, Cell]] = defaultdict(lambda: defaultdict(Cell))
    for case, wave, own_wave, year, notice, title, is_look_back, is_listing, is_inferred in facts:
        whens = rounds[case] if by is By.ROUND else {year}
        for unit, key in product(units_of_case[case], whens & keys or {None}):
            cell = cells[unit][key]
            cell.notices[notice] = title
            cell.cases.add(case)
            if is_listing:
                cell.lists.add(notice)
            cell.is_look_back = cell.is_look_back or is_look_back
            tells = by is By.YEAR or (key is not None and key == (own_wave or wave))
            cell.is_written = cell.is_written or (tells and not is_inferred)
    return [Row(unit, dict(cells[unit.pk])) for unit in units]


def _is_inferred(by: By) -> Combinable | Exists:
    """Whether the mention's notice leaves the round to be worked out; whether no notice writes the case's year."""
    if by is By.ROUND:
        return worked_out(ROUND_FIELDS, "notice")
    return Case(When(CASE_YEAR_IS_INFERRED, then=True), default=False, output_field=BooleanField())


_Fact = tuple[int, int | None, int | None, int | None, int, str, bool, bool, bool]


def _rounds_of_cases(facts: Collection[_Fact]) -> dict[int, set[int | None]]:
    """All that their rows name; None of a case that names none."""
    rounds: dict[int, set[int | None]] = defaultdict(set)
    for case, *waves in ((case, wave, own_wave) for case, wave, own_wave, *_rest in facts):
        rounds[case].update(wave for wave in waves if wave is not None)
    return {case: waves or {None} for case, waves in rounds.items()}


def _units_of_cases(units: Collection[int]) -> dict[int, set[int]]:
    """Which of the units (keys) each case names."""
    kept = CaseListing.objects.filter(unit__in=units).order_by().values_list("pk", "unit")
    otherwise = rows_named_otherwise("unit").filter(unit__in=units).values_list("joined_to", "unit")
    named: dict[int, set[int]] = defaultdict(set)
    for case, unit in kept.union(otherwise):
        named[case].add(unit)
    return named


def _is_sent_to(selection: Selection) -> Q:
    """The condition on units that the chosen authority, or one of the chosen level, inspects them."""
    condition = Q(authority=selection.authority) if selection.authority else Q()
    if selection.level == UNKNOWN:
        condition &= Q(authority__isnull=True) | Q(authority__level="")
    elif selection.level:
        condition &= Q(authority__level=selection.level)
    return condition


def _lies_in_place(selection: Selection) -> Q:
    """The condition on units that they, or those that inspect them, are in the chosen place."""
    return unit_lies_in(selection.place) if selection.place else Q()


def in_order_of(authority: str) -> list[OrderBy | Combinable | str]:
    """How authorities are shelved, by the lookup to them: the centre, then by level and place; last the placeless."""
    path = f"{authority}__" if authority else ""
    is_centre = Q(**{f"{path}level": Level.CENTRAL})
    is_known = is_identified(authority)
    ranks = [When(is_known & Q(**{f"{path}level": level}), then=Value(n)) for n, level in enumerate(Level.values, 1)]
    rank = Case(When(is_centre, then=Value(0)), *ranks, When(is_known, then=Value(8)), default=Value(9))
    rank.output_field = IntegerField()
    by_place = F(f"{path}place__sort_key").asc(nulls_last=True)
    return [rank, by_place, F(f"{path}sort_key").asc(nulls_last=True), f"{path}pk"]
