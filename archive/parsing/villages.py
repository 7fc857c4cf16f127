"""Villages told by whose they are and not by name: 龙江镇、龙潭镇的17个贫困村. The places are not inspected."""

import re
from collections.abc import Iterator

from archive.numerals import NUMERAL

# All or some of the villages of the places in front. Not one that is named: 大岭乡的老鸦村; nor beside the place
# itself: 锦丰镇及其所辖28个村.
# Example: "龙潭镇|的17个市级贫困村", "北海经济开发区|的村(居)", "花桥经济开发区|所辖村(社区)"
_UNNAMED = re.compile(
    rf"(?<![及其与和])(?:的|(?:所|下)[辖属]的?)(?:(?:各|全部|所有|部分|\d{{1,3}}|{NUMERAL})个?[^、,。;:()的\n]{{0,8}}?|(?:贫困|重点|行政)?)"
    r"(?:村居|村|社区|嘎查)(?:\([^()]{1,6}\))?(?=党|开展|进行|实施|实行|[、,。;:()\n]|$)"
)
_PLACE = re.compile(r"(?:[镇乡区县市旗]|街道|苏木|农场|新城)$")
# From the last name that was read to the villages. Example: "龙江镇|、龙潭镇|的17个贫困村"
_UP_TO = re.compile(r"[、和及与]?[\u4e00-\u9fff]{0,12}")
_BREAKS = frozenset(",。;:\n")


def find_unnamed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _UNNAMED.finditer(text, start, end):
        yield match.span()


def tells_whose(text: str, name: tuple[int, int], unnamed: tuple[int, int]) -> bool:
    """Whether what was read as a name only says whose they are: it holds them, or is a place in front of them."""
    (first, last), (start, _) = name, unnamed
    if last > start:
        return first < start
    return _PLACE.search(text, first, last) is not None and not any(mark in text[last:start] for mark in _BREAKS)


def reaches(text: str, last: int, unnamed: tuple[int, int]) -> bool:
    """Whether a list whose last name ends there goes on to the villages."""
    return last >= unnamed[0] or _UP_TO.fullmatch(text, last, unnamed[0]) is not None


def with_owner(text: str, low: int, unnamed: tuple[int, int]) -> tuple[int, int]:
    """The villages with the place in front of them."""
    start = max([low, *(text.rfind(mark, low, unnamed[0]) + 1 for mark in (*_BREAKS, "、"))])
    return start, unnamed[1]
