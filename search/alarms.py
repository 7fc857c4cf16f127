"""What may be wrong with the search: a code for programs that watch it, and a sentence for people."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from search.heartbeat import PATIENCE
from search.models import Heartbeat

_REMEMBERED = timedelta(minutes=10)  # a rebuild that failed beside an index that is sound


class AlarmCode(StrEnum):
    """What docs/operations.md lists: a code keeps its meaning for ever."""

    DATABASE = "database"
    INDEX = "index"
    WORKER_ABSENT = "worker-absent"
    WORKER_IN_TROUBLE = "worker-in-trouble"
    QUEUE = "queue"
    REBUILD = "rebuild"
    SET_ASIDE = "set-aside"
    COUNT = "count"
    RECALL = "recall"


@dataclass(frozen=True, slots=True)
class Alarm:
    """message is in the reader's language; trouble says of worker and rebuild which of Heartbeat.Trouble it is."""

    code: AlarmCode
    message: str
    trouble: str = ""

    def __str__(self) -> str:
        return self.message


def of_worker(worker: Heartbeat | None, now: datetime) -> list[Alarm]:
    alarms = []
    if worker is None or now - worker.seen_at > PATIENCE:
        alarms.append(Alarm(AlarmCode.WORKER_ABSENT, _("索引程序没有运行，新的改动查不到")))
    if worker and worker.trouble:
        message = _("索引程序：%(trouble)s（%(detail)s）") % _words_of(worker)
        alarms.append(Alarm(AlarmCode.WORKER_IN_TROUBLE, message, worker.trouble))
    return alarms


def of_rebuild(rebuild: Heartbeat | None, now: datetime, *, is_index_sound: bool) -> list[Alarm]:
    if rebuild is None or not rebuild.trouble or (is_index_sound and now - rebuild.seen_at > _REMEMBERED):
        return []
    message = _("重建索引：%(trouble)s（%(detail)s）") % _words_of(rebuild)
    return [Alarm(AlarmCode.REBUILD, message, rebuild.trouble)]


def _words_of(work: Heartbeat) -> dict[str, str]:
    return {"trouble": work.get_trouble_display(), "detail": work.detail}
