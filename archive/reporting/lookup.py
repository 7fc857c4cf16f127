"""Which groups take reports today, asked of all notices at once by the rules of archive.reporting.window.

The database tells by the day. Of the few whose last day is today, that rule itself tells if their last hour is over.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from archive.models import AFTERWARDS, Contact, Notice
from archive.models.notice import NoticeQuerySet, of_own_inspection
from archive.partial_date import PartialDate
from archive.reporting.window import ReportingWindow, first_year_in_question, has_closed_today, window_of

OPEN_SHOWN = 5
_FIRST_YEAR_KEY = PartialDate(1).sort_key()
_HAS_YEAR_OF_END = Q(reports_until__gte=_FIRST_YEAR_KEY)
_IS_WHOLE_END = _HAS_YEAR_OF_END & Q(last_day__gt=0)
_IS_WHOLE_START = Q(reports_from__gte=_FIRST_YEAR_KEY, first_day__gt=0)


@dataclass(frozen=True, slots=True)
class Open:
    """A notice within its period, which has its end, and what that means now."""

    notice: Notice
    window: ReportingWindow


@dataclass(frozen=True, slots=True)
class ReportingNow:
    """Notices within their period, those that close first in front; the last that closed; how many cannot be told."""

    now: datetime.datetime
    open: list[Notice]
    open_count: int
    last_closed: Notice | None
    undated_count: int

    @property
    def today(self) -> PartialDate:
        return _date_of(self.now.date())

    @property
    def shown(self) -> list[Open]:
        return said_of(self.open, self.now)

    @property
    def rest(self) -> int:
        """Open ones beyond those listed."""
        return self.open_count - len(self.open)


def reporting_now(now: datetime.datetime) -> ReportingNow:
    """now is a time in China. An open notice has its last day in full, as last_closed has: the attribute end.

    Each question is of a stretch of an index: a window that is over is looked at by nobody, and most are.
    """
    day = _date_of(now.date())
    has_begun, is_later, is_endless = _has_begun(day), _ends_this_year_or_later(day), _is_endless(now.date())
    closed_today = _closed_today(now)
    notices = _taking_reports().exclude(pk__in=closed_today)
    counts = notices.filter(is_later).aggregate(
        open=Count("pk", filter=_is_open(day)), undated=Count("pk", filter=has_begun & _is_not_told(day))
    )
    if closed_today:
        closed = Notice.objects.filter(pk__in=closed_today)
    else:
        closed = notices.filter(_IS_WHOLE_END, reports_until__lt=day.sort_key())
    return ReportingNow(
        now=now,
        open=list(with_end(_open_of(notices, day).with_people_and_units())[:OPEN_SHOWN]),
        open_count=counts["open"],
        last_closed=with_end(closed.with_people_and_units()).order_by("-reports_until", "-pk").first(),
        undated_count=counts["undated"] + notices.filter(has_begun, is_endless).count(),
    )


def open_on(now: datetime.datetime) -> NoticeQuerySet:
    """Notices within their period, those that close first in front: those that reporting_now counts as open."""
    return _open_of(_taking_reports().exclude(pk__in=_closed_today(now)), _date_of(now.date()))


def with_end(notices: NoticeQuerySet) -> NoticeQuerySet:
    """With the attribute end: the last day."""
    return notices.annotate(end=Coalesce("deadline", of_own_inspection("period_end")))


def said_of(notices: Iterable[Notice], now: datetime.datetime) -> list[Open]:
    return [Open(notice, window_of(notice, now)) for notice in notices]


def not_told(now: datetime.datetime) -> NoticeQuerySet:
    """Notices of which cannot be told whether they take reports today: those that reporting_now counts as undated."""
    day = _date_of(now.date())
    is_not_told = _ends_this_year_or_later(day) & _is_not_told(day)
    notices = _taking_reports().exclude(pk__in=_closed_today(now))
    return notices.filter(_has_begun(day), _is_endless(now.date()) | is_not_told)


def _closed_today(now: datetime.datetime) -> list[int]:
    """Keys of the notices whose last day is today, and whose last hour is over."""
    ending = _taking_reports().filter(reports_until=_date_of(now.date()).sort_key())
    told = ending.only("kind", "period_end", "hours", "deadline", "deadline_time")
    return [notice.pk for notice in told if has_closed_today(notice, now)]


def _open_of(notices: NoticeQuerySet, day: PartialDate) -> NoticeQuerySet:
    return notices.filter(_ends_this_year_or_later(day), _is_open(day)).order_by("reports_until", "pk")


def _date_of(day: datetime.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _has_begun(day: PartialDate) -> Q:
    """Whether the first day may be over: no day is known of it, or an earlier one."""
    return Q(reports_from__lte=day.sort_key())


def _ends_this_year_or_later(day: PartialDate) -> Q:
    return Q(reports_until__gte=PartialDate(day.year).sort_key())


def _is_open(day: PartialDate) -> Q:
    """Of windows that end in this year or later."""
    return _has_begun(day) & _IS_WHOLE_START & _IS_WHOLE_END & Q(reports_until__gte=day.sort_key())


def _is_endless(today: datetime.date) -> Q:
    """No year of the end is given, and none follows from the round or from the notice's own year."""
    first_year = first_year_in_question(today)
    end_of_round_is_known = Q(round__ends__gte=PartialDate(1))
    is_long_over = ~Q(kind__in=AFTERWARDS) & (
        end_of_round_is_known & Q(round__ends__lt=PartialDate(first_year))
        | ~end_of_round_is_known & Q(year__lt=first_year)
    )
    return Q(reports_until__lt=_FIRST_YEAR_KEY) & ~is_long_over  # not ~_HAS_YEAR_OF_END: SQLite would use no index


def _is_not_told(day: PartialDate) -> Q:
    """Of windows that end in this year or later: neither over nor open."""
    return ~_is_over(day) & ~(_IS_WHOLE_START & _IS_WHOLE_END)


def _is_over(day: PartialDate) -> Q:
    """Whether the last day lies before this one, or the month of it, where that is all that is known.

    Of windows that end in this year or later.
    """
    month_key = PartialDate(day.year, day.month).sort_key()
    return Q(last_day__gt=0, reports_until__lt=day.sort_key()) | Q(
        last_day=0, last_month__gt=0, reports_until__lt=month_key
    )


def _taking_reports() -> NoticeQuerySet:
    """Published notices that say how to report to the group; after the inspection only those that say until when."""
    says_how = Q(says_when_to_report=True) | Exists(Contact.objects.filter(notice=OuterRef("pk")))
    return (
        Notice.objects.published()
        .filter(says_how)
        .exclude(kind__in=AFTERWARDS, reports_until=0)
        .annotate(
            first_day=F("reports_from") % 100,
            last_day=F("reports_until") % 100,
            last_month=F("reports_until") / 100 % 100,
        )
    )
