"""How an entry lies in Whoosh: two fields a zone, one of words and one of literals, and one stored value.

The analyzers have no state, and the schema that Whoosh pickles into its files is never read back: the index is always
opened with the schema below.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import whoosh
from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, STORED, TEXT, Schema

from search.analysis import Word, analysis_version, grams, words
from search.document import ENTRY_VERSION, NAMES, SEPARATOR, ZONES, Entry
from search.facts import terms_of
from search.folding import fold_literal, fold_words, literal_spellings

_LAYOUT = 2  # raise when the fields below change


FACTS = "facts"  # exact terms


@cache
def index_version() -> str:
    """Stands in the index; one made by another version is not read."""
    return f"layout {_LAYOUT}, entry {ENTRY_VERSION}, {analysis_version()}, whoosh {whoosh.versionstring()}"


class _TextAnalyzer(Analyzer):
    """Whoosh's protocol for analyzers: one Token object, filled anew for each word."""

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        tokenize: bool = True,
        mode: str = "",
        **kwargs: Any,
    ) -> Iterator[Token]:
        token = Token(positions, chars, removestops=removestops, mode=mode, **kwargs)
        for word in self._words(value, mode) if tokenize else [self._whole(value)]:
            token.text = word.text
            token.boost = 1.0
            token.stopped = False
            if keeporiginal:
                token.original = value[word.start : word.end]
            if positions:
                token.pos = start_pos + word.position
            if chars:
                token.startchar, token.endchar = start_char + word.start, start_char + word.end
            yield token

    def _words(self, value: str, mode: str) -> Iterator[Word]:
        raise NotImplementedError

    def _whole(self, value: str) -> Word:
        raise NotImplementedError


class WordAnalyzer(_TextAnalyzer):
    """Coarse words with their sub-words at the same position; a query is never cut into sub-words."""

    def _words(self, value: str, mode: str) -> Iterator[Word]:
        return (word for word in words(value) if not (word.is_part and mode == "query"))

    def _whole(self, value: str) -> Word:
        return Word(fold_words(value).text, 0, len(value), 0)


class LiteralAnalyzer(_TextAnalyzer):
    """Pairs of neighbouring characters, one position each; the last character stands alone."""

    def _words(self, value: str, mode: str) -> Iterator[Word]:
        """The text as it stands and, behind a gap, without its noise where it has any."""
        first = 0
        for folded in literal_spellings(value):
            for index, pair in enumerate(grams(folded.text)):
                yield Word(pair, *folded.span(index, index + len(pair)), first + index)
            first += len(value) + 1

    def _whole(self, value: str) -> Word:
        return Word(fold_literal(value).text, 0, len(value), 0)


class FactAnalyzer(_TextAnalyzer):
    """Exact terms, handed over in one string."""

    def _words(self, value: str, mode: str) -> Iterator[Word]:
        return (Word(term, 0, 0, index) for index, term in enumerate(value.split(SEPARATOR)))

    def _whole(self, value: str) -> Word:
        return Word(value, 0, 0, 0)


def word_field(zone: str) -> str:
    return zone


def literal_field(zone: str) -> str:
    return f"{zone}_literal"


def make_schema() -> Schema:
    schema = Schema(id=ID(unique=True, stored=True), entry=STORED())
    schema.add(FACTS, TEXT(analyzer=FactAnalyzer(), phrase=False))
    for name in NAMES:
        schema.add(literal_field(name), TEXT(analyzer=LiteralAnalyzer()))
    for zone in ZONES:
        # Adjacency is the literals' affair, so words keep no positions: a third of the index saved.
        schema.add(word_field(zone), TEXT(analyzer=WordAnalyzer(), phrase=False))
        schema.add(literal_field(zone), TEXT(analyzer=LiteralAnalyzer()))
    return schema


def to_fields(identifier: str, entry: Entry) -> dict[str, Any]:
    """The entry as keyword arguments for a Whoosh writer; stored values are of Python's own types alone."""
    fields: dict[str, Any] = {
        "id": identifier,
        "entry": {
            "pk": entry.pk,
            "facets": dict(entry.facets),
            "accepts": dict(entry.accepts),
            "facts": dict(entry.facts),
            "stated": entry.stated,
            "sort_key": entry.sort_key,
            "fingerprint": entry.fingerprint,
        },
    }
    fields[FACTS] = SEPARATOR.join(dict.fromkeys(terms_of(entry.facts)))
    for name, text in entry.names.items():
        fields[literal_field(name)] = text
    for zone, text in entry.zones.items():
        fields[word_field(zone)] = text
        fields[literal_field(zone)] = text
    return fields
