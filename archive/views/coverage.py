"""The coverage matrix, as a page and as a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import View
from django.views.generic.base import TemplateResponseMixin

from archive.addresses import lasting_address
from archive.case_lines import case_lines
from archive.coverage import By, Column, Only, Row, Selection, columns_of, fill_rows, mentions_of, rows_of, with_places
from archive.filters import FACETS, UNKNOWN
from archive.models import Authority, InspectedUnit, Level
from archive.views.coverage_form import choices_of, form_choices, read_selection
from archive.views.csv_file import csv_file, wants_csv
from archive.views.page import SectionMixin, narrowed_list, page_by_keys, read_shape
from archive.views.perhaps import perhaps_among, perhaps_led_to
from archive.wording import spoken_level

ROWS_A_PAGE = 300


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rows of one authority; None for those of which the place is not known."""

    authority: Authority | None
    rows: list[Row]


class CoverageView(SectionMixin, TemplateResponseMixin, View):
    section = "coverage"
    parameters = ("authority", "level", "place", "by", "only", "format", "per_page", "page")
    template_name = "archive/coverage.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        problems: list[str] = []
        if wants_csv(request.GET, problems):
            chosen = request.GET.copy()
            chosen.pop("by", None)  # the file has rounds and years both
            selection, wrong = read_selection(chosen)
            if not wrong:
                return csv_file(_("巡览-覆盖表"), _csv_header(), _csv_rows(request, selection))
        return self.render_to_response(self.get_context_data(problems=problems))

    def get_context_data(self, *, problems: Iterable[str] = (), **kwargs: Any) -> dict[str, Any]:
        selection, wrong = read_selection(self.request.GET)
        wrong = [*problems, *wrong]
        shape = read_shape(self.request.GET, wrong, usual_size=ROWS_A_PAGE)
        page = page_by_keys(self.request, rows_of(selection), with_places(InspectedUnit.objects.order_by()), shape.size)
        columns = columns_of(selection) if page.object_list else []
        return super().get_context_data(
            selection=selection,
            is_by_round=selection.by is By.ROUND,
            said=_said(selection),
            problems=wrong,
            page=page,
            columns=columns,
            runs=_runs(columns),
            shelves=_shelves(selection, page, columns),
            **_perhaps_one(selection),
            is_wide=True,
            **form_choices(selection),
            **narrowed_list(choices_of(selection), shape, self.understood(wrong)),
            **kwargs,
        )


def _perhaps_one(selection: Selection) -> dict[str, Any]:
    if selection.only is not Only.ALL:
        return perhaps_among(rows_of(selection))
    return perhaps_led_to(
        authority=str(selection.authority.pk) if selection.authority else "",
        level=selection.level,
        place=selection.place,
    )


def _said(selection: Selection) -> list[tuple[str, bool]]:
    """The choice in words for the title, and whether each is in the sources' own words."""
    authority, parts = selection.authority, []
    if authority and authority.level == Level.CENTRAL:
        parts.append((spoken_level(authority.level), False))
    elif authority:
        parts.append((authority.full_name, True))
    if selection.level:
        parts.append((spoken_level(selection.level) or FACETS["level"].label_of(selection.level), False))
    if selection.place:
        parts.append((FACETS["place"].label_of(selection.place), selection.place != UNKNOWN))
    return parts


def _runs(columns: list[Column]) -> list[list[Column]]:
    """The columns of rounds by the terms and years that count them; columns of years are one run."""
    return [list(run) for _counted, run in groupby(columns, key=lambda column: column.counted_in)]


def _shelves(selection: Selection, page: Page[InspectedUnit], columns: list[Column]) -> list[Shelf]:
    rows = fill_rows(list(page.object_list), columns, selection.by)
    shelves = groupby(rows, key=lambda row: _identified(row.unit.authority))
    return [Shelf(authority, list(of_one)) for authority, of_one in shelves]


def _identified(authority: Authority | None) -> Authority | None:
    return authority if authority and authority.is_identified else None


def _csv_header() -> list[str]:
    return [
        _("被巡视单位"),
        _("单位所在省"),
        _("单位所在市"),
        _("单位所在县"),
        _("派出机关"),
        _("层级"),
        _("机关所在省"),
        _("机关所在市"),
        _("机关所在县"),
        _("届"),
        _("计轮年份"),
        _("轮"),
        _("年份"),
        pgettext("列", "年份推定"),
        _("公告件数"),
        _("其中轮次总览"),
        _("回头看"),
        _("首件公告"),
        _("巡视网址"),
    ]


def _csv_rows(request: HttpRequest, selection: Selection) -> Iterator[list[object]]:
    """Words are chosen here and now: once the rows are sent, the reader's language is no longer set."""
    yes, levels = _("是"), {level.value: spoken_level(level) for level in Level}
    return (
        [
            line.unit,
            *line.unit_place,
            line.authority,
            levels.get(line.level, ""),
            *line.place,
            line.term,
            line.counted_year,
            line.number,
            line.year,
            yes if line.year_is_inferred else "",
            line.notices,
            line.notices - line.own_notices,
            yes if line.is_look_back else "",
            request.build_absolute_uri(lasting_address("notice-detail", line.first_notice)),
            request.build_absolute_uri(lasting_address("inspection-detail", line.case)),
        ]
        for line in case_lines(mentions_of(selection), rows_of(selection))
    )
