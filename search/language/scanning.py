"""A folded query, cut into the tokens of the language."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from archive.parsing.folding import Folded
from search.folding import fold_literal
from search.language.fields import field_named

Kind = Literal["word", "phrase", "field", "minus", "or", "and", "open", "close", "odd quote"]

# What may be a field with its colon. Example: "组长:", "leader:"
_FIELD = re.compile(r"(?P<name>[^\W\d_]{1,10}):(?P<blank>\s*)")
# What a field's value ends with. Example: "年:2015..2018| 辽宁"
_VALUE = re.compile(r"[^\s\"()|,;、。!?]+")
# Operators that stand alone. Example: "辽宁 |OR| 深圳"
_OPERATORS: dict[str, Kind] = {
    "OR": "or", "||": "or", "|": "or", "或": "or", "或者": "or", "AND": "and", "&&": "and", "&": "and", "NOT": "minus",
}  # fmt: skip
# A hyphen excludes what follows; the tildes and dashes that folding makes of it do not.
_MINUS = frozenset("-－﹣−")

# Characters that join letters and digits of one number or address. Example: "010-68334749"
_JOINERS = frozenset("-.@:/_")
# What a word may consist of beside letters and digits: combining marks, and symbols outside ASCII (××, emoji).
_WORD_CATEGORIES = frozenset({"Mn", "Mc", "Me", "So", "Sm", "Sk"})


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str = ""  # folded, without white space
    written: str = ""
    after_blank: bool = True


def tokens(folded: Folded) -> Iterator[Token]:
    text = folded.text
    index = 0
    while index < len(text):
        after_blank = index == 0 or text[index - 1].isspace()
        token, index = _token_at(folded, index, after_blank)
        if token is not None:
            yield token
        if token is not None and token.kind == "field" and text[index : index + 1] != "(":
            value, index = _value_at(folded, index)
            if value is not None:
                yield value


def _token_at(folded: Folded, index: int, after_blank: bool) -> tuple[Token | None, int]:
    """The token that begins at index, None for what only parts words, and where to go on."""
    text, char = folded.text, folded.text[index]
    if char == '"':
        end = text.find('"', index + 1)
        if end < 0:
            return Token("odd quote"), index + 1
        return _make(folded, "phrase", index + 1, end, after_blank), end + 1
    if char in "()":
        return Token("open" if char == "(" else "close"), index + 1
    if after_blank and (end := _end_of_operator(folded, index)):
        return Token(_OPERATORS[_written(folded, index, end)], after_blank=after_blank), end
    if char == "-" and _excludes(folded, index):
        return Token("minus", after_blank=after_blank), index + 1
    field = _FIELD.match(text, index)
    if field and (name := field_named(field["name"])) and field.end() < len(text):
        return Token("field", name, _written(folded, index, field.end("name")), after_blank), field.end()
    end = _end_of_word(text, index)
    return (_make(folded, "word", index, end, after_blank), end) if end > index else (None, index + 1)


def _value_at(folded: Folded, index: int) -> tuple[Token | None, int]:
    """A field's value: a phrase, or what follows up to a blank, a bracket or a comma."""
    if folded.text[index : index + 1] == '"' and (end := folded.text.find('"', index + 1)) > 0:
        return _make(folded, "phrase", index + 1, end, True), end + 1
    match = _VALUE.match(folded.text, index)
    return (_make(folded, "word", *match.span(), True), match.end()) if match else (None, index)


def _make(folded: Folded, kind: Kind, start: int, end: int, after_blank: bool) -> Token | None:
    literal = fold_literal(folded.text[start:end]).text
    if not any(_belongs_to_word(char) for char in literal):
        return None
    return Token(kind, literal, _written(folded, start, end).strip(), after_blank)


def _written(folded: Folded, start: int, end: int) -> str:
    return folded.original[slice(*folded.span(start, end))]


def _end_of_operator(folded: Folded, index: int) -> int:
    """Where an operator that stands alone ends; 0 where there is none."""
    text = folded.text
    end = index
    while end < len(text) and not text[end].isspace() and end - index < 4:
        end += 1
    stands_alone = end == len(text) or text[end].isspace()
    return end if stands_alone and _written(folded, index, end) in _OPERATORS else 0


def _excludes(folded: Folded, index: int) -> bool:
    """Whether the hyphen at index excludes what follows: " -辽宁". At the very start a number is no exclusion."""
    text = folded.text
    if folded.original[folded.start(index)] not in _MINUS or index + 1 >= len(text):
        return False
    if index and not (text[index - 1].isspace() or text[index - 1] == "("):
        return False
    behind = text[index + 1]
    return behind in '"(' or (behind.isalnum() and not (index == 0 and behind.isdigit()))


def _end_of_word(text: str, start: int) -> int:
    end = start
    while end < len(text) and (_belongs_to_word(text[end]) or _joins(text, end, start)):
        end += 1
    return end


def _belongs_to_word(char: str) -> bool:
    return char.isalnum() or (not char.isascii() and unicodedata.category(char) in _WORD_CATEGORIES)


def _joins(text: str, index: int, start: int) -> bool:
    """Whether text[index] joins two ASCII letters or digits: the dash of 010-68334749."""
    if text[index] not in _JOINERS or index == start or index + 1 >= len(text):
        return False
    return all(char.isascii() and char.isalnum() for char in (text[index - 1], text[index + 1]))
