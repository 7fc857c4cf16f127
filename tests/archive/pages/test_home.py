import pytest
from django.test import Client

from tests.makers import make_authority, make_exchange_notice, make_notice, make_round

pytestmark = pytest.mark.django_db


def test_it_offers_the_search_box(client: Client) -> None:
    page = client.get("/").content.decode()
    assert 'action="/search/"' in page
    assert 'name="q"' in page


def test_it_shows_who_inspects_whom(client: Client) -> None:
    make_exchange_notice()
    page = client.get("/").content.decode()
    for said in ("中央第七巡视组", "专项巡视", "深圳证券交易所", "十八届中央第八轮", "刘卒", "2015-11-01", "年份推定"):
        assert said in page


def test_it_counts_notices_by_year_and_says_what_is_unknown(client: Client) -> None:
    make_notice("甲", text="甲", year=2015)
    make_notice("乙", text="乙", year=2017)
    make_notice("丙", text="丙", year=None)
    page = client.get("/").content.decode()
    assert "/notices/?year=2015" in page
    assert "/notices/?year=none" in page
    assert '<th scope="row">2016</th><td class="n">0</td>' in page


def test_it_fills_the_rounds_that_published_notices_are_of(client: Client) -> None:
    make_notice("甲", text="甲", round=make_round(18, 8), authority=make_authority())
    make_notice("乙", text="乙", round=make_round(18, 9), authority=make_authority(), published=False)
    page = client.get("/").content.decode()
    assert page.count('" class="cell cell-have"') == 1
    assert "本站有公告的1轮" in page
    # The signs of the coverage table, where a hollow cell has another meaning.
    assert page.count('" class="cell cell-unread"') > 1
    assert page.count('<span class="cell cell-unread" aria-hidden="true"></span> 暂无公告') == 1
    assert "cell-known" not in page
    assert f'href="{make_round(18, 8).get_absolute_url()}" class="cell cell-have"' in page


def test_it_hides_drafts(client: Client) -> None:
    make_notice("还没核对的公告", published=False)
    assert "还没核对的公告" not in client.get("/").content.decode()


def test_it_says_when_there_is_nothing(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "还没有公告" in page
    assert "例如" not in page


def test_it_shows_examples_of_queries(client: Client) -> None:
    make_exchange_notice()
    assert "例如" in client.get("/").content.decode()
