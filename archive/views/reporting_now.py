"""Which groups take reports today, asked of all notices at once by the rules of reporting_window."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from archive.models import Contact, Notice
from archive.models.notice import NoticeQuerySet, of_own_inspection
from archive.partial_date import PartialDate

OPEN_SHOWN = 5
_FIRST_YEAR_KEY = PartialDate(1).sort_key()


@dataclass(frozen=True, slots=True)
class ReportingNow:
    """Notices whose window is open, those that close first in front; the last that closed; how many cannot be told."""

    today: PartialDate
    open: list[Notice]
    open_count: int
    last_closed: Notice | None
    undated_count: int

    @property
    def rest(self) -> int:
        """Open ones beyond those listed."""
        return self.open_count - len(self.open)


def reporting_now(today: datetime.date) -> ReportingNow:
    """today is a day in China. An open notice has its last day in full, as last_closed has: the attribute end.

    Each question is of a stretch of an index: a window that is over is looked at by nobody, and most are.
    """
    day = PartialDate(today.year, today.month, today.day)
    has_begun = Q(reports_from__lte=day.sort_key())
    is_whole_start = Q(reports_from__gte=_FIRST_YEAR_KEY, first_day__gt=0)
    is_whole_end = Q(reports_until__gte=_FIRST_YEAR_KEY, last_day__gt=0)
    is_open = has_begun & is_whole_start & is_whole_end & Q(reports_until__gte=day.sort_key())
    notices = _taking_reports()
    endless = notices.filter(has_begun, reports_until__lt=_FIRST_YEAR_KEY)
    of_this_year_on = notices.filter(reports_until__gte=PartialDate(day.year).sort_key())
    counts = of_this_year_on.aggregate(
        open=Count("pk", filter=is_open),
        undated=Count("pk", filter=has_begun & ~_is_over(day) & ~(is_whole_start & is_whole_end)),
    )
    shown = notices.with_people_and_units().annotate(end=Coalesce("deadline", of_own_inspection("period_end")))
    closed = shown.filter(is_whole_end, reports_until__lt=day.sort_key())
    return ReportingNow(
        today=day,
        open=list(shown.filter(is_open).order_by("reports_until", "pk")[:OPEN_SHOWN]),
        open_count=counts["open"],
        last_closed=closed.order_by("-reports_until", "-pk").first(),
        undated_count=counts["undated"] + endless.count(),
    )


def _is_over(day: PartialDate) -> Q:
    """Whether the last day lies before this one, or the month of it, where that is all that is known.

    Of windows that end in this year or later.
    """
    month_key = PartialDate(day.year, day.month).sort_key()
    return Q(last_day__gt=0, reports_until__lt=day.sort_key()) | Q(
        last_day=0, last_month__gt=0, reports_until__lt=month_key
    )


def _taking_reports() -> NoticeQuerySet:
    """Published notices that say how to report."""
    says_how = Q(says_when_to_report=True) | Exists(Contact.objects.filter(notice=OuterRef("pk")))
    return (
        Notice.objects.published()
        .filter(says_how)
        .annotate(
            first_day=F("reports_from") % 100,
            last_day=F("reports_until") % 100,
            last_month=F("reports_until") / 100 % 100,
        )
    )
