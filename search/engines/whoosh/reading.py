"""One generation of the index, open for reading."""

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from cachetools import LRUCache
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.matching.wrappers import FilterMatcher
from whoosh.reading import SegmentReader, TermNotFound

from search.document import ZONES
from search.engines.whoosh.codec import PlacesMatcher
from search.engines.whoosh.columns import ACCEPTED, Numberings, SegmentColumns, Table, read_columns
from search.engines.whoosh.damage import DAMAGE
from search.engines.whoosh.places import Documents, Keys, documents_of, in_a_row, moved
from search.engines.whoosh.schema import FACTS, LITERALS, ROWS, TITLES, VALUES
from search.evidence import Floats, Mask

_NOTHING = np.empty(0, np.int64)
_CACHED_BYTES = 128 << 20  # of decoded postings a process
_LENGTH = 0.6  # BM25's b: how much a long zone takes from each match

# Decoded postings by segment, field and term. They hold for as long as the segment does: it never changes, and what was
# deleted is masked.
Postings = LRUCache[tuple[str, str, str], Keys]


def new_postings_cache() -> Postings:
    return LRUCache(_CACHED_BYTES, getsizeof=lambda keys: keys.nbytes + 200)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A segment's reader and the number of its first document among all."""

    name: str
    reader: SegmentReader
    first: int


class Snapshot:
    """All that is known of one generation. Documents are numbered through its segments; deleted ones keep their numbers
    and are in no answer.
    """

    def __init__(self, storage: FileStorage, toc: TOC, kept: "Kept") -> None:
        self._postings = kept.postings
        self._leaves: list[_Leaf] = []
        columns: list[SegmentColumns] = []
        for segment in toc.segments:
            name = segment.segment_id()
            reader = SegmentReader(storage, toc.schema, segment, generation=toc.generation)
            self._leaves.append(_Leaf(name, reader, sum(len(each.rows) for each in columns)))
            if name not in kept.columns:
                kept.columns[name] = _columns_of(reader, kept.numberings)
            columns.append(kept.columns[name])
        self.table = Table(columns, kept.numberings)
        self.live: Mask = np.ones(len(self.table), dtype=np.bool_)
        for leaf, segment in zip(self._leaves, toc.segments, strict=True):
            self.live[[leaf.first + number for number in segment.deleted_docs() or ()]] = False
        self._in_use: dict[str, frozenset[Any]] = {}
        self.answers: LRUCache[tuple[str, ...], Any] = LRUCache(_CACHED_BYTES // 4, getsizeof=_size_of_answer)

    @property
    def parts(self) -> int:
        return len(self._leaves)

    def close(self) -> None:
        for leaf in self._leaves:
            with contextlib.suppress(*DAMAGE):  # of a reader that is being closed nobody wants to know
                leaf.reader.close()

    # ---- terms ----

    def places(self, field: str, text: str) -> Keys:
        """Where a term stands, or all characters of a longer literal in a row, in live documents."""
        keys = self._adjacent(text) if field == LITERALS and len(text) > 2 else self._term(field, text)
        return keys[self.live[documents_of(keys)]]

    def documents(self, terms: Iterable[str]) -> Documents:
        """Live documents that have any of these facts."""
        found = [leaf_documents for term in terms for leaf_documents in self._each_leaf(FACTS, term, _read_documents)]
        documents: Documents = np.unique(np.concatenate([_NOTHING, *found]))
        return documents[self.live[documents]]

    def _adjacent(self, literal: str) -> Keys:
        """Every second pair and the last are enough: all characters are in."""
        last = len(literal) - 2
        pairs = []
        for offset in sorted({*range(0, last, 2), last}):
            keys = self._term(LITERALS, literal[offset : offset + 2])
            if not len(keys):
                return keys
            pairs.append((keys, offset))
        return in_a_row(pairs)

    def _term(self, field: str, text: str) -> Keys:
        read = _read_beginning if field == LITERALS and len(text) == 1 else _read_places
        parts = list(self._each_leaf(field, text, read))
        return parts[0] if len(parts) == 1 else np.concatenate([_NOTHING, *parts])

    def _each_leaf(
        self, field: str, text: str, read: Callable[[SegmentReader, str, str], npt.NDArray[np.int64]]
    ) -> Iterator[npt.NDArray[np.int64]]:
        for leaf in self._leaves:
            key = (leaf.name, field, text)
            values = self._postings.get(key)
            if values is None:
                values = read(leaf.reader, field, text)
                with contextlib.suppress(ValueError):  # too large to keep
                    self._postings[key] = values
            yield values + leaf.first if field == FACTS else moved(values, leaf.first)

    # ---- values ----

    def in_use(self, name: str) -> frozenset[Any]:
        """The values of a column that live documents have."""
        if name not in self._in_use:
            self._in_use[name] = frozenset(value for value, _ in self.table.counted(name, self.live))
        return self._in_use[name]

    def standing_under(self, facet: str, values: Iterable[str]) -> Mask:
        """Documents that are counted under any of these values; of a value that counts none, those that have it as
        another name: 深交所, or 中央第七巡视组 of a notice of group 7.
        """
        own, others = self.told_apart(facet, values)
        return self.live & (self.table.having(facet, own) | self.table.having(ACCEPTED[facet], others))

    def told_apart(self, facet: str, values: Iterable[str]) -> tuple[list[str], list[str]]:
        """Those that documents are counted under, and those that can only be other names."""
        in_use, values = self.in_use(facet), list(values)
        return [value for value in values if value in in_use], [value for value in values if value not in in_use]

    # ---- documents ----

    @cached_property
    def titles(self) -> list[str]:
        """Of every document, deleted ones too. Read when haystack first asks for them."""
        encoded = (title for leaf in self._leaves for title in leaf.reader.column_reader(TITLES))
        return [title.decode("utf-8", "surrogatepass") for title in encoded]

    def stored(self, document: int) -> Mapping[str, Any]:
        leaf = next(leaf for leaf in reversed(self._leaves) if leaf.first <= document)
        stored: Mapping[str, Any] = json.loads(leaf.reader.stored_fields(document - leaf.first)["entry"])
        return stored

    @cached_property
    def factors(self) -> Floats:
        """By document and zone, what one match there counts: the zone's weight, less in texts longer than others."""
        lengths = self.table.rows["lengths"].astype(np.float64)
        count = max(int(self.live.sum()), 1)
        average = np.maximum(lengths[self.live].sum(axis=0) / count, 1.0)
        weights = np.array(list(ZONES.values()))
        factors: Floats = weights / (1 - _LENGTH + _LENGTH * lengths / average)
        return factors


class Kept:
    """What outlives a generation: columns and decoded postings of segments, and the numbers of values."""

    def __init__(self, numberings: Numberings) -> None:
        self.numberings = numberings
        self.columns: dict[str, SegmentColumns] = {}
        self.postings = new_postings_cache()

    def forget_all_but(self, names: Sequence[str]) -> None:
        for name in self.columns.keys() - set(names):
            del self.columns[name]


def _size_of_answer(answer: tuple[npt.NDArray[Any], ...]) -> int:
    return sum(array.nbytes for array in answer) + 400


def _columns_of(reader: SegmentReader, numberings: Numberings) -> SegmentColumns:
    return read_columns(reader.column_reader(ROWS), reader.column_reader(VALUES), numberings)


def _postings(reader: SegmentReader, field: str, term: str) -> PlacesMatcher | None:
    """The postings of all documents, deleted ones too; None where the term stands nowhere."""
    try:
        matcher = reader.postings(field, term.encode("utf-8", "surrogatepass"))
    except TermNotFound:
        return None
    postings: PlacesMatcher = matcher.child if isinstance(matcher, FilterMatcher) else matcher
    return postings


def _read_places(reader: SegmentReader, field: str, term: str) -> Keys:
    postings = _postings(reader, field, term)
    return _NOTHING if postings is None else postings.keys()


def _read_beginning(reader: SegmentReader, field: str, character: str) -> Keys:
    """A single character begins some pair, or is the last of its text."""
    prefix = character.encode("utf-8", "surrogatepass")
    terms = [term.decode("utf-8", "surrogatepass") for term in reader.expand_prefix(field, prefix)]
    return np.sort(np.concatenate([_NOTHING, *(_read_places(reader, field, term) for term in terms)]))


def _read_documents(reader: SegmentReader, field: str, term: str) -> Documents:
    postings = _postings(reader, field, term)
    return _NOTHING if postings is None else postings.documents
