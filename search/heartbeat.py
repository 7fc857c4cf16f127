"""When the worker and a rebuild were last seen at work, and what ails them: told to everybody through the database."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError
from django.utils import timezone

from search.engines import IndexUnusableError, Progress
from search.models import Heartbeat, PendingChange

logger = logging.getLogger(__name__)

_EVERY = 5.0  # seconds between two beats without news
PUNCTUAL = timedelta(seconds=4)  # in which what is saved is found, unless there is much of it
PATIENCE = timedelta(seconds=30)  # after which who was not seen is taken not to be at work


class Pulse:
    """The heartbeat of one task. It may be called as often as one likes and writes now and then."""

    def __init__(self, task: Heartbeat.Task) -> None:
        self._task = task
        self._told = ("", "")
        self._next = 0.0

    def beat(self, done: int = 0, total: int = 0, trouble: str = "", detail: str = "") -> None:
        """A database that is busy for long does not stop the heart: it beats the next time."""
        if time.monotonic() < self._next and (trouble, detail) == self._told:
            return
        try:
            Heartbeat.objects.update_or_create(
                task=self._task,
                defaults={
                    "seen_at": timezone.now(),
                    "done": done,
                    "total": total,
                    "trouble": trouble,
                    "detail": detail,
                },
            )
        except DatabaseError as error:
            logger.warning("No heartbeat could be written: %s", error)
            return
        self._told = (trouble, detail)
        self._next = time.monotonic() + _EVERY


@contextmanager
def rebuilding(progress: Progress | None = None) -> Iterator[Progress]:
    """Around a rebuild: what it says of its progress is told on, and what makes it fail is kept until one succeeds."""
    pulse = Pulse(Heartbeat.Task.REBUILD)

    def told(done: int, total: int) -> None:
        pulse.beat(done, total)
        if progress:
            progress(done, total)

    try:
        yield told
    except (IndexUnusableError, OSError) as error:
        pulse.beat(trouble=Heartbeat.Trouble.FAILED, detail=str(error))
        raise
    Heartbeat.objects.filter(task=Heartbeat.Task.REBUILD).delete()


def is_anything_late() -> bool:
    """Whether what somebody saved has waited for the worker longer than it should: a search may not know it yet."""
    return PendingChange.objects.filter(queued_at__lt=timezone.now() - PUNCTUAL).exists()


def is_index_followed_up() -> bool:
    """Whether the worker is at work and writes into the index; as far as is known, where there never was one.

    One that was not seen for PATIENCE counts as at work until a change has waited as long; one that is seen does,
    however late it is with what it has to do.
    """
    beats = list(Heartbeat.objects.filter(task=Heartbeat.Task.WORKER).values_list("seen_at", "trouble"))
    if not beats:
        return True
    ((seen_at, trouble),) = beats
    long_ago = timezone.now() - PATIENCE
    if seen_at > long_ago:
        return not trouble
    return not PendingChange.objects.filter(queued_at__lt=long_ago).exists()
