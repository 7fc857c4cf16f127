"""Which groups take reports today, asked of all notices at once by the rules of reporting_window."""

import datetime
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, When
from django.db.models.functions import Cast, Coalesce

from archive.models import AFTERWARDS, Contact, Notice
from archive.models.notice import NoticeQuerySet
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
    """today is a day in China. An open notice has its last day in full, as last_closed has: the attribute end."""
    day = PartialDate(today.year, today.month, today.day)
    is_whole_start = Q(first__gte=_FIRST_YEAR_KEY, first_day__gt=0)
    is_whole_end = Q(last__gte=_FIRST_YEAR_KEY, last_day__gt=0)
    is_closed = is_whole_end & Q(last__lt=day.sort_key())
    is_future = Q(first__gt=day.sort_key())
    is_open = is_whole_start & is_whole_end & Q(first__lte=day.sort_key(), last__gte=day.sort_key())
    notices = _taking_reports()
    counts = notices.aggregate(
        open=Count("pk", filter=is_open),
        undated=Count("pk", filter=~_is_over(day) & ~is_future & ~(is_whole_start & is_whole_end)),
    )
    shown = notices.with_people_and_units()
    return ReportingNow(
        today=day,
        open=list(shown.filter(is_open).order_by("last", "pk")[:OPEN_SHOWN]),
        open_count=counts["open"],
        last_closed=shown.filter(is_closed).order_by("-last", "-pk").first(),
        undated_count=counts["undated"],
    )


def _is_over(day: PartialDate) -> Q:
    """Whether the last day lies before this one, or the month or the year of it, where that is all that is known."""
    month_key = PartialDate(day.year, day.month).sort_key()
    year_key = PartialDate(day.year).sort_key()
    return Q(last__gte=_FIRST_YEAR_KEY) & (
        Q(last_day__gt=0, last__lt=day.sort_key())
        | Q(last_day=0, last_month__gt=0, last__lt=month_key)
        | Q(last_month=0, last__lt=year_key)
    )


def _taking_reports() -> NoticeQuerySet:
    """Published notices that say how to report, with the first and the last day of it as sort keys (0: none)."""
    says_how = Exists(Contact.objects.filter(notice=OuterRef("pk")))
    return (
        Notice.objects.published()
        .filter(~Q(hours="[]") | Q(deadline__isnull=False) | says_how)
        .annotate(
            end=Coalesce("deadline", _of_its_own("period_end")),
            first=Coalesce(Cast(Coalesce(_of_its_own("period_start"), "meeting_date"), IntegerField()), 0),
            last=Coalesce(Cast(Coalesce("deadline", _of_its_own("period_end")), IntegerField()), 0),
        )
        .annotate(first_day=F("first") % 100, last_day=F("last") % 100, last_month=F("last") / 100 % 100)
    )


def _of_its_own(name: str) -> Case:
    """A date of the period, except of notices that recall an inspection that is over."""
    return Case(When(kind__in=AFTERWARDS, then=None), default=F(name))
