"""What the database itself holds to, and how notices sort."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from archive.models import (
    Authority,
    Contact,
    Evidence,
    Inspection,
    InspectionGroup,
    Kind,
    Level,
    Notice,
    Place,
    Round,
    TextVersion,
)
from archive.partial_date import PartialDate
from tests.makers import make_authority, make_group, make_notice, make_place, make_round, make_round_of_year

pytestmark = pytest.mark.django_db


def refuses(make: Any) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


def test_it_comes_with_the_central_rounds_and_no_notices() -> None:
    eighth = Round.objects.get(authority__name="中央", term=18, number=8)
    assert str(eighth) == "十八届中央第八轮"
    assert str(eighth.starts) == "2015-10"
    assert not Notice.objects.exists()


def test_it_holds_years_and_their_basis_together() -> None:
    assert refuses(lambda: Notice.objects.create(year=2015))
    assert refuses(lambda: Notice.objects.create(year_basis="round"))
    assert not refuses(lambda: Notice.objects.create(year=2015, year_basis="round"))


def test_it_keeps_one_committee_a_place_and_many_without() -> None:
    luoyang = Place.objects.create(province="河南省", city="洛阳市")
    Authority.objects.create(name="市委", place=luoyang)
    assert refuses(lambda: Authority.objects.create(name="市委", place=luoyang))
    assert refuses(lambda: Authority.objects.create(name="党中央", level="central")), "there is one centre"
    Authority.objects.create(name="县委")
    assert not refuses(lambda: Authority.objects.create(name="县委"))


def test_it_refuses_what_points_nowhere() -> None:
    notice = Notice.objects.create()
    version = TextVersion.objects.create(notice=notice, text="公告")
    empty_span = {"start": 1, "end": 1, "rule": "r", "confidence": 1.0}
    assert refuses(lambda: Evidence.objects.create(version=version, field="year", value="x", **empty_span))
    assert refuses(lambda: Inspection.objects.create())
    assert refuses(lambda: TextVersion.objects.create(notice=notice, number=2, text=""))
    Contact.objects.create(notice=notice, kind="phone", value="0755-88106327")
    assert refuses(lambda: Contact.objects.create(notice=notice, kind="phone", value="0755-88106327"))


def test_it_keeps_one_case_for_group_round_and_unit() -> None:
    centre = Authority.objects.get(name="中央")
    group = InspectionGroup.objects.create(authority=centre, name="中央第七巡视组", ordinal=7)
    unit = centre.units.create(name="深圳证券交易所")
    known = {"group": group, "unit": unit, "round": centre.rounds.get(term=18, number=8)}
    Inspection.objects.create(**known)
    assert refuses(lambda: Inspection.objects.create(**known))
    Inspection.objects.create(group=group, unit=unit)
    assert not refuses(lambda: Inspection.objects.create(group=group, unit=unit)), "an unknown round joins nothing"


def test_it_sorts_notices_by_what_is_known_of_their_dates() -> None:
    whole = Notice.objects.create(title="日", meeting_date="2015-11-01")
    month = Notice.objects.create(title="月", period_start=PartialDate(2015, 11))
    year = Notice.objects.create(title="年", year=2015, year_basis="round", meeting_date="--11-01")
    nothing = Notice.objects.create(title="无", meeting_date="--12-01")
    assert list(Notice.objects.newest_first()) == [whole, month, year, nothing]
    assert list(Notice.objects.oldest_first()) == [year, month, whole, nothing]


def test_it_filters_partial_dates_by_range() -> None:
    may = Notice.objects.create(period_end="2021-05")
    Notice.objects.create(period_end="--05-20")
    in_2021 = Notice.objects.filter(period_end__gte=PartialDate(2021), period_end__lt=PartialDate(2022))
    assert list(in_2021) == [may]


def test_it_names_a_notice_without_a_title_by_group_and_unit() -> None:
    luoyang = Place.objects.create(province="河南省", city="洛阳市")
    authority = Authority.objects.create(name="洛阳市委", level="city", place=luoyang)
    group = InspectionGroup.objects.create(authority=authority, name="市委第三巡察组", ordinal=3)
    unit = authority.units.create(name="市工商联")
    notice = Notice.objects.create(authority=authority, activity="巡察", kind="announcement")
    notice.mentions.create(inspection=Inspection.objects.create(group=group, unit=unit))
    assert notice.display_title == "洛阳市委第三巡察组巡察市工商联：进驻公告"
    assert notice.has_supplied_title


@pytest.mark.parametrize(
    ("kind", "date", "said"),
    [
        (Kind.MOBILIZATION_REPORT, PartialDate(2023, 10, 14), "2023-10-14"),
        (Kind.RECTIFICATION, PartialDate(2024), "2024"),
        (Kind.FEEDBACK, PartialDate(2024), "2024"),
    ],
)
def test_what_came_of_an_inspection_is_not_of_the_day_it_began(kind: Kind, date: PartialDate, said: str) -> None:
    notice = make_notice("公告", text="公告", kind=kind, year=2024, period_start=PartialDate(2023, 10, 14))
    notice.refresh_from_db()
    assert notice.sort_date == notice.date == date
    assert str(notice.date) == said


@pytest.mark.parametrize(
    ("name", "place", "said"),
    [
        ("洛阳市委", ("河南省", "洛阳市"), "河南省洛阳市委"),
        ("市委", ("河南省", "洛阳市"), "河南省洛阳市市委"),
        ("甘孜州委", ("四川省", "甘孜藏族自治州"), "四川省甘孜州委"),
        ("新晃县委", ("湖南省", "怀化市", "新晃侗族自治县"), "湖南省怀化市新晃县委"),
        ("自治区党委", ("广西壮族自治区",), "广西壮族自治区党委"),
    ],
)
def test_it_names_no_place_twice(name: str, place: tuple[str, ...], said: str) -> None:
    assert make_authority(name, Level.CITY, make_place(*place)).full_name == said


def test_it_puts_the_committee_in_front_of_a_group_in_either_script() -> None:
    authority = make_authority("嵩县县委", Level.COUNTY, make_place("河南省", "洛阳市", "嵩县"))
    assert make_group(4, authority, "縣委第四巡察組").full_name == "嵩县縣委第四巡察組"


def test_it_counts_a_round_within_a_term_or_within_a_year() -> None:
    hunan = make_authority("湖南省委", Level.PROVINCE, make_place("湖南省"))
    counted = Round.objects.create(authority=hunan, counted_year=2016, number=1)
    assert str(counted) == "湖南省委2016年第一轮"
    assert (counted.year, counted.starts) == (2016, None)
    for known in (
        {"counted_year": 2016, "number": 1},
        {"number": 1},
        {"term": 10, "counted_year": 2015, "number": 1},
        {"counted_year": 216, "number": 1},
        {"counted_year": 2015, "number": 0},
    ):
        assert refuses(lambda known=known: Round.objects.create(authority=hunan, **known)), known
    assert not refuses(lambda: Round.objects.create(authority=hunan, term=10, number=1))
    assert refuses(lambda: Notice.objects.create(term=10, round_year=2016, round_number=1))
    assert refuses(lambda: Notice.objects.create(round_year=16, round_number=1))


def test_it_orders_rounds_by_the_years_that_are_known_of_them() -> None:
    hunan = make_authority("湖南省委", Level.PROVINCE, make_place("湖南省"))
    make_round(10, 2, hunan, starts=PartialDate(2013, 5))
    make_round(10, 1, hunan)
    make_round_of_year(2016, 1, hunan)
    make_round_of_year(2015, 2, hunan)
    make_round_of_year(2015, 1, hunan)
    make_round(9, 8, hunan)
    make_notice("今年", text="今年", year=2018, authority=hunan, round=make_round(11, 1, hunan))
    newest = [str(wave).replace("湖南省委", "") for wave in Round.objects.filter(authority=hunan).newest_first()]
    assert newest == [
        "十一届第一轮",
        "2016年第一轮",
        "2015年第二轮",
        "2015年第一轮",
        "十届第二轮",
        "十届第一轮",
        "九届第八轮",
    ]
    course = Round.objects.filter(authority=hunan).newest_first().reverse()
    assert [str(wave).replace("湖南省委", "") for wave in course] == newest[::-1]
