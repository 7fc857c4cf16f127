"""A site of its own for each test: real processes, a database in a file, an index beside it."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.search.processes.databases import database

ROOT = Path(__file__).parents[3]
DEGRADED = "直接查自数据库"  # the search page says so where the index was not asked
_COUNT = re.compile(r'role="status">(?P<n>\d+)件公告')
PATIENCE = 120.0  # seconds after which a test gives up waiting
# Where the processors are busy with other things, a disk may take seconds for what it takes milliseconds for otherwise.
WRITERS_WAIT = 50  # seconds; gunicorn gives up a request after 60


class Site:
    def __init__(self, data: Path, database: str = "") -> None:
        self.data = data
        self.index = data / "index"
        self.log = data / "log"  # what the served site says
        self.prefix: list[str] = []  # what starts its processes
        self.environment = {
            **os.environ,
            "XUNLAN_DATA": str(data),
            "DATABASE_URL": database or f"sqlite:///{data / 'xunlan.sqlite3'}?timeout={WRITERS_WAIT}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "WEB_CONCURRENCY": "2",
        }
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"

    def manage(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True)

    def start(self, *command: str, says: Any = None) -> "subprocess.Popen[str]":
        """says: the file for what it has to say; the tests' own output without one."""
        return subprocess.Popen(
            [*self.prefix, sys.executable, *command], env=self.environment, cwd=ROOT, text=True, stderr=says
        )

    def run(self, script: str, *arguments: str) -> str:
        command = [sys.executable, "-c", script, *arguments]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def served(self) -> Iterator["subprocess.Popen[str]"]:
        """gunicorn and the worker, as `make serve` starts them."""
        with self.log.open("a") as log:
            server = self.start("-m", "config.serve", "--bind", f"127.0.0.1:{self.port}", says=log)
        try:
            wait_until(lambda: self.answers("/about/nothing/"), "the site to answer")
            yield server
        finally:
            server.terminate()
            code = server.wait(PATIENCE)
            print(self.log.read_text())  # noqa: T201  # pytest shows it where a test fails
            assert code == 0

    def answers(self, path: str) -> bool:
        try:
            self.get(path)
        except OSError as error:
            return isinstance(error, urllib.error.HTTPError)
        return True

    def get(self, path: str) -> str:
        """The page; raises HTTPError for any that is not 200."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE) as response:
            page: str = response.read().decode()
        return page

    def search(self, text: str) -> str:
        return self.get(f"/search/?q={quote(text)}")

    def total(self, text: str) -> int:
        """How many notices the search page says it found."""
        count = _COUNT.search(self.search(text))
        assert count, "the page gives no count"
        return int(count["n"])

    def health(self) -> dict[str, Any]:
        report: dict[str, Any] = json.loads(self.get("/search/health/?format=json"))
        return report

    def alarms(self) -> dict[str, dict[str, str]]:
        """By code."""
        return {alarm["code"]: alarm for alarm in self.health()["alarms"]}

    def agrees(self) -> None:
        """Everything queued is in the index, which says exactly what the database says."""
        drained = self.manage("drain_index")
        assert drained.returncode == 0, drained.stderr
        checked = self.manage("check_index")
        assert checked.returncode == 0, checked.stdout


def wait_until(is_so: Callable[[], bool], what: str, pause: float = 0.1) -> None:
    ends = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < ends, f"waited in vain for {what}"
        time.sleep(pause)


def children_of(pid: int) -> dict[int, str]:
    """The command lines of the processes that it started, by their ids."""
    # Without -ww a long path of the checkout may take all the width there is.
    listed = subprocess.run(["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True)
    rows = (line.split(maxsplit=1) for line in listed.stdout.splitlines())
    return {int(number): arguments for number, arguments in rows}


@pytest.fixture(scope="session")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Made once; every test has a copy."""
    with database() as rows:
        made = Site(tmp_path_factory.mktemp("site") / "data", rows)
        assert made.manage("migrate", "-v0").returncode == 0
        assert made.manage("collectstatic", "--noinput", "-v0").returncode == 0
        made.run(SAVING, "开端", "3")
        assert made.manage("rebuild_index", "-v0").returncode == 0
        yield made


@pytest.fixture
def site(new_site: Site, tmp_path: Path) -> Iterator[Site]:
    shutil.copytree(new_site.data, tmp_path / "data")
    with database(like=new_site.environment["DATABASE_URL"]) as rows:
        yield Site(tmp_path / "data", rows)


# Saves so many notices whose titles hold the word; every third is changed again, every fifth deleted, every seventh
# rolled back, some come in bulk.
SAVING = """
import sys, django
django.setup()
from django.db import transaction
from archive.models import Notice, Status, TextVersion

word, count = sys.argv[1], int(sys.argv[2])
for number in range(count):
    if number % 7 == 6:
        try:
            with transaction.atomic():
                Notice.objects.create(title=f"{word}作罢{number}", status=Status.PUBLISHED)
                raise KeyError
        except KeyError:
            continue
    with transaction.atomic():
        notice = Notice.objects.create(title=f"{word}第{number}号公告", status=Status.PUBLISHED)
        TextVersion.objects.create(notice=notice, text=f"{word}进驻之{number}，受理来信来访。")
    if number % 3 == 0:
        Notice.objects.filter(pk=notice.pk).update(title=f"{word}改题{number}")
    if number % 5 == 4:
        notice.delete()
Notice.objects.bulk_create([Notice(title=f"{word}成批{n}", status=Status.PUBLISHED) for n in range(3)])
"""
