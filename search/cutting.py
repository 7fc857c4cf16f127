"""Runs of Han characters cut into words: by jieba's dictionary and the archive's own words beside it.

rjieba, jieba's rewrite in Rust, does the work where it is installed, and the words are the same with it and without.
Two things in it differ from jieba and are therefore left to jieba: what it makes of characters that its dictionary
leaves alone (both of jieba's parts take the likeliest split, and of equally likely ones another), and words added to
the dictionary, after which the rounding of probabilities picks another of two equally likely splits.
"""

import logging
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import jieba
from django.conf import settings
from jieba import finalseg

if find_spec("rjieba"):
    import rjieba

_LONGEST_LOOK = 2  # characters by which the archive's own words are told to be in a run at all


class Cutter(Protocol):
    """Cuts runs of common Han characters (U+4E00 to U+9FD5) by a dictionary."""

    def cut(self, run: str) -> list[str]:
        """Words; what the dictionary leaves alone is joined to the likeliest words."""

    def cut_by_dictionary(self, run: str) -> list[str]:
        """Words; what the dictionary leaves alone stands in single characters."""


class JiebaCutter:
    def __init__(self, tokenizer: jieba.Tokenizer) -> None:
        self.tokenizer = tokenizer

    def cut(self, run: str) -> list[str]:
        return list(self.tokenizer.cut(run))

    def cut_by_dictionary(self, run: str) -> list[str]:
        return list(self.tokenizer.cut(run, HMM=False))


class RustCutter:
    """jieba's own dictionary alone."""

    def __init__(self) -> None:
        self._rust = rjieba.Jieba()

    def cut(self, run: str) -> list[str]:
        words: list[str] = []
        singles = ""
        for word in self._rust.cut(run, False):
            if len(word) == 1:
                singles += word
                continue
            if singles:
                words += self._joined(singles)
                singles = ""
            words.append(word)
        return words + self._joined(singles) if singles else words

    def cut_by_dictionary(self, run: str) -> list[str]:
        return list(self._rust.cut(run, False))

    def _joined(self, singles: str) -> list[str]:
        return list(singles) if len(singles) == 1 or self._rust.has_word(singles) else list(_likeliest(singles))


@lru_cache(maxsize=1 << 16)
def _likeliest(run: str) -> tuple[str, ...]:
    """Words of characters that no dictionary joins, by what jieba learned of where words begin and end."""
    return tuple(finalseg.cut(run))


class OwnWordsCutter:
    """Jieba with the archive's own words; a run in which none of these can be is cut by the quicker base."""

    def __init__(self, base: Cutter, jieba_: JiebaCutter, own: Iterable[str]) -> None:
        self._base = base
        self._jieba = jieba_
        self._own: dict[str, list[str]] = {}
        for word in own:
            self._own.setdefault(word[:_LONGEST_LOOK], []).append(word)

    def cut(self, run: str) -> list[str]:
        return (self._jieba if self._has_own(run) else self._base).cut(run)

    def cut_by_dictionary(self, run: str) -> list[str]:
        return (self._jieba if self._has_own(run) else self._base).cut_by_dictionary(run)

    def _has_own(self, run: str) -> bool:
        own = self._own
        for index in range(len(run) - 1):
            words = own.get(run[index : index + _LONGEST_LOOK])
            if words and any(run.startswith(word, index) for word in words):
                return True
        return False


@cache
def _tokenizer() -> jieba.Tokenizer:
    """jieba with its cache in a directory of our own: it is unmarshalled, so nobody else may write it."""
    jieba.setLogLevel(logging.WARNING)
    directory = Path(settings.DATA_DIR) / "jieba"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(directory)
    tokenizer.initialize()
    return tokenizer


@cache
def base_cutter() -> Cutter:
    """By the dictionary alone; whoever is first loads it."""
    return RustCutter() if find_spec("rjieba") else jieba_cutter()


def jieba_cutter() -> JiebaCutter:
    return JiebaCutter(_tokenizer())


@dataclass(frozen=True, eq=False)
class OwnWords:
    """The archive's own words beside jieba's. One object a build of the index: it is told from others as such.

    Each has the frequency by which jieba takes it for a word: to work that out costs much more than to keep it.
    """

    frequencies: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[str]) -> "OwnWords":
        """Those of the words that jieba's dictionary has not."""
        tokenizer = _copy_of_tokenizer()
        known = _tokenizer().FREQ
        frequencies: dict[str, int] = {}
        for word in words:
            if not known.get(word):
                frequencies[word] = tokenizer.suggest_freq(word)
                tokenizer.add_word(word, frequencies[word])
        return cls(frequencies)

    @property
    def checksum(self) -> str:
        return f"{zlib.crc32(' '.join(self.frequencies).encode()):08x}"


def with_own_words(base: Cutter, own: OwnWords) -> Cutter:
    """A cutter that has these words beside those of the base."""
    tokenizer = _copy_of_tokenizer()
    for word, frequency in own.frequencies.items():
        tokenizer.add_word(word, frequency)
    tokenizer.total = _tokenizer().total  # so that a run without any of these words is cut just as the base cuts it
    return OwnWordsCutter(base, JiebaCutter(tokenizer), own.frequencies)


def _copy_of_tokenizer() -> jieba.Tokenizer:
    dictionary = _tokenizer()
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(dictionary.FREQ), dictionary.total, True
    return tokenizer


@lru_cache(maxsize=2)  # that of the index in service and that of one being built
def _own_cutter(own_words: OwnWords) -> Cutter:
    return with_own_words(base_cutter(), own_words)


# The archive's own words by which texts are cut here and now: those of the index that is read or written.
_own_words: ContextVar[OwnWords | None] = ContextVar("own_words", default=None)


@contextmanager
def cutting_by(own_words: OwnWords | None) -> Iterator[None]:
    """Inside, texts and queries are cut by these words beside jieba's own."""
    token = _own_words.set(own_words)
    try:
        yield
    finally:
        _own_words.reset(token)


def current_cutter() -> Cutter:
    own_words = _own_words.get()
    return _own_cutter(own_words) if own_words and own_words.frequencies else base_cutter()


def is_dictionary_word(word: str) -> bool:
    return bool(_tokenizer().FREQ.get(word))


_HAN = re.compile(r"[\u4e00-\u9fd5]+|[^\u4e00-\u9fd5]+")


def dictionary_words(text: str) -> list[str]:
    """What the dictionary alone makes of a text: what it does not know stands in single characters."""
    words: list[str] = []
    for run in _HAN.findall(text):
        words += base_cutter().cut_by_dictionary(run) if "\u4e00" <= run[0] <= "\u9fd5" else run
    return words
