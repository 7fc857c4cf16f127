"""A disk that takes nothing more: readers are answered, nothing that is saved is lost, and afterwards all agrees."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.search.processes.conftest import DEGRADED, Site, wait_until
from tests.search.processes.readers import readers
from tests.search.processes.test_damage import zero

# One more notice, in whose text stands what no other has.
ONE_MORE = """
import sys, django
django.setup()
from django.db import transaction
from archive.models import Notice, Status, TextVersion

with transaction.atomic():
    notice = Notice.objects.create(title=sys.argv[1], status=Status.PUBLISHED)
    TextVersion.objects.create(notice=notice, text=sys.argv[1] + "进驻公告。")
"""

# Drains the queue in a process that may write no more than some bytes of a file: Linux refuses amid a write,
# as it does where the disk is full.
DRAINING_ON_A_FULL_DISK = """
import resource, django
django.setup()
from search import outbox
from search.engines import IndexUnusableError
from search.finding import find
from search.models import PendingChange

queued = PendingChange.objects.count()
assert queued
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))
try:
    outbox.drain(5.0)
    raise SystemExit("written after all")
except IndexUnusableError as error:
    print(error)
finally:
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
assert PendingChange.objects.count() == queued
answer = find("开端改题0")
assert answer.total == 1 and not answer.is_degraded
"""

# root may write everywhere unless it does without these.
_CAPABILITIES = "-dac_override,-dac_read_search"
WITHOUT_PRIVILEGES = (
    ["setpriv", f"--inh-caps={_CAPABILITIES}", f"--bounding-set={_CAPABILITIES}"] if os.geteuid() == 0 else []
)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody without privileges writes there."""
    paths = [folder, *folder.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    for path in reversed(paths):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path in paths:
            if path.exists():
                path.chmod(modes[path])


@contextmanager
def small_disk(index: Path, folder: Path) -> Iterator[Path]:
    """A disk of its own for the index, of two megabytes; the folder where it is."""
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("only who may mount can have a small disk")
    try:
        shutil.move(index, folder / "index")
        index.symlink_to(folder / "index")
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def filled(disk: Path) -> Iterator[None]:
    """Nothing more goes onto it."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    try:
        yield
    finally:
        ballast.unlink()


def test_it_answers_from_the_database_while_the_index_cannot_be_written(site: Site) -> None:
    site.prefix = WITHOUT_PRIVILEGES
    with site.served():
        with read_only(site.index):
            site.run(ONE_MORE, "只读之时")
            wait_until(lambda: site.total("只读之时") == 1, "what was saved to be found")
            assert DEGRADED in site.search("只读之时")
            wait_until(lambda: site.alarms().get("worker-in-trouble", {}).get("trouble") == "unwritable", "an alarm")
        wait_until(lambda: DEGRADED not in site.search("只读之时"), "the index to be written again")
        assert site.total("只读之时") == 1
        wait_until(lambda: not site.alarms(), "all to be well")
    assert "is built anew" not in site.log.read_text(), "what can be read need not be rebuilt"
    site.agrees()


def test_it_answers_from_the_database_while_the_disk_is_full(site: Site, tmp_path: Path) -> None:
    with small_disk(site.index, tmp_path / "disk") as disk:
        with site.served(), readers(site, 3) as seen:
            with filled(disk):
                site.run(ONE_MORE, "盘满之时")
                wait_until(lambda: site.total("盘满之时") == 1, "what was saved to be found")
                assert DEGRADED in site.search("盘满之时")
                wait_until(lambda: "No space left" in str(site.alarms().get("worker-in-trouble")), "an alarm")
                zero(site.index)  # and what is there breaks, too
                wait_until(lambda: "rebuild" in site.alarms(), "a rebuild to fail")
                assert site.total("盘满之时") == 1
            wait_until(lambda: DEGRADED not in site.search("盘满之时"), "the index to be rebuilt")
            assert site.total("盘满之时") == 1
            wait_until(lambda: not site.alarms(), "all to be well")
        assert set(seen) == {"read", DEGRADED}
        site.agrees()


def index_files(site: Site) -> list[str]:
    names = (path.name for path in site.index.rglob("*"))
    return sorted(name for name in names if not name.lower().endswith("lock"))


MANY_LONG = """
import django
django.setup()
from archive.models import Notice, Status
Notice.objects.bulk_create([Notice(title=f"满盘{n}" + "长题" * 200, status=Status.PUBLISHED) for n in range(150)])
"""


def test_it_loses_nothing_where_a_drain_meets_a_full_disk(site: Site) -> None:
    site.run(ONE_MORE, "满盘之时")
    for more in ("", MANY_LONG):
        site.run(more)
        files = index_files(site)
        assert "too large" in site.run(DRAINING_ON_A_FULL_DISK)
        assert index_files(site) == files, "what was half written is gone"
        site.agrees()
    with site.served():
        assert site.total("满盘之时") == 1
        assert DEGRADED not in site.search("满盘之时")
