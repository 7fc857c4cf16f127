"""Readers who go on reading, whatever happens to the site meanwhile."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from urllib.parse import quote

from tests.search.processes.conftest import DEGRADED, Site

_PAUSE = 0.25  # seconds between two pages
_PATHS = (
    f"/search/?q={quote('公告')}",
    f"/search/?q={quote('“进驻之0”')}&sort=newest",
    f"/search/suggest/?q={quote('开')}",
    "/search/health/",
    "/",
)


@contextmanager
def readers(site: Site, count: int) -> Iterator[Counter[str]]:
    """So many at once. What they saw how often: "read", a page; DEGRADED, one that asked the database; or an error."""
    seen: Counter[str] = Counter()
    done = threading.Event()

    def read() -> None:
        for path in cycle(_PATHS):
            if done.is_set():
                return
            try:
                page = site.get(path)
            except OSError as error:
                seen[f"{path}: {error}"] += 1
            else:
                seen[DEGRADED if DEGRADED in page else "read"] += 1
            time.sleep(_PAUSE)

    threads = [threading.Thread(target=read) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        done.set()
        for thread in threads:
            thread.join()
