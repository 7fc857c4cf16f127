"""When two cases are proposed to be one, and when not: the rules as a table."""

from typing import Any

import pytest

from archive.ingest.likeness import CaseFacts, likeness
from archive.partial_date import PartialDate

Facts = dict[str, Any]

LUOYANG: Facts = {
    "unit": "市教育局",
    "authority": "河南省洛阳市委",
    "place": "河南省-洛阳市",
    "is_identified": True,
    "level": "city",
    "activity": "巡察",
}
BARE_CITY: Facts = {"unit": "市教育局", "authority": "市委", "level": "city", "activity": "巡察"}
BARE_COUNTY: Facts = {"unit": "县教育局", "authority": "县委", "level": "county", "activity": "巡察"}
CENTRE: Facts = {
    "unit": "深圳证券交易所",
    "authority": "中央",
    "is_identified": True,
    "level": "central",
    "activity": "巡视",
}
THIRD: Facts = {"group": "市委第三巡察组", "ordinal": 3}
FOURTH: Facts = {"group": "县委第四巡察组", "ordinal": 4}
SEVENTH_ROUND: Facts = {"term": 11, "round": 7}
FIRM: Facts = {
    "unit": "深圳能源集团股份有限公司",
    "cores": frozenset({"深圳能源"}),
    "authority": "市委",
    "level": "city",
    "activity": "巡察",
}
MARCH = frozenset({PartialDate(2021, 3, 1)})


def in_year(*years: int) -> Facts:
    return {"years": frozenset(years)}


def period(start: str, end: str) -> Facts:
    return {"periods": frozenset({(PartialDate.parse(start), PartialDate.parse(end))})}


def led_by(name: str) -> Facts:
    return {"heads": frozenset({name})}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            LUOYANG | THIRD | SEVENTH_ROUND | in_year(2021),
            LUOYANG | THIRD | in_year(2021),
            "同为市委第三巡察组对市教育局的巡察；一方未写明轮次。",
        ),
        (
            LUOYANG | THIRD | SEVENTH_ROUND | in_year(2021),
            LUOYANG | in_year(2022),
            "同为河南省洛阳市委对市教育局的巡察；一方未写明巡察组，一方未写明轮次。",
        ),
        (
            LUOYANG | THIRD | SEVENTH_ROUND | in_year(2021),
            BARE_CITY | THIRD | SEVENTH_ROUND | in_year(2021),
            "同为市委第三巡察组对市教育局的巡察，轮次相同（十一届第七轮）；一方未写明地区。",
        ),
        (
            CENTRE | {"group": "中央第七巡视组", "ordinal": 7, "term": 18, "round": 8} | in_year(2015),
            CENTRE | {"unit": "深交所", "other_names": frozenset({"深圳证券交易所"})} | in_year(2016),
            "同为中央对深圳证券交易所的巡视，单位一作“深圳证券交易所”，一作“深交所”；一方未写明巡视组，一方未写明轮次。",
        ),
        (
            FIRM | SEVENTH_ROUND | in_year(2021),
            FIRM | SEVENTH_ROUND | {"unit": "深圳能源集团", "activity": ""} | in_year(2021),
            (
                "同是对深圳能源集团股份有限公司的巡察，轮次相同（十一届第七轮），"
                "单位一作“深圳能源集团股份有限公司”，一作“深圳能源集团”；双方都未写明地区，双方都未写明巡察组。"
            ),
        ),
        (
            BARE_COUNTY | FOURTH | led_by("张三"),
            BARE_COUNTY | led_by("张三"),
            "同是对县教育局的巡察，组长相同（张三）；双方都未写明地区，一方未写明巡察组，双方都未写明轮次，双方都未写明年份。",
        ),
        (
            BARE_COUNTY | FOURTH | {"contacts": frozenset({"0379-66881234"})} | in_year(2021),
            BARE_COUNTY | FOURTH | {"contacts": frozenset({"0379-66881234"})} | in_year(2021),
            "同为县委第四巡察组对县教育局的巡察，联系方式相同（0379-66881234）；双方都未写明地区，双方都未写明轮次。",
        ),
        (
            BARE_COUNTY | FOURTH | {"days": MARCH} | in_year(2021),
            BARE_COUNTY | FOURTH | {"days": MARCH} | in_year(2021),
            "同为县委第四巡察组对县教育局的巡察，日期相同（2021-03-01）；双方都未写明地区，双方都未写明轮次。",
        ),
        (
            BARE_COUNTY | FOURTH | {"unit": "嵩县教育局"},
            BARE_COUNTY | FOURTH | {"unit": "嵩县教育局"},
            "同为县委第四巡察组对嵩县教育局的巡察；双方都未写明地区，双方都未写明轮次，双方都未写明年份。",
        ),
    ],
)
def test_it_proposes_with_a_reason(one: Facts, other: Facts, why: str) -> None:
    found = likeness(CaseFacts(**one), CaseFacts(**other))
    assert found
    assert str(found.reason) == why
    assert likeness(CaseFacts(**other), CaseFacts(**one)), "whichever is looked at first"


KNOWN = LUOYANG | THIRD | SEVENTH_ROUND | in_year(2021)


@pytest.mark.parametrize(
    ("other", "why_not"),
    [
        ({"unit": "市财政局"}, "another unit"),
        ({"unit": ""}, "no unit is named"),
        ({"place": "河南省-开封市", "authority": "河南省开封市委"}, "the places are known and differ"),
        ({"unit_place": "河南省-开封市"}, "the unit stands elsewhere"),
        ({"authority": "河南省洛阳市政府"}, "another body of that place"),
        ({"authority": "区委", "place": "", "is_identified": False, "level": ""}, "区委 is no 市委"),
        ({"level": "province"}, "another level"),
        ({"activity": "巡视"}, "巡视 is not 巡察"),
        ({"ordinal": 4}, "another group"),
        ({"term": 12}, "another term"),
        ({"round": 8}, "another round"),
        ({"years": frozenset({2019})}, "two years lie between"),
        ({"heads": frozenset({"李四"})}, "somebody else leads it"),
        (period("2020-03-01", "2020-05-30"), "it was over before the other began"),
        ({"notices": frozenset({1})}, "one notice tells the two apart"),
    ],
)
def test_it_proposes_nothing_where_something_contradicts(other: Facts, why_not: str) -> None:
    known = (
        KNOWN
        | period("2021-03-01", "2021-05-30")
        | led_by("张三")
        | {"notices": frozenset({1}), "unit_place": "河南省-洛阳市"}
    )
    alike = known | {"notices": frozenset({2}), "round": None, "term": None}
    assert likeness(CaseFacts(**known), CaseFacts(**alike)) is not None
    assert likeness(CaseFacts(**known), CaseFacts(**(alike | other))) is None, why_not
    assert likeness(CaseFacts(**(alike | other)), CaseFacts(**known)) is None, why_not


@pytest.mark.parametrize(
    ("one", "other", "why_not"),
    [
        (BARE_COUNTY, BARE_COUNTY, "every county has an office of education"),
        (BARE_COUNTY | FOURTH, BARE_COUNTY | FOURTH, "and a fourth group that goes there one day"),
        (BARE_COUNTY | SEVENTH_ROUND, BARE_COUNTY | SEVENTH_ROUND, "and a seventh round"),
        (BARE_COUNTY | FOURTH | SEVENTH_ROUND, BARE_COUNTY | FOURTH | SEVENTH_ROUND, "in whatever year"),
        (BARE_COUNTY | {"days": MARCH}, BARE_COUNTY | {"days": MARCH}, "two counties may begin on one day"),
        (LUOYANG | THIRD, BARE_CITY | {"group": "市委第X巡察组"}, "a number that was left open is no number"),
        (LUOYANG | SEVENTH_ROUND, BARE_CITY | SEVENTH_ROUND, "every city has a seventh round"),
        (FIRM, FIRM | {"unit": "深圳能源集团"}, "a firm is inspected every few years"),
        (
            BARE_COUNTY | {"unit": "城关镇", "activity": ""} | FOURTH,
            BARE_COUNTY | {"unit": "城关镇"} | FOURTH,
            "hundreds of towns are called so",
        ),
        ({"unit": "嵩县教育局"}, {"unit": "嵩县教育局"}, "nothing beyond the unit agrees"),
        (
            {"unit": "教育局", "group": "第三巡察组", "ordinal": 3},
            {"unit": "教育局", "group": "第三巡察组", "ordinal": 3},
            "nobody knows whose third group it is",
        ),
    ],
)
def test_it_proposes_nothing_where_the_names_alone_agree(one: Facts, other: Facts, why_not: str) -> None:
    assert likeness(CaseFacts(**one), CaseFacts(**other)) is None, why_not


def test_it_finds_more_where_more_agrees() -> None:
    weak = likeness(CaseFacts(**KNOWN), CaseFacts(**(BARE_CITY | THIRD)))
    strong = likeness(CaseFacts(**(KNOWN | led_by("张三"))), CaseFacts(**(BARE_CITY | THIRD | led_by("张三"))))
    assert weak
    assert strong
    assert strong.weight > weak.weight


@pytest.mark.parametrize(
    ("other", "may_be_one"),
    [
        ({"round": 3, "round_year": 2021}, True),
        ({"round": 3, "round_year": 2020}, False),
        ({"round": 2, "round_year": 2021}, False),
        ({"term": 11, "round": 7}, True),
        ({"round": 4}, True),
    ],
)
def test_it_compares_numbers_of_rounds_only_where_they_count_the_same(other: Facts, may_be_one: bool) -> None:
    known = CaseFacts(**(LUOYANG | THIRD | {"round": 3, "round_year": 2021}))
    also = CaseFacts(**(LUOYANG | THIRD | other))
    found = likeness(known, also)
    assert (found is not None) == (likeness(also, known) is not None) == may_be_one
    if found is not None:
        assert ("轮次相同（2021年第三轮）" in str(found.reason)) == ("round_year" in other)
