"""How names are read, and the order that follows from it: the order in which Chinese lists of names stand."""

import unicodedata

from pypinyin import Style, lazy_pinyin

# Surnames that are read otherwise than the same character in a word.
SURNAMES = {
    "单": "shan4", "仇": "qiu2", "解": "xie4", "查": "zha1", "曾": "zeng1", "区": "ou1", "朴": "piao2", "缪": "miao4",
    "乐": "yue4", "盖": "ge3", "翟": "zhai2", "员": "yun4", "尉": "wei4", "任": "ren2", "宁": "ning4", "华": "hua4",
    "卜": "bu3", "种": "chong2", "召": "shao4", "冼": "xian3", "折": "she2", "黑": "he4", "秘": "bi4", "繁": "po2",
}  # fmt: skip
LONG_SURNAMES = {
    "尉迟": ("yu4", "chi2"),
    "万俟": ("mo4", "qi2"),
    "单于": ("chan2", "yu2"),
    "长孙": ("zhang3", "sun1"),
}

LETTERS_SORTED = 40  # of a name: those that agree so far stand in any order
SORT_KEY_LENGTH = 12 * LETTERS_SORTED  # "zhuang" + "4" + "058ee"


def sort_key(name: str, *, is_person: bool = False) -> str:
    """What sorts names by how they are read, syllable by syllable, then by tone, then by character.

    Small letters and digits alone, so that every database sorts it alike: for each character its syllable, its tone
    (0 where it has no reading) and its code point. Figures stand in front, a Latin letter before what begins with it.
    Example: 女厕 -> "nv305973ce405395"
    """
    plain = unicodedata.normalize("NFKC", name).lower()[:LETTERS_SORTED]
    syllables = zip(plain, _syllables(plain, is_person=is_person), strict=True)
    return "".join(f"{syllable}{ord(char):05x}" for char, syllable in syllables)


def _syllables(name: str, *, is_person: bool) -> list[str]:
    """One for each character: syllable and tone; 0 behind a letter and for what is neither letter nor digit."""
    read = lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True, errors=list)  # type: ignore[arg-type]
    syllables = [_syllable(part) for part in read]
    if is_person and name[:2] in LONG_SURNAMES:
        syllables[:2] = LONG_SURNAMES[name[:2]]
    elif is_person and name[:1] in SURNAMES:
        syllables[0] = SURNAMES[name[0]]
    return syllables


def _syllable(read: str) -> str:
    if len(read) > 1 and read.isascii():
        return read
    return f"{read}0" if read.isascii() and read.isalpha() else "0"
