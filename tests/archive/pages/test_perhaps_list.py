"""The list of inspections that may be one: each beside the other, with what is not known of the two."""

from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from archive.models import InspectionType, JoinProposal, JoinState, Kind, Notice
from tests.archive.pages.test_perhaps_one import make_pair
from tests.makers import make_authority, make_group, make_mention, make_notice, make_round, make_unit
from tests.reading import queries

pytestmark = pytest.mark.django_db


def read(client: Client, **asked: str) -> str:
    return client.get("/inspections/", {"perhaps": "1", **asked}).content.decode()


def said(page: str) -> str:
    return " ".join(strip_tags(page).split())


def make_another_case() -> None:
    make_mention(make_notice("别的公告", text="别的公告"), make_group(3), make_unit("辽宁省"), wave=make_round())


def test_it_lists_those_in_question_each_beside_the_other(client: Client) -> None:
    named, unnamed = make_pair()
    make_another_case()
    page = read(client)
    assert "2次巡视" in said(page)
    assert "辽宁省" not in page
    for case in (named, unnamed):
        assert page.count(f'href="{case.get_absolute_url()}"') == 2  # as an entry and beside the other


def test_it_says_what_is_not_known(client: Client) -> None:
    make_pair()
    entry = said(read(client).partition('<article class="entry')[2].partition("</article>")[0])
    assert "可能是同一次：2015年" in entry
    assert "一方的公告里没有读出巡视组。" in entry


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"year": "2015"}, 2), ({"year": "2016"}, 0), ({"level": "central"}, 2), ({"type": "专项"}, 1)],
)
def test_it_counts_right_beside_other_filters(client: Client, asked: dict[str, str], count: int) -> None:
    make_pair()
    make_another_case()
    page = read(client, **asked)
    assert f"{count}次巡视" in said(page)
    option = page[page.index('name="perhaps"') :].partition("</label>")[0]
    assert f"{count}次巡视" in said(option)
    assert "可能与另一次是同一次，去掉" in said(page)


def test_it_offers_the_filter_with_its_count(client: Client) -> None:
    make_pair()
    make_another_case()
    page = client.get("/inspections/").content.decode()
    option = page[page.index('name="perhaps"') :].partition("</label>")[0]
    assert "可能与另一次是同一次 2" in said(option)


def test_it_leads_on_to_the_next_page_and_other_orders_with_the_filter(client: Client) -> None:
    make_pair()
    page = read(client, sort="oldest")
    assert "?perhaps=1&amp;sort=most" in page
    assert "可能是同一次" in page


def test_it_forgets_pairs_that_were_decided_or_of_which_readers_see_one(client: Client) -> None:
    make_pair(published=False)
    assert "0次巡视" in said(read(client))
    JoinProposal.objects.update(state=JoinState.PARTED, decided_at="2020-01-01T00:00Z")
    assert "0次巡视" in said(read(client))


def test_it_does_not_know_another_value(client: Client) -> None:
    make_pair()
    page = client.get("/inspections/?perhaps=2").content.decode()
    assert "“2”不在可选之列" in page


@pytest.mark.parametrize(
    ("address", "narrowed"),
    [
        ("/inspections/?level=central", "level=central"),
        ("/inspections/?year=2015", "year=2015"),
        ("/statistics/", ""),
        ("/coverage/", "authority="),
        ("/units/", ""),
        ("/places/广东省/", "place="),
        ("round", "round="),
    ],
)
def test_totals_lead_to_the_list(client: Client, address: str, narrowed: str) -> None:
    make_pair()
    page = client.get(make_round().get_absolute_url() if address == "round" else address).content.decode()
    told = page[page.index("待编辑判断") :].partition("</p>")[0]
    link = unescape(told.partition('href="')[2].partition('"')[0])
    assert link.startswith("/inspections/?")
    assert "perhaps=1" in link
    assert narrowed in link
    assert "2次巡视" in said(client.get(link).content.decode())


@pytest.mark.parametrize(
    ("address", "are_told"),
    [
        ("/units/?q=深圳", True),
        ("/units/?q=辽宁", False),
        ("/units/?again=1", True),
        ("/coverage/?only=listed", True),
        ("/coverage/?only=again", True),
        ("/coverage/?only=again&authority=all", True),
    ],
)
def test_totals_of_what_no_list_has_lead_nowhere(client: Client, address: str, are_told: bool) -> None:
    named, unnamed = make_pair()
    Notice.objects.filter(mentions__inspection=named).update(types=[InspectionType.LOOK_BACK])
    Notice.objects.filter(mentions__inspection=unnamed).update(kind=Kind.ROUND_OVERVIEW)
    make_another_case()
    page = client.get(address).content.decode()
    assert ("其中1对可能各是同一次巡视" in page) is are_told
    assert "perhaps=1" not in page


def test_totals_are_of_all_pages(client: Client) -> None:
    make_pair()
    for number in range(25):
        make_mention(make_notice(f"别的{number}", text=f"别的{number}"), make_group(3), make_unit(f"安庆{number}局"))
    assert "其中1对可能各是同一次巡视" in client.get("/units/?per_page=20&page=1").content.decode()
    assert "其中1对可能各是同一次巡视" in client.get("/units/?per_page=20&page=2").content.decode()


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("place", "广东省", 2),
        ("place", "河南省", 0),
        ("authority", "", 2),
        ("round", "", 2),
        ("group", "中央第七巡视组", 1),
        ("group", "7", 1),
        ("group", "none", 1),
    ],
)
def test_it_is_narrowed_where_a_page_leads_there(client: Client, name: str, value: str, count: int) -> None:
    make_pair()
    make_another_case()
    value = value or str({"authority": make_authority().pk, "round": make_round().pk}[name])
    page = read(client, **{name: value})
    assert f"{count}次巡视" in said(page)
    option = page[page.index(f'name="{name}"') :].partition("</label>")[0]
    assert "checked" in option
    assert f"{count}次巡视" in said(option)
    assert f'name="{name}"' not in client.get("/inspections/").content.decode()


@pytest.mark.parametrize("asked", [{"round": "999"}, {"round": "甲"}, {"authority": "0"}, {"authority": "9" * 30}])
def test_it_says_of_what_there_is_no_such_thing(client: Client, asked: dict[str, str]) -> None:
    make_pair()
    assert "没有按它筛选" in read(client, **asked)


def test_it_asks_as_much_of_many_pairs_as_of_one(client: Client) -> None:
    make_pair()
    few = queries(client, "/inspections/?perhaps=1&per_page=100")
    for number in range(10, 30):
        unit = make_unit(f"第{number}家")
        cases = [
            make_mention(make_notice(f"{name}{number}", text=f"{name}{number}"), group, unit).inspection
            for name, group in (("甲", make_group(number)), ("乙", None))
        ]
        JoinProposal.objects.create(first=cases[0], second=cases[1], reason="同是对一个单位的巡视")
    assert queries(client, "/inspections/?perhaps=1&per_page=100") == few
