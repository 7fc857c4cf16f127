"""How an entry lies in Whoosh: where its words and literals stand, its exact facts, its columns and what is stored.

The schema that Whoosh pickles into its files is never read back: the index is always opened with the schema below.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import whoosh
from whoosh.analysis import Analyzer, Token
from whoosh.columns import FixedBytesColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, STORED, FieldType, Schema
from whoosh.formats import Existence, Format

from search.analysis import Word, analysis_version, word_terms, words
from search.document import ENTRY_VERSION, ZONES, Entry
from search.engines.whoosh.columns import ROW, encode_row, encode_values
from search.engines.whoosh.places import Cut, literal_terms, pack, places_of
from search.facts import terms_of
from search.folding import fold_words

_LAYOUT = 8  # raise when the fields below, or the files beside them, change

WORDS = "words"
LITERALS = "literals"
FACTS = "facts"
ROWS = "row"
VALUES = "values"
TITLES = "titles"  # read by haystack's searches alone


@cache
def index_version() -> str:
    """Stands in the index; one made by another version is not read."""
    return f"layout {_LAYOUT}, entry {ENTRY_VERSION}, {analysis_version()}, whoosh {whoosh.versionstring()}"


class WordAnalyzer(Analyzer):
    """Coarse words, each with its sub-words at the same position; a query is never cut into sub-words.

    Whoosh's protocol: one Token object, filled anew for each word. No state: the dictionary is search.analysis's.
    """

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
        found = words(value) if tokenize else [Word(fold_words(value).text, 0, len(value), 0)]
        for word in found:
            if word.is_part and mode == "query":
                continue
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


class _PlacesFormat(Format):
    """Posting values as search.engines.whoosh.places packs them."""


class PlacesField(FieldType):
    """Texts by name -> every term with its places. Nothing but the places is kept, so the texts have no length here."""

    def __init__(self, cut: Cut, analyzer: Analyzer | None = None) -> None:
        super().__init__(format=_PlacesFormat(), analyzer=analyzer)
        self.cut = cut

    def index(self, value: Mapping[str, str], **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, places in places_of(value, self.cut).items():
            yield term.encode("utf-8", "surrogatepass"), len(places), 1.0, pack(places)


class TermsField(FieldType):
    """Exact terms, of which a document has each or has it not."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None)

    def index(self, value: Iterable[str], **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term in dict.fromkeys(value):
            yield term.encode("utf-8", "surrogatepass"), 1, 1.0, b""


def make_schema() -> Schema:
    return Schema(
        id=ID(unique=True, stored=True),
        entry=STORED(),
        **{
            FACTS: TermsField(),
            WORDS: PlacesField(word_terms, WordAnalyzer()),
            LITERALS: PlacesField(literal_terms),
            ROWS: COLUMN(FixedBytesColumn(ROW.itemsize)),
            VALUES: COLUMN(VarBytesColumn()),
            TITLES: COLUMN(VarBytesColumn()),
        },
    )


def to_fields(identifier: str, entry: Entry) -> dict[str, Any]:
    """The entry as keyword arguments for a Whoosh writer."""
    return {
        "id": identifier,
        "entry": json.dumps({"stated": entry.stated, "fingerprint": entry.fingerprint}, ensure_ascii=False),
        FACTS: terms_of(entry.facts),
        WORDS: {zone: text for zone, text in entry.zones.items() if zone in ZONES},
        LITERALS: {**entry.zones, **entry.names},
        ROWS: encode_row(entry),
        VALUES: encode_values(entry),
        TITLES: entry.zones.get("title", "").encode("utf-8", "surrogatepass"),
    }
