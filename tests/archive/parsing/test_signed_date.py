"""The date that a report of a rectification bears itself: under it, or in brackets under its heading."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.parsing import parse

TITLE = "中共岚皋县委关于省委巡视反馈意见整改进展情况的通报\n"
BODY = "省委第四巡视组于2021年9月7日至11月5日对岚皋县进行了巡视，2022年1月20日反馈了巡视意见。现将整改进展公布如下。\n"

SIGNED = [
    (TITLE + BODY + "中共岚皋县委\n2022年8月30日", "2022-08-30", "a line of its own"),
    (TITLE + BODY + "中共岚皋县委 二〇二二年八月三十日", "2022-08-30", "behind who signs, in words"),
    (TITLE + "（2022年8月30日）\n" + BODY, "2022-08-30", "in brackets under the heading"),
    (TITLE + "2022年9月2日\n" + BODY, None, "without brackets it may be the page's"),
    (TITLE + "（2022年8月30日　来源：县委办）\n" + BODY, None, "the page's, in brackets"),
    (TITLE + "发布时间：2022-09-02\n" + BODY + "中共岚皋县委\n2022年8月30日", "2022-08-30", "not the page's"),
    (TITLE + BODY + "中共岚皋县委\n8月30日", None, "of a year that nobody gave"),
    (TITLE + BODY + "公示期限：2022年8月30日至9月18日。", None, "for how long it is shown"),
    ("岚皋县委反馈会召开\n" + "省委第四巡视组反馈巡视意见。\n中共岚皋县委\n2022年8月30日", None, "of no rectification"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date", "why"), SIGNED)
def test_it_reads_the_date_that_a_report_bears(text: str, date: str | None, why: str) -> None:
    assert parse(text).signed_date == date, why


@given(st.dates(datetime.date(2013, 1, 1), datetime.date(2030, 12, 31)))
def test_it_reads_any_day_and_points_at_it(day: datetime.date) -> None:
    said = f"{day.year}年{day.month}月{day.day}日"
    text = f"{TITLE}{BODY}中共岚皋县委\n{said}"
    notice = parse(text)
    (entry,) = [entry for entry in notice.evidence if entry.field == "signed_date"]
    assert (notice.signed_date, text[entry.start : entry.end]) == (day.isoformat(), said)
