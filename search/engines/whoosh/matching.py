"""Running a query: every match with its score, then filters, counts, order and the asked slice.

Filters and counts are worked out over the stored values of all matches, so that they are exact at any offset.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoosh.collectors import Collector
from whoosh.query import Query as WhooshQuery

from archive.filters import FACETS, Filters
from search.engines import Found, Match
from search.engines.whoosh.store import Snapshot

Stored = Mapping[str, Any]


class _AllMatches(Collector):
    """Every match with its score and stored value, in index order."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.matches: list[tuple[float, Stored]] = []
        self._columns = dict(snapshot.leaves)
        self._column: Mapping[int, Stored] = {}

    def set_subsearcher(self, subsearcher: Any, offset: int) -> None:
        super().set_subsearcher(subsearcher, offset)
        self._column = self._columns[offset]

    def collect_matches(self) -> None:
        matcher = self.matcher
        while matcher.is_active():
            self.collect(matcher.id())
            matcher.next()

    def collect(self, sub_docnum: int) -> None:
        self.matches.append((self.matcher.score(), self._column[sub_docnum]))


def run(snapshot: Snapshot, query: WhooshQuery, filters: Filters, sort: str, offset: int, limit: int) -> Found:
    collector = _AllMatches(snapshot)
    snapshot.searcher.search_with_collector(query, collector)
    kept, counts = _narrow(collector.matches, filters)
    kept.sort(key=_ORDERS[sort])
    part = kept[offset : offset + limit]
    return Found(len(kept), tuple(Match(stored["pk"], score) for score, stored in part), counts)


def _narrow(
    matches: Iterable[tuple[float, Stored]], filters: Filters
) -> tuple[list[tuple[float, Stored]], dict[str, dict[str, int]]]:
    """What passes every filter; and by facet, how many notices each value would show beside the other facets.

    What fails one facet alone still counts for that facet; what fails two counts nowhere.
    """
    chosen = {facet: frozenset(values) for facet, values in filters.chosen.items()}
    kept: list[tuple[float, Stored]] = []
    counters: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for score, stored in matches:
        accepts = stored["accepts"]
        failed = [facet for facet, values in chosen.items() if values.isdisjoint(accepts[facet])]
        if not failed:
            kept.append((score, stored))
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


def _newest(match: tuple[float, Stored]) -> tuple[bool, int, int]:
    """Unknown dates last, as NoticeQuerySet.newest_first has it."""
    key, pk = match[1]["sort_key"], match[1]["pk"]
    return (key is None, -(key or 0), -pk)


def _oldest(match: tuple[float, Stored]) -> tuple[bool, int, int]:
    key, pk = match[1]["sort_key"], match[1]["pk"]
    return (key is None, key or 0, pk)


def _relevance(match: tuple[float, Stored]) -> tuple[float, tuple[bool, int, int]]:
    """Best first; scores that differ by rounding alone are ties, and ties go by date."""
    return (-round(match[0], 6), _newest(match))


_ORDERS: dict[str, Any] = {"relevance": _relevance, "newest": _newest, "oldest": _oldest}
