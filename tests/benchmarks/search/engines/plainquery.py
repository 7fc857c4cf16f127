"""Queries for engines that have no Chinese: words by our analyzer, quoted phrases, exclusions."""

import re
from dataclasses import dataclass

from search.analysis import words

# "quoted", -without, -"quoted", plain
_PART = re.compile(r"(?P<minus>(?<!\S)-)?(?:[\"“](?P<phrase>[^\"”]*)[\"”]?|(?P<plain>[^\s\"“”]+))")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together; or one word."""

    words: tuple[str, ...]
    is_excluded: bool = False


def terms(text: str) -> list[Term]:
    """All of which are required, or excluded. OR and fields, which only ours has, are passed over."""
    found = []
    for part in _PART.finditer(text):
        is_excluded = bool(part["minus"])
        cut = tuple(word.text for word in words(part["phrase"] or part["plain"] or "") if not word.is_part)
        if part["phrase"]:
            found += [Term(cut, is_excluded)] if cut else []
        elif part["plain"] != "OR":
            found += [Term((word,), is_excluded) for word in cut]
    return list(dict.fromkeys(found))


def cut(text: str) -> tuple[str, str]:
    """The words of a text in a row, and the shorter words inside them, each separated by blanks."""
    whole: list[str] = []
    parts: list[str] = []
    for word in words(text):
        (parts if word.is_part else whole).append(word.text)
    return " ".join(whole), " ".join(parts)
