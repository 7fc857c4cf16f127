"""Bytes of a text file -> text, exactly as written; what is no text is refused with a reason."""

import codecs
import unicodedata
from dataclasses import dataclass

# Encodings with a mark at the start of the file, longest mark first; the mark itself is not text.
_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Without a mark: GB 18030 holds GBK and GB 2312, in which the older half of the web's notices is written.
_UNMARKED = ("utf-8", "gb18030", "big5")
_SUSPICIOUS_SHARE = 0.02  # of private or unassigned characters: text decoded with the wrong table has far more


class DecodingError(ValueError):
    """The bytes are no readable text; str(error) says why."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that it was read with."""

    text: str
    encoding: str


def decode(raw: bytes) -> Decoded:
    """Read raw strictly; DecodingError where it is empty, binary or in no known encoding."""
    for mark, encoding in _MARKED:
        if raw.startswith(mark):
            text = _read(raw[len(mark) :], encoding)
            if text is None:
                raise DecodingError(f"starts as {encoding} but has bytes that are not {encoding}")
            return _accept(text, encoding)
    for encoding in _UNMARKED:
        text = _read(raw, encoding)
        if text is not None and (encoding == "utf-8" or _is_plausible(text)):
            return _accept(text, encoding)
    raise DecodingError(f"is not text in any of {', '.join(_UNMARKED)} or utf-16")


def _read(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _accept(text: str, encoding: str) -> Decoded:
    if not text.strip():
        raise DecodingError("is empty")
    if "\x00" in text:
        raise DecodingError("holds NUL characters, as binary files do")
    return Decoded(text, encoding)


def _is_plausible(text: str) -> bool:
    """Whether text looks written rather than misread: GB 18030 gives nearly any bytes some character."""
    odd = sum(unicodedata.category(character) in ("Co", "Cn") for character in text)
    return odd <= len(text) * _SUSPICIOUS_SHARE
