"""What is asked of every engine, and what it answers. No Django: the measuring process knows nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Asked:
    """One query as typed, of one of the classes of tests/corpus/queries.jsonl; filters by facet, as in addresses."""

    text: str
    kind: str
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece cut out of texts, and the notices that have it; of those whose text is stored as it was written."""

    text: str
    notices: Sequence[int]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a page would show: how many notices are found, those of the slice, and what stands beside them."""

    total: int
    keys: Sequence[int]  # of the slice; with partial matches behind the full ones where the engine has these
    full: int  # how many of these have all of the query
    excerpts: int  # of these, how many have an excerpt
    options: int  # of facets, with their counts
