"""Who takes reports today: all notices at once, by the rules of a single notice's window."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.models import Kind, Notice
from archive.partial_date import PartialDate
from archive.views.reporting_now import OPEN_SHOWN, reporting_now
from archive.views.reporting_window import reporting_window
from tests.makers import make_contact, make_notice

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2015, 12, 6)


def make_window(title: str = "", *, reachable: bool = True, published: bool = True, **dates: str) -> Notice:
    """A notice with a number to ring, and dates in ISO form."""
    parsed: dict[str, Any] = {name: PartialDate.parse(text) for name, text in dates.items() if name != "kind"}
    title = title or f"公告{Notice.objects.count()}"
    notice = make_notice(title, text=title, published=published, kind=dates.get("kind", Kind.OTHER), **parsed)
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
    {"kind": Kind.FEEDBACK, "period_start": "2015-11-01", "period_end": "2015-12-29"},
    {"kind": Kind.RECTIFICATION, "meeting_date": "2015-12-01", "period_end": "2015-12-05", "deadline": "2015-12-29"},
    {},
]


@pytest.mark.parametrize("dates", CASES)
def test_it_agrees_with_the_window_of_each_notice(dates: dict[str, Any]) -> None:
    notice = make_window(**dates)
    window = reporting_window(notice, list(notice.contacts.all()), TODAY)
    assert window
    now = reporting_now(TODAY)
    assert (now.open_count, now.undated_count, now.last_closed) == (
        int(window.state == "open"),
        int(window.state == "unknown"),
        notice if window.state == "closed" and window.end and window.end.is_whole else None,
    )
    assert now.open == ([notice] if window.state == "open" else [])


def test_it_puts_those_that_close_first_in_front_and_counts_the_rest() -> None:
    for day in range(7, 7 + OPEN_SHOWN + 2):
        make_window(f"到{day}日", period_start="2015-11-01", period_end=f"2015-12-{30 - day:02}")
    now = reporting_now(TODAY)
    ends = [notice.end.day for notice in now.open]  # type: ignore[attr-defined]
    assert ends == sorted(ends)
    assert len(ends) == OPEN_SHOWN
    assert (now.open_count, now.rest) == (OPEN_SHOWN + 2, 2)


def test_it_leaves_out_drafts_and_notices_that_give_no_way_to_report() -> None:
    make_window("草稿", published=False, period_start="2015-11-01", period_end="2015-12-29")
    make_window("无处可报", reachable=False, period_start="2015-11-01", period_end="2015-12-29")
    now = reporting_now(TODAY)
    assert (now.open, now.open_count, now.undated_count, now.last_closed) == ([], 0, 0, None)


@pytest.mark.parametrize("said", [{"hours": ["08:00-18:00"]}, {"deadline": PartialDate(2015, 12, 29)}])
def test_hours_or_a_deadline_say_how_to_report(said: dict[str, Any]) -> None:
    dates: dict[str, Any] = {"period_start": PartialDate(2015, 11, 1), "period_end": PartialDate(2015, 12, 29)}
    notice = make_notice("无号码的", text="无号码的", **dates, **said)
    assert reporting_now(TODAY).open == [notice]


def test_it_counts_a_notice_with_many_numbers_once() -> None:
    notice = make_window("甲", period_start="2015-11-01", period_end="2015-12-29")
    make_contact(notice, "12388", position=1)
    assert reporting_now(TODAY).open_count == 1


def said(client: Client) -> str:
    page = client.get("/").content.decode()
    section = re.search(r'<section aria-labelledby="open".*?</section>', page, re.S)
    assert section
    return " ".join(re.sub(r"<[^>]+>", "", section[0]).split())


def test_it_lists_on_the_home_page_what_is_open(client: Client) -> None:
    today = timezone.localdate()
    first, last = today - datetime.timedelta(days=3), today + datetime.timedelta(days=3)
    make_window("正在受理的", period_start=first.isoformat(), period_end=last.isoformat())
    make_window("没写全的", period_start="2015-11-01")
    assert "正在受理的" in said(client)
    assert f"受理至{last.year}年{last.month}月{last.day}日" in said(client)
    assert "另有1件公告没有写全受理的起止日期" in said(client)


def test_it_says_on_the_home_page_that_nothing_is_open(client: Client) -> None:
    make_window("早已结束的", period_start="2015-11-01", period_end="2015-12-29")
    assert "没有仍在受理期内的公告" in said(client)
    assert "最近一次受理至2015年12月29日： 早已结束的" in said(client).replace("：早", "： 早")


def test_it_asks_as_much_of_many_as_of_few() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            for notice in reporting_now(TODAY).open:
                assert notice.display_title
        return len(captured)

    make_window("甲", period_start="2015-11-01", period_end="2015-12-29")
    few = queries()
    for day in range(7, 29):
        make_window(f"到{day}日", period_start="2015-11-01", period_end=f"2015-12-{day:02}")
    assert queries() == few
