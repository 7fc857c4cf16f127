"""When findings were given back, as reports on their rectification tell it: what is read, and what must not be."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.parsing import parse

TITLE = "中共县统计局党组关于巡察整改进展情况的通报\n"
INSPECTED = "根据县委统一部署，2021年9月6日至11月5日，县委第三巡察组对县统计局党组开展了常规巡察。"
GIVEN_BACK = [
    ("2021年12月3日，县委第三巡察组向局党组反馈了巡察意见。", "2021-12-03", "the usual form"),
    ("12月3日，县委第三巡察组向局党组反馈了巡察意见。", "2021-12-03", "the year is that of the period in front"),
    ("1月20日，县委第三巡察组向局党组反馈了巡察意见。", "2022-01-20", "the first January behind the period"),
    ("12月3日反馈了巡察意见。", "2021-12-03", "who gives goes without saying"),
    ("并于12月3日向局党组反馈意见。", "2021-12-03", "within the clause"),
    ("12月3日上午，县委第三巡察组组长王平、副组长李安向局党组进行了反馈。", "2021-12-03", "the people who give it"),
    ("12月3日，局党组召开县委巡察反馈会议。", "2021-12-03", "the meeting held for it"),
    ("2021年12月反馈。", "2021-12", "a month stays a month"),
    ("12月下旬，县委第三巡察组向局党组反馈了巡察意见。", "2021-12", "a part of a month too"),
    ("12月，县委第三巡察组向局党组反馈了意见。12月3日，县委第三巡察组反馈了意见。", "2021-12-03", "the fuller of two"),
    ("12月3日，局党组研究巡察组反馈意见。", None, "a meeting about it"),
    ("12月3日，局党组召开专题会议，逐条分析巡察组反馈意见。", None, "about it behind a comma"),
    ("12月3日，局党组召开巡察反馈问题整改推进会。", None, "a meeting about what was found"),
    ("12月3日，局党组收到县委第三巡察组反馈意见。", None, "when it was received"),
    ("截至12月3日，巡察组反馈的28个问题已整改26个。", None, "as of"),
    ("对照县委第三巡察组2021年12月对局党组的巡察反馈意见，逐项整改。", None, "of which of the two is the month"),
    ("12月1日至3日，县委各巡察组反馈了巡察意见。", None, "one of three days"),
    ("12月3日，县委第三巡察组反馈了意见。12月5日，县委第三巡察组反馈了意见。", None, "one of two days"),
    ("12月3日，省委第二巡视组向县委反馈了巡视意见。", None, "another committee's"),
    ("2019年5月8日，县委第一巡察组向局党组反馈了巡察意见。", None, "of an inspection before this one"),
    ("反馈后1个月内，局党组召开会议。", None, "no day at all"),
    ("2021年13月3日，县委第三巡察组向局党组反馈了巡察意见。", None, "a month that no calendar has"),
]


@pytest.mark.parametrize(("said", "date", "why"), GIVEN_BACK)
def test_it_reads_when_findings_were_given_back(said: str, date: str | None, why: str) -> None:
    notice = parse(TITLE + INSPECTED + said)
    assert notice.kind == "rectification"
    assert notice.feedback_date == date, why


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("12月1日至3日，县委各巡察组反馈了巡察意见。", "文中写的是12月1日至3日，不是一天"),
        (
            "12月3日，县委第三巡察组反馈了意见。12月5日，县委第三巡察组反馈了意见。",
            "文中写有几个不同的反馈日期，无法定为一天",
        ),
        ("12月3日，县委第三巡察组反馈了意见。", None),
        ("2019年5月6日至8日，县委第一巡察组向局党组反馈了巡察意见。", None),
        ("12月1日至3日，局党组研究巡察组反馈意见。", None),
    ],
)
def test_it_says_why_no_day_of_feedback_is_told(said: str, reason: str | None) -> None:
    doubts = [str(doubt.reason) for doubt in parse(TITLE + INSPECTED + said).doubts if doubt.field == "feedback_date"]
    assert doubts == ([reason] if reason else [])


WITHOUT_A_PERIOD = [
    ("2021年9月，县委第三巡察组对局党组开展了巡察。12月3日，反馈了意见。", "2021-12-03", "the month in front"),
    ("县委第三巡察组对局党组开展了巡察。12月3日，县委第三巡察组反馈了意见。", "--12-03", "no year, none taken"),
    (
        "9月6日至11月5日，县委第三巡察组对局党组开展了巡察，12月3日反馈了意见。\n2022年3月1日",
        "--12-03",
        "the year of the report may be the next",
    ),
    ("县委第三巡察组于今年3月3日反馈了巡察意见。\n2022年6月1日", "2022-03-03", "this year is the report's"),
]


@pytest.mark.parametrize(("said", "date", "why"), WITHOUT_A_PERIOD)
def test_it_takes_the_year_from_the_text_in_front(said: str, date: str, why: str) -> None:
    assert parse(TITLE + said).feedback_date == date, why


def test_it_says_where_it_stands_and_how_its_year_was_found() -> None:
    text = TITLE + INSPECTED + "1月20日，县委第三巡察组向局党组反馈了巡察意见。"
    notice = parse(text)
    (entry,) = [entry for entry in notice.evidence if entry.field == "feedback_date"]
    assert text[entry.start : entry.end] == "1月20日"
    assert str(notice.basis["feedback_date"]) == (
        "文中没有写反馈的年份，前文写到2021年11月，反馈在其后的1月，即2022年。"
    )


def test_other_notices_tell_of_no_feedback_that_is_over() -> None:
    notice = parse(
        "县委第三巡察组对县统计局开展巡察“回头看”动员会召开。2021年3月5日，县委第三巡察组向局党组反馈了意见。"
    )
    assert notice.kind != "rectification"
    assert notice.feedback_date is None


@given(st.dates(datetime.date(2021, 11, 5), datetime.date(2022, 11, 4)))
def test_a_day_without_a_year_lies_within_the_year_behind_the_inspection(day: datetime.date) -> None:
    said = f"{day.month}月{day.day}日，县委第三巡察组向局党组反馈了巡察意见。"
    assert parse(TITLE + INSPECTED + said).feedback_date == day.isoformat()
