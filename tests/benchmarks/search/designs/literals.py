"""Ways to find the notices in which a text stands literally: each answers with their keys."""

import sqlite3
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path

from tqdm import tqdm

from search.document import SEPARATOR, Entry
from search.engines.whoosh.places import documents_of
from search.engines.whoosh.reading import Snapshot
from search.engines.whoosh.schema import LITERALS
from search.folding import literal_spellings

_GAP = "\n"  # between two texts: literals have no blanks
_TRIGRAM = 3
_TRIGRAMS = "CREATE VIRTUAL TABLE t USING fts5(text, tokenize = 'trigram case_sensitive 1', content = '')"


class Positions:
    """The engine's: pairs of characters with their places, those of a longer literal in a row."""

    name = "pairs with places (ours)"

    def __init__(self, snapshot: Snapshot, size: int) -> None:
        self.size = size
        self._snapshot = snapshot

    def answer(self, asked: str) -> frozenset[int]:
        documents = documents_of(self._snapshot.places(LITERALS, asked))
        return frozenset(self._snapshot.table.rows["pk"][documents].tolist())


class PairsThenTexts:
    """Which notices have all pairs of the literal, and then a look into their texts."""

    name = "pairs, then the texts"

    def __init__(self, snapshot: Snapshot, size: int, texts: sqlite3.Connection) -> None:
        self.size = size
        self._snapshot = snapshot
        self._texts = texts

    def answer(self, asked: str) -> frozenset[int]:
        pairs = [asked[at : at + 2] for at in range(len(asked) - 1)]
        having = (set(documents_of(self._snapshot.places(LITERALS, pair)).tolist()) for pair in pairs)
        documents = list(set.intersection(*having))
        keys = self._snapshot.table.rows["pk"][documents].tolist()
        if len(asked) == len(pairs[0]):
            return frozenset(keys)
        rows = self._texts.execute(
            f"SELECT pk FROM texts WHERE pk IN ({','.join('?' * len(keys))}) AND instr(text, ?)",  # noqa: S608
            (*keys, asked),
        )
        return frozenset(key for (key,) in rows)


class Trigrams:
    """SQLite's own index of three characters in a row; shorter literals go through all texts."""

    name = "FTS5 trigram"

    def __init__(self, texts: sqlite3.Connection, folder: Path) -> None:
        path = folder / "trigrams.sqlite3"
        path.unlink(missing_ok=True)
        self._index = sqlite3.connect(path)
        self._texts = texts
        with self._index:
            self._index.execute(
                "CREATE VIRTUAL TABLE t USING fts5(text, tokenize='trigram case_sensitive 1', content='')"
            )
            self._index.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", texts.execute("SELECT * FROM texts"))
            self._index.execute("INSERT INTO t (t) VALUES ('optimize')")
        self._index.execute("VACUUM")
        self.size = path.stat().st_size

    def answer(self, asked: str) -> frozenset[int]:
        if len(asked) < _TRIGRAM:
            return _scanned(self._texts, asked)
        quoted = '"' + asked.replace('"', '""') + '"'
        return frozenset(key for (key,) in self._index.execute("SELECT rowid FROM t WHERE t MATCH ?", (quoted,)))


class Scan:
    """No index: the database looks through every text."""

    name = "all texts in SQLite"
    size = 0

    def __init__(self, texts: sqlite3.Connection) -> None:
        self._texts = texts

    def answer(self, asked: str) -> frozenset[int]:
        return _scanned(self._texts, asked)


class InMemory:
    """All texts as one in every process's memory."""

    name = "one text in memory"

    def __init__(self, texts: sqlite3.Connection) -> None:
        rows = texts.execute("SELECT pk, text FROM texts ORDER BY pk").fetchall()
        self._keys = [key for key, _ in rows]
        self._starts = [0, *accumulate(len(text) + 1 for _, text in rows)]
        self._whole = _GAP.join(text for _, text in rows)
        self.size = sys.getsizeof(self._whole)

    def answer(self, asked: str) -> frozenset[int]:
        return frozenset(self._found(asked))

    def _found(self, asked: str) -> Iterator[int]:
        at = self._whole.find(asked)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield self._keys[number]
            at = self._whole.find(asked, self._starts[number + 1])


def _scanned(texts: sqlite3.Connection, asked: str) -> frozenset[int]:
    return frozenset(key for (key,) in texts.execute("SELECT pk FROM texts WHERE instr(text, ?)", (asked,)))


def write_texts(path: Path, entries: Iterable[Entry]) -> sqlite3.Connection:
    """Every notice's texts, spelt as the engine spells literals: what the other ways are given."""
    path.unlink(missing_ok=True)
    texts = sqlite3.connect(path)
    with texts:
        texts.execute("CREATE TABLE texts (pk INTEGER PRIMARY KEY, text TEXT)")
        for entry in tqdm(entries, desc="texts", unit="", file=sys.stderr):
            spelt = [
                spelling.text.replace(SEPARATOR, _GAP)  # at which FTS5 takes a text to end
                for text in (*entry.zones.values(), *entry.names.values())
                for spelling in literal_spellings(text)
            ]
            texts.execute("INSERT INTO texts VALUES (?, ?)", (entry.pk, _GAP.join(spelt)))
    return texts
