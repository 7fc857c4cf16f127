"""Killed at any point, a drain, a worker or a rebuild loses nothing; two rebuilds at once do no harm."""

import os
import random
import signal
from pathlib import Path

import pytest

from tests.search.processes.conftest import SAVING, Site, wait_until

CRASHING = "import django; django.setup(); from tests.search.processes.crashing import main; main()"
# Other points each time. CRASH_SEED=… to have the same again: a failure shows it.
SEED = os.environ.get("CRASH_SEED") or str(random.randrange(10_000))


@pytest.mark.parametrize(("what", "points"), [("drain", 50), ("worker", 50), ("rebuild", 50), ("rebuilds of many", 6)])
def test_it_loses_nothing_when_commands_are_killed(site: Site, what: str, points: int) -> None:
    print(f"CRASH_SEED={SEED}")  # noqa: T201
    site.run(CRASHING, what, str(points), SEED)


def test_it_lets_one_of_two_rebuilds_at_once_go_first(site: Site) -> None:
    site.run(SAVING, "同时", "20")
    both = [site.start("manage.py", "rebuild_index", "-v0") for _ in range(2)]
    assert {process.wait() for process in both} <= {0, 75}
    site.agrees()


MANY = """
import django
django.setup()
from archive.models import Notice, Status
Notice.objects.bulk_create([Notice(title=f"半途第{n}号公告", status=Status.PUBLISHED) for n in range(1500)])
"""


def test_it_clears_away_a_build_that_died(site: Site) -> None:
    site.run(MANY)
    assert end_amid_a_rebuild(site, signal.SIGTERM) == 128 + signal.SIGTERM
    assert len(builds(site)) == 1, "told to end, it clears away what it made"
    assert end_amid_a_rebuild(site, signal.SIGKILL) == -signal.SIGKILL
    assert len(builds(site)) == 2
    with site.served():
        wait_until(lambda: len(builds(site)) == 1, "the dead build to go")
        wait_until(lambda: site.total("“半途第1499号公告”") == 1, "the save to be found")


def end_amid_a_rebuild(site: Site, how: signal.Signals) -> int:
    rebuild = site.start("manage.py", "rebuild_index", "-v0")
    wait_until(lambda: any(site.index.glob("*/touched")), "the rebuild to begin")
    rebuild.send_signal(how)
    return rebuild.wait()


def builds(site: Site) -> list[Path]:
    return [path for path in site.index.iterdir() if path.is_dir()]
