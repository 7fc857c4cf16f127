"""How long a save in the admin takes while others save too: `make bench-save`.

The site as it is served, by gunicorn with four processes; four editors send the change form of notices of their own
over and over. Once with the index's worker beside, once without: the ratio says what the index costs those who save.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.editors import MAKE_EDITOR, Editor

ROOT = Path(__file__).parents[2]
EDITORS = 4
PROCESSES = 4
P99 = 0.2  # seconds: what a save may take

_PATIENCE = 60.0  # seconds for the server to start


def _save(origin: str, key: int, times: int) -> list[float]:
    """Seconds of each save of the notice, without the page that follows it."""
    editor = Editor(origin)
    path = f"/admin/archive/notice/{key}/change/"
    form = editor.form(path) | {"_continue": ["1"]}
    taken = []
    for number in range(times):
        form["title"] = [f"题名之{number}"]
        form["meeting_date"] = [f"2015-11-{number % 28 + 1:02}"]  # from which other values follow
        started = time.perf_counter()
        address = editor.send(path, form)
        taken.append(time.perf_counter() - started)
        if not address.endswith(path):
            raise RuntimeError(f"not saved: {address}")
    return taken


@contextmanager
def _served(data: Path, *, with_worker: bool) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = ["-m", "config.serve"] if with_worker else ["-m", "gunicorn", "--config", "config/gunicorn.py"]
    command = [sys.executable, *server, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command if with_worker else [*command, "config.wsgi"], env=_environment(data), cwd=ROOT)
    origin = f"http://127.0.0.1:{port}"
    try:
        _wait_for(origin)
        yield origin
    finally:
        process.terminate()
        process.wait()


def _wait_for(origin: str) -> None:
    ends = time.monotonic() + _PATIENCE
    while True:
        try:
            urllib.request.urlopen(origin + "/admin/login/").close()  # noqa: S310  # our own
        except urllib.error.URLError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.1)
        else:
            return


def _environment(data: Path) -> dict[str, str]:
    ours = {"XUNLAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "config.settings", "WEB_CONCURRENCY": str(PROCESSES)}
    return {**os.environ, **ours}


def _run(data: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], env=_environment(data), cwd=ROOT, check=True)


def _measure(data: Path, keys: list[int], times: int, *, with_worker: bool) -> list[float]:
    with _served(data, with_worker=with_worker) as origin, ProcessPoolExecutor(EDITORS) as editors:
        saves = [editors.submit(_save, origin, key, times) for key in keys]
        return sorted(seconds for save in saves for seconds in save.result())


def _percentile(seconds: list[float], share: float) -> float:
    return statistics.quantiles(seconds, n=1000, method="inclusive")[round(share * 1000) - 1]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure saves in the admin, with the index's worker and without.")
    parser.add_argument("--times", type=int, default=250, help="saves of each editor (250)")
    parser.add_argument("--notices", type=Path, default=ROOT / "tests" / "corpus" / "dev", help="folder of notices")
    parser.add_argument("--database", metavar="URL", help="an empty database of PostgreSQL instead of SQLite")
    asked = parser.parse_args()
    os.environ["DATABASE_URL"] = asked.database or ""
    with tempfile.TemporaryDirectory(prefix="xunlan-bench-") as folder:
        data = Path(folder)
        for command in (
            ("migrate", "-v0"),
            ("import_notices", "--publish", str(asked.notices)),
            ("rebuild_index", "-v0"),
        ):
            _run(data, "manage.py", *command)
        _run(data, "manage.py", "collectstatic", "--noinput", "-v0")
        _run(data, "-c", MAKE_EDITOR)
        keys = list(range(1, EDITORS + 1))
        found = {"without": _measure(data, keys, asked.times, with_worker=False)}
        found["with"] = _measure(data, keys, asked.times, with_worker=True)
    print(f"{EDITORS} editors, {asked.times} saves each, {PROCESSES} processes of gunicorn\n")
    print(f"{'':10}{'without worker':>16}{'with worker':>14}{'ratio':>8}")
    for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
        before, after = (_percentile(found[way], share) for way in ("without", "with"))
        print(f"{name:10}{before * 1000:13.0f} ms{after * 1000:11.0f} ms{after / before:8.2f}")
    sys.exit(_percentile(found["with"], 0.99) > P99)


if __name__ == "__main__":
    main()
