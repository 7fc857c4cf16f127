"""What else the archive holds of the inspections that one notice tells of: stage by stage, the gaps said."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from django.db.models import Count, Prefetch, Q
from django.db.models.functions import Coalesce

from archive.models import Inspection, Mention, Notice, Stage, Status, reasons
from archive.partial_date import PartialDate
from archive.told import told_mentions
from archive.told_cases import period_year_is_inferred

DRAWN = 3  # inspections whose stages are drawn, of a notice that tells of many


@dataclass(slots=True)
class Step:
    """One stage. It is told of where a notice is of it, or where one of another stage says when it was."""

    stage: Stage
    is_here: bool = False  # this notice is of it
    notices: list[Notice] = field(default_factory=list)  # others of it
    start: PartialDate | None = None
    end: PartialDate | None = None
    is_inferred: bool = False  # the year of these dates
    leads_to_untold: bool = False

    @property
    def has_notice(self) -> bool:
        return self.is_here or bool(self.notices)

    @property
    def is_told(self) -> bool:
        return self.has_notice or self.start is not None


@dataclass(frozen=True, slots=True)
class Course:
    """One inspection, with those joined to it; others: notices of no stage, such as overviews of a round."""

    case: Inspection
    steps: list[Step]
    others: list[Notice]


@dataclass(frozen=True, slots=True)
class Courses:
    """rest: the inspections that are not drawn, each with the number of notices beside this one.

    Of many, only those are drawn of which another notice tells: the rest would be empty lines.
    """

    drawn: list[Course]
    rest: list[tuple[Inspection, int]]

    @property
    def has_gaps(self) -> bool:
        return any(not step.has_notice for course in self.drawn for step in course.steps)


def courses_of(notice: Notice) -> Courses:
    """From the notice's mentions, prefetched with their cases; a fixed number of queries."""
    cases: dict[int, Inspection] = {}
    for mention in notice.mentions.all():
        case = mention.inspection
        cases.setdefault(case.joined_to_id or case.pk, case)
    counts = _others_by_case(notice)
    keys = list(cases) if len(cases) == 1 else [key for key in cases if key in counts][:DRAWN]
    by_case = _mentions(notice, keys)
    return Courses(
        drawn=[_course(notice, cases[key], by_case.get(key, [])) for key in keys],
        rest=[(case, counts.get(key, 0)) for key, case in cases.items() if key not in keys],
    )


def _mentions(notice: Notice, cases: list[int]) -> dict[int, list[Mention]]:
    """What this notice and published ones say of the cases (keys of standing rows), this notice in front."""
    titled = Notice.objects.select_related("authority").prefetch_related(
        "mentions__inspection__group__authority__place", "mentions__inspection__unit"
    )
    found = (
        Mention.objects.filter(Q(notice__status=Status.PUBLISHED) | Q(notice=notice))
        .filter(Q(inspection__in=cases) | Q(inspection__joined_to__in=cases))
        .select_related("inspection")
        .annotate(**reasons())
        .prefetch_related(Prefetch("notice", titled))
        .order_by("notice__sort_date", "notice", "pk")
    )
    by_case: dict[int, list[Mention]] = {}
    for mention in sorted(found, key=lambda mention: mention.notice_id != notice.pk):
        by_case.setdefault(mention.inspection.joined_to_id or mention.inspection_id, []).append(mention)
    return by_case


def _others_by_case(notice: Notice) -> dict[int, int]:
    own = Mention.objects.filter(notice=notice).values(case=Coalesce("inspection__joined_to_id", "inspection_id"))
    others = told_mentions().filter(case__in=own).exclude(notice=notice)
    return dict(others.values_list("case").annotate(n=Count("notice", distinct=True)))


def _course(notice: Notice, case: Inspection, mentions: list[Mention]) -> Course:
    steps = [_step(notice, stage, mentions) for stage in Stage]
    for step, following in pairwise(steps):
        step.leads_to_untold = not following.is_told
    return Course(case, steps, _others(notice, (m for m in mentions if not m.stage)))


def _step(notice: Notice, stage: Stage, mentions: list[Mention]) -> Step:
    own = [mention for mention in mentions if mention.stage == stage]
    step = Step(stage, is_here=any(m.notice_id == notice.pk for m in own), notices=_others(notice, own))
    if stage == Stage.ENTRY:
        telling = next((mention for mention in mentions if _period(mention)[0]), None)
        step.start, step.end = _period(telling) if telling else (None, None)
        step.is_inferred = telling is not None and period_year_is_inferred(telling)
    else:
        telling = next((mention for mention in own if _date(mention)), None)
        step.start = _date(telling) if telling else None
        step.is_inferred = telling is not None and telling.notice.year_is_inferred and bool(_met(telling))
    return step


def _others(notice: Notice, mentions: Iterable[Mention]) -> list[Notice]:
    return list({m.notice_id: m.notice for m in mentions if m.notice_id != notice.pk}.values())


def _period(mention: Mention) -> tuple[PartialDate | None, PartialDate | None]:
    source = mention if mention.period_start else mention.notice
    return source.period_start, source.period_end


def _met(mention: Mention) -> PartialDate | None:
    return mention.meeting_date or mention.notice.meeting_date


def _date(mention: Mention) -> PartialDate | None:
    """Of the meeting; what came of an inspection may be dated by its publication alone."""
    is_result = mention.stage in (Stage.FEEDBACK, Stage.RECTIFICATION)
    return _met(mention) or (mention.notice.published_date if is_result else None)
