"""Passages that only string facts together: between the names and dates stand words that others have too.

于4月12日至6月10日在县融媒体中心、县档案馆两家单位开展常规巡察 may be put so nowhere else, and yet says nothing
beyond its facts. Pure: no Django.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from archive.letter_runs import Stretch, covered_by, usual_runs
from archive.parsing.surnames import has_surname

_SHARE = 0.3  # of a passage's letters stand in facts: else it tells something of them
_PAIR = 2  # letters: words that link facts (组长, 开展, 邮箱) are made of pairs that enough others have
_WORD = 3  # letters in a row beside those, that say more than a link (对, 自, 两家): a place, a post, a remark
_NAME = 2  # that are enough for somebody's name
_OUTWEIGHED = 4  # letters of facts to each of such words, else they are remarks too

Bounds = tuple[int, int]


def strung_facts(
    text: str, passages: Iterable[Bounds], stretches: Sequence[Stretch], others: Sequence[str], least: int
) -> set[Bounds]:
    """Those of the passages (in order, apart) that are nothing but facts.

    stretches: the text without its facts; others: as folded_letters gives them; least: how many have what is usual.
    """
    within = {bounds: parts for bounds, parts in _within(passages, stretches) if _is_mostly_facts(text, bounds, parts)}
    linking = usual_runs((part for parts in within.values() for part in parts), others, _PAIR, least)
    return {bounds for bounds, parts in within.items() if not _says_more(_known(text, bounds, parts), parts, linking)}


def _is_mostly_facts(text: str, bounds: Bounds, parts: Iterable[Stretch]) -> bool:
    return _known(text, bounds, parts) >= _SHARE * _letters(text, bounds)


def _known(text: str, bounds: Bounds, parts: Iterable[Stretch]) -> int:
    """How many letters of the passage stand in facts."""
    return _letters(text, bounds) - sum(len(part.letters) for part in parts)


def _letters(text: str, bounds: Bounds) -> int:
    return sum(map(str.isalnum, text[slice(*bounds)]))


def _within(passages: Iterable[Bounds], stretches: Sequence[Stretch]) -> Iterator[tuple[Bounds, list[Stretch]]]:
    """Each of the passages with what it has of the stretches."""
    first = 0
    for start, end in passages:
        while first < len(stretches) and stretches[first].places[-1] < start:
            first += 1
        parts = []
        for index in range(first, len(stretches)):
            stretch = stretches[index]
            if stretch.places[0] >= end:
                break
            inside = slice(bisect_left(stretch.places, start), bisect_left(stretch.places, end))
            parts.append(Stretch(stretch.letters[inside], stretch.places[inside]))
        yield (start, end), parts


def _says_more(known: int, parts: Iterable[Stretch], linking: set[str]) -> bool:
    own = [words for part in parts for words in _beside(part, linking)]
    return sum(map(len, own)) * _OUTWEIGHED > known or any(
        len(words) >= _WORD or (len(words) >= _NAME and has_surname(words)) for words in own
    )


def _beside(part: Stretch, linking: set[str]) -> Iterator[str]:
    """The letters in a row that stand in no linking words."""
    letters = zip(part.letters, covered_by(linking, part, _PAIR), strict=True)
    for is_linking, run in groupby(letters, key=lambda letter: letter[1]):
        if not is_linking:
            yield "".join(letter for letter, _is_linking in run)
