"""One engine in a process of its own: python -m tests.benchmarks.search.worker ENGINE.

Reads one JSON object a line ({"do": "answer", "text": "深交所", …}) and writes one; measuring.py is at the other end.
Times are taken here, so that the way between the processes is not in them.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

import django
from django.utils.module_loading import import_string

from tests.benchmarks.search.asked import Asked
from tests.benchmarks.search.engines import ENGINES, Engine
from tests.benchmarks.search.sizes import bytes_of

Reply = dict[str, Any]
_PATIENCE = 30.0  # seconds until what was saved counts as not found


class Worker:
    def __init__(self, engine: Engine, changing: Callable[[int, str], None]) -> None:
        self._engine = engine
        self._changing = changing

    def reply(self, asked: dict[str, Any]) -> Reply:
        task: Callable[..., Reply] = getattr(self, f"do_{asked.pop('do')}")
        return task(**asked)

    def do_build(self, most: int | None) -> Reply:
        started, used = time.perf_counter(), _processor_time()
        notices = self._engine.build(most)
        seconds, used = time.perf_counter() - started, _processor_time() - used
        return {"seconds": seconds, "used": used, "notices": notices, "bytes": bytes_of(self._engine.path)}

    def do_answer(self, text: str, kind: str, filters: dict[str, list[str]], offset: int, limit: int) -> Reply:
        asked = Asked(text, kind, filters)
        started = time.perf_counter()
        answered = self._engine.answer(asked, offset, limit)
        return {"seconds": time.perf_counter() - started, **asdict(answered)}

    def do_update(self, key: int, word: str) -> Reply:
        """A word is written into the notice's title and sought until it is found; afterwards all is as before."""
        started = time.perf_counter()
        self._changing(key, f" {word}")
        saved = time.perf_counter()
        self._engine.learn(key)
        while not (found := self._engine.answer(Asked(word, "update"), 0, 10).total) and _is_early(saved):
            time.sleep(0.01)
        done = time.perf_counter()
        self._changing(key, "")
        self._engine.learn(key)
        return {"seconds": done - started if found else None, "saving": saved - started}

    def do_memory(self) -> Reply:
        """Resident bytes of this process."""
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return {"bytes": pages * os.sysconf("SC_PAGE_SIZE")}


def _processor_time() -> float:
    """Seconds that this process and those that it started and ended have computed."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _is_early(saved: float) -> bool:
    return time.perf_counter() - saved < _PATIENCE


def _replies() -> TextIO:
    """Standard output for replies alone: whatever a library prints goes where errors go."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return replies


def main() -> None:
    replies = _replies()
    known = ENGINES[sys.argv[1]]
    os.environ.pop("DATABASE_URL", None)  # the archive that was made in XUNLAN_DATA, and no other
    os.environ["DJANGO_SETTINGS_MODULE"] = known.settings
    django.setup()
    changing = import_string("tests.benchmarks.search.changing.change_title")
    worker = Worker(import_string(known.engine)(), changing)
    for line in sys.stdin:
        replies.write(json.dumps(worker.reply(json.loads(line))) + "\n")
        replies.flush()


if __name__ == "__main__":
    main()
