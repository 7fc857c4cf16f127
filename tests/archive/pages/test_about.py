import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.makers import fill_archive, make_exchange_notice, make_mention, make_notice, make_unit

pytestmark = pytest.mark.django_db


def read(client: Client) -> str:
    response = client.get("/about/")
    assert response.status_code == 200
    return response.content.decode()


def test_it_says_how_much_there_is(client: Client) -> None:
    make_exchange_notice()
    make_notice("不知何年", text="甲", year=None)
    make_mention(make_notice("草稿", text="乙", year=None, published=False), unit=make_unit("辽宁省"))
    assert "现有2件公告，说到1次巡视、1个单位；其中1件年份不明。" in read(client)


def test_it_says_what_it_is_and_is_not(client: Client) -> None:
    page = read(client)
    for said in ("现有0件公告", "不受理举报", "年份不明", "怎样引用", "不等于没有巡视"):
        assert said in page
    assert 'href="/coverage/"' in page
    assert 'href="/statistics/"' in page


def test_its_example_was_looked_at_today(client: Client) -> None:
    assert f"([2015]-11-01)[{timezone.localdate()}]" in client.get("/about/").content.decode()


def test_it_shows_the_address_of_this_site_in_the_example(client: Client) -> None:
    assert "http://testserver/notices/1/" in read(client)


def test_it_asks_as_much_of_many_as_of_few(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client)
        return len(captured)

    few = queries()
    fill_archive(50)
    assert queries() == few
    assert few < 6
