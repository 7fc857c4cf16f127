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

    over_with: the round from whose end it was worked out that the window is closed, the notice giving no end.
    """

    state: WindowState
    start: PartialDate | None
    end: PartialDate | None
    hours: tuple[str, ...]
    days: tuple[str, ...] = ()
    note: str = ""  # why today is no day of reports, within the period
    over_with: Round | None = None

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
    if window.state == WindowState.UNKNOWN and is_over_with_round(notice, end, today):
        return replace(window, state=WindowState.CLOSED, over_with=notice.round)
    return window


def first_year_in_question(today: datetime.date) -> int:
    """Rounds that ended before this year are over for good."""
    return (today - _LONG_AGO).year


def is_over_with_round(notice: Notice, end: PartialDate | None, today: datetime.date) -> bool:
    """Whether a notice that gives no end, or one without a year, is of a round that ended long ago."""
    ends = notice.round.ends if notice.round and notice.kind not in AFTERWARDS else None
    if ends is None or (end is not None and end.year is not None):
        return False
    return ends.is_before(PartialDate(first_year_in_question(today)))


def _state(start: PartialDate | None, end: PartialDate | None, today: datetime.date) -> WindowState:
    day = PartialDate(today.year, today.month, today.day)
    if end is not None and end.is_before(day):
        return WindowState.CLOSED
    if start is not None and day.is_before(start):
        return WindowState.FUTURE
    is_whole = start is not None and start.is_whole and end is not None and end.is_whole
    return WindowState.OPEN if is_whole else WindowState.UNKNOWN
