import re
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from archive.models import InspectedUnit, Inspection, InspectionGroup, Kind, Level, Mention, Notice, Status
from archive.views import groups
from tests.makers import (
    make_authority,
    make_exchange_notice,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_round,
    make_unit,
)

pytestmark = pytest.mark.django_db


def make_county_notice(title: str, unit: str) -> None:
    """A notice of 县委第二巡察组, of which county nobody says."""
    county = make_authority("县委", Level.COUNTY)
    notice = make_notice(title, text=title, level=Level.COUNTY, authority=county)
    make_mention(notice, make_group(2, county), make_unit(unit, county))


def test_it_lists_groups_under_their_authority(client: Client) -> None:
    make_exchange_notice()
    city = make_authority("洛阳市委", Level.CITY, make_place("河南省", "洛阳市"))
    make_mention(make_notice("乙", text="乙"), make_group(3, city))
    page = client.get("/groups/").content.decode()
    assert page.index("中央第七巡视组") < page.index("河南省洛阳市委") < page.index("洛阳市委第三巡察组")


def test_it_keeps_groups_of_unknown_counties_apart_by_their_units(client: Client) -> None:
    make_county_notice("甲", "县人民医院")
    make_county_notice("乙", "县档案局")
    page = client.get("/groups/").content.decode()
    assert page.count("县委第二巡察组") == 2
    assert "县人民医院" in page
    assert "县档案局" in page


def test_it_filters_by_number(client: Client) -> None:
    make_exchange_notice()
    make_county_notice("甲", "县档案局")
    page = client.get("/groups/?group=2").content.decode()
    assert "县委第二巡察组" in page
    assert "中央第七巡视组" not in page


@pytest.mark.parametrize("asked", ["0", "000", "abc", "-1", "第零"])
def test_it_shows_every_group_where_no_number_was_asked_for(client: Client, asked: str) -> None:
    make_exchange_notice()
    page = client.get("/groups/", {"group": asked}).content.decode()
    assert f"“{asked}”不是番号" in page
    assert "中央第七巡视组" in page


def test_it_reads_numbers_as_the_filters_do(client: Client) -> None:
    make_exchange_notice()
    page = client.get("/groups/", {"group": "第七"}).content.decode()
    assert "中央第七巡视组" in page
    assert "不是番号" not in page
    assert '<option value="7" selected>' in page


@pytest.mark.parametrize("asked", ["abc", "99999999999999999999", "-1", "0"])
def test_it_takes_any_number_without_failing(client: Client, asked: str) -> None:
    assert client.get("/groups/", {"group": asked}).status_code == 200


def test_it_tells_what_a_group_did_in_each_round(client: Client) -> None:
    notice = make_exchange_notice()
    group = make_group()
    later = make_notice("第九轮动员会", text="九", year=2016, round=make_round(18, 9))
    make_mention(later, group, make_unit("辽宁省"), wave=make_round(18, 9), heads=["叶青纯"])
    page = client.get(group.get_absolute_url()).content.decode()
    for said in ("十八届中央第八轮", "刘卒", "董涵英", "深圳证券交易所", "叶青纯", "辽宁省", notice.get_absolute_url()):
        assert said in page
    assert "2015年11月1日至12月29日" in strip_tags(page)


def test_it_leads_to_rounds_units_people_and_inspections(client: Client) -> None:
    mention = make_exchange_notice().mentions.get()
    page = client.get(make_group().get_absolute_url()).content.decode()
    people = [appearance.person for appearance in mention.appearances.all()]
    for thing in (make_round(), make_unit(), mention.inspection):
        assert f'href="{thing.get_absolute_url()}"' in page
    for person in people:
        assert f'href="{person.get_absolute_url()}"' in page


def test_it_draws_rounds_without_notices_together(client: Client) -> None:
    for number in range(1, 13):
        make_round(18, number)
    make_exchange_notice()
    page = strip_tags(client.get(make_group().get_absolute_url()).content.decode())
    assert "第一轮至第七轮" in page
    assert "第九轮至第十二轮" in page
    assert "暂无公告" in page


def test_it_names_groups_of_the_same_number_elsewhere(client: Client) -> None:
    make_exchange_notice()
    city = make_authority("洛阳市委", Level.CITY, make_place("河南省", "洛阳市"))
    make_mention(make_notice("乙", text="乙"), make_group(7, city))
    page = client.get(make_group().get_absolute_url()).content.decode()
    assert "洛阳市委第七巡察组" in page.partition("番号相同的其他组")[2]


def test_it_hides_groups_of_drafts(client: Client) -> None:
    make_exchange_notice(published=False)
    assert "中央第七巡视组" not in client.get("/groups/").content.decode()
    assert client.get(make_group().get_absolute_url()).status_code == 404


def test_it_shows_a_group_of_which_many_overviews_tell(client: Client) -> None:
    """All together they name more cases than SQLite takes in one condition."""
    group, other = make_group(7), make_group(8)
    overviews = Notice.objects.bulk_create(
        Notice(kind=Kind.ROUND_OVERVIEW, status=Status.PUBLISHED) for _number in range(groups.MOST_MENTIONS)
    )
    units = InspectedUnit.objects.bulk_create(
        InspectedUnit(authority=group.authority, name=f"单位{n}") for n in range(6 * len(overviews))
    )
    cases = Inspection.objects.bulk_create(
        Inspection(group=group if number < len(overviews) else other, unit=unit) for number, unit in enumerate(units)
    )
    Mention.objects.bulk_create(
        Mention(notice=overviews[number % len(overviews)], inspection=case) for number, case in enumerate(cases)
    )
    assert client.get(group.get_absolute_url()).status_code == 200


def crowd(group: InspectionGroup, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two notices of the group, where its page has room for one."""
    monkeypatch.setattr(groups, "MOST_MENTIONS", 1)
    for name in ("甲", "乙"):
        notice = make_notice(name, text=f"{name}{group.pk}", authority=group.authority, level=group.authority.level)
        notice.places.set([group.authority.place] if group.authority.place else [])
        make_mention(notice, group, make_unit(name, group.authority))


def test_it_says_of_no_round_that_has_notices_that_there_are_none(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "MOST_MENTIONS", 2)
    for number, year in ((8, 2015), (9, 2016)):
        for name in ("甲", "乙"):
            wave = make_round(18, number)
            notice = make_notice(name, text=f"{name}{number}", year=year, round=wave)
            make_mention(notice, make_group(), make_unit(f"{name}{number}"), wave=wave)
    page = client.get(make_group().get_absolute_url()).content.decode()
    rows = [re.sub(r"\s+", "", strip_tags(row)) for row in page.partition('id="all-rounds"')[2].split("</tr>")]
    (listed,), (cut,) = ([row for row in rows if row.startswith(name)] for name in ("第九轮", "第八轮"))
    assert "甲9" in listed
    assert listed.endswith("2件")
    assert "上面没有列出" in cut
    assert cut.endswith("2件")


def test_it_puts_rounds_of_one_year_in_their_order(client: Client) -> None:
    hunan = make_authority("湖南省委", Level.PROVINCE, make_place("湖南省"))
    for number in (2, 3, 1):
        wave = make_round(11, number, hunan)
        notice = make_notice(f"公告{number}", text=f"公告{number}", authority=hunan, level=Level.PROVINCE, round=wave)
        make_mention(notice, make_group(3, hunan), make_unit(f"单位{number}", hunan), wave=wave)
    page = client.get(make_group(3, hunan).get_absolute_url()).content.decode()
    heads = [strip_tags(head) for head in re.findall(r"<h3>.*?</h3>", page, re.DOTALL)]
    assert [re.search("第.轮", head)[0] for head in heads if "轮" in head] == ["第三轮", "第二轮", "第一轮"]  # type: ignore[index]


def link_to_all(client: Client, group: InspectionGroup) -> str | None:
    """The address under which the group's page offers all its notices."""
    page = client.get(group.get_absolute_url()).content.decode()
    assert "这里只列出最近的1件" in page
    match = re.search(r'href="([^"]+)">看全部公告', page)
    return unescape(match[1]) if match else None


def test_it_leads_to_all_notices_of_the_centres_group(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd(make_group(), monkeypatch)
    address = link_to_all(client, make_group())
    assert address is not None
    assert "2件公告" in client.get(address).content.decode()


def test_it_leads_to_the_notices_of_this_county_alone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = (
        make_group(4, make_authority("县委", Level.COUNTY, make_place("河南省", "洛阳市", county)))
        for county in ("新安县", "宜阳县")
    )
    crowd(here, monkeypatch)
    crowd(there, monkeypatch)
    address = link_to_all(client, here)
    assert address is not None
    assert "2件公告" in client.get(address).content.decode()


def test_it_leads_nowhere_from_a_group_of_an_unknown_county(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    group = make_group(4, make_authority("县委", Level.COUNTY))
    crowd(group, monkeypatch)
    assert link_to_all(client, group) is None
