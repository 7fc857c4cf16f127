"""find(): the one way from a reader's words and filters to an answer, for the page and the command alike."""

import logging
import time
from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from archive.facet_options import FacetOptions, facet_options
from archive.filters import FACETS, Filters
from archive.models import Notice, TextVersion
from archive.notice_lines import NoticeLine, lines_of
from search.database import find_in_database
from search.engines import MAX_PARTIAL, SORTS, Found, IndexAbsentError, IndexUnusableError, Match, current_backend
from search.excerpts import Mark, Passage, absent_marks, mark, marks_of, matching_fields, passages
from search.heartbeat import is_anything_late, is_index_followed_up
from search.language import Query, read_query
from search.language.wording import FIELD_LABELS, sentences, understood
from search.plan import Plan
from search.planning import plan_of, settled

logger = logging.getLogger(__name__)

PAGE_SIZE = 20
_REPEATED_AFTER = 60.0  # seconds


class _Alarm:
    """Says in the log that the index cannot be used: when that is news, and now and then as long as it lasts."""

    def __init__(self) -> None:
        self._said = ""
        self._again_at = 0.0

    def sound(self, why: str, error: Exception | None = None) -> None:
        """error: where it may be a fault of ours, to be looked into."""
        if why == self._said and time.monotonic() < self._again_at:
            return
        self._said, self._again_at = why, time.monotonic() + _REPEATED_AFTER
        logger.error("Search answers from the database: %s", why, exc_info=error)


_alarm = _Alarm()


@dataclass(frozen=True)
class Hit:
    """One notice of the answer, with what shows why it was found. Not full: it has some of the query only."""

    notice: Notice
    line: NoticeLine
    match: Match
    text: str
    marks: tuple[Mark, ...]

    @property
    def score(self) -> float:
        return self.match.score

    @property
    def is_full(self) -> bool:
        return self.match.is_full

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return passages(self.text, self.marks)

    @property
    def excerpt(self) -> str:
        """The passages as plain text."""
        return " ".join(passage.plain for passage in self.passages)

    @property
    def title(self) -> SafeString:
        return mark(self.line.title, self.marks).html

    @cached_property
    def elsewhere(self) -> tuple[tuple[str, Passage], ...]:
        """What was found in neither text nor title: the label of the field and its value, marked."""
        absent = absent_marks((self.line.title, self.text), self.marks)
        found = matching_fields(self.match.stated, absent)
        return tuple((str(FIELD_LABELS[field]), passage) for field, passage in found)


@dataclass(frozen=True, slots=True)
class Answer:
    """The asked slice of what was found, full matches first. Degraded: answered from the database, for the index cannot
    be read, or not be kept up to date."""

    query: Query
    filters: Filters
    sort: str
    total: int = 0  # full matches, and the facets count these
    partial: int = 0
    hits: list[Hit] = field(default_factory=list)
    facets: list[FacetOptions] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    understood: str = ""  # what the query was read as, where it is more than words: 组长 = 刘卒，年份 = 2015
    is_degraded: bool = False
    is_late: bool = False  # what was saved some seconds ago may not be in it

    @property
    def is_asked(self) -> bool:
        """Whether there was anything to look for."""
        return bool(self.query or (self.filters and not self.query.text))

    @property
    def has_more_partial(self) -> bool:
        """Whether there may be more partial matches than are counted: the best."""
        return self.partial >= MAX_PARTIAL

    @property
    def full_hits(self) -> list[Hit]:
        return [hit for hit in self.hits if hit.is_full]

    @property
    def partial_hits(self) -> list[Hit]:
        return [hit for hit in self.hits if not hit.is_full]


def find(
    text: str, filters: Filters | None = None, sort: str = SORTS[0], offset: int = 0, limit: int = PAGE_SIZE
) -> Answer:
    """Never raises for anything that was typed. Without words, all notices that pass the filters; without either, none.

    A fixed number of database queries, whatever is found.
    """
    filters = filters or Filters()
    query = settled(read_query(text))
    problems = sentences(query.problems)
    if not query and (query.text or not filters):
        return Answer(query, filters, sort, problems=problems)
    with current_backend().cutting():
        plan = plan_of(query)
    indexed = _find_in_index(plan, filters, sort, offset, limit)
    found, facets = indexed or find_in_database(plan, filters, sort, offset, limit)
    return Answer(
        query=query,
        filters=filters,
        sort=sort,
        total=found.total,
        partial=found.partial,
        hits=_hits(found, plan),
        facets=facets,
        problems=problems,
        understood=understood(query),
        is_degraded=indexed is None,
        is_late=indexed is not None and is_anything_late(),
    )


def _find_in_index(
    plan: Plan | None, filters: Filters, sort: str, offset: int, limit: int
) -> tuple[Found, list[FacetOptions]] | None:
    """None, with a word in the log, where the index cannot be read, or does not know what was saved last."""
    if not is_index_followed_up():
        _alarm.sound("the index's worker is in trouble or not at work: see its own log")
        return None
    try:
        found = current_backend().find(plan, filters, sort, offset, limit)
    except IndexUnusableError as error:
        _alarm.sound(str(error), None if isinstance(error, IndexAbsentError) else error)
        return None
    facets = [
        facet_options(name, found.counts.get(name, {}), filters, found.inferred if name == "year" else None)
        for name in FACETS
    ]
    return found, facets


def _hits(found: Found, plan: Plan | None) -> list[Hit]:
    """What is no longer published by now is left out, whatever the index says."""
    keys = [match.pk for match in found.matches]
    notices = Notice.objects.published().for_lines().order_by().in_bulk(keys)
    lines = lines_of(notices.values())
    versions = TextVersion.objects.filter(notice__in=keys).order_by().values_list("number", "notice_id", "text")
    texts = {notice: text for _, notice, text in sorted(versions)}  # of several the newest, which comes last
    marks = marks_of(plan)
    return [
        Hit(notices[match.pk], lines[match.pk], match, texts.get(match.pk, ""), marks)
        for match in found.matches
        if match.pk in notices
    ]
