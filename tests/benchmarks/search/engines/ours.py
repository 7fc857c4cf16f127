"""Xunlan's own search, by its public entrances alone."""

from pathlib import Path

from django.conf import settings

from archive.filters import read_filters
from search import outbox
from search.finding import Hit, find
from tests.benchmarks.search.asked import Answered, Asked

_WAIT = 60.0  # seconds for the lock that nobody else holds


class Ours:
    def __init__(self) -> None:
        self.path = Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])

    def build(self, most: int | None) -> int:
        if most is not None:
            raise ValueError("ours is always built whole")
        return outbox.rebuild(_WAIT)

    def answer(self, asked: Asked, offset: int, limit: int) -> Answered:
        filters, problems = read_filters(asked.filters)
        if problems:
            raise ValueError(problems)
        answer = find(asked.text, filters, offset=offset, limit=limit)
        if answer.is_degraded:
            raise RuntimeError("the index cannot be read, so that this would time the database")
        return Answered(
            total=answer.total,
            keys=[hit.notice.pk for hit in answer.hits],
            full=len(answer.full_hits),
            excerpts=sum(bool(_shown(hit)) for hit in answer.hits),
            options=sum(len(facet.options) for facet in answer.facets),
        )

    def learn(self, key: int) -> None:
        """What the save itself has not brought, the outbox holds."""
        outbox.drain(_WAIT)


def _shown(hit: Hit) -> str:
    """What the page's template takes of a hit."""
    excerpts = [passage.html for passage in hit.passages]
    return "".join([hit.title, *excerpts, *(value.html for _, value in hit.elsewhere)] if excerpts else [])
