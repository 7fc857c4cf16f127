"""What else the archive holds of the inspections that one notice tells of: stage by stage, the gaps said."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from archive.doubts import Doubts
from archive.models import Inspection, Mention, Notice, Stage, Status, reasons
from archive.stage_line import Step, steps_of
from archive.told import told_of_rows
from archive.told_cases import ToldCase, titles

DRAWN = 3  # inspections whose stages are drawn, of a notice that tells of many


@dataclass(frozen=True, slots=True)
class Course:
    """One inspection, with those joined to it; others: notices of no stage, such as overviews of a round."""

    case: Inspection
    steps: list[Step]
    others: list[Notice]


@dataclass(frozen=True, slots=True)
class Courses:
    """rest: the inspections that are not drawn, each with the number of notices beside this one.

    by_stage: of how many of all of them this notice or another tells each stage.

    Of many, only those are drawn of which another notice tells: the rest would be empty lines.
    """

    drawn: list[Course]
    rest: list[tuple[Inspection, int]]
    by_stage: list[tuple[Stage, int]]

    @property
    def has_stages(self) -> bool:
        return any(count for _stage, count in self.by_stage)

    @property
    def has_gaps(self) -> bool:
        return any(not step.notices for course in self.drawn for step in course.steps)


def courses_of(notice: Notice, doubts: Doubts) -> Courses:
    """From the notice's mentions, prefetched with their cases; a fixed number of queries. doubts: the notice's own."""
    cases: dict[int, Inspection] = {}
    for mention in notice.mentions.all():
        case = mention.inspection
        cases.setdefault(case.joined_to_id or case.pk, case)
    counts = _others_by_case(notice)
    keys = list(cases) if len(cases) == 1 else [key for key in cases if key in counts][:DRAWN]
    by_case = _mentions(notice, keys)
    return Courses(
        drawn=[_course(notice, cases[key], by_case.get(key, []), doubts) for key in keys],
        rest=[(case, counts.get(key, 0)) for key, case in cases.items() if key not in keys],
        by_stage=_cases_by_stage(notice),
    )


def _mentions(notice: Notice, cases: list[int]) -> dict[int, list[Mention]]:
    """What this notice and published ones say of the cases (keys of standing rows), this notice in front."""
    rows = Inspection.objects.filter(Q(pk__in=cases) | Q(joined_to__in=cases))
    found = (
        _said_of(rows, notice)
        .select_related("inspection", "notice__authority")
        .annotate(**reasons())
        .prefetch_related(titles())
        .order_by("notice__sort_date", "notice", "pk")
    )
    by_case: dict[int, list[Mention]] = {}
    for mention in sorted(found, key=lambda mention: mention.notice_id != notice.pk):
        by_case.setdefault(mention.inspection.joined_to_id or mention.inspection_id, []).append(mention)
    return by_case


def _cases_by_stage(notice: Notice) -> list[tuple[Stage, int]]:
    said = _said_of(Inspection.objects.told_by(notice), notice).order_by()
    of_cases = said.annotate(case=Coalesce("inspection__joined_to_id", "inspection_id"))
    counts = dict(of_cases.values_list("stage").annotate(n=Count("case", distinct=True)))
    return [(stage, counts.get(stage, 0)) for stage in Stage]


def _said_of(rows: QuerySet[Inspection], notice: Notice) -> QuerySet[Mention]:
    """What this notice and published ones say of the rows: found from these, which are few."""
    own = Mention.objects.filter(inspection__in=rows.order_by().values("pk")).order_by()
    return Mention.objects.filter(Q(notice__status=Status.PUBLISHED) | Q(notice=notice), pk__in=own.values("pk"))


def _others_by_case(notice: Notice) -> dict[int, int]:
    others = told_of_rows(Inspection.objects.told_by(notice)).exclude(notice=notice)
    return dict(others.values_list("case").annotate(n=Count("notice", distinct=True)))


def _course(notice: Notice, case: Inspection, mentions: list[Mention], doubts: Doubts) -> Course:
    others = {m.notice_id: m.notice for m in mentions if not m.stage and m.notice_id != notice.pk}
    return Course(case, steps_of(ToldCase(case.pk, mentions), doubts), list(others.values()))
