"""What is said of the hours at which reports are taken, beside the days."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from archive.models import ReportingDay
from archive.partial_date import PartialDate
from archive.reporting.days import spoken_days
from archive.wording import spoken_date, spoken_hours, spoken_time


def closed_today_note(time: datetime.time) -> str:
    return _("今天%(time)s已结束受理。") % {"time": spoken_time(time)}


def hours_untold_note(days: Sequence[str], hours: Sequence[str]) -> str:
    """Why it cannot be said whether reports are taken now: of the hours there is a word, a rule beyond those known here
    or what is no clock time of one day (20:00-02:00)."""
    if ReportingDay.AS_WRITTEN in days:
        return _("公告对受理时间另有说明，现在是否受理以公告原文为准。")
    said = _("、").join(spoken_hours(span) for span in hours if span.strip()) or spoken_days(days)
    return _("公告所写的受理时间是“%(said)s”，现在是否受理不能判断。") % {"said": said}


def off_hours_note(days: Sequence[str], now: datetime.datetime, again: datetime.datetime | None) -> str:
    """That now is no hour of reports; and from when they are taken again, as far as that is known.

    days: the notice's words on which a day to come hangs: it may be a holiday, and those the archive does not know.
    """
    if again is None:
        return _("现在不在受理时间。")
    said = {
        "time": spoken_time(again.time()),
        "weekday": ReportingDay.of_week()[again.weekday()].label,
        "date": spoken_date(PartialDate(None, again.month, again.day)),
        "days": spoken_days(days),
    }
    ahead = (again.date() - now.date()).days
    if ahead == 0:
        return _("现在不在受理时间，今天%(time)s起受理。") % said
    if days:
        if ahead == 1:
            return _("现在不在受理时间，明天（%(weekday)s）%(time)s起受理，以公告所写的“%(days)s”为准。") % said
        return _("现在不在受理时间，%(date)s（%(weekday)s）%(time)s起受理，以公告所写的“%(days)s”为准。") % said
    if ahead == 1:
        return _("现在不在受理时间，明天（%(weekday)s）%(time)s起受理。") % said
    return _("现在不在受理时间，%(date)s（%(weekday)s）%(time)s起受理。") % said
