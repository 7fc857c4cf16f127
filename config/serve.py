"""Serve the site and keep its index up to date: gunicorn, and beside it the index's worker.

    python -m config.serve --bind 127.0.0.1:8000

Arguments go to gunicorn, whose exit code is the end's. A worker that dies is started again. Nothing stays behind.
"""

import signal
import sys
import time
from pathlib import Path
from types import FrameType

from search import processes

_ROOT = Path(__file__).resolve().parent.parent
_POLL = 0.2  # seconds between two looks at both
_PAUSE = 2.0  # between two starts of the worker: one that dies at once is not started over and over
_PATIENCE = 25.0  # for both to end: longer than gunicorn's own for its requests


def _server(arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", *arguments, "config.wsgi"]


_WORKER = [sys.executable, str(_ROOT / "manage.py"), "drain_index", "--watch"]


class _Told(Exception):  # noqa: N818  # no error: somebody wants us to end
    pass


def _end(number: int, frame: FrameType | None) -> None:
    raise _Told


def main(arguments: list[str]) -> int:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _end)
    server = processes.start(_server(arguments), _ROOT)
    worker, started = processes.start(_WORKER, _ROOT), time.monotonic()
    try:
        while (code := server.poll()) is None:
            if worker.poll() is not None and time.monotonic() - started > _PAUSE:
                print(f"The index's worker ended ({worker.returncode}) and is started again", file=sys.stderr)  # noqa: T201
                worker, started = processes.start(_WORKER, _ROOT), time.monotonic()
            time.sleep(_POLL)
        return code
    except _Told:
        return 0
    finally:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        processes.stop(server, _PATIENCE)
        processes.stop(worker, _PATIENCE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
