"""The questions that readers bring, each answered by clicking through the site."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_who_inspected_the_exchange_and_when(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="搜索公告").first.fill("深圳证券交易所")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="1件公告")).to_be_visible()
    expect(page.get_by_role("combobox", name="搜索公告").first).to_have_value("深圳证券交易所")
    expect(page.locator("mark").first).to_have_text("深圳证券交易所")
    page.get_by_role("article").get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("中央第七巡视组")
    facts = page.locator("#facts")
    for fact in ("刘卒", "十八届中央第八轮", "2015年11月1日", "0755-88106327", "已开展7轮巡视"):
        expect(facts).to_contain_text(fact)


def test_what_the_third_group_did_in_each_round(page: Page) -> None:
    page.goto("/groups/")
    page.get_by_role("link", name="中央第三巡视组").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("中央第三巡视组")
    main = page.get_by_role("main")
    for fact in ("十八届中央第九轮", "叶青纯", "辽宁省", "回头看"):
        expect(main).to_contain_text(fact)


def test_which_units_were_looked_at_again(page: Page) -> None:
    page.goto("/units/")
    page.get_by_label("只看有“回头看”的").check()
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_role("status").filter(has_text="个单位")).to_have_text("1个单位")
    row = page.get_by_role("row").filter(has_text="辽宁省")
    expect(row).to_contain_text("中央第三巡视组")
    expect(row).to_contain_text("2016")
    row.get_by_role("link", name="辽宁省").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("辽宁省")
    expect(page.get_by_role("main")).to_contain_text("回头看")


def test_who_headed_it(page: Page) -> None:
    page.goto("/search/?q=辽宁省")
    page.get_by_role("article").first.get_by_role("heading").get_by_role("link").click()
    page.locator("#facts .fact", has=page.get_by_text("组长", exact=True)).get_by_role("link", name="叶青纯").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("叶青纯")
    expect(page.get_by_role("main")).to_contain_text("中央第三巡视组")


def test_whether_one_can_still_report_to_it(page: Page) -> None:
    page.goto("/search/?q=深圳证券交易所")
    page.get_by_role("article").get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("main")).to_contain_text("受理已结束")
    expect(page.locator("a[href^='tel:']")).to_have_count(0)


def test_what_was_inspected_in_my_province(page: Page) -> None:
    page.goto("/places/")
    page.get_by_role("heading", name=re.compile("河南省")).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("河南省")
    row = page.get_by_role("row").filter(has_text="市工商联")
    expect(row).to_contain_text("洛阳市委第三巡察组")
    page.get_by_role("main").get_by_role("link", name="洛阳市", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("洛阳市")
    expect(page.get_by_role("row").filter(has_text="市工商联")).to_contain_text("洛阳市委第三巡察组")
