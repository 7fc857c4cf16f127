"""Statistics: the archive in numbers, each table with its chart and as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.generic import View
from django.views.generic.base import TemplateResponseMixin

from archive.models import CaseListing
from archive.perhaps_one import pairs_among
from archive.tallies import CaseTally, NoticeTally, busiest_groups, days_to_feedback, tally_cases, tally_notices
from archive.views.csv_file import csv_file, wants_csv
from archive.views.page import SectionMixin
from archive.views.statistics_tables import (
    TITLES,
    Table,
    days_table,
    groups_table,
    levels_table,
    stage_counts_table,
    stages_table,
    types_table,
    years_table,
)

GROUPS_SHOWN = 20  # the file has them all


class StatisticsView(SectionMixin, TemplateResponseMixin, View):
    section = "statistics"
    parameters = ("format", "table")
    template_name = "archive/statistics.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        problems: list[str] = []
        if wants_csv(request.GET, problems):
            key = request.GET.get("table") or next(iter(TITLES))
            if key in TITLES:
                return _file(key)
            known = _("、").join(TITLES)
            problems.append(
                _("没有名为“%(asked)s”的表，所以没有文件；表有：%(known)s。") % {"asked": key[:40], "known": known}
            )
        return self.render_to_response(self.get_context_data(problems=problems))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notices, cases = _tallies()
        tables = _tables(notices, cases, most_groups=GROUPS_SHOWN)
        doubtful = pairs_among(CaseListing.objects.counted().values("pk")).count()
        return super().get_context_data(tables=tables, notices=notices, cases=cases, perhaps_one=doubtful, **kwargs)


def _file(key: str) -> HttpResponseBase:
    table = next(table for table in _tables(*_tallies()) if table.key == key)
    rows = ((line.label, *line.figures) for line in table.lines)
    return csv_file(_("巡览-统计-%(table)s") % {"table": table.title}, (table.heading, *table.columns), rows)


def _tallies() -> tuple[NoticeTally, CaseTally]:
    notices = tally_notices()
    return notices, tally_cases(sorted(year for year in notices.by_year if year is not None))


def _tables(notices: NoticeTally, cases: CaseTally, most_groups: int | None = None) -> list[Table]:
    groups = busiest_groups(most_groups + 1 if most_groups else None)
    return [
        years_table(notices, cases),
        levels_table(notices, cases),
        types_table(notices, cases),
        groups_table(groups, most_groups),
        stages_table(cases),
        stage_counts_table(cases),
        days_table(days_to_feedback()),
    ]
