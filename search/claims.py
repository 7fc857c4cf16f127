"""What words of a query claim of a notice beside standing in its text: a year, a round, a group, a type, a place.

A claim is held against the values of one fact (search.facts): they agree, they contradict, or they say nothing. What a
notice says is the best of its values, and how much that is worth among so many.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from search.evidence import Floats

AGREES = 1.0
AGREES_PARTLY = 0.3  # something is known that fits, and something else that was asked for is not known
SILENT = 0.0
CONTRADICTS = -1.0

Committee = str  # as a query names it: 市委, 滁州市委, 中央; empty where it names none


def same_committee(asked: Committee, known: Committee) -> bool:
    """市委 may be 洛阳市委, 校党委 may be 党委: as far as the names go. 县委 is not 市委."""
    return not asked or not known or known.endswith(asked) or asked.endswith(known)


@dataclass(frozen=True, slots=True)
class YearClaim:
    years: tuple[int, ...]
    fact: ClassVar[str] = "year"
    suffices: ClassVar[bool] = True  # a notice that agrees is found though its text says nothing of it
    contradicts: ClassVar[bool] = True  # a notice may say the opposite
    weight: ClassVar[float] = 1.0

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(f"year={year}" for year in self.years)

    def judge(self, year: int) -> float:
        return AGREES if year in self.years else CONTRADICTS

    def settle(self, best: Floats, counts: Floats) -> Floats:
        return best


@dataclass(frozen=True, slots=True)
class RoundClaim:
    committee: Committee
    term: int | None
    number: int | None
    counted_year: int | None = None  # the calendar year within which the round is counted: 2016年第一轮
    fact: ClassVar[str] = "rounds"
    suffices: ClassVar[bool] = True
    contradicts: ClassVar[bool] = True
    weight: ClassVar[float] = 1.0

    @property
    def terms(self) -> tuple[str, ...]:
        return (f"round={self.number}",) if self.number else (f"term={self.term}",)

    def judge(self, known: tuple[Committee, int | None, int | None, int | None]) -> float:
        """What is counted within a term and within a year may be one round: of that neither says anything."""
        committee, *parts = known
        pairs = list(zip((self.term, self.number, self.counted_year), parts, strict=True))
        differs = any(asked and told and asked != told for asked, told in pairs)
        if differs or not same_committee(self.committee, committee):
            return CONTRADICTS
        lacks = any(asked and not told for asked, told in pairs)
        return AGREES_PARTLY if lacks else AGREES

    def settle(self, best: Floats, counts: Floats) -> Floats:
        return best


@dataclass(frozen=True, slots=True)
class GroupClaim:
    committee: Committee
    number: int
    activity: str  # 巡视 or 巡察; empty where it is not said
    fact: ClassVar[str] = "groups"
    suffices: ClassVar[bool] = True
    contradicts: ClassVar[bool] = True
    weight: ClassVar[float] = 1.0

    @property
    def terms(self) -> tuple[str, ...]:
        return (f"group={self.number}",)

    def judge(self, known: tuple[str, int]) -> float:
        name, number = known
        return AGREES if number == self.number and self._is_of(name) else CONTRADICTS

    def settle(self, best: Floats, counts: Floats) -> Floats:
        """The more groups a notice speaks of, the less it is about the one."""
        return np.where(best > 0, best / np.maximum(counts, 1) ** 0.25, best)

    def _is_of(self, name: str) -> bool:
        sender, _, what = name.partition("第")
        return same_committee(self.committee, sender) and (not self.activity or self.activity in what)


@dataclass(frozen=True, slots=True)
class TypeClaim:
    name: str
    fact: ClassVar[str] = "types"
    suffices: ClassVar[bool] = True
    contradicts: ClassVar[bool] = False
    weight: ClassVar[float] = 1.0

    @property
    def terms(self) -> tuple[str, ...]:
        return (f"type={self.name}",)

    def judge(self, name: str) -> float:
        """Other types contradict nothing: few notices name all."""
        return AGREES if name == self.name else SILENT

    def settle(self, best: Floats, counts: Floats) -> Floats:
        """A notice of one type is more about it than one of four."""
        return best / np.maximum(counts, 1) ** 0.5


@dataclass(frozen=True, slots=True)
class FactClaim:
    """A plain fact that a word may name; a notice that has one of the terms agrees.

    A place (辽宁), a committee's level (市委), a kind of notice (反馈), a way to reach a group (电话), a whole name.
    """

    fact: Literal["where", "level", "kind", "names", "has"]
    values: tuple[str, ...]
    suffices: bool = False
    weight: float = 0.5
    contradicts: ClassVar[bool] = False

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(f"{'name' if self.fact == 'names' else self.fact}={value}" for value in self.values)


ListedClaim = YearClaim | RoundClaim | GroupClaim | TypeClaim
Claim = ListedClaim | FactClaim
