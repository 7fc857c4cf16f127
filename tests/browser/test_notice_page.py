"""A notice used as a reader would: facts and their sources lit together, an error reported."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

NOTICE = "/notices/1/"
FACT, SOURCE = "#f-deputies", '.text .ev[data-f~="deputies"]'
LIT = "rgb(224, 238, 232)"
FOUND = "rgb(247, 234, 192)"


@pytest.mark.parametrize("pointed_at", [FACT, SOURCE])
def test_pointing_at_a_fact_lights_its_source_and_the_other_way_round(page: Page, pointed_at: str) -> None:
    page.goto(NOTICE)
    page.locator("h1").hover()
    for other in (FACT, SOURCE):
        expect(page.locator(other).first).not_to_have_css("background-color", LIT)
    page.locator(pointed_at).first.hover()
    for other in (FACT, SOURCE):
        expect(page.locator(other).first).to_have_css("background-color", LIT)


@pytest.mark.parametrize("focused", [f"{FACT} .ref", SOURCE])
def test_the_keyboard_lights_them_too(page: Page, focused: str) -> None:
    page.goto(NOTICE)
    page.locator(focused).first.focus()
    for other in (FACT, SOURCE):
        expect(page.locator(other).first).to_have_css("background-color", LIT)


def test_the_source_that_was_arrived_at_stands_out(page: Page) -> None:
    page.goto(NOTICE)
    page.locator(f"{FACT} .ref").first.click()
    expect(page.locator(SOURCE).first).to_have_css("background-color", FOUND)


def test_a_reader_reports_an_error(page: Page) -> None:
    page.goto(NOTICE)
    form = page.locator("#error form")
    form.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert")).to_contain_text("没有提交")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("错在哪里，依据是什么")).to_be_focused()
    page.get_by_label("哪一项").select_option(label="人员")
    page.get_by_label("错在哪里，依据是什么").fill("副组长写错了。")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("status").first).to_contain_text("收到了")
    expect(page.locator("h1")).to_contain_text("深圳证券交易所")
