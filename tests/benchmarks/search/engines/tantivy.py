"""tantivy over the words of our analyzer: the weights of our zones, its own snippets and aggregations."""

import shutil
from collections.abc import Iterable
from itertools import islice
from typing import Any

import tantivy  # type: ignore[import-not-found,unused-ignore]
from django.conf import settings

from archive.filters import FACETS, Filters, read_filters
from search.document import ZONES, Entry, entries, published_notices
from tests.benchmarks.search.asked import Answered, Asked
from tests.benchmarks.search.engines.listing import notices_of, options_of
from tests.benchmarks.search.engines.plainquery import Term, cut, terms

_FIELDS = {**ZONES, "parts": 1.0}  # shorter words inside words weigh what the body's do
_HEAP = 128_000_000  # bytes that the writer may hold
_ALL_VALUES = {name: {"terms": {"field": f"facet_{name}", "size": 10_000}} for name in FACETS}


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("pk", stored=True, indexed=True, fast=True)
    for name in _FIELDS:
        builder.add_text_field(name, stored=name == "body", tokenizer_name="words")
    for name in FACETS:
        builder.add_text_field(f"facet_{name}", fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


class Tantivy:
    def __init__(self) -> None:
        self.path = settings.DATA_DIR / "tantivy"
        self.path.mkdir(exist_ok=True)
        self._schema = _schema()
        self._open()

    def _open(self) -> None:
        self._index: Any = tantivy.Index(self._schema, str(self.path))
        by_blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("words", by_blanks)

    def build(self, most: int | None) -> int:
        shutil.rmtree(self.path)
        self.path.mkdir()
        self._open()
        return self._write(islice(entries(), most))

    def answer(self, asked: Asked, offset: int, limit: int) -> Answered:
        filters, _ = read_filters(asked.filters)
        query = self._query(terms(asked.text), filters)
        searcher = self._index.searcher()
        found = searcher.search(query, limit=limit, offset=offset)
        counts = {
            name: {bucket["key"]: int(bucket["doc_count"]) for bucket in facet["buckets"]}
            for name, facet in searcher.aggregate(query, _ALL_VALUES).items()
        }
        documents = [searcher.doc(address) for _, address in found.hits]
        keys: list[int] = [document["pk"][0] for document in documents]
        notices_of(keys)
        generator = tantivy.SnippetGenerator.create(searcher, query, self._schema, "body")
        generator.set_max_num_chars(240)
        snippets = [generator.snippet_from_doc(document) for document in documents]
        return Answered(
            total=found.count,
            keys=keys,
            full=len(keys),
            excerpts=sum("<b>" in snippet.to_html() for snippet in snippets),
            options=sum(len(facet.options) for facet in options_of(counts, filters)),
        )

    def learn(self, key: int) -> None:
        self._write(entries(published_notices().filter(pk=key)), replaced=key)

    def _write(self, changed: Iterable[Entry], replaced: int | None = None) -> int:
        writer = self._index.writer(_HEAP)
        if replaced is not None:
            writer.delete_documents_by_term("pk", replaced)
        count = 0
        for entry in changed:
            writer.add_document(_document(entry))
            count += 1
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        return count

    def _query(self, wanted: list[Term], filters: Filters) -> Any:
        must, must_not = tantivy.Occur.Must, tantivy.Occur.MustNot
        clauses = [(must_not if term.is_excluded else must, self._anywhere(term)) for term in wanted]
        for name, chosen in filters.chosen.items():
            clauses.append((must, tantivy.Query.term_set_query(self._schema, f"facet_{name}", list(chosen))))
        return tantivy.Query.boolean_query(clauses)

    def _anywhere(self, term: Term) -> Any:
        fields = []
        for name, weight in _FIELDS.items():
            if len(term.words) == 1:
                found = tantivy.Query.term_query(self._schema, name, term.words[0])
            else:
                found = tantivy.Query.phrase_query(self._schema, name, list(term.words))
            fields.append((tantivy.Occur.Should, tantivy.Query.boost_query(found, weight)))
        return tantivy.Query.boolean_query(fields)


def _document(entry: Entry) -> Any:
    document = tantivy.Document()
    document.add_integer("pk", entry.pk)
    texts = {zone: cut(text) for zone, text in entry.zones.items()}
    for zone, (whole, _) in texts.items():
        document.add_text(zone, whole)
    document.add_text("parts", " ".join(inside for _, inside in texts.values()))
    for name, values in entry.facets.items():
        for value in values:
            document.add_text(f"facet_{name}", value)
    return document
