"""haystack's filters as text, and back: the strings that a SearchQuery hands to its backend.

    expression = choice ("OR" choice)*
    choice     = part ("AND" part)*
    part       = "NOT" part | "(" expression ")" | "*" | field ["__" lookup] ":" value
    value      = JSON, or a bare word: type:专项; or a range, either end of which may be open: year:[2014 TO *]

Written by SearchQuerySet itself and by hand (narrow, query facets). Any other text is what a reader types: the
archive's own query language.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from haystack.constants import FILTER_SEPARATOR, VALID_FILTERS
from haystack.exceptions import SearchBackendError

EVERYTHING = "*"
CONTENT = "content"  # haystack's name for a whole entry; the index's document field means the same
TYPED = "typed"  # the lookup of a text in the archive's own query language
KNOWN = "known"  # the lookup of whatever has any value: [* TO *]
_SHADOW = "_exact"  # haystack's suffix for the field that a faceted one is counted by

# What filter() alone writes. Example: year__gte:
_WRITTEN = re.compile(rf"{FILTER_SEPARATOR}(?:{'|'.join(VALID_FILTERS)}|{TYPED}):")
# Example: type_exact: | "专项"
_NAME = re.compile(r"(?P<name>[A-Za-z_]+):\s*")
_BARE = re.compile(r"[^\s()\"]+")
# Example: [2014 TO 2016], [2015-11-01 TO *], [ TO 2016]
_RANGE = re.compile(r"\[\s*(?P<first>[^\s\[\]]*)\s*TO\s+(?P<last>[^\s\[\]]*)\s*\]")
_BLANK = re.compile(r"\s*")
# Example: NOT | (
_OPERATOR = re.compile(r"(?P<operator>AND|OR|NOT)(?=[\s(]|$)")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Condition:
    """What one field must be. Values are JSON's: text, numbers, lists; dates are ISO text."""

    field: str
    lookup: str
    value: Any


@dataclass(frozen=True, slots=True)
class Every:
    """All parts; without any, everything."""

    parts: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Expression"


Expression = Condition | Every | Either | Not


def write(field: str, lookup: str, value: Any) -> str:
    return f"{field}{FILTER_SEPARATOR}{lookup}:{json.dumps(value, ensure_ascii=False)}"


def read(text: str, fields: Collection[str]) -> Expression:
    """An expression over these fields; what is none is one condition, the text as a reader types it.

    SearchBackendError for a lookup in another field, where None is sought, and for filters nested too deeply to read.
    """
    try:
        return _Reader(text, fields).read()
    except _NoExpressionError:
        return Condition(CONTENT, TYPED, text)
    except RecursionError as error:  # typed brackets are nested deeper than anybody means
        if _WRITTEN.search(text):
            raise SearchBackendError("the filters are nested too deeply") from error
        return Condition(CONTENT, TYPED, text)


def conditions(expression: Expression, *, negated: bool = False) -> Iterator[tuple[Condition, bool]]:
    """Every condition, and whether it stands within a NOT."""
    match expression:
        case Condition():
            yield expression, negated
        case Not(part):
            yield from conditions(part, negated=True)
        case Every(parts) | Either(parts):
            for part in parts:
                yield from conditions(part, negated=negated)


def plain_name(field: str) -> str:
    """The field that is counted by field: type_exact -> type."""
    return field.removesuffix(_SHADOW)


def require_lookup(name: str) -> None:
    """SearchBackendError for a field with a lookup behind it that there is not: year__isnull."""
    _field, *lookups = name.split(FILTER_SEPARATOR)
    if len(lookups) > 1 or not VALID_FILTERS.issuperset(lookups):
        raise SearchBackendError(f"{name}: no such lookup; there are {', '.join(sorted(VALID_FILTERS))}")


def _within(field: str, first: str, last: str) -> Expression:
    """Both ends belong to it; without either it is of whatever has a value."""
    ends = (("gte", first), ("lte", last))
    limits = tuple(Condition(field, lookup, _end(text)) for lookup, text in ends if text not in ("", EVERYTHING))
    return Every(limits or (Condition(field, KNOWN, ""),))


def _end(text: str) -> Any:
    return int(text) if text.isascii() and text.isdigit() else text.strip('"')


class _NoExpressionError(Exception):
    pass


class _Reader:
    """Recursive descent; _NoExpressionError where the text is none."""

    def __init__(self, text: str, fields: Collection[str]) -> None:
        self._text = text
        self._fields = fields
        self._at = 0
        self._skip_blank()

    def read(self) -> Expression:
        expression = self._expression()
        if self._at < len(self._text):
            raise _NoExpressionError
        return expression

    def _expression(self) -> Expression:
        parts = [self._choice()]
        while self._operator("OR"):
            parts.append(self._choice())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _choice(self) -> Expression:
        parts = [self._part()]
        while self._operator("AND"):
            parts.append(self._part())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _part(self) -> Expression:
        if self._operator("NOT"):
            return Not(self._part())
        if self._sign(EVERYTHING):
            return Every()
        if self._sign("("):
            inner = self._expression()
            if not self._sign(")"):
                raise _NoExpressionError
            return inner
        return self._condition()

    def _condition(self) -> Expression:
        match = _NAME.match(self._text, self._at)
        if match is None:
            raise _NoExpressionError
        field, _, lookup = match["name"].rpartition(FILTER_SEPARATOR)
        if not field or lookup not in (*VALID_FILTERS, TYPED):
            field, lookup = match["name"], CONTENT
        if plain_name(field) not in self._fields:
            if field != match["name"]:  # a lookup is written by filter() and by nobody else
                raise SearchBackendError(f"{field}: no such field; there are {', '.join(self._fields)}")
            if plain_name(field.partition(FILTER_SEPARATOR)[0]) in self._fields:
                require_lookup(field)
            raise _NoExpressionError
        self._at = match.end()
        if lookup == CONTENT and (stretch := _RANGE.match(self._text, self._at)):
            self._at = stretch.end()
            self._skip_blank()
            return _within(plain_name(field), stretch["first"], stretch["last"])
        value = self._value()
        held = value if isinstance(value, list) else [value]
        if any(isinstance(each, bool) for each in held):
            raise SearchBackendError(f"{field}: {value!r} is no value; no field is true or false")
        if None in held:
            raise SearchBackendError(f"{field}: None is no value; what a notice does not have meets no condition")
        return Condition(plain_name(field), lookup, value)

    def _value(self) -> Any:
        try:
            value, end = _DECODER.raw_decode(self._text, self._at)
            is_whole = self._text[end : end + 1] in ("", ")") or self._text[end].isspace()
        except ValueError:
            is_whole = False
        if not is_whole:  # a bare word, which may begin as a number does: 2018-11-01
            match = _BARE.match(self._text, self._at)
            if match is None:
                raise _NoExpressionError
            value, end = match.group(), match.end()
        self._at = end
        self._skip_blank()
        return value

    def _operator(self, name: str) -> bool:
        match = _OPERATOR.match(self._text, self._at)
        if match is None or match["operator"] != name:
            return False
        self._at = match.end()
        self._skip_blank()
        return True

    def _sign(self, sign: str) -> bool:
        if not self._text.startswith(sign, self._at):
            return False
        self._at += len(sign)
        self._skip_blank()
        return True

    def _skip_blank(self) -> None:
        match = _BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at
