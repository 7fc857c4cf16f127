"""An editor's day: log in, see drafts, correct a field, find the correction."""

import re
import time

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(page: Page) -> Page:
    page.goto("/admin/")
    page.get_by_label("用户名").fill("editor")
    page.get_by_label("密码").fill("correct-horse-1949")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("link", name="公告", exact=True).first).to_be_visible()
    return page


def open_notice(page: Page, search: str) -> None:
    page.goto("/admin/archive/notice/")
    page.locator("#searchbar").fill(search)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q="))
    page.locator("#result_list tbody th a").first.click()
    expect(page.locator("#notice_form")).to_be_visible()


def name_field(page: Page, name: str) -> Locator:
    """The field that holds a person's name, by its place in the form: the value will change."""
    fields = page.locator("input[name^='appearances-'][name$='-name']")
    values = [fields.nth(index).input_value() for index in range(fields.count())]
    return fields.nth(values.index(name))


def test_it_finds_a_correction_by_search(editor: Page) -> None:
    open_notice(editor, "胡新元")
    name_field(editor, "胡新元").fill("胡新远")
    editor.get_by_role("button", name="保存", exact=True).first.click()
    expect(editor.get_by_text("成功")).to_be_visible()
    editor.goto("/search/?q=胡新远")
    expect(editor.get_by_role("article")).to_contain_text("中国通用技术集团公司")
    editor.get_by_role("article").get_by_role("heading").get_by_role("link").click()
    expect(editor.locator("#facts")).to_contain_text("编辑更正")
    open_notice(editor, "胡新远")
    name_field(editor, "胡新远").fill("胡新元")
    editor.get_by_role("button", name="保存", exact=True).first.click()
    expect(editor.get_by_text("成功")).to_be_visible()


def test_it_hides_drafts_from_readers(editor: Page, context: BrowserContext, site: Site) -> None:
    editor.goto("/admin/archive/notice/add/")
    editor.locator("#id_versions-0-text").fill("县委第四巡察组进驻县教育局开展常规巡察。联络暗号玄黄宇宙。")
    editor.get_by_role("button", name="保存并继续编辑").first.click()
    expect(editor.get_by_text("成功")).to_be_visible()
    notice_id = re.search(r"/notice/(\d+)/", editor.url)
    assert notice_id
    editor.goto(f"/notices/{notice_id[1]}/")
    expect(editor.get_by_role("main")).to_contain_text("草稿")
    browser = context.browser
    assert browser
    reader = browser.new_context(base_url=site.url, locale="zh-CN")
    try:
        visitor = reader.new_page()
        response = visitor.goto(f"/notices/{notice_id[1]}/")
        assert response
        assert response.status == 404
        visitor.goto("/search/?q=玄黄宇宙")
        expect(visitor.get_by_role("article")).to_have_count(0)
        open_notice(editor, "玄黄宇宙")
        editor.locator("#id_status").select_option(label="已发布")
        editor.get_by_role("button", name="保存", exact=True).first.click()
        expect(editor.get_by_text("成功")).to_be_visible()
        ends = time.monotonic() + 20
        while not visitor.get_by_role("article").count():  # a moment later, when the worker has been at it
            assert time.monotonic() < ends, "what was published is not found"
            visitor.goto("/search/?q=玄黄宇宙")
        expect(visitor.get_by_role("article")).to_have_count(1)
    finally:
        reader.close()
        editor.goto(f"/admin/archive/notice/{notice_id[1]}/delete/")
        editor.get_by_role("button", name=re.compile("确定|确认")).click()
        expect(editor.get_by_text("成功")).to_be_visible()


def test_it_shows_what_parsing_again_would_change(editor: Page) -> None:
    editor.goto("/admin/archive/notice/")
    editor.locator("input.action-select").first.check()
    editor.locator("select[name='action']").first.select_option(value="parse_again")
    editor.get_by_role("button", name="执行").first.click()
    expect(editor.get_by_role("heading", name="重新解析会改什么")).to_be_visible()
    expect(editor.get_by_text("件不会有改动")).to_be_visible()
    editor.get_by_role("link", name="不改，返回").click()
    expect(editor).to_have_url(re.compile(r"/admin/archive/notice/$"))


# Run by a process of the site.
_REPORT = """
from archive.models import Notice
notice = Notice.objects.exclude(title="").first()
notice.error_reports.get_or_create(text="组长的名字读错了，原文第一段写的是另一个字。", field="cases")
"""


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", ["notice", "errorreport"])
def test_no_list_is_cut_on_a_usual_screen(
    editor: Page, context: BrowserContext, site: Site, name: str, language: str
) -> None:
    site.manage("shell", "-v0", "-c", _REPORT)
    context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    editor.set_viewport_size({"width": 1280, "height": 800})
    editor.goto(f"/admin/archive/{name}/")
    results = editor.locator(".results")
    expect(results).to_be_visible()
    assert results.evaluate("list => list.scrollWidth <= list.clientWidth")
