"""The vocabulary of this process: made when it is first asked for, and again when the archive has moved on.

The stamp is search.models.Generation: one row, read by its key at every use. Who finds it changed makes the new
vocabulary while all others go on with the old one. Making it takes some seconds of a large archive, so it waits until
nine times as long has passed since the last: an import of a thousand commits is not a thousand times that work.
"""

import threading
import time
from collections.abc import Callable

from search.collecting import collect
from search.models import Generation
from search.vocabulary import Vocabulary

_REST = 9  # of the time that making took


class Renewed:
    """Holds what `make` gives for the current stamp. Safe to use from several threads."""

    def __init__(self, stamp: Callable[[], int], make: Callable[[], Vocabulary]) -> None:
        self._stamp = stamp
        self._make = make
        self._making = threading.Lock()
        self._held: tuple[int, Vocabulary] | None = None  # replaced as a whole, so that nobody sees half of it
        self._not_before = 0.0

    def current(self) -> Vocabulary:
        """One query where nothing changed."""
        stamp = self._stamp()
        held = self._held
        if held and (held[0] == stamp or time.monotonic() < self._not_before):
            return held[1]
        if not self._making.acquire(blocking=held is None):
            return held[1] if held else Vocabulary()
        try:
            held = self._held
            if held and held[0] == stamp:  # another thread made it while this one waited
                return held[1]
            return self._renew(stamp)
        finally:
            self._making.release()

    def _renew(self, stamp: int) -> Vocabulary:
        """The stamp was read first: what changes meanwhile is seen at the next use."""
        started = time.monotonic()
        made = self._make()
        ended = time.monotonic()
        self._not_before = ended + (ended - started) * _REST
        self._held = (stamp, made)
        return made

    def forget(self) -> None:
        self._held = None


_archive = Renewed(Generation.current, collect)


def current_vocabulary() -> Vocabulary:
    return _archive.current()


def forget_vocabulary() -> None:
    """For tests, whose archives come and go without a commit."""
    _archive.forget()
