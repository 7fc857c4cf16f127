"""Whether a notice's group takes reports now: said only as far as its dates, days and hours and its round's end go."""

import datetime
from dataclasses import dataclass, replace
from enum import StrEnum

from archive.models import AFTERWARDS, Contact, Notice, ReportingDay, Round
from archive.partial_date import PartialDate
from archive.reporting.clock import minute_of, now_in_china, time_of
from archive.reporting.days import DayState, day_note, day_state, leave_hours_open, leaves_out_days
from archive.reporting.hours import Stretch, end_of_day, is_within, next_opening, stretches_of
from archive.reporting.notes import closed_today_note, hours_untold_note, off_hours_note


class WindowState(StrEnum):
    OPEN = "open"
    OFF_HOURS = "off_hours"  # within the period, on a day of reports, at an hour at which nobody answers,
    HOURS_UNTOLD = "hours_untold"  # or of which its words do not tell the hours,
    DAY_OFF = "day_off"  # or on a day on which the notice says so,
    PERHAPS_OFF = "perhaps_off"  # or on one of which its words leave it open
    FUTURE = "future"
    CLOSED = "closed"
    UNKNOWN = "unknown"


# Today lies within the period.
WITHIN = (
    WindowState.OPEN,
    WindowState.OFF_HOURS,
    WindowState.HOURS_UNTOLD,
    WindowState.DAY_OFF,
    WindowState.PERHAPS_OFF,
)
# On these days numbers can be dialled: what is told of the hours is for the reader to weigh.
_TAKING = (WindowState.OPEN, WindowState.OFF_HOURS, WindowState.HOURS_UNTOLD)
_OF_DAY = {
    DayState.ON: WindowState.OPEN,
    DayState.OFF: WindowState.DAY_OFF,
    DayState.PERHAPS_OFF: WindowState.PERHAPS_OFF,
}
_LONG_AGO = datetime.timedelta(days=183)  # no inspection goes on half a year beyond its round
_WEEK = 7


@dataclass(frozen=True, slots=True)
class ReportingWindow:
    """From when until when, on which days and at which hours reports are taken, as far as written; what it means now.

    over_with, over_year: the round from whose end, or the notice's year from which it was worked out that the window is
    closed, no end of it being known.
    """

    state: WindowState
    start: PartialDate | None
    end: PartialDate | None
    hours: tuple[str, ...]
    days: tuple[str, ...] = ()
    end_time: datetime.time | None = None  # at which the end itself is over, where the notice says so
    day_note: str = ""  # why today is no day of reports, within the period
    hours_note: str = ""  # that now is no hour of reports and when the next comes, or that today's were the last
    over_with: Round | None = None
    over_year: int | None = None

    @property
    def is_over_by_inference(self) -> bool:
        return self.over_with is not None or self.over_year is not None

    @property
    def is_within(self) -> bool:
        return self.state in WITHIN

    @property
    def takes_reports_today(self) -> bool:
        return self.state in _TAKING


def reporting_window(
    notice: Notice, contacts: list[Contact], now: datetime.datetime | None = None
) -> ReportingWindow | None:
    """None where the notice says nothing of reporting to the group. now is a time in China.

    A deadline of its own counts before the end of the period. Open needs every date in full: a notice without
    dates is never called open. A month or a year is over, or still to come, once no day of it could be today.
    """
    # Who tells of feedback or rectification asks for comments on that, at its own numbers: a window only until a day.
    if not (notice.deadline or (notice.kind not in AFTERWARDS and (contacts or notice.hours))):
        return None
    return window_of(notice, now or now_in_china())


def window_of(notice: Notice, now: datetime.datetime) -> ReportingWindow:
    """The window of a notice of which is known that it takes reports, or took them."""
    start, end = _first_day(notice), _last_day(notice)
    window = ReportingWindow(
        _state(start or notice.meeting_date, end, now.date()),
        start,
        end,
        tuple(notice.hours),
        tuple(notice.days),
        notice.deadline_time if notice.deadline else None,
    )
    if has_closed_today(notice, now):
        return replace(window, state=WindowState.CLOSED, hours_note=closed_today_note(time_of(_closing_minute(notice))))
    if window.state == WindowState.OPEN:
        return _at_this_hour(window, notice, now)
    if window.state == WindowState.UNKNOWN and notice.kind not in AFTERWARDS and (end is None or end.year is None):
        return _over_with_round_or_year(window, notice, first_year_in_question(now.date()))
    return window


def has_closed_today(notice: Notice, now: datetime.datetime) -> bool:
    """Whether this is the last day, and its last hour is over."""
    return _last_day(notice) == _date_of(now.date()) and _closing_minute(notice) <= minute_of(now.time())


def first_year_in_question(today: datetime.date) -> int:
    """Rounds that ended before this year are over for good, and so is what began before it."""
    return (today - _LONG_AGO).year


def _first_day(notice: Notice) -> PartialDate | None:
    """Of notices that recall an inspection, its period is over long before."""
    return None if notice.kind in AFTERWARDS else notice.period_start


def _last_day(notice: Notice) -> PartialDate | None:
    return notice.deadline or (None if notice.kind in AFTERWARDS else notice.period_end)


def _closing_minute(notice: Notice) -> int:
    """Of the last day: that of the deadline, where it has one, else the end of the hours, else midnight."""
    if notice.deadline and notice.deadline_time:
        return minute_of(notice.deadline_time)
    return end_of_day(stretches_of(notice.hours))


def _at_this_hour(window: ReportingWindow, notice: Notice, now: datetime.datetime) -> ReportingWindow:
    """Of a window that is open by its dates. On a day on which nobody answers, the hour is of no matter."""
    state = _OF_DAY[day_state(window.days, now.date())]
    window = replace(window, state=state, day_note=day_note(window.days, now.date()))
    if state == WindowState.DAY_OFF:
        return window
    stretches = stretches_of(window.hours)
    if _are_hours_untold(window, stretches):
        if state != WindowState.OPEN:
            return window
        return replace(window, state=WindowState.HOURS_UNTOLD, hours_note=hours_untold_note(window.days, window.hours))
    if not stretches or is_within(stretches, minute_of(now.time())):
        return window
    hangs_on = window.days if leaves_out_days(window.days) and not window.day_note else ()
    return replace(
        window,
        state=WindowState.OFF_HOURS if state == WindowState.OPEN else state,
        hours_note=off_hours_note(hangs_on, now, _next_opening(notice, stretches, now)),
    )


def _are_hours_untold(window: ReportingWindow, stretches: tuple[Stretch, ...]) -> bool:
    if ReportingDay.AS_WRITTEN in window.days:
        return True
    return not stretches and (leave_hours_open(window.days) or any(span.strip() for span in window.hours))


def _next_opening(notice: Notice, stretches: tuple[Stretch, ...], now: datetime.datetime) -> datetime.datetime | None:
    """On the next day of which nothing says that it is none of reports; None where none is left until the end."""
    for days in range(_WEEK + 1):
        day = now.date() + datetime.timedelta(days=days)
        opening = next_opening(stretches, minute_of(now.time()) if days == 0 else -1)
        is_last = _last_day(notice) == _date_of(day)
        if opening is not None and day_state(notice.days, day) == DayState.ON:
            is_over = is_last and opening >= _closing_minute(notice)
            return None if is_over else datetime.datetime.combine(day, time_of(opening), now.tzinfo)
        if is_last:
            return None
    return None


def _date_of(day: datetime.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _over_with_round_or_year(window: ReportingWindow, notice: Notice, first_year: int) -> ReportingWindow:
    """Closed where the round ended long ago, or the notice is as old and no end of its round is known.

    archive.reporting.lookup asks the same of the database.
    """
    ends = notice.round.ends if notice.round else None
    if ends is not None and ends.year is not None:
        is_over = ends.is_before(PartialDate(first_year))
        return replace(window, state=WindowState.CLOSED, over_with=notice.round) if is_over else window
    if notice.year is not None and notice.year < first_year:
        return replace(window, state=WindowState.CLOSED, over_year=notice.year)
    return window


def _state(start: PartialDate | None, end: PartialDate | None, today: datetime.date) -> WindowState:
    day = _date_of(today)
    if end is not None and end.is_before(day):
        return WindowState.CLOSED
    if start is not None and day.is_before(start):
        return WindowState.FUTURE
    is_whole = start is not None and start.is_whole and end is not None and end.is_whole
    return WindowState.OPEN if is_whole else WindowState.UNKNOWN
