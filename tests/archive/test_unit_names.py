"""Which names may stand for one unit: tables of names with the reason."""

import pytest

from archive.unit_names import is_same_firm, may_stand_for, own_fronts

SAME = [
    ("中国通用技术集团公司", "通用技术集团", "中国 and the legal form are left off"),
    ("中国通用技术(集团)控股有限责任公司", "通用技术集团", "brackets around a part of the form say nothing"),
    ("中国通用技术（集团）控股有限责任公司", "中国通用技术集团公司", "an old and a new name, in full-width brackets"),
    ("中国农业银行股份有限公司", "农业银行", "a bank needs no legal form"),
    ("中国银行股份有限公司", "中国银行", "中国 belongs to the name"),
    ("中国人民保险集团股份有限公司", "中国人民保险集团", "a short form has no kind"),
    ("国家电网公司", "国家电网", "nor does a grid"),
    ("中国南方电网有限责任公司", "南方电网公司", "中国 is left off"),
    ("中国华能集团公司", "华能集团", "two characters are a core"),
    ("国家开发投资集团有限公司", "国家开发投资集团有限责任公司", "one form, written in two ways"),
]
APART = [
    ("中国石油天然气集团公司", "中国石油化工集团公司", "two oil firms"),
    ("中国石油集团", "石油集团", "anybody's oil"),
    ("中国移动通信集团公司", "中国联合网络通信集团有限公司", "two telephone firms"),
    ("中国移动集团", "中国联通集团", "also by their short forms"),
    ("中国银行", "银行", "any bank"),
    ("中国银行", "中国农业银行", "two banks"),
    ("中国人民银行", "中国银行", "and the one that watches over them"),
    ("国家电网公司", "中国南方电网有限责任公司", "two grids"),
    ("中国人寿保险(集团)公司", "中国人民保险集团公司", "two insurers"),
    ("中国人寿保险(集团)公司", "中国人寿保险股份有限公司", "a group and its stock company"),
    ("中国石油天然气集团公司", "中国石油天然气股份有限公司", "the same"),
    ("洛阳投资集团", "洛阳投资控股集团", "控股 in front of 集团 is part of the name"),
    ("招商局集团有限公司", "招商局控股有限公司", "a group and a holding"),
    ("上海汽车集团股份有限公司", "上海汽车集团有限公司", "two legal forms, both given"),
    ("中国石油天然气集团公司", "中国石油天然气集团公司北京分公司", "a branch"),
    ("集团公司", "集团有限公司", "anybody's"),
    ("中国投资有限责任公司", "投资公司", "a trade is no core"),
    ("通用技术", "通用技术集团", "without any form it may be a department"),
    ("市教育局", "市教育局", "no firm at all: names are compared elsewhere"),
]


@pytest.mark.parametrize(("one", "other", "why"), SAME)
def test_it_knows_a_firm_by_its_core(one: str, other: str, why: str) -> None:
    assert is_same_firm(one, other), why
    assert is_same_firm(other, one), why


@pytest.mark.parametrize(("one", "other", "why"), APART)
def test_it_takes_no_two_firms_for_one(one: str, other: str, why: str) -> None:
    assert not is_same_firm(one, other), why
    assert not is_same_firm(other, one), why


LUOYANG = ("河南省", "洛阳市")


@pytest.mark.parametrize(
    ("short", "full", "places", "is_stated", "expected", "why"),
    [
        ("深交所", "深圳证券交易所", (), False, True, "characters left out"),
        ("工商联", "市工商联", LUOYANG, False, True, "the city's own"),
        ("市教育局", "洛阳市教育局", LUOYANG, False, True, "the city's own, by its name"),
        ("教育局", "洛阳市教育局", LUOYANG, False, True, "its whole name left off"),
        ("教育局", "高新区教育局", LUOYANG, False, False, "the city has one of its own"),
        ("县人民医院", "嵩县人民医院", LUOYANG, False, False, "the city has many counties"),
        ("县人民医院", "嵩县人民医院", LUOYANG, True, False, "whatever one text calls it"),
        ("县人民医院", "凤阳县人民医院", ("安徽省", "滁州市", "凤阳县"), False, True, "the county has one"),
        ("县中医院", "凤阳县中医医院", ("安徽省", "滁州市"), False, False, "nor by characters left out"),
        ("市教育局", "市教育局招生办公室", LUOYANG, False, False, "the body above it"),
        ("中国移动", "中国移动通信集团公司", (), True, True, "the text says so"),
        ("中国石油", "中国石油化工集团公司", (), False, False, "a firm by its characters may be another"),
        ("集团公司", "中国通用技术集团公司", (), True, False, "every firm calls itself so"),
        ("市局", "市公安局", LUOYANG, True, False, "every office does"),
    ],
)
def test_it_takes_a_short_form_for_the_unit_where_no_other_can_be_meant(
    short: str, full: str, places: tuple[str, ...], is_stated: bool, expected: bool, why: str
) -> None:
    assert may_stand_for(short, full, own_fronts(places), is_stated=is_stated) is expected, why
