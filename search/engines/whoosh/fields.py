"""The fields of haystack's searches over the index's columns: their values, how these compare and show.

A field without a value in a notice is met by no condition, counted in no facet, and comes last in every order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from django.utils.dateparse import parse_datetime
from django.utils.timezone import get_default_timezone, is_naive, localtime, make_aware
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError

from archive.filters import FACETS, UNKNOWN
from archive.models import Notice
from archive.partial_date import PartialDate
from search.engines.expressions import CONTENT, plain_name
from search.engines.whoosh.columns import ACCEPTED, UNKNOWN_DATE, from_instant, to_instant
from search.engines.whoosh.reading import Snapshot
from search.engines.whoosh.writing import identifier
from search.evidence import Column

DOCUMENT = "text"  # the index's document field: what is asked of it is asked of the whole entry
TITLE = "title"
MODEL = Notice._meta.label_lower


@dataclass(frozen=True, slots=True)
class IndexField:
    """column: its values in an index. read: a condition's value -> a value of the column; ValueError where it is none.
    show: a value of the column as haystack gives it back. accepted: the column with other names of the same.
    """

    name: str
    column: Callable[[Snapshot], Column]
    read: Callable[[Any], Any]
    show: Callable[[Any], Any]
    is_many: bool = False
    accepted: str = ""

    @property
    def is_text(self) -> bool:
        return self.read is str


# ---- values ----


def _read_date(value: Any) -> int:
    """2015, 2015-11 or 2015-11-01 as its sort key; of a moment, the day in the site's time zone."""
    text = str(value)
    if "T" in text or ":" in text:
        text = localtime(moment_of(text), get_default_timezone()).date().isoformat()
    return PartialDate.parse(text).sort_key()


def _show_date(key: int) -> str:
    return str(PartialDate.from_key(key))


def moment_of(value: str | datetime) -> datetime:
    """An aware datetime; what names no zone is in the site's, a day alone is its beginning."""
    moment = parse_datetime(value) if isinstance(value, str) else value
    if moment is None:
        raise ValueError(f"{value!r} is no date")
    return make_aware(moment, get_default_timezone()) if is_naive(moment) else moment


def _read_moment(value: Any) -> int:
    return to_instant(moment_of(str(value)))


def _show_moment(instant: int) -> datetime:
    return localtime(from_instant(instant), get_default_timezone())


def _read_number(value: Any) -> float:
    """A fraction stays what it is: nothing equals it, and it lies between its neighbours."""
    return value if isinstance(value, float) else int(value)


def _read_identifier(value: Any) -> int:
    text = str(value)
    return int(text.removeprefix(f"{MODEL}.")) if text.startswith(MODEL) else -1


# ---- columns ----


def _of_facet(name: str, as_value: Callable[[str], Any]) -> Callable[[Snapshot], Column]:
    def column(snapshot: Snapshot) -> Column:
        held = snapshot.table.column(name)
        known = ~np.isin(held.numbers, snapshot.table.numberings[name].known([UNKNOWN]))
        values = [None if value == UNKNOWN else as_value(value) for value in held.values]
        documents = held.documents[known]
        counts = np.bincount(documents, minlength=len(snapshot.table)).astype(np.int32)
        return Column(values, held.numbers[known], documents, counts)

    return column


def _of_row(name: str, unknown: int | None = None) -> Callable[[Snapshot], Column]:
    def column(snapshot: Snapshot) -> Column:
        held = snapshot.table.rows[name]
        known = np.ones(len(held), dtype=np.bool_) if unknown is None else held != unknown
        values, numbers = np.unique(held[known], return_inverse=True)
        documents = np.flatnonzero(known)
        return Column(values.tolist(), numbers.astype(np.int32), documents, known.astype(np.int32))

    return column


def _titles(snapshot: Snapshot) -> Column:
    everything = np.arange(len(snapshot.table))
    return Column(snapshot.titles, everything.astype(np.int32), everything, np.ones(len(everything), np.int32))


def _models(snapshot: Snapshot) -> Column:
    everything = np.arange(len(snapshot.table))
    return Column([MODEL], np.zeros(len(everything), np.int32), everything, np.ones(len(everything), np.int32))


def _facet_field(name: str) -> IndexField:
    if name == "year":
        return IndexField(name, _of_facet(name, int), _read_number, int)
    is_many = name not in ("level", "kind")
    return IndexField(name, _of_facet(name, str), str, str, is_many, ACCEPTED[name])


FIELDS: Mapping[str, IndexField] = {
    field.name: field
    for field in (
        IndexField(ID, _of_row("pk"), _read_identifier, identifier),
        IndexField(DJANGO_CT, _models, str, str),
        IndexField(DJANGO_ID, _of_row("pk"), _read_number, str),
        IndexField("pk", _of_row("pk"), _read_number, int),
        IndexField(TITLE, _titles, str, str),
        *map(_facet_field, FACETS),
        IndexField("sort_date", _of_row("sort_key", UNKNOWN_DATE), _read_date, _show_date),
        IndexField("added_at", _of_row("added"), _read_moment, _show_moment),
    )
}
NAMES = (CONTENT, DOCUMENT, *FIELDS)  # that an expression may use
_STORED = tuple(name for name in FIELDS if name != "pk")


def field_named(name: str | None) -> IndexField:
    """SearchBackendError for a name that no field has; haystack itself makes None of such a name in facet()."""
    try:
        return FIELDS[plain_name(name or "")]
    except KeyError as error:
        known = ", ".join(FIELDS)
        raise SearchBackendError(f"{name or 'a facet'}: no such field; there are {known}") from error


def values_of(snapshot: Snapshot, documents: npt.NDArray[np.int64]) -> list[dict[str, Any]]:
    """Each document's values by field, as a SearchResult has them, and by the names that facets are counted by."""
    results: list[dict[str, Any]] = [{} for _ in documents]
    for name in _STORED:
        field, column = FIELDS[name], FIELDS[name].column(snapshot)
        starts = np.searchsorted(column.documents, documents)
        ends = np.searchsorted(column.documents, documents, side="right")
        for result, start, end in zip(results, starts, ends, strict=True):
            shown = [field.show(column.values[number]) for number in column.numbers[start:end]]
            result[name] = shown if field.is_many else shown[0] if shown else None
            if name in FACETS:
                result[f"{name}_exact"] = result[name]
    return results
