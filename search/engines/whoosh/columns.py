"""What is known of every document at once, in columns: for filters, counts, order and claims.

A segment's columns are read once, for segments never change; those of all segments are joined into one table.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from archive.filters import FACETS
from search.document import ZONES, Entry
from search.evidence import FACT_COLUMNS, Column

UNKNOWN_DATE = -1
# inferred: whether the year is. added: when the notice came into the archive, in microseconds since 1970 in UTC.
ROW = np.dtype(
    [("pk", "<i8"), ("sort_key", "<i8"), ("inferred", "?"), ("added", "<i8"), ("lengths", "<u4", (len(ZONES),))]
)

# Other names of what a notice is counted under: 中央第七巡视组 of a notice of group 7. They hold where nothing is
# counted under them.
ACCEPTED = {facet: f"accepted {facet}" for facet in FACETS}
FACTS = {name: f"fact {name}" for name in FACT_COLUMNS}
NAMES = (*FACETS, *ACCEPTED.values(), *FACTS.values())


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_instant(moment: datetime) -> int:
    """Microseconds since 1970 of an aware datetime, without rounding."""
    return (moment - _EPOCH) // _MICROSECOND


def from_instant(instant: int) -> datetime:
    return _EPOCH + instant * _MICROSECOND


def encode_row(entry: Entry) -> bytes:
    lengths = [len(entry.zones.get(zone, "")) for zone in ZONES]
    sort_key = UNKNOWN_DATE if entry.sort_key is None else entry.sort_key
    row = (entry.pk, sort_key, entry.year_is_inferred, to_instant(entry.added_at), lengths)
    return np.array([row], dtype=ROW).tobytes()


def encode_values(entry: Entry) -> bytes:
    """The values of each column as JSON, in the order of NAMES."""
    others = [
        [value for value in entry.accepts[facet] if value not in entry.facets[facet]] if entry.accepts else []
        for facet in FACETS
    ]
    facts = [_as_list(entry.facts[name]) for name in FACT_COLUMNS]
    return json.dumps([*(entry.facets[facet] for facet in FACETS), *others, *facts], ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


class Numbering:
    """A number for each value of a column that was met, the same for all segments."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        key = tuple(value) if isinstance(value, list) else value
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.values)
            self.values.append(key)
        return number

    def known(self, values: Iterable[Any]) -> list[int]:
        """The numbers of those values that any notice has."""
        return [self._numbers[value] for value in values if value in self._numbers]


Numberings = Mapping[str, Numbering]


def new_numberings() -> Numberings:
    return {name: Numbering() for name in NAMES}


@dataclass(frozen=True, slots=True)
class SegmentColumns:
    """Of each document of a segment, deleted ones too: its row; by column, how many values it has, and which."""

    rows: npt.NDArray[Any]
    counts: Mapping[str, npt.NDArray[np.int32]]
    numbers: Mapping[str, npt.NDArray[np.int32]]


def read_columns(rows: Iterable[bytes], values: Iterable[bytes], numberings: Numberings) -> SegmentColumns:
    counts: list[list[int]] = [[] for _ in NAMES]
    numbers: list[list[int]] = [[] for _ in NAMES]
    ways = [numberings[name].number for name in NAMES]
    for encoded in values:
        for column, held in enumerate(json.loads(encoded.decode("utf-8", "surrogatepass"))):
            counts[column].append(len(held))
            for value in held:
                numbers[column].append(ways[column](value))
    return SegmentColumns(
        np.frombuffer(b"".join(rows), dtype=ROW),
        {name: np.array(counts[at], dtype=np.int32) for at, name in enumerate(NAMES)},
        {name: np.array(numbers[at], dtype=np.int32) for at, name in enumerate(NAMES)},
    )


@dataclass
class Table:
    """The columns of all segments; documents are numbered through them."""

    segments: Sequence[SegmentColumns]
    numberings: Numberings
    _columns: dict[str, Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = np.concatenate([np.empty(0, ROW), *(segment.rows for segment in self.segments)])

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> Column:
        if name not in self._columns:
            counts = np.concatenate([np.empty(0, np.int32), *(segment.counts[name] for segment in self.segments)])
            numbers = np.concatenate([np.empty(0, np.int32), *(segment.numbers[name] for segment in self.segments)])
            documents = np.repeat(np.arange(len(counts)), counts)
            self._columns[name] = Column(self.numberings[name].values, numbers, documents, counts)
        return self._columns[name]

    def having(self, name: str, values: Iterable[Any]) -> npt.NDArray[np.bool_]:
        """Which documents have any of these values."""
        column = self.column(name)
        mask = np.zeros(len(self), dtype=np.bool_)
        mask[column.documents[np.isin(column.numbers, self.numberings[name].known(values))]] = True
        return mask

    def counted(self, name: str, documents: npt.NDArray[np.bool_]) -> Iterator[tuple[Any, int]]:
        """Each value that any of these documents has, and how many have it."""
        column = self.column(name)
        counts = np.bincount(column.numbers[documents[column.documents]], minlength=1)
        yield from ((column.values[number], int(counts[number])) for number in np.flatnonzero(counts).tolist())
