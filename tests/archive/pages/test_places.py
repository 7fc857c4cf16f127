"""Places: the tree with its counts, and who was inspected in one of them and by whom."""

from collections.abc import Sequence

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from archive.models import InspectedUnit, InspectionGroup, Level, Place
from archive.views import places
from tests.makers import make_authority, make_group, make_mention, make_notice, make_place, make_unit
from tests.reading import queries, rows_of

pytestmark = pytest.mark.django_db

WHO = "在这里被巡视的单位"


def tell(
    title: str, group: InspectionGroup, units: Sequence[InspectedUnit], place: Place | None, published: bool = True
) -> None:
    """A notice of the place: the group inspects the units, in 2018."""
    around = [place] if place else []
    notice = make_notice(title, text=title, year=2018, places=around, published=published)
    for unit in units:
        make_mention(notice, group, unit)


def make_city(city: str = "洛阳市", units: Sequence[str] = ("市工商联", "市档案局")) -> None:
    """The city's own committee inspects some of its units."""
    place = make_place("河南省", city)
    authority = make_authority(f"{city}委", Level.CITY, place)
    tell(city, make_group(3, authority), [make_unit(name, authority) for name in units], place)


def make_county(county: str = "新安县") -> None:
    place = make_place("河南省", "洛阳市", county)
    authority = make_authority("县委", Level.COUNTY, place)
    tell(county, make_group(4, authority), [make_unit("县档案局", authority)], place)


def make_province_seen_by_the_centre() -> None:
    place = make_place("河南省")
    unit = make_unit("河南省")
    unit.place = place
    unit.save()
    tell("中央到河南", make_group(8), [unit], place)


def address(code: str) -> str:
    return reverse("archive:place-detail", args=[code])


def counts_of(page: str, code: str) -> str:
    """What stands behind the link to the place."""
    return " ".join(page.partition(f'href="{address(code)}"')[2].partition("</div>")[0].split())


def test_it_counts_in_a_place_what_lies_in_it(client: Client) -> None:
    make_province_seen_by_the_centre()
    make_city()
    make_county()
    page = client.get("/places/").content.decode()
    for code, said in (
        ("河南省", ("4个单位", "3件公告")),
        ("河南省-洛阳市", ("3个单位", "2件公告")),
        ("河南省-洛阳市-新安县", ("1个单位", "1件公告")),
    ):
        for words in said:
            assert words in counts_of(page, code)


@pytest.mark.parametrize("code", ["河南省", "河南省-洛阳市", "河南省-洛阳市-新安县"])
def test_it_counts_what_the_lists_show(client: Client, code: str) -> None:
    make_province_seen_by_the_centre()
    make_city()
    make_county()
    page = client.get(address(code)).content.decode()
    notices = client.get("/notices/", {"place": code}).context["page"].paginator.count
    assert f">{notices}件公告</a>" in page
    assert f"说到这里的{len(rows_of(page, WHO))}个单位" in page


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("河南省", "说到这里的2个单位被巡视。可以看1件公告、覆盖表和下级地区。"),
        ("河南省-洛阳市", "说到这里的2个单位被巡视。可以看1件公告和覆盖表。"),
    ],
)
def test_it_says_in_whole_sentences_what_else_to_look_at(client: Client, code: str, said: str) -> None:
    make_city()
    assert said in strip_tags(client.get(address(code)).content.decode())


def test_it_counts_no_units_where_notices_tell_of_none(client: Client) -> None:
    tell("辽宁", make_group(), [], make_place("辽宁省"))
    page = strip_tags(client.get(address("辽宁省")).content.decode())
    assert "0个单位" not in page
    assert "可以看1件公告和覆盖表。" in page


def test_it_counts_a_unit_once_that_is_where_its_authority_is(client: Client) -> None:
    make_city(units=["市工商联"])
    InspectedUnit.objects.update(place=make_place("河南省", "洛阳市"))
    assert "1个单位" in counts_of(client.get("/places/").content.decode(), "河南省")


def test_it_lists_provinces_as_officially_listed(client: Client) -> None:
    for province in ("某省", "辽宁省", "北京市"):
        tell(province, make_group(), [], make_place(province))
    page = client.get("/places/").content.decode()
    assert page.index('id="北京市"') < page.index('id="辽宁省"') < page.index('id="某省"')


def test_it_says_who_was_inspected_in_a_place_and_by_whom(client: Client) -> None:
    make_province_seen_by_the_centre()
    make_city(units=["市工商联"])
    make_county()
    tell("别处", make_group(9), [make_unit("深圳证券交易所")], make_place("广东省", "深圳市"))
    centre, city, county = rows_of(client.get(address("河南省")).content.decode(), WHO)
    for row, said in (
        (centre, ("河南省", "中央第八巡视组", "2018")),
        (city, ("市工商联", "河南省洛阳市委", "洛阳市委第三巡察组", "2018")),
        (county, ("县档案局", "河南省洛阳市新安县县委", "县委第四巡察组")),
    ):
        for words in said:
            assert words in row


def test_it_shows_a_city_what_is_its_own(client: Client) -> None:
    make_province_seen_by_the_centre()
    make_city(units=["市工商联"])
    page = client.get(address("河南省-洛阳市")).content.decode()
    (row,) = rows_of(page, WHO)
    assert "市工商联" in row
    unit = InspectedUnit.objects.get(name="市工商联")
    for link in (unit.get_absolute_url(), "/notices/?place=%E6%B2%B3", "/coverage/?place=%E6%B2%B3", address("河南省")):
        assert link in page


def test_it_has_a_page_for_a_province_known_by_its_counties_alone(client: Client) -> None:
    make_county()
    page = client.get(address("河南省")).content.decode()
    (row,) = rows_of(page, WHO)
    assert "县档案局" in row
    assert "洛阳市" in page.partition("下级地区")[2]
    assert not Place.objects.filter(city="").exists()


def test_it_puts_a_county_of_no_city_under_its_province(client: Client) -> None:
    tell("房山", make_group(), [], make_place("北京市", "", "房山区"))
    page = client.get(address("北京市-房山区")).content.decode()
    assert "北京市房山区" in page
    assert "没有说到哪个单位" in page
    assert address("北京市-房山区") in client.get(address("北京市")).content.decode()


@pytest.mark.parametrize(
    "code", ["火星省", "河南省-郑州市", "河南省-洛阳市-宜阳县", "none", "-洛阳市", "a-b-c-d", "某" * 80, "河南省\x00"]
)
def test_it_knows_no_other_places(client: Client, code: str) -> None:
    make_county()
    assert client.get(address(code)).status_code == 404


def test_it_leads_to_the_place_in_its_usual_form(client: Client) -> None:
    make_county()
    response = client.get(address("河南省--洛阳市"))
    assert response.status_code == 301
    assert response.headers["Location"] == address("河南省-洛阳市")


def test_it_hides_what_only_drafts_tell(client: Client) -> None:
    tell("草稿", make_group(), [make_unit()], make_place("广东省", "深圳市"), published=False)
    assert client.get(address("广东省")).status_code == 404
    page = client.get("/places/").content.decode()
    assert "广东省" not in page
    assert "还没有公告" in page


def test_it_leaves_out_notices_of_no_place(client: Client) -> None:
    make_city()
    tell("何处", make_group(), [make_unit()], None)
    page = client.get("/places/").content.decode()
    assert ">none<" not in page
    assert "/notices/?place=none" in page


def test_it_turns_the_pages_of_units(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "UNITS_A_PAGE", 1)
    make_city()
    rows = [rows_of(client.get(f"{address('河南省')}?page={n}").content.decode(), WHO) for n in (1, 2)]
    assert [row.split()[0] for (row,) in rows] == ["市档案局", "市工商联"]
    assert client.get(f"{address('河南省')}?page=3").status_code == 404


def test_it_takes_a_unit_of_80_characters(client: Client) -> None:
    make_city(units=["某" * 80])
    assert "某" * 80 in client.get(address("河南省-洛阳市")).content.decode()


@pytest.mark.parametrize("code", ["", "河南省", "河南省-洛阳市"])
def test_it_asks_as_much_of_few_as_of_many(client: Client, code: str) -> None:
    make_province_seen_by_the_centre()
    make_city()
    make_county()
    where = address(code) if code else "/places/"
    few = queries(client, where)
    for number in range(30):
        make_city(f"城{number}市")
        make_county(f"县{number}县")
    assert queries(client, where) == few
    assert few < 12
