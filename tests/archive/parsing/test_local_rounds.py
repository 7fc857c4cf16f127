"""Rounds that local committees count within the calendar year: the year and the number, and no round of a term."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.numerals import to_chinese
from archive.parsing import parse

ENTERED = "省委第七巡视组进驻省国资委开展专项巡视。"
ROUNDS = [
    ("湖南省委2016年第一轮巡视启动，" + ENTERED, 2016, 1, "the year stands between"),
    ("2016年省委第一轮巡视启动，" + ENTERED, 2016, 1, "the year stands in front"),
    ("2016年湖南省委首轮巡视启动，" + ENTERED, 2016, 1, "the first, with the place"),
    ("省委巡视组2015年第二轮巡视展开，" + ENTERED, 2015, 2, "no committee right in front"),
    ("2016年3月7日，省委今年第二轮巡视启动，" + ENTERED, 2016, 2, "this year is the text's"),
    ("省委今年第二轮巡视启动，" + ENTERED, None, None, "this year, which the text does not write"),
    ("省委2016年第一轮巡视启动，省委第一轮巡视共9个组，" + ENTERED, 2016, 1, "the number alone is the year's too"),
    ("省委2016年第一轮巡视启动，省委第四轮巡视共9个组，" + ENTERED, None, None, "another number alone is not"),
    ("2016年省委第一轮、2016年省委第二轮巡视先后启动，" + ENTERED, None, None, "which of two"),
    ("2015年第三轮中央专项巡视之后，" + ENTERED, None, None, "the centre's"),
    ("听取2015年省委第三轮巡视情况汇报，" + ENTERED, None, None, "heard of"),
    ("2016年5月3日，" + ENTERED + "省委2015年第三轮巡视也曾进驻。", None, None, "of another year"),
    ("本次巡视对2016年省委第一轮专项巡视反馈问题的整改开展“回头看”，" + ENTERED, None, None, "an earlier round"),
    ("2017年3月2日，省委第七巡视组向省国资委党委反馈省委2016年第三轮巡视情况。", 2016, 3, "given back a year later"),
    (
        "2017年3月2日，省委第七巡视组向省国资委党委反馈情况，传达了听取省委2016年第三轮巡视汇报时的讲话精神。",
        2016,
        3,
        "its report was heard before",
    ),
    ("3月2日，省委第七巡视组向省国资委党委反馈今年第一轮巡视情况。", None, None, "this year of findings"),
    ("2014年中央第三轮巡视启动，中央第七巡视组进驻中国石化开展专项巡视。", None, None, "the table has the centre's"),
]


@pytest.mark.parametrize(("text", "year", "number", "why"), ROUNDS)
def test_it_finds_the_round_that_a_committee_counts_in_a_year(
    text: str, year: int | None, number: int | None, why: str
) -> None:
    notice = parse(text)
    assert (notice.round_year, notice.round_in_year) == (year, number), why
    assert year is None or (notice.term, notice.round) == (None, None), "it is no round of a term"


def test_it_takes_the_round_of_the_term_where_the_text_has_both() -> None:
    notice = parse("十届省委第七轮（2016年省委第一轮）巡视启动，" + ENTERED)
    assert (notice.term, notice.round, notice.round_year, notice.round_in_year) == (10, 7, None, None)


def test_it_points_at_the_year_and_the_round() -> None:
    text = "湖南省委2016年第一轮巡视启动，" + ENTERED
    found = {entry.field: text[entry.start : entry.end] for entry in parse(text).evidence}
    assert found["round_year"] == found["round_in_year"] == "湖南省委2016年第一轮"
    assert "round" not in found


def test_it_says_how_this_year_is_known_and_what_is_missing() -> None:
    known = parse("2016年3月7日，省委今年第二轮巡视启动，" + ENTERED)
    assert str(known.basis["round_year"]) == "文中称“今年第二轮”，本公告写明的年份是2016年。"
    missing = parse("省委今年第二轮巡视启动，" + ENTERED)
    left_blank = [str(d.reason) for d in missing.doubts if d.field == "round"]
    assert left_blank == ["文中称“今年第二轮”，没有写明是哪一年，未填"]
    several = parse("2016年省委第一轮、2016年省委第二轮巡视先后启动，" + ENTERED)
    assert any(d.field == "round" and "不止一个" in str(d.reason) for d in several.doubts)


@given(st.integers(1990, 2099), st.integers(1, 40), st.booleans())
def test_it_reads_any_year_and_number(year: int, number: int, is_in_front: bool) -> None:
    counted = f"{year}年省委第{{}}轮" if is_in_front else f"省委{year}年第{{}}轮"
    for numeral in (to_chinese(number), str(number)):
        notice = parse(counted.format(numeral) + "巡视启动，" + ENTERED)
        assert (notice.round_year, notice.round_in_year) == (year, number)
