"""The engines that are measured. Each answers in a process of its own (worker.py), with settings of its own."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.benchmarks.search.asked import Answered, Asked


class Engine(Protocol):
    """One engine over the database in XUNLAN_DATA."""

    path: Path  # the file or folder of its index

    def build(self, most: int | None) -> int:
        """Index all published notices, or the first `most`; how many these are."""

    def answer(self, asked: Asked, offset: int, limit: int) -> Answered:
        """The slice with everything that our page shows of it: notices, excerpts, counts by facet."""

    def learn(self, key: int) -> None:
        """The notice was changed and saved: bring that into the index, as after every save."""


@dataclass(frozen=True, slots=True)
class Known:
    """An engine by name: what the table calls it, its class, the settings that it runs under."""

    label: str
    engine: str
    settings: str


_COMPARED = "tests.benchmarks.search.engines.settings"
ENGINES = {
    "ours": Known("ours", "tests.benchmarks.search.engines.ours.Ours", "config.settings"),
    "stock": Known("stock haystack", "tests.benchmarks.search.engines.stock.engine.Stock", _COMPARED),
    "fts5": Known("SQLite FTS5", "tests.benchmarks.search.engines.fts5.Fts5", _COMPARED),
    "tantivy": Known("tantivy", "tests.benchmarks.search.engines.tantivy.Tantivy", _COMPARED),
}
