"""What the disk is like for somebody who builds an index: whether an obstacle is gone since, or space is free."""

import contextlib
import os
import re
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

# Less space comes and goes by itself, and where there was much it is not what was wanting.
_MORE_SPACE = 16 << 20  # bytes
_MORE_OF_MUCH = 4  # a fourth of what was free

_Place = tuple[str, int, int, bool, int]  # path, kind and rights, inode, whether it can be written, time of change


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Of an index's directory: what lies there and above it, and the bytes that are free."""

    places: frozenset[_Place]
    free: int

    @classmethod
    def of(cls, path: Path, passing_over: re.Pattern[str]) -> "Surroundings":
        """passing_over: the names in the directory that those who build and write come and go with."""
        found = [_look(path), *map(_look, path.parents)]
        with contextlib.suppress(OSError):
            inner = [each for each in path.iterdir() if not passing_over.fullmatch(each.name)]
            found += [_look(each, with_time=True) for each in inner]
        return cls(frozenset(place for place in found if place), _free(path))

    def have_changed_since(self, before: "Surroundings") -> bool:
        """Whether what failed then may succeed now. A disk that fills up helps nobody."""
        more = max(_MORE_SPACE, before.free // _MORE_OF_MUCH)
        return self.places != before.places or self.free - before.free >= more


def _look(path: Path, *, with_time: bool = False) -> _Place | None:
    """with_time: of what lies in the place of a file and is none, whether it was emptied too. None where nothing is."""
    try:
        status = path.stat()
    except OSError:
        return None
    is_in_the_way = with_time and not stat.S_ISREG(status.st_mode)
    can_be_written = os.access(path, os.W_OK)
    return (str(path), status.st_mode, status.st_ino, can_be_written, status.st_mtime_ns if is_in_the_way else 0)


def _free(path: Path) -> int:
    for place in (path, *path.parents):
        try:
            return shutil.disk_usage(place).free
        except OSError:
            continue
    return 0
