"""The home page: what this is, who takes reports today, the newest notices, the years, how complete it is."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.views.generic import TemplateView

from archive.models import Level, Notice, Round
from archive.notice_lines import lines_of
from archive.reporting import now_in_china, reporting_now
from archive.views.page import SectionMixin
from archive.year_counts import YearCount, count_years
from archive.years import every_year

NEWEST = 8


@dataclass(frozen=True, slots=True)
class YearBar:
    """A year (None: unknown), its notices, and the width of its bar in percent of the longest."""

    year: int | None
    count: YearCount
    width: int


@dataclass(frozen=True, slots=True)
class TermStrip:
    """The rounds of one term of the centre in their course, and those of them that a published notice is of."""

    term: int
    rounds: list[Round]
    here: set[int]

    @property
    def first_year(self) -> int | None:
        return min((wave.starts.year for wave in self.rounds if wave.starts and wave.starts.year), default=None)

    @property
    def last_year(self) -> int | None:
        return max((wave.ends.year for wave in self.rounds if wave.ends and wave.ends.year), default=None)


class HomeView(SectionMixin, TemplateView):
    section = "home"
    template_name = "archive/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        published = Notice.objects.published()
        counts = count_years(published)
        bars = year_bars(counts)
        strips = central_strips()
        newest = list(published.for_lines().newest_first()[:NEWEST])
        return super().get_context_data(
            newest=newest,
            lines=lines_of(newest),
            total=sum(count.total for count in counts.values()),
            undated=counts.get(None, YearCount()).total,
            reporting=reporting_now(now_in_china()),
            bars=bars,
            strips=strips,
            rounds_known=sum(len(strip.rounds) for strip in strips),
            rounds_here=sum(len(strip.here) for strip in strips),
            **kwargs,
        )


def year_bars(counts: dict[int | None, YearCount]) -> list[YearBar]:
    """Newest first, the unknown year last; years between are drawn even without notices."""
    if not counts:
        return []
    most = max(count.total for count in counts.values())
    known = [year for year in counts if year is not None]
    order: list[int | None] = [*reversed(every_year(known)), *([None] if None in counts else [])]
    shown = [(year, counts.get(year, YearCount())) for year in order]
    return [YearBar(year, count, round(99 * count.total / most)) for year, count in shown]


def central_strips() -> list[TermStrip]:
    """The newest term first."""
    rounds = Round.objects.of_terms().filter(authority__level=Level.CENTRAL).known_to_readers()
    here = set(rounds.with_published_notices().values_list("number", "term"))
    return [
        TermStrip(term, list(waves), {number for number, of_term in here if of_term == term})
        for term, waves in groupby(
            rounds.select_related("authority").order_by("-term", "number"), key=lambda wave: wave.term
        )
    ]
