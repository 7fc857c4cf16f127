"""The site as it is served: saves are found and readers see no error, however many save and whatever dies meanwhile."""

import os
import signal
from pathlib import Path

from tests.search.processes.conftest import SAVING, Site, children_of, wait_until
from tests.search.processes.readers import readers


def test_it_serves_readers_while_many_save(site: Site) -> None:
    with site.served(), readers(site, 3) as seen:
        for writers in (4, 16):
            names = [f"{writers}人之{number}" for number in range(writers)]
            savers = [site.start("-c", SAVING, name, "100") for name in names]
            assert [saver.wait() for saver in savers] == [0] * writers
            for name in names:
                wait_until(lambda name=name: site.total(f"“{name}成批2”") == 1, "the last save")  # type: ignore[misc]
            wait_until(lambda: site.health()["queued"] == 0, "the queue to be empty")
    assert set(seen) == {"read"}
    site.agrees()


def test_it_starts_a_killed_worker_again_and_leaves_nothing_behind(site: Site) -> None:
    with site.served() as server:
        family = children_of(server.pid)
        (worker,) = (pid for pid, arguments in family.items() if "drain_index" in arguments)
        os.kill(worker, signal.SIGKILL)
        site.run(SAVING, "重来", "1")
        wait_until(lambda: site.total("“重来改题0”") == 1, "the save to be found")
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family), "all processes to end")
    site.agrees()
