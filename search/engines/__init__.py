"""The seam between finding and what it is found with. settings.HAYSTACK_CONNECTIONS names the engine.

An engine is a haystack BaseEngine whose backend also is an ArchiveBackend; nothing outside its own folder knows more
of it than this.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol, cast

from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from archive.filters import Filters
from search.document import Entry
from search.plan import Plan

MAX_PARTIAL = 50  # partial matches that are shown behind the full ones: the best
SORTS = ("relevance", "newest", "oldest")


class IndexUnusableError(Exception):
    """The index is absent, of another version or damaged: search answers from the database until it is rebuilt."""


class IndexAbsentError(IndexUnusableError):
    """There is no index, or one made by other rules: nothing is broken, it has only to be built."""


class IndexBusyError(Exception):
    """Another writer held the index for longer than we were willing to wait."""


@dataclass(frozen=True, slots=True)
class Match:
    pk: int
    score: float
    is_full: bool = True  # all of the query, or only some of it
    stated: tuple[tuple[str, str], ...] = ()  # what is known of the notice beside title and text: field and value


@dataclass(frozen=True, slots=True)
class Found:
    """The asked slice of the matches, full ones first; the number of the full ones, and their counts by facet and value
    under the other facets' choices; and the number of partial ones."""

    total: int = 0
    matches: tuple[Match, ...] = ()
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    partial: int = 0


class IndexWriter(Protocol):
    """Changes that become visible together when the with block ends, or not at all when it raises."""

    def put(self, entry: Entry) -> None: ...

    def remove(self, pk: int) -> None: ...

    def clear(self) -> None:
        """Forget everything that was in the index before this block."""


class ArchiveBackend(Protocol):
    """What finding, the outbox and check_index ask of an engine. All raise IndexUnusableError where that is so."""

    def find(self, plan: Plan | None, filters: Filters, sort: str, offset: int, limit: int) -> Found:
        """Notices that match; without a plan, all that pass the filters."""

    def writing(self, wait: float, *, rebuild: bool = False) -> AbstractContextManager[IndexWriter]:
        """One writer at a time over all processes; IndexBusyError after `wait` seconds.

        With rebuild, an index that is absent, of another version or damaged is replaced: what the block puts is then
        all that it holds.
        """

    def cutting(self) -> AbstractContextManager[None]:
        """Inside, queries are cut by the words that the index was cut by; by jieba's own where there is no index."""

    def fingerprints(self) -> dict[int, str]:
        """The fingerprint of every entry by the notice's key, after making sure that the files are whole."""


def current_backend() -> ArchiveBackend:
    return cast(ArchiveBackend, connections[DEFAULT_ALIAS].get_backend())
