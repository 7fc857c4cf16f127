"""What an engine has to know for search.ranking: where a text stands and how strongly, and what documents state.

Documents are numbered from 0; arrays over all documents are indexed by these numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Documents = npt.NDArray[np.int64]  # numbers of documents, each once
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]  # one truth a document

# The keys of search.facts.Facts whose values claims are held against one by one; all others are exact terms.
FACT_COLUMNS = ("year", "types", "groups", "rounds")


@dataclass(frozen=True, slots=True)
class Column:
    """The values of one fact of all documents: numbers[i] is the place in `values` of a value that documents[i] has.

    counts says for every document how many values it has.
    """

    values: Sequence[Any]
    numbers: npt.NDArray[np.int32]
    documents: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int32]


class Evidence(Protocol):
    """What an engine knows."""

    @property
    def size(self) -> int:
        """One more than the highest number of a document."""

    def everything(self) -> Mask: ...

    def strengths(self, text: str) -> tuple[Documents, Floats]:
        """Where the text stands, and from 0 to 1 how much the document is about it."""

    def held(self, field: str, text: str) -> Documents:
        """Where it stands in one field."""

    def stated(self, terms: Iterable[str]) -> Documents:
        """Which documents have any of these facts."""

    def column(self, name: str) -> Column:
        """One of FACT_COLUMNS."""
