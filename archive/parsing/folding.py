"""Folding: the one spelling under which texts and queries are compared, with the way back to the original.

Every folded character comes from exactly one original character. Steps only replace one character by one
or drop characters, so offsets map back without guessing. Search uses the same steps (SEARCH_STEPS).
"""

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from opencc import OpenCC

# A step gives its new text and, for each new character, its place in the old text (None: nothing moved).
Step = Callable[[str], tuple[str, Sequence[int] | None]]


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that remembers where each of its characters stood in the original."""

    text: str
    original: str
    origins: Sequence[int]

    def __len__(self) -> int:
        return len(self.text)

    def start(self, index: int) -> int:
        """Original offset of folded character `index`; the original's length at the end of the text."""
        return self.origins[index] if index < len(self.origins) else len(self.original)

    def end(self, index: int) -> int:
        """Original offset behind a folded span that ends before `index`."""
        return self.origins[index - 1] + 1 if index > 0 else 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of folded[start:end]. An empty span stays empty."""
        first = self.start(start)
        return first, max(first, self.end(end)) if end > start else first

    def written(self, start: int, end: int) -> str:
        """folded[start:end] in the original's own characters, without what folding dropped in between."""
        return "".join(self.original[origin] for origin in self.origins[start:end])


class _CharTable(dict[int, str]):
    """A table for str.translate that works out a character when it is first met, and remembers it."""

    def __init__(self, fold_char: Callable[[str], str]) -> None:
        super().__init__()
        self._fold_char = fold_char

    def __missing__(self, code: int) -> str:
        self[code] = self._fold_char(chr(code))
        return self[code]


def _each_char(*folds: Callable[[str], str]) -> Step:
    """One step of several, so that a text is walked through once."""

    def fold_char(char: str) -> str:
        for one in folds:
            folded = one(char)
            char = folded if len(folded) == 1 else char  # one for one, or not at all: offsets must hold
        return char

    table = _CharTable(fold_char)

    def step(text: str) -> tuple[str, None]:
        return text.translate(table), None

    return step


def _cut(find: Callable[[str], Iterable[tuple[int, int]]]) -> Step:
    """A step that drops the spans that `find` gives (in order, not overlapping)."""

    def step(text: str) -> tuple[str, Sequence[int] | None]:
        parts: list[str] = []
        origins = array("I")  # a tenth of what a list takes, and searches keep some thousand of them
        last = 0
        for start, end in find(text):
            parts.append(text[last:start])
            origins.extend(range(last, start))
            last = end
        if not last:
            return text, None
        parts.append(text[last:])
        origins.extend(range(last, len(text)))
        return "".join(parts), origins

    return step


# Width. Circled and raised digits stay what they are: ① is not the 1 of a phone number.
_WIDTH_TAGS = ("<wide>", "<narrow>", "<noBreak>", "<compat>", "<vertical>")


def _width_of(char: str) -> str:
    decomposition = unicodedata.decomposition(char)
    if decomposition.startswith("<") and not decomposition.startswith(_WIDTH_TAGS):
        return char
    return unicodedata.normalize("NFKC", char) if decomposition else char


@cache
def _simplified() -> dict[str, str]:
    """Traditional -> simplified, character by character, over the Han blocks."""
    converter = OpenCC("t2s")
    blocks = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2FA20))
    table: dict[str, str] = {}
    for first, last in blocks:
        chars = "\n".join(map(chr, range(first, last)))
        pairs = zip(chars.split("\n"), converter.convert(chars).split("\n"), strict=True)
        table.update((char, simple) for char, simple in pairs if char != simple)
    return table


# Marks that printers use for one another: double and single quotes, dashes and tildes, colons, dots in names,
# line ends.
_MARKS = {mark: form for form, marks in {
    '"': "“”„‟〝〞「」『』﹁﹂﹃﹄«»",
    "'": "‘’‚‛′",
    "-": "~〜∼˜—–―−‐‑‒─━﹣－～",
    ":": "∶꞉",
    "·": "•‧・∙⋅･",
    "\n": "\r\v\f\x85\u2028\u2029",
}.items() for mark in marks}  # fmt: skip

# Format characters that no reader sees: zero-width space, directional marks, soft hyphen, byte order mark.
# Example: "巡\u200b视"
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]+")

# Emoji that gateways strew behind clauses and names, with their modifiers. Example: "同誌🤵🏽‍♀️、"
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\U000e0020-\U000e007f\u20e3]+")

# Pinyin that a converter put behind a character, told by its tone mark. Example: "張國(guó)強"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
# Example: "國|(guó)"
_TONED_PINYIN = re.compile(rf"\((?<=[\u3400-\u9fff]\()[a-zü]{{0,5}}[{_TONED}][a-zü]{{0,4}}\)")

# The same converter gives neutral syllables without a mark; taken only where toned ones stand in the text.
# Example: "的(de)"
_PLAIN_PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])\([a-zü{_TONED}]{{1,6}}\)")

# One mark printed twice, or a stray comma before a heavier mark. Examples: "部署,,3月", "召开,。", "成员,、"
_DOUBLED = re.compile(r",+(?=[,、;:。])|([、;:。])(?=\1)")

# Words of Han characters with one space between them: padding of a name, a label or a heading, or a list.
# Example: "巡 察 公 告", "市水务局 市气象局"
_SPACED = re.compile(r"[\u3400-\u9fff ]+")
# What the items of a spaced list end with. Example: "市水务局| 市气象局", "州应急管理局党委| 州交通运输局党委"
_ITEM_END = re.compile(r"(?:[局委办部院校所社镇乡村县市区组厅司会馆站]|公司|集团|中心|街道|大学|学院|中学|小学|支部)$")

# A line strewn in against copying: a handful of short ASCII scraps, no Han. Example: "7 K2 Q* [3 d' w)"
_SCRAPS = re.compile(r"^[ \t]*(?:[!-~]{1,3}[ \t]+){3,20}[!-~]{1,3}[ \t]*$", re.MULTILINE)
# Signs that no column of figures has, so that tables stay. Example: "Q*", "[3"
_SCRAP_MARK = re.compile(r"[*\[\]'^`{}|\\<>]")


def _all(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    return lambda text: (match.span() for match in pattern.finditer(text))


def dropping(pattern: re.Pattern[str]) -> Step:
    """A step that drops all that the pattern matches."""
    return _cut(_all(pattern))


def _pinyin_spans(text: str) -> Iterator[tuple[int, int]]:
    return _all(_PLAIN_PINYIN)(text) if "(" in text and _TONED_PINYIN.search(text) else iter(())


def _padding_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spaces that only pad; those of a list stay, or its items would run together."""
    line_start = 0
    for line in text.split("\n"):
        if " " in line:
            yield from _padding_of_line(text, line_start, line_start + len(line))
        line_start += len(line) + 1


def _padding_of_line(text: str, line_start: int, line_end: int) -> Iterator[tuple[int, int]]:
    for spaced in _SPACED.finditer(text, line_start, line_end):
        if " " not in spaced.group():
            continue
        start, end = spaced.span()
        is_line = (start, end) == (line_start, line_end)
        words = spaced.group().split(" ")
        behind = _singles_from_here(words)
        at = start
        before = 0  # how many single characters stand in a row up to here
        for index, (left, right) in enumerate(pairwise(words)):
            at += len(left) + (index > 0)
            before = before + 1 if len(left) == 1 else 0
            if left and right and _pads(left, right, before, behind[index + 1], is_line=is_line):
                yield at, at + 1


def _singles_from_here(words: Sequence[str]) -> list[int]:
    """For each word, how many single characters stand in a row from it on."""
    counts = [0] * (len(words) + 1)
    for index in range(len(words) - 1, -1, -1):
        counts[index] = counts[index + 1] + 1 if len(words[index]) == 1 else 0
    return counts


def _pads(left: str, right: str, before: int, behind: int, *, is_line: bool) -> bool:
    """Whether the space between two words is none of the text's own."""
    if before and behind:  # 李 四 is a name, 巡 察 公 告 a heading; 孙 宁 田 野 in a list of names are two
        return is_line or before + behind != 4 or before != 2
    if len(left) == 1 and before > 1:  # 王 敏 副组长
        return False
    if len(left) >= 2 and len(right) >= 2:
        is_item = _ITEM_END.search(left) is not None and right[0] != "党"
        return not is_item and max(len(left), len(right)) > 4
    return len(left) == 1 or not 2 <= len(left) <= 4 or behind < 2


def _scrap_spans(text: str) -> Iterator[tuple[int, int]]:
    return (m.span() for m in _SCRAPS.finditer(text) if _SCRAP_MARK.search(m.group()))


def _script_of(char: str) -> str:
    return _simplified().get(char, char)


def _mark_of(char: str) -> str:
    return _MARKS.get(char, char)


# Every character that is to be dropped becomes this one first, so that one search finds whether there is any.
_UNSEEN = "\u200b"


def _unseen_of(char: str) -> str:
    return _UNSEEN if INVISIBLE.match(char) else char


def _picture_of(char: str) -> str:
    return _UNSEEN if _EMOJI.match(char) else char


def _unseen_spans(text: str) -> Iterator[tuple[int, int]]:
    return _all(_UNSEEN_RUN)(text) if _UNSEEN in text else iter(())


_UNSEEN_RUN = re.compile(_UNSEEN + "+")
fold_chars = _each_char(_width_of, str.lower, _script_of, _mark_of, _unseen_of)
fold_chars_and_pictures = _each_char(_width_of, str.lower, _script_of, _mark_of, _unseen_of, _picture_of)
drop_unseen = _cut(_unseen_spans)
drop_emoji = _cut(_all(_EMOJI))
drop_pinyin = _cut(_pinyin_spans)
drop_scraps = _cut(_scrap_spans)
drop_doubled = _cut(_all(_DOUBLED))
drop_padding = _cut(_padding_spans)

SEARCH_STEPS: tuple[Step, ...] = (fold_chars, drop_unseen)
PARSE_STEPS: tuple[Step, ...] = (
    fold_chars_and_pictures,
    drop_unseen,
    drop_pinyin,
    drop_scraps,
    drop_doubled,
    drop_padding,
)


def fold(text: str, steps: Iterable[Step] = PARSE_STEPS) -> Folded:
    """Fold any text whatever: surrogates, NUL and direction marks included. Linear time."""
    return fold_on(Folded(text, text, range(len(text))), steps)


def fold_on(folded: Folded, steps: Iterable[Step]) -> Folded:
    """Further steps on what is folded already."""
    text, origins = folded.text, folded.origins
    unmoved = range(len(folded.original))
    for step in steps:
        text, moved = step(text)
        if moved is not None:
            origins = moved if origins == unmoved else array("I", [origins[index] for index in moved])
    return Folded(text, folded.original, origins)
