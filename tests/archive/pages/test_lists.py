"""What every list offers alike: how many a page, its link to copy, chips for what narrows it."""

import re
from html import unescape

import pytest
from django.test import Client

from archive.models import Level
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

LISTS = {
    "/notices/": "20",
    "/inspections/": "20",
    "/units/": "20",
    "/people/": "20",
    "/groups/": "50",
    "/corrections/": "50",
    "/timeline/2015/": "50",
    "/places/河南省/": "50",
    "/rounds/": "100",
    "/coverage/": "300",
}


def make_something_of_everything() -> None:
    notice = make_exchange_notice(places=[make_place()])
    unit = make_unit()
    unit.place = make_place()
    unit.save()
    notice.correction_entries.create(field="title")


def make_city_group() -> None:
    city = make_authority("洛阳市委", Level.CITY, make_place("河南省", "洛阳市"))
    notice = make_notice("洛阳", text="洛阳", level=Level.CITY, authority=city, round=make_round(11, 7, city))
    notice.places.set([make_place("河南省", "洛阳市")])
    make_mention(notice, make_group(3, city))


def chips(page: str) -> dict[str, str]:
    """The address without it, by what the chip says."""
    return {
        said: unescape(address)
        for address, said in re.findall(r'class="chip" href="([^"]+)"><b>.*?</b><span[^>]*>(.*?)</span>', page)
    }


@pytest.mark.parametrize(("address", "usual"), LISTS.items())
def test_it_offers_sizes_and_its_link(client: Client, address: str, usual: str) -> None:
    make_something_of_everything()
    page = client.get(address).content.decode()
    foot = page.partition("每页 ")[2].partition("</span>")[0]
    sizes = re.findall(r">(\d+)<", foot)
    assert set(sizes) == {"20", "50", "100", usual}
    assert sizes == sorted(sizes, key=int)
    assert f"<b>{usual}</b>" in foot
    assert "data-copy-link" in page


@pytest.mark.parametrize("address", LISTS)
def test_it_keeps_the_size_that_was_asked_for(client: Client, address: str) -> None:
    make_something_of_everything()
    asked = "50" if LISTS[address] == "20" else "20"
    page = client.get(address, {"per_page": asked}).content.decode()
    assert f"<b>{asked}</b>" in page
    forms = page.partition("<main")[2].partition("</main>")[0].count("<form")
    assert page.count(f'name="per_page" value="{asked}"') == forms


@pytest.mark.parametrize("address", LISTS)
def test_it_says_that_a_size_is_none(client: Client, address: str) -> None:
    make_something_of_everything()
    assert "每页个数没有“7”这一种" in client.get(address, {"per_page": "7"}).content.decode()


@pytest.mark.parametrize("address", ["/groups/", "/rounds/"])
def test_it_narrows_by_who_sends(client: Client, address: str) -> None:
    make_something_of_everything()
    make_city_group()
    page = client.get(address, {"level": "city", "place": "河南省", "per_page": "20"}).content.decode()
    main = page.partition('class="count"')[2]
    assert "洛阳市委" in main
    assert "中央" not in main.partition("</main>")[0]
    assert chips(page).keys() == {"市级", "河南省"}  # as the form calls it


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/units/?q=深圳&again=0", "深圳"),
        ("/people/?role=head", "组长"),
        ("/groups/?group=7", "第七"),
        ("/corrections/?by=editor", "编辑更正"),
        ("/coverage/?level=central", "中央"),
    ],
)
def test_it_takes_a_choice_away_by_its_chip(client: Client, address: str, said: str) -> None:
    make_something_of_everything()
    page = client.get(address).content.decode()
    assert said in chips(page)
    without = client.get(address.partition("?")[0] + chips(page)[said]).content.decode()
    assert said not in chips(without)


@pytest.mark.parametrize("query", ["level=x", "place=--", "place=河南省-a-b-c"])
@pytest.mark.parametrize("address", ["/groups/", "/rounds/"])
def test_it_says_what_makes_no_sense(client: Client, address: str, query: str) -> None:
    make_something_of_everything()
    page = client.get(f"{address}?{query}").content.decode()
    assert "flash-caution" in page
    assert "中央" in page


def test_it_lists_the_corrections_of_one_sort(client: Client) -> None:
    make_something_of_everything()
    assert "1项更正" in client.get("/corrections/?by=editor").content.decode()
    assert "没有这一种更正" in client.get("/corrections/?by=reader").content.decode()


def test_the_matrix_of_a_level_is_titled_as_the_form_calls_it(client: Client) -> None:
    assert "覆盖表：县级" in client.get("/coverage/", {"level": "county"}).content.decode()
    assert "覆盖表：层级不明" in client.get("/coverage/", {"level": "none"}).content.decode()
