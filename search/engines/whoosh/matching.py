"""Running a query: every match with its score, then filters, counts, order and the asked slice.

Filters and counts are worked out over the columns of all matches, so that they are exact at any offset.
"""

from typing import Any, cast

import numpy as np
import numpy.typing as npt

from archive.filters import FACETS, Filters
from search.engines import MAX_PARTIAL, Found, Match
from search.engines.whoosh.columns import ACCEPTED, UNKNOWN_DATE, Table
from search.engines.whoosh.evidence import IndexEvidence
from search.engines.whoosh.reading import Snapshot
from search.evidence import Floats, Mask
from search.plan import Plan
from search.ranking import Ranked, rank

_LAST = np.iinfo(np.int64).max
Numbers = npt.NDArray[np.int64]


def run(snapshot: Snapshot, plan: Plan | None, filters: Filters, sort: str, offset: int, limit: int) -> Found:
    """Full matches first, then partial ones up to MAX_PARTIAL; totals and counts are those of the full matches."""
    ranked = _everything(snapshot) if plan is None else rank(plan, IndexEvidence(snapshot))
    table = snapshot.table
    passing = {facet: snapshot.standing_under(facet, values) for facet, values in filters.chosen.items()}
    allowed = np.logical_and.reduce([snapshot.live, *passing.values()])
    full = np.flatnonzero(ranked.full & allowed)
    partial = _best(table, np.flatnonzero(ranked.partial & allowed), ranked.scores, "relevance", MAX_PARTIAL)
    wanted = offset + limit
    ordered = _best(table, full, ranked.scores, sort, wanted)[offset:]
    behind = _best(table, partial, ranked.scores, sort, len(partial))[max(offset - len(full), 0) :]
    shown = [*ordered, *behind[: limit - len(ordered)]]
    return Found(
        total=len(full),
        matches=tuple(_match(snapshot, int(document), ranked) for document in shown),
        counts=_counts(snapshot, ranked.full, passing, filters),
        inferred=dict(table.counted("year", _beside("year", snapshot, ranked.full, passing) & table.rows["inferred"])),
        partial=len(partial),
    )


def _everything(snapshot: Snapshot) -> Ranked:
    return Ranked(snapshot.live, np.zeros_like(snapshot.live), np.zeros(len(snapshot.live)))


def _match(snapshot: Snapshot, document: int, ranked: Ranked) -> Match:
    stated = tuple((field, value) for field, value in snapshot.stored(document)["stated"])
    pk = int(snapshot.table.rows["pk"][document])
    return Match(pk, float(ranked.scores[document]), bool(ranked.full[document]), stated)


# ---- filters and counts ----


def _counts(snapshot: Snapshot, full: Mask, passing: dict[str, Mask], filters: Filters) -> dict[str, dict[str, int]]:
    """By facet, how many notices each of its values would show beside the other facets' choices; other names where
    they are chosen.
    """
    counts: dict[str, dict[str, int]] = {}
    for facet in FACETS:
        counted = _beside(facet, snapshot, full, passing)
        counts[facet] = dict(snapshot.table.counted(facet, counted))
        _own, others = snapshot.told_apart(facet, filters.chosen.get(facet, ()))
        for value in others:
            named = int((counted & snapshot.table.having(ACCEPTED[facet], (value,))).sum())
            if named:
                counts[facet][value] = named
    return counts


def _beside(facet: str, snapshot: Snapshot, full: Mask, passing: dict[str, Mask]) -> Mask:
    """The full matches that pass the other facets' choices."""
    others = [mask for name, mask in passing.items() if name != facet]
    return cast("Mask", np.logical_and.reduce([full, snapshot.live, *others]))


# ---- order ----


def _best(table: Table, documents: Numbers, scores: Floats, sort: str, count: int) -> Numbers:
    """The first `count` documents in order; ties go by date, then the newer key."""
    keys = _ORDERS[sort](table.rows[documents], scores[documents])
    if 0 < count < len(documents) // 4:
        # Whatever cannot be among the first need not be ordered.
        most = keys[0]
        chosen = np.flatnonzero(most <= np.partition(most, count - 1)[count - 1])
        documents, keys = documents[chosen], [key[chosen] for key in keys]
    return documents[np.lexsort(keys[::-1])][:count]


def _newest(rows: npt.NDArray[Any], scores: Floats) -> list[npt.NDArray[Any]]:
    """Unknown dates last, as NoticeQuerySet.newest_first has it."""
    dates = rows["sort_key"]
    return [np.where(dates == UNKNOWN_DATE, _LAST, -dates), -rows["pk"]]


def _oldest(rows: npt.NDArray[Any], scores: Floats) -> list[npt.NDArray[Any]]:
    dates = rows["sort_key"]
    return [np.where(dates == UNKNOWN_DATE, _LAST, dates), rows["pk"]]


def _relevance(rows: npt.NDArray[Any], scores: Floats) -> list[npt.NDArray[Any]]:
    """Best first; scores that differ by rounding alone are ties."""
    return [-scores.round(6), *_newest(rows, scores)]


_ORDERS = {"relevance": _relevance, "newest": _newest, "oldest": _oldest}
