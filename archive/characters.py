"""A page shown in the characters that its reader chose: traditional or simplified, by OpenCC. Pure: no Django.

What is Chinese says so (lang); every run of text between two tags is converted by itself. Tags stay where they are, and
so do the marks of evidence, whatever a conversion does to the length of a run. Addresses, values of fields and whatever
is not to be translated (translate="no": a name of the site, a file name, a citation) stay as they are.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from opencc import OpenCC

from archive.parsing.divisions import official_order

ORIGINAL, SIMPLIFIED, TRADITIONAL = "", "zh-Hans", "zh-Hant"
CONVERTED = (SIMPLIFIED, TRADITIONAL)

# Traditional as Taiwan writes it, and Hong Kong mostly: 為, 群, 核實 (OpenCC's own standard: 爲, 羣, 覈實).
# Characters alone, no words: a text says 信息 in either.
_CONFIGS = {SIMPLIFIED: "t2s", TRADITIONAL: "s2tw"}
_SHORT = 60  # characters of a name or a word of the page, which come again and again
_MANY = 20_000  # of those, as many as a busy day asks for; some megabytes
# A tag whose quoted values may hold ">", or anything else in angle brackets: <a href="?a>b">, </a>, <!doctype html>
_TAG = re.compile(r'(<[^<>"]*(?:"[^"]*"[^<>"]*)*>)')
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_LANG = re.compile(r'(?<= lang=")[^"]*(?=")')
# What is read out or shown of a tag itself: <button data-copied="已复制">
_SPOKEN = re.compile(r'(?<= )((?:alt|aria-label|data-[a-z]+|placeholder|title)=")([^"]*)(?=")')
# Words that are converted each by itself: what stands around them makes others that nobody wrote.
# Example: "巡|察干|部" (a steppe), "惠农资|金发|放" (fair hair), "组|长胡|军" (a beard), "指|明了|方向"
_ALONE = re.compile("(干部|发放|注重|制定|制作|系统|阐明|指明|只见|组长|中央)")
# A link to somebody's page, somebody's name in a list, the mark of a name in the text.
_OF_PERSON = re.compile(r' href="/people/\d| class="person"| data-f="(?:leaders|deputies|host|speaker)"')
# In names these have no other form, or this one: 范 is no pattern, 余 no remainder, 干 no cadre.
_IN_NAMES = {**{char: char for char in "丑于余后咸岩岳干征朴涂游种范郁采"}, "冲": "沖"}
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_VERBATIM = frozenset(("script", "style", "textarea"))
_NOT_HAN = re.compile(r"[^\u3400-\u9fff\U00020000-\U0003ffff]+")


class _Element(NamedTuple):
    """An open element: what its words are written in, whether they stay as they are, whether they are a name."""

    language: str
    is_kept: bool = False
    is_name: bool = False


def in_characters(page: str, chosen: str) -> str:
    """The HTML with its Chinese in the chosen characters, a member of CONVERTED.

    Elements close in the order in which they open, and values of attributes stand in double quotes. What is in the
    chosen characters already is left alone, for converting it again could only do harm. Names and titles are marked as
    simplified whatever they are, so that those are looked at; a text that is marked as traditional is.
    """
    pieces: list[str] = []
    open_elements = [_Element("")]
    for index, piece in enumerate(_TAG.split(page)):
        here = open_elements[-1]
        if not index % 2:
            pieces.append(_converted(piece, here, chosen))
        elif piece.startswith("</"):
            if len(open_elements) > 1:
                open_elements.pop()
            pieces.append(piece)
        elif name := _NAME.match(piece):
            element = _entered(name[1], piece, here)
            pieces.append(_retagged(piece, element, chosen))
            if name[1] not in _VOID and not piece.endswith("/>"):
                open_elements.append(element)
        else:
            pieces.append(piece)
    return "".join(pieces)


def is_shown_otherwise(text: str, language: str, chosen: str) -> bool:
    """Whether a page in the chosen characters has other ones than the text, which is marked as of that language."""
    element = _Element(language)
    return any(_converted(line, element, chosen) != line for line in text.splitlines())


def _entered(name: str, tag: str, parent: _Element) -> _Element:
    language = _LANG.search(tag)
    return _Element(
        language[0] if language else parent.language,
        parent.is_kept or name in _VERBATIM or ' translate="no"' in tag,
        parent.is_name or bool(_OF_PERSON.search(tag)),
    )


def _retagged(tag: str, element: _Element, chosen: str) -> str:
    if not _is_converted(element, chosen):
        return tag
    spoken = _SPOKEN.sub(lambda found: found[1] + _converted(found[2], element, chosen), tag)
    return _LANG.sub(chosen, spoken)


def _converted(text: str, element: _Element, chosen: str) -> str:
    if text.isascii() or not _is_converted(element, chosen):
        return text
    if chosen == SIMPLIFIED and element.language != TRADITIONAL and _is_simplified(text):
        return text
    if chosen == TRADITIONAL and element.is_name:
        return "".join(_IN_NAMES.get(char) or _converted_again(char, chosen) for char in text)
    return (_converted_again if len(text) <= _SHORT else _converted_anew)(text, chosen)


def _converted_anew(text: str, chosen: str) -> str:
    """Piece by piece between NULs: at one, OpenCC ends where it converts in two steps.

    Simplified places stay as they are written, whatever stands around them: 乾县 is in 陕西, and 干县 is nowhere.
    """
    if chosen == SIMPLIFIED:
        parts = _simplified_places().split(text)
        return "".join(part if index % 2 else _simplified(part) for index, part in enumerate(parts))
    convert = _converter(chosen).convert
    return "\0".join("".join(map(convert, _ALONE.split(part))) for part in text.split("\0"))


def _simplified(text: str) -> str:
    return "\0".join(map(_converter(SIMPLIFIED).convert, text.split("\0")))


@cache
def _simplified_places() -> re.Pattern[str]:
    """The places of the table of divisions whose own names a conversion would spoil."""
    places = {place.county or place.city or place.province or "" for place in official_order()}
    names = sorted(name for name in places if _simplified(name) != name)
    return re.compile(f"({'|'.join(map(re.escape, names)) or '(?!)'})")


_converted_again = lru_cache(maxsize=_MANY)(_converted_anew)


def _is_converted(element: _Element, chosen: str) -> bool:
    is_chinese = element.language.lower().startswith("zh")
    return is_chinese and not element.is_kept and not element.language == chosen == TRADITIONAL


def _is_simplified(text: str) -> bool:
    """Whether no Han of it is traditional alone: 乾县 is right, and 干县 would be wrong.

    GB 2312 is the set of simplified characters; of rare ones, which it lacks, 喆 is not traditional and 張 is.
    """
    try:
        _NOT_HAN.sub("", text).encode("gb2312")
    except UnicodeEncodeError:
        return not any(_is_traditional(char) for char in set(_NOT_HAN.sub("", text)))
    return True


@lru_cache(maxsize=_MANY)
def _is_traditional(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return bool(_converter(SIMPLIFIED).convert(char) != char)
    return False


@cache
def _converter(chosen: str) -> OpenCC:
    return OpenCC(_CONFIGS[chosen])
