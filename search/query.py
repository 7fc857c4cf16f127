"""What a reader typed -> Query: frozen, and the same for every engine.

Blanks and punctuation part the words; all of them must be found. “…”, "…" and 「…」 hold text that must stand there
exactly. There are no operators yet: what looks like one is named among the problems, never obeyed in silence.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from archive.parsing.folding import SEARCH_STEPS, Folded, fold
from search.analysis import fold_literal

MAX_LENGTH = 200  # characters of a query: longer ones are cut and the reader is told
MAX_CLAUSES = 20

# Operators of other search engines, standing alone. Example: "辽宁 OR 深圳"
_OPERATOR = re.compile(r"(?<!\S)(?:AND|OR|NOT|\|\||&&|&|\|)(?!\S)")

# An exclusion as other search engines have it. Example: "辽宁 -回头看"
_EXCLUSION = re.compile(r"(?<!\S)[-－—](?=[^\W\d])")

# Characters that join letters and digits of one number or address. Example: "010-68334749"
_JOINERS = frozenset("-.@:/_")

# What a term may consist of beside letters and digits: combining marks, and symbols outside ASCII (××, emoji).
_TERM_CATEGORIES = frozenset({"Mn", "Mc", "Me", "So", "Sm", "Sk"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that must be found; text is folded and without white space, never empty."""

    text: str
    written: str
    is_phrase: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All clauses must be found. A query without clauses finds nothing."""

    text: str
    clauses: tuple[Clause, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.clauses)


def read_query(text: str) -> tuple[Query, list[str]]:
    """The query, and a sentence for each part that could not be taken as it stands."""
    problems: list[str] = []
    clean = _clean(text)
    if len(clean) > MAX_LENGTH:
        clean = clean[:MAX_LENGTH].rstrip()
        problems.append(_("查询太长，只用了前%(count)s个字符。") % {"count": MAX_LENGTH})
    usable = _without_operators(clean, problems)
    clauses = list(dict.fromkeys(_read_clauses(fold(usable, SEARCH_STEPS), problems)))
    if len(clauses) > MAX_CLAUSES:
        clauses = clauses[:MAX_CLAUSES]
        problems.append(_("查询的词太多，只用了前%(count)s个。") % {"count": MAX_CLAUSES})
    if clean and not clauses:
        problems.append(_("“%(text)s”里没有可以查找的字词。") % {"text": clean})
    return Query(clean, tuple(clauses)), problems


def _clean(text: str) -> str:
    """Without control characters and lone surrogates, which no text in the archive holds; blanks made single."""
    return " ".join("".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text).split())


def _without_operators(text: str, problems: list[str]) -> str:
    rest = _OPERATOR.sub(" ", text)
    if rest.split() != text.split() and rest.strip():
        problems.append(_("暂不支持 AND、OR、NOT 等运算符，已略去：各词都须出现。"))
    if _EXCLUSION.search(rest):
        problems.append(_("暂不支持用减号排除，减号已略去：各词都须出现。"))
    return rest


def _read_clauses(folded: Folded, problems: list[str]) -> list[Clause]:
    """Odd stretches between quotation marks are quoted; a mark without its partner only parts words."""
    text = folded.text
    marks = [index for index, char in enumerate(text) if char == '"']
    if len(marks) % 2:
        problems.append(_("引号不成对，最后一个引号已略去。"))
    bounds = [-1, *marks, len(text)]
    clauses: list[Clause] = []
    for number, (before, after) in enumerate(pairwise(bounds)):
        closed = number % 2 == 1 and number < len(bounds) - 2
        spans = [(before + 1, after)] if closed else _term_spans(text, before + 1, after)
        for start, end in spans:
            literal = fold_literal(text[start:end]).text
            if any(_belongs_to_term(char) for char in literal):
                clauses.append(Clause(literal, folded.original[slice(*folded.span(start, end))].strip(), closed))
    return clauses


def _term_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The terms of text[start:end]: runs of letters, digits and symbols, with what joins numbers and addresses."""
    spans: list[tuple[int, int]] = []
    first: int | None = None
    for index in range(start, end + 1):
        inside = index < end and (_belongs_to_term(text[index]) or _joins(text, index, start, end))
        if inside and first is None:
            first = index
        elif not inside and first is not None:
            spans.append((first, index))
            first = None
    return spans


def _belongs_to_term(char: str) -> bool:
    return char.isalnum() or (not char.isascii() and unicodedata.category(char) in _TERM_CATEGORIES)


def _joins(text: str, index: int, start: int, end: int) -> bool:
    """Whether text[index] joins two ASCII letters or digits: the dash of 010-68334749."""
    if text[index] not in _JOINERS or index == start or index + 1 >= end:
        return False
    return all(char.isascii() and char.isalnum() for char in (text[index - 1], text[index + 1]))
