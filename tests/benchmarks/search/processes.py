"""The processes of a run: the one that makes the archive, and one for each engine."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.benchmarks.search.asked import Asked

_REPOSITORY = Path(__file__).parents[3]


def make_archive(folder: Path, size: int, characters: int, seed: int, queries: int) -> dict[str, Any]:
    """The record (made.json) of the archive in the folder, made now unless it is there."""
    numbers = map(str, (size, characters, seed, queries))
    command = [sys.executable, "-m", "tests.benchmarks.search.making", *numbers]
    subprocess.run(command, env=_environment(folder), cwd=_REPOSITORY, check=True)
    record: dict[str, Any] = json.loads((folder / "made.json").read_text(encoding="utf-8"))
    return record


class EngineProcess:
    """The near end of worker.py."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.search.worker", name],
            env=_environment(folder),
            cwd=_REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def ask(self, do: str, **values: Any) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": do, **values}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} ended at {do} {values}")
        reply: dict[str, Any] = json.loads(line)
        return reply

    def answer(self, asked: Asked, offset: int = 0, limit: int = 10) -> dict[str, Any]:
        return self.ask("answer", **asdict(asked), offset=offset, limit=limit)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


@contextmanager
def engine_processes(names: list[str], folder: Path) -> Iterator[Mapping[str, EngineProcess]]:
    """All of them at once; they end with the block."""
    with ExitStack() as stack:
        processes = {}
        for name in names:
            processes[name] = EngineProcess(name, folder)
            stack.callback(processes[name].close)
        yield processes


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "XUNLAN_DATA": str(folder)}
