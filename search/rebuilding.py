"""A rebuild beside the worker, in a process of its own: what is saved meanwhile reaches the index that still serves."""

import logging
import subprocess
import sys
import time

from django.conf import settings

from search import processes
from search.engines import current_backend
from search.engines.surroundings import Surroundings

logger = logging.getLogger(__name__)

EXIT_BUSY = 75  # EX_TEMPFAIL of sysexits.h: another rebuild runs

_FIRST_PAUSE = 5.0  # seconds before a rebuild is tried once more; twice as long each time
_LAST_PAUSE = 600.0
_PATIENCE = 10.0  # for a rebuild that is told to end


class RebuildProcess:
    """At most one rebuild at a time, and less and less often where it does not lead to a sound index; soon again where
    what it failed for may be gone.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._tries = 0
        self._not_before = 0.0
        self._failed_at = 0.0
        self._failed_in: Surroundings | None = None
        self._is_forgiven = False  # the one that runs has put a sound index into service, and has only to end

    def start(self) -> None:
        """Nothing where one runs, or where the last one was too short a while ago."""
        if self._process is None and (time.monotonic() >= self._not_before or self._may_succeed_now()):
            command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "rebuild_index", "--verbosity", "0"]
            self._process = processes.start(command, settings.BASE_DIR)
            self._is_forgiven = False

    def look(self) -> bool:
        """Take note of a rebuild that has ended; whether one has failed just now, and may have left something."""
        code = self._process.poll() if self._process else None
        if code is None:
            return False
        self._process = None
        if code == 0 and self._is_forgiven:
            return False
        if code == EXIT_BUSY:
            pause = _FIRST_PAUSE
        else:
            pause = min(_FIRST_PAUSE * 2.0**self._tries, _LAST_PAUSE)
            self._tries += 1
        self._failed_at, self._failed_in = time.monotonic(), current_backend().surroundings()
        self._not_before = self._failed_at + pause
        if code in (0, EXIT_BUSY):
            return False
        logger.error("The rebuild failed (%d) and is tried again in %d s at the earliest", code, pause)
        return True

    def _may_succeed_now(self) -> bool:
        """Whether the disk is not as it was when the last one failed; seconds later at the earliest."""
        if self._failed_in is None or time.monotonic() < self._failed_at + _FIRST_PAUSE:
            return False
        if not current_backend().surroundings().have_changed_since(self._failed_in):
            return False
        self._tries = 0
        return True

    def forgive(self) -> None:
        """The index is sound: the next rebuild need not wait."""
        self._tries, self._not_before, self._failed_in = 0, 0.0, None
        self._is_forgiven = True

    def stop(self) -> None:
        if self._process is not None:
            processes.stop(self._process, _PATIENCE)
            self._process = None
