"""Where texts stand in the index and how strongly: BM25F over the zones, words beside literals."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoosh.matching import Matcher
from whoosh.query import Prefix, Term
from whoosh.query import Query as WhooshQuery

from search.document import ZONES
from search.engines.whoosh.adjacent import Adjacent
from search.engines.whoosh.schema import FACTS, literal_field, word_field
from search.engines.whoosh.store import Snapshot
from search.evidence import Documents
from search.facts import Facts

# A literal counts in full where jieba saw it as a word, and less where it may be two halves of other words.
_LITERAL = 0.7
_WORD = 0.3
_SATURATION = 2.0  # BM25's k1: how often, and in how weighty a zone, until more says little more
_LENGTH = 0.6  # BM25's b: how much a long zone takes from each match

# So few documents are skipped to; for more, all postings are stepped through.
_FEW = 200


class IndexEvidence:
    """search.evidence.Evidence over one snapshot; documents are Whoosh's numbers."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._searcher = snapshot.searcher
        self._reader = snapshot.searcher.reader()
        self._leaves = [
            (leaf, offset, column)
            for (leaf, offset), (_, column) in zip(snapshot.searcher.leaf_searchers(), snapshot.leaves, strict=True)
        ]
        self._values: dict[int, Mapping[str, Any]] = {}
        self._average: dict[str, float] = {}
        self._frequencies: dict[tuple[str, str], int] = {}

    def value(self, document: int) -> Mapping[str, Any]:
        """What is stored of a document."""
        if document not in self._values:
            offset, column = next((o, c) for _, o, c in reversed(self._leaves) if o <= document)
            self._values[document] = column[document - offset]
        return self._values[document]

    # ---- search.evidence.Evidence ----

    def count(self) -> int:
        return int(self._reader.doc_count())

    def everything(self) -> Documents:
        return frozenset(self._reader.all_doc_ids())

    def facts(self, document: int) -> Facts:
        facts: Facts = self.value(document)["facts"]
        return facts

    def frequency(self, text: str) -> int:
        """By the rarest pair of the text, in whichever zones it stands."""
        if len(text) == 1:
            return self.count()
        fields = [literal_field(zone) for zone in ZONES]
        return min(sum(self._pair_frequency(field, pair) for field in fields) for pair in _pairs(text))

    def strengths(self, text: str, within: Documents | None) -> Mapping[int, float]:
        weights: dict[int, float] = defaultdict(float)
        for zone, boost in ZONES.items():
            field = literal_field(zone)
            if len(text) > 1 and not all(self._pair_frequency(field, pair) for pair in _pairs(text)):
                continue  # without the literal there is no word either
            for name, query, share in (
                (field, _literal(field, text), _LITERAL),
                (word_field(zone), Term(word_field(zone), text), _WORD),
            ):
                for document, times, length in self._postings(name, query, within):
                    norm = 1 - _LENGTH + _LENGTH * length / self._average_length(name)
                    weights[document] += boost * share * times / norm
        return {document: weight / (weight + _SATURATION) for document, weight in weights.items()}

    def held(self, field: str, text: str, within: Documents | None) -> Documents:
        name = literal_field(field)
        return {document for document, _, _ in self._postings(name, _literal(name, text), within)}

    def stated(self, terms: Iterable[str], within: Documents | None) -> Documents:
        return {d for term in terms for d, _, _ in self._postings(FACTS, Term(FACTS, term), within)}

    # ---- Whoosh ----

    def _postings(self, field: str, query: WhooshQuery, within: Documents | None) -> Iterator[tuple[int, float, int]]:
        """Document, how often, and the field's length there."""
        for leaf, offset, _ in self._leaves:
            reader = leaf.reader()
            matcher = query.matcher(leaf)
            is_single = isinstance(query, Prefix)  # of many terms: Whoosh does not add up their weights
            for document in _walk(matcher, offset, within):
                yield (
                    document,
                    1.0 if is_single else matcher.weight(),
                    reader.doc_field_length(document - offset, field, 1),
                )

    def _pair_frequency(self, field: str, pair: str) -> int:
        key = (field, pair)
        if key not in self._frequencies:
            self._frequencies[key] = int(self._reader.doc_frequency(field, pair))
        return self._frequencies[key]

    def _average_length(self, field: str) -> float:
        if field not in self._average:
            total = float(self._reader.field_length(field))
            self._average[field] = max(total / max(self.count(), 1), 1.0)
        return self._average[field]


def _walk(matcher: Matcher, offset: int, within: Documents | None) -> Iterator[int]:
    """The documents of a matcher, which stands at each in turn."""
    if within is not None and len(within) < _FEW:
        for document in sorted(within):
            if matcher.is_active() and document >= offset and matcher.id() < document - offset:
                matcher.skip_to(document - offset)
            if matcher.is_active() and matcher.id() == document - offset:
                yield document
        return
    while matcher.is_active():
        document = matcher.id() + offset
        if within is None or document in within:
            yield document
        matcher.next()


def _pairs(text: str) -> list[str]:
    """Pairs that hold every character of the text."""
    last = len(text) - 2
    return [text[at : at + 2] for at in sorted({*range(0, last, 2), last})]


def _literal(field: str, text: str) -> WhooshQuery:
    """The characters of text in a row. A single one begins some pair, or is the last of its text."""
    if len(text) == 1:
        return Prefix(field, text)
    return Term(field, text) if len(text) == 2 else Adjacent(field, text)
