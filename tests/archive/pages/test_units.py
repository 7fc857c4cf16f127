"""Units: who inspected one of them and when, and the list of all."""

import pytest
from django.test import Client
from django.utils.html import strip_tags

from archive.models import InspectedUnit, InspectionType, Level, Stage
from archive.views import units
from tests.makers import (
    fill_archive,
    make_authority,
    make_exchange_notice,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_round,
    make_unit,
)
from tests.reading import queries, rows_of

pytestmark = pytest.mark.django_db


def make_county_unit(county: str, name: str = "县档案局") -> InspectedUnit:
    """A unit that the committee of a county inspected, as a published notice tells."""
    authority = make_authority("县委", Level.COUNTY, make_place("河南省", "洛阳市", county))
    unit = make_unit(name, authority)
    make_mention(make_notice(county, text=county, year=2019), make_group(4, authority), unit)
    return unit


def look_again(unit: InspectedUnit) -> None:
    """The unit is looked at again in the year after, by another group."""
    again = make_notice(
        "再来", text=f"再{unit.pk}", year=2016, types=[InspectionType.SPECIAL, InspectionType.LOOK_BACK]
    )
    wave = make_round(18, 9)
    make_mention(again, make_group(3), unit, wave=wave, heads=["叶青纯"], stage=Stage.FEEDBACK)


def test_it_says_who_inspected_a_unit_and_when(client: Client) -> None:
    notice = make_exchange_notice()
    unit = make_unit()
    look_again(unit)
    page = client.get(unit.get_absolute_url()).content.decode()
    assert "记载了它的2次巡视。最近一次在2016年" in strip_tags(page)
    again, first = rows_of(page, "谁在何时巡视了这个单位")
    for said in (
        "2016年",
        "十八届中央第九轮",
        "中央第三巡视组",
        "叶青纯",
        "专项巡视“回头看”",
        "反馈",
        "2016 动员会报道",
    ):
        assert said in again
    for said in ("2015年", "十八届中央第八轮", "中央第七巡视组", "刘卒", "专项巡视", "动员", "2015-11-01 动员会报道"):
        assert said in first
    assert "回头看" not in first
    case = notice.mentions.get().inspection
    for thing in (notice, case, case.group, case.round, case.mentions.get().appearances.get(role="head").person):
        assert thing is not None
        assert thing.get_absolute_url() in page


def test_it_tells_each_other_name_once_in_whatever_writings(client: Client) -> None:
    """深圳證券交易所 is the name itself in other characters, and ＳＺＳＥ is SZSE."""
    notice, unit = make_exchange_notice(), make_unit()
    for name in ("深圳證券交易所", "深交所", "ＳＺＳＥ", "SZSE"):
        unit.aliases.create(name=name)
    for address in ("/units/", unit.get_absolute_url(), notice.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "深交所" in page
        assert "證券" not in page
        assert ("SZSE" in page) != ("ＳＺＳＥ" in page)
    for name in ("深圳證券交易所", "SZSE"):
        assert unit.get_absolute_url() in client.get("/units/", {"q": name}).content.decode()


def test_it_counts_inspections_that_editors_joined_once(client: Client) -> None:
    notice = make_exchange_notice()
    standing = notice.mentions.get().inspection
    short = make_unit("深交所")
    later = make_mention(make_notice("反馈", text="反馈", year=2016), None, short, stage=Stage.FEEDBACK)
    later.inspection.joined_to = standing
    later.inspection.save()
    for unit in (make_unit(), short):
        page = client.get(unit.get_absolute_url()).content.decode()
        (row,) = rows_of(page, "谁在何时巡视了这个单位")
        for said in ("2015年", "中央第七巡视组", "动员、反馈", "2015-11-01 动员会报道", "2016 动员会报道"):
            assert said in row
    assert f'也记在<a href="{make_unit().get_absolute_url()}"' in page
    listed = rows_of(client.get("/units/").content.decode(), "被巡视单位")
    assert [row.split()[0] for row in listed] == ["深交所", "深圳证券交易所"]
    assert all("中央第七巡视组" in row and row.endswith("2015 1") for row in listed)
    by_count = rows_of(client.get("/units/?q=深交所&sort=most").content.decode(), "被巡视单位")
    assert [row.split()[0] for row in by_count] == ["深交所"]


def test_it_says_where_joined_rows_name_different_groups(client: Client) -> None:
    standing = make_exchange_notice().mentions.get().inspection
    other = make_mention(make_notice("反馈", text="反馈", year=2016), make_group(3), make_unit("深交所"))
    other.inspection.joined_to = standing
    other.inspection.save()
    (row,) = rows_of(client.get(make_unit().get_absolute_url()).content.decode(), "谁在何时巡视了这个单位")
    assert "中央第七巡视组、中央第三巡视组 不一致" in row
    assert "中央第七巡视组、中央第三巡视组 不一致" in " ".join(
        strip_tags(client.get("/inspections/").content.decode()).split()
    )


def test_it_counts_the_notices_of_an_inspection_beyond_the_first_few(client: Client) -> None:
    for number in range(7):
        notice = make_notice(f"公告{number}", text=f"公告{number}")
        make_mention(notice, make_group(), make_unit(), wave=make_round(), heads=["刘卒", "叶青纯"])
    (row,) = rows_of(client.get(make_unit().get_absolute_url()).content.decode(), "谁在何时巡视了这个单位")
    assert row.count("动员会报道") == 5
    assert row.endswith("共7件")
    assert "刘卒、叶青纯" in row


def test_it_names_aliases_place_and_authority(client: Client) -> None:
    unit = make_county_unit("新安县")
    unit.aliases.create(name="档案馆")
    page = client.get(unit.get_absolute_url()).content.decode()
    for said in ("档案馆", "河南省洛阳市新安县县委", "/places/"):
        assert said in page


def test_it_tells_units_of_one_name_apart(client: Client) -> None:
    here, there = make_county_unit("新安县"), make_county_unit("宜阳县")
    page = client.get(here.get_absolute_url()).content.decode()
    (other,) = rows_of(page, "同名的其他单位")
    assert "河南省洛阳市宜阳县县委" in other
    assert "2019" in other
    assert there.get_absolute_url() in page
    assert "宜阳县" not in page.partition("同名的其他单位")[0]


def test_it_offers_all_of_a_name_where_they_are_many(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "MOST_NAMESAKES", 1)
    here, *_others = [make_county_unit(county) for county in ("新安县", "宜阳县", "嵩县")]
    page = client.get(here.get_absolute_url()).content.decode()
    assert len(rows_of(page, "同名的其他单位")) == 1
    assert "看全部同名单位" in page


def test_it_says_where_the_authority_is_not_known(client: Client) -> None:
    authority = make_authority("县委", Level.COUNTY)
    unit = make_unit("县档案局", authority)
    make_mention(make_notice("甲", text="甲"), None, unit)
    page = client.get(unit.get_absolute_url()).content.decode()
    assert "没有从原文中读出在哪个地区" in page
    assert "组名不明" in page
    assert "地区不明" in client.get("/units/").content.decode()


def test_it_says_that_a_year_is_not_known(client: Client) -> None:
    make_mention(make_notice("甲", text="甲", year=None), make_group(), make_unit())
    (row,) = rows_of(client.get(make_unit().get_absolute_url()).content.decode(), "谁在何时巡视了这个单位")
    assert "年份不明" in row


def test_it_lists_only_the_newest_inspections_where_they_are_many(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units, "MOST_CASES", 1)
    make_exchange_notice()
    look_again(make_unit())
    page = client.get(make_unit().get_absolute_url()).content.decode()
    (row,) = rows_of(page, "谁在何时巡视了这个单位")
    assert "2016年" in row
    assert "只列出最近的1次" in page
    assert "公告（2件）" in page


def test_it_turns_the_pages_of_notices(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "NOTICES_A_PAGE", 1)
    make_exchange_notice()
    look_again(make_unit())
    address = make_unit().get_absolute_url()
    assert "再来" not in client.get(f"{address}?page=2").content.decode()
    assert client.get(f"{address}?page=9").status_code == 404


def test_it_hides_what_only_drafts_tell(client: Client) -> None:
    make_exchange_notice(published=False)
    assert client.get(make_unit().get_absolute_url()).status_code == 404
    assert "深圳证券交易所" not in client.get("/units/").content.decode()


def test_it_leaves_out_the_inspection_of_a_draft(client: Client) -> None:
    make_exchange_notice()
    make_mention(make_notice("草稿", text="草", year=2020, published=False), make_group(9), make_unit())
    page = client.get(make_unit().get_absolute_url()).content.decode()
    assert "中央第九巡视组" not in page
    assert "1次巡视" in page


@pytest.mark.parametrize("asked", ["深圳证券", "深交所", " 深 交 所 ", "深圳證券", "證券 交易所"])
def test_it_finds_units_by_name_and_alias(client: Client, asked: str) -> None:
    make_exchange_notice()
    make_unit().aliases.create(name="深交所")
    make_county_unit("新安县")
    rows = rows_of(client.get("/units/", {"q": asked}).content.decode(), "被巡视单位")
    assert [row.split()[0] for row in rows] == ["深圳证券交易所"]


def test_it_says_what_was_not_found(client: Client) -> None:
    make_exchange_notice()
    page = client.get("/units/", {"q": "<没有>"}).content.decode()
    assert "没有单位叫“&lt;没有&gt;”" in page
    assert 'href="/units/"' in page


def test_it_shows_only_those_that_were_looked_at_again(client: Client) -> None:
    make_exchange_notice()
    look_again(make_unit("辽宁省"))
    rows = rows_of(client.get("/units/?again=1").content.decode(), "被巡视单位")
    assert [row.split()[0] for row in rows] == ["辽宁省"]


def test_it_puts_those_inspected_most_in_front(client: Client) -> None:
    make_mention(make_notice("一", text="一"), make_group(), make_unit("甲"))
    make_exchange_notice()
    look_again(make_unit())
    rows = rows_of(client.get("/units/?sort=most").content.decode(), "被巡视单位")
    assert [row.split()[0] for row in rows] == ["深圳证券交易所", "甲"]
    assert "2016、2015" in rows[0]


@pytest.mark.parametrize("query", ["again=x", "sort=x", "per_page=7", "per_page=x"])
def test_it_says_what_makes_no_sense(client: Client, query: str) -> None:
    make_exchange_notice()
    page = client.get(f"/units/?{query}").content.decode()
    assert "这一种，只有" in page
    assert "深圳证券交易所" in page


def test_it_knows_no_page_beyond_the_last(client: Client) -> None:
    make_exchange_notice()
    assert client.get("/units/?page=2").status_code == 404
    assert client.get("/units/?page=x").status_code == 404


def test_it_says_that_there_is_nothing_yet(client: Client) -> None:
    assert "还没有公告" in client.get("/units/").content.decode()


def test_it_takes_a_name_of_80_characters(client: Client) -> None:
    unit = make_unit("某" * 80)
    make_mention(make_notice("长", text="长"), make_group(), unit)
    assert "某" * 80 in client.get(unit.get_absolute_url()).content.decode()
    assert "某" * 80 in client.get("/units/", {"q": "某" * 80}).content.decode()


@pytest.mark.parametrize("address", ["/units/", "/units/?sort=most&again=1&q=单&per_page=100", "unit"])
def test_it_asks_as_much_of_few_as_of_many(client: Client, address: str) -> None:
    make_exchange_notice()
    look_again(make_unit("单元"))
    make_county_unit("新安县", "深圳证券交易所")
    where = make_unit().get_absolute_url() if address == "unit" else address
    few = queries(client, where)
    fill_archive(120)
    for number in range(10, 40):
        look_again(make_unit(f"单位再{number}"))
        notice = make_notice(f"又{number}", text=f"又{number}", year=2017)
        make_mention(notice, make_group(number), make_unit(), wave=make_round(19, number), heads=[f"组长{number}"])
        make_county_unit(f"县{number}", "深圳证券交易所")
    assert queries(client, where) == few
    assert few < 20


def test_it_lists_the_units_of_a_place(client: Client) -> None:
    make_county_unit("新安县", "县档案局")
    make_county_unit("宜阳县", "县审计局")
    whole = client.get("/units/?place=河南省-洛阳市").content.decode()
    assert "县档案局" in whole
    assert "县审计局" in whole
    inner = client.get("/units/?place=河南省-洛阳市-新安县").content.decode()
    assert "县档案局" in inner
    assert "县审计局" not in inner
    assert 'aria-label="已选条件"' in inner
    assert '<option value="河南省-洛阳市-新安县" lang="zh-Hans" selected>' in inner
    nothing = client.get("/units/?place=河南省-洛阳市-新安县&q=审计").content.decode()
    assert "没有单位叫“审计”" in nothing
    assert "只找了符合其余条件的" in nothing
    assert "没有符合条件的单位" in client.get("/units/?place=山西省").content.decode()
