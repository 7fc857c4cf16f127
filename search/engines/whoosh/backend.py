"""What haystack and the archive ask of the engine.

What its SearchQuerySet asks is answered by haystack_search; what it may not ask is refused, not ignored.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from haystack.backends import BaseSearchBackend, log_query
from haystack.exceptions import MoreLikeThisError, SearchBackendError
from haystack.utils import get_identifier

from archive.filters import Filters
from archive.models import Notice
from search.cutting import cutting_by
from search.engines import EngineStatus, Found, IndexAbsentError, Progress
from search.engines.expressions import EVERYTHING
from search.engines.surroundings import Surroundings
from search.engines.whoosh.building import rebuild
from search.engines.whoosh.conditions import Plans
from search.engines.whoosh.fields import DOCUMENT
from search.engines.whoosh.haystack_search import Asked, nothing, read_params, search
from search.engines.whoosh.matching import run
from search.engines.whoosh.schema import make_schema
from search.engines.whoosh.store import LiveWriter, Store
from search.plan import Plan
from search.search_indexes import NoticeIndex
from search.similar import likeness_of
from search.stamps import require_known

_COMMAND_WAIT = 60.0  # seconds that haystack's commands wait for another writer


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
        require_known(self.store.stamp)

    def scrub(self) -> None:
        self.store.check(anew=True)
        require_known(self.store.stamp)
        self.store.remove_dead_builds()

    def needs_tidying(self) -> bool:
        return self.store.needs_tidying()

    def surroundings(self) -> Surroundings:
        return self.store.surroundings()

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
        if not isinstance(index, NoticeIndex):
            raise SearchBackendError(f"{type(index).__name__}: this engine indexes notices alone")
        keys = list(dict.fromkeys(obj.pk for obj in iterable))
        try:
            self._put(index, keys)
        except IndexAbsentError:
            self.rebuild(_COMMAND_WAIT)

    def _put(self, index: NoticeIndex, keys: list[int]) -> None:
        with self.writing(_COMMAND_WAIT) as writer:
            entries = index.entries(keys)  # read under the lock: never older than what is there
            for pk in keys:
                entry = entries.get(pk)
                writer.remove(pk) if entry is None else writer.put(entry)

    def remove(self, obj_or_string: Model | str, commit: bool = True) -> None:
        pk = int(get_identifier(obj_or_string).rsplit(".", 1)[1])
        with self.writing(_COMMAND_WAIT) as writer:
            writer.remove(pk)

    def clear(self, models: Iterable[type[Model]] | None = None, commit: bool = True) -> None:
        """Put an empty index into service in one rename: readers of the old one go on with it until they are done.

        It is known to be no answer: searches are answered from the database until it is built or updated.
        """
        if models is None or Notice in models:
            rebuild(self.store, _COMMAND_WAIT, is_empty=True)

    def build_schema(self, fields: Any) -> tuple[str, Any]:
        """The content field's name and the schema, which stands in the engine and not in the index class."""
        return DOCUMENT, make_schema()

    @log_query  # type: ignore[untyped-decorator]
    def search(self, query_string: str, **params: Any) -> dict[str, Any]:
        """haystack's results; IndexUnusableError where the index cannot be read, whatever SILENTLY_FAIL says."""
        request = read_params(query_string, params)
        if not request.is_of_notices:
            return nothing()
        return search(self.store, request, self._plans(request))

    def more_like_this(
        self, model_instance: Model, additional_query_string: str = EVERYTHING, **params: Any
    ) -> dict[str, Any]:
        """Other notices of the same units, groups and rounds that meet the query, the most alike first."""
        request = read_params(additional_query_string, params)
        if not (request.is_of_notices and isinstance(model_instance, Notice)):
            return nothing()
        if model_instance.pk is None:
            raise MoreLikeThisError("more_like_this(): the notice was never saved, so that nothing is like it yet")
        like = likeness_of(model_instance)
        if like is None:
            return nothing()
        return search(self.store, request, self._plans(request), like=like, but=model_instance.pk)

    def _plans(self, request: Asked) -> Plans:
        with self.cutting():
            return Plans.of(request.expressions)
