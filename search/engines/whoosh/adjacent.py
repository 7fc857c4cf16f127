"""Characters that stand in a row. Whoosh's own Phrase takes a pair for its neighbour where both are alike: “0000”."""

from collections.abc import Iterator
from functools import reduce
from typing import Any

from whoosh.matching import IntersectionMatcher, Matcher, NullMatcher, WrappingMatcher
from whoosh.query import Query, Term


class Adjacent(Query):
    """The pairs of a literal at their distances. Every second pair and the last are enough: all characters are in."""

    def __init__(self, fieldname: str, literal: str, boost: float = 1.0) -> None:
        last = len(literal) - 2
        self.fieldname = fieldname
        self.boost = boost
        self.pairs = [(literal[at : at + 2], at) for at in sorted({*range(0, last, 2), last})]

    def __repr__(self) -> str:
        return f"Adjacent({self.fieldname!r}, {self.pairs!r}, boost={self.boost})"

    def __hash__(self) -> int:
        return hash((self.fieldname, tuple(self.pairs), self.boost))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Adjacent) and repr(self) == repr(other)

    def field(self) -> str:
        return self.fieldname

    def is_leaf(self) -> bool:
        return True

    def estimate_size(self, reader: Any) -> int:
        return min(self._frequency(reader, pair) for pair, _ in self.pairs)

    def estimate_min_size(self, reader: Any) -> int:
        return 0

    def matcher(self, searcher: Any, context: Any = None) -> Matcher:
        reader = searcher.reader()
        leaves: dict[str, Matcher] = {}
        for pair in sorted({pair for pair, _ in self.pairs}, key=lambda pair: self._frequency(reader, pair)):
            leaf = Term(self.fieldname, pair).matcher(searcher, context)
            if not leaf.is_active():
                return NullMatcher()
            leaves[pair] = leaf
        child = reduce(IntersectionMatcher, leaves.values())
        return _AdjacentMatcher(child, [(leaves[pair], at) for pair, at in self.pairs], self.boost)

    def _frequency(self, reader: Any, pair: str) -> int:
        return int(Term(self.fieldname, pair).estimate_size(reader))


class _AdjacentMatcher(WrappingMatcher):
    """Those documents of child in which the leaves' positions fit."""

    def __init__(self, child: Matcher, places: list[tuple[Matcher, int]], boost: float) -> None:
        super().__init__(child, boost)
        self._places = places
        self._times = 0
        self._skip_what_does_not_fit()

    def _fits(self) -> bool:
        starts: set[int] | None = None
        for leaf, at in self._places:
            here = {position - at for position in leaf.value_as("positions")}
            starts = here if starts is None else starts & here
            if not starts:
                return False
        self._times = len(starts or ())
        return True

    def weight(self) -> float:
        """How often the literal stands there."""
        return float(self._times)

    def _skip_what_does_not_fit(self) -> None:
        while self.child.is_active() and not self._fits():
            self.child.next()

    def next(self) -> None:
        self.child.next()
        self._skip_what_does_not_fit()

    def skip_to(self, id: int) -> None:  # noqa: A002  # Whoosh's name
        self.child.skip_to(id)
        self._skip_what_does_not_fit()

    def all_ids(self) -> Iterator[int]:
        while self.is_active():
            yield self.id()
            self.next()

    def replace(self, minquality: float = 0) -> Matcher:
        return self

    def supports_block_quality(self) -> bool:
        return False

    def copy(self) -> Matcher:
        raise NotImplementedError("the leaves belong to one matcher")

    def reset(self) -> None:
        self.child.reset()
        self._skip_what_does_not_fit()
