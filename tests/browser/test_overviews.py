"""The pages of the whole archive: charts under the site's own rules, tables without them, and every width."""

import csv
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

PAGES = ["/", "/notices/", "/coverage/", "/coverage/?authority=all", "/statistics/", "/timeline/", "/about/"]
TABLES = 6  # of the seven statistics: the seeds tell of no feedback, so there are no days to count
HIDDEN_WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_it_draws_a_chart_beside_every_table(page: Page) -> None:
    page.goto("/statistics/")
    expect(page.locator(".chart canvas")).to_have_count(TABLES)
    expect(page.get_by_role("table")).to_have_count(TABLES)
    for chart in page.locator(".chart").all():
        box = chart.bounding_box()
        assert box
        assert box["height"] > 60
        assert chart.evaluate("box => [...box.querySelectorAll('canvas')].every(pen => pen.width > 200)")


def test_it_draws_something_in_every_chart(page: Page) -> None:
    page.goto("/statistics/")
    expect(page.locator(".chart canvas")).to_have_count(TABLES)
    colours = page.locator(".chart canvas").evaluate_all(
        """canvases => canvases.map(canvas => {
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            return new Set(new Uint32Array(pixels.buffer)).size;
        })"""
    )
    assert min(colours) > 2


def test_it_draws_again_where_the_page_grows_narrow(page: Page) -> None:
    page.goto("/statistics/")
    chart = page.locator(".chart .uplot").first
    wide = chart.evaluate("plot => plot.offsetWidth")
    page.set_viewport_size(ViewportSize(width=390, height=844))
    expect(page.locator(".chart .uplot").first).not_to_have_js_property("offsetWidth", wide)
    assert page.evaluate(HIDDEN_WIDTH) == 0


def test_it_leaves_the_tables_alone_without_a_script(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.url, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto("/statistics/")
    expect(page.get_by_role("table")).to_have_count(TABLES)
    expect(page.locator(".chart").first).to_be_hidden()
    expect(page.locator("#years-t")).to_contain_text("2015年")
    page.goto("/coverage/")
    expect(page.get_by_role("row", name="深圳证券交易所").get_by_role("link", name="1件公告")).to_be_visible()
    expect(page.get_by_role("button", name="复制本页链接")).to_be_hidden()
    page.goto("/timeline/")
    expect(page.get_by_role("navigation", name="月份").get_by_role("link").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [320, 390, 768, 1152, 1280, 1920])
def test_it_fits_every_width(page: Page, site: Site, width: int, language: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    page.set_viewport_size(ViewportSize(width=width, height=900))
    for address in PAGES:
        page.goto(address)
        assert page.evaluate(HIDDEN_WIDTH) == 0, address


@pytest.mark.parametrize("address", PAGES)
def test_it_costs_little_to_load(page: Page, address: str) -> None:
    sizes: list[float] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda loaded: sizes.append(loaded["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    assert len(sizes) >= 3  # the page, its one sheet of style and its scripts were seen
    assert sum(sizes) < 100_000


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [1152, 1280, 1920])
def test_it_shows_the_whole_navigation_in_one_line(page: Page, site: Site, width: int, language: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    page.set_viewport_size(ViewportSize(width=width, height=900))
    for address in ("/", "/notices/"):
        page.goto(address)
        shown = page.locator(".site-nav li:visible")
        tops = shown.evaluate_all("items => items.map(item => Math.round(item.getBoundingClientRect().top))")
        assert len(tops) >= 10
        assert len(set(tops)) == 1


def test_it_opens_the_navigation_on_a_phone(page: Page) -> None:
    page.set_viewport_size(ViewportSize(width=390, height=844))
    page.goto("/about/")
    sections = page.get_by_role("navigation", name="主要栏目")
    expect(sections).to_be_hidden()
    page.get_by_role("link", name="目录", exact=True).click()
    expect(sections.get_by_role("link", name="覆盖表")).to_be_visible()
    sections.get_by_role("link", name="时间线").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("时间线")


def test_it_keeps_heads_in_sight_where_the_matrix_scrolls(page: Page) -> None:
    page.set_viewport_size(ViewportSize(width=390, height=500))
    page.goto("/coverage/")
    matrix = page.get_by_role("region", name="覆盖表")
    unit = matrix.get_by_role("rowheader").first
    head = matrix.get_by_role("columnheader", name="第一轮").first
    before, above = unit.bounding_box(), head.bounding_box()
    matrix.evaluate("box => box.scrollBy(600, 80)")
    after, still = unit.bounding_box(), head.bounding_box()
    assert before
    assert above
    assert after
    assert still
    assert after["x"] == before["x"]
    assert still["y"] == above["y"]
    assert still["x"] < above["x"]


def test_it_scrolls_the_matrix_by_keyboard(page: Page) -> None:
    page.set_viewport_size(ViewportSize(width=390, height=700))
    page.goto("/coverage/")
    matrix = page.get_by_role("region", name="覆盖表")
    deadline = time.monotonic() + 10
    while matrix.evaluate("box => box.scrollLeft") == 0:
        assert time.monotonic() < deadline, "the arrow key moves nothing"
        matrix.press("ArrowRight")


def test_it_leads_from_the_matrix_to_the_notice(page: Page) -> None:
    page.goto("/coverage/")
    row = page.get_by_role("row", name="辽宁省")
    row.get_by_role("link", name="回头看").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("辽宁省")


def test_it_chooses_what_the_matrix_shows(page: Page) -> None:
    page.goto("/coverage/")
    page.get_by_label("行", exact=True).select_option(label="有“回头看”的")
    page.get_by_label("列", exact=True).select_option(label="按年份")
    page.get_by_role("button", name="应用筛选").click()
    matrix = page.get_by_role("region", name="覆盖表")
    expect(matrix.get_by_role("rowheader")).to_have_count(1)
    expect(matrix.get_by_role("columnheader", name="2016")).to_be_visible()


def test_it_hands_the_matrix_out_as_a_file(page: Page, tmp_path: Path) -> None:
    page.goto("/coverage/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 CSV").click()
    kept = tmp_path / "coverage.csv"
    download.value.save_as(kept)
    assert download.value.suggested_filename == "巡览-覆盖表.csv"
    with kept.open(encoding="utf-8-sig", newline="") as lines:
        units = {line["被巡视单位"] for line in csv.DictReader(lines)}
    assert {"深圳证券交易所", "辽宁省"} <= units


def test_it_goes_through_the_years(page: Page) -> None:
    page.goto("/timeline/")
    expect(page.get_by_role("heading", level=1)).to_have_text("时间线：2018年")
    page.get_by_role("link", name="往前：2016年").click()
    expect(page.get_by_role("heading", level=2, name="2016年2月")).to_be_visible()
    page.get_by_role("navigation", name="年份").get_by_role("link", name="年份不明").click()
    expect(page.get_by_role("article")).to_have_count(1)


def test_it_tells_what_inferred_means_only_where_it_is_said(page: Page) -> None:
    page.goto("/units/?q=深圳证券交易所")
    expect(page.locator(".inferred-note")).to_be_visible()
    page.goto("/units/?q=市工商联")
    expect(page.get_by_role("link", name="市工商联", exact=True)).to_be_visible()
    expect(page.locator(".inferred-note")).to_be_hidden()
