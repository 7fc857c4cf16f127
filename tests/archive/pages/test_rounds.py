"""Rounds by authority, and what one round did."""

import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.html import strip_tags

from archive.joining import join_by_hand
from archive.models import Inspection, Level, Round
from archive.partial_date import PartialDate
from archive.views import rounds
from tests.makers import (
    fill_archive,
    make_authority,
    make_evidence,
    make_exchange_notice,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_round,
    make_round_of_year,
    make_unit,
)
from tests.reading import queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_reference_data(db: None) -> None:
    Round.objects.all().delete()


def read(client: Client, address: str, status: int = 200) -> str:
    """The words of the page, without its marks."""
    response = client.get(address)
    assert response.status_code == status
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def make_city_round() -> Round:
    city = make_authority("洛阳市委", Level.CITY, make_place("河南省", "洛阳市"))
    wave = make_round(11, 7, city)
    notice = make_notice("洛阳", text="洛阳", year=2018, level=Level.CITY, authority=city, round=wave)
    make_mention(notice, make_group(3, city), make_unit("市工商联", city), wave=wave)
    return wave


def test_it_lists_the_centre_first_and_the_newest_term_first(client: Client) -> None:
    make_city_round()
    make_round(19, 1, starts=PartialDate(2018, 2), units=30)
    make_exchange_notice()
    page = read(client, "/rounds/")
    assert page.index("十九届") < page.index("十八届") < page.index("洛阳市委")
    assert "第一轮2018年2月起不明30暂无公告" in page
    assert "第八轮不明不明不明11件" in page


def test_it_tells_of_a_round_who_went_where(client: Client) -> None:
    notice = make_exchange_notice()
    wave = make_round()
    Round.objects.filter(pk=wave.pk).update(starts=PartialDate(2015, 10), units=31, focus="专项巡视")
    page = client.get(wave.get_absolute_url()).content.decode()
    head = notice.appearances.get(name="刘卒").person
    for thing in (notice, make_group(), make_unit(), head, Inspection.objects.get()):
        assert f'href="{thing.get_absolute_url()}"' in page
    assert "该轮共31个，本站所知1个" in page
    assert "2015年11月1日至12月29日" in strip_tags(page)


def test_it_knows_rounds_that_have_no_notice(client: Client) -> None:
    wave = make_round(20, 1, starts=PartialDate(2023, 3), ends=PartialDate(2023, 7), units=36)
    page = read(client, wave.get_absolute_url())
    assert "本站暂无这一轮的公告" in page
    assert "2023年3月至7月" in page
    assert "该轮共36个，本站所知0个" in page


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"basis": "public"}, "依据 起止月份取自公开资料。"),
        ({"basis": "public", "units": 36}, "依据 起止月份和单位数取自公开资料。"),
        ({"basis": "public", "cumulative_units": 277}, "依据 起止月份和累计单位数取自公开资料。"),
        ({"basis": "《中国纪检监察报》"}, "依据 《中国纪检监察报》"),
        ({"basis": ""}, "依据 只见于本站收录的公告"),
    ],
)
def test_it_says_how_the_round_is_known(client: Client, known: dict[str, Any], said: str) -> None:
    wave = make_round(20, 1, starts=PartialDate(2023, 3), **known)
    page = read(client, wave.get_absolute_url()).replace("依据", "依据 ").replace("  ", " ")
    assert said in page


def test_it_says_what_is_not_known_of_a_round(client: Client) -> None:
    page = read(client, make_city_round().get_absolute_url())
    assert "时间不明" in page
    assert "该轮总数不明" in page


def test_it_hides_what_only_drafts_say(client: Client) -> None:
    draft = make_exchange_notice(published=False)
    assert client.get(make_round().get_absolute_url()).status_code == 404
    make_notice("别的", text="别的", round=make_round(), authority=draft.authority)
    page = read(client, make_round().get_absolute_url())
    assert "别的" in page
    assert "深圳证券交易所" not in page
    assert "刘卒" not in page


def test_it_counts_joined_cases_once(client: Client, admin_user: User) -> None:
    wave = make_round()
    first = make_exchange_notice().mentions.get().inspection
    other = make_notice("另一件", text="另一件", round=wave)
    second = make_mention(other, make_group(), make_unit("深交所"), wave=wave).inspection
    join_by_hand(first, second, admin_user)
    page = read(client, wave.get_absolute_url())
    assert "本站所知1个" in page
    assert page.count("经过：") == 1


def test_it_lists_the_types_that_one_row_has(client: Client) -> None:
    wave = make_round()
    for title, types in (("辽宁省", ["专项"]), ("湖南省", ["专项", "回头看"])):
        notice = make_notice(title, text=title, round=wave, types=types)
        make_mention(notice, make_group(), make_unit(title), wave=wave, types=types)
    assert "专项巡视、专项巡视“回头看”" in read(client, wave.get_absolute_url())


def test_it_shows_a_joined_case_in_each_round_that_it_names(client: Client, admin_user: User) -> None:
    first = make_exchange_notice().mentions.get().inspection
    wave = make_round(18, 9)
    other = make_notice("另一件", text="另一件", round=wave)
    join_by_hand(first, make_mention(other, make_group(), make_unit("深交所"), wave=wave).inspection, admin_user)
    for named in (make_round(), wave):
        page = read(client, named.get_absolute_url())
        assert "本站所知1个" in page
        assert "深圳证券交易所" in page
        assert "1次巡视" in read(client, f"/inspections/?round={named.pk}")


def test_it_keeps_cases_without_a_group(client: Client) -> None:
    wave = make_round()
    make_mention(make_notice("总览", text="总览", round=wave), None, make_unit("辽宁省"), wave=wave)
    page = read(client, wave.get_absolute_url())
    assert "组名不明" in page
    assert "辽宁省" in page


def make_told(unit: str, group: int | None, *heads: str) -> Inspection:
    """A notice of its own tells of the unit's inspection in the round; group: which one, where it says so."""
    text = f"{unit}{group}{heads}"
    told = make_mention(
        make_notice(text, text=text, round=make_round()),
        make_group(group) if group else None,
        make_unit(unit),
        wave=make_round(),
        heads=heads,
    )
    return told.inspection


def test_it_lists_a_unit_once_where_one_notice_does_not_name_the_group(client: Client) -> None:
    cases = [make_told("国家文物局", 7), make_told("国家文物局", None, "刘卒")]
    page = client.get(make_round().get_absolute_url()).content.decode()
    table = page.partition('id="groups"')[2].partition("</table>")[0]
    assert table.count(f'href="{make_unit("国家文物局").get_absolute_url()}"') == 1
    assert all(f'href="{case.get_absolute_url()}"' in table for case in cases)
    assert "刘卒" in table
    assert "组名不明" not in table
    assert "本站所知1个" in page


def test_it_lists_a_unit_once_where_no_notice_names_the_group(client: Client) -> None:
    make_told("国家文物局", None)
    again = make_mention(make_notice("再", text="再", round=make_round()), None, make_unit("国家文物局"))
    Inspection.objects.filter(pk=again.inspection_id).update(round=make_round())
    page = client.get(make_round().get_absolute_url()).content.decode()
    table = page.partition('id="groups"')[2].partition("</table>")[0]
    assert table.count(f'href="{make_unit("国家文物局").get_absolute_url()}"') == 1
    assert table.count('class="to-case"') == 2


def test_it_does_not_guess_which_of_two_groups_is_meant(client: Client) -> None:
    for group in (3, 7, None):
        make_told("国家文物局", group)
    assert "组名不明" in read(client, make_round().get_absolute_url())


def test_it_leads_to_the_rounds_before_and_after(client: Client) -> None:
    for term, number in ((18, 12), (19, 1), (19, 2)):
        make_round(term, number, starts=PartialDate(2017 + number, 2))
    page = read(client, make_round(19, 1).get_absolute_url())
    assert "往前：十八届中央第十二轮" in page
    assert "往后：十九届中央第二轮" in page


def test_it_says_that_it_lists_only_some(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "MOST_CASES", 2)
    fill_archive(40)
    page = read(client, make_round(18, 1).get_absolute_url())
    assert "这里只列出前2次巡视" in page
    assert page.count("经过：") == 2


def test_it_lists_nothing_where_there_is_nothing(client: Client) -> None:
    assert "本站还没有公告" in read(client, "/rounds/")


def test_it_asks_as_much_of_many_as_of_few(client: Client) -> None:
    fill_archive(1, first=12)
    wave = make_round(18, 1)
    few_listed, few = queries(client, "/rounds/"), queries(client, wave.get_absolute_url())
    fill_archive(120, first=13)
    make_city_round()
    assert queries(client, "/rounds/") == few_listed
    assert queries(client, wave.get_absolute_url()) == few
    assert max(few, few_listed) < 20


def make_provinces_round(year: int = 2016, number: int = 1) -> Round:
    """A round that its committee counts within the year, with a notice of it."""
    hunan = make_authority("湖南省委", Level.PROVINCE, make_place("湖南省"))
    wave = make_round_of_year(year, number, hunan)
    told: dict[str, Any] = {
        "round_year": year,
        "round_number": number,
        "level": Level.PROVINCE,
        "authority": hunan,
        "round": wave,
    }
    notice = make_notice(f"湖南{year}", text=f"湖南省委{year}年第{number}轮巡视启动。", year=year, **told)
    for field in ("round_year", "round_in_year"):
        make_evidence(notice, field, f"湖南省委{year}年第{number}轮")
    make_mention(notice, make_group(3, hunan), make_unit("湘潭大学", hunan), wave=wave)
    return wave


def test_it_has_a_page_for_a_round_that_a_year_counts(client: Client) -> None:
    wave = make_provinces_round()
    assert unquote(wave.get_absolute_url()) == f"/rounds/{wave.pk}-湖南省委2016年第一轮/"
    page = read(client, wave.get_absolute_url())
    assert "湖南省委2016年第一轮" in page
    assert "2016年，月份不明" in page
    assert "这一轮按年计，是哪一届的第几轮不明" in page
    assert "湘潭大学" in page


def test_a_notice_shows_and_links_the_round_that_a_year_counts(client: Client) -> None:
    wave = make_provinces_round()
    page = client.get(wave.notices.get().get_absolute_url()).content.decode()
    assert f'<a href="{wave.get_absolute_url()}"' in page
    assert "届次轮次 湖南省委2016年第一轮" in re.sub(r"\s+", " ", strip_tags(page))
    assert re.search(r'data-f="round"[^>]*>(<[^>]*>)*湖南省委2016年第1轮', page), "its source is marked in the text"


def test_it_shelves_rounds_of_years_beside_those_of_terms(client: Client) -> None:
    wave = make_provinces_round(2016)
    hunan = wave.authority
    make_provinces_round(2015, 2)
    make_round(11, 1, hunan, starts=PartialDate(2017, 3))
    page = read(client, "/rounds/")
    assert page.index("十一届") < page.index("2016年") < page.index("2015年")
    middle = read(client, wave.get_absolute_url())
    assert "往前：湖南省委2015年第二轮" in middle
    assert "往后：十一届湖南省委第一轮" in middle


@pytest.mark.parametrize("address", ["/groups/", "/units/", "/inspections/", "/notices/"])
def test_it_names_the_round_wherever_what_it_did_is_told(client: Client, address: str) -> None:
    wave = make_provinces_round()
    case = wave.inspections.get()
    assert case.group
    assert case.unit
    told = {"/groups/": case.group.get_absolute_url(), "/units/": case.unit.get_absolute_url()}
    page = client.get(told.get(address, address)).content.decode()
    assert f'<a href="{wave.get_absolute_url()}">' in page
    assert "湖南省委</span>2016年第一轮" in page
