"""The comparison over one archive; needs Django set up."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from haystack import connections

from search import outbox
from search.document import entries
from search.engines import IndexUnusableError
from search.engines.whoosh.backend import WhooshSearchBackend
from search.engines.whoosh.evidence import IndexEvidence
from search.engines.whoosh.reading import Snapshot
from search.evidence import Mask
from search.folding import fold_literal
from search.language import read_query
from search.planning import plan_of
from search.ranking import rank
from tests.benchmarks.search.designs.comparing import Way, compare
from tests.benchmarks.search.designs.counting import Bitmaps, Columns, Counts, Database
from tests.benchmarks.search.designs.literals import (
    InMemory,
    PairsThenTexts,
    Positions,
    Scan,
    Trigrams,
    write_texts,
)
from tests.benchmarks.search.sizes import bytes_of

_WAIT = 60.0  # seconds for the lock that nobody else holds


def run(place: Path, record: Mapping[str, Any]) -> str:
    """Both tables."""
    backend = connections["default"].get_backend()
    try:
        backend.check()
    except IndexUnusableError:
        outbox.rebuild(_WAIT)
    texts = write_texts(place / "texts.sqlite3", entries())
    pieces = [fold_literal(piece["text"]).text for piece in record["pieces"]]
    with backend.store.reading() as snapshot:
        ours = Positions(snapshot, bytes_of(backend.path))
        finders: list[Way[str, frozenset[int]]] = [ours, PairsThenTexts(snapshot, ours.size, texts)]
        finders += [Trigrams(texts, place), InMemory(texts), Scan(texts)]
        literals = compare("literals", finders, pieces, frozenset.__eq__)
        found = _matches(backend, snapshot, record["queries"])
        counters: list[Way[Mask, Counts]] = [Columns(snapshot), Bitmaps(snapshot), Database(snapshot)]
        return f"{literals}\n\n{compare('facets', counters, found, _agree)}"


def _matches(backend: WhooshSearchBackend, snapshot: Snapshot, queries: list[dict[str, Any]]) -> list[Mask]:
    """What each query finds, where it finds anything."""
    found = []
    for asked in queries:
        with backend.cutting():
            plan = plan_of(read_query(asked["text"]))
        if plan is None:
            continue
        mask = rank(plan, IndexEvidence(snapshot)).full & snapshot.live
        if mask.any():
            found.append(mask)
    return found


def _agree(ours: Counts, theirs: Counts) -> bool:
    """The database offers the first values of a facet alone: each of those has our count."""
    return all(
        ours[facet].get(value, 0) == count for facet, counts in theirs.items() for value, count in counts.items()
    )
