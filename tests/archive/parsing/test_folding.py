"""Folding: what becomes the same, and that every folded character knows where it stood."""

import string
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.parsing import PARSE_STEPS, SEARCH_STEPS, fold

FOLDS = (
    ("１１月１日", "11月1日", "full width"),
    ("ＡBc", "abc", "width and case"),
    ("動員會", "动员会", "traditional characters"),
    ("巡視「回頭看」", '巡视"回头看"', "quotes and script"),
    ("0755～88106327—1－2–3", "0755-88106327-1-2-3", "dashes and tildes"),
    ("8∶00", "8:00", "ratio sign for a colon"),
    ("張國(guó)強(qiáng)", "张国强", "pinyin in brackets"),
    ("張國(guó)強的(de)", "张国强的", "a neutral syllable beside toned ones"),
    ("安全部(cn)", "安全部(cn)", "Latin letters in brackets where no pinyin is"),
    ("部署，，3月", "部署,3月", "a comma printed twice"),
    ("成員，、醫護", "成员、医护", "a stray comma before a heavier mark"),
    ("巡\u200b视\ufeff组", "巡视组", "characters that no reader sees"),
    ("同誌🤵🏽‍♀️、", "同志、", "emoji behind a name"),
    ("巡 察 公 告", "巡察公告", "a heading spaced out"),
    ("会议\n7 K2 Q* [3 d' w)\n开始", "会议\n\n开始", "scraps against copying"),
    ("12 34 56 78", "12 34 56 78", "figures in columns are no scraps"),
    ("①2", "①2", "a circled figure is no digit"),
    ("a\r\nb", "a\n\nb", "line ends"),
)

ALPHABET = st.text(
    alphabet=st.one_of(
        st.sampled_from("張國強(guó)巡視，,。、～—∶“” \u200b\ufeff🤵☂️ｆ１①\ud800\x00\u202e\n\r*["),
        st.characters(),
        st.sampled_from(string.printable),
    ),
    max_size=60,
)


@pytest.mark.parametrize(("text", "expected", "why"), FOLDS, ids=[why for _, _, why in FOLDS])
def test_it_folds(text: str, expected: str, why: str) -> None:
    assert fold(text).text == expected, why


def test_it_keeps_the_letters_that_search_must_find() -> None:
    assert fold("張國(guó)強，，巡 察", SEARCH_STEPS).text == "张国(guó)强,,巡 察"


def test_it_maps_a_name_back_to_its_noisy_spelling() -> None:
    folded = fold("書記張國(guó)強主持")
    start = folded.text.index("张国强")
    first, last = folded.span(start, start + 3)
    assert folded.original[first:last] == "張國(guó)強"
    assert folded.written(start, start + 3) == "張國強"


@given(ALPHABET)
@settings(max_examples=150, deadline=None)
def test_it_maps_every_character_to_one_of_its_own(text: str) -> None:
    for steps in (PARSE_STEPS, SEARCH_STEPS):
        folded = fold(text, steps)
        assert len(folded.origins) == len(folded.text)
        assert all(0 <= origin < len(text) for origin in folded.origins)
        assert all(left < right for left, right in pairwise(folded.origins))


@given(ALPHABET, st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=150, deadline=None)
def test_it_keeps_spans_in_order_and_in_range(text: str, one: int, other: int) -> None:
    folded = fold(text)
    start, end = sorted((min(one, len(folded)), min(other, len(folded))))
    first, last = folded.span(start, end)
    assert 0 <= first <= last <= len(text)
    assert (first < last) == (start < end)


@given(ALPHABET, st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=150, deadline=None)
def test_it_refolds_an_original_span_to_the_same_slice(text: str, one: int, other: int) -> None:
    """With steps that look at single characters only; a comma before its cut-off neighbour is another matter."""
    folded = fold(text, SEARCH_STEPS)
    start, end = sorted((min(one, len(folded)), min(other, len(folded))))
    first, last = folded.span(start, end)
    assert fold(text[first:last], SEARCH_STEPS).text == folded.text[start:end]


@given(ALPHABET)
@settings(max_examples=100, deadline=None)
def test_it_changes_nothing_when_characters_are_folded_twice(text: str) -> None:
    once = fold(text, SEARCH_STEPS).text
    assert fold(once, SEARCH_STEPS).text == once
