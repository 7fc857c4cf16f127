"""The whole site by keyboard: the skip link, the focus that is always seen, the menus of a phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import ADDRESSES

pytestmark = pytest.mark.browser

MOST_STOPS = 600  # of the Tab key on a page

# What the focused element looks like: nothing where the focus has gone back to the browser.
LOOK = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  return {
    html: element.outerHTML.slice(0, 160),
    key: [...document.querySelectorAll("*")].indexOf(element),
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    isSeen: box.width * box.height && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def stops(page: Page) -> list[dict[str, Any]]:
    """Every element that the Tab key comes to, in order."""
    found: dict[int, dict[str, Any]] = {}
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        look = page.evaluate(LOOK)
        if look is None or look["key"] in found:
            return list(found.values())
        found[look["key"]] = look
    pytest.fail(f"more than {MOST_STOPS} stops, or the focus is caught")


def test_it_can_be_used_by_keyboard_alone(page: Page) -> None:
    page.goto("/notices/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('article h3 a')"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/notices/\d+"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_always_shows_where_the_focus_is(page: Page, address: str) -> None:
    page.goto(address)
    met = stops(page)
    assert len(met) > 5
    assert [stop["html"] for stop in met if stop["ring"] < 2 or not stop["isSeen"]] == []


def test_it_opens_the_navigation_of_a_phone_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/groups/")
    page.get_by_role("link", name="目录").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("navigation", name="主要栏目").get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/notices/$"))


def test_it_filters_on_a_phone_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/notices/")
    page.get_by_role("link", name=re.compile("^筛选")).focus()
    page.keyboard.press("Enter")
    page.get_by_label(re.compile("2015年")).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"year=2015"))
    expect(page.get_by_role("status").filter(has_text="2件公告")).to_be_visible()


def test_it_switches_characters_and_language_by_keyboard(page: Page) -> None:
    page.goto("/notices/1/")
    page.get_by_label("汉字").focus()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    page.get_by_role("button", name="看原文的寫法").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    page.get_by_role("button", name="English").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
