"""A notice used as a reader would: facts and their sources lit together, an error reported."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

NOTICE = "/notices/1/"
FACT, SOURCE = "#f-deputies", '.text .ev[data-f~="deputies"]'
LINES = """cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return range.getClientRects().length;
}"""
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


@pytest.fixture(scope="module")
def full_table(site: Site) -> Iterator[str]:
    """The address of a notice whose groups have heads, deputies, types and contacts."""
    added = "Notice.objects.get(file_name__contains='guangdong-firms')"
    site.manage("import_notices", "--publish", "tests/corpus/written/a23-province-overview-2015-guangdong-firms.txt")
    key = site.manage("shell", "--no-imports", "-c", f"from archive.models import Notice; print({added}.pk)").strip()
    yield f"/notices/{key}/"
    site.manage("shell", "--no-imports", "-c", f"from archive.models import Notice; {added}.delete()")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("width", [768, 960, 1280, 1440])
def test_every_column_of_the_groups_holds_its_words(
    browser: Browser, site: Site, full_table: str, width: int, language: str
) -> None:
    with browser.new_context(base_url=site.url, locale=language, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(full_table)
        heads = page.locator("#cases thead th")
        assert heads.count() == 6
        assert min(heads.evaluate_all("heads => heads.map(head => head.offsetWidth)")) >= 76
        numbers = page.locator("#cases td:last-child .contacts > *").all()
        assert len(numbers) > 1
        for number in numbers:
            assert number.evaluate(LINES) == 1, "a telephone number is broken"


def test_every_fact_of_a_group_is_told_on_a_telephone(browser: Browser, site: Site, full_table: str) -> None:
    with browser.new_context(base_url=site.url, locale="zh-CN", viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(full_table)
        widths = (
            page.locator("#cases tbody tr").first.locator("td").evaluate_all("cells => cells.map(c => c.offsetWidth)")
        )
        assert len(widths) == 5
        assert min(widths) > 300
