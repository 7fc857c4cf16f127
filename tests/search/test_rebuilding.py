"""When a rebuild that failed is tried again."""

import os
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from search import processes
from search.rebuilding import RebuildProcess


class Failed:
    """A rebuild that has come to nothing."""

    def poll(self) -> int:
        return 1


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """An entry for each rebuild that was started; all fail."""
    tries: list[bool] = []

    def start(*_: object) -> "subprocess.Popen[bytes]":
        tries.append(True)
        return Failed()  # type: ignore[return-value]

    monkeypatch.setattr(processes, "start", start)
    return tries


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shortest pause is over; the others are not."""
    moments = iter(range(0, 100_000, 6))
    monkeypatch.setattr("search.rebuilding.time.monotonic", lambda: next(moments))


def fail(rebuild: RebuildProcess, times: int = 1) -> None:
    for _ in range(times):
        rebuild._not_before = 0.0
        rebuild.start()
        rebuild.look()


def in_the_way(index: Path) -> Path:
    obstacle = index / "manifest.json"
    obstacle.mkdir(parents=True)
    (obstacle / "held").touch()
    return obstacle


@pytest.mark.usefixtures("soon")
def test_it_waits_as_long_as_nothing_has_changed(started: list[bool], index_dir: Path) -> None:
    in_the_way(index_dir)
    rebuild = RebuildProcess()
    fail(rebuild, 6)
    (index_dir / ("0" * 32)).mkdir()  # what a build leaves
    rebuild.start()
    assert len(started) == 6


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("what", ["the obstacle", "what the obstacle held", "the directory"])
def test_it_tries_again_when_what_was_in_the_way_is_gone(started: list[bool], index_dir: Path, what: str) -> None:
    obstacle = in_the_way(index_dir)
    rebuild = RebuildProcess()
    fail(rebuild, 6)
    if what == "what the obstacle held":
        os.utime(obstacle, ns=(0, 0))
    else:
        shutil.rmtree(obstacle if what == "the obstacle" else index_dir)
    rebuild.start()
    assert len(started) == 7


@pytest.mark.usefixtures("soon")
def test_it_tries_again_when_there_is_space(
    started: list[bool], index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [1 << 20]
    monkeypatch.setattr("search.engines.surroundings.shutil.disk_usage", lambda _path: SimpleNamespace(free=free[0]))
    rebuild = RebuildProcess()
    fail(rebuild, 6)
    for more, tries in ((2 << 20, 6), (0, 6), (1 << 30, 7)):
        free[0] = more
        rebuild.start()
        assert len(started) == tries


def test_it_does_not_try_again_within_seconds(started: list[bool], index_dir: Path) -> None:
    obstacle = in_the_way(index_dir)
    rebuild = RebuildProcess()
    fail(rebuild)
    shutil.rmtree(obstacle)
    rebuild.start()
    assert len(started) == 1
