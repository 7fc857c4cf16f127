"""The days on which reports are taken: what they say of a day, and how they are said."""

import datetime
from collections.abc import Sequence
from enum import StrEnum

from django.utils.translation import gettext as _

from archive.models import ReportingDay

_OF_WEEK = ReportingDay.of_week()
_WEEKEND = (5, 6)
_LEFT_OUT = (ReportingDay.NO_HOLIDAYS, ReportingDay.NO_PUBLIC_HOLIDAYS)
_OF_OFFICES = (ReportingDay.WORKDAYS, ReportingDay.WORKING_HOURS)
_LEAST_RUN = 3  # days of the week in a row that are said by the first and the last


class DayState(StrEnum):
    """Whether a day is one on which reports are taken; nothing says of it that it is not, where it is ON."""

    ON = "on"
    PERHAPS_OFF = "perhaps_off"
    OFF = "off"


def day_state(days: Sequence[str], day: datetime.date) -> DayState:
    """Public holidays and the weekends that are worked instead are not known to the archive.

    A weekday may be a holiday, which the words that stand beside say; a weekend is most likely no working day.
    """
    weekday = day.weekday()
    of_week = [name for name in _OF_WEEK if name in days]
    if of_week and _OF_WEEK[weekday] not in of_week:
        return DayState.OFF
    if weekday in _WEEKEND and not of_week and any(day in days for day in (*_OF_OFFICES, ReportingDay.NO_HOLIDAYS)):
        return DayState.PERHAPS_OFF
    return DayState.ON


def leaves_out_days(days: Sequence[str]) -> bool:
    """Whether it hangs on holidays, of which the archive does not know, if reports are taken on a day to come."""
    return any(day in days for day in (*_OF_OFFICES, *_LEFT_OUT))


def day_note(days: Sequence[str], day: datetime.date) -> str:
    """Why reports are perhaps not taken on the day; an empty string where nothing says so."""
    said = {"weekday": _OF_WEEK[day.weekday()].label, "days": spoken_days(days)}
    match day_state(days, day):
        case DayState.OFF:
            return _("今天是%(weekday)s，不在公告所写的受理日（%(days)s）之内。") % said
        case DayState.PERHAPS_OFF:
            return _("今天是%(weekday)s，可能不受理，以公告所写的“%(days)s”为准。") % said
    return ""


def leave_hours_open(days: Sequence[str]) -> bool:
    """Whether they are those of an office, of which hours go without saying, or only the notice has them."""
    return any(day in days for day in (*_OF_OFFICES, ReportingDay.AS_WRITTEN))


def spoken_days(days: Sequence[str]) -> str:
    """工作日; 周一至周五、周日; 每天，节假日除外: the days, then what is left out of them."""
    named = [day for day in (ReportingDay.EVERY_DAY, *_OF_OFFICES, ReportingDay.AS_WRITTEN) if day in days]
    left_out = [str(day.label) for day in _LEFT_OUT if day in days]
    words = [str(day.label) for day in named] + _runs([at for at, day in enumerate(_OF_WEEK) if day in days])
    return _("，").join(part for part in (_("、").join(words), _("、").join(left_out)) if part)


def _runs(numbers: list[int]) -> list[str]:
    """Days of the week, those in a row by the first and the last."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words: list[str] = []
    for run in runs:
        labels = [str(_OF_WEEK[number].label) for number in run]
        if len(run) >= _LEAST_RUN:
            labels = [_("%(first)s至%(last)s") % {"first": labels[0], "last": labels[-1]}]
        words += labels
    return words
