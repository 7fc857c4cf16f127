"""The timeline: a year of notices month by month; and, in a place of their own, those of no known year."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, F, IntegerField, Q, When
from django.db.models.functions import Cast, Coalesce, NullIf
from django.http import Http404
from django.views.generic import TemplateView

from archive.filters import FACETS, YEARS
from archive.models import Notice
from archive.models.notice import NoticeQuerySet, of_own_inspection
from archive.notice_lines import lines_of
from archive.partial_date import PartialDate
from archive.views.page import SectionMixin, narrowed_list, page_of, read_shape
from archive.views.senders import read_place
from archive.year_counts import YearCount, count_years
from archive.years import every_year

NOTICES_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Year:
    """A year that may be gone to, and how many notices are of it."""

    number: int
    count: YearCount


@dataclass(frozen=True, slots=True)
class Month:
    """A month (None: not known), how many notices are of it, and the page of the list on which they begin."""

    number: int | None
    count: int
    page: int

    @property
    def anchor(self) -> str:
        return f"m{self.number or 0}"


class TimelineView(SectionMixin, TemplateView):
    """The notices of the year in the address from January on; of the newest year where there is none."""

    section = "timeline"
    parameters = ("place", "per_page", "page")
    template_name = "archive/timeline.html"
    is_undated = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # By the year that the notices have everywhere, so that lists and statistics count the same.
        problems: list[str] = []
        place = read_place(self.request.GET, problems)
        found = Notice.objects.published()
        if place.place:
            found = found.filter(FACETS["place"].condition(place.place))
        counts = count_years(found)
        known = {year: count for year, count in counts.items() if year is not None}
        year = self._year(kwargs.pop("year", None), known)
        notices = _of_year(found, year) if year else _of_no_year(found)
        shape = read_shape(self.request.GET, problems, usual_size=NOTICES_A_PAGE)
        months = {month.number: month for month in _months(notices, shape.size)}
        page = page_of(self.request, notices.for_lines(), shape.size)
        kept = [*((choice.name, place.place) for choice in place.choices), *shape.kept]
        return super().get_context_data(
            year=year,
            years=[Year(number, known.get(number, YearCount())) for number in reversed(every_year(known))],
            earlier=max((other for other in known if year and other < year), default=None),
            later=min((other for other in known if year and other > year), default=None),
            of_year=counts.get(year, YearCount()) if year else YearCount(),
            undated=counts.get(None, YearCount()).total,
            months=months.values(),
            problems=problems,
            page=page,
            lines=lines_of(page),
            stretches=[(months[number], list(run)) for number, run in groupby(page, key=lambda notice: notice.month)],
            kept=f"?{urlencode(kept)}" if kept else "",
            **place.context(),
            **narrowed_list(place.choices, shape, self.understood(problems)),
            **kwargs,
        )

    def _year(self, asked: int | None, known: dict[int, YearCount]) -> int | None:
        if self.is_undated:
            return None
        if asked is not None and asked not in YEARS:
            raise Http404
        return asked or max(known, default=None)


def _of_year(notices: NoticeQuerySet, year: int) -> NoticeQuerySet:
    """A day of another year, such as that of a meeting which the year does not go by, dates no month of this one."""
    of_year = Q(sort_date__gte=PartialDate(year), sort_date__lte=PartialDate(year, 12, 31))
    day = Case(When(of_year, then=Cast("sort_date", IntegerField())), output_field=IntegerField())
    return _by_month(notices.filter(year=year), day)


def _of_no_year(notices: NoticeQuerySet) -> NoticeQuerySet:
    day = Cast(Coalesce("meeting_date", of_own_inspection("period_start")), IntegerField())
    return _by_month(notices.filter(year__isnull=True), day)


def _by_month(notices: NoticeQuerySet, day: Cast | Case) -> NoticeQuerySet:
    """From January on, each with its month; those of no known month last. day is a date's sort key."""
    notices = notices.annotate(day=day).annotate(month=NullIf(F("day") / 100 % 100, 0))
    return notices.order_by(F("month").asc(nulls_last=True), F("day").asc(nulls_last=True), "pk")


def _months(notices: NoticeQuerySet, size: int) -> list[Month]:
    """The twelve months and, where there is any notice of none, the unknown one."""
    counts = dict(notices.order_by().values_list(F("month")).annotate(n=Count("pk")))
    months, before = [], 0
    for number in (*range(1, 13), None):
        count = counts.get(number, 0)
        if count or number:
            months.append(Month(number, count, before // size + 1))
        before += count
    return months
