"""Running a query: every match with its score, then filters, counts, order and the asked slice.

Filters and counts are worked out over the stored values of all matches, so that they are exact at any offset.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.filters import FACETS, Filters
from search.engines import MAX_PARTIAL, Found, Match
from search.engines.whoosh.evidence import IndexEvidence
from search.engines.whoosh.store import Snapshot
from search.plan import Plan
from search.ranking import rank

Stored = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Scored:
    score: float
    stored: Stored
    is_full: bool = True


def run(snapshot: Snapshot, plan: Plan | None, filters: Filters, sort: str, offset: int, limit: int) -> Found:
    """Full matches first, then partial ones up to MAX_PARTIAL; totals and counts are those of the full matches."""
    evidence = IndexEvidence(snapshot)
    if plan is None:
        everything = [_Scored(0.0, stored) for stored in snapshot.live()]
    else:
        everything = [_Scored(r.score, evidence.value(r.document), r.is_full) for r in rank(plan, evidence)]
    full, counts = _narrow([match for match in everything if match.is_full], filters)
    partial, _ = _narrow([match for match in everything if not match.is_full], filters)
    partial = sorted(partial, key=_relevance)[:MAX_PARTIAL]
    ordered = sorted(full, key=_ORDERS[sort]) + sorted(partial, key=_ORDERS[sort])
    part = tuple(
        Match(m.stored["pk"], m.score, m.is_full, m.stored["stated"]) for m in ordered[offset : offset + limit]
    )
    return Found(len(full), part, counts, len(partial))


def _narrow(matches: Iterable[_Scored], filters: Filters) -> tuple[list[_Scored], dict[str, dict[str, int]]]:
    """What passes every filter; and by facet, how many notices each value would show beside the other facets.

    What fails one facet alone still counts for that facet; what fails two counts nowhere.
    """
    chosen = {facet: frozenset(values) for facet, values in filters.chosen.items()}
    kept: list[_Scored] = []
    counters: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for match in matches:
        stored = match.stored
        accepts = stored["accepts"]
        failed = [facet for facet, values in chosen.items() if values.isdisjoint(accepts[facet])]
        if not failed:
            kept.append(match)
        if len(failed) < 2:
            for facet in failed or FACETS:
                counters[facet].update(_countable(facet, stored, chosen))
    return kept, {facet: dict(counter) for facet, counter in counters.items()}


def _countable(facet: str, stored: Stored, chosen: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """The facet's values of a notice, and the other names that were chosen (中央第七巡视组 of a notice of group 7)."""
    values = stored["facets"][facet]
    yield from values
    if facet in chosen:
        yield from (value for value in stored["accepts"][facet] if value in chosen[facet] and value not in values)


def _newest(match: _Scored) -> tuple[bool, int, int]:
    """Unknown dates last, as NoticeQuerySet.newest_first has it."""
    key, pk = match.stored["sort_key"], match.stored["pk"]
    return (key is None, -(key or 0), -pk)


def _oldest(match: _Scored) -> tuple[bool, int, int]:
    key, pk = match.stored["sort_key"], match.stored["pk"]
    return (key is None, key or 0, pk)


def _relevance(match: _Scored) -> tuple[float, tuple[bool, int, int]]:
    """Best first; scores that differ by rounding alone are ties, and ties go by date."""
    return (-round(match.score, 6), _newest(match))


_ORDERS: dict[str, Any] = {"relevance": _relevance, "newest": _newest, "oldest": _oldest}
