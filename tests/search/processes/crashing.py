"""Kills commands of manage.py (kill -9) at points chosen by chance, and looks whether anything is lost or left behind.

Each command runs in a fork of this process, where all that Python loads has been loaded: so that every point lies amid
the command's own work. To be run in a process of its own, with Django set up: main().
"""

import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import execute_from_command_line
from django.db import connections

from archive.models import Notice, Status, TextVersion
from search import outbox
from search.analysis import warm
from search.checking import compare
from search.engines import current_backend
from search.engines.whoosh.manifest import FILE, read_manifest
from search.engines.whoosh.schema import index_version
from search.engines.whoosh.store import BUILDER_LOCK, WRITER_LOCK
from search.finding import find
from tests.search.processes.conftest import children_of, wait_until

REBUILD = ("rebuild_index", "-v0")
COMMANDS = {"drain": ("drain_index",), "worker": ("drain_index", "--watch"), "rebuild": REBUILD}
_CHECK_EVERY = 10  # points
_MANY = 2_000  # notices: a rebuild divides them among processes
_PARTS_TAKE = 2.0  # seconds


def main() -> None:
    """Arguments: what to kill, at how many points, and the seed of chance."""
    what, points, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    warm()
    index_version()
    if what in COMMANDS:
        kill_command(COMMANDS[what], chance, points)
    else:
        kill_rebuilds_of_many(chance, points)
    agree()
    current_backend().scrub()  # as the worker does now and then
    assert not strays(), strays()
    assert end(start(REBUILD)) == 0
    agree()
    assert not strays(), strays()


# ---- commands ----


def kill_command(command: Sequence[str], chance: random.Random, points: int) -> None:
    """At points all over the time that it takes, which is measured now and then: the machine may do other things."""
    killed = 0
    while killed < points:
        if killed % _CHECK_EVERY == 0:
            takes = time_of(command)
            agree()
        change(killed)
        child = start(command)
        time.sleep(chance.uniform(0.0, takes))
        os.kill(child, signal.SIGKILL)
        status = end(child)
        assert status in (0, -signal.SIGKILL), status
        killed += status != 0  # else it was done before
        assert not find("击杀").is_degraded, killed


def time_of(command: Sequence[str]) -> float:
    """Seconds until it has done its work for a change; the worker, which would go on, is told to end."""
    change(-1)
    started = time.monotonic()
    child = start(command)
    if command == COMMANDS["worker"]:
        wait_until(lambda: not outbox.is_waiting(), "the worker to be done", 0.01)
        os.kill(child, signal.SIGTERM)
    assert end(child) == 0
    return time.monotonic() - started


def change(point: int) -> None:
    Notice.objects.bulk_create([Notice(title=f"击杀{point}之{n}", status=Status.PUBLISHED) for n in range(4)])
    Notice.objects.filter(title=f"击杀{point}之0").update(title=f"击杀{point}改")
    Notice.objects.filter(title=f"击杀{point}之1").delete()
    outbox.queue(Notice.objects.order_by("pk").values_list("pk", flat=True)[:40])


def start(command: Sequence[str]) -> int:
    connections.close_all()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        execute_from_command_line(["manage.py", *command])
        code = 0
    finally:
        os._exit(code)


def end(child: int) -> int:
    """Its exit code; below 0, the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# ---- rebuilds in several processes ----


def kill_rebuilds_of_many(chance: random.Random, points: int) -> None:
    """In turn one of the processes that write parts, and the rebuild itself."""
    made = Notice.objects.bulk_create([Notice(title=f"众多之{n}", status=Status.PUBLISHED) for n in range(_MANY)])
    texts = [TextVersion(notice=each, text=f"{each.title}，巡察组进驻。", sha256=f"{each.pk:064}") for each in made]
    TextVersion.objects.bulk_create(texts)
    assert end(start(REBUILD)) == 0
    killed = 0
    while killed < points:
        change(killed)
        rebuild = start(REBUILD)
        wait_until(lambda: any(index().glob("*/part-*")), "a part to begin")
        time.sleep(chance.uniform(0.0, _PARTS_TAKE))
        parts = sorted(children_of(rebuild))
        is_of_part = bool(parts) and killed % 2 == 0
        os.kill(chance.choice(parts) if is_of_part else rebuild, signal.SIGKILL)
        status = end(rebuild)
        assert status in ((0, 1) if is_of_part else (0, -signal.SIGKILL)), status
        killed += status != 0
        wait_until(partial(are_gone, parts), "its processes to end")
        assert not find("众多").is_degraded, killed
        assert not is_of_part or len(builds()) == 1, "a rebuild that lost a part clears away what it made"


def are_gone(processes: Sequence[int]) -> bool:
    return not any(Path(f"/proc/{number}").exists() for number in processes)


# ---- what is there afterwards ----


def agree() -> None:
    outbox.drain(5.0)
    assert not compare(), compare()


def index() -> Path:
    return Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])


def builds() -> list[Path]:
    return [path for path in index().iterdir() if path.is_dir()]


def strays() -> list[str]:
    """Files that the index in service does not consist of."""
    manifest = read_manifest(index(), index_version())
    known = {FILE, WRITER_LOCK, BUILDER_LOCK, manifest.build, *(f"{manifest.build}/{name}" for name in manifest.files)}
    found = (path.relative_to(index()).as_posix() for path in index().rglob("*"))
    return [name for name in found if name not in known and not name.endswith("LOCK")]
