"""The site as a reader uses it: lists, filters, languages, widths."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.browser.addresses import ADDRESSES

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)


def test_it_opens_with_what_it_is_and_the_newest_notices(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("谁巡视了谁")
    newest = page.get_by_role("article").first
    expect(newest).to_contain_text("在巡察市工商联党组动员会上的讲话")
    expect(newest).to_contain_text("2018-11-01")


def test_it_leads_from_a_fact_to_its_source(page: Page) -> None:
    page.goto("/search/?q=刘卒")
    page.get_by_role("article").get_by_role("heading").get_by_role("link").click()
    row = page.locator("#facts .fact", has=page.get_by_text("组长", exact=True))
    row.get_by_role("link", name=re.compile("原文依据")).first.click()
    expect(page.locator("#text a.ev:target")).to_contain_text("刘卒")


def test_it_filters_by_year_and_takes_the_filter_away(page: Page) -> None:
    page.goto("/notices/")
    expect(page.get_by_role("status").filter(has_text="件公告")).to_contain_text("5件公告")
    page.get_by_label(re.compile("2015年")).check()
    page.get_by_role("button", name="应用筛选").click()
    expect(page).to_have_url(re.compile(r"year=2015"))
    expect(page.get_by_role("status").filter(has_text="件公告")).to_contain_text("2件公告")
    page.get_by_label(re.compile("2016年")).check()
    page.get_by_role("button", name="应用筛选").click()
    expect(page.get_by_role("status").filter(has_text="件公告")).to_contain_text("3件公告")
    page.get_by_role("link", name=re.compile("全部清除")).click()
    expect(page.get_by_role("status").filter(has_text="件公告")).to_contain_text("5件公告")


def test_it_combines_group_and_level(page: Page) -> None:
    page.goto("/notices/")
    page.get_by_label(re.compile("第三")).check()
    page.get_by_role("button", name="应用筛选").click()
    expect(page.get_by_role("status").filter(has_text="件公告")).to_contain_text("2件公告")
    page.get_by_label(re.compile("^中央")).check()
    page.get_by_role("button", name="应用筛选").click()
    expect(page.get_by_role("status").filter(has_text="件公告")).to_contain_text("1件公告")
    expect(page.get_by_role("article")).to_contain_text("辽宁省")


def test_it_says_what_to_try_when_nothing_is_found(page: Page) -> None:
    page.goto("/search/?q=欧阳锋")
    expect(page.get_by_role("combobox", name="搜索公告").first).to_have_value("欧阳锋")
    expect(page.get_by_role("main")).to_contain_text("可以试试")
    expect(page.get_by_role("article")).to_have_count(0)


def test_it_keeps_to_the_reader_s_colours(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/notices/")
    page.get_by_label("配色").select_option(label="深色")
    page.get_by_role("button", name="应用", exact=True).last.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page).to_have_url(re.compile(r"/notices/$"))


def test_it_speaks_english_when_asked(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="English").or_(page.get_by_role("link", name="English")).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name="Search")).to_be_visible()


def test_it_opens_navigation_and_filters_on_a_phone_without_a_script(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/notices/")
    expect(page.get_by_label(re.compile("2015年"))).to_be_hidden()
    page.get_by_role("link", name=re.compile("^筛选")).click()
    expect(page.get_by_label(re.compile("2015年"))).to_be_visible()
    page.get_by_role("link", name="目录").click()
    page.get_by_role("navigation", name="主要栏目").get_by_role("link", name="巡视组").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("巡视组")


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_never_scrolls_sideways(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
