"""Text for a terminal: nothing in it that the terminal would obey, and how wide it stands there. Pure: no Django."""

import unicodedata

_PICTURES = 0x2400  # ␀ to ␟ picture the control characters 0 to 31
_DELETE, _PICTURE_OF_DELETE = 0x7F, "␡"
# Control characters, formats (they turn the direction of text, or hide it), lone surrogates, other line breaks
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    """The text on one line with every character shown: ␛ for an escape, <U+202E> for what has no picture."""
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if unicodedata.category(character) not in _UNSEEN:
        return character
    code = ord(character)
    if code == _DELETE:
        return _PICTURE_OF_DELETE
    return chr(_PICTURES + code) if code < ord(" ") else f"<U+{code:04X}>"


def width(text: str) -> int:
    """Columns that the text takes. What is wide in Chinese fonts alone (“ ” …) counts as wide: rows never overflow."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1
