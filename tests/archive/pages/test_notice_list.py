import re

import pytest
from django.test import Client

from archive.partial_date import PartialDate
from tests.makers import fill_archive, make_exchange_notice, make_group, make_mention, make_notice, make_place

pytestmark = pytest.mark.django_db


def titles(page: str) -> list[str]:
    return re.findall(r"<h3[^>]*><a [^>]*>\s*(.*?)\s*</a></h3>", page)


def read(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def make_three() -> None:
    make_notice("甲公告", text="甲", year=2015, level="central")
    make_notice("乙公告", text="乙", year=2018, level="city", places=[make_place("河南省", "洛阳市")])
    make_notice("丙公告", text="丙", year=None, level="city")


def test_it_lists_the_newest_first_and_the_undated_last(client: Client) -> None:
    make_three()
    assert titles(read(client, "/notices/")) == ["乙公告", "甲公告", "丙公告"]


def test_it_leads_from_a_notice_to_its_unit_and_its_inspection(client: Client) -> None:
    case = make_exchange_notice().mentions.get().inspection
    page = read(client, "/notices/")
    assert case.unit is not None
    for thing in (case, case.unit):
        assert f'href="{thing.get_absolute_url()}"' in page


def test_it_sorts_as_asked_and_keeps_the_filters_in_the_links(client: Client) -> None:
    make_three()
    page = read(client, "/notices/?sort=oldest&year=2015&year=2018")
    assert titles(page) == ["甲公告", "乙公告"]
    assert "?sort=added&amp;year=2015&amp;year=2018" in page


def test_it_combines_filters_and_adds_up_values(client: Client) -> None:
    make_three()
    assert titles(read(client, "/notices/?level=city&year=2018&year=2015")) == ["乙公告"]
    assert titles(read(client, "/notices/?place=河南省")) == ["乙公告"]


def test_it_filters_by_group_number(client: Client) -> None:
    make_exchange_notice(title="深交所动员会")
    make_mention(make_notice("别的组", text="别"), make_group(3))
    assert titles(read(client, "/notices/?group=第七")) == ["深交所动员会"]


def test_it_offers_a_chip_that_takes_one_value_away(client: Client) -> None:
    make_three()
    page = read(client, "/notices/?year=2015&year=2018&level=city&page=1")
    assert 'href="?year=2018&amp;level=city"' in page
    assert 'href="?year=2015&amp;year=2018"' in page
    assert "全部清除" in page


def test_it_says_that_undated_notices_are_left_out(client: Client) -> None:
    make_three()
    page = read(client, "/notices/?year=2015")
    assert "1件年份不明的公告没有列入" in page
    assert "?year=2015&amp;year=none" in page
    assert "没有列入" not in read(client, "/notices/?year=2015&year=none")


def test_it_says_what_to_try_when_nothing_fits(client: Client) -> None:
    make_three()
    page = read(client, "/notices/?year=2015&level=city")
    assert "没有同时符合这些条件的公告" in page
    assert 'href="?level=city">不限“年份”</a>（2件）' in page


@pytest.mark.parametrize(
    ("query", "said"),
    [("year=abc", "不是年份"), ("level=moon", "不在可选之列"), ("sort=zz", "排序没有"), ("per_page=7", "每页个数没有")],
)
def test_it_explains_values_that_make_no_sense(client: Client, query: str, said: str) -> None:
    make_three()
    page = read(client, f"/notices/?{query}")
    assert said in page
    assert len(titles(page)) == 3


def test_it_shows_twenty_a_page_or_as_many_as_asked(client: Client) -> None:
    fill_archive(45)
    assert len(titles(read(client, "/notices/"))) == 20
    assert len(titles(read(client, "/notices/?page=3"))) == 5
    page = read(client, "/notices/?per_page=50&year=2015")
    assert 'name="per_page" value="50"' in page
    assert "第1—9件，共9件" in page


@pytest.mark.parametrize("number", ["99999", "0", "-1", "abc", "9" * 400])
def test_it_leads_from_a_page_that_is_not_there_to_the_last(client: Client, number: str) -> None:
    fill_archive(25)
    page = read(client, f"/notices/?year=2013&year=2014&year=2015&year=2016&year=2017&page={number}", status=404)
    assert "这个列表只有2页" in page
    assert "page=2" in page


def test_it_puts_the_many_options_behind_a_fold(client: Client) -> None:
    fill_archive(20)
    page = read(client, "/notices/")
    assert "其余2项" in page


def test_it_survives_odd_characters(client: Client) -> None:
    page = read(client, "/notices/?group=%00%F0%9F%98%80<script>&place=-&year=9999999999&type='--")
    assert "<script>" not in page


def test_it_ticks_a_chosen_place_however_far_down_it_is(client: Client) -> None:
    for number in range(205):
        make_notice(f"公告{number}", text=f"公告{number}", places=[make_place(f"第{number:03}省")])
    page = read(client, "/notices/?place=第204省")
    assert page.count('name="place" value="第204省"') == 1
    assert 'name="place" value="第204省" checked>' in page
    assert "其余197项" in page
    assert '还有5项没有列出。<a href="/places/">全部地区</a>' in page


@pytest.mark.parametrize(("year", "said"), [(2015, '11月1日</time> <span class="num">2015年公告'), (None, "年份不明")])
def test_it_sets_the_year_of_the_notice_beside_a_day_without_one(client: Client, year: int | None, said: str) -> None:
    make_notice("甲公告", year=year, meeting_date=PartialDate(None, 11, 1))
    page = read(client, "/notices/")
    assert said in page
    assert "2015年11月1日" not in page


def test_it_offers_no_empty_form_where_nothing_is_there(client: Client) -> None:
    page = read(client, "/notices/")
    assert "还没有公告" in page
    assert "应用筛选" not in page
    assert "with-facets" not in page
