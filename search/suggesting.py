"""What somebody may be about to type: names that the archive has, by characters, pinyin or initials.

The last word is completed; what stands before it stays as it was typed. Better matches come first (the whole name,
its beginning, its inside; each by characters, then pinyin, then initials), and within a rank the names of which more
notices speak.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from search.folding import fold_literal
from search.renewing import current_vocabulary
from search.vocabulary import Name, NameKind, Script, Vocabulary

MAX_TEXT = 100  # what is longer is a sentence that nobody needs completed
_MAX_WORD = 40
_LOOKED_AT = 400  # places inside names that are looked at for one word: heavier names come first

# The word that is being typed, behind the last blank or mark. Example: "2015 “四个|着" gives 四个着
_LAST_WORD = re.compile(r"[^\s\"“”「」『』,，、;；。!！?？]+\Z")

# An apostrophe in pinyin only parts syllables. Example: "xi'an"
_SPACED_SYLLABLES = re.compile(r"[a-z]+(?:'[a-z]*)+")

# Letters that may be pinyin or initials; one says too little.
_LETTERS = re.compile(r"[a-z]{2,}")
_INNER_LETTERS = 3  # from which on a match inside a name says anything
_SPELT: tuple[Script, ...] = ("pinyin", "initials")

_PARTNERS = {"“": "”", "「": "」", "『": "』", '"': '"'}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A whole query to choose. Count: the published notices that speak of the name; None where that is not known,
    as of phrases (counted in the newest notices only), or where other words stand before it."""

    text: str
    kind: NameKind
    count: int | None


def complete(text: str, limit: int = 8, vocabulary: Vocabulary | None = None) -> tuple[Suggestion, ...]:
    """The best completions of the text, whatever it is; one query to see whether the archive has changed."""
    if vocabulary is None:
        vocabulary = current_vocabulary()
    last = _LAST_WORD.search(text) if len(text) <= MAX_TEXT else None
    folded = fold_literal(last.group()).text if last else ""
    if last is None or not 0 < len(folded) <= _MAX_WORD:
        return ()
    if _SPACED_SYLLABLES.fullmatch(folded):
        folded = folded.replace("'", "")
    before = text[: last.start()]
    return tuple(_suggestion(before, name) for name in islice(_best_names(vocabulary, folded), limit))


def _suggestion(before: str, name: Name) -> Suggestion:
    is_counted = not before.strip() and name.kind is not NameKind.PHRASE
    return Suggestion(f"{before}{name.text}{_closing(before)}", name.kind, name.weight if is_counted else None)


def _closing(before: str) -> str:
    """The partner of a quotation mark that the completed word stands right behind."""
    mark = before[-1:]
    return _PARTNERS.get(mark, "") if mark != '"' or before.count('"') % 2 else ""


def _best_names(vocabulary: Vocabulary, folded: str) -> Iterator[Name]:
    """Each name once, the best first. A name that is of two kinds is offered as the heavier one."""
    met: set[str] = set()
    for name in _matches(vocabulary, folded):
        if name.folded not in met and name.folded != folded:
            met.add(name.folded)
            yield name


def _matches(vocabulary: Vocabulary, folded: str) -> Iterator[Name]:
    if not _LETTERS.fullmatch(folded):
        yield from vocabulary.beginning(folded, "han")
    yield from (name for name, _ in islice(vocabulary.holding(folded, "han"), _LOOKED_AT))
    if _LETTERS.fullmatch(folded):
        yield from _sounding(vocabulary, folded)


def _sounding(vocabulary: Vocabulary, letters: str) -> Iterator[Name]:
    begun = [script for script in _SPELT if any(True for _ in vocabulary.beginning(letters, script))]
    for script in begun:
        yield from vocabulary.being(letters, script)
    for script in begun:
        yield from vocabulary.beginning(letters, script)
    if len(letters) < _INNER_LETTERS:
        return
    inside = islice(vocabulary.holding(letters, "pinyin"), _LOOKED_AT)
    yield from (name for name, offset in inside if name.starts_syllable(offset))
    yield from (name for name, _ in islice(vocabulary.holding(letters, "initials"), _LOOKED_AT))
