"""Counting words, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.numerals import to_chinese, to_int


@given(st.integers(0, 999))
def test_it_reads_what_it_writes(number: int) -> None:
    assert to_int(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(7, "七"), (10, "十"), (18, "十八"), (20, "二十"), (105, "一百零五"), (120, "一百二十"), (2018, "2018")],
)
def test_it_counts_as_notices_do(number: int, text: str) -> None:
    assert to_chinese(number) == text


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("二〇一八", 2018), ("两", 2), ("X", None), ("某", None), ("", None)]
)
def test_it_reads_figures_and_leaves_placeholders(text: str, number: int | None) -> None:
    assert to_int(text) == number
