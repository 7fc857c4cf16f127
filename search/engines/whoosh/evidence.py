"""Where texts stand in the index and how strongly: BM25F over the zones, words beside literals."""

from collections.abc import Iterable

import numpy as np

from search.document import ZONES
from search.engines.whoosh.columns import FACTS
from search.engines.whoosh.places import Keys, codes_of, documents_of, in_text
from search.engines.whoosh.reading import Snapshot
from search.engines.whoosh.schema import LITERALS, WORDS
from search.evidence import Column, Documents, Floats, Mask

# A literal counts in full where jieba saw it as a word, and less where it may be two halves of other words.
_LITERAL = 0.7
_WORD = 0.3
_SATURATION = 2.0  # BM25's k1: how often, and in how weighty a zone, until more says little more


class IndexEvidence:
    """search.evidence.Evidence over one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._factors = snapshot.factors

    @property
    def size(self) -> int:
        return len(self._snapshot.table)

    def everything(self) -> Mask:
        return self._snapshot.live

    def column(self, name: str) -> Column:
        return self._snapshot.table.column(FACTS[name])

    def strengths(self, text: str) -> tuple[Documents, Floats]:
        known = self._snapshot.answers.get(("strengths", text))
        if known is None:
            known = self._snapshot.answers[("strengths", text)] = self._strengths(text)
        return known

    def _strengths(self, text: str) -> tuple[Documents, Floats]:
        weights = np.zeros(self.size)
        literals = self._weigh(self._snapshot.places(LITERALS, text), weights, _LITERAL)
        if literals:  # without the literal there is no word either
            self._weigh(self._snapshot.places(WORDS, text), weights, _WORD)
        documents = np.flatnonzero(weights)
        return documents, weights[documents] / (weights[documents] + _SATURATION)

    def _weigh(self, keys: Keys, weights: Floats, share: float) -> bool:
        """Add what each match counts to its document; whether there was any."""
        codes = codes_of(keys)
        is_zone = codes < len(ZONES)
        documents, codes = documents_of(keys)[is_zone], codes[is_zone]
        weights += np.bincount(documents, share * self._factors[documents, codes], minlength=len(weights))
        return bool(len(documents))

    def held(self, field: str, text: str) -> Documents:
        return np.unique(documents_of(in_text(self._snapshot.places(LITERALS, text), field)))

    def stated(self, terms: Iterable[str]) -> Documents:
        wanted = tuple(terms)
        known = self._snapshot.answers.get(("stated", *wanted))
        if known is None:
            known = self._snapshot.answers[("stated", *wanted)] = (self._snapshot.documents(wanted),)
        documents: Documents = known[0]
        return documents
