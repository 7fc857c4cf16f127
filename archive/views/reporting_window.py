"""Whether a notice's group still takes reports: said only as far as the notice's own dates go."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from archive.models import AFTERWARDS, Contact, Notice
from archive.partial_date import PartialDate


class WindowState(StrEnum):
    OPEN = "open"
    FUTURE = "future"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReportingWindow:
    """From when until when reports are taken, as far as written, and what that means today."""

    state: WindowState
    start: PartialDate | None
    end: PartialDate | None
    hours: tuple[str, ...]


def reporting_window(
    notice: Notice, contacts: list[Contact], today: datetime.date | None = None
) -> ReportingWindow | None:
    """None where the notice says nothing of reporting. Dates are those of China.

    A deadline of its own counts before the end of the period. Open needs every date in full: a notice without
    dates is never called open. A month or a year is over, or still to come, once no day of it could be today.
    """
    if not (contacts or notice.hours or notice.deadline):
        return None
    # Whoever tells of feedback or of rectification takes reports on that: the inspection's period is over long ago.
    first, last = (None, None) if notice.kind in AFTERWARDS else (notice.period_start, notice.period_end)
    start, end = first or notice.meeting_date, notice.deadline or last
    state = _state(start, end, today or timezone.localdate())
    return ReportingWindow(state, first, end, tuple(notice.hours))


def _state(start: PartialDate | None, end: PartialDate | None, today: datetime.date) -> WindowState:
    day = PartialDate(today.year, today.month, today.day)
    if end is not None and end.is_before(day):
        return WindowState.CLOSED
    if start is not None and day.is_before(start):
        return WindowState.FUTURE
    is_whole = start is not None and start.is_whole and end is not None and end.is_whole
    return WindowState.OPEN if is_whole else WindowState.UNKNOWN
