"""Whether reports are taken at this hour: by hours in clock times and the time of a deadline, in China."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.models import Contact, Kind, Notice
from archive.partial_date import PartialDate
from archive.reporting import CHINA, not_told, open_on, reporting_now, reporting_window
from archive.reporting.hours import is_within, next_opening, stretches_of
from tests.makers import make_contact, make_group, make_mention, make_notice, make_unit
from tests.reading import queries

MORNING_AND_AFTERNOON = ["08:00-12:00", "14:30-17:30"]


def at(time: str, day: int = 7) -> datetime.datetime:
    """A time of December 2015 in China; the 7th is a Monday, the 11th a Friday."""
    return datetime.datetime.combine(datetime.date(2015, 12, day), datetime.time.fromisoformat(time), CHINA)


def make_dated(title: str = "公告", last: int = 29, start: int = 1, **fields: Any) -> Notice:
    return make_notice(
        title, text=title, period_start=PartialDate(2015, 12, start), period_end=PartialDate(2015, 12, last), **fields
    )


def window(
    now: datetime.datetime, hours: Sequence[str] = (), days: Sequence[str] = (), last: int = 29, **fields: Any
) -> tuple[str, str]:
    notice = Notice(
        period_start=PartialDate(2015, 12, 1),
        period_end=PartialDate(2015, 12, last),
        hours=list(hours),
        days=list(days),
        **fields,
    )
    found = reporting_window(notice, [Contact(value="010-68334749")], now)
    assert found is not None
    return found.state, found.hours_note


@pytest.mark.parametrize(
    ("now", "state", "note"),
    [
        (at("07:59"), "off_hours", "现在不在受理时间，今天8:00起受理。"),
        (at("08:00"), "open", ""),
        (at("11:59"), "open", ""),
        (at("12:00"), "off_hours", "现在不在受理时间，今天14:30起受理。"),
        (at("14:30"), "open", ""),
        (at("17:30"), "off_hours", "现在不在受理时间，明天（周二）8:00起受理。"),
        (at("23:59"), "off_hours", "现在不在受理时间，明天（周二）8:00起受理。"),
    ],
)
def test_it_says_when_reports_are_taken_again(now: datetime.datetime, state: str, note: str) -> None:
    assert window(now, MORNING_AND_AFTERNOON) == (state, note)


@pytest.mark.parametrize(
    ("now", "days", "state", "note", "why"),
    [
        (
            at("18:00", 11),
            ["工作日"],
            "off_hours",
            "现在不在受理时间，12月14日（周一）8:00起受理，以公告所写的“工作日”为准。",
            "a weekend is no certainty",
        ),
        (
            at("18:00", 10),
            ["每天", "法定节假日除外"],
            "off_hours",
            "现在不在受理时间，明天（周五）8:00起受理，以公告所写的“每天，法定节假日除外”为准。",
            "tomorrow may be a holiday",
        ),
        (
            at("18:00", 11),
            ["周一", "周二", "周三", "周四", "周五"],
            "off_hours",
            "现在不在受理时间，12月14日（周一）8:00起受理。",
            "a day that is named",
        ),
        (at("18:00", 11), ["每天"], "off_hours", "现在不在受理时间，明天（周六）8:00起受理。", "every day"),
        (at("13:00", 7), ["周一"], "off_hours", "现在不在受理时间，今天14:30起受理。", "later today"),
        (
            at("18:00", 7),
            ["周一"],
            "off_hours",
            "现在不在受理时间，12月14日（周一）8:00起受理。",
            "in a week",
        ),
        (at("18:00", 12), ["周一"], "day_off", "", "nobody answers today at all"),
        (
            at("07:00", 12),
            ["工作日"],
            "perhaps_off",
            "现在不在受理时间，12月14日（周一）8:00起受理。",
            "outside the hours whatever the day",
        ),
        (at("09:00", 12), ["工作日"], "perhaps_off", "", "the day alone leaves it open"),
    ],
)
def test_the_next_time_keeps_to_the_days(
    now: datetime.datetime, days: list[str], state: str, note: str, why: str
) -> None:
    assert window(now, MORNING_AND_AFTERNOON, days) == (state, note), why


def test_it_names_no_day_beyond_the_last() -> None:
    assert window(at("18:00", 11), MORNING_AND_AFTERNOON, ["工作日"], last=13) == ("off_hours", "现在不在受理时间。")


@pytest.mark.parametrize(
    "hours",
    [
        ["工作时间"],
        ["工作日08:30-12:00"],
        ["08:00-12:00", "下午"],
        ["22:00-06:00"],
        ["14:30-05:30"],
        ["08:00-08:00"],
        ["25:00-26:00"],
        ["08:00-24:01"],
        ["08:60-09:00"],
    ],
)
@pytest.mark.parametrize("day", [7, 29])
@pytest.mark.parametrize("time", ["03:00", "10:00", "23:59"])
def test_hours_that_are_no_clock_times_are_never_called_open(hours: list[str], day: int, time: str) -> None:
    state, note = window(at(time, day), hours)
    assert state == "hours_untold"
    assert "现在是否受理不能判断" in note


@pytest.mark.parametrize("hours", [["24小时"], ["全天"], ["00:00-24:00"], [""]])
@pytest.mark.parametrize("day", [7, 29])
def test_around_the_clock_is_open_at_any_hour(hours: list[str], day: int) -> None:
    assert window(at("03:00", day), hours) == ("open", "")
    assert window(at("23:59", day), hours) == ("open", "")


@pytest.mark.parametrize(
    ("now", "days", "hours", "expected", "why"),
    [
        (
            at("10:00"),
            ["工作时间"],
            [],
            ("hours_untold", "公告所写的受理时间是“工作时间”，现在是否受理不能判断。"),
            "a word for them",
        ),
        (
            at("10:00"),
            ["工作日"],
            [],
            ("hours_untold", "公告所写的受理时间是“工作日”，现在是否受理不能判断。"),
            "an office has hours though none are told",
        ),
        (at("10:00", 12), ["工作时间"], [], ("perhaps_off", ""), "a weekend"),
        (at("03:00"), ["每天"], [], ("open", ""), "no hours told"),
        (
            at("10:00"),
            ["以原文为准"],
            ["08:00-18:00"],
            ("hours_untold", "公告对受理时间另有说明，现在是否受理以公告原文为准。"),
            "hours, and a rule beside them",
        ),
        (at("10:00"), ["工作日"], ["08:00-18:00"], ("open", ""), "hours are told"),
    ],
)
def test_what_does_not_tell_the_hours_is_not_called_open(
    now: datetime.datetime, days: list[str], hours: list[str], expected: tuple[str, str], why: str
) -> None:
    assert window(now, hours, days) == expected, why


@pytest.mark.parametrize(
    ("now", "deadline_time", "hours", "expected", "why"),
    [
        (at("17:29", 9), None, MORNING_AND_AFTERNOON, ("open", ""), "the last hours"),
        (at("17:30", 9), None, MORNING_AND_AFTERNOON, ("closed", "今天17:30已结束受理。"), "they are over"),
        (
            at("13:00", 9),
            None,
            MORNING_AND_AFTERNOON,
            ("off_hours", "现在不在受理时间，今天14:30起受理。"),
            "hours to come",
        ),
        (
            at("18:00", 8),
            None,
            ["08:00-12:00"],
            ("off_hours", "现在不在受理时间，明天（周三）8:00起受理。"),
            "again",
        ),
        (at("12:00", 9), "12:00", (), ("closed", "今天12:00已结束受理。"), "the time that is told"),
        (at("11:59", 9), "12:00", (), ("open", ""), "until then"),
        (at("12:00", 9), "12:00", MORNING_AND_AFTERNOON, ("closed", "今天12:00已结束受理。"), "before the hours end"),
        (
            at("17:45", 9),
            "18:00",
            MORNING_AND_AFTERNOON,
            ("off_hours", "现在不在受理时间。"),
            "letters have time",
        ),
        (at("18:00", 8), "08:00", MORNING_AND_AFTERNOON, ("off_hours", "现在不在受理时间。"), "over before it opens"),
        (at("18:00", 8), "12:00", (), ("open", ""), "of another day"),
        (at("00:00", 9), "00:00", (), ("closed", "今天0:00已结束受理。"), "as the day begins"),
    ],
)
def test_it_is_over_with_the_last_hour(
    now: datetime.datetime, deadline_time: str | None, hours: Sequence[str], expected: tuple[str, str], why: str
) -> None:
    time = datetime.time.fromisoformat(deadline_time) if deadline_time else None
    assert window(now, hours, deadline=PartialDate(2015, 12, 9), deadline_time=time) == expected, why


def test_the_end_of_the_period_is_no_deadline() -> None:
    assert window(at("13:00", 9), last=9, deadline_time=datetime.time(12))[0] == "open"


def test_a_last_day_is_over_though_the_first_is_not_known() -> None:
    notice = Notice(period_end=PartialDate(2015, 12, 7), hours=["08:00-12:00"])
    states = [reporting_window(notice, [], at(time)) for time in ("11:59", "12:00")]
    assert [found.state for found in states if found] == ["unknown", "closed"]


CLOCK_LIKE = st.builds(
    "{:02}:{:02}-{}:{:02}".format, st.integers(0, 26), st.integers(0, 61), st.integers(0, 26), st.integers(0, 61)
)
ODD_HOURS = st.lists(
    CLOCK_LIKE
    | st.sampled_from(["", " ", "00:00-24:00", "22:00-06:00", "工作时间", "08:00-20:00"])
    | st.text(max_size=12),
    max_size=4,
)
MINUTES = st.integers(0, 24 * 60 - 1)


@given(ODD_HOURS, MINUTES)
def test_any_hours_are_understood_or_left_alone(hours: list[str], minute: int) -> None:
    stretches = stretches_of(hours)
    assert all(0 <= opens < closes <= 24 * 60 for opens, closes in stretches)
    assert len(stretches) in {0, len([span for span in hours if span.strip()])}
    opening = next_opening(stretches, minute)
    if opening is not None:
        assert minute < opening
        assert is_within(stretches, opening)


@given(ODD_HOURS, MINUTES, st.sampled_from([7, 11, 12, 28, 29]), st.booleans())
def test_it_never_says_open_outside_hours_that_it_understands(
    hours: list[str], minute: int, day: int, is_working_day: bool
) -> None:
    now = at("00:00", day) + datetime.timedelta(minutes=minute)
    state, note = window(now, hours, ["工作日"] if is_working_day else [])
    stretches = stretches_of(hours)
    if state == "open":
        assert is_within(stretches, minute) or not (is_working_day or any(span.strip() for span in hours))
        assert note == ""
    if state == "hours_untold":
        assert not stretches
    if state == "off_hours":
        assert stretches
        assert not is_within(stretches, minute)
    if state == "closed":
        assert day == 29
        assert minute >= max(closes for _, closes in stretches)


DATES = st.sampled_from([{"start": 1, "last": 7}, {"start": 1, "last": 8}, {"start": 7, "last": 7}, {"start": 8}])
DEADLINES = st.sampled_from([None, PartialDate(2015, 12, 7), PartialDate(2015, 12, 8), PartialDate(None, 12, 7)])
TIMES = st.none() | st.times().map(lambda time: time.replace(second=0, microsecond=0))


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ODD_HOURS, MINUTES, DATES, DEADLINES, TIMES, st.sampled_from([Kind.OTHER, Kind.RECTIFICATION]), st.booleans())
def test_lists_and_totals_agree_with_the_window_at_any_hour(
    hours: list[str],
    minute: int,
    dates: dict[str, Any],
    deadline: PartialDate | None,
    time: datetime.time | None,
    kind: Kind,
    has_start: bool,
) -> None:
    Notice.objects.all().delete()
    spans = [span.replace("\0", "") for span in hours]
    notice = make_dated(hours=spans, deadline=deadline, deadline_time=time, kind=kind, **dates)
    make_contact(notice, "010-68334749")
    if not has_start:
        notice.period_start = None
        notice.save()
    now = at("00:00") + datetime.timedelta(minutes=minute)
    found = reporting_window(notice, list(notice.contacts.all()), now)
    state = found.state if found else None
    is_open = found is not None and found.is_within
    told = reporting_now(now)
    assert (told.open_count, told.undated_count) == (int(is_open), int(state == "unknown"))
    assert told.open == list(open_on(now)) == ([notice] if is_open else [])
    assert list(not_told(now)) == ([notice] if state == "unknown" else [])
    ends = found is not None and found.end is not None and found.end.is_whole
    assert told.last_closed == (notice if state == "closed" and ends else None)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the time, in China."""

    def set_to(now: datetime.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now.astimezone(datetime.UTC))

    return set_to


def words(client: Client, address: str) -> str:
    page = client.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(strip_tags(page).split())


@pytest.mark.django_db
def test_the_page_of_a_notice_says_it(client: Client, clock: Any) -> None:
    notice = make_dated(hours=MORNING_AND_AFTERNOON)
    make_contact(notice, "0755-88106327")
    for number in (1, 2):
        make_mention(notice, make_group(number), make_unit(f"单位{number}"), phones=[f"010-6833474{number}"])
    clock(at("13:00"))
    page = words(client, notice.get_absolute_url())
    assert "受理期内 至2015年12月29日，8:00—12:00、14:30—17:30（北京时间）" in page
    assert "现在不在受理时间，今天14:30起受理。" in page
    assert "正在受理" not in page
    assert 'href="tel:010-68334741"' in client.get(notice.get_absolute_url()).content.decode()
    clock(at("15:00"))
    page = words(client, notice.get_absolute_url())
    assert "正在受理 至2015年12月29日" in page
    assert "现在不在受理时间" not in page
    clock(at("17:30", 29))
    page = words(client, notice.get_absolute_url())
    assert "受理已结束" in page
    assert "今天17:30已结束受理。" in page
    assert "tel:" not in client.get(notice.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_the_clock_is_that_of_china_whatever_zone_is_set(client: Client, clock: Any) -> None:
    notice = make_dated(hours=["08:00-12:00"], last=7)
    clock(at("11:00"))
    for zone in ("UTC", "America/New_York", "Pacific/Auckland"):
        with timezone.override(zone):
            found = reporting_window(notice, [])
            assert found is not None
            assert found.state == "open"
    clock(at("12:00"))
    with timezone.override("America/New_York"):
        found = reporting_window(notice, [])
        assert found is not None
        assert found.state == "closed"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/reporting/open/"])
def test_lists_show_the_hours_and_mark_who_is_outside_them(client: Client, clock: Any, address: str) -> None:
    make_dated("两段的", hours=MORNING_AND_AFTERNOON, days=["工作日"])
    make_dated("整天的", hours=["08:00-20:00"], last=28)
    make_dated("今天结束的", hours=["08:00-12:00"], last=7)
    clock(at("13:00"))
    page = words(client, address)
    shown = re.search(r"整天的 .*?(受理至2015年12月28日.*?)两段的 .*?(受理至2015年12月29日.*?)(?:历年公告|$)", page)
    assert shown
    assert "今天结束的 受理至" not in page
    assert "8:00—20:00" in shown[1]
    assert "不在受理时间" not in shown[1]
    assert "工作日，8:00—12:00、14:30—17:30" in shown[2]
    assert "现在不在受理时间，今天14:30起受理。" in shown[2]
    assert "正在受理" not in page


@pytest.mark.django_db
def test_totals_leave_out_what_closed_today(client: Client, clock: Any) -> None:
    for number in range(7):
        make_dated(f"开着的{number}", hours=["08:00-20:00"])
    make_dated("今天结束的", hours=["08:00-12:00"], last=7)
    clock(at("11:00"))
    assert "看全部8件受理期内的公告" in words(client, "/")
    assert "8件公告" in words(client, "/reporting/open/")
    clock(at("13:00"))
    assert "看全部7件受理期内的公告" in words(client, "/")
    assert "7件公告" in words(client, "/reporting/open/")


@pytest.mark.django_db
def test_what_closed_today_closed_last(client: Client, clock: Any) -> None:
    make_dated("昨天结束的", last=6, hours=["08:00-12:00"])
    make_dated("今天结束的", last=7, hours=["08:00-12:00"])
    clock(at("13:00"))
    assert re.search("最近一次受理至2015年12月7日：\\s?今天结束的", words(client, "/"))


@pytest.mark.django_db
def test_it_says_at_what_time_the_last_day_is_over(client: Client, clock: Any) -> None:
    notice = make_dated(deadline=PartialDate(2015, 12, 20), deadline_time=datetime.time(17, 30))
    clock(at("09:00"))
    assert "受理至2015年12月20日17:30" in words(client, "/")
    page = words(client, notice.get_absolute_url())
    assert "正在受理 至2015年12月20日17:30" in page
    assert re.search("受理截止 ?2015年12月20日17:30", page)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/reporting/open/", "/reporting/undated/"])
def test_many_that_end_today_cost_no_more_questions(client: Client, clock: Any, address: str) -> None:
    clock(at("13:00"))
    make_dated("公告", hours=["08:00-20:00"], last=7)
    make_dated("昨天结束的", hours=["08:00-20:00"], last=6)
    few = queries(client, address)
    for number in range(30):
        make_dated(f"今天结束的{number}", hours=["08:00-12:00"], last=7)
        make_dated(f"今天晚些结束的{number}", hours=["08:00-20:00"], last=7)
    assert queries(client, address) == few
