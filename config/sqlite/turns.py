"""Turns: who asked first goes first, among all threads and processes of one machine.

There is no server and nothing is written. Everybody who waits holds one byte of a file, at the place that the clock
gives, and has the turn once all bytes up to there are theirs. The kernel gives back the bytes of whoever dies.

The locks are those of Linux that belong to an open file and not to a process (F_OFD_SETLK), so that several
connections of one process wait for each other as well. Elsewhere nobody waits here.
"""

import fcntl
import os
import struct
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

_POLL = 0.001  # seconds between two looks
_FLOCK = struct.Struct("hhqqi0q")  # C's struct flock: type, whence, start, length, process


def take(path: Path, patience: float) -> BinaryIO:
    """Wait for the turn; to close the file that is returned ends it.

    Raises TimeoutError after `patience` seconds, OSError where the file cannot be opened.
    """
    ends = time.monotonic() + patience
    with ExitStack() as failing:
        file = failing.enter_context(path.open("ab", buffering=0))
        if sys.platform == "linux":
            place = _line_up(file)
            while not _lock(file, 0, place + 1):
                if time.monotonic() > ends:
                    raise TimeoutError(f"{path}: no turn in {patience} seconds")
                time.sleep(_POLL)
        failing.pop_all()
    return file


def _line_up(file: BinaryIO) -> int:
    """The place in the line: behind all who came before, wherever they are (one clock counts for the machine)."""
    while not _lock(file, place := time.monotonic_ns(), 1):
        pass  # somebody who came later has the turn already: the clock was read, but the byte not yet taken
    return place


def _lock(file: BinaryIO, start: int, length: int) -> bool:
    """Whether the bytes are this open file's alone now; those that it has already are no hindrance."""
    try:
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, _FLOCK.pack(fcntl.F_WRLCK, os.SEEK_SET, start, length, 0))
    except BlockingIOError:
        return False
    return True
