"""What published notices tell -> the rows that lists are made of. Reads the database and writes nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from archive.filters import UNKNOWN
from archive.keeping.case_years import Dating, date_of, entry_of, is_inferred, year_of
from archive.models import (
    Activity,
    CaseListing,
    InspectionType,
    Kind,
    Mention,
    Notice,
    NoticeListing,
    Place,
    Round,
    Stage,
    Status,
    YearBasis,
    reasons,
)
from archive.partial_date import PartialDate
from archive.sayings import dates_differ

Listed = set[tuple[int, str, str]]  # notice, facet, value

_PLACES, _GROUPS, _UNITS = NoticeListing.Facet.PLACE, NoticeListing.Facet.GROUP, NoticeListing.Facet.UNIT


def list_notices(keys: Collection[int], using: str) -> Listed:
    """Under what the notices stand: nothing of those that are not published. Three queries."""
    published = Notice.objects.using(using).published().filter(pk__in=keys).order_by()
    values: dict[tuple[int, str], set[str]] = {
        (key, facet): set() for key in published.values_list("pk", flat=True) for facet in NoticeListing.Facet.values
    }
    links = Notice.places.through._default_manager.using(using).filter(notice__in=keys)
    for key, *parts in links.values_list("notice_id", "place__province", "place__city", "place__county"):
        if (key, _PLACES) in values:
            values[key, _PLACES].update(Place(province=parts[0], city=parts[1], county=parts[2]).codes)
    mentions = Mention.objects.using(using).filter(notice__in=keys).order_by()
    named = mentions.values_list("notice_id", "inspection__group__ordinal", "inspection__unit__name")
    for key, ordinal, unit in named:
        if ordinal is not None and (key, _GROUPS) in values:
            values[key, _GROUPS].add(str(ordinal))
        if unit is not None and (key, _UNITS) in values:
            values[key, _UNITS].add(unit)
    return {(key, facet, value) for (key, facet), known in values.items() for value in known or {UNKNOWN}}


@dataclass(frozen=True, slots=True)
class _Said:
    """One mention of a published notice, with what counts for it; row: the key of the row that it is of."""

    row: int
    group: int | None
    round: int | None
    unit: int | None
    notice: int
    kind: str
    year: int | None
    year_basis: str
    counted_year: int | None
    level: str
    sort_date: PartialDate | None
    activity: str
    types: list[str]
    notice_types: list[str]
    shares_types: bool
    shares_meeting: bool
    stage: str
    start: PartialDate | None
    own_meeting: PartialDate | None
    notice_meeting: PartialDate | None
    round_is_inferred: bool
    period_is_completed: bool
    feedback: PartialDate | None

    @property
    def is_listing(self) -> bool:
        return self.kind == Kind.ROUND_OVERVIEW

    @property
    def meeting(self) -> PartialDate | None:
        return self.own_meeting or (self.notice_meeting if self.shares_meeting else None)

    @property
    def opening(self) -> PartialDate | None:
        """When the inspection's own opening meeting was: that of an overview is its round's."""
        is_opening = self.stage in (Stage.MOBILIZATION, Stage.ENTRY) and not self.is_listing
        return self.meeting if is_opening else None

    @property
    def feedback_day(self) -> PartialDate | None:
        """When the findings were given back, by what is told afterwards, else by a report of the meeting."""
        return self.feedback or (self.meeting if self.stage == Stage.FEEDBACK else None)

    @property
    def dating(self) -> Dating:
        year_is_inferred = self.year_basis in YearBasis.inferred()
        return Dating(
            start=self.start,
            opening=self.opening,
            is_completed=year_is_inferred and self.period_is_completed,
            counted_year=None if self.round_is_inferred else self.counted_year,
            year=self.year,
            year_is_inferred=year_is_inferred,
            sort_date=self.sort_date,
        )


def list_cases(told_in: Mapping[int, int], using: str) -> list[CaseListing]:
    """Cases, without those of which no published notice tells. told_in: by each of their rows what stands for all."""
    why = reasons()
    told = (
        Mention.objects.using(using)
        .filter(inspection__in=list(told_in))
        .order_by()
        .values_list(
            # Not asked for: the database would look through all that is published.
            "notice__status",
            "inspection_id",
            "inspection__group_id",
            Coalesce("inspection__joined_to__round_id", "inspection__round_id"),
            Coalesce("inspection__joined_to__unit_id", "inspection__unit_id"),
            "notice_id",
            "notice__kind",
            "notice__year",
            "notice__year_basis",
            "notice__round_year",
            "notice__level",
            "notice__sort_date",
            "notice__activity",
            "types",
            "notice__types",
            why["shares_types"],
            why["shares_meeting"],
            "stage",
            Coalesce("period_start", "notice__period_start"),
            "meeting_date",
            "notice__meeting_date",
            why["round_is_inferred"],
            why["period_is_completed"],
            Coalesce("feedback_date", "notice__feedback_date"),
        )
    )
    by_case: dict[int, list[_Said]] = defaultdict(list)
    for status, *values in told:
        if status == Status.PUBLISHED:
            said = _Said(*values)
            by_case[told_in[said.row]].append(said)
    # Not in their order: for that, SQLite would go through all rounds for each authority.
    rounds = (
        Round.objects.using(using)
        .order_by()
        .in_bulk({said.round for told in by_case.values() for said in told if said.round})
    )
    listed = [_listing(case, said, rounds) for case, said in by_case.items()]
    _leave_out_bare_groups(listed, by_case, using)
    return listed


def _listing(case: int, told: Sequence[_Said], rounds: Mapping[int, Round]) -> CaseListing:
    told = sorted(told, key=lambda said: (said.row != case, said.row, said.notice))
    wave = _least(said.round for said in told)
    datings = [said.dating for said in told]
    year = year_of(datings, rounds[wave] if wave else None)
    types = {name for said in told for name in said.types or (said.notice_types if said.shares_types else ())}
    stages = {said.stage for said in told}
    activities = {said.activity for said in told}
    return CaseListing(
        inspection_id=case,
        group_id=_first(said.group for said in told),
        round_id=wave,
        unit_id=_first(said.unit for said in told),
        year=year,
        year_is_inferred=year is not None and is_inferred(year, datings),
        level=max(said.level for said in told),
        types=[name for name in InspectionType.values if name in types],
        stages=[stage for stage in Stage.values if stage in stages],
        activities=[name for name in Activity.values if name in activities],
        notice_count=len({said.notice for said in told}),
        listed_only=all(said.is_listing for said in told),
        first_date=date_of(year, datings),
        entry=_first_day([entry_of(datings)]),
        feedback=_first_day(said.feedback_day for said in told),
        days_differ=_entries_differ(told) or dates_differ(said.feedback_day for said in told),
    )


def _leave_out_bare_groups(cases: Iterable[CaseListing], told: Mapping[int, Sequence[_Said]], using: str) -> None:
    """Groups that every notice names beside units without a group, which are counted: one query, and none where no
    group stands alone."""
    bare = [case for case in cases if case.unit_id is None and case.group_id is not None]
    if not bare:
        return
    notices = {said.notice for case in bare for said in told[case.pk]}
    units = Mention.objects.using(using).filter(inspection__unit__isnull=False, inspection__group__isnull=True)
    beside = set(units.filter(notice__in=notices).order_by().values_list("notice_id", flat=True))
    for case in bare:
        case.is_counted = not beside.issuperset(said.notice for said in told[case.pk])


def _entries_differ(told: Sequence[_Said]) -> bool:
    """Whether notices disagree about what entry_of() goes by."""
    if dates_differ(said.start for said in told):
        return True
    return not _first_day(said.start for said in told) and dates_differ(said.opening for said in told)


def _first_day(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """Of those that are whole."""
    whole = [date for date in dates if date is not None and date.year is not None and date.day is not None]
    return min(whole, key=PartialDate.sort_key, default=None)


def _first(values: Iterable[int | None]) -> int | None:
    return next((value for value in values if value is not None), None)


def _least(values: Iterable[int | None]) -> int | None:
    return min((value for value in values if value is not None), default=None)
