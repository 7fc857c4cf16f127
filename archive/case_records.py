"""Inspections put together from all that published notices say of each: who, when, of what type, which stages.

Cases that editors joined are one. An inspection is of the year of the first notice that tells of it, as in tallies.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F, Max, Min, Q, QuerySet

from archive.models import (
    InspectedUnit,
    Inspection,
    InspectionGroup,
    InspectionType,
    Mention,
    Notice,
    Person,
    Role,
    Round,
    Stage,
    round_label,
)
from archive.told import ToldMentions, told_mentions

_PARTS = ("group__authority__place", "round__authority", "unit")


@dataclass(slots=True)
class CaseRecord:
    """One inspection and the mentions that tell of it, those of the newest notice first."""

    key: int
    mentions: list[Mention]

    @property
    def standing(self) -> Inspection:
        """The row that joined cases point to: the one with a page."""
        case = self.mentions[0].inspection
        return case.joined_to or case

    def _rows(self) -> Iterator[Inspection]:
        """The standing row first, for what it says counts; the others fill what it leaves open."""
        yield self.standing
        yield from (mention.inspection for mention in self.mentions)

    @property
    def group(self) -> InspectionGroup | None:
        return next((row.group for row in self._rows() if row.group), None)

    @property
    def unit(self) -> InspectedUnit | None:
        return next((row.unit for row in self._rows() if row.unit), None)

    @property
    def round(self) -> Round | None:
        return next((row.round for row in self._rows() if row.round), None)

    @property
    def round_label(self) -> str:
        """The round's name, or what the notices say of it; empty where they say nothing."""
        if self.round:
            return str(self.round)
        name = self.group.authority.name if self.group else ""
        labels = (round_label(name, notice.term, notice.round_number) for notice in self.notices)
        return next((label for label in labels if label), "")

    @property
    def notices(self) -> list[Notice]:
        return list({mention.notice_id: mention.notice for mention in self.mentions}.values())

    @property
    def year(self) -> int | None:
        return min((notice.year for notice in self.notices if notice.year), default=None)

    @property
    def types(self) -> list[str]:
        """Those that any notice gives, in the order of the vocabulary."""
        named = {name for mention in self.mentions for name in mention.types or mention.notice.types}
        return [name for name in InspectionType.values if name in named]

    @property
    def is_look_back(self) -> bool:
        return InspectionType.LOOK_BACK in self.types

    @property
    def activity(self) -> str:
        return next((notice.activity for notice in self.notices if notice.activity), "")

    @property
    def stages(self) -> list[Stage]:
        """The stages of which there is a notice, in their order."""
        held = {mention.stage for mention in self.mentions}
        return [stage for stage in Stage if stage in held]

    @property
    def heads(self) -> list[Person]:
        """Each name once. Asks the database for appearances and people unless they are prefetched."""
        by_name: dict[str, Person] = {}
        for appearance in (a for mention in self.mentions for a in mention.appearances.all()):
            if appearance.role == Role.HEAD:
                by_name.setdefault(appearance.name, appearance.person)
        return list(by_name.values())


def rows_about(units: Iterable[int]) -> QuerySet[Inspection]:
    """The rows of cases of units (keys), and all that is joined to them."""
    own = Inspection.objects.filter(unit__in=units)
    return Inspection.objects.filter(Q(pk__in=own.values("pk")) | Q(joined_to__in=own.values("pk")))


def newest_cases(told: ToldMentions, most: int) -> list[int]:
    """The keys of the newest cases that the mentions are of; what has no year stands last."""
    cases = told.values("case").annotate(year=Min("notice__year"), newest=Max("notice__sort_date"))
    by_year, by_day = F("year").desc(nulls_last=True), F("newest").desc(nulls_last=True)
    return list(cases.order_by(by_year, by_day, "-case").values_list("case", flat=True)[:most])


def told_of_rows(rows: QuerySet[Inspection]) -> ToldMentions:
    """The mentions of a few rows, found from the rows: asked straight, SQLite looks through all published notices."""
    mentions = Mention.objects.filter(inspection__in=rows.order_by().values("pk")).order_by()
    return told_mentions().filter(pk__in=mentions.values("pk"))


def told_of_cases(cases: Iterable[int]) -> ToldMentions:
    """All mentions of the cases (keys), whichever row they are of."""
    keys = list(cases)
    return told_of_rows(Inspection.objects.filter(Q(pk__in=keys) | Q(joined_to__in=keys)))


def told_of_units(units: Iterable[int]) -> ToldMentions:
    """The mentions that count for the units (keys)."""
    keys = list(units)
    return told_of_rows(rows_about(keys)).filter(unit__in=keys)


def read_cases(told: ToldMentions) -> list[CaseRecord]:
    """The cases of the mentions in one query, the newest first; heads only where the caller prefetches them."""
    rows = told.select_related(
        "notice",
        *(f"inspection__{part}" for part in _PARTS),
        *(f"inspection__joined_to__{part}" for part in _PARTS),
    ).order_by(F("notice__sort_date").desc(nulls_last=True), "-notice_id", "pk")
    cases: dict[int, CaseRecord] = {}
    for mention in rows:
        cases.setdefault(mention.case, CaseRecord(mention.case, [])).mentions.append(mention)
    return sorted(cases.values(), key=lambda case: -(case.year or 0))  # stable: of one year the newest stays first
