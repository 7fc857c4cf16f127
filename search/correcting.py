"""Did you mean: another spelling of a query, offered and never put in its place by itself.

Offered are names of the vocabulary only, for words that the archive does not have: pinyin and initials of a name, and
names with one character wrong. Any two short names are close to each other, so closeness alone is no reason:

- what makes sense as it stands (税务局, 山西省委) is no misspelling of what sounds like it (水务局, 陕西省委): outside
  people's names, the dictionary must have failed to read what was typed;
- a wrong character sounds like the right one, or nearly so; only in long names it may be any;
- numbers, levels (市, 县) and names of places are never changed: they tell one body from another;
- of two names that are equally likely, neither is offered.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain, islice

from archive.parsing.divisions import packaged_divisions
from archive.parsing.folding import SEARCH_STEPS, fold
from archive.parsing.surnames import has_surname
from search.cutting import dictionary_words
from search.pinyin import sounds_like, sounds_nearly_like, spell
from search.renewing import current_vocabulary
from search.vocabulary import Name, Vocabulary

MAX_TEXT = 200
_MAX_WORDS = 5  # looked at in one query
_MAX_WORD = 24  # characters of a word
_MIN_PINYIN = 4
_MIN_INITIALS = 3
_MIN_INNER = 3  # characters of a name inside a longer word
_MIN_ANY = 5  # characters of a name in which one may be wrong and sound otherwise

# A run of Han characters, or letters that stand alone. Examples: "2015年|深交锁|", "|sjs| 动员会"
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_HAN}]{{2,}}|(?<![^\W{_HAN}])[a-z]+(?!\w)")
# Pinyin in syllables. Examples: "shen jiao suo", "xi'an"
_SPACED_PINYIN = re.compile(r"[a-z]+(?:[ '’]+[a-z]+)+")

_NUMERALS = frozenset("〇零一二三四五六七八九十百千两首")
_LEVELS = frozenset("省市县区州旗盟镇乡")
_WORK = frozenset("视察")  # 巡视组 and 巡察组 are not of one authority
_LONGEST_PLACE = 8

# Whether the archive has these characters in a row anywhere in its published notices.
Has = Callable[[str], bool]


class _Likeness(IntEnum):
    ANY = 0
    NEAR = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: Name
    likeness: _Likeness


def correct(text: str, has: Has, vocabulary: Vocabulary | None = None) -> str | None:
    """The query with its misspelt words put right, or None. `has` is asked of few words only, for it may be slow."""
    if not text.strip() or len(text) > MAX_TEXT:
        return None
    if vocabulary is None:
        vocabulary = current_vocabulary()
    folded = fold(text, SEARCH_STEPS)
    if _SPACED_PINYIN.fullmatch(folded.text.strip()):
        found = _clear_best(vocabulary.spelt("".join(char for char in folded.text if char.isalpha())))
        return found.text if found else None
    parts: list[str] = []
    done = 0
    for match in islice(_WORD.finditer(folded.text), _MAX_WORDS):
        better = _correct_word(match.group(), has, vocabulary)
        if better:
            start, end = folded.span(*match.span())
            parts += [text[done:start], better]
            done = end
    return "".join((*parts, text[done:])) if parts else None


def _correct_word(word: str, has: Has, vocabulary: Vocabulary) -> str | None:
    if len(word) > _MAX_WORD:
        return None
    if word.isascii():
        name = _spelt_out(word, vocabulary)
        return name.text if name and not has(word) else None
    orphans = _orphans(word)
    name = _clear_best_candidate(_whole_word(word, orphans, vocabulary))
    if name and not has(word):
        return name.text
    return _correct_inside(word, orphans, has, vocabulary)


def _spelt_out(letters: str, vocabulary: Vocabulary) -> Name | None:
    """The name whose pinyin or initials the letters are."""
    name = _clear_best(vocabulary.spelt(letters)) if len(letters) >= _MIN_PINYIN else None
    if name is None and len(letters) >= _MIN_INITIALS:
        name = _clear_best(vocabulary.being(letters, "initials"))
    return name


def _clear_best(names: Iterable[Name]) -> Name | None:
    """The first, unless another is as heavy; names come heaviest first."""
    first = None
    for name in names:
        if len(name.folded) < 2 or (first and first.folded == name.folded):
            continue
        if first is None:
            first = name
        else:
            return first if name.weight < first.weight else None
    return first


def _clear_best_candidate(candidates: Iterable[_Candidate]) -> Name | None:
    """The heaviest of those that sound most alike."""
    found = list(candidates)
    closest = max((candidate.likeness for candidate in found), default=None)
    names = {candidate.name for candidate in found if candidate.likeness is closest}
    return _clear_best(sorted(names, key=lambda name: -name.weight))


def _whole_word(word: str, orphans: frozenset[int], vocabulary: Vocabulary) -> Iterator[_Candidate]:
    """Names that the whole word may stand for."""
    is_word = len(dictionary_words(word)) == 1 or bool(packaged_divisions().named(word))
    if is_word:
        return
    for name in chain(vocabulary.spelt("".join(spell(word))), vocabulary.one_character_off(word)):
        at = _wrong_place(word, name.folded)
        if at is None:
            continue
        likeness = _likeness(word[at], name.folded[at])
        fits = _fits_person if name.is_person else _fits_body
        if fits(word, name.folded, at, likeness, orphans):
            yield _Candidate(name, likeness)


def _fits_person(word: str, name: str, at: int, likeness: _Likeness, orphans: frozenset[int]) -> bool:
    """A surname is misheard only as its very sound: 流卒 may be 刘卒, 柳卒 need not.

    In a name of two characters it must be no surname that was typed: 汪平 is no misspelling of 王平.
    """
    if at == 0:
        return likeness is _Likeness.SAME and (len(name) > 2 or not has_surname(word))
    return likeness >= _Likeness.NEAR


def _fits_body(word: str, name: str, at: int, likeness: _Likeness, orphans: frozenset[int]) -> bool:
    if not orphans or _distinguishes(word, name, at):
        return False
    if likeness is _Likeness.SAME:
        return True
    if len(_orphans(name)) >= len(orphans):
        return False
    if likeness is _Likeness.NEAR:
        return len(name) >= _MIN_INNER
    return len(name) >= _MIN_ANY and not _is_in_place(name, at)


def _correct_inside(word: str, orphans: frozenset[int], has: Has, vocabulary: Vocabulary) -> str | None:
    """The word with the longest name in it put right that sounds exactly like what stands there."""
    syllables = spell(word)
    if not orphans or len(syllables) != len(word):
        return None
    for length in range(len(word) - 1, _MIN_INNER - 1, -1):
        for start in range(len(word) - length + 1):
            end = start + length
            if orphans.isdisjoint(range(start, end)):
                continue
            part = word[start:end]
            name = _clear_best(_of_one_sound(part, "".join(syllables[start:end]), vocabulary))
            if name is None or has(part):
                continue
            better = word[:start] + name.folded + word[end:]
            if len(_orphans(better)) < len(orphans):
                return word[:start] + name.text + word[end:]
    return None


def _of_one_sound(part: str, pinyin: str, vocabulary: Vocabulary) -> Iterator[Name]:
    for name in vocabulary.spelt(pinyin):
        at = _wrong_place(part, name.folded)
        if at is not None and not name.is_person and not _distinguishes(part, name.folded, at):
            yield name


def _wrong_place(word: str, name: str) -> int | None:
    """Where the two differ, if that is in one Han character only."""
    if len(word) != len(name):
        return None
    places = [at for at, (ours, theirs) in enumerate(zip(word, name, strict=True)) if ours != theirs]
    return places[0] if len(places) == 1 and not name[places[0]].isascii() else None


def _likeness(one: str, other: str) -> _Likeness:
    if sounds_like(one, other):
        return _Likeness.SAME
    return _Likeness.NEAR if sounds_nearly_like(one, other) else _Likeness.ANY


def _distinguishes(word: str, name: str, at: int) -> bool:
    """Whether the character that differs tells one body from another: a number, a level, part of a place's name."""
    pair = {word[at], name[at]}
    return bool(pair & _NUMERALS) or pair <= _LEVELS or pair == _WORK or _is_in_place(word, at)


def _is_in_place(word: str, at: int) -> bool:
    table = packaged_divisions()
    starts = range(max(0, at - _LONGEST_PLACE + 1), at + 1)
    return any(
        table.named(word[start:end])
        for start in starts
        for end in range(max(at + 1, start + 2), min(len(word), start + _LONGEST_PLACE) + 1)
    )


def _orphans(text: str) -> frozenset[int]:
    """Places of the characters that the dictionary could make no word of; a level alone is as good as a word."""
    found: set[int] = set()
    at = 0
    for word in dictionary_words(text):
        if len(word) == 1 and word not in _LEVELS:
            found.add(at)
        at += len(word)
    return frozenset(found)
