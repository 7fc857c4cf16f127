"""SQLite FTS5 over the words of our analyzer: bm25 with the weights of our zones, its own snippets, facets by SQL."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from itertools import islice

from django.conf import settings

from archive.filters import Filters, read_filters
from search.document import ZONES, Entry, entries, published_notices
from tests.benchmarks.search.asked import Answered, Asked
from tests.benchmarks.search.engines.listing import notices_of, options_of
from tests.benchmarks.search.engines.plainquery import Term, cut, terms

_COLUMNS = (*ZONES, "parts")  # shorter words inside words weigh what the body's do
_WEIGHTS = ", ".join(str(ZONES.get(column, 1.0)) for column in _COLUMNS)
_BODY = _COLUMNS.index("body")
_SCHEMA = f"""
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE VIRTUAL TABLE notice USING fts5(
        {", ".join(_COLUMNS)}, tokenize = "unicode61 remove_diacritics 0 tokenchars '-.@:/_'");
    CREATE TABLE facet (pk INTEGER, name TEXT, value TEXT, PRIMARY KEY (pk, name, value)) WITHOUT ROWID;
    CREATE INDEX facet_value ON facet (name, value, pk);
"""
_INSERT = f"INSERT INTO notice (rowid, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)})"  # noqa: S608
_MATCHES = "SELECT rowid FROM notice WHERE notice MATCH ?"
_SLICE = f"{_MATCHES} AND {{filters}} ORDER BY bm25(notice, {_WEIGHTS}), rowid DESC LIMIT ? OFFSET ?"
_COUNTS = f"SELECT name, value, count(*) FROM facet WHERE pk IN ({_MATCHES} AND {{filters}}) GROUP BY name, value"  # noqa: S608
_SNIPPET = (
    f"SELECT snippet(notice, {_BODY}, '<mark>', '</mark>', '…', 60) FROM notice WHERE notice MATCH ? AND rowid = ?"  # noqa: S608
)
_FILTER = "rowid IN (SELECT pk FROM facet WHERE name = ? AND value IN ({values}))"


class Fts5:
    def __init__(self) -> None:
        self.path = settings.DATA_DIR / "fts5"
        self.path.mkdir(exist_ok=True)
        self._database = sqlite3.connect(self.path / "index.sqlite3")

    def build(self, most: int | None) -> int:
        self._database.executescript(f"DROP TABLE IF EXISTS notice; DROP TABLE IF EXISTS facet; {_SCHEMA}")
        count = 0
        with self._database:
            for entry in islice(entries(), most):
                self._put(entry)
                count += 1
            self._database.execute("INSERT INTO notice (notice) VALUES ('optimize')")
        self._database.execute("VACUUM")
        return count

    def answer(self, asked: Asked, offset: int, limit: int) -> Answered:
        match = _match(terms(asked.text))
        if not match:
            return Answered(0, [], 0, 0, 0)
        filters, _ = read_filters(asked.filters)
        condition, values = _condition(filters)
        run = self._database.execute
        keys = [key for (key,) in run(_SLICE.format(filters=condition), (match, *values, limit, offset))]
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for name, value, count in run(_COUNTS.format(filters=condition), (match, *values)):
            counts[name][value] = count
        notices_of(keys)
        snippets = [run(_SNIPPET, (match, key)).fetchone()[0] for key in keys]
        return Answered(
            total=sum(counts["kind"].values()),  # every notice has one kind
            keys=keys,
            full=len(keys),
            excerpts=sum("<mark>" in snippet for snippet in snippets),
            options=sum(len(facet.options) for facet in options_of(counts, filters)),
        )

    def learn(self, key: int) -> None:
        with self._database:
            self._database.execute("DELETE FROM notice WHERE rowid = ?", (key,))
            self._database.execute("DELETE FROM facet WHERE pk = ?", (key,))
            for entry in entries(published_notices().filter(pk=key)):
                self._put(entry)

    def _put(self, entry: Entry) -> None:
        texts = {zone: cut(text) for zone, text in entry.zones.items()}
        columns = [texts[zone][0] if zone in texts else "" for zone in ZONES]
        parts = " ".join(inside for _, inside in texts.values())
        self._database.execute(_INSERT, (entry.pk, *columns, parts))
        self._database.executemany(
            "INSERT INTO facet VALUES (?, ?, ?)",
            [(entry.pk, name, value) for name, values in _facets(entry).items() for value in values],
        )


def _facets(entry: Entry) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(dict.fromkeys(values)) for name, values in entry.facets.items()}


def _match(wanted: list[Term]) -> str:
    """FTS5's own language: every word quoted, exclusions last."""
    required = [_quoted(term) for term in wanted if not term.is_excluded]
    excluded = [_quoted(term) for term in wanted if term.is_excluded]
    if not required:
        return ""
    return " NOT ".join([f"({' AND '.join(required)})", *excluded])


def _quoted(term: Term) -> str:
    return '"{}"'.format(" ".join(term.words).replace('"', ""))


def _condition(filters: Filters) -> tuple[str, list[str]]:
    conditions, values = ["1"], []
    for name, chosen in filters.chosen.items():
        conditions.append(_FILTER.format(values=", ".join("?" * len(chosen))))
        values += [name, *chosen]
    return " AND ".join(conditions), values
