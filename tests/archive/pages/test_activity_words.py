"""A 巡察 is called so wherever a page tells of it, and a 巡视 likewise."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from archive.models import Activity, Level, Notice
from archive.partial_date import PartialDate
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


def make_city_notice() -> Notice:
    """洛阳市委第三巡察组 at 市教育局 and 市民政局, of which two notices tell."""
    authority = make_authority("洛阳市委", Level.CITY, make_place("河南省", "洛阳市"))
    wave = make_round(11, 7, authority)
    known: dict[str, Any] = {"authority": authority, "level": Level.CITY, "activity": Activity.XUNCHA, "round": wave}
    notices = [
        make_notice(title, text=title, **known, period_start=PartialDate(2015, 5, 1)) for title in ("进驻", "又进驻")
    ]
    for notice in notices:
        for number, unit in ((3, "市教育局"), (4, "市民政局")):
            make_mention(notice, make_group(number, authority), make_unit(unit, authority), wave=wave)
    return notices[0]


def words(client: Client, address: str) -> str:
    """What the page says of the thing: navigation, footer and the form for errors speak of both."""
    page = client.get(address).content.decode()
    main = re.sub(
        r'<nav class="crumbs".*?</nav>|<form.*?</form>',
        "",
        page.partition("<main")[2].partition("</main>")[0],
        flags=re.S,
    )
    return " ".join(strip_tags(main).split())


@pytest.mark.parametrize("kind", ["notice", "inspection", "group", "unit", "round"])
def test_it_calls_a_city_s_inspection_by_its_name(client: Client, kind: str) -> None:
    notice = make_city_notice()
    case = notice.mentions.order_by("pk")[0].inspection
    thing = {"notice": notice, "inspection": case, "group": case.group, "unit": case.unit, "round": case.round}[kind]
    assert thing is not None
    said = words(client, thing.get_absolute_url())
    assert "巡察" in said
    assert "巡视" not in said


@pytest.mark.parametrize("kind", ["notice", "inspection", "group", "unit", "round"])
def test_it_calls_the_centre_s_inspection_by_its_name(client: Client, kind: str) -> None:
    notice = make_exchange_notice()
    case = notice.mentions.get().inspection
    thing = {"notice": notice, "inspection": case, "group": case.group, "unit": case.unit, "round": case.round}[kind]
    assert thing is not None
    said = words(client, thing.get_absolute_url())
    assert "巡视" in said
    assert "巡察" not in said


@pytest.mark.parametrize("page", ["units", "places", "people", "person"])
def test_tables_of_one_city_alone_call_it_by_its_name(client: Client, page: str) -> None:
    notice = make_city_notice()
    authority = notice.authority
    notice.places.add(make_place("河南省", "洛阳市"))
    make_mention(notice, make_group(5, authority), make_unit("市文联", authority), heads=["王明"])
    person = notice.appearances.get().person_url
    address = {"units": "/units/", "places": "/places/河南省-洛阳市/", "people": "/people/", "person": person}[page]
    table = client.get(address).content.decode().partition("<table")[2].partition("</table>")[0]
    assert "巡察组" in re.sub(r"第.巡察组", "", strip_tags(table))
    assert "巡视" not in table


def test_the_form_for_errors_names_its_choices_by_what_the_notice_tells_of(client: Client) -> None:
    city, centre = make_city_notice(), make_exchange_notice()
    for notice, said, other in ((city, "巡察", "巡视"), (centre, "巡视", "巡察")):
        form = client.get(notice.get_absolute_url()).content.decode().partition('<form class="stack error-form"')[2]
        choices = form.partition("<select")[2].partition("</select>")[0]
        assert f"{said}组、派出机关" in choices
        assert f"与别的公告是否同一次{said}" in choices
        assert other not in choices
