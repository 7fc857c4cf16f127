"""haystack's own Whoosh backend as a page of the tutorials uses it: auto_query, facets and highlighting on."""

import logging
from pathlib import Path

import jieba
from django.conf import settings
from django.core.management import call_command
from haystack import connections
from haystack.query import SearchQuerySet

from archive.filters import FACETS, read_filters
from archive.models import Notice
from tests.benchmarks.search.asked import Answered, Asked


class Stock:
    def __init__(self) -> None:
        self.path = Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])
        jieba.setLogLevel(logging.WARNING)
        jieba.dt.tmp_dir = str(settings.DATA_DIR)  # not in the folder that everybody may write

    def build(self, most: int | None) -> int:
        index = connections["default"].get_unified_index().get_index(Notice)
        index.most = most
        call_command("rebuild_index", interactive=False, verbosity=0)
        notices: int = index.index_queryset().count()
        return notices

    def answer(self, asked: Asked, offset: int, limit: int) -> Answered:
        filters, _ = read_filters(asked.filters)
        found = SearchQuerySet().auto_query(asked.text).highlight().load_all()
        for name in FACETS:
            found = found.facet(name)
        for name, chosen in filters.chosen.items():
            alternatives = " OR ".join(f'"{value}"' for value in chosen)
            found = found.narrow(f"{name}_exact:({alternatives})")
        results = [result for result in found[offset : offset + limit] if result is not None]
        counts = found.facet_counts().get("fields", {})
        return Answered(
            total=found.count(),
            keys=[result.object.pk for result in results],
            full=len(results),
            excerpts=sum("<em" in (result.highlighted or {}).get("text", [""])[0] for result in results),
            options=sum(map(len, counts.values())),
        )

    def learn(self, key: int) -> None:
        """What haystack's RealtimeSignalProcessor does after a save."""
        connections["default"].get_unified_index().get_index(Notice).update_object(Notice.objects.get(pk=key))
