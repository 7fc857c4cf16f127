"""What is offered while somebody types."""

import json
import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Notice
from search.suggesting import complete
from search.vocabulary import Vocabulary
from tests.search.conftest import vocabulary_of

NAMES = vocabulary_of(
    unit="深圳证券交易所 深交所 上海证券交易所 工商联*3 市工商联*2 ABC集团",
    group="中央第七巡视组*4 中央第十巡视组",
    person="刘卒 刘金平*2 单国强",
    phrase="四个着力*9",
)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("深交", ["深交所"]),
        ("深", ["深交所", "深圳证券交易所"]),
        ("證券", ["上海证券交易所", "深圳证券交易所"]),
        ("交易 证券", ["交易 上海证券交易所"]),
        ("工商", ["工商联", "市工商联"]),
        ("工商联", ["市工商联"]),
        ("刘", ["刘金平", "刘卒"]),
        ("shenj", ["深交所"]),
        ("shen'jiao", ["深交所"]),
        ("ＳＪＳ", ["深交所"]),
        ("sjs", ["深交所"]),
        ("szzq", ["深圳证券交易所"]),
        ("jiaoyi", ["上海证券交易所", "深圳证券交易所"]),
        ("iaoyi", []),  # no syllable begins so
        ("zqjys", ["上海证券交易所", "深圳证券交易所"]),
        ("shanguo", ["单国强"]),
        ("lz", ["刘卒"]),
        ("l", []),
        ("abc", ["ABC集团"]),
        ("2015 深交", ["2015 深交所"]),
        ("“四个", ["“四个着力”"]),
        ("「四个", ["「四个着力」"]),
        ('"四个', ['"四个着力"']),
        ('"回头看"四个', ['"回头看"四个着力']),
        ("深交 ", []),
        ("", []),
        ("\x00\n", []),
        ("巡" * 300, []),
    ],
)
def test_it_completes(typed: str, first: list[str]) -> None:
    offered = [suggestion.text for suggestion in complete(typed, vocabulary=NAMES)]
    assert offered[: len(first)] == first
    assert bool(offered) is bool(first)


def test_it_counts_only_what_it_knows() -> None:
    assert complete("工商", vocabulary=NAMES)[0].count == 3
    assert complete("刘卒 工商", vocabulary=NAMES)[0].count is None
    assert complete("四个", vocabulary=NAMES)[0].count is None


def test_it_offers_each_name_once_and_no_more_than_asked() -> None:
    twice = vocabulary_of(unit="辽宁省", place="辽宁省*2 辽阳市 辽源市")
    offered = complete("liao", limit=2, vocabulary=twice)
    assert [(suggestion.text, suggestion.kind) for suggestion in offered] == [("辽宁省", "place"), ("辽源市", "place")]


@given(st.text(max_size=300))
def test_it_takes_whatever_is_typed(text: str) -> None:
    assert len(complete(text, vocabulary=NAMES)) <= 8


def test_it_is_fast_enough_to_type_with(many_names: Vocabulary) -> None:
    for typed in ("深", "巡察组", "ng", "qqqq", "jyj", "不存在", "zhengju"):
        took = []
        for _ in range(5):
            started = time.process_time()
            complete(typed, vocabulary=many_names)
            took.append(time.process_time() - started)
        assert min(took) < 0.005, typed


def suggested(client: Client, **query: Any) -> list[dict[str, Any]]:
    response = client.get("/search/suggest/", query)
    assert response.status_code == 200
    found: list[dict[str, Any]] = json.loads(response.content)["suggestions"]
    return found


@pytest.mark.django_db
class TestTheAddress:
    def test_it_answers_in_json(self, client: Client, seeds: dict[str, Notice]) -> None:
        assert suggested(client, q="深交") == [{"text": "深交所", "kind": "unit", "count": 1}]

    @pytest.mark.parametrize("typed", ["", " ", "\x00", "\ud800", "<script>", "%", "巡" * 5000, "🎉", "“"])
    def test_it_takes_whatever_is_sent(self, client: Client, seeds: dict[str, Notice], typed: str) -> None:
        suggested(client, q=typed.encode("utf-8", "surrogatepass"))

    def test_it_takes_no_query_at_all(self, client: Client) -> None:
        assert suggested(client) == []

    def test_it_may_be_kept_by_proxies_and_is_only_read(self, client: Client, seeds: dict[str, Notice]) -> None:
        response = client.get("/search/suggest/?q=shenj")
        assert response["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in response.get("Vary", "")
        assert client.post("/search/suggest/?q=shenj").status_code == 405

    def test_it_asks_the_database_once(self, client: Client, seeds: dict[str, Notice]) -> None:
        suggested(client, q="深")
        with CaptureQueriesContext(connection) as queries:
            suggested(client, q="深交")
        assert len(queries) == 1
