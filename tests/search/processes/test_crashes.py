"""Killed at any point, a drain or a rebuild loses nothing; two rebuilds at once do no harm."""

import signal

import pytest

from tests.search.processes.conftest import SAVING, Site, wait_until

# Forks a child for every point: it drains or rebuilds until it is killed, some time between its start and its end.
CRASHING = """
import os, random, signal, sys, time, django
django.setup()
from django.db import connections
from archive.models import Notice, Status
from search import outbox
from search.checking import compare
from search.engines import IndexBusyError, IndexUnusableError
from search.finding import find

random.seed(7)
killed = 0
for point in range(int(sys.argv[1])):
    Notice.objects.bulk_create([Notice(title=f"击杀{point}之{n}", status=Status.PUBLISHED) for n in range(4)])
    Notice.objects.filter(title=f"击杀{point}之0").update(title=f"击杀{point}改")
    Notice.objects.filter(title=f"击杀{point}之1").delete()
    connections.close_all()
    child = os.fork()
    if not child:
        try:
            while True:
                outbox.rebuild(5.0) if point % 2 else outbox.drain(5.0)
                outbox.queue(range(1, 40))
        finally:
            os._exit(1)
    time.sleep(random.uniform(0.0, 0.35))
    os.kill(child, signal.SIGKILL)
    killed += os.waitpid(child, 0)[1] == signal.SIGKILL
    answer = find("击杀")
    assert not answer.is_degraded, point
outbox.drain(5.0)
assert not compare(), compare()
outbox.rebuild(5.0)
assert not compare(), compare()
print(killed, len(os.listdir(sys.argv[2])))
"""


def test_it_loses_nothing_when_drains_and_rebuilds_are_killed(site: Site) -> None:
    killed, entries = site.run(CRASHING, "50", str(site.data / "index")).split()
    assert killed == "50"
    assert int(entries) == 4  # the manifest, the build in service, two locks: what died was swept up


def test_it_lets_one_of_two_rebuilds_at_once_go_first(site: Site) -> None:
    site.run(SAVING, "同时", "20")
    both = [site.start("manage.py", "rebuild_index", "-v0") for _ in range(2)]
    assert {process.wait() for process in both} <= {0, 75}
    assert site.manage("drain_index").returncode == 0
    assert site.manage("check_index").returncode == 0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_it_clears_away_a_build_that_died(site: Site, how: signal.Signals) -> None:
    site.run(SAVING, "半途", "300")
    rebuild = site.start("manage.py", "rebuild_index", "-v0")
    wait_until(lambda: any((site.data / "index").glob("*/touched")), "the rebuild to begin")
    rebuild.send_signal(how)
    rebuild.wait()
    with site.served():
        wait_until(lambda: len(list((site.data / "index").glob("*/"))) == 1, "the dead build to go")
        wait_until(lambda: site.total("“半途改题0”") == 1, "the save to be found")
