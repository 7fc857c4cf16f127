"""find(): the one way from a reader's words and filters to an answer, for the page and the command alike."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from archive.filters import FACETS, FacetOptions, Filters, facet_options
from archive.models import Notice
from search.database import find_in_database
from search.document import latest_versions
from search.engines import SORTS, Found, IndexAbsentError, IndexUnusableError, current_backend
from search.excerpts import Passage, mark, passages
from search.query import Query, read_query

logger = logging.getLogger(__name__)

PAGE_SIZE = 20


@dataclass(frozen=True)
class Hit:
    """One notice of the answer, with what shows why it was found."""

    notice: Notice
    score: float
    text: str
    query: Query | None

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return passages(self.text, self.query)

    @property
    def excerpt(self) -> str:
        """The passages as plain text."""
        return " ".join(passage.plain for passage in self.passages)

    @property
    def title(self) -> SafeString:
        return mark(self.notice.display_title, self.query).html


@dataclass(frozen=True, slots=True)
class Answer:
    """The asked slice of what was found. Degraded: answered from the database, for the index cannot be read."""

    query: Query
    filters: Filters
    sort: str
    total: int = 0
    hits: list[Hit] = field(default_factory=list)
    facets: list[FacetOptions] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    is_degraded: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether there was anything to look for."""
        return bool(self.query.text or self.filters)


def find(
    text: str, filters: Filters | None = None, sort: str = SORTS[0], offset: int = 0, limit: int = PAGE_SIZE
) -> Answer:
    """Never raises for anything that was typed. Without words, all notices that pass the filters; without either, none.

    A fixed number of database queries, whatever is found.
    """
    filters = filters or Filters()
    query, problems = read_query(text)
    if not query and (query.text or not filters):
        return Answer(query, filters, sort, problems=problems)
    wanted = query if query else None
    try:
        found = current_backend().find(wanted, filters, sort, offset, limit)
        facets = [facet_options(name, found.counts.get(name, {}), filters) for name in FACETS]
        is_degraded = False
    except IndexUnusableError as error:
        logger.error(
            "Search answers from the database, run “manage.py check_index --repair”: %s",
            error,
            exc_info=not isinstance(error, IndexAbsentError),
        )
        found, facets = find_in_database(wanted, filters, sort, offset, limit)
        is_degraded = True
    return Answer(query, filters, sort, found.total, _hits(found, wanted), facets, problems, is_degraded)


def _hits(found: Found, query: Query | None) -> list[Hit]:
    """What is no longer published by now is left out, whatever the index says."""
    keys = [match.pk for match in found.matches]
    notices = Notice.objects.published().with_people_and_units().in_bulk(keys)
    texts = _texts(keys)
    return [
        Hit(notices[match.pk], match.score, texts.get(match.pk, ""), query)
        for match in found.matches
        if match.pk in notices
    ]


def _texts(keys: Sequence[int]) -> dict[int, str]:
    return dict(latest_versions().filter(notice__in=keys).values_list("notice_id", "text"))
