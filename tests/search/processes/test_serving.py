"""The site as it is served: saves are found, readers see no error, whatever dies or breaks meanwhile."""

import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.search.processes.conftest import SAVING, Site, wait_until

DEGRADED = "直接查自数据库"


def agree(site: Site) -> None:
    """Everything queued is in the index, which says exactly what the database says."""
    assert site.manage("drain_index").returncode == 0
    checked = site.manage("check_index")
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("writers", [4, 16])
def test_it_serves_readers_while_many_save(site: Site, writers: int) -> None:
    seen: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                page = site.search("公告")
            except HTTPError as error:
                seen.append(str(error))
            else:
                seen.append(DEGRADED if DEGRADED in page else "found")

    with site.served():
        reader = threading.Thread(target=read)
        reader.start()
        savers = [site.start("-c", SAVING, f"写手{number}", "100") for number in range(writers)]
        assert [saver.wait() for saver in savers] == [0] * writers
        wait_until(lambda: site.total(f"“写手{writers - 1}成批2”") == 1, "the last save")
        wait_until(lambda: site.health()["queued"] == 0, "the queue to be empty")
        done.set()
        reader.join()
        assert set(seen) == {"found"}
    agree(site)


def test_it_starts_a_killed_worker_again_and_leaves_nothing_behind(site: Site) -> None:
    with site.served() as server:
        children = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(server.pid)], capture_output=True, text=True)
        rows = children.stdout.splitlines()
        (worker,) = (int(row.split()[0]) for row in rows if "drain_index" in row)
        os.kill(worker, signal.SIGKILL)
        site.run(SAVING, "重来", "1")
        wait_until(lambda: site.total("“重来改题0”") == 1, "the save to be found")
        family = [int(row.split()[0]) for row in rows]
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family), "all processes to end")
    agree(site)


def _flip_a_bit(index: Path) -> None:
    segment = next(index.glob("*/*.seg"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 1
    segment.write_bytes(content)


@pytest.mark.parametrize("damage", [shutil.rmtree, _flip_a_bit])
def test_it_answers_from_the_database_until_the_worker_has_rebuilt(site: Site, damage: object) -> None:
    with site.served():
        assert site.total("“开端改题0”") == 1
        assert callable(damage)
        damage(site.data / "index")
        assert site.total("“开端改题0”") == 1  # from wherever, but found
        wait_until(lambda: DEGRADED not in site.search("开端"), "the index to be rebuilt")
        wait_until(lambda: not site.health()["alarms"], "all to be well")
    agree(site)
