import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from archive.models import Contact, Kind, Notice, ReportingDay, Round
from archive.partial_date import PartialDate
from archive.reporting import CHINA, WindowState, reporting_now, reporting_window, spoken_days
from tests.makers import make_contact, make_group, make_mention, make_notice, make_round, make_unit

NOW = datetime.datetime(2015, 12, 6, 10, tzinfo=CHINA)


def state(**dates: str) -> str:
    notice = Notice()
    for name, text in dates.items():
        setattr(notice, name, PartialDate.parse(text))
    window = reporting_window(notice, [Contact(value="010-68334749")], NOW)
    assert window is not None
    return window.state


@pytest.mark.parametrize(
    ("dates", "expected", "why"),
    [
        ({"period_start": "2015-11-01", "period_end": "2015-12-29"}, "open", "today lies within"),
        ({"period_start": "2015-11-01", "period_end": "2015-12-06"}, "open", "the last day counts"),
        ({"period_start": "2015-11-01", "period_end": "2015-12-05"}, "closed", "it ended yesterday"),
        ({"period_end": "2015-12-05"}, "closed", "an end in full is enough to be over"),
        ({"period_start": "2015-12-07", "period_end": "2015-12-29"}, "future", "it starts tomorrow"),
        ({"period_start": "2015-11-01", "period_end": "2015-12-29", "deadline": "2015-12-01"}, "closed", "deadline"),
        ({"meeting_date": "2015-11-01", "deadline": "2015-12-20"}, "open", "from the meeting on"),
        ({"period_end": "2015-12-29"}, "unknown", "no start"),
        ({"period_start": "2015-11-01"}, "unknown", "no end"),
        ({"period_start": "--11-01", "period_end": "--12-29"}, "unknown", "no year"),
        ({"period_start": "2015-11", "period_end": "2015-12"}, "unknown", "no days"),
        ({}, "unknown", "no date at all"),
        ({"period_start": "2015-09", "period_end": "2015-11"}, "closed", "the month is over"),
        ({"period_end": "2014"}, "closed", "the year is over"),
        ({"period_end": "2015"}, "unknown", "the year is not over"),
        ({"period_start": "2016-01"}, "future", "the month is still to come"),
        ({"period_start": "2015-12"}, "unknown", "it may have begun"),
        ({"period_start": "--12-07", "period_end": "2015-12-29"}, "unknown", "no year of the start"),
    ],
)
def test_it_goes_only_as_far_as_the_dates(dates: dict[str, str], expected: str, why: str) -> None:
    assert state(**dates) == expected, why


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"deadline": "--06-20"}, "从公告中读到受理到6月20日，没有读到是哪一年，"),
        ({"period_end": "2099-06"}, "从公告中读到受理到2099年6月，没有读到是哪一天，"),
        (
            {"period_end": "2099-06-20"},
            "从公告中读到受理到2099年6月20日，没有读全从哪一天起，",
        ),
        ({}, "没有从公告中读到受理到哪一天，"),
    ],
)
def test_it_says_what_is_missing(client: Client, dates: dict[str, str], said: str) -> None:
    known: dict[str, Any] = {name: PartialDate.parse(text) for name, text in dates.items()}
    notice = make_notice(year=None, **known)
    make_contact(notice, "010-68334749")
    assert f"{said}本站不能判断现在是否受理。" in strip_tags(client.get(notice.get_absolute_url()).content.decode())


def test_it_says_nothing_where_the_notice_takes_no_reports() -> None:
    assert reporting_window(Notice(), [], NOW) is None


def day(offset: int) -> PartialDate:
    """So many days from today in China."""
    date = timezone.localdate() + datetime.timedelta(days=offset)
    return PartialDate(date.year, date.month, date.day)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "said", "is_dialled"),
    [(-9, 9, "正在受理", True), (-9, -1, "受理已结束", False), (1, 9, "尚未开始", False)],
)
def test_a_number_is_dialled_from_the_page_only_while_reports_are_taken(
    client: Client, start: int, end: int, said: str, is_dialled: bool
) -> None:
    notice = make_notice(period_start=day(start), period_end=day(end), hours=["00:00-24:00"])
    make_contact(notice, "0755-88106327")
    make_contact(notice, "0755-88106328、9")
    page = client.get(notice.get_absolute_url()).content.decode()
    assert said in strip_tags(page)
    assert "0:00—24:00（北京时间）" in strip_tags(page)
    assert ('href="tel:0755-88106327"' in page) is is_dialled
    assert page.count("tel:") == int(is_dialled)
    for number in (1, 2):
        make_mention(notice, make_group(number), make_unit(f"单位{number}"), phones=[f"010-6833474{number}"])
    table = client.get(notice.get_absolute_url()).content.decode().partition('id="cases"')[2]
    assert ('href="tel:010-68334741"' in table) is is_dialled


@pytest.mark.django_db
def test_an_undated_number_is_never_dialled_from_the_page(client: Client) -> None:
    notice = make_notice(year=None, period_start=PartialDate(None, 1, 1), period_end=PartialDate(None, 12, 31))
    make_contact(notice, "0755-88106327")
    page = client.get(notice.get_absolute_url()).content.decode()
    assert "时间不明" in page
    assert "tel:" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("end", "is_told"), [("2015-11", True), ("2015-12", False), ("2014", True), ("2015", False), ("--11-01", False)]
)
def test_the_home_page_counts_as_the_notice_page_says(end: str, is_told: bool) -> None:
    make_notice(period_end=PartialDate.parse(end), hours=["08:00-20:00"])
    assert reporting_now(NOW).undated_count == int(not is_told)
    assert (state(period_end=end) == "closed") is is_told


@pytest.mark.parametrize(
    ("days", "expected", "why"),
    [
        ([], "open", "no days told"),
        (["每天"], "open", "every day"),
        (["周日"], "open", "today is named"),
        (["周日", "节假日除外"], "open", "a Sunday that is named is none of the holidays left out"),
        (["周一", "周五"], "day_off", "today is not"),
        (["工作日"], "perhaps_off", "some Sundays are worked instead of other days"),
        (["节假日除外"], "perhaps_off", "a Sunday may be meant"),
        (["每天", "节假日除外"], "perhaps_off", "the same of every day"),
        (["每天", "法定节假日除外"], "open", "a Sunday alone is no public holiday"),
    ],
)
def test_it_takes_reports_on_the_days_told(days: list[str], expected: str, why: str) -> None:
    notice = Notice(period_start=PartialDate(2015, 11, 1), period_end=PartialDate(2015, 12, 29), days=days)
    window = reporting_window(notice, [Contact(value="010-68334749")], NOW)
    assert window is not None
    assert window.state == expected, why
    assert bool(window.day_note) is (expected != "open")


def test_on_a_weekday_it_takes_them_on_working_days() -> None:
    dates = {"period_start": PartialDate(2015, 11, 1), "period_end": PartialDate(2015, 12, 29)}
    notice = Notice(**dates, days=["工作日"], hours=["00:00-24:00"])
    window = reporting_window(notice, [Contact(value="010-68334749")], NOW + datetime.timedelta(days=1))
    assert window is not None
    assert (window.state, window.days) == ("open", ("工作日",))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["工作日"], "工作日"),
        (["周一", "周二", "周三", "周四", "周五"], "周一至周五"),
        (["周一", "周二", "周四", "周五", "周六"], "周一、周二、周四至周六"),
        (["每天", "节假日除外"], "每天，节假日除外"),
        (["工作时间"], "工作时间"),
        (["以原文为准"], "以公告原文为准"),
        (["法定节假日除外"], "法定节假日除外"),
        ([], ""),
    ],
)
def test_it_says_the_days_in_few_words(days: list[str], said: str) -> None:
    assert spoken_days(days) == said


@pytest.mark.django_db
def test_the_page_shows_the_days_beside_the_hours(client: Client) -> None:
    today = timezone.localdate()
    other = ReportingDay.of_week()[(today.weekday() + 1) % 7]
    notice = make_notice(period_start=day(-9), period_end=day(9), hours=["08:30-12:00"], days=[other])
    make_contact(notice, "0755-88106327")
    page = client.get(notice.get_absolute_url()).content.decode()
    assert f"{other}，8:30—12:00（北京时间）" in strip_tags(page)
    assert f"不在公告所写的受理日（{other}）之内" in strip_tags(page)
    assert "受理期内" in strip_tags(page)
    assert "正在受理" not in strip_tags(page)
    assert "tel:" not in page


@pytest.mark.django_db
def test_a_notice_without_an_end_is_over_with_its_round(client: Client) -> None:
    wave = make_round(18, 1)  # of the packaged table
    notice = make_notice("首轮", year=2013, kind=Kind.ROUND_OVERVIEW, round=wave)
    make_contact(notice, "0755-88106327")
    page = strip_tags(client.get(notice.get_absolute_url()).content.decode())
    assert "受理已结束 推定" in " ".join(page.split())
    assert "没有从公告中读全受理的起止日期；十八届中央第一轮到2013年7月已结束，据此推定。" in page
    assert "时间不明" not in page


@pytest.mark.parametrize(
    ("ends", "expected", "why"),
    [
        ("2014-12", "closed", "the round ended in another year"),
        ("2015-03", "unknown", "this year's may be told wrong by months"),
        ("2015", "unknown", "it may have gone on until now"),
        ("--09-01", "unknown", "no year"),
    ],
)
def test_only_a_round_that_ended_long_ago_tells_that_it_is_over(ends: str, expected: str, why: str) -> None:
    notice = Notice(round=Round(number=1, term=18, ends=PartialDate.parse(ends)))
    window = reporting_window(notice, [Contact(value="010-68334749")], NOW)
    assert window is not None
    assert window.state == expected, why


@pytest.mark.parametrize(
    ("year", "end", "expected", "why"),
    [
        (2014, None, "closed", "no inspection goes on for a year"),
        (2014, "--12-29", "closed", "an end without its year"),
        (2014, "2016", "unknown", "the notice says when"),
        (2015, None, "unknown", "it may go on"),
        (None, None, "unknown", "no year"),
    ],
)
def test_a_notice_of_long_ago_is_over_without_any_round(
    year: int | None, end: str | None, expected: str, why: str
) -> None:
    notice = Notice(year=year, period_end=PartialDate.parse(end) if end else None)
    window = reporting_window(notice, [Contact(value="010-68334749")], NOW)
    assert window is not None
    assert window.state == expected, why


@pytest.mark.django_db
def test_it_says_that_it_went_by_the_year(client: Client) -> None:
    notice = make_notice("早年的", year=2013, kind=Kind.ANNOUNCEMENT)
    make_contact(notice, "0755-88106327")
    page = " ".join(strip_tags(client.get(notice.get_absolute_url()).content.decode()).split())
    assert "受理已结束 推定" in page
    assert "没有从公告中读全受理的起止日期；公告所报是2013年的事，据此推定。" in page


def test_a_round_that_is_over_closes_no_window_that_has_dates_of_its_own() -> None:
    notice = Notice(
        round=Round(number=1, term=18, ends=PartialDate(2013, 9)),
        period_start=PartialDate(2015, 11, 1),
        period_end=PartialDate(2015, 12, 29),
    )
    window = reporting_window(notice, [], NOW) or reporting_window(notice, [Contact(value="1")], NOW)
    assert window is not None
    assert window.state == WindowState.OPEN


@pytest.mark.django_db
def test_contacts_of_a_rectification_are_for_comments_on_it(client: Client) -> None:
    notice = make_notice(
        "整改进展",
        text="整改",
        kind=Kind.RECTIFICATION,
        hours=["08:30-12:00"],
        period_start=PartialDate(2023, 10, 14),
        period_end=PartialDate(2023, 12, 20),
    )
    contact = make_contact(notice, "010-12345678")
    assert reporting_window(notice, [contact]) is None
    page = client.get(notice.get_absolute_url()).content.decode()
    assert 'class="window' not in page
    assert "对整改提意见的联系方式" in page
    assert "<dt>联系电话</dt>" in page
    assert "<dt>接听时间</dt>" in page
    assert "值班电话" not in page


def test_comments_on_a_rectification_close_with_the_day_that_it_gives() -> None:
    notice = Notice(kind=Kind.RECTIFICATION, deadline=PartialDate(2015, 12, 5))
    window = reporting_window(notice, [], NOW)
    assert window is not None
    assert (window.state, window.end) == (WindowState.CLOSED, PartialDate(2015, 12, 5))
