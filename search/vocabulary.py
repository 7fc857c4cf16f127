"""What the published notices speak of by name, held in memory and looked up as it is typed.

Names stand in a few long strings, heaviest first, one name a line. To seek in those is a memory scan (half a
millisecond for 50,000 names), needs no tree for prefixes, inner matches or pinyin, and meets the heaviest names first.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from operator import ne
from typing import Literal

from search.pinyin import spell

MAX_NAMES = 50_000  # the heaviest are kept
_COMPARED = 1_000  # names with one half in common
_LINE = "\n"  # stands around every name and in none

Script = Literal["han", "pinyin", "initials"]


class NameKind(StrEnum):
    """What a name names; among names of equal weight the earlier kind comes first."""

    UNIT = "unit"
    GROUP = "group"
    PERSON = "person"
    PLACE = "place"
    ROUND = "round"
    PHRASE = "phrase"


_KIND_ORDER = {kind: number for number, kind in enumerate(NameKind)}


@dataclass(frozen=True, slots=True)
class Name:
    """One name as it is written, and in the forms in which it is sought. Weight: how many notices speak of it."""

    text: str
    kind: NameKind
    weight: int
    folded: str  # search.analysis.fold_literal
    syllables: tuple[str, ...]

    @property
    def pinyin(self) -> str:
        return "".join(self.syllables)

    @property
    def initials(self) -> str:
        return "".join(syllable[0] for syllable in self.syllables)

    @property
    def is_person(self) -> bool:
        return self.kind is NameKind.PERSON

    def starts_syllable(self, offset: int) -> bool:
        """Whether a syllable starts at this offset of the pinyin."""
        return offset in accumulate(map(len, self.syllables), initial=0)


def make_name(text: str, kind: NameKind, weight: int, folded: str) -> Name:
    return Name(text, kind, weight, folded, spell(folded, is_person=kind is NameKind.PERSON))


class _Lines:
    """One form of all names, in their order."""

    def __init__(self, forms: Iterable[str]) -> None:
        lines = [form.replace(_LINE, "") for form in forms]
        self.text = _LINE + _LINE.join(lines) + _LINE
        self.starts = list(accumulate((len(line) + 1 for line in lines), initial=1))[:-1]

    def seek(self, wanted: str) -> Iterator[tuple[int, int]]:
        """(number of the name, offset in it) of every occurrence, heaviest name first."""
        at = self.text.find(wanted)
        while at >= 0:
            start = at + wanted.startswith(_LINE)
            number = bisect_right(self.starts, start) - 1
            yield number, start - self.starts[number]
            at = self.text.find(wanted, at + 1)


class Vocabulary:
    """Names by weight; never changes once made, so any number of threads may read it."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        ranked = sorted(names, key=lambda name: (-name.weight, _KIND_ORDER[name.kind], len(name.folded), name.folded))
        self.names: tuple[Name, ...] = tuple(ranked[:MAX_NAMES])
        self._lines: dict[Script, _Lines] = {
            "han": _Lines(name.folded for name in self.names),
            "pinyin": _Lines(name.pinyin for name in self.names),
            "initials": _Lines(name.initials for name in self.names),
        }

    def __len__(self) -> int:
        return len(self.names)

    def being(self, form: str, script: Script) -> Iterator[Name]:
        """Names of exactly this form."""
        return (name for name, _ in self._found(f"{_LINE}{form}{_LINE}", script)) if form else iter(())

    def beginning(self, form: str, script: Script) -> Iterator[Name]:
        """Names that begin with the form."""
        return (name for name, _ in self._found(f"{_LINE}{form}", script)) if form else iter(())

    def holding(self, form: str, script: Script) -> Iterator[tuple[Name, int]]:
        """Names that hold the form anywhere, with its place in them; several times those that hold it several times."""
        return self._found(form, script) if form else iter(())

    def _found(self, wanted: str, script: Script) -> Iterator[tuple[Name, int]]:
        return ((self.names[number], offset) for number, offset in self._lines[script].seek(wanted))

    def spelt(self, pinyin: str) -> Iterator[Name]:
        """Names that sound exactly so."""
        return (self.names[number] for number in self._by_pinyin.get(pinyin, ()))

    def one_character_off(self, folded: str) -> Iterator[Name]:
        """Names of the same length that differ in one character; of very many only the heaviest are looked at."""
        half = len(folded) // 2
        for key in ((len(folded), 0, folded[:half]), (len(folded), 1, folded[half:])):
            for number in self._halves.get(key, ())[:_COMPARED]:
                name = self.names[number]
                if sum(map(ne, folded, name.folded)) == 1:
                    yield name

    @cached_property
    def _by_pinyin(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self.names):
            found[name.pinyin].append(number)
        return dict(found)

    @cached_property
    def _halves(self) -> dict[tuple[int, int, str], list[int]]:
        """Names by length and either half: one wrong character leaves one half as it is."""
        found: dict[tuple[int, int, str], list[int]] = defaultdict(list)
        for number, name in enumerate(self.names):
            length = len(name.folded)
            if length > 1:
                found[length, 0, name.folded[: length // 2]].append(number)
                found[length, 1, name.folded[length // 2 :]].append(number)
        return dict(found)
