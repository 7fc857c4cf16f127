"""Choosing as unevenly as language does."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Uneven(Generic[T]):
    """Things and how often each is taken."""

    def __init__(self, things: Sequence[T], weights: Sequence[float]) -> None:
        if not things or len(things) != len(weights):
            raise ValueError(f"{len(things)} things with {len(weights)} weights")
        self.things = things
        self._sums = list(accumulate(weights))

    @classmethod
    def of(cls, weights: Mapping[T, float]) -> "Uneven[T]":
        return cls(list(weights), list(weights.values()))

    @classmethod
    def by_rank(cls, things: Sequence[T], steepness: float = 1.0, evenness: int = 0) -> "Uneven[T]":
        """How often the n-th is taken goes as 1/(n + evenness)^steepness (Zipf's law)."""
        return cls(things, [1 / (rank + evenness) ** steepness for rank in range(1, len(things) + 1)])

    def pick(self, chance: Random) -> T:
        return self.things[min(bisect(self._sums, chance.random() * self._sums[-1]), len(self.things) - 1)]

    def pick_some(self, chance: Random, count: int) -> list[T]:
        """At most `count` different ones."""
        return list(dict.fromkeys(self.pick(chance) for _ in range(count)))
