"""The index on disk: opening it, one searcher a process and generation, one writer at a time.

Beside Whoosh's files lies a stamp that says by which rules the index was made. It is written last and removed first:
without the right stamp the index is not read.
"""

import contextlib
import json
import logging
import os
import pickle
import shutil
import struct
import threading
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

from whoosh.codec.base import OutOfOrderError
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage, StorageError
from whoosh.filedb.filetables import FileFormatError
from whoosh.index import FileIndex
from whoosh.index import IndexError as WhooshIndexError
from whoosh.matching import ReadTooFar
from whoosh.query import Term
from whoosh.reading import ReaderClosed, TermNotFound
from whoosh.searching import Searcher
from whoosh.util.filelock import try_for
from whoosh.writing import CLEAR, IndexingError, LockError, SegmentWriter

from search.analysis import OwnWords, cutting_by
from search.dictionary import archive_words
from search.document import Entry
from search.engines import IndexAbsentError, IndexBusyError, IndexUnusableError
from search.engines.whoosh.schema import index_version, make_schema, to_fields

logger = logging.getLogger(__name__)

_STAMP = "xunlan.json"
_CHECKSUMS = "checksums.json"
_WORDS = "words.json"  # the archive's own words by which the texts were cut
_LIMIT_MB = 64  # of memory for a writer's postings before they go to disk
_LOCK_POLL = 0.05  # seconds between two tries for the writer lock

# What Whoosh raises on files that are missing, cut short or overwritten: it unpickles, unpacks and trusts them.
DAMAGE = (
    OSError,
    EOFError,
    ValueError,  # UnicodeDecodeError among them
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    ImportError,
    MemoryError,  # a length read from garbage
    OverflowError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
    WhooshIndexError,
    IndexingError,
    OutOfOrderError,
    StorageError,
    FileFormatError,
    ReaderClosed,
    TermNotFound,
    ReadTooFar,
)


_State = tuple[int, int]  # of a file: size, time of change in nanoseconds


def _state(path: Path) -> _State:
    try:
        status = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (status.st_size, status.st_mtime_ns)


def identifier(pk: int) -> str:
    """haystack's name for a notice."""
    return f"archive.notice.{pk}"


class Snapshot:
    """One generation of the index, open for reading, with the stored value of each document by its number."""

    def __init__(self, key: tuple[str, int], searcher: Searcher, previous: "Snapshot | None") -> None:
        self.key = key
        self.searcher = searcher
        known = previous.columns if previous else {}
        # Segments never change (deletions are masked by the reader), so a segment's values are read once.
        self.columns: dict[str, dict[int, dict[str, Any]]] = {}
        self.leaves: list[tuple[int, dict[int, dict[str, Any]]]] = []
        for reader, offset in searcher.reader().leaf_readers():
            segment = reader.segment() if reader.doc_count_all() else None
            name = segment.segment_id() if segment else ""
            column = known.get(name) or {number: stored["entry"] for number, stored in reader.iter_docs()}
            self.columns[name] = column
            self.leaves.append((offset, column))

    def close(self) -> None:
        with contextlib.suppress(*DAMAGE):  # of a searcher that is being closed nobody wants to know
            self.searcher.close()

    def live(self) -> Iterator[dict[str, Any]]:
        """The stored values of all entries that are not deleted."""
        for (reader, _), (_, column) in zip(self.searcher.reader().leaf_readers(), self.leaves, strict=True):
            yield from (value for number, value in column.items() if not reader.is_deleted(number))


class Store:
    """The index in one directory. There is one Store a process and directory; it is safe among threads and forks."""

    _stores: ClassVar[dict[Path, "Store"]] = {}

    def __init__(self, path: Path) -> None:
        self.path = path
        self._schema: Schema = make_schema()
        self._reading = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._verified: dict[str, _State] = {}
        self._own_words: tuple[str, OwnWords] = ("", OwnWords())  # of which build, and the words

    @classmethod
    def at(cls, path: Path) -> "Store":
        return cls._stores.get(path) or cls._stores.setdefault(path, cls(path))

    @classmethod
    def forget_open_files(cls) -> None:
        """In a forked child: the parent's searchers and locks are not ours."""
        cls._stores.clear()

    # ---- reading ----

    @contextlib.contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """The newest generation. One search at a time a process: Whoosh's files have one position each."""
        with self._reading:
            try:
                yield self._newest()
            except DAMAGE as error:
                self.close()
                raise IndexUnusableError(f"{self.path}: {type(error).__name__}: {error}") from error

    def own_words(self) -> OwnWords | None:
        """The words that texts were cut by beside jieba's own; none where there is no index to read."""
        try:
            return self._words_of(self._read_stamp())
        except (IndexUnusableError, *DAMAGE):
            return None

    def _words_of(self, build: str) -> OwnWords:
        if self._own_words[0] != build:
            words = json.loads((self.path / _WORDS).read_text(encoding="utf-8"))
            self._own_words = (build, OwnWords(tuple(str(word) for word in words)))
        return self._own_words[1]

    def close(self) -> None:
        """Let go of the open files; the next search opens them anew."""
        with self._reading:
            snapshot, self._snapshot = self._snapshot, None
            if snapshot:
                snapshot.close()

    def _newest(self) -> Snapshot:
        build = self._read_stamp()
        self.verify()
        index = self._open()
        key = (build, index.latest_generation())
        if self._snapshot is None or self._snapshot.key != key:
            before = self._snapshot
            previous = before if before and before.key[0] == build else None
            # The generation was read first: if another process commits in between, what we open is newer than its
            # key and is opened once more next time, never too seldom.
            searcher = index.searcher()
            self._snapshot = Snapshot(key, searcher, previous)
            if before:
                before.close()
        return self._snapshot

    def _open(self) -> FileIndex:
        """Without memory maps: a file cut short under one kills the process, and plain reads are as fast."""
        return FileIndex(FileStorage(str(self.path), supports_mmap=False), schema=self._schema)

    def _read_stamp(self) -> str:
        """The name of this build of the index; IndexAbsentError where there is none or one by other rules."""
        try:
            stamp = json.loads((self.path / _STAMP).read_text(encoding="utf-8"))
            version, build = stamp["version"], stamp["build"]
        except FileNotFoundError as error:
            raise IndexAbsentError(f"{self.path}: no index here") from error
        if version != index_version():
            raise IndexAbsentError(f"{self.path}: made by {version}, wanted {index_version()}")
        return str(build)

    def verify(self) -> None:
        """IndexUnusableError where a segment no longer is what was written: most damage breaks no reader.

        A segment never changes, so it is read again only when its size or time did.
        """
        try:
            seen = {path.name: _state(path) for path in self.path.glob("*.seg")}
            if any(self._verified.get(name) != state for name, state in seen.items()):
                self._verified = self._verify(seen)
        except DAMAGE as error:
            raise IndexUnusableError(f"{self.path}: {type(error).__name__}: {error}") from error

    def _verify(self, seen: Mapping[str, _State]) -> dict[str, _State]:
        written = json.loads((self.path / _CHECKSUMS).read_text(encoding="utf-8"))
        verified = {name: state for name, state in self._verified.items() if seen.get(name) == state}
        for name in seen.keys() - verified.keys():
            checksum = self._checksum(name)
            if name in written and checksum is not None:  # else another process is just writing or deleting it
                if checksum != written[name]:
                    raise IndexUnusableError(f"{self.path / name}: not the content that was written")
                verified[name] = seen[name]
        return verified

    def _checksum(self, name: str) -> int | None:
        try:
            return zlib.crc32((self.path / name).read_bytes())
        except FileNotFoundError:
            return None

    # ---- writing ----

    @contextlib.contextmanager
    def writing(self, wait: float, *, rebuild: bool = False) -> Iterator["Writer"]:
        with self._writer_lock(wait):
            try:
                if rebuild:
                    self._prepare_rebuild()
                    own_words = OwnWords(archive_words())
                else:
                    own_words = self._words_of(self._read_stamp())
                writer = Writer(self._open(), clear=rebuild)
            except DAMAGE as error:
                raise IndexUnusableError(f"{self.path}: {type(error).__name__}: {error}") from error
            except LockError as error:
                raise IndexBusyError(str(self.path)) from error
            try:
                with cutting_by(own_words):
                    yield writer
                try:
                    writer.commit()
                except DAMAGE as error:
                    raise IndexUnusableError(f"{self.path}: {type(error).__name__}: {error}") from error
                self._write_checksums(rebuild)
                if rebuild:
                    self._write_json(_WORDS, own_words.words)
                    self._write_stamp()
            finally:
                writer.cancel()

    @contextlib.contextmanager
    def _writer_lock(self, wait: float) -> Iterator[None]:
        """A lock of our own beside the directory: it outlives a rebuild, and a dead process lets go of it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileStorage(str(self.path.parent)).lock(f"{self.path.name}.lock")
        if not try_for(lock.acquire, timeout=wait, delay=_LOCK_POLL):
            raise IndexBusyError(f"{self.path}: another writer held the lock for {wait:g} s")
        try:
            yield
        finally:
            lock.release()

    def _prepare_rebuild(self) -> None:
        """Keep a sound index in service until the commit replaces it; throw away one that cannot be opened."""
        try:
            self._read_stamp()
            self._open()
            self.verify()
        except (IndexUnusableError, *DAMAGE):
            if self.path.is_dir():
                (self.path / _STAMP).unlink(missing_ok=True)
                shutil.rmtree(self.path)
            else:
                self.path.unlink(missing_ok=True)
            self.path.mkdir(mode=0o700)
            FileIndex.create(FileStorage(str(self.path)), self._schema)

    def _write_stamp(self) -> None:
        self._write_json(_STAMP, {"version": index_version(), "build": uuid4().hex})

    def _write_checksums(self, anew: bool) -> None:
        try:
            known = {} if anew else json.loads((self.path / _CHECKSUMS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        names = [path.name for path in self.path.glob("*.seg")]
        self._write_json(_CHECKSUMS, {name: known.get(name) or self._checksum(name) for name in names})

    def _write_json(self, name: str, value: Any) -> None:
        """Whole or not at all, whoever reads meanwhile."""
        draft = self.path / f"{name}.new"
        draft.write_text(json.dumps(value), encoding="utf-8")
        draft.replace(self.path / name)


class Writer:
    """Changes of one commit."""

    def __init__(self, index: FileIndex, *, clear: bool) -> None:
        self._writer: SegmentWriter = index.writer(limitmb=_LIMIT_MB)
        self._searcher: Searcher | None = None if clear else self._writer.searcher()
        self._clear = clear

    def put(self, entry: Entry) -> None:
        self.remove(entry.pk)
        self._writer.add_document(**to_fields(identifier(entry.pk), entry))

    def remove(self, pk: int) -> None:
        if self._searcher is not None:
            self._writer.delete_by_query(Term("id", identifier(pk)), searcher=self._searcher)

    def clear(self) -> None:
        self._clear = True

    def commit(self) -> None:
        self._close_searcher()
        self._writer.commit(mergetype=CLEAR if self._clear else None)

    def cancel(self) -> None:
        """Give up what was not committed and let go of Whoosh's lock; nothing after a commit."""
        self._close_searcher()
        if not self._writer.is_closed:
            try:
                self._writer.cancel()
            except DAMAGE:
                logger.warning("The index writer could not be cancelled cleanly", exc_info=True)

    def _close_searcher(self) -> None:
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None


os.register_at_fork(after_in_child=Store.forget_open_files)
