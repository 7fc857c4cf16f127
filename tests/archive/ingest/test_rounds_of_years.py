"""Rounds that a calendar year counts: what is stored of them, what they join, and what editors say of them."""

from typing import Any

import pytest

from archive.ingest.fields import decided_by
from archive.models import Inspection, JoinProposal, Notice, Round
from tests.makers import read_notice

pytestmark = pytest.mark.django_db

OF_2015: dict[str, Any] = {"term": None, "round": None, "round_year": 2015, "round_in_year": 3, "year": 2015}


def case_of(notice: Notice) -> Inspection:
    return notice.mentions.get().inspection


def test_it_makes_the_round_and_the_next_notice_has_the_same() -> None:
    first, second = read_notice(**OF_2015), read_notice(kind="feedback", **OF_2015)
    assert (first.term, first.round_number, first.round_year) == (None, 3, 2015)
    assert first.round == second.round
    assert str(first.round) == first.round_label == "洛阳市委2015年第三轮"
    assert case_of(first) == case_of(second), "authority with place, round, group and unit are the same"


def test_it_changes_nothing_when_the_same_is_read_again() -> None:
    first, second = read_notice(**OF_2015), read_notice(**OF_2015)
    before = (set(Round.objects.values_list("pk", flat=True)), case_of(first).pk)
    again = read_notice(first, **OF_2015)
    assert (set(Round.objects.values_list("pk", flat=True)), case_of(again).pk) == before
    assert case_of(second).pk == before[1]


@pytest.mark.parametrize("other", [{"round_year": 2014}, {"round_in_year": 2}, {"round_year": None, "round": 3}])
def test_it_joins_no_other_round(other: dict[str, Any]) -> None:
    first, second = read_notice(**OF_2015), read_notice(**(OF_2015 | other))
    assert first.round != second.round
    assert case_of(first) != case_of(second)


def test_it_takes_a_terms_third_round_for_none_of_a_years_but_lets_an_editor_join_them() -> None:
    of_year, of_term = read_notice(**OF_2015), read_notice(term=11, round=3, year=2015)
    assert (of_term.round_year, str(of_term.round)) == (None, "十一届洛阳市委第三轮")
    assert case_of(of_year) != case_of(of_term)
    proposal = JoinProposal.objects.get()
    assert {proposal.first, proposal.second} == {case_of(of_year), case_of(of_term)}
    assert "轮次相同" not in proposal.reason


def test_it_drops_a_round_that_nothing_names_any_more() -> None:
    notice = read_notice(**OF_2015)
    read_notice(notice, **(OF_2015 | {"round_in_year": 4}))
    assert list(Round.objects.filter(counted_year=2015).values_list("number", flat=True)) == [4]


def test_it_makes_no_round_where_the_authority_may_be_any() -> None:
    notice = read_notice(city="", **OF_2015)
    assert notice.round is None
    assert notice.round_label == "市委2015年第三轮"


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ({"round_number": 4}, (None, 4, 2015)),
        ({"round_year": 2014}, (None, 3, 2014)),
        ({"term": 11, "round_year": None, "round_number": 7}, (11, 7, None)),
        ({"round_year": None, "round_number": None}, (None, None, None)),
    ],
)
def test_an_editors_word_stands(typed: dict[str, Any], stands: tuple[int | None, ...]) -> None:
    notice = read_notice(**OF_2015)
    Notice.objects.filter(pk=notice.pk).update(**typed)
    for stored in typed:
        notice.corrections.create(field="round" if stored == "round_number" else stored)
    of_term: dict[str, Any] = {"term": 12, "round": 9} if typed.get("round_number") else OF_2015
    for said in (OF_2015, of_term):
        again = read_notice(Notice.objects.get(pk=notice.pk), **said)
        assert (again.term, again.round_number, again.round_year) == stands


def test_a_number_that_an_editor_gave_gets_no_year_from_the_parser() -> None:
    notice = read_notice(term=None, round=None)
    Notice.objects.filter(pk=notice.pk).update(round_number=7)
    notice.corrections.create(field="round")
    again = read_notice(Notice.objects.get(pk=notice.pk), **OF_2015)
    assert (again.term, again.round_number, again.round_year) == (None, 7, None)
    assert "round_in_year" in decided_by({"round"})
