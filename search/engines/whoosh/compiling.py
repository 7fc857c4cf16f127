"""Query -> Whoosh's query objects: words first, the literal path beside them, the zones weighed."""

from whoosh.query import And, Every, Or, Prefix, Term
from whoosh.query import Query as WhooshQuery

from search.analysis import pieces
from search.document import ZONES
from search.engines.whoosh.adjacent import Adjacent
from search.engines.whoosh.schema import literal_field, word_field
from search.query import Clause, Query

# A word that jieba saw in the text counts full; the same characters read literally count less, for they may be two
# halves of other words; a whole term of several words found as it stands counts most.
_WORD_WEIGHT = 1.0
_LITERAL_WEIGHT = 0.3
_WHOLE_WEIGHT = 1.0


def compile_query(query: Query | None) -> WhooshQuery:
    """All clauses must match; None matches everything."""
    return Every() if query is None else And([_clause(clause) for clause in query.clauses])


def _clause(clause: Clause) -> WhooshQuery:
    parts = [] if clause.is_phrase else pieces(clause.text)
    if parts in ([], [clause.text]):
        return Or(_words(clause.text) + _literals(clause.text, _LITERAL_WEIGHT if parts else _WHOLE_WEIGHT))
    apart = And([Or(_words(piece) + _literals(piece, _LITERAL_WEIGHT)) for piece in parts])
    return Or([apart, *_literals(clause.text, _WHOLE_WEIGHT)])


def _words(word: str) -> list[WhooshQuery]:
    return [Term(word_field(zone), word, boost=boost * _WORD_WEIGHT) for zone, boost in ZONES.items()]


def _literals(text: str, weight: float) -> list[WhooshQuery]:
    return [_literal(literal_field(zone), text, boost * weight) for zone, boost in ZONES.items()]


def _literal(field: str, text: str, boost: float) -> WhooshQuery:
    """The characters of text in a row. A single one begins some pair, or is the last of its text."""
    if len(text) == 1:
        return Prefix(field, text, boost=boost)
    return Term(field, text, boost=boost) if len(text) == 2 else Adjacent(field, text, boost)
