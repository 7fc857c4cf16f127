"""In which order things stand: names as they are read, rounds the newest first."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from archive.models import Level, Round
from archive.partial_date import PartialDate
from tests.makers import (
    make_authority,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_round,
    make_unit,
)
from tests.reading import rows_of

pytestmark = pytest.mark.django_db


def tell_of(unit: str, head: str = "", of: str = "", number: int = 7) -> None:
    """A notice of the unit, inspected by the centre or by the committee of a city."""
    authority = make_authority(f"{of}委", Level.CITY, make_place("河南省", of)) if of else make_authority()
    notice = make_notice(unit, text=f"{unit}{head}{of}{number}", level=authority.level, authority=authority)
    make_mention(notice, make_group(number, authority), make_unit(unit, authority), heads=[head] if head else [])


def words(client: Client, address: str) -> str:
    return re.sub(r"\s+", " ", strip_tags(client.get(address).content.decode()))


def in_order(page: str, names: list[str]) -> bool:
    places = [page.index(name) for name in names]
    return places == sorted(places)


def test_it_lists_units_as_they_are_read(client: Client) -> None:
    for name in ("重庆市教育局", "北京市教育局", "长春市教育局", "安阳市教育局"):
        tell_of(name)
    expected = ["安阳市教育局", "北京市教育局", "长春市教育局", "重庆市教育局"]
    listed = rows_of(client.get("/units/").content.decode(), "被巡视单位")
    assert [row.split()[0] for row in listed] == expected
    most = rows_of(client.get("/units/?sort=most").content.decode(), "被巡视单位")
    assert [row.split()[0] for row in most] == expected
    assert in_order(words(client, "/coverage/"), expected)


def test_it_lists_people_as_they_are_read(client: Client) -> None:
    for number, name in enumerate(("查良镛", "单田芳", "曾国藩", "仇和")):
        tell_of(f"单位{number}", head=name)
    listed = rows_of(client.get("/people/").content.decode(), "人员")
    assert [row.split()[0] for row in listed] == ["仇和", "单田芳", "曾国藩", "查良镛"]


@pytest.mark.parametrize("address", ["/groups/", "/coverage/?authority=all&by=year"])
def test_it_shelves_authorities_as_their_places_are_read(client: Client, address: str) -> None:
    for city in ("郑州市", "洛阳市", "安阳市"):
        tell_of("教育局", of=city)
    assert in_order(words(client, address).partition("应用筛选")[2], ["安阳市", "洛阳市", "郑州市"])


def test_it_lists_the_groups_of_an_authority_by_number(client: Client) -> None:
    for number in (11, 2, 7):
        tell_of(f"单位{number}", number=number)
    assert in_order(words(client, "/groups/"), ["中央第二巡视组", "中央第七巡视组", "中央第十一巡视组"])


def test_it_lists_the_newest_round_first(client: Client) -> None:
    Round.objects.all().delete()
    for term, number in ((18, 1), (18, 2), (19, 1)):
        make_round(term, number, starts=PartialDate(1995 + term, number))
    tell_of("深圳证券交易所")
    group = client.get(make_group().get_absolute_url()).content.decode()
    table = " ".join(rows_of(group, "2013年以来的中央巡视"))
    assert in_order(table, ["十九届", "十八届"])
    assert "第一轮至第二轮" in table
    assert in_order(words(client, "/rounds/"), ["十九届", "十八届"])
    assert in_order(words(client, "/").partition("收录概况")[2], ["十九届", "十八届"])


def test_it_shows_a_course_through_time_from_the_first(client: Client) -> None:
    make_round(18, 1, starts=PartialDate(2013, 5))
    tell_of("深圳证券交易所")
    page = client.get("/coverage/").content.decode()
    head = page.partition("<thead>")[2].partition("</thead>")[0]
    assert in_order(head, ["2013", "2015", "2017"])
