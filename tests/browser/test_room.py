"""What stands on one line, and what goes to the next where there is no room."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

NARROW = ViewportSize(width=320, height=700)
# The tops of the lines on which words of the element stand, told apart by more than what a smaller type is lower.
LINES = """element => {
  const words = document.createRange();
  words.selectNodeContents(element);
  const tops = [...words.getClientRects()].map(line => Math.round(line.top));
  return [...new Set(tops)].filter((top, at, all) => at === 0 || top - all[at - 1] > 8).length;
}"""


@pytest.fixture(params=["zh-CN", "en"])
def reader(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(base_url=site.url, locale=request.param)
    yield context.new_page()
    context.close()


def test_a_county_committee_stands_on_one_line(reader: Page) -> None:
    reader.set_viewport_size(ViewportSize(width=1280, height=900))
    reader.goto("/units/")
    committee = reader.locator(".names tbody td").first
    committee.evaluate("cell => { cell.textContent = '河南省驻马店市新蔡县委'; }")
    assert committee.evaluate(LINES) == 1


def test_the_mark_of_a_round_stays_beside_its_name(reader: Page) -> None:
    reader.set_viewport_size(NARROW)
    reader.goto("/groups/1/")
    heading = reader.locator(".sortie h3", has=reader.locator(".tag-inferred")).first
    name, mark, dates = (heading.locator(part) for part in ("a", ".tag-inferred", ".dates"))
    assert name.evaluate(LINES) == 1
    boxes = [part.bounding_box() for part in (name, mark, dates)]
    (of_name, of_mark, of_dates) = (box for box in boxes if box)
    assert of_mark["y"] < of_name["y"] + of_name["height"]
    assert of_dates["x"] == of_name["x"], "what goes to a line of its own begins where the line does"


def test_no_word_of_the_years_is_broken_on_a_telephone(reader: Page) -> None:
    reader.set_viewport_size(ViewportSize(width=390, height=844))
    reader.goto("/statistics/")
    year = reader.locator(".figures tbody th").first
    year.evaluate("head => { head.textContent = 'unknown'; }")
    assert year.evaluate(LINES) == 1


def test_the_filters_of_the_coverage_table_stand_in_one_row(reader: Page) -> None:
    reader.set_viewport_size(ViewportSize(width=1280, height=900))
    reader.goto("/coverage/")
    places = [field.bounding_box() for field in reader.locator(".filter-bar .select, .filter-bar .btn").all()]
    assert len({round(place["y"]) for place in places if place}) == 1
