"""How the search is: database against index, the queue, the worker, and whether pieces of texts are found just now."""

import logging
import random
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zlib import crc32

from django.core.cache import cache
from django.db import DatabaseError
from django.db.models import Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.filters import Filters
from archive.models import Notice
from search import alarms
from search.alarms import Alarm, AlarmCode
from search.analysis import analysis_version
from search.building import indexable_notices
from search.document import latest_versions
from search.engines import EngineStatus, IndexUnusableError, current_backend
from search.heartbeat import PATIENCE
from search.language import read_query
from search.models import Heartbeat, PendingChange, SetAside
from search.planning import plan_of

logger = logging.getLogger(__name__)

_KEPT = 10  # seconds that a sample serves everybody: the page shall not be a way to keep the server busy
_SAMPLE = 20  # pieces of texts that are looked for
_MOST_MATCHES = 500  # a piece that stands in more notices tells nothing of the one that it was taken from

# A piece of a text that can be put into quotation marks; marks alone are nothing that anybody asks for.
_PLAIN = re.compile(r"(?=[^\s\"“”「」『』]{0,7}\w)[^\s\"“”「」『』]{2,8}")


@dataclass(frozen=True, slots=True)
class Recall:
    """Of so many pieces taken from texts just now, how many were found where they stand."""

    asked: int
    found: int


@dataclass(frozen=True, slots=True)
class Health:
    """No alarms mean that all is well. What only the database knows is None where
    it cannot be read.
    """

    taken_at: datetime
    published: int | None
    index: EngineStatus | None
    analysis: str  # by which queries and texts are cut now
    queued: int | None
    oldest_queued_at: datetime | None
    set_aside: int | None
    worker_seen_at: datetime | None
    rebuilding: tuple[int, int] | None  # notices done and of all
    recall: Recall | None
    alarms: tuple[Alarm, ...]

    def as_json(self) -> dict[str, Any]:
        """With the ages of the index's last update and of the queue: whole seconds, None where there is none."""
        ages = {
            "index_age_seconds": self._seconds_since(self.index.changed_at if self.index else None),
            "queue_age_seconds": self._seconds_since(self.oldest_queued_at),
        }
        return {**asdict(self), **ages, "is_well": not self.alarms}

    def _seconds_since(self, then: datetime | None) -> int | None:
        return None if then is None else max(round((self.taken_at - then).total_seconds()), 0)


def current_health() -> Health:
    """As it is now, in a fixed number of database queries; the sample alone may be some seconds old."""
    index: EngineStatus | None = None
    try:
        index, damage = _index_in_service()
        return _look(index, damage)
    except DatabaseError as error:
        return _without_database(index, error)


def _index_in_service() -> tuple[EngineStatus | None, str]:
    """What is known of the index, or why it cannot be used."""
    try:
        current_backend().check()
        return current_backend().status(), ""
    except IndexUnusableError as error:
        return None, str(error)


def _look(index: EngineStatus | None, damage: str) -> Health:
    now = timezone.now()
    found: list[Alarm] = []
    if damage:
        found.append(Alarm(AlarmCode.INDEX, _("索引不能使用，搜索直接查数据库：%(error)s") % {"error": damage}))
    queue = PendingChange.objects.aggregate(oldest=Min("queued_at"))["oldest"]
    beats = Heartbeat.objects.in_bulk()
    worker, rebuild = beats.get(Heartbeat.Task.WORKER), beats.get(Heartbeat.Task.REBUILD)
    published = Notice.objects.published().count()
    queued = PendingChange.objects.values("notice_id").distinct().count()
    set_aside = SetAside.objects.count()
    recall = _kept_recall(index) if index else None
    found += alarms.of_worker(worker, now)
    if queue and now - queue > PATIENCE:
        found.append(Alarm(AlarmCode.QUEUE, _("有改动排队已久，尚未进入索引")))
    found += alarms.of_rebuild(rebuild, now, is_index_sound=index is not None)
    if set_aside:
        found.append(Alarm(AlarmCode.SET_ASIDE, _("有%(n)s件公告不能编入索引") % {"n": set_aside}))
    wanted = indexable_notices().count()
    if index and abs(index.entries - wanted) > queued:
        counts = {"held": index.entries, "n": wanted}
        found.append(Alarm(AlarmCode.COUNT, _("索引有%(held)s件，应有%(n)s件") % counts))
    if recall and recall.found < recall.asked:
        found.append(Alarm(AlarmCode.RECALL, _("抽查的%(asked)s处原文只查到%(found)s处") % asdict(recall)))
    return Health(
        taken_at=now,
        published=published,
        index=index,
        analysis=analysis_version(),
        queued=queued,
        oldest_queued_at=queue,
        set_aside=set_aside,
        worker_seen_at=worker.seen_at if worker else None,
        rebuilding=_progress_of(rebuild, now),
        recall=recall,
        alarms=tuple(found),
    )


def _without_database(index: EngineStatus | None, error: DatabaseError) -> Health:
    """All that can be said; it is not kept, for the next look may find more."""
    logger.error("The database does not answer", exc_info=error)
    return Health(
        taken_at=timezone.now(),
        published=None,
        index=index,
        analysis=analysis_version(),
        queued=None,
        oldest_queued_at=None,
        set_aside=None,
        worker_seen_at=None,
        rebuilding=None,
        recall=None,
        alarms=(Alarm(AlarmCode.DATABASE, _("数据库不能读：%(error)s") % {"error": error}),),
    )


def _progress_of(rebuild: Heartbeat | None, now: datetime) -> tuple[int, int] | None:
    """None where no rebuild runs: one that was killed has no heart that beats."""
    if rebuild is None or rebuild.trouble or now - rebuild.seen_at > PATIENCE:
        return None
    return rebuild.done, rebuild.total


def _kept_recall(index: EngineStatus) -> Recall:
    """A sample of this very state of the index, taken some seconds ago at most."""
    key = f"search-recall-{crc32(repr(index).encode())}"
    known: Recall | None = cache.get(key)
    if known is None:
        known = _recall()
        cache.set(key, known, _KEPT)
    return known


def _recall() -> Recall:
    """Pieces of two to eight characters from texts chosen at random, of notices that the index should know."""
    waiting = Q(pk__in=PendingChange.objects.values("notice_id")) | Q(pk__in=SetAside.objects.values("notice_id"))
    keys = list(Notice.objects.published().exclude(waiting).order_by().values_list("pk", flat=True))
    chosen = random.sample(keys, min(_SAMPLE, len(keys)))  # no secret
    asked = found = 0
    for key, text in latest_versions().filter(notice__in=chosen).values_list("notice_id", "text"):
        is_found = _is_found(key, text)
        if is_found is not None:
            asked += 1
            found += is_found
    return Recall(asked, found)


def _is_found(key: int, text: str) -> bool | None:
    """None where the text has no piece that could be asked for, or its piece stands in too many notices."""
    pieces = _PLAIN.findall(text)
    if not pieces:
        return None
    with current_backend().cutting():
        plan = plan_of(read_query(f"“{random.choice(pieces)}”"))  # noqa: S311
    try:
        answer = current_backend().find(plan, Filters(), "relevance", 0, _MOST_MATCHES)
    except IndexUnusableError:
        return False
    if key in {match.pk for match in answer.matches if match.is_full}:
        return True
    return None if answer.total > _MOST_MATCHES else False
