"""A reader fades the stock phrases of a notice: what is said only here stands out, and all of it stays readable."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, serve
from tests.browser.test_accessibility import AXE, COLOURS, DESK, EVERYTHING, PHONE, complaints

pytestmark = pytest.mark.browser

FILL = """
from tests.makers import STANDING, make_alike, make_evidence, make_notice
make_alike(20)
notice = make_notice(text=f"{STANDING}会上有人指出食堂采购账目长期混乱。\\n{STANDING}")
make_evidence(notice, "units", "来信来电")
"""
NOTICE = "/notices/21/#p1"  # the paragraph that was arrived at is tinted
STOCK = "#p2 .common"


@pytest.fixture(scope="module")
def alike_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Notices that say the same, and one that says more."""
    with serve(tmp_path_factory.mktemp("alike"), ("shell", "--verbosity", "0", "--command", FILL)) as site:
        yield site


@pytest.fixture
def page(
    browser: Browser, alike_site: Site, theme: Literal["light", "dark"], contrast: Literal["more", "no-preference"]
) -> Iterator[Page]:
    context = browser.new_context(
        base_url=alike_site.url,
        viewport=DESK,
        locale="zh-CN",
        color_scheme=theme,
        contrast=contrast,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(NOTICE)
    yield page
    context.close()


def style(page: Page, selector: str, name: str) -> str:
    value: str = page.locator(selector).first.evaluate("(e, name) => getComputedStyle(e)[name]", name)
    return value


@pytest.mark.parametrize(("theme", "contrast"), [("light", "no-preference"), ("dark", "no-preference")])
def test_the_keyboard_fades_them_and_brings_them_back(page: Page) -> None:
    full = style(page, STOCK, "color")
    page.locator("#marks").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="淡化套语")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(STOCK).first).not_to_have_css("color", full)
    for own in (".text p", ".text .ev"):
        assert style(page, own, "color") == full
    page.keyboard.press("Space")
    expect(page.locator(STOCK).first).to_have_css("color", full)


@pytest.mark.parametrize("contrast", ["no-preference", "more"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_faded_they_are_still_readable(page: Page, theme: str, contrast: str) -> None:
    page.locator("#quiet").check()
    page.add_script_tag(path=AXE)
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        assert complaints(page, EVERYTHING if theme == "light" else COLOURS) == []
        if contrast == "more":
            assert complaints(page, {"runOnly": ["color-contrast-enhanced"]}) == []


@pytest.mark.parametrize(("theme", "contrast"), [("light", "more")])
def test_weight_tells_them_apart_where_colours_are_few(page: Page) -> None:
    page.locator("#quiet").check()
    assert int(style(page, "#p1", "fontWeight")) > int(style(page, STOCK, "fontWeight"))


@pytest.mark.parametrize(("theme", "contrast"), [("light", "no-preference")])
def test_nothing_fades_on_paper(page: Page) -> None:
    page.locator("#quiet").check()
    page.emulate_media(media="print")
    assert style(page, STOCK, "color") == style(page, "#p2", "color")
    assert page.locator("#only").is_hidden()
