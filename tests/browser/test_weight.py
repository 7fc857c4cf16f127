"""A page is light, and nothing of it moves while it comes: with a few notices and with hundreds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser.addresses import ADDRESSES
from tests.browser.conftest import Site, serve

pytestmark = pytest.mark.browser

MOST_BYTES = 100_000  # over the wire, all that the first visit loads
CORPUS = ("import_notices", "--publish", "fixtures/seeds", "tests/corpus/dev", "tests/corpus/written")
# Pages that grow with the archive, as long as a reader can have them.
LONGEST = [
    "/",
    *(f"/{folder}/?per_page=100" for folder in ("notices", "inspections", "groups", "rounds", "units", "people")),
    "/units/?sort=most&per_page=100",
    "/notices/?level=city&year=2021",
    "/notices/?kind=round_overview&per_page=100",
    "/places/",
    "/places/河南省/",
    "/coverage/",
    "/coverage/?authority=all",
    "/coverage/?authority=all&by=year",
    "/statistics/",
    "/timeline/",
    "/timeline/2021/?per_page=100",
    "/timeline/undated/?per_page=100",
    "/search/?q=巡察&per_page=100",
]
# How far things jumped, as a share of the window (https://web.dev/articles/cls), and what jumped.
WATCH = """
  window.shifted = [];
  new PerformanceObserver((list) => {
    for (const {value, sources} of list.getEntries()) {
      window.shifted.push([value, sources.map(({node}) => node?.outerHTML ?? node?.data ?? "")]);
    }
  }).observe({type: "layout-shift", buffered: true});
"""
# A tenth of what is called good there. A browser may paint a page when half a word of it has come, anywhere, and what
# follows that word on its line then moves by the other half: less than this by far.
MOST_SHIFTED = 0.01
SHIFTED = "new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(window.shifted))))"
# Takes the page away from its end on, as if that had not come yet; what moved of the rest, and from where to where.
# Less than three pixels is no move, as in the browser's own count.
TAKEN_AWAY = """(parts) => {
  const blocks = [
    ...document.querySelectorAll("main, main :is(section, header, p, li, tr, td, form, div, h2), .site-foot"),
  ];
  const place = (element) => { const {left, top} = element.getBoundingClientRect(); return [left, top]; };
  const places = new Map([...document.querySelectorAll("body *")].map((element) => [element, place(element)]));
  const moved = [];
  for (let part = parts - 1; part > 0; part--) {
    const last = blocks[Math.floor(blocks.length * part / parts)];
    for (let at = last; at !== document.body; at = at.parentElement) while (at.nextSibling) at.nextSibling.remove();
    for (const [element, was] of places) {
      if (!element.isConnected) { places.delete(element); continue; }
      const is = place(element);
      if (was.some((edge, side) => Math.abs(edge - is[side]) >= 3)) moved.push([part, was, is, element.outerHTML]);
    }
    if (moved.length) return moved.slice(0, 5);
  }
  return moved;
}"""
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)


@pytest.fixture(scope="module")
def full_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(tmp_path_factory.mktemp("full"), CORPUS) as site:
        yield site


@pytest.fixture
def newcomer(browser: Browser, full_site: Site, window: ViewportSize) -> Iterator[BrowserContext]:
    """Somebody who has nothing of the site yet."""
    context = browser.new_context(base_url=full_site.url, locale="zh-CN", viewport=window)
    context.set_default_timeout(30_000)
    yield context
    context.close()


def assert_light_and_still(page: Page, address: str) -> None:
    sizes: list[float] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda loaded: sizes.append(loaded["encodedDataLength"]))
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    shifted = page.evaluate(SHIFTED)
    assert sum(value for value, _what in shifted) < MOST_SHIFTED, shifted
    assert len(sizes) > 2  # the page and its styles, at least
    assert sum(sizes) < MOST_BYTES


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_light_and_stands_still(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    assert_light_and_still(page, address)


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("address", LONGEST)
def test_it_is_so_with_hundreds_of_notices(newcomer: BrowserContext, address: str) -> None:
    assert_light_and_still(newcomer.new_page(), address)


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("address", list(dict.fromkeys([*ADDRESSES, *LONGEST])))
def test_what_has_come_stays_where_it_is_while_more_comes(newcomer: BrowserContext, address: str) -> None:
    """On a slow machine or line a page is painted in parts, at places that no test can choose."""
    page = newcomer.new_page()
    page.goto(address)
    assert page.evaluate(TAKEN_AWAY, 60) == []


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_the_foot_of_a_short_page_stays_where_it_begins(page: Page, window: ViewportSize) -> None:
    """However little of it has come: a page may be painted before its last bytes are there."""
    page.set_viewport_size(window)
    page.goto("/nothing/")
    begins = "document.querySelector('.site-foot').getBoundingClientRect().top"
    whole = page.evaluate(begins)
    for _ in range(3):
        page.evaluate("document.querySelector('.site-foot__grid').lastElementChild.remove()")
        assert page.evaluate(begins) == whole


def test_the_field_in_the_header_stays_where_it_is_before_the_links_behind_it_have_come(page: Page) -> None:
    page.set_viewport_size(DESK)
    page.goto("/statistics/")
    place = "(({left, right}) => [left, right])(document.querySelector('.head-search').getBoundingClientRect())"
    whole = page.evaluate(place)
    page.evaluate("document.querySelector('.head-links').remove()")
    assert page.evaluate(place) == whole


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_links_in_the_header_stay_where_they_are_before_those_behind_them_have_come(
    browser: Browser, site: Site, language: str
) -> None:
    context = browser.new_context(base_url=site.url, locale=language, viewport=PHONE)
    page = context.new_page()
    page.goto("/statistics/")
    place = "(selector) => document.querySelector(`.head-links ${selector}`).getBoundingClientRect().right"
    whole = [page.evaluate(place, link) for link in (".to-search", ".to-nav")]
    page.evaluate("document.querySelector('.head-links form').remove()")
    assert [page.evaluate(place, link) for link in (".to-search", ".to-nav")] == pytest.approx(whole, abs=0.1)
    page.evaluate("document.querySelector('.head-links .to-nav').remove()")
    assert page.evaluate(place, ".to-search") == pytest.approx(whole[0], abs=0.1)
    context.close()
