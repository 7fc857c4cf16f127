"""How long an inspection lasts, in the reader's language where the words of the notice can be said in it."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from archive.durations import spoken_duration


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("2个月", "2 months"),
        ("两个月", "2 months"),
        ("一个月", "1 month"),
        ("兩個月左右", "about 2 months"),
        ("两个半月左右", "about 2½ months"),
        ("1个半月", "1½ months"),
        ("45天", "45 days"),
        ("约四十五天", "about 45 days"),
        ("６周", "6 weeks"),
        ("四周", "4 weeks"),
        ("10个工作日", "10 working days"),
        ("一年", "1 year"),
    ],
)
def test_it_says_a_length_in_english(said: str, spoken: str) -> None:
    with override("en"):
        assert spoken_duration(said) == spoken


@pytest.mark.parametrize("said", ["", "半个月", "数月", "两个月至三个月", "零天", "个月", "两个月，必要时延长"])
def test_it_leaves_to_the_notice_what_it_cannot_say(said: str) -> None:
    with override("en"):
        assert spoken_duration(said) == ""


def test_it_leaves_chinese_readers_the_words_of_the_notice() -> None:
    with override("zh-hans"):
        assert spoken_duration("2个月") == ""


@given(st.text(alphabet="约半个月天日周年左右一二两三十百0123９兩個〇零", max_size=12))
def test_it_guesses_no_number(said: str) -> None:
    with override("en"):
        spoken = spoken_duration(said)
    assert spoken == "" or any(character.isdigit() for character in spoken)
