"""The tables of the statistics: their words, links and figures, for the page, its charts and the files alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.figures import Figure
from archive.filters import FACETS, UNKNOWN
from archive.models import Stage
from archive.tallies import CaseTally, Days, GroupTally, NoticeTally
from archive.year_counts import YearCount
from archive.years import every_year

# Days from entry to feedback, by what an inspection and its report usually take: up to each of these, and beyond.
_DAYS = (30, 60, 90, 120, 180, 365)


class Shape(StrEnum):
    """How a table is drawn."""

    COLUMNS = "columns"  # upright, for what runs in time or grows
    BARS = "bars"  # lying, for names


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what is counted, where to see it, and the figures."""

    label: str
    figures: tuple[int, ...]
    url: str = ""
    is_source: bool = False  # named in the sources' own words


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its chart; key names it in addresses."""

    key: str
    title: str
    heading: str  # over the labels
    columns: tuple[str, ...]
    lines: list[Line]
    shape: Shape
    note: str = ""

    @property
    def series(self) -> tuple[str, ...]:
        """The columns that the chart draws: what is a part of one of them stands in the table alone."""
        return self.columns[:2]

    @property
    def chart_height(self) -> int:
        """Pixels that the chart takes, its axis included: columns grow with the table beside them, to a point."""
        rows = len(self.lines)
        return min(max(240, rows * 32), 420) if self.shape is Shape.COLUMNS else rows * 34 + 40


TITLES = {
    "years": gettext_lazy("按年份"),
    "levels": gettext_lazy("按层级"),
    "types": gettext_lazy("按类型"),
    "groups": gettext_lazy("按巡视组"),
    "stages": gettext_lazy("各阶段"),
    "stage-counts": gettext_lazy("一次巡视有几个阶段"),
    "days": gettext_lazy("从进驻到反馈的天数"),
}


def years_table(notices: NoticeTally, cases: CaseTally) -> Table:
    years: list[int | None] = [*every_year(set(filter(None, [*notices.by_year, *cases.by_year])))]
    years += [None] if None in notices.by_year or cases.by_year.get(None) else []
    lines = []
    for year in years:
        of_year = notices.by_year.get(year, YearCount())
        counts = (of_year.total, cases.by_year.get(year, 0), of_year.inferred)
        lines.append(_facet_line("year", str(year or UNKNOWN), *counts))
    note = _(
        "公告按所报之事的年份；一次巡视算在开始的那一年：没有从公告中读出何时开始，就按轮次，再按最早说到它的公告。"
    )
    note += _("年份由别的内容推知的公告也算在内，件数另列一栏。")
    columns = (*_both(), _("公告中年份推定"))
    return Table("years", str(TITLES["years"]), _("年份"), columns, lines, Shape.COLUMNS, note)


def levels_table(notices: NoticeTally, cases: CaseTally) -> Table:
    lines = [
        _facet_line("level", level or UNKNOWN, notices.by_level.get(level, 0), count)
        for level, count in cases.by_level.items()
    ]
    note = _("层级是派出机关的层级：中央巡视组在省里巡视，仍是中央。")
    return Table("levels", str(TITLES["levels"]), _("层级"), _both(), _known(lines), Shape.BARS, note)


def types_table(notices: NoticeTally, cases: CaseTally) -> Table:
    lines = [
        _facet_line("type", kind or UNKNOWN, count, cases.by_type[kind]) for kind, count in notices.by_type.items()
    ]
    is_more = sum(notices.by_type.values()) > notices.total or sum(cases.by_type.values()) > cases.total
    note = _("一次巡视可以有几种类型，各行相加会多于总数。") if is_more else ""
    return Table("types", str(TITLES["types"]), _("类型"), _both(), _known(lines), Shape.BARS, note)


def groups_table(groups: Sequence[GroupTally], most: int | None = None) -> Table:
    """Groups from tallies.busiest_groups(): the first most of them, where there are more."""
    is_cut = most is not None and len(groups) > most
    note = _("巡视次数最多的%(n)s个组，全部在文件里。") % {"n": most} if is_cut else ""
    note += _("只列派出机关已确定的组。")
    lines = [
        Line(tally.group.full_name, (tally.notices, tally.cases), tally.group.get_absolute_url(), is_source=True)
        for tally in groups[:most]
    ]
    return Table("groups", str(TITLES["groups"]), _("巡视组"), _both(), lines, Shape.BARS, note)


def stages_table(cases: CaseTally) -> Table:
    lines = [Line(str(Stage(name).label), (count,)) for name, count in cases.by_stage.items()]
    note = _("有该阶段公告的巡视次数，共%(total)s次巡视。没有公告只说明本站没有收到。") % {"total": Figure(cases.total)}
    lines = lines if cases.total else []
    return Table("stages", str(TITLES["stages"]), _("阶段"), (_("巡视次数"),), lines, Shape.BARS, note)


def stage_counts_table(cases: CaseTally) -> Table:
    lines = [
        Line(ngettext("%(n)s个阶段", "%(n)s个阶段", n) % {"n": n} if n else _("阶段不明"), (count,))
        for n, count in cases.by_stage_count.items()
    ]
    note = _("动员、进驻、反馈、整改四个阶段中有几个有公告；轮次总览按它所说的阶段算。")
    lines = lines if cases.total else []
    return Table("stage-counts", str(TITLES["stage-counts"]), _("阶段数"), (_("巡视次数"),), lines, Shape.COLUMNS, note)


def days_table(days: Days) -> Table:
    counts = [0] * (len(_DAYS) + 1)
    for number in days.days:
        counts[next((index for index, most in enumerate(_DAYS) if number <= most), len(_DAYS))] += 1
    starts = (0, *(most + 1 for most in _DAYS))
    labels = [
        _("%(least)s—%(most)s") % {"least": start, "most": most} for start, most in zip(starts, _DAYS, strict=False)
    ]
    labels.append(_("%(days)s以上") % {"days": starts[-1]})
    lines = [Line(label, (count,)) for label, count in zip(labels, counts, strict=True)] if days.days else []
    n = len(days.days)
    note = ngettext(
        "只算进驻和反馈的日期都完整的巡视，共%(n)s次。", "只算进驻和反馈的日期都完整的巡视，共%(n)s次。", n
    ) % {"n": Figure(n)}
    if days.median is not None:
        note += _("中位数%(median)s天，最短%(least)s天，最长%(most)s天。") % {
            "median": f"{days.median:g}",
            "least": Figure(days.days[0]),
            "most": Figure(days.days[-1]),
        }
    if days.contradictory:
        note += ngettext(
            "另有%(n)s次的反馈日期早于进驻日期，没有算入。",
            "另有%(n)s次的反馈日期早于进驻日期，没有算入。",
            days.contradictory,
        ) % {"n": Figure(days.contradictory)}
    if days.differing:
        note += ngettext(
            "另有%(n)s次的公告所记日期不一致，没有算入。",
            "另有%(n)s次的公告所记日期不一致，没有算入。",
            days.differing,
        ) % {"n": Figure(days.differing)}
    return Table("days", str(TITLES["days"]), _("天数"), (_("巡视次数"),), lines, Shape.COLUMNS, note)


def _both() -> tuple[str, str]:
    return _("公告件数"), _("巡视次数")


def _facet_line(facet: str, value: str, notices: int, *others: int) -> Line:
    url = f"{reverse('archive:notice-list')}?{facet}={value}" if notices else ""
    return Line(FACETS[facet].label_of(value), (notices, *others), url)


def _known(lines: list[Line]) -> list[Line]:
    return [line for line in lines if any(line.figures)]
