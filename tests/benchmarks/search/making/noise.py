"""What happens to texts on their way: traditional characters, full-width figures, blanks, emoji."""

from functools import cache
from random import Random

from opencc import OpenCC

_TRADITIONAL = 0.08  # shares of the notices
_NOISY = 0.06
_WIDE = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def traditional(text: str) -> str:
    return str(_converter().convert(text))


def wide(text: str) -> str:
    """Figures and letters in full width."""
    return text.translate(_WIDE)


def disturbed(text: str, chance: Random) -> str:
    """The text as it was published: mostly unchanged."""
    fate = chance.random()
    if fate < _TRADITIONAL:
        return traditional(text)
    if fate < _TRADITIONAL + _NOISY:
        return chance.choice((wide, _strewn, _with_pictures))(text) if chance.random() < 0.5 else _strewn(text)
    return text


def _strewn(text: str) -> str:
    """The first line, a heading, with a blank behind each character."""
    first, mark, rest = text.partition("\n")
    return " ".join(first.strip()) + mark + rest


def _with_pictures(text: str) -> str:
    return text.replace("。", "。📢").replace("，", "，\u200b")
