"""The course of one inspection: its stages in order, when each was, and the days between."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.safestring import SafeString

from archive.doubts import Doubts
from archive.models import Kind, Mention, Notice, Stage
from archive.partial_date import PartialDate
from archive.sayings import Saying, date_sayings
from archive.told_cases import (
    ToldCase,
    feedback_of,
    feedback_year_is_inferred,
    meeting_of,
    period_of,
    period_year_is_inferred,
)

# What came of an inspection may be dated by its publication alone.
_RESULTS = (Stage.FEEDBACK, Stage.RECTIFICATION)
# The fields that say when a stage was, in whatever notice; a meeting's day is that of the stage which its notice is of.
_DATED_BY = {
    Stage.ENTRY: ("period_start", "period_end"),
    Stage.FEEDBACK: ("feedback_date",),
}
_OPENINGS = (Stage.MOBILIZATION, Stage.ENTRY)  # a notice of the entry tells of the meeting that opened it


@dataclass(slots=True)
class Step:
    """One stage: the notices that are of it, and its dates (more than one where notices disagree).

    days: since the last stage of which the date is known (after), where both are known in full; negative where
    this one is said to have come first. lasted: days from the entry to the end, both counted. signed, published: the
    first day that the notices of a stage of which nobody gives the date bear themselves, and on which they were
    published; the days since the last stage are those to the former. doubts: why the date
    was left blank, where no notice gives it.
    """

    stage: Stage
    notices: list[Notice]
    dates: list[Saying[PartialDate]]
    ends: list[Saying[PartialDate]] = field(default_factory=list)
    after: Stage | None = None
    days: int | None = None
    lasted: int | None = None
    signed: PartialDate | None = None
    published: PartialDate | None = None
    doubts: list[SafeString] = field(default_factory=list)
    leads_to_untold: bool = False

    @property
    def is_told(self) -> bool:
        """Whether a notice of the stage is here, or one of another stage that says when it was."""
        return bool(self.notices or self.dates)

    @property
    def only_teller(self) -> Notice | None:
        """The notice that gives its dates, where no other does."""
        told = {notice.pk: notice for saying in (*self.dates, *self.ends) for notice in saying.notices}
        return next(iter(told.values())) if len(told) == 1 else None

    @property
    def date(self) -> PartialDate | None:
        return self.dates[0].value if len(self.dates) == 1 else None

    @property
    def end(self) -> PartialDate | None:
        return self.ends[0].value if len(self.ends) == 1 else None

    @property
    def differs(self) -> bool:
        return len(self.dates) > 1 or len(self.ends) > 1


def steps_of(case: ToldCase, doubts: Doubts) -> list[Step]:
    """All stages, told of or not; doubts: those of the case's notices as far as the page says them."""
    steps: list[Step] = []
    for stage in Stage:
        dates, ends = _dates(case.mentions, stage)
        own = list({m.notice_id: m.notice for m in case.mentions if m.stage == stage}.values())
        is_undated = stage in _RESULTS and not dates
        signed = _first(notice.signed_date for notice in own) if is_undated else None
        day = _day(dates) or _whole(signed)
        dated = next((step for step in reversed(steps) if _day(step.dates)), None) if day else None
        before = _day(dated.dates) if dated else None
        last = _day(ends)
        steps.append(
            Step(
                stage,
                own,
                dates,
                ends,
                after=dated.stage if dated else None,
                days=(day - before).days if day and before else None,
                lasted=(last - day).days + 1 if day and last and last >= day else None,
                signed=signed,
                published=_first(notice.published_date for notice in own) if is_undated else None,
                doubts=[] if dates else _doubts(case.mentions, stage, doubts),
            )
        )
    for step, following in pairwise(steps):
        step.leads_to_untold = not following.is_told
    return steps


def _dates(mentions: list[Mention], stage: Stage) -> tuple[list[Saying[PartialDate]], list[Saying[PartialDate]]]:
    if stage == Stage.ENTRY:
        periods = [(period_of(mention), mention.notice, period_year_is_inferred(mention)) for mention in mentions]
        starts = date_sayings((start, notice, is_inferred) for (start, _end), notice, is_inferred in periods)
        return starts, date_sayings((end, notice, is_inferred) for (_start, end), notice, is_inferred in periods)
    if stage == Stage.FEEDBACK:
        days = ((feedback_of(mention), mention.notice, feedback_year_is_inferred(mention)) for mention in mentions)
        return date_sayings(days), []
    return date_sayings(
        (meeting_of(mention), mention.notice, mention.notice.year_is_inferred)
        for mention in mentions
        if _tells_meeting(mention, stage)
    ), []


def _doubts(mentions: list[Mention], stage: Stage, doubts: Doubts) -> list[SafeString]:
    """Each reason once."""
    telling = [(m.notice_id, name) for m in mentions for name in _DATED_BY.get(stage, ())]
    telling += [(m.notice_id, "meeting_date") for m in mentions if _tells_meeting(m, stage)]
    return list(dict.fromkeys(reason for said in dict.fromkeys(telling) for reason in doubts.get(said, ())))


def _tells_meeting(mention: Mention, stage: Stage) -> bool:
    """Whether the meeting of the mention's notice is that of the stage."""
    if stage == Stage.MOBILIZATION:
        return mention.stage in _OPENINGS and not _is_of_whole_round(mention)
    return stage in _RESULTS and mention.stage == stage


def _is_of_whole_round(mention: Mention) -> bool:
    """The meeting that an overview dates deploys the round or is one group's: no unit's own mobilization."""
    return mention.notice.kind == Kind.ROUND_OVERVIEW


def _first(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    return min((date for date in dates if date), key=lambda date: date.sort_key(), default=None)


def _day(dates: list[Saying[PartialDate]]) -> datetime.date | None:
    """Where notices agree on a whole date."""
    return _whole(dates[0].value) if len(dates) == 1 else None


def _whole(date: PartialDate | None) -> datetime.date | None:
    if date is None or date.year is None or date.month is None or date.day is None:
        return None
    return datetime.date(date.year, date.month, date.day)
