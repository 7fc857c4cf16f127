"""Which groups take reports today, asked of all notices at once by the rules of reporting_window."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from archive.models import AFTERWARDS, Contact, Notice
from archive.models.notice import NoticeQuerySet, of_own_inspection
from archive.partial_date import PartialDate
from archive.reporting_days import day_note, spoken_days
from archive.views.reporting_window import first_year_in_question

OPEN_SHOWN = 5
_FIRST_YEAR_KEY = PartialDate(1).sort_key()
_HAS_YEAR_OF_END = Q(reports_until__gte=_FIRST_YEAR_KEY)
_IS_WHOLE_END = _HAS_YEAR_OF_END & Q(last_day__gt=0)
_IS_WHOLE_START = Q(reports_from__gte=_FIRST_YEAR_KEY, first_day__gt=0)


@dataclass(frozen=True, slots=True)
class Open:
    """A notice within its period, on which days it takes reports, and why today is perhaps none of them."""

    notice: Notice
    days: str
    note: str


@dataclass(frozen=True, slots=True)
class ReportingNow:
    """Notices within their period, those that close first in front; the last that closed; how many cannot be told."""

    day: datetime.date
    open: list[Notice]
    open_count: int
    last_closed: Notice | None
    undated_count: int

    @property
    def today(self) -> PartialDate:
        return _date_of(self.day)

    @property
    def shown(self) -> list[Open]:
        return said_of(self.open, self.day)

    @property
    def rest(self) -> int:
        """Open ones beyond those listed."""
        return self.open_count - len(self.open)


def reporting_now(today: datetime.date) -> ReportingNow:
    """today is a day in China. An open notice has its last day in full, as last_closed has: the attribute end.

    Each question is of a stretch of an index: a window that is over is looked at by nobody, and most are.
    """
    day = _date_of(today)
    has_begun, is_later, is_endless = _has_begun(day), _ends_this_year_or_later(day), _is_endless(today)
    notices = _taking_reports()
    counts = notices.filter(is_later).aggregate(
        open=Count("pk", filter=_is_open(day)), undated=Count("pk", filter=has_begun & _is_not_told(day))
    )
    closed = with_end(notices).filter(_IS_WHOLE_END, reports_until__lt=day.sort_key())
    return ReportingNow(
        day=today,
        open=list(with_end(open_on(today))[:OPEN_SHOWN]),
        open_count=counts["open"],
        last_closed=closed.order_by("-reports_until", "-pk").first(),
        undated_count=counts["undated"] + notices.filter(has_begun, is_endless).count(),
    )


def open_on(today: datetime.date) -> NoticeQuerySet:
    """Notices within their period, those that close first in front: those that reporting_now counts as open."""
    day = _date_of(today)
    found = _taking_reports().filter(_ends_this_year_or_later(day), _is_open(day))
    return found.order_by("reports_until", "pk")


def with_end(notices: NoticeQuerySet) -> NoticeQuerySet:
    """With all that is shown of open ones: the attribute end is the last day."""
    return notices.with_people_and_units().annotate(end=Coalesce("deadline", of_own_inspection("period_end")))


def said_of(notices: Iterable[Notice], today: datetime.date) -> list[Open]:
    return [Open(notice, spoken_days(notice.days), day_note(notice.days, today)) for notice in notices]


def not_told(today: datetime.date) -> NoticeQuerySet:
    """Notices of which cannot be told whether they take reports today: those that reporting_now counts as undated."""
    day = _date_of(today)
    is_not_told = _ends_this_year_or_later(day) & _is_not_told(day)
    return _taking_reports().filter(_has_begun(day), _is_endless(today) | is_not_told)


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
