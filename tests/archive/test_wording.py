import pytest
from django.utils import translation
from django.utils.html import strip_tags

from archive.partial_date import PartialDate
from archive.templatetags.wording import hours
from archive.wording import listed, spoken_date, spoken_hours, spoken_period, verb


def date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("2015-11-01", "2015年11月1日", "1 November 2015"),
        ("2021-05", "2021年5月", "May 2021"),
        ("2018", "2018年", "2018"),
        ("--02-29", "2月29日", "29 February"),
        ("", "", ""),
    ],
)
def test_it_says_dates_as_far_as_known(written: str, chinese: str, english: str) -> None:
    assert spoken_date(date(written)) == chinese
    with translation.override("en"):
        assert spoken_date(date(written)) == english


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2015-11-01", "2015-12-29", "2015年11月1日至12月29日"),
        ("2015-11-01", "2016-01-05", "2015年11月1日至2016年1月5日"),
        ("2015-10", "2015-12", "2015年10月至12月"),
        ("--11-01", "--12-29", "11月1日至12月29日"),
        ("2015-11-01", "", "2015年11月1日起"),
        ("", "2015-12-29", "至2015年12月29日"),
        ("2015-11-01", "2015-11-01", "2015年11月1日"),
        ("2015", "2016", "2015年至2016年"),
        ("", "", ""),
    ],
)
def test_it_says_periods_without_repeating_the_year(start: str, end: str, expected: str) -> None:
    assert spoken_period(date(start), date(end)) == expected


def test_it_repeats_the_year_in_english() -> None:
    with translation.override("en"):
        assert spoken_period(date("2015-11-01"), date("2015-12-29")) == "1 November 2015 to 29 December 2015"


@pytest.mark.parametrize(
    ("types", "activity", "expected"),
    [
        (["专项"], "巡视", "专项巡视"),
        (["常规"], "巡察", "常规巡察"),
        (["回头看"], "巡视", "巡视“回头看”"),
        (["专项", "回头看"], "巡视", "专项巡视“回头看”"),
        (["常规", "专项"], "巡视", "常规、专项巡视"),
        ([], "巡察", "巡察"),
        (["没有这种"], "", "巡视"),
    ],
)
def test_it_says_what_is_done(types: list[str], activity: str, expected: str) -> None:
    assert verb(types, activity) == expected


def test_it_says_hours_as_people_write_them() -> None:
    assert spoken_hours("工作日08:30-12:00") == "工作日8:30—12:00"


def test_it_cuts_long_lists_of_names() -> None:
    assert listed(["甲", "乙"]) == "甲、乙"
    assert listed(["甲", "乙", "丙", "丁"]) == "甲、乙、丙等"


def test_it_joins_figures_as_english_does() -> None:
    with translation.override("en"):
        assert spoken_hours("08:30-12:00") == "8:30–12:00"
        assert strip_tags(hours(["08:30-12:00", "14:00-17:30"])) == "8:30–12:00, 14:00–17:30"
        assert "zh-Hans" not in hours(["08:30-12:00"])
        assert hours(["工作日08:30-12:00"]).startswith('<span class="num" lang="zh-Hans">工作日8:30')
