"""Whether a notice's group still takes reports: said only as far as its dates, its days and its round's end go."""

import datetime
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils import timezone

from archive.models import AFTERWARDS, Contact, Notice, Round
from archive.partial_date import PartialDate
from archive.reporting_days import DayState, day_note, day_state


class WindowState(StrEnum):
    OPEN = "open"
    DAY_OFF = "day_off"  # within the period, on a day on which the notice says that nobody answers,
    PERHAPS_OFF = "perhaps_off"  # or on one of which its words leave it open
    FUTURE = "future"
    CLOSED = "closed"
    UNKNOWN = "unknown"


# Today lies within the period.
WITHIN = (WindowState.OPEN, WindowState.DAY_OFF, WindowState.PERHAPS_OFF)
_OF_DAY = {
    DayState.ON: WindowState.OPEN,
    DayState.OFF: WindowState.DAY_OFF,
    DayState.PERHAPS_OFF: WindowState.PERHAPS_OFF,
}
_LONG_AGO = datetime.timedelta(days=183)  # no inspection goes on half a year beyond its round


@dataclass(frozen=True, slots=True)
class ReportingWindow:
    """From when until when and on which days reports are taken, as far as written, and what that means today.

    over_with, over_year: the round from whose end, or the notice's year from which it was worked out that the window is
    closed, no end of it being known.
    """

    state: WindowState
    start: PartialDate | None
    end: PartialDate | None
    hours: tuple[str, ...]
    days: tuple[str, ...] = ()
    note: str = ""  # why today is no day of reports, within the period
    over_with: Round | None = None
    over_year: int | None = None

    @property
    def is_over_by_inference(self) -> bool:
        return self.over_with is not None or self.over_year is not None

    @property
    def is_within(self) -> bool:
        return self.state in WITHIN


def reporting_window(
    notice: Notice, contacts: list[Contact], today: datetime.date | None = None
) -> ReportingWindow | None:
    """None where the notice says nothing of reporting to the group. Dates are those of China.

    A deadline of its own counts before the end of the period. Open needs every date in full: a notice without
    dates is never called open. A month or a year is over, or still to come, once no day of it could be today.
    """
    is_afterwards = notice.kind in AFTERWARDS
    # Who tells of feedback or rectification asks for comments on that, at its own numbers: a window only until a day.
    if not (notice.deadline or (not is_afterwards and (contacts or notice.hours))):
        return None
    # The inspection's period is over long before.
    first, last = (None, None) if is_afterwards else (notice.period_start, notice.period_end)
    start, end = first or notice.meeting_date, notice.deadline or last
    today = today or timezone.localdate()
    window = ReportingWindow(_state(start, end, today), first, end, tuple(notice.hours), tuple(notice.days))
    if window.state == WindowState.OPEN:
        state = _OF_DAY[day_state(window.days, today)]
        return replace(window, state=state, note=day_note(window.days, today))
    if window.state == WindowState.UNKNOWN and not is_afterwards and (end is None or end.year is None):
        return _over_with_round_or_year(window, notice, first_year_in_question(today))
    return window


def first_year_in_question(today: datetime.date) -> int:
    """Rounds that ended before this year are over for good, and so is what began before it."""
    return (today - _LONG_AGO).year


def _over_with_round_or_year(window: ReportingWindow, notice: Notice, first_year: int) -> ReportingWindow:
    """Closed where the round ended long ago, or the notice is as old and no end of its round is known.

    archive.views.reporting_now asks the same of the database.
    """
    ends = notice.round.ends if notice.round else None
    if ends is not None and ends.year is not None:
        is_over = ends.is_before(PartialDate(first_year))
        return replace(window, state=WindowState.CLOSED, over_with=notice.round) if is_over else window
    if notice.year is not None and notice.year < first_year:
        return replace(window, state=WindowState.CLOSED, over_year=notice.year)
    return window


def _state(start: PartialDate | None, end: PartialDate | None, today: datetime.date) -> WindowState:
    day = PartialDate(today.year, today.month, today.day)
    if end is not None and end.is_before(day):
        return WindowState.CLOSED
    if start is not None and day.is_before(start):
        return WindowState.FUTURE
    is_whole = start is not None and start.is_whole and end is not None and end.is_whole
    return WindowState.OPEN if is_whole else WindowState.UNKNOWN
