"""What published notices tell -> the rows that lists are made of. Reads the database and writes nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from archive.filters import UNKNOWN
from archive.models import (
    Activity,
    CaseListing,
    InspectionType,
    Kind,
    Mention,
    Notice,
    NoticeListing,
    Place,
    Stage,
    Status,
    YearBasis,
)
from archive.partial_date import PartialDate

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
    level: str
    sort_date: PartialDate | None
    activity: str
    types: list[str]
    notice_types: list[str]
    stage: str
    start: PartialDate | None
    meeting: PartialDate | None
    feedback: PartialDate | None

    @property
    def is_listing(self) -> bool:
        return self.kind == Kind.ROUND_OVERVIEW


def list_cases(told_in: Mapping[int, int], using: str) -> list[CaseListing]:
    """Cases, without those of which no published notice tells. told_in: by each of their rows what stands for all."""
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
            "notice__level",
            "notice__sort_date",
            "notice__activity",
            "types",
            "notice__types",
            "stage",
            Coalesce("period_start", "notice__period_start"),
            Coalesce("meeting_date", "notice__meeting_date"),
            Coalesce("feedback_date", "notice__feedback_date"),
        )
    )
    by_case: dict[int, list[_Said]] = defaultdict(list)
    for status, *values in told:
        if status == Status.PUBLISHED:
            said = _Said(*values)
            by_case[told_in[said.row]].append(said)
    return [_listing(case, said) for case, said in by_case.items()]


def _listing(case: int, told: Sequence[_Said]) -> CaseListing:
    told = sorted(told, key=lambda said: (said.row != case, said.row, said.notice))
    year = min((said.year for said in told if said.year is not None), default=None)
    of_year = [said for said in told if said.year == year]
    types = {name for said in told for name in said.types or said.notice_types}
    stages = {said.stage for said in told}
    activities = {said.activity for said in told}
    return CaseListing(
        inspection_id=case,
        group_id=_first(said.group for said in told),
        round_id=_least(said.round for said in told),
        unit_id=_first(said.unit for said in told),
        year=year,
        year_is_inferred=year is not None and all(said.year_basis in YearBasis.inferred() for said in of_year),
        level=max(said.level for said in told),
        types=[name for name in InspectionType.values if name in types],
        stages=[stage for stage in Stage.values if stage in stages],
        activities=[name for name in Activity.values if name in activities],
        notice_count=len({said.notice for said in told}),
        listed_only=all(said.is_listing for said in told),
        first_date=min((said.sort_date for said in told if said.sort_date), key=PartialDate.sort_key, default=None),
        entry=_entry(told),
        feedback=_feedback(told),
    )


def _entry(told: Sequence[_Said]) -> PartialDate | None:
    """The first day that a notice gives for the inspection's start, else for its opening meeting."""
    meetings = (
        said.meeting
        for said in told
        # The meeting of an overview is its round's.
        if said.stage in (Stage.MOBILIZATION, Stage.ENTRY) and not said.is_listing
    )
    return _first_day(said.start for said in told) or _first_day(meetings)


def _feedback(told: Sequence[_Said]) -> PartialDate | None:
    """The first day that a notice gives for it, be it by reporting its meeting or afterwards."""
    meetings = (said.meeting for said in told if said.stage == Stage.FEEDBACK)
    return _first_day([*meetings, *(said.feedback for said in told)])


def _first_day(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """Of those that are whole."""
    whole = [date for date in dates if date is not None and date.year is not None and date.day is not None]
    return min(whole, key=PartialDate.sort_key, default=None)


def _first(values: Iterable[int | None]) -> int | None:
    return next((value for value in values if value is not None), None)


def _least(values: Iterable[int | None]) -> int | None:
    return min((value for value in values if value is not None), default=None)
