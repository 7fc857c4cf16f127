"""haystack's facets: how many of the documents that were found have each value, fall into each gap, meet a query."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
from django.utils.timezone import get_default_timezone, localtime
from haystack.exceptions import FacetingError, SearchBackendError

from search.engines.whoosh.columns import UNKNOWN_DATE, to_instant
from search.engines.whoosh.fields import field_named, moment_of
from search.engines.whoosh.reading import Snapshot
from search.evidence import Mask

_MOST_GAPS = 10_000  # of one facet
_MONTHS = {"year": 12, "month": 1}
_SECONDS = {"hour": 3600, "minute": 60, "second": 1}
_LAST_DAY = 31  # of a month as a sort key counts: later than any day it has


def count_values(
    snapshot: Snapshot, name: str | None, options: Mapping[str, Any], found: Mask
) -> list[tuple[Any, int]]:
    """The values of a field, most frequent first. A notice counts once for each of its values."""
    if options:
        raise SearchBackendError(f"facet({name!r}): this engine has no options for it ({', '.join(options)})")
    field = field_named(name)
    column = field.column(snapshot)
    counts = np.bincount(column.numbers[found[column.documents]], minlength=1)
    counted = [(column.values[number], int(counts[number])) for number in np.flatnonzero(counts).tolist()]
    return [(field.show(value), count) for value, count in sorted(counted, key=lambda item: (-item[1], item[0]))]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Stretches of time in a row, each from one bound to the next; bounds are in the site's time zone."""

    field: str
    bounds: tuple[datetime, ...]

    @classmethod
    def of(cls, name: str | None, asked: Mapping[str, Any]) -> "Gaps":
        """From date_facet()'s arguments. The last gap is whole, though end_date lies within it."""
        field = field_named(name).name
        if field not in ("added_at", "sort_date"):
            raise FacetingError(f"date_facet({field!r}): no dates; use added_at or sort_date")
        if field == "sort_date" and asked["gap_by"] in _SECONDS:
            raise FacetingError("date_facet('sort_date'): dates have no hours; use day, month or year")
        try:
            start, end = _beginning(asked["start_date"]), _beginning(asked["end_date"])
            return cls(field, tuple(_bounds(start, end, asked["gap_by"], asked.get("gap_amount", 1))))
        except (TypeError, ValueError, OverflowError) as error:
            raise FacetingError(f"date_facet({field!r}): {error}") from error


def count_dates(snapshot: Snapshot, gaps: Gaps, found: Mask) -> list[tuple[date, int]]:
    """The beginnings of the gaps that hold anything, in order, each with its number of notices.

    A date of which a part is unknown counts where all days that it may be lie in one gap.
    """
    if gaps.field == "added_at":
        return _count_moments(snapshot, gaps.bounds, found)
    return _count_days(snapshot, [bound.date() for bound in gaps.bounds], found)


def _count_moments(snapshot: Snapshot, bounds: Sequence[datetime], found: Mask) -> list[tuple[date, int]]:
    instants = snapshot.table.rows["added"][found]
    gaps = np.searchsorted(np.array([to_instant(bound) for bound in bounds]), instants, side="right") - 1
    return _counted(bounds, gaps)


def _count_days(snapshot: Snapshot, bounds: Sequence[date], found: Mask) -> list[tuple[date, int]]:
    keys = snapshot.table.rows["sort_key"][found]
    keys = keys[keys != UNKNOWN_DATE]
    borders = np.array([bound.year * 10_000 + bound.month * 100 + bound.day for bound in bounds])
    first = np.searchsorted(borders, _filled(keys, 1, 1), side="right") - 1
    last = np.searchsorted(borders, _filled(keys, 12, _LAST_DAY), side="right") - 1
    return _counted(bounds, first[first == last])


def _filled(keys: npt.NDArray[np.int64], month: int, day: int) -> npt.NDArray[np.int64]:
    """Sort keys with these in the place of unknown months and days."""
    keys = np.where(keys // 100 % 100 == 0, keys + month * 100, keys)
    return np.where(keys % 100 == 0, keys + day, keys)


def _counted(bounds: Sequence[date], gaps: npt.NDArray[np.int64]) -> list[tuple[date, int]]:
    """The last bound ends the last gap."""
    counts = np.bincount(gaps[(gaps >= 0) & (gaps < len(bounds) - 1)], minlength=1)
    return [(bounds[gap], int(counts[gap])) for gap in np.flatnonzero(counts).tolist()]


# ---- gaps ----


def _beginning(value: date | str) -> datetime:
    """In the site's time zone."""
    moment = value if isinstance(value, datetime | str) else datetime.combine(value, time())
    return localtime(moment_of(moment), get_default_timezone())


def _bounds(start: datetime, end: datetime, gap_by: str, amount: int) -> list[datetime]:
    """Where gaps begin from start on, until one is not before end."""
    if amount < 1:
        raise FacetingError(f"gap_amount must be at least 1, not {amount}")
    bounds = [start]
    while bounds[-1] < end:
        if len(bounds) > _MOST_GAPS:
            raise FacetingError(f"from {start} to {end} there are more than {_MOST_GAPS} gaps of {amount} {gap_by}")
        try:
            bounds.append(_later(start, gap_by, amount * len(bounds)))
        except (ValueError, OverflowError):  # the last gap that the calendar has
            return [*bounds, datetime.max.replace(tzinfo=start.tzinfo)]
    return bounds


def _later(start: datetime, gap_by: str, amount: int) -> datetime:
    """Hours and less are of elapsed time; longer gaps end at the same time of day, whatever clocks did meanwhile."""
    if gap_by in _SECONDS:
        return localtime(start.astimezone(UTC) + timedelta(seconds=_SECONDS[gap_by] * amount), start.tzinfo)
    if gap_by == "day":
        return start + timedelta(days=amount)
    months = start.year * 12 + start.month - 1 + _MONTHS[gap_by] * amount
    year, month = divmod(months, 12)
    return start.replace(year=year, month=month + 1, day=min(start.day, monthrange(year, month + 1)[1]))
