"""The index on disk: one manifest, the build that it names, and the locks of those who change them.

index/manifest.json    which build is in service, and what each of its files must hold
index/<build>/         Whoosh's files and the archive's own words by which the texts were cut
index/<build>/touched  while a build is made: the notices that were changed in the live index meanwhile
index/*.lock           of the one who writes, and of the one who builds
"""

import contextlib
import json
import logging
import os
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from whoosh.filedb.filestore import FileStorage
from whoosh.util.filelock import try_for
from whoosh.writing import LockError

from search import stamps
from search.cutting import OwnWords, cutting_by
from search.document import Entry
from search.engines import EngineStatus, IndexAbsentError, IndexBusyError, IndexUnusableError
from search.engines.surroundings import Surroundings
from search.engines.whoosh.columns import new_numberings
from search.engines.whoosh.damage import DAMAGE
from search.engines.whoosh.manifest import FILE as MANIFEST
from search.engines.whoosh.manifest import Manifest, Verifier, make_way_for_file, read_manifest, settle, write_manifest
from search.engines.whoosh.reading import Kept, Snapshot
from search.engines.whoosh.schema import index_version
from search.engines.whoosh.writing import INDEX, WORDS_FILE, Writer, read_toc, remove, storage_of, sweep, toc_name

logger = logging.getLogger(__name__)

TOUCHED = "touched"
WRITER_LOCK = "writer.lock"
BUILDER_LOCK = "builder.lock"
# Builds; files of Whoosh's, which an earlier version had here; a manifest that was not written to its end.
_OURS = re.compile(rf"[0-9a-f]{{32}}|_?{INDEX}_.+|\.{re.escape(MANIFEST)}")
_LOCK_POLL = 0.02  # seconds between two tries for a lock
_TRIES = 3  # to open an index whose files are being replaced

# What makes a rebuild worth its while.
_MANY_PARTS = 24
_HALF_DEAD = 0.3  # share of deleted entries


class Store:
    """The index in one directory. There is one Store a process and directory; it is safe among threads and forks."""

    _stores: ClassVar[dict[Path, "Store"]] = {}

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reading = threading.RLock()
        self._snapshot: tuple[Manifest, Snapshot] | None = None
        self._kept = Kept(new_numberings())
        self._verifier = Verifier()
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
        """The newest generation. One search at a time a process: Whoosh's files have one position each.

        IndexUnusableError where it cannot be opened, or where its files are no longer what was written. What else fails
        in the block is a fault of ours and goes on as it is.
        """
        with self._reading:
            try:
                snapshot = self._newest()
            except DAMAGE as error:
                raise self._unusable(error) from error
            stamps.require_known(self.stamp)
            try:
                yield snapshot
            except DAMAGE as error:
                if not isinstance(error, OSError) and self._is_as_written():
                    raise
                raise self._unusable(error) from error

    def _is_as_written(self) -> bool:
        try:
            self.check(anew=True)
        except IndexUnusableError:
            return False
        return True

    def _unusable(self, error: Exception) -> IndexUnusableError:
        self.close()
        return IndexUnusableError(f"{self.path}: {type(error).__name__}: {error}")

    def own_words(self) -> OwnWords | None:
        """The words that texts were cut by beside jieba's own; none where there is no index to read."""
        try:
            return self._words_of(self.manifest())
        except (IndexUnusableError, *DAMAGE):
            return None

    def close(self) -> None:
        """Let go of the open files; the next search opens them anew."""
        with self._reading:
            held, self._snapshot = self._snapshot, None
            if held:
                held[1].close()

    def manifest(self) -> Manifest:
        return read_manifest(self.path, index_version())

    def stamp(self) -> str:
        return self.manifest().stamp

    def check(self, *, anew: bool = False) -> None:
        """IndexUnusableError where a file is not what was written; anew: all are read, not only what changed."""
        with self._reading:
            if anew:
                self._verifier.forget()
            manifest = self.manifest()
            if toc_name(manifest.generation) not in manifest.files:
                raise IndexUnusableError(f"{self.path}: no table of contents of generation {manifest.generation}")
            try:
                self._verifier.verify(self.path / manifest.build, manifest)
            except IndexUnusableError:
                if self.manifest().key == manifest.key:  # else the files went with a newer commit
                    raise

    def status(self, engine: str) -> EngineStatus:
        with self.reading() as snapshot:
            manifest = self._snapshot[0] if self._snapshot else self.manifest()  # of the snapshot, not a newer one
            words = self._words_of(manifest)
            return EngineStatus(
                engine=engine,
                version=manifest.version,
                words=len(words.frequencies),
                dictionary=words.checksum,
                build=manifest.build,
                changed_at=datetime.fromisoformat(manifest.changed_at),
                entries=int(snapshot.live.sum()),
                parts=snapshot.parts,
                size=sum(content.size for content in manifest.files.values()),
            )

    def needs_tidying(self) -> bool:
        with self.reading() as snapshot:
            dead = len(snapshot.live) - int(snapshot.live.sum())
            return snapshot.parts > _MANY_PARTS or dead > 100 + _HALF_DEAD * len(snapshot.live)

    def surroundings(self) -> Surroundings:
        return Surroundings.of(self.path, _OURS)

    def _words_of(self, manifest: Manifest) -> OwnWords:
        if self._own_words[0] != manifest.build:
            self._own_words = (manifest.build, read_own_words(self.path / manifest.build))
        return self._own_words[1]

    def _newest(self) -> Snapshot:
        for _ in range(_TRIES):
            manifest = self.manifest()
            held = self._snapshot
            try:
                self._verifier.verify(self.path / manifest.build, manifest)
                if held is None or held[0].key != manifest.key:
                    self._snapshot = (manifest, self._open(manifest))
                    if held:
                        held[1].close()
                break
            except (IndexUnusableError, *DAMAGE):
                if self.manifest().key == manifest.key:
                    raise  # else a commit took the files away between the manifest and their opening
        if self._snapshot is None:
            raise IndexUnusableError(f"{self.path}: replaced faster than it can be opened")
        return self._snapshot[1]

    def _open(self, manifest: Manifest) -> Snapshot:
        directory = self.path / manifest.build
        toc = read_toc(directory, manifest.generation)
        self._kept.forget_all_but([segment.segment_id() for segment in toc.segments])
        self._words_of(manifest)  # while they are there: a rebuild takes them away
        return Snapshot(storage_of(directory), toc, self._kept)

    # ---- writing ----

    @contextlib.contextmanager
    def writing(self, wait: float) -> Iterator["LiveWriter"]:
        """Changes to the index in service: visible together at the end, or not at all when the block raises."""
        with self.lock(WRITER_LOCK, wait):
            self.check()
            stamps.require_known(self.stamp)
            manifest = self.manifest()
            with committing(self.path, manifest) as writer, cutting_by(self._words_of(manifest)):
                live = LiveWriter(writer)
                yield live
                with failing_as_unusable():
                    touch(self.builds_in_making(), live.touched)

    @contextlib.contextmanager
    def lock(self, name: str, wait: float) -> Iterator[None]:
        """A lock beside the builds: it outlives them, and a dead process lets go of it. IndexBusyError after `wait`."""
        try:
            make_way_for_file(self.path / name)
            _make_lock_file(self.path / name)
            lock = FileStorage(str(self.path)).lock(name)
            if not try_for(lock.acquire, timeout=wait, delay=_LOCK_POLL):
                raise IndexBusyError(f"{self.path / name}: held by another for {wait:g} s")
        except FileNotFoundError as error:
            raise IndexAbsentError(f"{self.path}: no index here") from error
        except OSError as error:
            raise IndexUnusableError(f"{self.path / name}: {error}") from error
        try:
            yield
        finally:
            lock.release()

    def builds_in_making(self) -> list[Path]:
        return [path.parent for path in self.path.glob(f"*/{TOUCHED}")]

    def remove_all_but(self, build: str | None) -> None:
        """Remove all other builds, and what earlier versions left. Readers that have a build open go on with it.

        What bears no name of ours is somebody else's, or the settings name the wrong directory. What cannot be removed
        stays: the index is as sound with it, and where nothing can be written, whoever has to write will say so.
        """
        for path in self.path.iterdir():
            if path.name != build and _OURS.fullmatch(path.name):
                try:
                    remove(path)
                except OSError as error:
                    logger.warning("A build that is not needed cannot be cleared away: %s", error)

    def remove_dead_builds(self) -> None:
        """Those whose makers died; nothing while somebody builds or writes."""
        try:
            with self.lock(BUILDER_LOCK, 0.0), self.lock(WRITER_LOCK, 0.0), failing_as_unusable():
                self.remove_all_but(self.manifest().build)
        except IndexBusyError:
            pass
        except IndexUnusableError as error:
            logger.warning("Builds that died cannot be cleared away: %s", error)

    def make_directory(self) -> None:
        """Where the index belongs, whatever lies there.

        IndexUnusableError for a link that leads nowhere: its disk may be away, and hold an index of its own.
        """
        if self.path.is_symlink() and not self.path.exists():
            raise IndexUnusableError(f"{self.path}: a link to {self.path.readlink()}, and nothing is there")
        if self.path.exists() and not self.path.is_dir():
            self.path.unlink()
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)


def _make_lock_file(path: Path) -> None:
    """Whoosh would make a program of it (0755)."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o644))


class LiveWriter:
    """search.engines.IndexWriter; remembers which notices it touched, for builds that are being made."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.touched: list[int] = []

    def put(self, entry: Entry) -> None:
        self.touched.append(entry.pk)
        with failing_as_unusable():  # whatever else is raised is the entry's fault
            self._writer.put(entry)

    def remove(self, pk: int) -> None:
        self.touched.append(pk)
        with failing_as_unusable():
            self._writer.remove(pk)


@contextlib.contextmanager
def failing_as_unusable() -> Iterator[None]:
    """A disk that does not take what is written makes the index unusable for writing: IndexUnusableError."""
    try:
        yield
    except OSError as error:
        raise IndexUnusableError(f"{type(error).__name__}: {error}") from error


@contextlib.contextmanager
def committing(path: Path, manifest: Manifest) -> Iterator[Writer]:
    """A writer of the manifest's build; at the end of the block its changes are put into service.

    IndexUnusableError where the files will not have it: then the manifest and what it names are as they were.
    """
    try:
        directory = path / manifest.build
        sweep(directory, manifest)
        writer = Writer(directory)
    except LockError as error:
        raise IndexBusyError(str(path)) from error
    except DAMAGE as error:
        raise IndexUnusableError(f"{path}: {type(error).__name__}: {error}") from error
    is_done = False
    try:
        yield writer
        try:
            after = writer.commit(manifest)
            settle(directory, after.files.keys() - manifest.files.keys())
            stamp = stamps.announce()
            write_manifest(path, replace(after, stamp=stamp))
            is_done = True
            sweep(directory, after)
            stamps.confirm(stamp)
        except DAMAGE as error:
            raise IndexUnusableError(f"{path}: {type(error).__name__}: {error}") from error
    finally:
        writer.cancel()
        if not is_done:  # what it wrote must not keep a full disk full
            with contextlib.suppress(OSError, IndexUnusableError):
                sweep(directory, read_manifest(path, index_version()))


def touch(builds: Iterable[Path], keys: Iterable[int]) -> None:
    """A build that was given up meanwhile has no such file any more, and shall not get one again."""
    lines = "".join(f"{key}\n" for key in keys)
    for build in builds:
        with contextlib.suppress(FileNotFoundError), (build / TOUCHED).open("r+", encoding="ascii") as file:
            file.seek(0, os.SEEK_END)
            file.write(lines)


def read_own_words(directory: Path) -> OwnWords:
    frequencies: dict[str, int] = json.loads((directory / WORDS_FILE).read_text(encoding="utf-8"))
    return OwnWords(frequencies)


os.register_at_fork(after_in_child=Store.forget_open_files)
