"""Wherever a year or a round stands that no notice writes, 推定 stands beside it."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from archive.models import Notice, YearBasis
from archive.partial_date import PartialDate
from tests.makers import make_exchange_notice, make_group, make_mention, make_notice, make_round, make_unit

pytestmark = pytest.mark.django_db

PLACES = {
    "/units/": ["2015 推定"],
    "/people/": ["2015 推定"],
    "/groups/": ["最近2015年 推定"],
    "/inspections/": ["2015-11-01 年份推定", "十八届中央第八轮 推定"],
    "/notices/": ["2015-11-01 年份推定", "十八届中央第八轮 推定"],
    "/timeline/2015/": ["2015-11-01 年份推定", "十八届中央第八轮 推定"],
    "/coverage/": ["1件公告，轮次推定"],
    "/coverage/?by=year": ["1件公告，年份推定"],
    "notice": ["年份 2015年 推定", "届次轮次 十八届中央第八轮 推定", "2015年11月1日 年份推定"],
    "inspection": ["2015年11月1日 年份推定", "轮次推定", "轮次 十八届中央第八轮 推定", "至12月29日 推定"],
    "unit": ["2015年的巡视 推定", "十八届中央第八轮 推定", "最近一次在2015年（年份推定）", "动员会报道 年份推定"],
    "person": ["2015年 推定", "十八届中央第八轮 推定"],
    "group": ["十八届中央第八轮 推定", "至12月29日 年份推定", "第八轮 推定"],
    "round": ["中央第七巡视组 轮次推定", "至12月29日 年份推定"],
}


THINGS = ("inspection", "unit", "person", "group", "round")


def make_inferred_notice() -> Notice:
    """The exchange's, with the reason why its dates have a year."""
    notice = make_exchange_notice()
    notice.bases.create(field="period_start", sentence="文中只写到月日，年份取自本公告的年份（2015年）。")
    return notice


def addresses_of(notice: Notice) -> dict[str, str]:
    case = notice.mentions.get().inspection
    return {
        "notice": notice.get_absolute_url(),
        "inspection": case.get_absolute_url(),
        "unit": make_unit().get_absolute_url(),
        "person": notice.appearances.get(name="刘卒").person_url,
        "group": make_group().get_absolute_url(),
        "round": make_round().get_absolute_url(),
    }


def read(client: Client, address: str) -> str:
    """The words of the page, those of one place together."""
    page = client.get(address).content.decode()
    page = re.sub(r"</t[dh]>|</span></li>", " ", page)
    return re.sub(r"\s+", " ", strip_tags(page))


@pytest.mark.parametrize("address", PLACES)
def test_it_marks_what_was_worked_out(client: Client, address: str) -> None:
    notice = make_inferred_notice()
    page = read(client, addresses_of(notice).get(address, address))
    assert [said for said in PLACES[address] if said not in page] == []


@pytest.mark.parametrize("address", PLACES)
def test_it_marks_nothing_that_the_text_writes(client: Client, address: str) -> None:
    notice = make_exchange_notice(year_basis=YearBasis.EXPLICIT)
    notice.bases.all().delete()
    page = client.get(addresses_of(notice).get(address, address)).content.decode()
    assert not re.search(r'<span class="tag tag-inferred"[^>]*>(年份|轮次)?推定', page)
    assert "，年份推定" not in page
    assert "，轮次推定" not in page


@pytest.mark.parametrize("address", ["/units/", "person", "inspection", "unit", "group", "round"])
def test_it_takes_a_year_and_a_round_for_written_where_one_notice_writes_them(client: Client, address: str) -> None:
    notice = make_inferred_notice()
    other = make_notice(
        "第二件",
        text="第二件",
        authority=notice.authority,
        term=18,
        round_number=8,
        round=make_round(),
        meeting_date=PartialDate(2015, 11, 1),
        period_start=PartialDate(2015, 11, 1),
        period_end=PartialDate(2015, 12, 29),
    )
    mention = make_mention(other, make_group(), make_unit(), wave=make_round(), heads=["刘卒"])
    mention.appearances.update(person=notice.appearances.get(name="刘卒").person)
    page = read(client, addresses_of(notice).get(address, address))
    for said in ("2015 推定", "2015年 推定", "2015年的巡视 推定", "轮次 十八届中央第八轮 推定", "巡视组 轮次推定"):
        assert said not in page
    if address == "inspection":
        assert "2015年11月1日 年份推定" not in page


def test_it_leaves_a_date_unmarked_that_the_text_gives_whole(client: Client) -> None:
    notice = make_exchange_notice(year_basis=YearBasis.PUBLISHED)
    page = read(client, notice.mentions.get().inspection.get_absolute_url())
    assert "2015年11月1日至12月29日 推定" not in page


@pytest.mark.parametrize("address", ["/units/", "/people/", "/groups/", *THINGS])
def test_it_says_what_the_mark_means(client: Client, address: str) -> None:
    notice = make_inferred_notice()
    page = client.get(addresses_of(notice).get(address, address)).content.decode()
    assert page.count('href="/about/#years">怎样推定</a>') == 1
