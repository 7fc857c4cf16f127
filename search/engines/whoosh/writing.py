"""Changing one build of the index: documents in and out, then a commit that the manifest makes visible."""

import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.query import Term
from whoosh.reading import SegmentReader
from whoosh.searching import Searcher
from whoosh.writing import SegmentWriter

from search.document import Entry
from search.engines.whoosh.codec import PlacesCodec
from search.engines.whoosh.damage import DAMAGE
from search.engines.whoosh.gathering import GatheringPool
from search.engines.whoosh.manifest import Manifest, make_way_for_file
from search.engines.whoosh.schema import make_schema, to_fields

logger = logging.getLogger(__name__)

INDEX = "MAIN"  # Whoosh's name for the index in a directory
_LOCK = f"{INDEX}_WRITELOCK"  # Whoosh's own, of whoever writes into the directory
WORDS_FILE = "words.json"  # the archive's own words by which the texts were cut

# Small segments are merged with the commit when there are so many. Larger ones never are, for a writer that merges
# thousands of notices keeps everybody waiting: a rebuild beside the index tidies these up.
_SMALL = 25  # notices
_SMALL_SEGMENTS = 6


def identifier(pk: int) -> str:
    """haystack's name for a notice."""
    return f"archive.notice.{pk}"


class _KeepingStorage(FileStorage):
    """Whoosh deletes what a commit replaces at once; readers need it until the manifest names other files."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), supports_mmap=False)

    def delete_file(self, name: str) -> None:
        if not name.endswith((".seg", ".toc")):
            super().delete_file(name)


def storage_of(directory: Path) -> FileStorage:
    """Without memory maps: a file cut short under one kills the process, and plain reads are as fast."""
    return FileStorage(str(directory), supports_mmap=False)


def create_index(directory: Path) -> None:
    """An empty index in an empty directory."""
    FileIndex.create(_KeepingStorage(directory), make_schema())


def read_toc(directory: Path, generation: int | None = None) -> TOC:
    return TOC.read(storage_of(directory), INDEX, gen=generation, schema=make_schema())


def names_of(toc: TOC) -> list[str]:
    """The files that a generation consists of."""
    segments = [segment.make_filename(segment.COMPOUND_EXT) for segment in toc.segments]
    return [*segments, toc_name(toc.generation), WORDS_FILE]


def toc_name(generation: int) -> str:
    """Whoosh's table of contents: which segments there are."""
    return f"_{INDEX}_{generation}.toc"


def sweep(directory: Path, manifest: Manifest) -> None:
    """Remove what the manifest does not name: files of older commits, and whatever commits that never ended left."""
    make_way_for_file(directory / _LOCK)
    for path in directory.iterdir():
        if path.name not in manifest.files and path.name != _LOCK:
            remove(path)


def remove(path: Path) -> None:
    """A file, a directory with all that it holds, or a link, and never what that leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


class Writer:
    """Changes of one commit. Each notice at most once."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        index = FileIndex(_KeepingStorage(directory), schema=make_schema())
        self._writer: SegmentWriter = index.writer(codec=PlacesCodec())
        self._writer.pool = GatheringPool()
        self._searcher: Searcher | None = self._writer.searcher() if self._writer.segments else None

    def put(self, entry: Entry) -> None:
        self.remove(entry.pk)
        self._writer.add_document(**to_fields(identifier(entry.pk), entry))

    def remove(self, pk: int) -> None:
        if self._searcher is not None:
            self._writer.delete_by_query(Term("id", identifier(pk)), searcher=self._searcher)

    def commit(self, manifest: Manifest) -> Manifest:
        """Write everything; the manifest that makes it visible."""
        self.finish()
        toc = read_toc(self._directory)
        return manifest.with_files(self._directory, names_of(toc), toc.generation)

    def finish(self) -> None:
        """Write everything, for whoever looks into the directory."""
        self._close_searcher()
        self._writer.commit(mergetype=_merge_small)

    def cancel(self) -> None:
        """Give up what was not committed and let go of Whoosh's lock; nothing after a commit."""
        self._close_searcher()
        if not self._writer.is_closed:
            try:
                self._writer.cancel()
            except Exception as error:  # why it is cancelled must not be hidden
                if not isinstance(error, DAMAGE) and type(error) is not Exception:  # Whoosh raises plain ones too
                    raise
                logger.warning("The index writer could not be cancelled cleanly", exc_info=True)

    def _close_searcher(self) -> None:
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None


def _merge_small(writer: SegmentWriter, segments: Sequence[Any]) -> list[Any]:
    """Whoosh's merge policy: takes segments into the writer and gives those that stay as they are."""
    live = [segment for segment in segments if segment.doc_count()]
    small = [segment for segment in live if segment.doc_count() <= _SMALL]
    if len(small) < _SMALL_SEGMENTS:
        return live
    for segment in small:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in live if segment not in small]
