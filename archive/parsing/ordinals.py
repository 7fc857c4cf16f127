"""Numbers that tell one of a row from the others: 第七组, 十八届, 第八轮."""

import re

from archive.numerals import to_int

# Nothing is the zeroth of a row: the figure was left out or misread. Example: "第|零|巡察组", "第|0|轮"
ZERO = r"[0零〇]{1,3}"
_ZERO_BEHIND_HEAD = re.compile(rf"第{ZERO}(?![\d零〇一二三四五六七八九十百])")


def to_ordinal(text: str) -> int | None:
    """The number from 1 on; None for a placeholder and for zero."""
    return to_int(text) or None


def has_zero(name: str) -> bool:
    """Whether a name counts from zero: 市委第零巡察组."""
    return bool(_ZERO_BEHIND_HEAD.search(name))
