"""Rounds: all of them by authority, and the groups, heads and units of one."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.views.generic import TemplateView

from archive.case_facets import perhaps_query
from archive.coverage import in_order_of
from archive.models import Appearance, Authority, CaseListing, InspectionGroup, Level, Notice, Role, Round, Status
from archive.models.authority import RoundQuerySet
from archive.models.kept import CaseListingQuerySet
from archive.models.notice import NoticeQuerySet
from archive.named_in import rows_named_otherwise, stands_under
from archive.notice_lines import lines_of
from archive.perhaps_one import pairs_among
from archive.told_cases import Period, ToldCase, load_told_cases
from archive.views.addressed import AddressedView
from archive.views.page import PAGE_SIZES, SectionMixin, narrowed_list, page_of, read_shape
from archive.views.senders import read_senders
from archive.wording import appearances_in_role, common_activity, listed

ROUNDS_A_PAGE = 100
MOST_CASES = 300  # in the table of one round
NOTICES_A_PAGE = PAGE_SIZES[0]


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round, and what published notices here tell of it."""

    round: Round
    notices: int
    cases: int
    units: int


@dataclass(frozen=True, slots=True)
class RoundShelf:
    """The rounds of one authority by the terms and years that count them, the newest first."""

    authority: Authority
    lines: list[RoundLine]

    @property
    def has_dates(self) -> bool:
        """Whether more is known of the rounds than that notices name them."""
        return any(line.round.starts or line.round.units for line in self.lines)

    @property
    def counts(self) -> list[tuple[Round, list[RoundLine]]]:
        """The rounds of each term or year, with the first of them, which names that."""
        runs = [list(run) for _counted, run in groupby(self.lines, key=lambda line: line.round.counted_in)]
        return [(run[0].round, run) for run in runs]


class RoundListView(SectionMixin, TemplateView):
    section = "rounds"
    parameters = ("level", "place", "per_page", "page")
    template_name = "archive/round_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, problems = self.request.GET, list[str]()
        senders, shape = read_senders(query, problems), read_shape(query, problems, usual_size=ROUNDS_A_PAGE)
        rounds = (
            Round.objects.filter(senders.condition)
            .known_to_readers()
            .select_related("authority__place")
            .newest_first(*in_order_of("authority"))
        )
        page = page_of(self.request, rounds, shape.size)
        by_authority = groupby(_lines(list(page.object_list)), key=lambda line: line.round.authority)
        shelves = [RoundShelf(authority, list(of_one)) for authority, of_one in by_authority]
        return super().get_context_data(
            page=page,
            shelves=shelves,
            problems=problems,
            **senders.context(),
            **narrowed_list(senders.choices, shape, self.understood(problems)),
            **kwargs,
        )


def _lines(rounds: list[Round]) -> list[RoundLine]:
    """With their counts: three queries, however many they are.

    A unit of which joined rows have two names is one, by the name of the row that stands for all.
    """
    keys = [wave.pk for wave in rounds]
    told = CaseListing.objects.filter(round__in=keys).order_by().values("round")
    counts = {row["round"]: row for row in told.annotate(cases=Count("*"), units=Count("unit", distinct=True))}
    for key, more in _counted_elsewhere(keys).items():
        own = counts.get(key, {"cases": 0, "units": 0})
        counts[key] = {name: own[name] + more[name] for name in more}
    published = Count("notices", filter=Q(notices__status=Status.PUBLISHED))
    notices = dict(Round.objects.filter(pk__in=keys).order_by().values_list("pk").annotate(n=published))
    none = {"cases": 0, "units": 0}
    return [
        RoundLine(wave, notices.get(wave.pk, 0), **{name: counts.get(wave.pk, none)[name] for name in none})
        for wave in rounds
    ]


def _counted_elsewhere(rounds: list[int]) -> dict[int, dict[str, int]]:
    """What to add to the counts of the rounds (keys) for inspections that are kept under another."""
    rows = rows_named_otherwise("round").filter(round__in=rounds)
    of_round = CaseListing.objects.filter(round=OuterRef("round"), unit=OuterRef("joined_to__listing__unit"))
    is_new = Q(joined_to__listing__unit__isnull=False) & ~Exists(of_round.order_by())
    counted = rows.values("round").annotate(
        cases=Count("joined_to", distinct=True),
        units=Count("joined_to__listing__unit", distinct=True, filter=is_new),
    )
    return {row.pop("round"): row for row in counted}


def _notices() -> NoticeQuerySet:
    return Notice.objects.published()


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group (None: not named) with the inspections that it made in the round."""

    group: InspectionGroup | None
    cases: list[ToldCase]

    @property
    def units(self) -> list[list[ToldCase]]:
        """The inspections by unit; each by itself where the unit is not known."""
        by_unit: dict[tuple[str, int], list[ToldCase]] = {}
        for case in self.cases:
            by_unit.setdefault(("unit", case.unit.pk) if case.unit else ("case", case.key), []).append(case)
        return list(by_unit.values())

    @property
    def heads(self) -> list[Appearance]:
        return appearances_in_role((head for case in self.cases for head in case.heads), Role.HEAD)

    @property
    def verb(self) -> str:
        verbs = dict.fromkeys(case.verb for case in self.cases)
        return listed(verbs, most=len(verbs))

    @property
    def period(self) -> Period:
        return next((case.period for case in self.cases if any(case.period)), (None, None))

    @property
    def period_is_inferred(self) -> bool:
        return next((case.period_is_inferred for case in self.cases if any(case.period)), False)

    @property
    def round_is_inferred(self) -> bool:
        """Whether no notice of these inspections writes of which round they are."""
        return all(case.round_is_inferred for case in self.cases)


class RoundDetailView(AddressedView, SectionMixin, TemplateView):
    section = "rounds"
    parameters = ("page",)
    template_name = "archive/round_detail.html"

    def things(self) -> QuerySet[Round]:
        return Round.objects.known_to_readers().select_related("authority__place")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wave: Round = self.thing
        [line] = _lines([wave])
        rows = _group_rows(wave)
        notices = _notices().filter(round=wave).for_lines().newest_first()
        page = page_of(self.request, notices, NOTICES_A_PAGE)
        siblings = Round.objects.filter(authority=wave.authority).known_to_readers().select_related("authority")
        return super().get_context_data(
            round=wave,
            line=line,
            is_central=wave.authority.level == Level.CENTRAL,
            rows=rows,
            told_period=_told_period(rows),
            activity=common_activity(notice for row in rows for case in row.cases for notice in case.notices),
            perhaps_one=pairs_among(_cases_of(wave).counted().values("pk")).count(),
            perhaps_query=perhaps_query(round=str(wave.pk)),
            most=MOST_CASES,
            page=page,
            lines=lines_of(page),
            **_neighbours(siblings, wave),
            **kwargs,
        )


def _cases_of(wave: Round) -> CaseListingQuerySet:
    return CaseListing.objects.filter(stands_under("round", [wave.pk])).order_by()


def _group_rows(wave: Round) -> list[GroupRow]:
    """By number; those not named last.

    In one round one group inspects a unit: what does not name the group stands with what names the only one.
    """
    in_order = _cases_of(wave).order_by(F("group__ordinal").asc(nulls_last=True), "pk")
    cases = load_told_cases(list(in_order.values_list("pk", flat=True)[:MOST_CASES]))
    by_group: dict[InspectionGroup | None, list[ToldCase]] = {}
    for case in cases:
        by_group.setdefault(case.group, []).append(case)
    named = {group: {case.unit for case in of_one if case.unit} for group, of_one in by_group.items() if group}
    unnamed: list[ToldCase] = []
    for case in by_group.pop(None, []):
        groups = [group for group, units in named.items() if case.unit in units]
        (by_group[groups[0]] if len(groups) == 1 else unnamed).append(case)
    if unnamed:
        by_group[None] = unnamed
    rows = [GroupRow(group, of_one) for group, of_one in by_group.items()]
    return sorted(rows, key=_number)


def _told_period(rows: list[GroupRow]) -> Period | None:
    """The period that all groups have of which one is told."""
    told = {row.period for row in rows if any(row.period)}
    return told.pop() if len(told) == 1 else None


def _number(row: GroupRow) -> tuple[bool, int, str]:
    group = row.group
    return (group is None, group.ordinal or 10_000, group.name) if group else (True, 0, "")


def _neighbours(siblings: RoundQuerySet, wave: Round) -> dict[str, Any]:
    """The rounds of the same authority before and after, or None."""
    ordered = list(siblings.newest_first())
    place = next(index for index, other in enumerate(ordered) if other.pk == wave.pk)
    return {
        "earlier": ordered[place + 1] if place + 1 < len(ordered) else None,
        "later": ordered[place - 1] if place else None,
    }
