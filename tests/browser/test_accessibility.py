"""axe-core finds nothing to complain of on any page, in both languages, both themes, on a desk and on a phone.

The dark theme is asked for its colours alone: nothing else differs in it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.addresses import ADDRESSES
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "axe" / "axe.min.js"
EVERYTHING = {"rules": {"target-size": {"enabled": True}}}  # what axe-core leaves out unless asked
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}  # all that the dark theme can change
DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)


@pytest.fixture
def reader(browser: Browser, site: Site, language: str, theme: Literal["light", "dark"]) -> Iterator[Page]:
    """A page into which the test may put axe-core, which the site's own rules would refuse."""
    context = browser.new_context(
        base_url=site.url, viewport=DESK, locale=language, color_scheme=theme, reduced_motion="reduce", bypass_csp=True
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("address", [*ADDRESSES, "/admin/login/"])
def test_it_is_accessible(reader: Page, address: str, theme: str) -> None:
    reader.goto(address)
    reader.add_script_tag(path=AXE)
    asked = COLOURS if theme == "dark" else EVERYTHING
    assert complaints(reader, asked) == []
    reader.set_viewport_size(PHONE)
    assert complaints(reader, asked) == []


@pytest.mark.parametrize(("language", "theme"), [("zh-CN", "light")])
def test_it_is_accessible_with_the_navigation_open(reader: Page) -> None:
    reader.set_viewport_size(PHONE)
    reader.goto("/notices/#nav")
    reader.add_script_tag(path=AXE)
    assert complaints(reader) == []


@pytest.mark.parametrize(("language", "theme"), [("en", "light")])
def test_it_is_accessible_in_traditional_characters(reader: Page, site: Site) -> None:
    reader.context.add_cookies([{"name": "characters", "value": "zh-Hant", "url": site.url}])
    reader.goto("/notices/1/")
    reader.add_script_tag(path=AXE)
    assert complaints(reader) == []


@pytest.mark.parametrize(("language", "theme"), [("zh-CN", "dark")])
def test_it_is_accessible_while_suggesting(reader: Page) -> None:
    reader.goto("/search/")
    reader.get_by_role("combobox", name="搜索公告").press_sequentially("深圳证券")
    reader.get_by_role("option").first.wait_for()
    reader.add_script_tag(path=AXE)
    assert complaints(reader) == []


def complaints(page: Page, asked: dict[str, Any] = EVERYTHING) -> list[str]:
    """Each violation of the rules asked for, with its first elements."""
    found: dict[str, Any] = page.evaluate("(options) => axe.run(options)", asked)
    return [
        f"{violation['id']}: {violation['help']}: {[node['html'][:200] for node in violation['nodes'][:3]]}"
        for violation in found["violations"]
    ]
