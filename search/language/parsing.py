"""The one parser of the query language: any string -> Query. Pure, and never raises.

query   = choice+                  all of them
choice  = part (OR part)*          OR binds more tightly than the blank between words
part    = "-" part | "(" query ")" | field ":" value | field ":" "(" query ")" | "phrase" | word
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from archive.parsing.folding import SEARCH_STEPS, fold
from search.folding import fold_literal
from search.language.nodes import AllOf, AnyOf, Field, Node, Problem, Query, Without, Word
from search.language.question import core_of, is_question
from search.language.scanning import Token, tokens

MAX_LENGTH = 200  # characters of a query: longer ones are cut and the reader is told
MAX_LEAVES = 20  # words, phrases and fields
MAX_DEPTH = 8  # brackets within brackets

# One Han character alone: part of a name that was typed with blanks (王 强).
_SINGLE = re.compile(r"[\u3400-\u9fff]")


_QUOTES = '"“”「」『』'  # around marks alone, which are looked for as they stand


def read_query(text: str) -> Query:
    """What was typed as a tree, with a Problem for each part that could not be taken as it stands."""
    clean = clean_text(text)
    problems: list[Problem] = []
    if len(clean) > MAX_LENGTH:
        clean = clean[:MAX_LENGTH].rstrip()
        problems.append(Problem("too long", str(MAX_LENGTH)))
    parser = _Parser(_join_single_characters(tokens(fold(clean, SEARCH_STEPS))))
    root = parser.read()
    problems += parser.problems
    literal = fold_literal(clean).text
    if clean and root is None:
        literal = fold_literal(clean.strip(_QUOTES)).text
        root = Word(literal, clean, is_phrase=True) if len(literal) > 1 else None
        problems.append(Problem("nothing" if root is None else "no words", clean))
    asks = root is not None and is_question(literal)
    if asks and root is not None:
        root = _reduce(root)
    if root is None or (isinstance(root, Word) and root.text == literal):
        literal = ""
    return Query(clean, root, tuple(dict.fromkeys(problems)), literal, asks)


def clean_text(text: str) -> str:
    """Without control characters and lone surrogates, which no text in the archive holds; blanks made single."""
    return " ".join("".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text).split())


def _join_single_characters(found: Iterable[Token]) -> list[Token]:
    """王 强 is one name. A field's value stays apart."""
    joined: list[Token] = []
    for token in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind == token.kind == "word"
            and token.after_blank
            and _SINGLE.fullmatch(last.text[-1:])
            and _SINGLE.fullmatch(token.text)
            and (len(last.text) == 1 or " " in last.written)
            and not (len(joined) > 1 and joined[-2].kind == "field")
        ):
            joined[-1] = Token("word", last.text + token.text, f"{last.written} {token.written}", last.after_blank)
        else:
            joined.append(token)
    return joined


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, found: Sequence[Token]) -> None:
        self._tokens = found
        self._at = 0
        self._leaves = 0
        self.problems: list[Problem] = []

    def read(self) -> Node | None:
        nodes: list[Node] = []
        while self._at < len(self._tokens):
            if self._peek("close"):
                self._note("bracket", ")")
                self._at += 1
            elif (node := self._sequence("", 0)) is not None:
                nodes.append(node)
        return _all_of(nodes)

    def _sequence(self, field: str, depth: int) -> Node | None:
        nodes: list[Node] = []
        while self._at < len(self._tokens) and not self._peek("close"):
            node = self._choice(field, depth)
            if node is not None:
                nodes.append(node)
        return _all_of(nodes)

    def _choice(self, field: str, depth: int) -> Node | None:
        nodes = [self._part(field, depth)]
        while self._peek("or"):
            self._at += 1
            if self._at == len(self._tokens) or self._peek("close") or self._peek("or"):
                self._note("operator", "OR")
            else:
                nodes.append(self._part(field, depth))
        return _any_of([node for node in nodes if node is not None])

    def _part(self, field: str, depth: int) -> Node | None:
        token = self._tokens[self._at]
        self._at += 1
        match token.kind:
            case "word" | "phrase":
                return self._leaf(_word(token) if not field else Field(field, token.text, token.written))
            case "minus":
                return self._without(field, depth)
            case "open":
                return self._brackets(field, depth)
            case "field":
                return self._field(token, depth)
            case "odd quote":
                self._note("quote")
            case "or":
                self._note("operator", "OR")
        return None

    def _leaf(self, node: Node) -> Node | None:
        self._leaves += 1
        if self._leaves > MAX_LEAVES:
            self._note("too many", str(MAX_LEAVES))
            return None
        return node

    def _without(self, field: str, depth: int) -> Node | None:
        if self._at == len(self._tokens) or self._tokens[self._at].kind not in ("word", "phrase", "open", "field"):
            self._note("operator", "-")
            return None
        node = self._part(field, depth)
        return node.node if isinstance(node, Without) else Without(node) if node is not None else None

    def _brackets(self, field: str, depth: int) -> Node | None:
        if depth == MAX_DEPTH:
            self._note("too deep")
            return None  # the bracket alone is passed over; what stands in it is read as if it were not there
        node = self._sequence(field, depth + 1)
        if self._peek("close"):
            self._at += 1
        else:
            self._note("bracket", "(")
        return node

    def _field(self, token: Token, depth: int) -> Node | None:
        if self._peek("open"):
            self._at += 1
            return self._brackets(token.text, depth)
        if self._peek("word") or self._peek("phrase"):
            value = self._tokens[self._at]
            self._at += 1
            return self._leaf(Field(token.text, value.text, value.written))
        self._note("empty field", token.written)
        literal = fold_literal(token.written).text
        return self._leaf(Word(literal, token.written))

    def _peek(self, kind: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].kind == kind

    def _note(self, code: str, text: str = "") -> None:
        self.problems.append(Problem(code, text))


def _word(token: Token) -> Word:
    return Word(token.text, token.written, token.kind == "phrase")


def _all_of(nodes: Iterable[Node]) -> Node | None:
    flat = [inner for node in nodes for inner in (node.nodes if isinstance(node, AllOf) else (node,))]
    return _only(flat) or (AllOf(tuple(dict.fromkeys(flat))) if flat else None)


def _any_of(nodes: Iterable[Node]) -> Node | None:
    flat = [inner for node in nodes for inner in (node.nodes if isinstance(node, AnyOf) else (node,))]
    return _only(flat) or (AnyOf(tuple(dict.fromkeys(flat))) if flat else None)


def _only(nodes: Sequence[Node]) -> Node | None:
    kinds = dict.fromkeys(nodes)
    return next(iter(kinds)) if len(kinds) == 1 else None


def _reduce(root: Node) -> Node:
    """A question's words with their cores; a word that only asks (谁) falls away unless nothing else is left."""
    match root:
        case Word(text, written, is_phrase=False):
            return Word(text, written, core=core_of(text))
        case AllOf(nodes):
            reduced = [_reduce(node) for node in nodes]
            said = [node for node in reduced if not isinstance(node, Word) or node.is_phrase or node.core]
            return _all_of(said) or root
        case _:
            return root
