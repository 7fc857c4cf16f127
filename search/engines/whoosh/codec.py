"""How postings lie in Whoosh's files: a codec whose lists numpy reads at once.

    number of documents | the documents | the sizes of their values in bytes | the values

All numbers are unsigned, 32 bits, little-endian. Whoosh's own blocks hold pickled tuples, which are larger and are
taken apart posting by posting.
"""

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from whoosh.codec.base import PostingsWriter
from whoosh.codec.whoosh3 import W3Codec, W3TermInfo
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Format
from whoosh.matching import ListMatcher

from search.engines.whoosh.places import Documents, Keys, unpack

_NUMBER = np.dtype("<u4")


class PlacesCodec(W3Codec):
    """Whoosh's codec but for its postings. They hold no lengths of texts, so none are looked up for each of them."""

    length_stats = False

    def postings_writer(self, dbfile: StructFile, byteids: bool = False) -> "_Writer":
        return _Writer(dbfile)

    def postings_reader(
        self, dbfile: StructFile, terminfo: W3TermInfo, format_: Format, term: Any = None, scorer: Any = None
    ) -> "PlacesMatcher":
        offset, length = terminfo.extent()
        (length,) = length  # Whoosh reads it back as a tuple of one
        return PlacesMatcher(dbfile.get(offset, length), format_, term)


class _Writer(PostingsWriter):
    """Also what W3TermInfo takes its statistics from, as a block."""

    def __init__(self, file: StructFile) -> None:
        self._file = file
        self._documents = array("I")
        self._values: list[bytes] = []
        self._info = W3TermInfo()

    def start_postings(self, format_: Format, terminfo: W3TermInfo) -> None:
        self._info = terminfo
        self._documents = array("I")
        self._values = []

    def add_posting(self, id_: int, weight: float, vbytes: bytes, length: int | None = None) -> None:
        self._documents.append(id_)
        self._values.append(vbytes)

    def finish_postings(self) -> W3TermInfo:
        start = self._file.tell()
        count = len(self._documents)
        self._file.write(np.array([count, *self._documents, *map(len, self._values)], dtype=_NUMBER).tobytes())
        self._file.write(b"".join(self._values))
        self._info.add_block(self)
        self._info.set_extent(start, self._file.tell() - start)
        return self._info

    def written(self) -> bool:
        return False

    # ---- statistics: every posting weighs 1 and has no length ----

    @property
    def _weights(self) -> Sequence[float]:
        return (float(len(self)),)

    def __len__(self) -> int:
        return len(self._documents)

    def min_id(self) -> int:
        return self._documents[0]

    def max_id(self) -> int:
        return self._documents[-1]

    def min_length(self) -> int:
        return 0

    def max_length(self) -> int:
        return 0

    def max_weight(self) -> float:
        return 1.0


class PlacesMatcher(ListMatcher):
    """A posting list for Whoosh to step through, and as arrays for us."""

    def __init__(self, content: bytes, format_: Format, term: Any) -> None:
        count = int(np.frombuffer(content, _NUMBER, 1)[0])
        numbers = np.frombuffer(content, _NUMBER, 2 * count, offset=_NUMBER.itemsize)
        self._content = content
        self._sizes = numbers[count:]
        self._first = _NUMBER.itemsize * (1 + 2 * count)
        self.documents: Documents = numbers[:count].astype(np.int64)
        super().__init__(self.documents.tolist(), values=self, format=format_, term=term)
        self._ends: list[int] = []

    def keys(self) -> Keys:
        """All places of the term, where the field has places."""
        return unpack(self.documents, self._sizes, self._content[self._first :])

    def __len__(self) -> int:
        return len(self.documents)

    def __getitem__(self, number: int) -> bytes:
        """The value of one posting."""
        if not self._ends:
            self._ends = [self._first, *(self._first + np.cumsum(self._sizes, dtype=np.int64)).tolist()]
        return self._content[self._ends[number] : self._ends[number + 1]]

    def copy(self) -> "PlacesMatcher":
        other = PlacesMatcher(self._content, self._format, self._term)
        other._i = self._i
        return other
