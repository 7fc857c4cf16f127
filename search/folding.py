"""The spellings under which texts and queries are compared; pure, with the way back to the original.

Texts that were strewn with pinyin, emoji and scraps have two literal spellings: as they stand, so that every piece of
them can be found, and without the noise, as a reader types it.
"""

import re

from archive.parsing.folding import (
    SEARCH_STEPS,
    Folded,
    Step,
    drop_doubled,
    drop_emoji,
    drop_padding,
    drop_pinyin,
    drop_scraps,
    dropping,
    fold,
    fold_on,
)

# White space of any kind, and control characters but the one that keeps names of a zone apart. Example: "巡 察\n公告"
_drop_blanks = dropping(re.compile(r"[\s\x01-\x1f\x7f-\x9f]+"))

_NOISE: tuple[Step, ...] = (drop_emoji, drop_pinyin, drop_scraps, drop_doubled)
_WORD_STEPS: tuple[Step, ...] = (*SEARCH_STEPS, *_NOISE, drop_padding)


def fold_words(text: str) -> Folded:
    """The text in which words are sought: without noise; white space stays, except inside padded names (王 强)."""
    return fold(text, _WORD_STEPS)


def fold_literal(text: str) -> Folded:
    """The text in which literals are sought: no white space at all, punctuation kept."""
    return fold(text, (*SEARCH_STEPS, _drop_blanks))


def literal_spellings(text: str) -> tuple[Folded, ...]:
    """The literal text as it stands and, where anything was strewn in, without that."""
    folded = fold(text, SEARCH_STEPS)
    quiet = fold_on(folded, _NOISE)
    spellings = (folded,) if len(quiet) == len(folded) else (folded, quiet)
    return tuple(fold_on(spelling, (_drop_blanks,)) for spelling in spellings)
