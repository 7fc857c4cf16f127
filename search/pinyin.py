"""How names sound: syllables without tones, and which characters are taken for one another by ear."""

import unicodedata
from functools import cache, lru_cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT

from archive.pinyin import LONG_SURNAMES, SURNAMES

# Initials and finals that many speakers do not tell apart. Examples: 张 and 脏, 陈 and 程, 南 and 兰
_BLURRED_STARTS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))
_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
_KEPT_SPELLINGS = 60_000  # names whose spelling is remembered, so that a renewed vocabulary spells only what is new


@lru_cache(maxsize=_KEPT_SPELLINGS)
def spell(name: str, *, is_person: bool = False) -> tuple[str, ...]:
    """The syllables of a folded name; what is no Han character keeps its letters and digits: ("abc", "ji", "tuan")."""
    syllables = [_letters(part) for part in lazy_pinyin(name, v_to_u=False)]
    if is_person and name[:2] in LONG_SURNAMES:
        syllables[:2] = map(_without_tone, LONG_SURNAMES[name[:2]])
    elif is_person and name[:1] in SURNAMES:
        syllables[0] = _without_tone(SURNAMES[name[0]])
    return tuple(syllable for syllable in syllables if syllable)


def _without_tone(syllable: str) -> str:
    return syllable.rstrip("12345")


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isalnum()).lower()


@cache
def readings(char: str) -> frozenset[str]:
    """Every reading of a character, without tones: 重 -> zhong, chong, tong."""
    toned = PINYIN_DICT.get(ord(char), "")
    return frozenset(filter(None, (_toneless(reading) for reading in toned.split(","))))


def _toneless(reading: str) -> str:
    """As it is typed: nǚ -> nv."""
    plain = unicodedata.normalize("NFD", reading.replace("ü", "v"))
    marked = "".join("v" if char == "\u0308" else char for char in plain if char == "\u0308" or char.isalpha())
    return marked.replace("uv", "v")


def sounds_like(one: str, other: str) -> bool:
    """Whether two characters share a reading: 锁 and 所."""
    return not readings(one).isdisjoint(readings(other))


def sounds_nearly_like(one: str, other: str) -> bool:
    """Whether readings of the two are confused (zhen, zheng; san, shan) or one is the other and a letter (zu, zui)."""
    return any(_is_near(left, right) for left in readings(one) for right in readings(other))


def _is_near(one: str, other: str) -> bool:
    if _blurred(one) == _blurred(other):
        return True
    if _initial(one) != _initial(other):
        return False
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))


def _blurred(syllable: str) -> str:
    for heard, told in _BLURRED_STARTS:
        if syllable.startswith(heard):
            syllable = told + syllable[len(heard) :]
            break
    return syllable[:-1] if syllable.endswith(("ang", "eng", "ing")) else syllable


def _initial(syllable: str) -> str:
    return next((initial for initial in _INITIALS if syllable.startswith(initial)), "")
