"""Suggestions under the search box: by keyboard, by finger, by input method; and the page without a script."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)


@pytest.fixture
def home(page: Page) -> Page:
    page.goto("/")
    page.get_by_role("combobox", name="搜索公告").focus()
    return page


def options_of(page: Page) -> Locator:
    return page.get_by_role("listbox", name=re.compile("搜索建议|Suggestions")).get_by_role("option")


def test_it_is_used_by_keyboard_alone(home: Page) -> None:
    box = home.get_by_role("combobox", name="搜索公告")
    expect(box).to_have_attribute("aria-expanded", "false")
    home.keyboard.type("liu")
    options = options_of(home)
    expect(options).not_to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(home.locator("[aria-live=polite]")).to_contain_text(f"有{options.count()}条建议")
    home.keyboard.press("ArrowDown")
    home.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(options.nth(0)).to_have_attribute("aria-selected", "false")
    assert box.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    for _press in range(2):
        home.keyboard.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(box).to_have_value("liu")
    home.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")


def test_it_sends_what_is_chosen(home: Page) -> None:
    home.keyboard.type("shenjiao")
    expect(options_of(home)).to_contain_text(["深交所"])
    home.keyboard.press("ArrowDown")
    home.keyboard.press("Enter")
    expect(home).to_have_url(re.compile(r"/search/\?q=%E6%B7%B1%E4%BA%A4%E6%89%80$"))
    expect(home.get_by_role("status").filter(has_text="1件公告")).to_be_visible()


def test_it_sends_what_was_typed_where_nothing_is_chosen(home: Page) -> None:
    home.keyboard.type("深交")
    expect(options_of(home).first).to_be_visible()
    home.keyboard.press("Enter")
    expect(home).to_have_url(re.compile(r"q=%E6%B7%B1%E4%BA%A4$"))


def test_it_closes_on_escape_and_opens_on_the_arrow(home: Page) -> None:
    box = home.get_by_role("combobox", name="搜索公告")
    home.keyboard.type("深交")
    expect(options_of(home).first).to_be_visible()
    home.keyboard.press("Escape")
    expect(options_of(home)).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("深交")
    home.keyboard.press("ArrowDown")
    expect(options_of(home).first).to_be_visible()


def test_it_takes_the_chosen_over_on_tab_and_moves_on(home: Page) -> None:
    home.keyboard.type("2015 szzq")
    expect(options_of(home).first).to_be_visible()
    home.keyboard.press("ArrowDown")
    home.keyboard.press("Tab")
    expect(home.get_by_role("combobox", name="搜索公告")).to_have_value("2015 深圳证券交易所")
    expect(options_of(home)).to_have_count(0)
    expect(home.get_by_role("main").get_by_role("button", name="搜索")).to_be_focused()


def test_it_asks_nothing_while_an_input_method_composes(home: Page) -> None:
    asked: list[str] = []
    home.on("request", lambda request: asked.append(request.url) if "/suggest/" in request.url else None)
    keyboard = home.context.new_cdp_session(home)
    for composed in ("s", "sh", "shen"):
        keyboard.send("Input.imeSetComposition", {"text": composed, "selectionStart": 1, "selectionEnd": 1})
    home.wait_for_timeout(400)
    assert asked == []
    keyboard.send("Input.insertText", {"text": "深"})
    expect(options_of(home).first).to_contain_text("深交所")
    assert len(asked) == 1


def test_it_asks_once_for_quick_typing(home: Page) -> None:
    asked: list[str] = []
    home.on("request", lambda request: asked.append(request.url) if "/suggest/" in request.url else None)
    home.keyboard.type("shenjiaosu", delay=10)
    expect(options_of(home).first).to_contain_text("深交所")
    assert len(asked) == 1


def test_it_stays_quiet_where_the_server_fails(home: Page) -> None:
    home.route("**/suggest/**", lambda route: route.fulfill(status=404, body="no"))
    with home.expect_response("**/suggest/**"):
        home.keyboard.type("深交")
    expect(home.get_by_role("combobox", name="搜索公告")).to_have_attribute("aria-expanded", "false")
    expect(options_of(home)).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/search/", "/search/?q=巡视&year=2015"])
def test_it_can_be_tapped(page: Page, path: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(path)
    page.get_by_role("main").get_by_role("combobox", name="搜索公告").fill("深交")
    option = options_of(page).first
    expect(option).to_be_visible()
    size = option.bounding_box()
    assert size
    assert size["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    option.click()
    expect(page.locator("mark").first).to_have_text(re.compile("深交所|深圳证券交易所"))  # either form is marked
    assert ("year=2015" in page.url) is ("year=2015" in path)


def test_it_completes_in_the_header_too(page: Page) -> None:
    page.goto("/notices/")
    page.get_by_role("banner").get_by_role("combobox").fill("yeqing")
    options_of(page).filter(has_text="叶青纯").click()
    expect(page.get_by_role("main").get_by_role("combobox", name="搜索公告")).to_have_value("叶青纯")


def test_it_speaks_english_where_the_page_does(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="English").click()
    page.get_by_role("combobox", name="Search the notices").fill("liuzu")
    expect(options_of(page)).to_have_text(re.compile(r"刘卒\s+Person · notices: 1"))
    expect(page.locator("[aria-live=polite]")).to_contain_text("1 suggestion")


def test_it_works_without_a_script(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.url, locale="zh-CN", java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto("/")
        expect(page.get_by_role("combobox", name="搜索公告")).to_have_count(0)
        box = page.get_by_role("searchbox", name="搜索公告")
        box.fill("深交锁")
        box.press("Enter")
        page.get_by_role("link", name="深交所", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="1件公告")).to_be_visible()
    finally:
        context.close()


def test_it_breaks_no_rule_of_the_browser(context: BrowserContext) -> None:
    page = context.new_page()
    response = page.goto("/")
    assert response
    policy = response.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert page.locator("script:not([src]), [onclick], [style]").count() == 0
