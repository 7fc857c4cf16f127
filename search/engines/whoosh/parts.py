"""The parts of a build: each is written by one process, and their segments make one index."""

import os
import selectors
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings

from search import processes
from search.building import build, put, set_aside, without_refused
from search.cutting import OwnWords, cutting_by
from search.engines import IndexUnusableError, Progress
from search.engines.whoosh.store import read_own_words
from search.engines.whoosh.writing import Writer, create_index

CHUNK = 100  # notices read from the database at a time
_SEGMENT = 5_000  # notices in a segment: what a writer gathers in memory, some 200 MB


class BuildFailedError(IndexUnusableError):
    """A build did not come out as the database has it; what was in service stays there."""


def write_part(part: Path, keys: Sequence[int], words: OwnWords, progress: Callable[[int], None]) -> None:
    """Write these notices into an index of their own; progress is told now and then how many were done."""
    part.mkdir(mode=0o700)
    create_index(part)
    for first in range(0, len(keys), _SEGMENT):
        set_aside(without_refused(partial(_write_segment, part, keys, first, words, progress)))


def _write_segment(
    part: Path,
    keys: Sequence[int],
    first: int,
    words: OwnWords,
    progress: Callable[[int], None],
    refused: Mapping[int, str],
) -> dict[int, str]:
    """Write the segment that begins with this notice; those that are not in it, and why."""
    left_out = dict(refused)
    writer = Writer(part)
    try:
        with cutting_by(words):
            for start in range(first, min(first + _SEGMENT, len(keys)), CHUNK):
                chunk = keys[start : start + CHUNK]
                built = build([key for key in chunk if key not in refused])
                for key, entry in built.entries.items():
                    put(writer, key, entry)
                left_out.update(built.failures)
                progress(start + len(chunk))
        writer.finish()
    finally:
        writer.cancel()
    return left_out


def read_words_of_part(part: Path) -> OwnWords:
    """The words of the build that the part belongs to."""
    return read_own_words(part.parent)


def write_in_processes(parts: Sequence[Path], shares: Sequence[Sequence[int]], progress: Progress | None) -> None:
    total = sum(map(len, shares))
    with ExitStack() as stack:
        children = [stack.enter_context(_part_process(part, keys)) for part, keys in zip(parts, shares, strict=True)]
        done = [0] * len(children)
        for number, line in _lines_of(children):
            done[number] = int(line)
            if progress:
                progress(sum(done), total)
        for child in children:
            if child.wait() != 0:
                raise BuildFailedError(f"a process that builds a part ended with {child.returncode}")


@contextmanager
def _part_process(part: Path, keys: Sequence[int]) -> Iterator["subprocess.Popen[str]"]:
    """manage.py index_part; ended with the block, however that ends."""
    with tempfile.TemporaryFile("w+", encoding="ascii") as file:
        file.write("\n".join(map(str, keys)))
        file.seek(0)
        command = [sys.executable, "-m", "django", "index_part", str(part)]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
        builder = os.getpid()
        child = subprocess.Popen(  # noqa: S603  # our own command
            command,
            stdin=file,
            stdout=subprocess.PIPE,
            text=True,
            cwd=settings.BASE_DIR,
            env=environment,
            preexec_fn=lambda: processes.end_with_parent(builder),
        )
    try:
        yield child
    finally:
        child.kill()
        child.wait()


def _lines_of(children: "Sequence[subprocess.Popen[str]]") -> Iterator[tuple[int, str]]:
    """Lines of all children as they come."""
    with selectors.DefaultSelector() as selector:
        for number, child in enumerate(children):
            if child.stdout is not None:
                selector.register(child.stdout, selectors.EVENT_READ, (number, child.stdout))
        while selector.get_map():
            for key, _ in selector.select():
                number, stream = key.data
                line = stream.readline()
                if line:
                    yield number, line
                else:
                    selector.unregister(stream)
