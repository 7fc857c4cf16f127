"""The worker: brings what is saved into the index as it comes, and sees to it that there is a sound index.

Whatever else an editor need not wait for is done here too: the cases of a notice are compared with others.

One is enough; a second one helps. It ends when it is told to, and outlives a database or a disk that is away for a
while.
"""

import logging
import threading
import time

from django.db import DatabaseError, close_old_connections, connections

from archive.ingest.proposing_later import propose_left
from search import outbox
from search.analysis import warm
from search.building import indexable_notices
from search.engines import IndexBusyError, IndexUnusableError, current_backend
from search.heartbeat import Pulse
from search.models import Heartbeat
from search.rebuilding import RebuildProcess

logger = logging.getLogger(__name__)

_POLL = 0.2  # seconds between two looks into the outbox
_BREATH = 0.06  # between two batches, for others who wait for the writer's lock
_LOCK_WAIT = 2.0
_COMPARED_AT_ONCE = 3  # notices with others, between two looks into the outbox
_BUSY_PATIENCE = 10.0  # as long as nobody who writes in batches keeps it
_FIRST_PAUSE = 1.0  # where database or index cannot be written; twice as long each time
_LAST_PAUSE = 15.0

# Every file is read once in a while, for no more than a fiftieth of the time.
_COUNT_EVERY = 30.0
_SCRUB_EVERY = 60.0
_SCRUB_REST = 50

# An index in many parts is built anew when nothing was saved for a while, and not over and over.
_QUIET = 30.0
_TIDY_EVERY = 600.0

_IN_THE_LOG = {
    Heartbeat.Trouble.UNREADABLE: "The index cannot be read and is built anew, search answers from the database",
    Heartbeat.Trouble.UNWRITABLE: "The index cannot be written, search answers from the database",
    Heartbeat.Trouble.KEPT: "Somebody else keeps the index, search answers from the database",
    Heartbeat.Trouble.DISK: "The disk fails, search answers from the database",
    Heartbeat.Trouble.DATABASE: "The database does not answer",
}


class Worker:
    """run() works until `stop` is set. Times are of the monotonic clock."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._pulse = Pulse(Heartbeat.Task.WORKER)
        self._rebuild = RebuildProcess()
        self._trouble, self._detail = "", ""
        self._pause = _FIRST_PAUSE
        self._busy_since = 0.0
        self._next_count = 0.0
        self._next_scrub = 0.0
        self._next_comparing = 0.0
        self._next_tidying = time.monotonic() + _QUIET

    def run(self) -> None:
        warm()  # now, and not when the first saves wait for it
        try:
            while not self._stop.is_set():
                self._stop.wait(self.round())
        finally:
            self._rebuild.stop()

    def round(self) -> float:
        """One look at everything; how many seconds to wait before the next."""
        close_old_connections()
        self._pulse.beat(trouble=self._trouble, detail=self._detail)
        if self._rebuild.look():
            self._next_scrub = 0.0  # which clears away what it left
        pause = self._look_after_index()
        self._compare_notices()
        return pause

    def _look_after_index(self) -> float:
        try:
            return self._work() if self._is_sound() else _POLL
        except IndexBusyError as error:  # a command, or another worker
            return self._wait_for_others(error)
        except IndexUnusableError as error:
            self._next_scrub = 0.0
            return self._wait_out(Heartbeat.Trouble.UNWRITABLE, error)
        except OSError as error:
            return self._wait_out(Heartbeat.Trouble.DISK, error)
        except DatabaseError as error:
            connections.close_all()
            return self._wait_out(Heartbeat.Trouble.DATABASE, error)

    def _compare_notices(self) -> None:
        """Of less weight than the index: where it cannot be done it waits, and says so in the log alone."""
        if time.monotonic() < self._next_comparing:
            return
        try:
            propose_left(_COMPARED_AT_ONCE)
        except DatabaseError as error:
            logger.warning("Notices are compared with others later: %s", error)
            self._next_comparing = time.monotonic() + _LAST_PAUSE

    def _is_sound(self) -> bool:
        """Whether there is an index to write to; else one is being built."""
        try:
            self._look_at_files()
        except IndexUnusableError as error:
            self._build_anew(error)
            return False
        self._rebuild.forgive()
        return True

    def _build_anew(self, error: IndexUnusableError) -> None:
        self._say(Heartbeat.Trouble.UNREADABLE, error)
        self._rebuild.start()

    def _look_at_files(self) -> None:
        backend = current_backend()
        started = time.monotonic()
        if started < self._next_scrub:
            backend.check()
        else:
            backend.scrub()
            ended = time.monotonic()
            self._next_scrub = ended + max(_SCRUB_EVERY, _SCRUB_REST * (ended - started))
        if started >= self._next_count:
            self._look_at_count()
            self._next_count = time.monotonic() + _COUNT_EVERY

    @staticmethod
    def _look_at_count() -> None:
        """An index that was emptied is as it was written, by whom this database knows, and still not this archive's.

        What waits explains a difference of as many notices, and no greater one.
        """
        entries = current_backend().status().entries
        wanted = indexable_notices().count()
        if abs(entries - wanted) <= outbox.waiting():
            return
        if current_backend().status().entries == entries:  # else somebody else has just written
            raise IndexUnusableError(f"it holds {entries} notices and should hold {wanted}")

    def _work(self) -> float:
        is_waiting = outbox.is_waiting()
        if is_waiting:
            outbox.drain_batch(_LOCK_WAIT)
            self._next_tidying = max(self._next_tidying, time.monotonic() + _QUIET)
        elif time.monotonic() >= self._next_tidying:
            try:
                needs_tidying = current_backend().needs_tidying()
            except IndexUnusableError as error:  # its files are as they were written, and still it does not open
                self._build_anew(error)
                return _POLL
            if needs_tidying:
                self._rebuild.start()
            self._next_tidying = time.monotonic() + (_TIDY_EVERY if needs_tidying else _QUIET)
        self._say_that_all_is_well()
        self._busy_since = 0.0
        self._pause = _FIRST_PAUSE
        return _BREATH if is_waiting else _POLL

    def _wait_for_others(self, error: IndexBusyError) -> float:
        now = time.monotonic()
        self._busy_since = self._busy_since or now
        if now - self._busy_since > _BUSY_PATIENCE:
            self._say(Heartbeat.Trouble.KEPT, error)
        return _POLL

    def _wait_out(self, trouble: Heartbeat.Trouble, error: Exception) -> float:
        self._say(trouble, error)
        pause = self._pause
        self._pause = min(2 * pause, _LAST_PAUSE)
        return pause

    def _say(self, trouble: Heartbeat.Trouble, error: Exception) -> None:
        """In the log when it is news, and in the heartbeat as long as it lasts."""
        if (trouble, str(error)) != (self._trouble, self._detail):
            logger.error("%s: %s", _IN_THE_LOG[trouble], error, exc_info=error)
        self._trouble, self._detail = trouble, str(error)

    def _say_that_all_is_well(self) -> None:
        if self._trouble:
            logger.warning("All is well with the index again")
        self._trouble, self._detail = "", ""
