"""Numerals, dates, divisions and the table of rounds."""

import pytest

from archive.numerals import to_chinese, to_int
from archive.parsing import RoundTable, parse
from archive.parsing.dates import find_days, find_ranges
from archive.parsing.divisions import packaged_divisions


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("七", 7),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("一百零五", 105),
        ("二〇一八", 2018),
        ("12", 12),
        ("X", None),
        ("某", None),
    ],
)
def test_it_reads_numerals(text: str, number: int | None) -> None:
    assert to_int(text) == number


@pytest.mark.parametrize(("number", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (34, "三十四")])
def test_it_writes_numerals(number: int, text: str) -> None:
    assert to_chinese(number) == text
    assert to_int(text) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2018年11月1日", ["2018-11-01"]),
        ("二〇一八年十一月一日", ["2018-11-01"]),
        ("11月1日下午", ["--11-01"]),
        ("13月1日", []),
        ("2024年0912日", []),
    ],
)
def test_it_finds_days(text: str, found: list[str]) -> None:
    assert [str(day.dated()) for day in find_days(text)] == found


def test_it_completes_the_right_half_of_a_range() -> None:
    (found,) = find_ranges("2019年11月18日至1月10日")
    assert (str(found.first.dated()), str(found.last.dated())) == ("2019-11-18", "2020-01-10")


def test_it_knows_a_county_only_where_one_city_has_the_name() -> None:
    table = packaged_divisions()
    county = table.only("嵩县", "county")
    assert county is not None
    assert (county.province, county.city) == ("河南省", "洛阳市")
    assert table.only("鼓楼区", "county") is None
    assert len(table.named("鼓楼区")) == 4


def test_it_takes_rounds_from_rows() -> None:
    table = RoundTable.from_rows(
        [{"term": 21, "round": 1, "starts": "2028-03", "ends": "2028-06", "units": None, "cumulative_units": ""}]
    )
    text = "二十一届中央第一轮巡视启动，中央第一巡视组巡视财政部动员会5月6日召开。"
    assert parse(text, table).year == 2028
    assert parse(text).year is None


@pytest.mark.parametrize("congress", ["党的二十一大", "党的21大", "党的第二十一次全国代表大会"])
def test_it_knows_a_term_by_its_congress(congress: str) -> None:
    row = {"term": 21, "round": 3, "starts": "2029-03", "ends": "2029-06", "units": None, "cumulative_units": ""}
    text = f"{congress}以来，落实党的六大纪律，已开展2轮巡视。中央第一巡视组巡视财政部动员会5月6日召开。"
    notice = parse(text, RoundTable.from_rows([row]))
    assert (notice.term, notice.round, notice.year) == (21, 3, 2029)


def test_it_refuses_a_round_that_starts_in_no_month() -> None:
    with pytest.raises(ValueError, match="round 1 of term 21"):
        RoundTable.from_rows([{"term": 21, "round": 1, "starts": "2028-13"}])
