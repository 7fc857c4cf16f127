"""The query language: one parser for page, command and whatever comes to ask."""

from search.language.fields import FIELDS
from search.language.nodes import AllOf, AnyOf, Field, Node, Problem, Query, Without, Word, is_conditional, walk
from search.language.parsing import MAX_DEPTH, MAX_LEAVES, MAX_LENGTH, clean_text, read_query

__all__ = [
    "FIELDS",
    "MAX_DEPTH",
    "MAX_LEAVES",
    "MAX_LENGTH",
    "AllOf",
    "AnyOf",
    "Field",
    "Node",
    "Problem",
    "Query",
    "Without",
    "Word",
    "clean_text",
    "is_conditional",
    "read_query",
    "walk",
]
