"""Building the whole index anew beside the one in service.

A build is registered by its `touched` file before the database is read: from then on every writer of the live index
leaves the keys of what it changes there. So nothing that happens while a build is made is lost to it.
"""

import json
import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from whoosh.index import TOC
from whoosh.writing import LockError

from archive.models import Notice
from search import stamps
from search.building import build, put, without_refused
from search.cutting import OwnWords, cutting_by
from search.dictionary import archive_words
from search.document import build_entry, published_notices
from search.engines import IndexBusyError, IndexUnusableError, Progress
from search.engines.whoosh.columns import new_numberings
from search.engines.whoosh.damage import DAMAGE
from search.engines.whoosh.manifest import Manifest, new_manifest, settle, write_manifest
from search.engines.whoosh.parts import CHUNK, BuildFailedError, write_in_processes, write_part
from search.engines.whoosh.places import documents_of
from search.engines.whoosh.reading import Kept, Snapshot
from search.engines.whoosh.schema import LITERALS, index_version, make_schema
from search.engines.whoosh.store import BUILDER_LOCK, TOUCHED, WRITER_LOCK, Store
from search.engines.whoosh.writing import INDEX, WORDS_FILE, Writer, names_of, read_toc, storage_of, sweep
from search.folding import fold_literal
from search.models import SetAside

PROCESSES = 2
_WORTH_A_PROCESS = 1_000  # notices: a process of its own takes a second to start
_CAUGHT_UP = 50  # changes left that may be brought in while all writers wait
_SAMPLE = 20  # entries that are looked at before a build goes into service


def rebuild(store: Store, wait: float, progress: Progress | None = None, *, is_empty: bool = False) -> int:
    """Put a new build into service, with all published notices or with none; the number of notices in it."""
    try:
        store.make_directory()
    except OSError as error:
        raise IndexUnusableError(f"{store.path}: cannot be made: {error}") from error
    with store.lock(BUILDER_LOCK, wait=0.0):
        try:
            with store.lock(WRITER_LOCK, wait):  # a commit has files of its own beside the builds
                store.remove_all_but(_build_in_service(store))  # those that died half-way
            with _new_build(store) as build:
                return _Building(store, build, wait).run([] if is_empty else None, progress)
        except LockError as error:
            raise IndexBusyError(str(store.path)) from error
        except DAMAGE as error:
            raise IndexUnusableError(f"{store.path}: cannot be built: {type(error).__name__}: {error}") from error


def _build_in_service(store: Store) -> str | None:
    try:
        return store.manifest().build
    except IndexUnusableError:
        return None


@contextmanager
def _new_build(store: Store) -> Iterator[Path]:
    """A registered directory for a build; removed when the block raises before it went into service."""
    build = store.path / uuid4().hex
    build.mkdir(mode=0o700)
    (build / TOUCHED).touch()
    try:
        yield build
    except BaseException:
        if _build_in_service(store) != build.name:
            shutil.rmtree(build, ignore_errors=True)
        raise


class _Building:
    def __init__(self, store: Store, build: Path, wait: float) -> None:
        self._store = store
        self._build = build
        self._wait = wait
        self._seen = 0  # bytes of the touched file whose keys are in
        self._expected: set[int] = set()  # notices that the build must hold, unless they went meanwhile

    def run(self, keys: Sequence[int] | None, progress: Progress | None) -> int:
        """With these notices, or all published ones."""
        # A writer that did not see the registration has committed by the time that the lock is ours.
        with self._store.lock(WRITER_LOCK, self._wait):
            pass
        self._words = OwnWords.of(archive_words())
        (self._build / WORDS_FILE).write_text(json.dumps(self._words.frequencies), encoding="utf-8")
        is_filled = keys is None
        if keys is None:
            keys = list(Notice.objects.published().order_by("pk").values_list("pk", flat=True))
        manifest = self._write_all(keys, progress)
        while len(touched := self._touched()) > _CAUGHT_UP:
            manifest = self._bring(touched, manifest)
        with self._store.lock(WRITER_LOCK, self._wait):
            manifest = self._bring([*touched, *self._touched()], manifest)
            count = self._validate(manifest)
            settle(self._build, manifest.files)
            settle(self._store.path, [self._build.name])
            (self._build / TOUCHED).unlink()
            sweep(self._build, manifest)
            stamp = stamps.announce() if is_filled else stamps.EMPTIED
            write_manifest(self._store.path, replace(manifest, stamp=stamp))
            if is_filled:
                stamps.confirm(stamp)
            self._store.remove_all_but(manifest.build)
        return count

    # ---- the notices ----

    def _write_all(self, keys: Sequence[int], progress: Progress | None) -> Manifest:
        self._expected.update(keys)
        count = PROCESSES if len(keys) >= PROCESSES * _WORTH_A_PROCESS else 1
        parts = [self._build / f"part-{number}" for number in range(count)]
        shares = [keys[number::count] for number in range(count)]
        if count == 1:
            write_part(parts[0], keys, self._words, lambda done: progress(done, len(keys)) if progress else None)
        else:
            write_in_processes(parts, shares, progress)
        toc = self._joined(parts)
        return new_manifest(index_version(), self._build.name).with_files(self._build, names_of(toc), toc.generation)

    def _joined(self, parts: Sequence[Path]) -> TOC:
        """One index of the segments of all parts: their files are moved, their names are unique."""
        segments = []
        for part in parts:
            for segment in read_toc(part).segments:
                name = segment.make_filename(segment.COMPOUND_EXT)
                (part / name).rename(self._build / name)
                segments.append(segment)
            shutil.rmtree(part)
        toc = TOC(make_schema(), segments, 1)
        toc.write(storage_of(self._build), INDEX)
        return toc

    # ---- what changed meanwhile ----

    def _touched(self) -> list[int]:
        """Keys that were not looked at yet, each once."""
        with (self._build / TOUCHED).open("rb") as file:
            file.seek(self._seen)
            lines = file.read()
        self._seen += len(lines)
        return list(dict.fromkeys(int(line) for line in lines.split()))

    def _bring(self, keys: Sequence[int], manifest: Manifest) -> Manifest:
        """Bring the present state of these notices into the build."""
        unique = list(dict.fromkeys(keys))
        if not unique:
            return manifest
        return without_refused(lambda refused: self._bring_in(unique, refused, manifest))

    def _bring_in(self, keys: Sequence[int], refused: Mapping[int, str], manifest: Manifest) -> Manifest:
        # What has no entry, or is refused, was set aside by the writer of the live index that touched it.
        writer = Writer(self._build)
        try:
            with cutting_by(self._words):
                for start in range(0, len(keys), CHUNK):
                    chunk = keys[start : start + CHUNK]
                    entries = {key: entry for key, entry in build(chunk).entries.items() if key not in refused}
                    for key in chunk:
                        put(writer, key, entries.get(key))
                    self._expected = (self._expected - set(chunk)) | entries.keys()
            return writer.commit(manifest)
        finally:
            writer.cancel()

    # ---- before it goes into service ----

    def _validate(self, manifest: Manifest) -> int:
        """Open the build as a reader would: all notices once, and some that are found by a piece of their text."""
        snapshot = Snapshot(storage_of(self._build), read_toc(self._build, manifest.generation), Kept(new_numberings()))
        try:
            keys: list[int] = snapshot.table.rows["pk"][snapshot.live].tolist()
            lost = self._expected - set(keys) - set(SetAside.objects.values_list("pk", flat=True))
            if lost and Notice.objects.published().filter(pk__in=list(lost)[:500]).exists():
                raise BuildFailedError(f"{self._build}: {len(lost)} notices are not in it")
            if len(keys) != len(set(keys)) or not self._expected.issuperset(keys):
                raise BuildFailedError(f"{self._build}: it holds notices twice, or others than it should")
            for key in random.sample(keys, min(_SAMPLE, len(keys))):  # no secret
                self._look_at(key, snapshot)
        finally:
            snapshot.close()
        return len(keys)

    def _look_at(self, key: int, snapshot: Snapshot) -> None:
        notice = published_notices().filter(pk=key).first()
        if notice is None:
            return  # changed since: it is in the outbox
        entry = build_entry(notice)
        text = fold_literal(entry.zones.get("body", "")).text
        start = random.randrange(max(len(text) - 4, 1))  # noqa: S311
        piece = text[start : start + 4]
        documents = documents_of(snapshot.places(LITERALS, piece)) if piece else ()
        is_found = not piece or key in snapshot.table.rows["pk"][documents]
        is_same = any(
            snapshot.stored(int(document))["fingerprint"] == entry.fingerprint
            for document in (snapshot.table.rows["pk"] == key).nonzero()[0]
        )
        if is_same and not is_found:
            raise BuildFailedError(f"{self._build}: notice {key} is not found by “{piece}”, which it holds")
