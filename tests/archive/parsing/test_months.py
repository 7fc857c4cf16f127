"""A period that the text gives by its months: read with its year, never with a day."""

import pytest

from archive.parsing import parse

_HEAD = "县委第一巡察组向县教育局反馈巡察情况\n来源：平阳网 2021-07-20\n"
_WORK = "县委第一巡察组对县教育局开展巡察。"


@pytest.mark.parametrize(
    ("said", "period"),
    [
        (f"今年4月至6月，{_WORK}", ("2021-04", "2021-06")),
        (f"4月上旬至6月底，{_WORK}", ("2021-04", "2021-06")),
        (f"2021年3月到5月，{_WORK}", ("2021-03", "2021-05")),
        (f"去年12月至今年2月，{_WORK}", ("2020-12", "2021-02")),
        (f"2020年11月至2021年1月，{_WORK}", ("2020-11", "2021-01")),
        ("2021年3月至5月，县教育局集中整改巡察反馈的问题。", (None, None)),
        (f"2018年1月至2021年6月，{_WORK}", (None, None)),
        (f"曾于2021年1月至3月，{_WORK}", (None, None)),
        (f"2021年3月5日至5月20日，{_WORK}", ("2021-03-05", "2021-05-20")),
    ],
)
def test_it_reads_months_as_months(said: str, period: tuple[str | None, str | None]) -> None:
    parsed = parse(_HEAD + said)
    assert (parsed.period_start, parsed.period_end) == period


def test_its_evidence_is_the_months() -> None:
    text = _HEAD + f"今年4月至6月，{_WORK}"
    told = {entry.field: text[entry.start : entry.end] for entry in parse(text).evidence}
    assert (told["period_start"], told["period_end"]) == ("今年4月", "6月")


def test_months_without_any_year_are_left_blank() -> None:
    assert parse(f"县委第一巡察组巡察县教育局公告\n4月至6月，{_WORK}").period_start is None
