"""One name in its several writings: traditional or simplified characters, full width, spaced, 第三 or 第3. Pure."""

import re
from functools import lru_cache

from archive.numerals import to_int
from archive.parsing.folding import SEARCH_STEPS, fold

# Example: "中央|第三|巡視組", "|第十二|中学"
_COUNTED = re.compile(r"第([〇零一二三四五六七八九十百]{1,5})")
_MANY = 20_000  # names of one archive's daily work


@lru_cache(maxsize=_MANY)
def folded_name(name: str) -> str:
    """The one spelling by which all writings of a name are found. It may be longer than the name by half."""
    plain = "".join(fold(name, SEARCH_STEPS).text.split())
    return _COUNTED.sub(lambda counted: f"第{to_int(counted[1])}", plain)


def is_same_name(one: str, other: str) -> bool:
    return folded_name(one) == folded_name(other)


def plainer(known: str, other: str) -> str:
    """Which of two writings of a name is shown: the simplified one, else the one that was known first."""
    return other if _traditional(other) < _traditional(known) else known


def _traditional(name: str) -> int:
    """How many characters are traditional only: what GB 2312 has is written so in simplified texts, as 乾县 is."""
    return sum(char != fold(char, SEARCH_STEPS).text and not _is_in_gb2312(char) for char in name if char >= "\u3400")


def _is_in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
