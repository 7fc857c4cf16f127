"""A page is light, and nothing of it moves while it comes."""

import gzip

import pytest
from playwright.sync_api import Page, Response

from tests.browser.addresses import ADDRESSES

pytestmark = pytest.mark.browser

MOST_BYTES = 100_000  # compressed, all that the first visit loads
# Adds up how far things jumped, as a share of the window: https://web.dev/articles/cls
WATCH = """
  window.shifted = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifted += entry.value; })
    .observe({type: "layout-shift", buffered: true});
"""


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_light_and_stands_still(page: Page, address: str) -> None:
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    page.add_init_script(WATCH)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    assert (
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(window.shifted))))")
        < 0.02
    )
    assert sum(len(gzip.compress(one.body())) for one in loaded if one.status in (200, 404)) < MOST_BYTES
