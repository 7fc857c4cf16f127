"""What haystack and the archive ask of the engine.

Of haystack's interface this holds what its commands need (update, remove, clear, counting and listing all entries) and
plain text searches with any slice. Facets, narrowing and the rest of SearchQuerySet are refused, not ignored.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from haystack.backends import BaseSearchBackend, BaseSearchQuery
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.models import SearchResult
from haystack.utils import get_identifier

from archive.filters import Filters
from archive.models import Notice
from search.cutting import cutting_by
from search.document import Entry
from search.engines import EngineStatus, Found, IndexAbsentError, Progress
from search.engines.whoosh.building import rebuild
from search.engines.whoosh.matching import run
from search.engines.whoosh.schema import make_schema
from search.engines.whoosh.store import LiveWriter, Store
from search.engines.whoosh.writing import identifier
from search.language import read_query
from search.plan import Plan
from search.planning import plan_of

EVERYTHING = "*"
_COMMAND_WAIT = 60.0  # seconds that haystack's commands wait for another writer
_NO_END = 2**31
_NOT_YET = {"facets", "date_facets", "query_facets", "narrow_queries", "within", "dwithin", "boost"}
_SORTS = {None: "relevance", "-sort_date": "newest", "sort_date": "oldest"}


class WhooshSearchBackend(BaseSearchBackend):
    def __init__(self, connection_alias: str, **connection_options: Any) -> None:
        super().__init__(connection_alias, **connection_options)
        if not connection_options.get("PATH"):
            raise ImproperlyConfigured(f"HAYSTACK_CONNECTIONS[{connection_alias!r}] needs a PATH")
        self.path = Path(connection_options["PATH"])

    @property
    def store(self) -> Store:
        return Store.at(self.path)

    # ---- what the archive asks (search.engines.ArchiveBackend) ----

    def find(self, plan: Plan | None, filters: Filters, sort: str, offset: int, limit: int) -> Found:
        with self.store.reading() as snapshot:
            return run(snapshot, plan, filters, sort, offset, limit)

    def writing(self, wait: float) -> AbstractContextManager[LiveWriter]:
        return self.store.writing(wait)

    def rebuild(self, wait: float, progress: Progress | None = None) -> int:
        return rebuild(self.store, wait, progress)

    def check(self) -> None:
        self.store.check()

    def scrub(self) -> None:
        self.store.check(anew=True)

    def needs_tidying(self) -> bool:
        return self.store.needs_tidying()

    def status(self) -> EngineStatus:
        return self.store.status("whoosh")

    def cutting(self) -> AbstractContextManager[None]:
        return cutting_by(self.store.own_words())

    def fingerprints(self) -> dict[int, str]:
        self.check()
        with self.store.reading() as snapshot:
            documents = snapshot.live.nonzero()[0].tolist()
            keys = snapshot.table.rows["pk"][documents].tolist()
            return {
                key: snapshot.stored(document)["fingerprint"] for key, document in zip(keys, documents, strict=True)
            }

    # ---- what haystack asks ----

    def update(self, index: Any, iterable: Iterable[Model], commit: bool = True) -> None:
        """Put objects into the index; those that the index class does not cover (drafts) leave it."""
        keys = list(dict.fromkeys(obj.pk for obj in iterable))
        try:
            self._put(index, keys)
        except IndexAbsentError:
            self.rebuild(_COMMAND_WAIT)

    def _put(self, index: Any, keys: list[int]) -> None:
        with self.writing(_COMMAND_WAIT) as writer:
            entries: dict[int, Entry] = index.entries(keys)  # read under the lock: never older than what is there
            for pk in keys:
                entry = entries.get(pk)
                writer.remove(pk) if entry is None else writer.put(entry)

    def remove(self, obj_or_string: Model | str, commit: bool = True) -> None:
        pk = int(get_identifier(obj_or_string).rsplit(".", 1)[1])
        with self.writing(_COMMAND_WAIT) as writer:
            writer.remove(pk)

    def clear(self, models: Iterable[type[Model]] | None = None, commit: bool = True) -> None:
        """Empty the index in one commit: readers of the old generation go on with it until they are done."""
        if models is None or Notice in models:
            rebuild(self.store, _COMMAND_WAIT, is_empty=True)

    def build_schema(self, fields: Any) -> tuple[str, Any]:
        """The content field's name and the schema, which stands in the engine and not in the index class."""
        return "body", make_schema()

    def search(self, query_string: str, **kwargs: Any) -> dict[str, Any]:
        unsupported = _NOT_YET & {name for name, value in kwargs.items() if value}
        if unsupported:
            raise NotImplementedError(f"not in this engine yet: {', '.join(sorted(unsupported))}")
        models = kwargs.get("models")
        if models and Notice not in models:
            return {"results": [], "hits": 0}
        with self.cutting():
            plan = None if query_string == EVERYTHING else plan_of(read_query(query_string))
        start = kwargs.get("start_offset") or 0
        end = kwargs.get("end_offset")
        sort = self._sort(kwargs.get("sort_by"))
        found = self.find(plan, Filters(), sort, start, (_NO_END if end is None else end) - start)
        result_class = kwargs.get("result_class") or SearchResult
        label = Notice._meta
        results = [
            result_class(
                label.app_label,
                label.model_name,
                match.pk,
                match.score,
                **{ID: identifier(match.pk), DJANGO_CT: label.label_lower, DJANGO_ID: str(match.pk)},
            )
            for match in found.matches
            if match.is_full
        ]
        return {"results": results, "hits": found.total}

    def _sort(self, sort_by: Any) -> str:
        names = [str(name) for name in sort_by or []]
        key = names[0] if len(names) == 1 else None
        if (names and key is None) or key not in _SORTS:
            raise NotImplementedError(f"sorts by {', '.join(names)}: not in this engine yet")
        return _SORTS[key]


class WhooshSearchQuery(BaseSearchQuery):
    """SearchQuerySet's filters as text of the archive's own query language: words that must all be found."""

    def matching_all_fragment(self) -> str:
        return EVERYTHING

    def build_query(self) -> str:
        terms = list(self._terms(self.query_filter))
        return " ".join(terms) if terms else self.matching_all_fragment()

    def _terms(self, node: Any) -> Iterable[str]:
        if node.negated or (node.connector != "AND" and len(node.children) > 1):
            raise NotImplementedError("exclude() and OR are not in this engine yet")
        for child in node.children:
            if hasattr(child, "children"):
                yield from self._terms(child)
            else:
                field, filter_type = node.split_expression(child[0])
                yield self.build_query_fragment(field, filter_type, child[1])

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        if field != "content" or filter_type not in ("content", "contains", "exact"):
            raise NotImplementedError(f"filter({field}__{filter_type}=…) is not in this engine yet")
        text = str(getattr(value, "query_string", value))
        return f'"{text}"' if filter_type == "exact" else text
