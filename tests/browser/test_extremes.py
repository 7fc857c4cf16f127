"""What is far too long keeps within the narrowest window, and stays readable by all."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.addresses import ADDRESSES
from tests.browser.conftest import Site, serve

pytestmark = pytest.mark.browser

FILL = "from tests.extremes import fill_with_extremes; fill_with_extremes()"
NARROWEST = ViewportSize(width=320, height=640)


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The notices of tests.extremes alone, behind a server of their own."""
    with serve(tmp_path_factory.mktemp("long"), ("shell", "--verbosity", "0", "--command", FILL)) as site:
        yield site


@pytest.fixture
def reader(browser: Browser, long_site: Site, language: str) -> Iterator[Page]:
    context = browser.new_context(base_url=long_site.url, viewport=NARROWEST, locale=language)
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_it_keeps_what_is_too_long_within_the_window(reader: Page, address: str) -> None:
    reader.goto(address)
    assert reader.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]
    reader.set_viewport_size({"width": 1280, "height": 900})
    assert reader.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("address", ["/", "/notices/", "/units/1/", "/inspections/1/"])
def test_it_leaves_room_for_a_finger_between_long_names(reader: Page, address: str) -> None:
    reader.set_viewport_size({"width": 390, "height": 844})
    reader.goto(address)
    heights = reader.locator("main .verb:is(a), main .crumbs a").evaluate_all(
        "links => links.map(link => link.getBoundingClientRect().height)"
    )
    assert heights
    assert min(heights) >= 24
