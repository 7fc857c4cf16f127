"""Who takes reports today: all notices at once, by the rules of a single notice's window."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from archive.models import Kind, Level, Notice, ReportingDay
from archive.partial_date import PartialDate
from archive.reporting import CHINA, OPEN_SHOWN, not_told, open_on, reporting_now, reporting_window
from tests.makers import make_authority, make_contact, make_notice, make_place, make_round
from tests.reading import queries

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2015, 12, 6, 10, tzinfo=CHINA)


def make_window(
    title: str = "",
    *,
    reachable: bool = True,
    published: bool = True,
    kind: Kind = Kind.OTHER,
    days: Sequence[str] = (),
    year: int | None = 2015,
    **dates: str,
) -> Notice:
    """A notice with a number to ring, and dates in ISO form."""
    parsed: dict[str, Any] = {name: PartialDate.parse(text) for name, text in dates.items()}
    title = title or f"公告{Notice.objects.count()}"
    notice = make_notice(title, text=title, published=published, kind=kind, days=list(days), year=year, **parsed)
    if reachable:
        make_contact(notice, "010-68334749")
    return notice


CASES = [
    {"period_start": "2015-11-01", "period_end": "2015-12-29"},
    {"period_start": "2015-11-01", "period_end": "2015-12-06"},
    {"period_start": "2015-12-06", "period_end": "2015-12-29"},
    {"period_start": "2015-11-01", "period_end": "2015-12-05"},
    {"period_start": "2015-12-07", "period_end": "2015-12-29"},
    {"period_start": "2015-11-01", "period_end": "2015-12-29", "deadline": "2015-12-01"},
    {"period_start": "2015-11-01", "period_end": "2015-12-01", "deadline": "2015-12-29"},
    {"meeting_date": "2015-11-01", "deadline": "2015-12-20"},
    {"period_end": "2015-12-29"},
    {"period_end": "2015-12-05"},
    {"period_start": "2015-11-01"},
    {"period_start": "--11-01", "period_end": "--12-29"},
    {"period_start": "2015-11", "period_end": "2015-12"},
    {"period_start": "2015-11-01", "period_end": "2015"},
    {"period_start": "2015-11-01", "period_end": "2015-11"},
    {"period_start": "2015-11-01", "period_end": "2014"},
    {"period_start": "2015-12-07", "period_end": "2015"},
    {"period_start": "2016-01-01"},
    {"period_start": "2015", "period_end": "2015-12-29"},
    {"period_start": "--11-01", "deadline": "2015-12-05"},
    {"meeting_date": "2015-12-08", "period_end": "2015-12-29"},
    {"kind": Kind.FEEDBACK, "deadline": "--12-29"},
    {"kind": Kind.RECTIFICATION, "meeting_date": "2015-12-01", "period_end": "2015-12-05", "deadline": "2015-12-29"},
    {},
]


@pytest.mark.parametrize("dates", CASES)
def test_it_agrees_with_the_window_of_each_notice(dates: dict[str, Any]) -> None:
    assert_agrees(make_window(**dates))


@pytest.mark.parametrize("dates", [{}, {"period_end": "--12-29"}, {"period_end": "2015"}, {"kind": Kind.ANNOUNCEMENT}])
@pytest.mark.parametrize("ends", [None, "2013-09", "2014-12-31", "2014", "2015-01", "2015", "--09-01"])
@pytest.mark.parametrize("year", [None, 2014, 2015])
def test_it_agrees_where_the_round_is_known(dates: dict[str, Any], ends: str | None, year: int | None) -> None:
    notice = make_window(year=year, **dates)
    notice.round = make_round(
        7, 1, make_authority("河南省委", Level.PROVINCE, make_place()), ends=PartialDate.parse(ends) if ends else None
    )
    notice.save()
    assert_agrees(notice)


@pytest.mark.parametrize(
    "dates", [{}, {"period_end": "--12-29"}, {"period_start": "2014-12-20"}, {"period_end": "2015"}]
)
@pytest.mark.parametrize("kind", [Kind.ANNOUNCEMENT, Kind.ROUND_OVERVIEW])
@pytest.mark.parametrize("year", [2013, 2014, 2015])
def test_it_agrees_where_the_year_is_known(dates: dict[str, Any], kind: Kind, year: int) -> None:
    assert_agrees(make_window(**dates, kind=kind, year=year))


@pytest.mark.parametrize("days", [["工作日"], ["周一", "周日"], ["周一"], ["节假日除外"]])
def test_it_agrees_on_days(days: list[str]) -> None:
    assert_agrees(make_window(period_start="2015-11-01", period_end="2015-12-29", days=days))


def assert_agrees(notice: Notice) -> None:
    window = reporting_window(notice, list(notice.contacts.all()), NOW)
    assert window
    now = reporting_now(NOW)
    assert list(not_told(NOW)) == ([notice] if window.state == "unknown" else [])
    assert list(open_on(NOW)) == ([notice] if window.is_within else [])
    assert (now.open_count, now.undated_count, now.last_closed) == (
        int(window.is_within),
        int(window.state == "unknown"),
        notice if window.state == "closed" and window.end and window.end.is_whole else None,
    )
    assert now.open == ([notice] if window.is_within else [])


@pytest.mark.parametrize("kind", [Kind.FEEDBACK, Kind.RECTIFICATION])
def test_it_leaves_out_who_asks_for_comments_on_what_came_of_it(kind: Kind) -> None:
    notice = make_window(kind=kind, period_start="2015-11-01", period_end="2015-12-29")
    assert reporting_window(notice, list(notice.contacts.all()), NOW) is None
    now = reporting_now(NOW)
    assert (now.open_count, now.undated_count, now.last_closed, list(not_told(NOW))) == (0, 0, None, [])


def test_it_puts_those_that_close_first_in_front_and_counts_the_rest() -> None:
    for day in range(7, 7 + OPEN_SHOWN + 2):
        make_window(f"到{day}日", period_start="2015-11-01", period_end=f"2015-12-{30 - day:02}")
    now = reporting_now(NOW)
    ends = [notice.end.day for notice in now.open]  # type: ignore[attr-defined]
    assert ends == sorted(ends)
    assert len(ends) == OPEN_SHOWN
    assert (now.open_count, now.rest) == (OPEN_SHOWN + 2, 2)


def test_it_leaves_out_drafts_and_notices_that_give_no_way_to_report() -> None:
    make_window("草稿", published=False, period_start="2015-11-01", period_end="2015-12-29")
    make_window("无处可报", reachable=False, period_start="2015-11-01", period_end="2015-12-29")
    now = reporting_now(NOW)
    assert (now.open, now.open_count, now.undated_count, now.last_closed) == ([], 0, 0, None)


@pytest.mark.parametrize("said", [{"hours": ["08:00-18:00"]}, {"deadline": PartialDate(2015, 12, 29)}])
def test_hours_or_a_deadline_say_how_to_report(said: dict[str, Any]) -> None:
    dates: dict[str, Any] = {"period_start": PartialDate(2015, 11, 1), "period_end": PartialDate(2015, 12, 29)}
    notice = make_notice("无号码的", text="无号码的", **dates, **said)
    assert reporting_now(NOW).open == [notice]


def test_it_counts_a_notice_with_many_numbers_once() -> None:
    notice = make_window("甲", period_start="2015-11-01", period_end="2015-12-29")
    make_contact(notice, "12388", position=1)
    assert reporting_now(NOW).open_count == 1


def said(client: Client) -> str:
    page = client.get("/").content.decode()
    section = re.search(r'<section aria-labelledby="open".*?</section>', page, re.S)
    assert section
    return " ".join(re.sub(r"<[^>]+>", "", section[0]).split())


def test_it_lists_on_the_home_page_what_is_open(client: Client) -> None:
    today = timezone.localdate()
    first, last = today - datetime.timedelta(days=3), today + datetime.timedelta(days=3)
    make_window("正在受理的", period_start=first.isoformat(), period_end=last.isoformat())
    make_window("没写全的", year=None, period_start="--11-01")
    assert "正在受理的" in said(client)
    assert f"受理至{last.year}年{last.month}月{last.day}日" in said(client)
    assert "另有1件公告没有读到完整的受理起止日期" in said(client)


def test_it_says_on_the_home_page_that_nothing_is_open(client: Client) -> None:
    make_window("早已结束的", period_start="2015-11-01", period_end="2015-12-29")
    assert "没有仍在受理期内的公告" in said(client)
    assert "最近一次受理至2015年12月29日： 早已结束的" in said(client).replace("：早", "： 早")


def test_it_says_on_the_home_page_on_which_days(client: Client) -> None:
    today = timezone.localdate()
    first, last = today - datetime.timedelta(days=3), today + datetime.timedelta(days=3)
    this_day, the_next = (ReportingDay.of_week()[(today.weekday() + step) % 7] for step in (0, 1))
    make_window("今天的", period_start=first.isoformat(), period_end=last.isoformat(), days=[this_day])
    make_window("明天的", period_start=first.isoformat(), period_end=last.isoformat(), days=[the_next])
    shown = said(client)
    assert f"{last.day}日，{this_day}" in shown
    assert f"今天是{this_day}，不在公告所写的受理日（{the_next}）之内。" in shown


def test_the_home_page_leads_to_those_of_which_it_cannot_be_told(client: Client) -> None:
    make_window("没写全的", year=None, period_start="--11-01")
    make_window("写了月份的", period_start="2015-11-01", period_end="2999-12")
    make_window("早已结束的", period_start="2015-11-01", period_end="2015-12-29")
    make_window("无处可报的", reachable=False, period_start="2015-11-01")
    make_window("整改的", kind=Kind.RECTIFICATION)
    home = client.get("/").content.decode()
    link = re.search(r'<a href="(/[^"]+)">另有2件公告没有读到完整的受理起止日期，不能判断。</a>', home)
    assert link
    page = client.get(link[1]).content.decode()
    assert "2件公告" in page
    assert ("没写全的" in page, "写了月份的" in page) == (True, True)
    assert all(title not in page for title in ("早已结束的", "无处可报的", "整改的"))


def make_open(title: str = "", days_left: int = 3) -> Notice:
    """A notice within its period today, in China."""
    today = timezone.localdate()
    first, last = today - datetime.timedelta(days=3), today + datetime.timedelta(days=days_left)
    return make_window(title, period_start=first.isoformat(), period_end=last.isoformat())


def test_the_home_page_leads_to_all_that_are_open(client: Client) -> None:
    for number in range(OPEN_SHOWN + 2):
        make_open(f"开着的{number}", days_left=40 - number)
    make_window("早已结束的", period_start="2015-11-01", period_end="2015-12-29")
    make_window("没写全的", year=None, period_start="--11-01")
    link = re.search(r'<a href="(/[^"]+)">看全部7件受理期内的公告</a>', client.get("/").content.decode())
    assert link
    page = client.get(link[1]).content.decode()
    assert "7件公告" in page
    assert re.findall(r"开着的\d", page) == [f"开着的{number}" for number in range(OPEN_SHOWN + 1, -1, -1)]
    assert all(title not in page for title in ("早已结束的", "没写全的"))


def test_what_is_open_is_asked_of_the_day_in_china(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past midnight there is the day before in Greenwich."""
    make_window("昨天结束的", period_start="2015-11-01", period_end="2015-12-05")
    make_window("今天开始的", period_start="2015-12-06", period_end="2015-12-29")
    greenwich = datetime.datetime(2015, 12, 5, 16, 30, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: greenwich)
    page = client.get("/reporting/open/").content.decode()
    assert ("今天开始的" in page, "昨天结束的" in page) == (True, False)
    assert "今天（2015年12月6日）" in strip_tags(page)


def test_it_says_on_that_list_on_which_days(client: Client) -> None:
    notice = make_open("开着的")
    the_next = ReportingDay.of_week()[(timezone.localdate().weekday() + 1) % 7]
    notice.days = [the_next]
    notice.save()
    assert f"不在公告所写的受理日（{the_next}）之内。" in client.get("/reporting/open/").content.decode()


@pytest.mark.parametrize("address", ["/reporting/undated/", "/reporting/open/"])
def test_the_list_of_those_is_of_many_as_of_few(client: Client, address: str) -> None:
    make_window("甲")
    make_open()
    few = queries(client, address)
    for _ in range(30):
        make_window()
        make_open()
    assert queries(client, address) == few


def test_it_asks_as_much_of_many_as_of_few() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            for notice in reporting_now(NOW).open:
                assert notice.display_title
        return len(captured)

    make_window("甲", period_start="2015-11-01", period_end="2015-12-29")
    few = queries()
    for day in range(7, 29):
        make_window(f"到{day}日", period_start="2015-11-01", period_end=f"2015-12-{day:02}")
    assert queries() == few
