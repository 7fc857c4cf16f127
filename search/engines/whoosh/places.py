"""Where terms stand, as numbers that numpy compares in bulk.

A place is an unsigned 32-bit number: the text's code (a zone of search.document.ZONES, or one of NAMES) in the upper
five bits, the position in it below. A posting's value is the places of one term in one document, ascending. A key is a
signed 64-bit number: the document in the upper half, a place in the lower; a term's keys are all its places, ascending.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from search.analysis import grams
from search.document import NAMES, ZONES
from search.folding import literal_spellings

Documents = npt.NDArray[np.int64]
Keys = npt.NDArray[np.int64]

CODES = {name: code for code, name in enumerate((*ZONES, *NAMES))}
_CODE_BITS = 5
_POSITION_BITS = 27  # 134 million characters of one text
_PLACE_BITS = _CODE_BITS + _POSITION_BITS
_CODE_MASK = (1 << _CODE_BITS) - 1


Places = Mapping[str, Sequence[int]]  # of each term
Cut = Callable[[str], Iterable[tuple[str, int]]]  # a text's terms with their positions, ascending for each term


def places_of(texts: Mapping[str, str], cut: Cut) -> Places:
    """All terms of an entry's texts, each with its places in ascending order."""
    places: dict[str, list[int]] = defaultdict(list)
    for name, code in CODES.items():
        if name in texts:
            first = code << _POSITION_BITS
            for term, position in cut(texts[name]):
                places[term].append(first + position)
    return places


def literal_terms(text: str) -> Iterable[tuple[str, int]]:
    """The characters in a row, and behind a gap the same without noise where there is any."""
    first = 0
    for folded in literal_spellings(text):
        for position, pair in enumerate(grams(folded.text), first):
            yield pair, position
        first += len(text) + 1


def pack(places: Sequence[int]) -> bytes:
    return array("I", places).tobytes()


def unpack(documents: Documents, sizes: npt.NDArray[np.uint32], values: bytes) -> Keys:
    """The keys of postings: ascending documents, the size of each one's value in bytes, and the values in a row."""
    places = np.frombuffer(values, dtype=np.uint32)
    keys: Keys = (np.repeat(documents, sizes // places.itemsize) << _PLACE_BITS) | places
    return keys


def moved(keys: Keys, documents: int) -> Keys:
    """The same places where the documents' numbers begin later by so many."""
    return np.add(keys, documents << _PLACE_BITS)


def documents_of(keys: Keys) -> Documents:
    """The document of each key."""
    documents: Documents = keys >> _PLACE_BITS
    return documents


def codes_of(keys: Keys) -> npt.NDArray[np.int64]:
    """The text's code of each key."""
    codes: npt.NDArray[np.int64] = (keys >> _POSITION_BITS) & _CODE_MASK
    return codes


def in_text(keys: Keys, name: str) -> Keys:
    inside: Keys = keys[codes_of(keys) == CODES[name]]
    return inside


def in_a_row(pairs: Sequence[tuple[Keys, int]]) -> Keys:
    """Where all pairs stand at their distances from one another: keys of the beginning. The rarest narrows first."""
    (first, offset), *others = sorted(pairs, key=lambda pair: len(pair[0]))
    starts = first - offset
    for keys, distance in others:
        starts = starts[_contains(keys, starts + distance)]
    return starts


def _contains(keys: Keys, wanted: Keys) -> npt.NDArray[np.bool_]:
    """For each wanted key, whether it is among the keys."""
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.bool_)
    at = np.searchsorted(keys, wanted)
    at[at == len(keys)] = 0
    contains: npt.NDArray[np.bool_] = keys[at] == wanted
    return contains
