"""The home page: what this is, the newest notices, the years, and how much of the central rounds is here."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count
from django.views.generic import TemplateView

from archive.models import Level, Notice, Round, Status
from archive.views.page import SectionMixin

NEWEST = 6
LONGEST_RUN = 40  # years drawn one by one even where empty; beyond it only those with notices


@dataclass(frozen=True, slots=True)
class YearBar:
    """A year (None: unknown), its notices, and the width of its bar in percent of the longest."""

    year: int | None
    count: int
    width: int


@dataclass(frozen=True, slots=True)
class TermStrip:
    """The rounds of one term of the centre, first to last, and those of them that a published notice is of."""

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
        bars = year_bars(dict(published.order_by().values_list("year").annotate(n=Count("pk"))))
        strips = central_strips()
        return super().get_context_data(
            newest=published.with_people_and_units().newest_first()[:NEWEST],
            total=sum(bar.count for bar in bars),
            bars=bars,
            strips=strips,
            rounds_known=sum(len(strip.rounds) for strip in strips),
            rounds_here=sum(len(strip.here) for strip in strips),
            **kwargs,
        )


def year_bars(counts: dict[int | None, int]) -> list[YearBar]:
    """Newest first, the unknown year last; years between are drawn even without notices."""
    known = {year: n for year, n in counts.items() if year is not None}
    if not counts:
        return []
    years = sorted(known, reverse=True)
    if years and years[0] - years[-1] < LONGEST_RUN:
        years = list(range(years[0], years[-1] - 1, -1))
    most = max(counts.values())
    order: list[int | None] = [*years, *([None] if None in counts else [])]
    return [YearBar(year, counts.get(year, 0), round(99 * counts.get(year, 0) / most)) for year in order]


def central_strips() -> list[TermStrip]:
    rounds = Round.objects.filter(authority__level=Level.CENTRAL).known_to_readers()
    here = set(rounds.filter(notices__status=Status.PUBLISHED).order_by().values_list("number", "term").distinct())
    return [
        TermStrip(term, list(waves), {number for number, of_term in here if of_term == term})
        for term, waves in groupby(rounds.order_by("term", "number"), key=lambda wave: wave.term)
    ]
