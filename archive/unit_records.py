"""What lists say of units: how often each was inspected, by which groups, in which years."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from archive.models import InspectedUnit, InspectionGroup, Notice
from archive.told import told_of_units
from archive.told_cases import ToldCase, read_cases
from archive.years import ToldYear, told_years


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit and its cases, the newest first."""

    unit: InspectedUnit
    cases: list[ToldCase]

    @property
    def groups(self) -> list[InspectionGroup]:
        return list({case.group.pk: case.group for case in self.cases if case.group}.values())

    @property
    def years(self) -> list[ToldYear]:
        return told_years((case.year, case.year_is_inferred) for case in self.cases)

    @property
    def notices(self) -> list[Notice]:
        return list({notice.pk: notice for case in self.cases for notice in case.notices}.values())

    @property
    def is_look_back(self) -> bool:
        return any(case.is_look_back for case in self.cases)


def records_of(units: Collection[InspectedUnit]) -> list[UnitRecord]:
    """In the order of the units, in one query however many they are."""
    cases: dict[int, list[ToldCase]] = defaultdict(list)
    for case in read_cases(told_of_units(unit.pk for unit in units)):
        # Of one case all mentions count for one unit, unless the row that others point to names none.
        for unit in dict.fromkeys(mention.unit for mention in case.mentions):  # type: ignore[attr-defined]
            cases[unit].append(case)
    return [UnitRecord(unit, cases[unit.pk]) for unit in units]
