"""Partial dates: what they hold, how they sort, what they refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.partial_date import PartialDate

DAYS = st.dates().map(lambda day: PartialDate(day.year, day.month, day.day))
MONTHS = st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12))
DAYS_OF_NO_YEAR = st.dates().map(lambda day: PartialDate(None, day.month, day.day))
ANY_DATE = DAYS | MONTHS | DAYS_OF_NO_YEAR | st.builds(PartialDate, st.integers(1, 9999))


@given(ANY_DATE)
def test_it_survives_text_and_key(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date
    assert PartialDate.from_key(date.sort_key()) == date


@given(DAYS, DAYS)
def test_it_sorts_whole_days_as_the_calendar_does(one: PartialDate, other: PartialDate) -> None:
    assert (one.sort_key() < other.sort_key()) == (str(one) < str(other))


@pytest.mark.parametrize(
    ("earlier", "later", "why"),
    [
        ("2021-05", "2021-05-01", "a month stands before its days"),
        ("2021", "2021-01", "a year stands before its months"),
        ("2020-12-31", "2021", "a later year comes after all of an earlier one"),
        ("--12-31", "1950", "a day of no known year stands apart, before all years"),
    ],
)
def test_it_sorts_partial_dates(earlier: str, later: str, why: str) -> None:
    assert PartialDate.parse(earlier).sort_key() < PartialDate.parse(later).sort_key(), why


@pytest.mark.parametrize(
    "text", ["2020-02-30", "2021-02-29", "2021-13", "--02-30", "2021-5", "--11", "", "0000", "昨天"]
)
def test_it_refuses_what_no_calendar_has(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the message is for people and differs by what is wrong
        PartialDate.parse(text)


def test_it_keeps_the_leap_day_of_an_unknown_year() -> None:
    assert str(PartialDate.parse("--02-29")) == "--02-29"


@pytest.mark.parametrize(
    ("one", "other", "earlier"),
    [
        ("2015-03-05", "2015-03", False),
        ("2015-03", "2015-03-05", False),
        ("2015-02", "2015-03-05", True),
        ("2014", "2015-03-05", True),
        ("--01-01", "2015-03-05", False),
        ("2015-03-04", "2015-03-05", True),
    ],
)
def test_it_is_earlier_only_where_what_is_known_says_so(one: str, other: str, earlier: bool) -> None:
    assert PartialDate.parse(one).is_before(PartialDate.parse(other)) is earlier
