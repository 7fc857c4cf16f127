"""Ways to count facets: how many of the notices that were found have each value."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from archive.facet_counts import count_facets
from archive.filters import FACETS, Filters
from archive.models import Notice
from search.engines.whoosh.reading import Snapshot
from search.evidence import Mask

Counts = dict[str, dict[Any, int]]  # by facet and value


class Columns:
    """The engine's: a number for each value of each notice, counted over all that was found."""

    name = "columns (ours)"

    def __init__(self, snapshot: Snapshot) -> None:
        self._table = snapshot.table
        columns = [self._table.column(name) for name in FACETS]
        self.size = sum(column.numbers.nbytes + column.documents.nbytes for column in columns)

    def answer(self, asked: Mask) -> Counts:
        return {name: dict(self._table.counted(name, asked)) for name in FACETS}


class Bitmaps:
    """A bit for each notice and value, packed; and-ed with what was found, and the bits counted."""

    name = "bitmaps"

    def __init__(self, snapshot: Snapshot) -> None:
        self._values: dict[str, Sequence[Any]] = {}
        self._bits: dict[str, npt.NDArray[np.uint8]] = {}
        for name in FACETS:
            column = snapshot.table.column(name)
            bits = np.zeros((len(column.values), len(snapshot.table)), dtype=np.bool_)
            bits[column.numbers, column.documents] = True
            self._values[name], self._bits[name] = list(column.values), np.packbits(bits, axis=1)
        self.size = sum(bits.nbytes for bits in self._bits.values())

    def answer(self, asked: Mask) -> Counts:
        found = np.packbits(asked)
        counts = {name: np.bitwise_count(bits & found).sum(axis=1) for name, bits in self._bits.items()}
        return {
            name: {self._values[name][at]: int(own[at]) for at in np.flatnonzero(own).tolist()}
            for name, own in counts.items()
        }


class Database:
    """The archive's own tables, grouped and counted by the database among the keys that were found."""

    name = "the database"
    size = 0

    def __init__(self, snapshot: Snapshot) -> None:
        self._keys = snapshot.table.rows["pk"]

    def answer(self, asked: Mask) -> Counts:
        counted = count_facets(Filters(), Notice.objects.filter(pk__in=self._keys[asked].tolist()))
        return {facet.name: {option.value: option.count for option in facet.options} for facet in counted}
