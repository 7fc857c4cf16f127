"""How soon a page can be used on a telephone: `make bench-phone`, or python -m tests.benchmarks.pages.phone --help.

Chromium slows itself down to a telephone's processor and line, as Lighthouse's profile for telephones has them. A first
visit has nothing of the site, and greets its server first; the second has the sheets, as a reader has who goes on.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from tests.browser.addresses import ADDRESSES
from tests.browser.conftest import CHROMIUM_OPTIONS, serve

CORPUS = ("import_notices", "--publish", "fixtures/seeds", "tests/corpus/dev", "tests/corpus/written")
PHONE = ViewportSize(width=390, height=844)
SLOWER = 4  # times the processor
ROUND_TRIP = 150  # ms
DOWN, UP = 1_638_400 / 8, 675_000 / 8  # bytes a second
# Two round trips to a new server, before it is asked for anything: the connection's, and the keys'.
GREETING = 2 * ROUND_TRIP

# When something was painted first, and when all of the page was there and every part of it worked.
MARKS = """new Promise((done) => {
  new PerformanceObserver((painted) => {
    const [first] = painted.getEntriesByName("first-contentful-paint");
    const [page] = performance.getEntriesByType("navigation");
    if (first) done([first.startTime, page.domContentLoadedEventEnd]);
  }).observe({type: "paint", buffered: true});
})"""


@dataclass(frozen=True)
class Visit:
    """Milliseconds from the click; bytes over the line."""

    painted: float
    whole: float
    size: int


def _visit(context: BrowserContext, address: str, greeting: float) -> Visit:
    page = context.new_page()
    sizes: list[float] = []
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": ROUND_TRIP, "downloadThroughput": DOWN, "uploadThroughput": UP},
    )
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    line.on("Network.loadingFinished", lambda loaded: sizes.append(loaded["encodedDataLength"]))
    page.goto(address, wait_until="load")
    painted, whole = (mark + greeting for mark in page.evaluate(MARKS))
    page.close()
    return Visit(painted, whole, int(sum(sizes)))


def _middle(visits: list[Visit]) -> Visit:
    def of(name: str) -> Any:
        return statistics.median(getattr(visit, name) for visit in visits)

    return Visit(of("painted"), of("whole"), int(of("size")))


def _twice(browser: Browser, url: str, address: str, times: int) -> tuple[Visit, Visit]:
    first, second = [], []
    for _ in range(times):
        context: Any = browser.new_context(base_url=url, locale="zh-CN", viewport=PHONE, is_mobile=True, has_touch=True)
        first.append(_visit(context, address, GREETING))
        second.append(_visit(context, address, 0))
        context.close()
    return _middle(first), _middle(second)


@contextmanager
def _site() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="xunlan-bench-") as folder, serve(Path(folder), CORPUS) as site:
        yield site.url


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how soon pages can be used on a telephone.")
    parser.add_argument("--url", help="a site that runs already; else one with the test corpus is made")
    parser.add_argument("--times", type=int, default=5, help="visits of each page; the middle one counts (5)")
    parser.add_argument("addresses", nargs="*", help="instead of one address of each kind")
    asked = parser.parse_args()
    with nullcontext(asked.url) if asked.url else _site() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_OPTIONS)
        print(f"| page | {'painted, ms | whole, ms | KB | ' * 2}painted (×n) |")
        print("| --- |" + " ---: |" * 7)
        for address in asked.addresses or ADDRESSES:
            first, second = _twice(browser, url, address, asked.times)
            cells = [f"{visit.painted:.0f} | {visit.whole:.0f} | {visit.size / 1000:.1f}" for visit in (first, second)]
            print(f"| {address} | {' | '.join(cells)} | {second.painted / first.painted:.2f} |")
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
