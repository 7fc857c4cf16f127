"""The seam between finding and what it is found with. settings.HAYSTACK_CONNECTIONS names the engine.

An engine is a haystack BaseEngine whose backend also is an ArchiveBackend; nothing outside its own folder knows more
of it than this.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, cast

from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from archive.filters import Filters
from search.document import Entry
from search.engines.surroundings import Surroundings
from search.plan import Plan

MAX_PARTIAL = 50  # partial matches that are shown behind the full ones: the best
SORTS = ("relevance", "newest", "oldest")


class IndexUnusableError(Exception):
    """The index is absent, of another version or damaged: search answers from the database until it is rebuilt."""


class IndexAbsentError(IndexUnusableError):
    """There is no index, or one made by other rules or of another database: nothing is broken, it has to be built."""


class IndexBusyError(Exception):
    """Another writer held the index for longer than we were willing to wait; or another rebuild runs."""


@dataclass(frozen=True, slots=True)
class Match:
    pk: int
    score: float
    is_full: bool = True  # all of the query, or only some of it
    stated: tuple[tuple[str, str], ...] = ()  # what is known of the notice beside title and text: field and value


@dataclass(frozen=True, slots=True)
class Found:
    """The asked slice of the matches, full ones first; the number of the full ones, and their counts by facet and value
    under the other facets' choices, of years also how many are inferred; and the number of partial ones."""

    total: int = 0
    matches: tuple[Match, ...] = ()
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    inferred: Mapping[str, int] = field(default_factory=dict)
    partial: int = 0


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """What is known of an index in service."""

    engine: str
    version: str  # the rules by which it was made: layout, entries, analysis, library
    words: int  # of the archive's own, by which texts were cut
    dictionary: str  # their checksum
    build: str  # which building of the whole index it goes back to
    changed_at: datetime  # of the last commit
    entries: int
    parts: int  # segments
    size: int  # bytes on the disk


Progress = Callable[[int, int], None]  # notices done so far, and in all


class IndexWriter(Protocol):
    """Changes that become visible together when the with block ends, or not at all when it raises.

    Failing storage is an IndexUnusableError; whatever else `put` raises is the fault of the entry.
    """

    def put(self, entry: Entry) -> None: ...

    def remove(self, pk: int) -> None: ...


class ArchiveBackend(Protocol):
    """What finding, the outbox and check_index ask of an engine. All raise IndexUnusableError where that is so."""

    def find(self, plan: Plan | None, filters: Filters, sort: str, offset: int, limit: int) -> Found:
        """Notices that match; without a plan, all that pass the filters."""

    def writing(self, wait: float) -> AbstractContextManager[IndexWriter]:
        """Changes to the index in service, each notice at most once. One writer at a time over all processes;
        IndexBusyError after `wait` seconds.
        """

    def rebuild(self, wait: float, progress: Progress | None = None) -> int:
        """Build a new index from the database beside the one in service, check it, take along what changes meanwhile,
        and put it into service; the number of its notices. Needs no sound index to start from.

        IndexBusyError where another process rebuilds, or would not let go of the index for `wait` seconds at the end.
        """

    def check(self) -> None:
        """IndexUnusableError where the index is absent, of another version, not this database's, or not what was
        written: a cheap look.
        """

    def scrub(self) -> None:
        """The same, reading every file anew."""

    def needs_tidying(self) -> bool:
        """Whether a rebuild in a quiet hour would serve: many small parts, or many deleted entries."""

    def surroundings(self) -> Surroundings:
        """What a rebuild depends on beside the database: where it failed it is tried again once these have changed."""

    def status(self) -> EngineStatus: ...

    def cutting(self) -> AbstractContextManager[None]:
        """Inside, queries are cut by the words that the index was cut by; by jieba's own where there is no index."""

    def fingerprints(self) -> dict[int, str]:
        """The fingerprint of every entry by the notice's key, after making sure that the files are whole."""


def current_backend() -> ArchiveBackend:
    return cast(ArchiveBackend, connections[DEFAULT_ALIAS].get_backend())
