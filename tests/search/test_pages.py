"""The search page as a reader sees it, and the command beside it."""

import io
import json
from html import unescape
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Notice
from tests.makers import fill_archive
from tests.search.conftest import build_index, make_notice

pytestmark = pytest.mark.django_db


def page(client: Client, expected_status: int = 200, **query: Any) -> str:
    response = client.get("/search/", query)
    assert response.status_code == expected_status
    return unescape(response.content.decode())


def test_it_shows_examples_before_anything_is_asked(client: Client, seeds: dict[str, Notice]) -> None:
    assert "例如：" in page(client)
    assert "例如：" in page(client, q="  ")


def test_it_shows_no_examples_where_there_is_nothing_to_find(client: Client, db: None) -> None:
    assert "例如：" not in page(client)
    assert "还没有公告" in page(client)


@pytest.mark.parametrize("filters", [{}, {"year": "2015"}])
def test_it_says_that_a_mark_alone_is_nothing_to_look_for(
    client: Client, seeds: dict[str, Notice], filters: dict[str, Any]
) -> None:
    shown = page(client, q="。", **filters)
    assert "“。”里没有可以查找的字词。" in shown
    assert "例如：" in shown
    assert "没有找到" not in shown


@pytest.mark.parametrize(("query", "is_advised"), [('"玄黄宇宙"', True), ("AND", False), ("玄黄宇宙", False)])
def test_it_advises_to_take_quotes_away_where_there_are_some(
    client: Client, seeds: dict[str, Notice], query: str, is_advised: bool
) -> None:
    assert ("去掉引号" in page(client, q=query)) is is_advised


def test_it_shows_what_was_found(client: Client, seeds: dict[str, Notice]) -> None:
    shown = page(client, q="深交所")
    assert "1件公告" in shown
    assert "<mark>深交所</mark>" in shown
    assert 'value="深交所"' in shown
    assert seeds["000"].get_absolute_url() in shown
    assert seeds["002"].get_absolute_url() not in shown


def test_it_combines_filters_and_keeps_them(client: Client, seeds: dict[str, Notice]) -> None:
    shown = page(client, q="动员会", group=["7", "3"], level="central")
    assert "2件公告" in shown
    assert seeds["000"].get_absolute_url() in shown
    assert seeds["003"].get_absolute_url() in shown
    assert seeds["004"].get_absolute_url() not in shown


def test_it_pages(client: Client) -> None:
    for number in range(25):
        make_notice(f"巡察第{number}号")
    build_index()
    assert "第1—20件，共25件" in page(client, q="巡察")
    assert "第21—25件，共25件" in page(client, q="巡察", page=2)
    assert "只有2页" in page(client, expected_status=404, q="巡察", page=3)
    for wrong in ("99999", "0", "-1", "x", "9" * 400):
        page(client, expected_status=404, q="巡察", page=wrong)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"q": "“"}, "引号不成对"),
        ({"q": "OR"}, "没有字词，按原样查找"),
        ({"q": "！"}, "没有可以查找的字词"),
        ({"q": "巡" * 3000}, "查询太长"),
        ({"q": "\x00\x07🎉"}, "没有找到"),
        ({"q": "深交所", "year": "abcd"}, "不是年份"),
        ({"q": "深交所", "sort": "worst"}, "排序没有“worst”"),
        ({"q": "深交所", "kind": "<b>"}, "不在可选之列"),
        ({"q": "此语不见于任何公告"}, "可以试试"),
    ],
)
def test_it_says_what_is_wrong_and_goes_on(
    client: Client, seeds: dict[str, Notice], query: dict[str, Any], said: str
) -> None:
    assert said in page(client, **query)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"q": "此语不见于公告"}, "没有公告含“此语不见于公告”。"),
        ({"q": "“此语不见于公告”"}, "没有公告含“此语不见于公告”。"),
        ({"q": "此语不见 于公告"}, "没有公告同时含“此语不见”、“于公告”。"),
        ({"q": "此语不见于公告", "year": "2015"}, "符合所选条件的公告里，没有含“此语不见于公告”的。"),
        ({"year": "1950"}, "没有同时符合这些条件的公告"),
    ],
)
def test_it_names_what_was_asked_for_in_vain(
    client: Client, seeds: dict[str, Notice], query: dict[str, Any], said: str
) -> None:
    assert said in page(client, **query)


def test_it_escapes_what_was_asked_for_in_vain(client: Client, seeds: dict[str, Notice]) -> None:
    shown = client.get("/search/", {"q": "“<b>此语&</b>”"}).content.decode()
    assert "没有公告含“&lt;b&gt;此语&amp;&lt;/b&gt;”。" in shown
    assert "<b>此语" not in shown


def test_it_offers_filters_only_where_there_is_something_to_filter(client: Client, seeds: dict[str, Notice]) -> None:
    empty = page(client, q="此语不见于公告")
    assert "应用筛选" not in empty
    assert 'href="#filters"' not in empty
    assert "with-facets" not in empty
    assert "应用筛选" in page(client, q="此语不见于公告", year="2015")
    assert "应用筛选" in page(client, q="深交所")


def test_it_asks_as_much_of_five_notices_as_of_five_hundred(client: Client) -> None:
    fill_archive(5)
    build_index()
    page(client, q="正文")
    few, many = CaptureQueriesContext(connection), CaptureQueriesContext(connection)
    with few:
        assert "5件公告" in page(client, q="正文")
    fill_archive(495, first=5)
    build_index()
    with many:
        assert "500件公告" in page(client, q="正文")
    assert len(many) == len(few)
    assert len(few) < 15


def test_it_offers_sizes_of_a_page(client: Client) -> None:
    fill_archive(30)
    build_index()
    first, all_of_them = page(client, q="公告"), page(client, q="公告", per_page="50")
    assert [shown.count("<article") for shown in (first, all_of_them)] == [20, 30]
    assert "<b>50</b>" in all_of_them
    assert "只有20、50、100" in page(client, q="公告", per_page="7")


def test_its_links_carry_no_more_of_a_query_than_was_read(client: Client, seeds: dict[str, Notice]) -> None:
    short, long = (len(page(client, q="巡" * count)) for count in (200, 5000))
    assert long < short + 1000


def test_it_escapes_whatever_a_notice_holds(client: Client) -> None:
    make_notice("<script>alert(1)</script>欧阳锋", title="<img onerror=x>欧阳锋")
    build_index()
    shown = client.get("/search/", {"q": "欧阳锋 <script>"}).content.decode()
    assert "<script>alert" not in shown
    assert "<img onerror" not in shown
    assert "&lt;img onerror=x&gt;<mark>欧阳锋</mark>" in shown


def test_it_says_that_the_index_is_missing(client: Client) -> None:
    make_notice("欧阳锋")
    shown = page(client, q="欧阳锋")
    assert "索引暂时不能用" in shown
    assert "1件公告" in shown


def command(*arguments: str) -> str:
    out = io.StringIO()
    call_command("search", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_json(seeds: dict[str, Notice]) -> None:
    answer = json.loads(command("深交所", "--group", "第七", "--format", "json"))
    assert set(answer) == {"query", "total", "took_ms", "results"}
    (result,) = answer["results"]
    assert result["id"] == seeds["000"].pk
    assert result["file"] == seeds["000"].file_name
    assert result["groups"] == ["中央第七巡视组"]
    assert "深交所" in result["excerpt"]
    assert set(result) == {"id", "title", "url", "file", "year", "groups", "score", "excerpt", "partial"}


def test_it_prints_a_table(seeds: dict[str, Notice]) -> None:
    assert "1 found, 1 shown." in command("叶青纯", "--year", "2016")
    assert "0 found, 0 shown." in command("叶青纯", "--year", "2015", "--year", "none")


def test_it_answers_a_line_for_a_line(seeds: dict[str, Notice], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("刘卒\n\n“\n工商联".encode() + b"\xff\n")))
    answers = [json.loads(line) for line in command("--stdin").splitlines()]
    assert [answer["total"] for answer in answers] == [1, 0, 0, 1]
    assert [answer["query"] for answer in answers] == ["刘卒", "", "“", "工商联\ufffd"]


@pytest.mark.parametrize("arguments", [[], ["刘卒", "--year", "x"], ["刘卒", "--limit", "0"]])
def test_it_refuses_what_makes_no_sense(arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        command(*arguments)
