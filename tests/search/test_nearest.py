"""What a reader is offered when nothing is found."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from archive.filters import Filters
from archive.models import Notice
from search.finding import find
from search.nearest import nearest
from tests.search.conftest import build_index, make_notice

pytestmark = pytest.mark.django_db


def said(query: str, filters: Filters | None = None) -> tuple[dict[str, int], str | None]:
    answer = find(query, filters)
    assert not answer.total
    found = nearest(answer)
    assert found
    return {part.written: part.total for part in found.parts}, found.answer.query.text if found.answer else None


def test_it_names_the_part_that_stands_nowhere(seeds: dict[str, Notice]) -> None:
    assert said("深交所 欧阳锋") == ({"深交所": 1, "欧阳锋": 0}, "深交所")
    assert said("组长:刘卒 欧阳锋") == ({"组长:刘卒": 1, "欧阳锋": 0}, "组长:刘卒")


def test_it_leaves_out_the_rarest_where_all_stand_somewhere(seeds: dict[str, Notice]) -> None:
    parts, offered = said("深交所 叶青纯 动员会")
    assert all(parts.values())
    assert offered
    assert find(offered).total


def test_it_cuts_a_single_word() -> None:
    make_notice("市教育局动员会")
    build_index()
    parts, offered = said("教育局殡仪馆")
    assert parts == {"教育局": 1, "殡仪馆": 0}
    assert offered == "教育局"


def test_it_offers_only_what_the_filters_let_through(seeds: dict[str, Notice]) -> None:
    assert said("深交所 欧阳锋", Filters({"year": ("2018",)}))[1] is None


def test_it_says_nothing_of_one_part_or_of_many(seeds: dict[str, Notice]) -> None:
    assert nearest(find("欧阳锋")) is None
    assert nearest(find(" ".join(f"欧阳锋{n}" for n in range(12)))) is None


def test_it_stands_on_the_page_and_in_the_command(client: Client, seeds: dict[str, Notice]) -> None:
    shown = client.get("/search/", {"q": "深交所 欧阳锋"}).content.decode()
    assert "最接近而能查到的是" in shown
    assert "（1件）" in shown
    out = StringIO()
    call_command("search", "深交所", "欧阳锋", stdout=out)
    assert "Cut into: 深交所 (1), 欧阳锋 (0)\nNearest: 深交所 (1)\n" in out.getvalue()
