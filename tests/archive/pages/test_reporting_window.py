import datetime

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from archive.models import Contact, Kind, Notice
from archive.partial_date import PartialDate
from archive.views.reporting_now import reporting_now
from archive.views.reporting_window import WindowState, reporting_window
from tests.makers import make_contact, make_group, make_mention, make_notice, make_unit

TODAY = datetime.date(2015, 12, 6)


def state(**dates: str) -> str:
    notice = Notice()
    for name, text in dates.items():
        setattr(notice, name, PartialDate.parse(text))
    window = reporting_window(notice, [Contact(value="010-68334749")], TODAY)
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


def test_it_says_nothing_where_the_notice_takes_no_reports() -> None:
    assert reporting_window(Notice(), [], TODAY) is None


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
    notice = make_notice(period_start=day(start), period_end=day(end), hours=["08:00-20:00"])
    make_contact(notice, "0755-88106327")
    make_contact(notice, "0755-88106328、9")
    page = client.get(notice.get_absolute_url()).content.decode()
    assert said in strip_tags(page)
    assert "8:00—20:00（北京时间）" in strip_tags(page)
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
    assert reporting_now(TODAY).undated_count == int(not is_told)
    assert (state(period_end=end) == "closed") is is_told


@pytest.mark.django_db
def test_it_says_nothing_of_reports_on_rectification_by_the_inspections_own_period() -> None:
    notice = make_notice(
        "整改进展",
        text="整改",
        kind=Kind.RECTIFICATION,
        period_start=PartialDate(2023, 10, 14),
        period_end=PartialDate(2023, 12, 20),
    )
    window = reporting_window(notice, [make_contact(notice, "010-12345678")])
    assert window is not None
    assert window.state == WindowState.UNKNOWN
    assert window.end is None
