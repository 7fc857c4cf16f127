"""Which stored unit a parsed one is, under an authority that is identified."""

import pytest

from archive.ingest.identity import find_unit
from archive.models import Authority, Correction, InspectedUnit, Level, Mention, Notice, Place
from archive.parsing import ParsedUnit
from tests.makers import make_authority, make_mention, make_notice, make_place, make_unit

pytestmark = pytest.mark.django_db

LONG, SHORT = "中国通用技术集团公司", "通用技术集团"


def spoken_of(name: str, authority: Authority | None = None) -> InspectedUnit:
    """A unit of which a stored notice speaks."""
    unit = make_unit(name, authority)
    make_mention(make_notice(text=f"巡视{name}"), unit=unit)
    return unit


def find(
    name: str, *aliases: str, stated: tuple[str, ...] = (), authority: Authority | None = None
) -> tuple[InspectedUnit, list[str]]:
    authority = authority or make_authority()
    unit = find_unit(Notice.objects.create(), authority, ParsedUnit(name, (*aliases, *stated), stated))
    return unit, [alias.name for alias in unit.aliases.all()]


def luoyang() -> Authority:
    return make_authority("洛阳市委", Level.CITY, make_place("河南省", "洛阳市"))


@pytest.mark.parametrize(
    ("known", "name", "aliases", "fullest", "why"),
    [
        (SHORT, LONG, (SHORT,), LONG, "the text calls the firm so"),
        (SHORT, LONG, (), LONG, "both have the core 通用技术"),
        (LONG, SHORT, (), LONG, "the stored name is the fuller one"),
        (LONG, "中国通用技术(集团)控股有限责任公司", (), "中国通用技术(集团)控股有限责任公司", "a fuller name of it"),
        ("深交所", "深圳证券交易所", ("深交所",), "深圳证券交易所", "the text calls the exchange so"),
        ("中国农业银行股份有限公司", "农业银行", (), "中国农业银行股份有限公司", "a bank"),
    ],
)
def test_it_joins_two_names_of_one_unit(
    known: str, name: str, aliases: tuple[str, ...], fullest: str, why: str
) -> None:
    unit = spoken_of(known)
    found, names = find(name, *aliases)
    assert found == unit, why
    assert found.name == fullest
    assert sorted({found.name, *names}) == sorted({known, name})


def test_it_joins_by_a_short_form_that_the_text_states() -> None:
    unit = spoken_of("中国移动")
    found, names = find("中国移动通信集团公司", stated=("中国移动",))
    assert (found, found.name, names) == (unit, "中国移动通信集团公司", ["中国移动"])


@pytest.mark.parametrize(
    ("known", "name", "aliases", "why"),
    [
        ("中国石油天然气集团公司", "中国石油化工集团公司", ("中国石油集团",), "two oil firms"),
        ("中国石油", "中国石油化工集团公司", ("中国石油",), "a short form that fits two firms was only worked out"),
        ("国家电网公司", "中国南方电网有限责任公司", ("电网公司",), "two grids"),
        ("中国人寿保险(集团)公司", "中国人民保险集团公司", (), "two insurers"),
        ("中国银行", "银行", (), "any bank"),
        ("市教育局", "市教育局招生办公室", ("市教育局",), "the body above it"),
    ],
)
def test_it_keeps_two_units_apart(known: str, name: str, aliases: tuple[str, ...], why: str) -> None:
    unit = spoken_of(known)
    found, names = find(name, *aliases)
    assert (found.name, found != unit) == (name, True), why
    assert known not in names


def test_it_keeps_the_hospitals_of_two_counties_apart() -> None:
    city = make_authority("滁州市委", Level.CITY, make_place("安徽省", "滁州市"))
    first, names = find("凤阳县人民医院", "县人民医院", authority=city)
    assert names == ["县人民医院"], "it is called so"
    assert find("县人民医院", authority=city)[0] != first, "and so are others of the city's"


def test_it_joins_nothing_where_several_units_go_by_the_name() -> None:
    for name in ("市人力资源和社会保障局", "市人事和社会保障局"):
        spoken_of(name, luoyang()).aliases.create(name="市人社局")
    assert find("市人社局", authority=luoyang())[0].name == "市人社局"
    for name in ("通用技术集团", "中国通用技术集团总公司"):
        spoken_of(name)
    assert find("中国通用技术集团有限公司")[0].name == "中国通用技术集团有限公司"


def test_it_leaves_two_rows_that_hold_cases_to_an_editor() -> None:
    long, short = spoken_of(LONG), spoken_of(SHORT)
    assert find(LONG, SHORT) == (long, [])
    assert find(SHORT) == (short, [])


def test_it_joins_no_units_of_two_authorities() -> None:
    unit = spoken_of(SHORT)
    assert find(LONG, SHORT, authority=luoyang())[0] != unit
    assert find(LONG, SHORT, authority=Authority.objects.create(name="市委"))[0] != unit


def test_it_leaves_the_name_that_an_editor_chose() -> None:
    unit = spoken_of(SHORT)
    Correction.objects.create(notice=Mention.objects.get(inspection__unit=unit).notice, field="inspections")
    found, names = find(LONG, SHORT)
    assert (found, found.name, names) == (unit, SHORT, [LONG])


def test_it_joins_by_no_name_that_an_editor_took_away() -> None:
    unit = spoken_of(LONG)
    unit.rejected_aliases.create(name=SHORT)
    assert find(SHORT)[0] != unit


def test_it_adds_what_a_better_parser_finds_but_for_what_was_rejected() -> None:
    unit = spoken_of("深圳证券交易所")
    unit.rejected_aliases.create(name="深证")
    assert find("深圳证券交易所", "深交所", "深证") == (unit, ["深交所"])


def test_it_places_a_unit_once() -> None:
    unit, _names = find("辽宁省")
    assert unit.place == Place.objects.get(province="辽宁省", city="")
    assert InspectedUnit.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("福州市仓山区", ("福建省", "福州市", "仓山区")),
        ("河南省洛阳市", ("河南省", "洛阳市", "")),
        ("福州市鼓楼区税务局", None),
        ("洛阳市仓山区", None),
    ],
)
def test_a_place_may_say_what_it_lies_in(name: str, place: tuple[str, str, str] | None) -> None:
    unit, _names = find(name)
    found = unit.place
    assert (found and (found.province, found.city, found.county)) == place


@pytest.mark.parametrize(
    ("name", "place", "why"),
    [
        ("平和县粮食和物资储备中心", "福建省漳州市平和县", "another county of the same city"),
        ("南靖县粮食和物资储备中心", None, "the sender's own county goes without saying"),
        ("漳州市粮食和物资储备局", None, "the sender's county lies in it"),
        ("县粮食和物资储备中心", None, "no place is named"),
        ("朝阳区粮食和物资储备中心", None, "several places are called so"),
        ("平和县委", "福建省漳州市平和县", "the committee of the place"),
    ],
)
def test_a_unit_whose_name_tells_of_another_place_than_the_sender_s_lies_there(
    name: str, place: str | None, why: str
) -> None:
    county = make_authority("南靖县委", Level.COUNTY, make_place("福建省", "漳州市", "南靖县"))
    found = find(name, authority=county)[0].place
    assert (str(found) if found else None) == place, why


def test_a_unit_s_name_tells_no_place_where_the_sender_s_is_unknown() -> None:
    assert find("平和县粮食和物资储备中心", authority=make_authority("县委", Level.COUNTY))[0].place is None


def test_a_place_that_is_known_without_one_gets_it_when_it_is_read_again() -> None:
    known = spoken_of("福州市仓山区")
    assert find("福州市仓山区")[0] == known
    known.refresh_from_db()
    assert str(known.place) == "福建省福州市仓山区"


def shaanxi() -> Authority:
    return make_authority("陕西省委", Level.PROVINCE, make_place("陕西省"))


@pytest.mark.parametrize(
    ("name", "full", "why"),
    [
        ("黑龙江", "黑龙江省", "a province"),
        ("黑龍江", "黑龙江省", "in other characters"),
        ("上海", "上海市", "a city that is a province"),
        ("河北", "河北省", "a county of that name is not the centre's to inspect"),
        ("内蒙古", "内蒙古自治区", "an autonomous region"),
        ("广西", "广西壮族自治区", "one named after its people"),
        ("哈尔滨", "哈尔滨市", "a city, where no province is called so"),
    ],
)
def test_the_centre_inspects_a_province_by_whatever_name(name: str, full: str, why: str) -> None:
    unit, names = find(name)
    assert (unit.name, names) == (full, [name]), why
    assert unit.place is not None
    assert str(unit.place).endswith(full)
    assert find(full)[0] == find(name)[0] == unit


@pytest.mark.parametrize(
    ("name", "full", "why"),
    [
        ("宝鸡", "宝鸡市", "a city of the province"),
        ("岚皋", "岚皋县", "a county in it"),
        ("登封", "登封", "a county of another province"),
        ("新城", "新城区", "of several in the country the one in the province"),
        ("陕西", "陕西", "the province does not inspect itself"),
        ("机关", "机关", "no place"),
    ],
)
def test_a_province_inspects_its_own_cities_and_counties(name: str, full: str, why: str) -> None:
    assert find(name, authority=shaanxi())[0].name == full, why


def test_an_office_in_a_province_is_not_the_province() -> None:
    ministry = make_authority("国家税务总局党委", Level.OTHER, make_place("北京市"))
    unit, names = find("河北", authority=ministry)
    assert (unit.name, unit.place, names) == ("河北", None, [])
    assert find("河北", authority=Authority.objects.create(name="省委", level=Level.PROVINCE))[0].name == "河北"


def test_a_province_known_by_its_bare_name_takes_the_full_one() -> None:
    unit = spoken_of("黑龙江")
    found, names = find("黑龙江")
    assert (found, found.name, names) == (unit, "黑龙江省", ["黑龙江"])
    assert found.place == Place.objects.get(province="黑龙江省")


def test_of_two_rows_of_a_province_the_full_name_is_meant() -> None:
    full = spoken_of("黑龙江省")
    spoken_of("黑龙江")
    assert find("黑龙江") == (full, ["黑龙江"])


def test_a_bare_name_that_an_editor_took_away_is_no_province() -> None:
    province = spoken_of("黑龙江省")
    province.rejected_aliases.create(name="黑龙江")
    assert find("黑龙江")[0].name == "黑龙江"


def test_a_bare_name_that_an_editor_chose_stands() -> None:
    unit = spoken_of("黑龙江")
    Correction.objects.create(notice=Mention.objects.get(inspection__unit=unit).notice, field="inspections")
    found, names = find("黑龙江")
    assert (found, found.name, found.place, names) == (unit, "黑龙江", None, [])
