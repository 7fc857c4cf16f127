"""What an engine has to know for search.ranking: where a text stands and how strongly, and what documents state."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Protocol

from search.facts import Facts

Document = int
Documents = AbstractSet[Document]


class Evidence(Protocol):
    """What an engine knows. `within` narrows the answer to these documents where that is cheaper."""

    def count(self) -> int: ...

    def everything(self) -> Documents: ...

    def frequency(self, text: str) -> int:
        """In how many documents the text stands, at most."""

    def strengths(self, text: str, within: Documents | None) -> Mapping[Document, float]:
        """Where the text stands, and from 0 to 1 how much the document is about it."""

    def held(self, field: str, text: str, within: Documents | None) -> Documents:
        """Where it stands in one field."""

    def stated(self, terms: Iterable[str], within: Documents | None) -> Documents:
        """Which documents have any of these facts."""

    def facts(self, document: Document) -> Facts: ...
