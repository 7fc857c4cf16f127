"""One search of haystack's: choose, narrow, count, order, cut, show.

Everything is worked out over the index's columns, so that counts and order are exact at any offset. The database is
asked only for the names that a query may mean and for the texts that are highlighted.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import Model
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from haystack.exceptions import SearchBackendError
from haystack.models import SearchResult

from archive.models import Notice
from search.document import latest_versions
from search.engines.expressions import Expression, plain_name, read
from search.engines.whoosh.conditions import Chooser, Plans
from search.engines.whoosh.facets import Gaps, count_dates, count_values
from search.engines.whoosh.fields import DOCUMENT, NAMES, field_named, values_of
from search.engines.whoosh.reading import Snapshot
from search.engines.whoosh.store import Store
from search.evidence import Floats, Mask
from search.excerpts import Mark, Passage, passages
from search.folding import fold_literal
from search.plan import Form, Plan, Run

_LAST = np.iinfo(np.int64).max
_TIES = ("-sort_date", "-pk")  # newest first, as everywhere
_NOT_OURS = ("within", "dwithin", "distance_point")

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Asked:
    """What haystack's SearchQuery hands to its backend (BaseSearchQuery.build_params)."""

    query: Expression
    sort_by: Sequence[str] = ()
    start: int = 0
    end: int | None = None
    highlight: bool = False
    facets: Mapping[str | None, Mapping[str, Any]] = field(default_factory=dict)
    date_facets: tuple[Gaps, ...] = ()
    query_facets: Mapping[str, Expression] = field(default_factory=dict)
    narrowed: tuple[Expression, ...] = ()
    boosts: Mapping[str, float] = field(default_factory=dict)
    models: Collection[type[Model]] = ()
    result_class: type[SearchResult] = SearchResult

    @property
    def is_of_notices(self) -> bool:
        """No other model has entries."""
        return not self.models or Notice in self.models

    @property
    def expressions(self) -> tuple[Expression, ...]:
        return (self.query, *self.narrowed, *self.query_facets.values())


def read_params(query: str, params: Mapping[str, Any]) -> Asked:
    """From a backend's arguments; SearchBackendError for what this engine does not do."""
    refused = [name for name in _NOT_OURS if params.get(name)]
    if refused:
        raise SearchBackendError(f"{', '.join(refused)}: notices have no coordinates")
    if isinstance(params.get("highlight"), Mapping):
        raise SearchBackendError("highlight(): this engine has no options for it")
    query_facets = [f"{plain_name(name)}:{value}" for name, value in params.get("query_facets") or ()]
    return Asked(
        query=read(query, NAMES),
        sort_by=tuple(map(str, params.get("sort_by") or ())),
        start=params.get("start_offset") or 0,
        end=params.get("end_offset"),
        highlight=bool(params.get("highlight")),
        facets=params.get("facets") or {},
        date_facets=tuple(Gaps.of(name, gaps) for name, gaps in (params.get("date_facets") or {}).items()),
        query_facets={text: read(text, NAMES) for text in query_facets},
        narrowed=tuple(read(str(text), NAMES) for text in params.get("narrow_queries") or ()),
        boosts=dict(_boost(term, factor) for term, factor in (params.get("boost") or {}).items()),
        models=tuple(params.get("models") or ()),
        result_class=params.get("result_class") or SearchResult,
    )


def _boost(term: object, factor: object) -> tuple[str, float]:
    if not isinstance(term, str) or not isinstance(factor, int | float) or not math.isfinite(factor):
        raise SearchBackendError(f"boost({term!r}, {factor!r}): takes a text and a number")
    return term, float(factor)


def nothing() -> dict[str, Any]:
    return {"results": [], "hits": 0, "facets": {}, "spelling_suggestion": None}


def search(
    store: Store, asked: Asked, plans: Plans, *, like: Plan | None = None, but: int | None = None
) -> dict[str, Any]:
    """haystack's dictionary of results. like: what else they must have and are ranked by; but: the notice left out."""
    with store.reading() as snapshot:
        chooser = Chooser(snapshot, plans)
        chosen = chooser.choose(asked.query)
        found = np.logical_and.reduce([chosen.mask, *(chooser.choose(each).mask for each in asked.narrowed)])
        scores = chosen.scores
        if like is not None:
            alike = chooser.by_plan(like)
            found, scores = found & alike.mask & (snapshot.table.rows["pk"] != but), alike.scores
        scores = _boosted(chooser, asked, scores)
        shown = _order(snapshot, np.flatnonzero(found), scores, asked.sort_by)[asked.start : asked.end]
        keys = snapshot.table.rows["pk"][shown].tolist()
        values = values_of(snapshot, shown)
        facets = _facets(snapshot, chooser, asked, found)
    highlighted = _highlighted(keys, plans.marks(asked.query)) if asked.highlight else {}
    return nothing() | {
        "results": [
            _result(asked.result_class, key, float(scores[document]), held, highlighted.get(key))
            for key, document, held in zip(keys, shown, values, strict=True)
        ],
        "hits": int(found.sum()),
        "facets": facets,
    }


def _result(
    result_class: type[SearchResult], key: int, score: float, held: Mapping[str, Any], highlighted: SafeString | None
) -> SearchResult:
    extra = {} if highlighted is None else {"highlighted": {DOCUMENT: [highlighted]}}
    return result_class(Notice._meta.app_label, Notice._meta.model_name, key, score, **held, **extra)


def _boosted(chooser: Chooser, asked: Asked, scores: Floats) -> Floats:
    """Scores times the factors of the terms that a document has; where no text was asked for, all begin at 1."""
    if not asked.boosts:
        return scores
    scores = scores.copy() if scores.any() else np.ones(len(scores))
    for term, factor in asked.boosts.items():
        has = chooser.by_plan(Plan(Run((Form(fold_literal(term).text),), is_strict=True))).mask
        scores[has] *= factor
    return scores


# ---- facets ----


def _facets(snapshot: Snapshot, chooser: Chooser, asked: Asked, found: Mask) -> dict[str, dict[str, Any]]:
    """Over all that was found, not only what is shown."""
    if not (asked.facets or asked.date_facets or asked.query_facets):
        return {}
    return {
        "fields": {str(name): count_values(snapshot, name, options, found) for name, options in asked.facets.items()},
        "dates": {gaps.field: count_dates(snapshot, gaps, found) for gaps in asked.date_facets},
        "queries": {
            text: int((found & chooser.choose(query).mask).sum()) for text, query in asked.query_facets.items()
        },
    }


# ---- order ----


def _order(snapshot: Snapshot, documents: Numbers, scores: Floats, sort_by: Sequence[str]) -> Numbers:
    """By each field in its own direction, or by relevance; ties newest first."""
    keys: list[npt.NDArray[Any]] = [_ranks(snapshot, name)[documents] for name in (*sort_by, *_TIES)]
    if not sort_by:
        keys.insert(0, -scores[documents].round(6))  # scores that differ by rounding alone are ties
    ordered: Numbers = documents[np.lexsort(keys[::-1])]
    return ordered


def _ranks(snapshot: Snapshot, name: str) -> Numbers:
    """A number for each document that sorts as the field does; without a value last in either direction."""
    field = field_named(name.removeprefix("-"))
    if field.is_many:
        raise SearchBackendError(f"order_by({name!r}): a notice may have several values of this field")
    column = field.column(snapshot)
    order = sorted({value for value in column.values if value is not None})
    place = {value: number for number, value in enumerate(order)}
    by_value = np.array([place.get(value, 0) for value in column.values] or [0], dtype=np.int64)
    ranks = np.full(len(snapshot.table), _LAST)
    direction = -1 if name.startswith("-") else 1
    ranks[column.documents] = direction * by_value[column.numbers]
    return ranks


# ---- highlighting ----


def _highlighted(keys: Iterable[int], marks: Sequence[Mark]) -> dict[int, SafeString]:
    """By notice the passages of its text that show why it was found, matches in <em>, everything escaped."""
    texts = dict(latest_versions().filter(notice__in=list(keys)).values_list("notice_id", "text"))
    return {key: _emphasised(passages(text, marks)) for key, text in texts.items()}


def _emphasised(found: Iterable[Passage]) -> SafeString:
    parts = [part for passage in found for part in (*passage.parts, (" ", False))][:-1]
    return format_html_join(
        "", "{}", ((format_html("<em>{}</em>", text) if is_hit else text,) for text, is_hit in parts)
    )
