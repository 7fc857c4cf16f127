"""Personal names: where one ends in running text, and which one ends at a point.

In running text a name has a known surname, one or two characters more, and something behind that cannot belong to it.
Where only a name can stand (格桑卓玛, 斯琴图雅, 成功), a mark behind it is enough.
"""

import re

from archive.parsing.name_bounds import (
    ADVERBS,
    BEHIND,
    FINITE,
    HAN,
    LOOSELY_BEHIND,
    NOT_A_NAME,
    NOT_AT_END,
    NOT_BEGINNING,
    PARTICLES,
    SOUNDS,
    SURELY_BEHIND,
    TRANSCRIBED,
    TRANSCRIBED_WHOLE,
    WORD_BEHIND,
)
from archive.parsing.offices import ENDS_WITH_OFFICE, OFFICE_END
from archive.parsing.source import Source
from archive.parsing.surnames import has_compound, has_surname

Offsets = tuple[int, int]
_MOST_PLACES = 20  # how often one name is looked for
_NEAR = 6000  # and how far off

# A name holds nothing else. Example: "刘卒"
_ALL_HAN = re.compile(rf"[{HAN}]+")
_ONE_HAN = re.compile(rf"[{HAN}]")
# Names of other peoples: 阿不都热合曼·艾山
_DOTTED = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}?){{1,3}}(?={BEHIND.pattern})")
_DOTTED_WHOLE = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}}")
# The padding inside a name. Example: 孙|  |毅
_PAD = re.compile(r"[ \t]{1,6}(?=[\u4e00-\u9fff])")


def gap_at(source: Source, at: int) -> bool:
    """Whether the notice has white space right before this character that folding took for padding."""
    if not 0 < at < len(source.folded):
        return False
    origins = source.folded.origins
    dropped = source.folded.original[origins[at - 1] + 1 : origins[at]]
    return any(map(str.isspace, dropped))


def letters(text: str) -> str:
    """The name without the spaces that pad it."""
    return "".join(text.split())


def is_name(text: str) -> bool:
    """Whether the characters between two bounds may be a name at all."""
    if "·" in text:
        return bool(_DOTTED_WHOLE.fullmatch(text))
    if len(text) > 4:
        return bool(TRANSCRIBED_WHOLE.fullmatch(text))
    return (
        len(text) >= 2
        and bool(_ALL_HAN.fullmatch(text))
        and not NOT_A_NAME.match(text)
        and not NOT_AT_END.search(text)
        and not ENDS_WITH_OFFICE.search(text)
        and text[-1] not in {"副", "轮"}  # 2014年首轮任…
    )


def name_at(source: Source, start: int, *, known_surname: bool = True) -> int | None:
    """Where the name that begins at `start` ends; None where there is none.

    With known_surname=False any character may be the surname: for places where only a name can stand.
    """
    text = source.text
    dotted = _DOTTED.match(text, start, start + 40)
    if dotted is not None:
        return dotted.end()
    transcribed = TRANSCRIBED.match(text, start, start + 10)
    if transcribed is not None:
        return transcribed.end()
    padded = _padded_end(source, start)
    if padded is not None:
        name = letters(text[start:padded])
        return padded if is_name(name) and (not known_surname or has_surname(name)) else None
    head = text[start : start + 4]
    if NOT_A_NAME.match(head) or WORD_BEHIND.match(text, start):
        return None
    if has_surname(head):
        end = _known_end(source, start)
        if end is not None:
            return end
    end = _unknown_end(source, start)
    if end is None or not known_surname:
        return end
    # Where anything may stand, the name must be known as one by its sounds or from elsewhere in the text.
    return end if SOUNDS.fullmatch(text, start, end) or _is_named_elsewhere(source, start, end) else None


def _padded_end(source: Source, start: int) -> int | None:
    """The end of a name printed with space behind every character: 王 敏; 孙 宁 田 野 are two, 孙  宁  too."""
    text = source.text
    ends = [start + 1]  # of the pieces of one character each
    while len(ends) < 7:
        pad = _PAD.match(text, ends[-1], ends[-1] + 7)
        at = pad.end() if pad else ends[-1] if gap_at(source, ends[-1]) else 0
        if not at or not _ONE_HAN.match(text, at) or not firm_at(source, at + 1):
            break
        ends.append(at + 1)
    if len(ends) == 1 and has_compound(text[start : start + 2]):
        pad = _PAD.match(text, start + 2, start + 8)
        last = pad.end() if pad else start + 2 if gap_at(source, start + 2) else 0
        return last + 1 if last and last < len(text) and firm_at(source, last + 1) else None
    count = {2: 2, 3: 3, 4: 2}.get(len(ends))
    return ends[count - 1] if count else None


def firm_at(source: Source, end: int) -> bool:
    """Whether something that isn't a character follows: a mark, a space, a line's end."""
    text = source.text
    return end >= len(text) or (not _ONE_HAN.match(text, end) and text[end] != "·") or gap_at(source, end)


def _fits(source: Source, start: int, end: int, behind: re.Pattern[str]) -> bool:
    text = source.text
    if end > len(text) or text[end - 1] == "副" or not _ALL_HAN.fullmatch(text, start, end):
        return False
    gaps = [at for at in range(start + 1, end) if gap_at(source, at)]
    if gaps and not (gaps == [start + 1] and end - start == 3):  # 张 三丰: the surname set off
        return False
    return gap_at(source, end) or bool(behind.match(text, end))


def _known_end(source: Source, start: int) -> int | None:
    text = source.text
    compound = has_compound(text[start : start + 2])
    lengths = (4, 3) if compound else (3, 2)
    ends = [start + length for length in lengths if _fits(source, start, start + length, BEHIND)]
    ends = [end for end in ends if is_name(text[start:end])]
    if len(ends) == 2 and _belongs_to_sentence(source, ends[0]):
        return ends[1]
    if ends:
        return ends[0]
    elsewhere = next((end for end in (start + n for n in lengths) if _is_named_elsewhere(source, start, end)), None)
    if elsewhere is not None:
        return elsewhere
    longest = start + lengths[0]
    if _fits(source, start, longest, LOOSELY_BEHIND):
        return longest
    return _four(source, start)


def _belongs_to_sentence(source: Source, end: int) -> bool:
    """Whether the last character before `end` rather begins what follows the name."""
    text, last = source.text, source.text[end - 1]
    if firm_at(source, end) or text.startswith("同志", end):
        return last in PARTICLES and text[end : end + 1].isdigit()
    if last in ADVERBS:
        return True
    if WORD_BEHIND.match(text, end - 1):
        return True
    if last not in PARTICLES or last == "在":
        return last in PARTICLES
    return not FINITE.match(text, end) and text[end] not in "及和与等"


def _is_named_elsewhere(source: Source, start: int, end: int) -> bool:
    """Whether the same characters begin a clause elsewhere, with what follows a name behind them."""
    text, name = source.text, source.text[start:end]
    if not _ALL_HAN.fullmatch(name):
        return False
    at, high = max(0, start - _NEAR), start + _NEAR
    for _ in range(_MOST_PLACES):
        at = text.find(name, at + 1, high)
        if at < 0:
            return False
        begins = at == 0 or not _ONE_HAN.match(text, at - 1)
        if begins and at != start and (firm_at(source, at + len(name)) or WORD_BEHIND.match(text, at + len(name))):
            return True
    return False


def _unknown_end(source: Source, start: int) -> int | None:
    if NOT_BEGINNING.match(source.text, start):
        return None
    for length in (2, 3):
        end = start + length
        if _fits(source, start, end, SURELY_BEHIND) and is_name(source.text[start:end]):
            return end
    return _four(source, start)


def _four(source: Source, start: int) -> int | None:
    """A name of four: before a mark, or where all four write sounds (斯琴图雅)."""
    end = start + 4
    name = source.text[start:end]
    if not _fits(source, start, end, SURELY_BEHIND) or not is_name(name):
        return None
    sounds = TRANSCRIBED_WHOLE.fullmatch(name) is not None
    return end if sounds or firm_at(source, end) or source.text.startswith("同志", end) else None


def name_before(source: Source, low: int, end: int) -> Offsets | None:
    """The name that ends at `end`, with an office, a mark or 由 in front; behind an office any surname will do."""
    text = source.text
    dotted = _dotted_before(text, low, end)
    if dotted is not None:
        return dotted
    padded = _padded_before(text, low, end)
    if padded is not None:
        return padded
    for length in (2, 3, 4):
        start = end - length
        if start < low:
            break
        if not is_name(text[start:end]):
            continue
        if _office_before(text, low, start):
            return start, end
        if has_surname(text[start:]) and (start == low or _BOUND_BEFORE.search(text, max(low, start - 2), start)):
            return start, end
    return None


def _padded_before(text: str, low: int, end: int) -> Offsets | None:
    """万 象, 王 大 海: each character of the name set off, behind an office."""
    match = _PADDED_BEFORE.search(text, max(low, end - 8), end)
    if match is None:
        return None
    start, name = match.start(), letters(match.group())
    return (start, end) if is_name(name) and _office_before(text, low, start) else None


# Each character of a name set off from the next. Example: "局长|万 象", "县长|王 大 海"
_PADDED_BEFORE = re.compile(r"[\u4e00-\u9fff](?:[ \t]{1,3}[\u4e00-\u9fff]){1,2}$")
# What stands before a name that has no office. Example: ",|李希", "由|何平", "巡察组|韦明江", "市教育局|何平"
_BOUND_BEFORE = re.compile(r"(?:[^\u4e00-\u9fff·]|由|以|[组受在局委办院校司团心室处科])$")
# Example: "乡长|叶尔兰·努尔江"
_DOTTED_BEFORE = re.compile(rf"[{HAN}·]{{3,30}}$")


def _dotted_before(text: str, low: int, end: int) -> Offsets | None:
    if "·" not in text[max(low, end - 9) : end]:
        return None
    run = _DOTTED_BEFORE.search(text, max(low, end - 30), end)
    if run is None:
        return None
    start = run.start()
    first_dot = text.index("·", start)
    for office in OFFICE_END.finditer(text, start, first_dot):
        start = office.end()
    if text.startswith("由", start):
        start += 1
    return (start, end) if _DOTTED_WHOLE.fullmatch(text, start, end) else None


def _office_before(text: str, low: int, start: int) -> bool:
    return bool(ENDS_WITH_OFFICE.search(text, max(low, start - 4), start))
