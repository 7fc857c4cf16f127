"""Chinese analysis: what texts and queries are cut into, always by the same functions.

Two views of one text. Words are what jieba cuts and rank well; the literal text is every character in a row without
white space, and finds what jieba cuts elsewhere. Both are folded (width, case, script, marks) and know where their
characters stood in the original.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version

from search.cutting import base_cutter, current_cutter, is_dictionary_word
from search.folding import fold_literal, fold_words

_RULES = 4  # raise when the same folded text would be cut into other words than before

# jieba is given nothing but runs of common Han characters: on all else its releases and its rewrites differ.
# What follows is cut here: phone numbers, dates and addresses as a whole (010-68334749, 8:00-20:00, a.b@c.cn), rare
# characters one by one, other letters in runs (é, カ, я).
_TOKEN = re.compile(
    r"(?P<han>[\u4e00-\u9fd5]+)"
    r"|(?P<ascii>[0-9a-z]+(?:[-.@:/_][0-9a-z]+)*)"
    r"|(?P<rare>[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
    r"|(?P<other>[^\W0-9a-z_\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
)

_HAN_RUN = re.compile(r"[\u4e00-\u9fd5]+")

# The parts of a number or address: 010-68334749 is found by 68334749 too.
_PART = re.compile(r"[0-9a-z]+")

# Single characters that join words and say nothing alone: in "巡视组对深交所" nobody looks for 对.
_PARTICLE_CHARS = "的了到和与及或对在向于由从被把将就也都是为以等之其这那该并而则着过地得所"


_LONGEST_PIECE = 4  # a longer name of the archive's own is sought by its parts as well: a text may have these apart

# A number says little without what it counts. Examples: "第三" of 第三巡察组, "四个" of 四个着力, "2015" of 2015年
_NUMBER = re.compile(r"第|第?(?:[0-9]{1,4}|[〇零一二三四五六七八九十百千两]+)个?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text; offsets are those of the original. Sub-words share the position of their word."""

    text: str
    start: int
    end: int
    position: int
    is_part: bool = False


def warm() -> None:
    """Load the dictionary and the script table: before a server forks its workers, before anybody waits for them."""
    list(words("预热"))


@cache
def analysis_version() -> str:
    """Differs when texts would be cut otherwise than before; folding is tried on every character of the plane."""
    probe = "".join(map(chr, (*range(0x20, 0xD800), *range(0xE000, 0x10000))))
    folding = zlib.crc32((fold_words(probe).text + fold_literal(probe).text).encode())
    return f"rules {_RULES}, folding {folding:08x}, jieba {version('jieba')}"


def words(text: str) -> Iterator[Word]:
    """The words of a text in order, each followed by its sub-words."""
    folded = fold_words(text)
    for position, (word, start) in enumerate(_cut(folded.text)):
        yield Word(word, *folded.span(start, start + len(word)), position)
        for part, offset in _parts(word):
            first = start + offset
            yield Word(part, *folded.span(first, first + len(part)), position, is_part=True)


def word_terms(text: str) -> Iterator[tuple[str, int]]:
    """The same words with their positions, for an index: where they stood in the original is not worked out."""
    for position, (word, _) in enumerate(_cut(fold_words(text).text)):
        yield word, position
        for part, _ in _parts(word):
            yield part, position


def _cut(text: str) -> Iterator[tuple[str, int]]:
    """Coarse words of a folded text with their offsets in it."""
    cutter = current_cutter()
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "han":
            yield match.group(), match.start()
            continue
        offset = match.start()
        for word in cutter.cut(match.group()):
            yield word, offset
            offset += len(word)


@lru_cache(maxsize=1 << 16)
def _parts(word: str) -> tuple[tuple[str, int], ...]:
    """Shorter words inside a word: 交易所 in 深圳证券交易所, 68334749 in 010-68334749."""
    return tuple(_find_parts(word))


def _find_parts(word: str) -> Iterator[tuple[str, int]]:
    if word.isascii():
        parts = [(match.group(), match.start()) for match in _PART.finditer(word)]
        if len(parts) > 1:
            yield from parts
        return
    if not is_dictionary_word(word):  # one of the archive's own: its parts are sought too
        yield from _long_parts(word)
    for size in (2, 3):
        for offset in range(len(word) - size + 1 if len(word) > size else 0):
            part = word[offset : offset + size]
            if is_dictionary_word(part):
                yield part, offset


def _long_parts(word: str) -> Iterator[tuple[str, int]]:
    """The parts of a word with their offsets, none where it stays whole; parts of two and three have their own way."""
    offset = 0
    for part in _cut_plainly(word):
        if 3 < len(part) < len(word):
            yield part, offset
        offset += len(part)


def _cut_plainly(word: str) -> list[str]:
    """The parts of a word without the archive's own words."""
    return base_cutter().cut(word) if _HAN_RUN.fullmatch(word) else [word]


def grams(text: str) -> Iterator[str]:
    """Every pair of neighbouring characters of a literal text, then its last character alone."""
    for index in range(len(text) - 1):
        yield text[index : index + 2]
    if text:
        yield text[-1]


def pieces(text: str) -> list[str]:
    """What a folded query term is made of: words that may stand apart in a notice.

    Single characters are never left alone, for they stand everywhere: a run of them is one piece (刘卒), one alone
    joins the word before it (回头看) or behind it, and a particle between words falls away. Nor are numbers: they stay
    with what they count (第三巡察组).
    """
    found = [piece for run in _runs(text) for piece in _pieces_of(_with_numbers(run))]
    return list(dict.fromkeys(found or [text]))


def _runs(text: str) -> Iterator[list[str]]:
    """Coarse words, those without a gap between them together: only these may be joined."""
    run: list[str] = []
    end = 0
    for word, start in _cut(text):
        if start != end and run:
            yield run
            run = []
        is_long_name = len(word) > _LONGEST_PIECE and not word.isascii() and not is_dictionary_word(word)
        run += _cut_plainly(word) if is_long_name else [word]
        end = start + len(word)
    if run:
        yield run


def _with_numbers(run: list[str]) -> list[str]:
    joined: list[str] = []
    for word in run:
        if joined and _NUMBER.fullmatch(joined[-1]):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _pieces_of(run: list[str]) -> list[str]:
    result: list[str] = []
    singles = ""  # single characters not yet placed
    for word in run:
        if len(word) == 1 and not word.isdigit():
            singles += word
            continue
        result += _place_singles(result, singles)
        joins = len(singles) == 1 and not result and singles not in _PARTICLE_CHARS
        result.append(singles + word if joins else word)
        singles = ""
    return result + _place_singles(result, singles)


def _place_singles(before: list[str], singles: str) -> list[str]:
    """Pieces made of single characters; one alone is glued to the last piece of `before`, in place."""
    if not before:
        return [singles] if len(singles) > 1 else []
    tail = singles.rstrip(_PARTICLE_CHARS)
    core = tail.lstrip(_PARTICLE_CHARS)
    if len(core) == 1:
        before[-1] += tail
        return []
    return [core] if core else []
