"""The coverage table at the size that it is made for, 300 units by 30 rounds: light, and scrolling under its heads."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import Site, serve

pytestmark = pytest.mark.browser

FILL = "from tests.matrix import fill_matrix; fill_matrix()"
# What lies in sight at the corner, along the head and along the first column, as a reader sees it; and under them.
IN_SIGHT = """box => {
  const frame = box.getBoundingClientRect(), head = box.querySelector("thead");
  const corner = box.querySelector("thead tr:last-child .corner").getBoundingClientRect();
  const at = (x, y) => document.elementFromPoint(x, y).closest("th, td");
  const steps = [0.2, 0.4, 0.6, 0.8];
  const across = steps.map(step => corner.right + step * (frame.right - corner.right));
  const down = steps.map(step => corner.bottom + step * (frame.bottom - corner.bottom));
  return {
    top: Math.round(corner.top - frame.top), left: Math.round(corner.left - frame.left),
    corner: at(corner.left + 8, corner.bottom - 8).className,
    heads: across.map(x => head.contains(at(x, corner.bottom - 8))),
    units: down.map(y => at(frame.left + 8, y).scope === "row"),
    cells: across.map((x, step) => at(x, down[step]).tagName),
  };
}"""


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(tmp_path_factory.mktemp("matrix"), ("shell", "--verbosity", "0", "--command", FILL)) as site:
        yield site


@pytest.fixture
def reader(browser: Browser, large_site: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=large_site.url, locale="zh-CN")
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280, 1920])
def test_heads_stay_in_sight_and_over_the_cells(reader: Page, width: int) -> None:
    reader.set_viewport_size(ViewportSize(width=width, height=900))
    reader.goto("/coverage/")
    matrix = reader.get_by_role("region", name="覆盖表")
    matrix.scroll_into_view_if_needed()
    before = matrix.evaluate(IN_SIGHT)
    for across, down in ((0, 3000), (500, 3000), (10_000, 100_000)):
        matrix.evaluate("(box, [across, down]) => box.scrollTo(across, down)", [across, down])
        seen = matrix.evaluate(IN_SIGHT)
        assert (seen["top"], seen["left"]) == (before["top"], before["left"])
        assert seen["corner"] == "corner"
        assert all(seen["heads"]), seen
        assert all(seen["units"]), seen
        assert set(seen["cells"]) == {"TD"}, seen


def test_it_scrolls_by_keyboard_to_the_last_unit(reader: Page) -> None:
    reader.set_viewport_size(ViewportSize(width=390, height=844))
    reader.goto("/coverage/")
    matrix = reader.get_by_role("region", name="覆盖表")
    matrix.press("End")
    expect(matrix.get_by_role("rowheader").last).to_be_in_viewport()
    matrix.press("Home")
    expect(matrix.get_by_role("rowheader").first).to_be_in_viewport()


def test_what_is_tabbed_to_stands_clear_of_the_heads(reader: Page) -> None:
    reader.set_viewport_size(ViewportSize(width=390, height=844))
    reader.goto("/coverage/")
    matrix = reader.get_by_role("region", name="覆盖表")
    matrix.evaluate("box => box.scrollTo(10000, 100000)")
    matrix.locator("td a").nth(40).focus()
    for _ in range(30):
        reader.keyboard.press("Shift+Tab")
        covered = reader.evaluate("""() => {
          const cell = document.activeElement.closest("th, td"), seen = document.activeElement.getBoundingClientRect();
          return !cell.contains(document.elementFromPoint(seen.left + seen.width / 2, seen.top + seen.height / 2));
        }""")
        assert not covered


def test_the_whole_table_is_light(reader: Page) -> None:
    sizes: list[float] = []
    network = reader.context.new_cdp_session(reader)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda loaded: sizes.append(loaded["encodedDataLength"]))
    reader.goto("/coverage/", wait_until="networkidle")
    assert reader.locator(".matrix tbody tr").count() == 300
    assert reader.locator(".matrix thead tr").last.locator("th").count() == 31
    assert sum(sizes) < 100_000


def test_it_is_narrowed_and_taken_away_as_a_file(reader: Page) -> None:
    reader.goto("/coverage/?by=year")
    assert reader.locator(".matrix tbody tr").count() == 300
    reader.goto("/coverage/")
    reader.get_by_label("派出机关").select_option(index=0)
    reader.get_by_role("button", name="应用筛选").click()
    expect(reader).to_have_url(re.compile("authority="))
    assert reader.locator(".matrix tbody th[scope=row]").count() == 300
    with reader.expect_download() as download:
        reader.get_by_role("link", name=re.compile("CSV")).click()
    assert len(download.value.path().read_text("utf-8-sig").splitlines()) == 901


def test_it_goes_whole_on_paper(reader: Page) -> None:
    reader.set_viewport_size(ViewportSize(width=1016, height=700))  # A4 lying, without its margins
    reader.goto("/coverage/")
    reader.emulate_media(media="print")
    assert reader.locator(".matrix").evaluate("table => table.getBoundingClientRect().right") <= 1016
