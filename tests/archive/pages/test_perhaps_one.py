"""Inspections of which an editor has still to say whether they are one: counted apart, and pages say so."""

import pytest
from django.test import Client
from django.utils.html import strip_tags

from archive.models import Inspection, JoinProposal
from tests.makers import make_exchange_notice, make_group, make_mention, make_notice, make_place, make_round, make_unit
from tests.reading import queries

pytestmark = pytest.mark.django_db

SAID = "其中1对可能各是同一次巡视，待编辑判断"


def make_pair(*, published: bool = True) -> tuple[Inspection, Inspection]:
    """The exchange's inspection, and what an overview that names no group says of the exchange in that round."""
    unit = make_unit()
    unit.place = make_place("广东省")
    unit.save()
    named = make_exchange_notice(places=[unit.place]).mentions.get().inspection
    overview = make_notice("一览", text="一览", round=make_round(), published=published, places=[unit.place])
    unnamed = make_mention(overview, None, unit, wave=make_round()).inspection
    JoinProposal.objects.create(first=named, second=unnamed, reason="同是对深圳证券交易所的巡视")
    return named, unnamed


@pytest.mark.parametrize(
    "page",
    ["/units/", "/places/广东省/", "round", "/inspections/", "/inspections/?year=2015", "/statistics/", "/coverage/"],
)
def test_it_says_where_a_count_may_hold_one_twice(client: Client, page: str) -> None:
    make_pair()
    address = make_round().get_absolute_url() if page == "round" else page
    assert SAID in client.get(address).content.decode()


def test_it_names_both_on_the_page_of_the_unit(client: Client) -> None:
    named, unnamed = make_pair()
    page = client.get(make_unit().get_absolute_url()).content.decode()
    said = page[page.index("可能是同一次巡视，待编辑判断") :].partition("</p>")[0]
    assert "2015年 中央第七巡视组与2015年 组名不明。" in " ".join(strip_tags(said).split())
    assert named.get_absolute_url() in said
    assert unnamed.get_absolute_url() in said


def test_it_names_the_other_on_the_page_of_each(client: Client) -> None:
    named, unnamed = make_pair()
    for case, other in ((named, unnamed), (unnamed, named)):
        page = client.get(case.get_absolute_url()).content.decode()
        assert other.get_absolute_url() in page[page.index("可能与以下巡视是同一次") :].partition("</p>")[0]


def test_it_says_nothing_once_an_editor_decided(client: Client) -> None:
    make_pair()
    JoinProposal.objects.update(state="parted", decided_at="2020-01-01T00:00Z")
    for page in ("/statistics/", make_unit().get_absolute_url(), make_round().get_absolute_url()):
        assert "待编辑判断" not in client.get(page).content.decode()


def test_it_says_nothing_of_drafts(client: Client) -> None:
    named, _unnamed = make_pair(published=False)
    for page in ("/statistics/", make_unit().get_absolute_url(), named.get_absolute_url()):
        assert "待编辑判断" not in client.get(page).content.decode()


def test_it_says_nothing_of_a_group_that_only_one_of_them_names(client: Client) -> None:
    make_pair()
    assert "待编辑判断" not in client.get(make_group().get_absolute_url()).content.decode()


@pytest.mark.parametrize("page", ["/units/", "/inspections/", "/statistics/"])
def test_it_asks_no_more_of_many_pairs(client: Client, page: str) -> None:
    named, _unnamed = make_pair()
    few = queries(client, page)
    for number in range(5):
        other = make_mention(make_notice(f"又{number}", text=f"又{number}"), None, make_unit(f"又{number}")).inspection
        JoinProposal.objects.create(first=named, second=other, reason="或同")
    assert queries(client, page) == few
