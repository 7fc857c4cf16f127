"""The cells of the coverage matrix as HTML: nine thousand on a page, mostly empty, so strings and no templates."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from archive.coverage import Cell, Column, Row
from archive.figures import Figure
from archive.models import InspectedUnit

register = template.Library()


# Widths of windows in rem, at which style sheets may say that nothing is left to scroll to; of a small telephone first.
_WINDOWS = (20, 24, 30, 48, 60, 75, 90, 112)
_TABLET = 48  # from here on the column of the units' names is wide
_BESIDE_COLUMNS, _BESIDE_WIDE = 11.5, 20.0  # rem: the units' names and the page's margins
_COLUMN, _UNKNOWN, _OVER_COLUMNS = 2.75, 7.5, 4.5  # rem: 2015, "Round unknown", and "term 18" over its columns


@register.simple_tag
def window_for(runs: Sequence[Sequence[Column]]) -> int | None:
    """The narrowest window, in rem, that shows all columns at once; None where no page is as wide."""
    columns = sum(map(_width, runs))
    return next((window for window in _WINDOWS if window >= _beside(window) + columns), None)


def _beside(window: int) -> float:
    return _BESIDE_WIDE if window >= _TABLET else _BESIDE_COLUMNS


def _width(run: Sequence[Column]) -> float:
    columns = sum(_UNKNOWN if column.key is None else _COLUMN for column in run)
    return max(columns, _OVER_COLUMNS) if run[0].round else columns


@register.simple_tag
def empty_cells(columns: Sequence[Column]) -> list[str]:
    """What stands in each column where a row tells nothing."""
    cells = []
    for index, column in enumerate(columns):
        classes = [*(["new-term"] if _starts_term(columns, index) else []), *([] if column.is_told else ["u"])]
        cells.append(f'<td class="{" ".join(classes)}"></td>' if classes else "<td></td>")
    return cells


def _starts_term(columns: Sequence[Column], index: int) -> bool:
    """Whether a line stands before the column: another term or year than before counts it."""
    return index == 0 or columns[index].counted_in != columns[index - 1].counted_in


@register.simple_tag
def cells_of(row: Row, columns: Sequence[Column], empty: Sequence[str]) -> SafeString:
    cells = list(empty)
    for index, column in enumerate(columns):
        cell = row.cells.get(column.key)
        if cell is not None:
            cells[index] = cells[index].replace("></td>", f">{_html(cell, row.unit, column)}</td>")
    return mark_safe("".join(cells))  # noqa: S308  made of the strings above and of _html, which escapes


def _html(cell: Cell, unit: InspectedUnit, column: Column) -> SafeString:
    """One notice is where the cell leads; several stand together on the unit's page."""
    is_inferred = column.key is not None and not cell.is_written
    return format_html(
        '<a class="cell {}" href="{}"><span aria-hidden="true">{}</span><span class="vh">{}</span></a>',
        f"{'cell-known' if cell.is_listed_only else 'cell-have'}{' cell-inferred' if is_inferred else ''}",
        cell.only_address or unit.get_absolute_url(),
        pgettext("回头看", "回") if cell.is_look_back else "" if cell.is_listed_only else str(len(cell.notices)),
        f"{_said(cell)}{_inferred(column) if is_inferred else ''}",
    )


def _inferred(column: Column) -> str:
    return _("，轮次推定") if column.round else _("，年份推定")


def _said(cell: Cell) -> str:
    """The cell in words, for those who hear it; its notices are counted as in the file."""
    count, lists = len(cell.notices), len(cell.lists)
    said = ngettext("%(n)s件公告", "%(n)s件公告", count) % {"n": Figure(count)}
    if cell.is_listed_only:
        said = _("只见于轮次总览，%(notices)s") % {"notices": said}
    elif lists:
        overviews = ngettext("其中%(n)s件轮次总览", "其中%(n)s件轮次总览", lists) % {"n": Figure(lists)}
        said = _("%(notices)s，%(overviews)s") % {"notices": said, "overviews": overviews}
    if len(cell.cases) > 1:
        said = ngettext("%(n)s次巡视，%(said)s", "%(n)s次巡视，%(said)s", len(cell.cases)) % {
            "n": len(cell.cases),
            "said": said,
        }
    return _("“回头看”，%(said)s") % {"said": said} if cell.is_look_back else said
