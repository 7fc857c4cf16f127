"""The course of one inspection: its stages in order, when each was, and the days between."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.safestring import SafeString

from archive.doubts import Doubts
from archive.durations import is_in_days
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
_OPENINGS = (Stage.MOBILIZATION, Stage.ENTRY)  # told together as a rule: the meeting opens what the entry begins
_AHEAD = 7  # days by which groups come to a unit before its meeting, as they often do


@dataclass(frozen=True, slots=True)
class Days:
    """From one stage to another: the fewest and the most that notices, which may disagree, leave; negative where the
    other is said to have come first.
    """

    least: int
    most: int


@dataclass(slots=True)
class Step:
    """One stage: the notices that are of it, and its dates (more than one where notices disagree).

    days: since the last stage of which the date is known (after), where both are known in full. lasted: days from the
    entry to the end, both counted, unless notices count them themselves. signed, published: the
    first day that the notices of a stage of which nobody gives the date bear themselves, and on which they were
    published; the days since the last stage are those to the former. doubts: why the date
    was left blank, where no notice gives it.
    """

    stage: Stage
    notices: list[Notice]
    dates: list[Saying[PartialDate]]
    ends: list[Saying[PartialDate]] = field(default_factory=list)
    after: Stage | None = None
    days: Days | None = None
    lasted: int | None = None
    signed: PartialDate | None = None
    published: PartialDate | None = None
    doubts: list[SafeString] = field(default_factory=list)
    leads_to_untold: bool = False
    is_told_with_other: bool = False  # it has no notice of its own, as the other opening's tells of both

    @property
    def is_told(self) -> bool:
        """Whether a notice of the stage is here, or one of another stage that says when it was."""
        return bool(self.notices or self.dates)

    @property
    def days_ahead(self) -> int | None:
        """How many days the group came before its meeting, where these are as few as they often are."""
        if self.stage != Stage.ENTRY or self.after != Stage.MOBILIZATION or self.days is None:
            return None
        ahead = -self.days.least
        return ahead if self.days.least == self.days.most and 0 < ahead <= _AHEAD else None

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
        days = _days(dates) or _days_of([signed])
        dated = next((step for step in reversed(steps) if _days(step.dates)), None) if days else None
        steps.append(
            Step(
                stage,
                own,
                dates,
                ends,
                after=dated.stage if dated else None,
                days=_between(_days(dated.dates), days) if dated else None,
                lasted=_lasted(case.mentions, _days(dates), _days(ends)),
                signed=signed,
                published=_first(notice.published_date for notice in own) if is_undated else None,
                doubts=[] if dates else _doubts(case.mentions, stage, doubts),
            )
        )
    for step, following in pairwise(steps):
        step.leads_to_untold = not following.is_told
    openings = [step for step in steps if step.stage in _OPENINGS]
    for step in openings:
        step.is_told_with_other = not step.notices and any(other.notices for other in openings)
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


def _between(before: list[datetime.date], days: list[datetime.date]) -> Days:
    return Days((min(days) - max(before)).days, (max(days) - min(before)).days)


def _lasted(mentions: list[Mention], starts: list[datetime.date], ends: list[datetime.date]) -> int | None:
    if len(starts) != 1 or len(ends) != 1 or ends < starts:
        return None
    is_counted = any(is_in_days(mention.notice.duration) for mention in mentions if any(period_of(mention)))
    return None if is_counted else (ends[0] - starts[0]).days + 1


def _days(dates: list[Saying[PartialDate]]) -> list[datetime.date]:
    return _days_of(saying.value for saying in dates)


def _days_of(dates: Iterable[PartialDate | None]) -> list[datetime.date]:
    """Nothing unless all of them are whole."""
    days = [_whole(date) for date in dates]
    return [day for day in days if day] if all(days) else []


def _whole(date: PartialDate | None) -> datetime.date | None:
    if date is None or date.year is None or date.month is None or date.day is None:
        return None
    return datetime.date(date.year, date.month, date.day)
