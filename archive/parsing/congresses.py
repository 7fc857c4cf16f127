"""The congress that a count of rounds is told from: 党的十八大以来已开展7轮."""

import re

from archive.numerals import to_int

# The congress that begins a term. From the eleventh on: 党的三大作风 and 党的十大任务 are counts of something else.
# Example: "党的十八大以来", "党的二十一大", "党的第二十次全国代表大会"
_CONGRESS = re.compile(
    r"党的(?:第(?P<full>[一二三四五六七八九十]{1,5}|\d{1,3})次全国代表大会"
    r"|(?P<term>十[一二三四五六七八九]|[二三四五六七八九]十[一二三四五六七八九]?|[1-9]\d)大)"
)


def term_near(text: str, offset: int) -> int | None:
    """The term of the congress last named before the count; the first one behind it otherwise."""
    named = _CONGRESS.finditer(text, max(0, offset - 2000), offset)
    before = max(named, key=lambda found: found.start(), default=None)
    match = before or _CONGRESS.search(text, offset)
    return to_int(match["full"] or match["term"]) if match else None
