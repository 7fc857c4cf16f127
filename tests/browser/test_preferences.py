"""What readers tell their browsers: less motion, more contrast, their own colours; and paper."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "axe" / "axe.min.js"
SOME = ["/", "/notices/", "/notices/1/", "/search/?q=巡视", "/coverage/", "/timeline/", "/statistics/"]

Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, site: Site) -> Iterator[Opener]:
    """A function that opens a page for a reader who prefers this or that."""
    contexts: list[BrowserContext] = []

    def open_page(theme: str = "", **preferences: Any) -> Page:
        context = browser.new_context(base_url=site.url, locale="zh-CN", bypass_csp=True, **preferences)
        contexts.append(context)
        if theme:
            context.add_cookies([{"name": "theme", "value": theme, "url": site.url}])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("address", SOME)
def test_nothing_moves_for_who_wants_no_motion(opened: Opener, address: str) -> None:
    page = opened(reduced_motion="reduce")
    page.goto(address)
    moving = """() => [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      const seconds = [...style.transitionDuration.split(","), ...style.animationDuration.split(",")].map(parseFloat);
      return seconds.some((n) => n > 0) || style.scrollBehavior === "smooth";
    }).map((element) => element.outerHTML.slice(0, 120))"""
    assert page.evaluate(moving) == []


@pytest.mark.parametrize("address", SOME)
@pytest.mark.parametrize(("system", "chosen"), [("light", ""), ("dark", ""), ("light", "dark"), ("dark", "light")])
def test_it_gives_more_contrast_where_more_is_wanted(opened: Opener, address: str, system: str, chosen: str) -> None:
    page = opened(theme=chosen, color_scheme=system, contrast="more")
    page.goto(address)
    page.add_script_tag(path=AXE)
    found = page.evaluate("() => axe.run({runOnly: ['color-contrast-enhanced']})")
    assert [node["html"][:160] for violation in found["violations"] for node in violation["nodes"]] == []


def test_it_keeps_its_marks_in_the_readers_own_colours(opened: Opener) -> None:
    page = opened(forced_colors="active")
    page.goto("/notices/?year=2015")
    style = "(element) => getComputedStyle(element)"
    current = page.locator(".site-nav [aria-current]")
    assert "underline" in current.evaluate(f"(e) => ({style})(e).textDecorationLine")
    chip = page.locator(".chip").first
    assert chip.evaluate(f"(e) => ({style})(e).borderTopStyle") == "solid"


def test_the_arrow_through_a_verb_keeps_its_head_in_the_readers_own_colours(opened: Opener) -> None:
    page = opened(forced_colors="active")
    page.goto("/notices/")
    verb = page.locator(".verb").first
    assert "gradient" in verb.evaluate("(e) => getComputedStyle(e).backgroundImage")
    whole = verb.evaluate("(e) => getComputedStyle(e.closest('li, article, p')).color")
    assert verb.evaluate("(e) => e.matches('a') || getComputedStyle(e).color") in (True, whole)


def test_it_lights_the_words_behind_a_fact_in_the_readers_own_colours(opened: Opener) -> None:
    page = opened(forced_colors="active")
    page.goto("/notices/1/")
    page.locator(".fact[data-f~='units']").first.hover()
    for lit in (".fact[data-f~='units']", ".text .ev[data-f~='units']"):
        assert "gradient" in page.locator(lit).first.evaluate("(e) => getComputedStyle(e).backgroundImage"), lit
    assert (
        page.locator(".text .ev[data-f~='phones']").first.evaluate("(e) => getComputedStyle(e).backgroundImage")
        == "none"
    )


@pytest.mark.parametrize(("theme", "scheme"), [("", "light"), ("dark", "light"), ("", "dark"), ("light", "dark")])
def test_the_readers_own_colours_win_over_every_theme(opened: Opener, theme: str, scheme: str) -> None:
    page = opened(theme, forced_colors="active", color_scheme=scheme)
    page.goto("/notices/1/")
    painted = "(element) => getComputedStyle(element).color"
    own = page.locator("h1").evaluate(painted)  # what the browser forces
    assert page.locator(".pair dd[data-f], .pair .fact[data-f]").first.evaluate(painted) == own
    link = page.locator(".pair .fact a").first.evaluate(painted)
    assert link == page.locator(".crumbs a").first.evaluate(painted)


def test_cells_without_notices_differ_in_the_readers_own_colours(opened: Opener) -> None:
    page = opened(forced_colors="active")
    page.goto("/coverage/")
    drawn = "(e) => [getComputedStyle(e).borderTopColor, getComputedStyle(e).backgroundImage.split('(')[0]].join(' ')"
    samples = [
        page.locator(f".legend {name}").first.evaluate(drawn) for name in (".cell-known", ".cell-none", ".cell-unread")
    ]
    assert len(set(samples)) == len(samples), samples
    assert "gradient" in samples[2]


@pytest.mark.parametrize("preferences", [{}, {"contrast": "more"}, {"forced_colors": "active"}])
def test_what_no_notice_tells_of_is_hatched_where_a_tint_is_not_seen(opened: Opener, preferences: Any) -> None:
    page = opened(**preferences)
    page.goto("/coverage/?authority=all")
    if not preferences:
        page.emulate_media(media="print")
    for cell in (".legend .cell-unread", ".matrix td.u"):
        drawn = page.locator(cell).first.evaluate("(e) => getComputedStyle(e).backgroundImage")
        assert drawn.startswith("repeating-linear-gradient"), cell


def test_a_notice_prints_without_what_serves_the_screen_alone(opened: Opener) -> None:
    page = opened()
    page.goto("/notices/1/")
    page.emulate_media(media="print")
    for screen_only in (
        ".site-nav",
        ".head-links",
        ".head-search",
        ".crumbs",
        ".key",
        ".switch",
        ".site-foot",
        ".skip",
    ):
        assert page.locator(screen_only).first.is_hidden(), screen_only
    assert page.locator("#text").is_visible()
    assert page.locator("#source").is_visible()
    page.emulate_media(media="screen")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
