"""What words of a query claim of a notice, and whether the notice agrees."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.claims import (
    AGREES,
    AGREES_PARTLY,
    CONTRADICTS,
    SILENT,
    Claim,
    GroupClaim,
    RoundClaim,
    TypeClaim,
    YearClaim,
)
from search.recognising import group_named, round_named, spellings, stretches, years_named


def claims(text: str) -> list[Claim]:
    return [stretch.claim for stretch in stretches(text) if stretch.claim]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("十八届中央第八轮巡视", RoundClaim("中央", 18, 8)),
        ("18届中央第8轮", RoundClaim("中央", 18, 8)),
        ("九届滨州市委第五轮", RoundClaim("市委", 9, 5)),
        ("十八届第八轮", RoundClaim("", 18, 8)),
        ("市委第七轮", RoundClaim("市委", None, 7)),
        ("十一届市委", RoundClaim("市委", 11, None)),
        ("省委首轮", RoundClaim("省委", None, 1)),
        ("县委第四巡察组", GroupClaim("县委", 4, "巡察")),
        ("中央第10巡视组", GroupClaim("中央", 10, "巡视")),
        ("第六专项巡察组", GroupClaim("", 6, "巡察")),
        ("福建2015年年底", YearClaim((2015,))),
        ("专项巡视", TypeClaim("专项")),
        ("机动式巡视", TypeClaim("机动")),
    ],
)
def test_it_recognises_what_words_claim(text: str, claim: Claim) -> None:
    assert claims(text) == [claim]


@pytest.mark.parametrize("text", ["88106327", "0755-20158810", "120150", "市委第X巡察组", "第零轮", "深圳证券交易所"])
def test_it_claims_nothing_of_other_figures(text: str) -> None:
    assert claims(text) == []


@given(st.text(alphabet="第十八届中央市委轮巡视察组0123456789专项回头看年洛阳", max_size=30))
@settings(deadline=None)
def test_its_stretches_make_up_the_text(text: str) -> None:
    assert "".join(stretch.text for stretch in stretches(text)) == text


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2015", (2015,)),
        ("2015年", (2015,)),
        ("2015..2017", (2015, 2016, 2017)),
        ("2015-2016", (2015, 2016)),
        ("2015至2016年", (2015, 2016)),
        ("2017..2015", ()),
        ("去年", ()),
        ("20155", ()),
        ("", ()),
    ],
)
def test_it_reads_years(text: str, years: tuple[int, ...]) -> None:
    assert years_named(text) == years


def test_it_reads_spans_open_at_one_end() -> None:
    assert years_named("2015..")[0] == 2015
    assert years_named("..2015")[-1] == 2015


def test_it_reads_rounds_and_groups_of_fields() -> None:
    assert round_named("第八轮") == round_named("8") == RoundClaim("", None, 8)
    assert round_named("十八届") == RoundClaim("", 18, None)
    assert round_named("某轮") is round_named("2016年") is round_named("2016年十届第一轮") is None
    assert round_named("2016年第一轮") == RoundClaim("", None, 1, 2016)
    assert round_named("2016年省委首轮") == RoundClaim("省委", None, 1, 2016)
    assert round_named("湖南省委2016年第1轮") == RoundClaim("湖南省委", None, 1, 2016)
    assert group_named("第七") == group_named("7") == GroupClaim("", 7, "")
    assert group_named("中央第七巡视组") == GroupClaim("中央", 7, "巡视")
    assert group_named("市委第X巡察组") is None


def test_it_knows_ordinals_in_figures_and_in_numerals() -> None:
    assert spellings("中央第10巡视组") == ("中央第10巡视组", "中央第十巡视组")
    assert spellings("十八届中央第八轮") == ("十八届中央第八轮", "18届中央第8轮")
    assert spellings("深交所") == ("深交所",)


@pytest.mark.parametrize(
    ("claim", "known", "judgement"),
    [
        (YearClaim((2015,)), 2015, AGREES),
        (YearClaim((2015,)), 2016, CONTRADICTS),
        (RoundClaim("中央", 18, 8), ("中央", 18, 8, None), AGREES),
        (RoundClaim("中央", 18, 8), ("中央", 18, 9, None), CONTRADICTS),
        (RoundClaim("县委", None, 3), ("市委", 15, 3, None), CONTRADICTS),
        (RoundClaim("市委", None, 7), ("洛阳市委", 11, 7, None), AGREES),
        (RoundClaim("市委", 11, 7), ("市委", None, 7, None), AGREES_PARTLY),
        (RoundClaim("省委", None, 1, 2016), ("湖南省委", None, 1, 2016), AGREES),
        (RoundClaim("省委", None, 1, 2016), ("湖南省委", None, 1, 2015), CONTRADICTS),
        (RoundClaim("省委", None, 1, 2016), ("湖南省委", 10, 1, None), AGREES_PARTLY),
        (RoundClaim("省委", 10, 1), ("湖南省委", None, 1, 2016), AGREES_PARTLY),
        (GroupClaim("县委", 4, "巡察"), ("县委第四巡察组", 4), AGREES),
        (GroupClaim("县委", 4, "巡察"), ("市委第四巡察组", 4), CONTRADICTS),
        (GroupClaim("", 7, "巡视"), ("中央第七巡视组", 7), AGREES),
        (GroupClaim("", 7, "巡视"), ("市委第七巡察组", 7), CONTRADICTS),
        (TypeClaim("专项"), "专项", AGREES),
        (TypeClaim("专项"), "常规", SILENT),
    ],
)
def test_it_holds_claims_against_facts(claim: Any, known: Any, judgement: float) -> None:
    assert claim.judge(known) == judgement


def test_it_takes_a_notice_of_one_group_or_type_for_more_about_it_than_one_of_many() -> None:
    best, counts = np.array([AGREES, AGREES, CONTRADICTS]), np.array([1.0, 4.0, 4.0])
    for claim in (GroupClaim("", 7, ""), TypeClaim("专项")):
        alone, among_four, _ = claim.settle(best, counts)
        assert alone == AGREES > among_four > SILENT
    assert GroupClaim("", 7, "").settle(best, counts)[2] == CONTRADICTS
