"""How authorities, rounds and their tasks are named in each language."""

from typing import Any

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from archive.models import Round, RoundBasis, round_label
from archive.naming import (
    authority_name,
    authority_words,
    basis_of_round,
    count_name,
    round_name,
    round_words,
    task_name,
)
from archive.parsing.roundtable import packaged_rounds

LOCAL = '<span lang="zh-Hans">洛阳市委</span>'


@pytest.mark.parametrize(
    ("parts", "chinese"),
    [
        (("中央", 18, 8), "十八届中央第八轮"),
        (("洛阳市委", 11, 7), "十一届洛阳市委第七轮"),
        (("洛阳市委", None, 7), "洛阳市委第七轮"),
        (("洛阳市委", 11, None), "十一届洛阳市委"),
        (("", 11, 7), "十一届第七轮"),
        (("", None, 7), "第七轮"),
        (("", 11, None), "十一届"),
        (("洛阳市委", None, None), ""),
        (("湖南省委", None, 1, 2016), "湖南省委2016年第一轮"),
        (("", None, 1, 2016), "2016年第一轮"),
        (("湖南省委", None, None, 2016), ""),
    ],
)
def test_it_names_rounds_in_chinese_as_the_archive_stores_them(parts: tuple[Any, ...], chinese: str) -> None:
    assert round_words(*parts) == strip_tags(round_name(*parts)) == round_label(*parts) == chinese


def test_it_marks_a_proper_name_as_chinese_and_translates_the_centre() -> None:
    assert authority_name("洛阳市委") == LOCAL
    assert round_name("洛阳市委", 11, 7) == f"十一届{LOCAL}第七轮"
    with translation.override("en"):
        assert authority_name("中央") == "Central Committee"
        assert authority_name("机关不明") == authority_words("机关不明") == "Authority unknown"
        assert round_name("中央", 18, 8) == round_words("中央", 18, 8) == "Central, term 18, round 8"
        assert LOCAL in round_name("洛阳市委", 11, 7)


def test_it_names_what_counts_rounds() -> None:
    assert [count_name(11, None), count_name(None, 2016), count_name(None, None)] == ["十一届", "2016年", ""]


def test_it_escapes_what_an_editor_wrote() -> None:
    said = [authority_name("<b>"), round_name("<b>", 1, 1), task_name("<b>"), basis_of_round(Round(basis="<b>"))]
    assert "<b>" not in "".join(said)


def test_it_has_words_for_all_that_the_packaged_rounds_say() -> None:
    for wave in packaged_rounds():
        assert "<span" not in task_name(wave.focus), wave
        assert wave.basis in RoundBasis.values, wave


def test_it_names_tasks_one_by_one() -> None:
    assert task_name("专项；回头看；摸底") == '专项、回头看、<span lang="zh-Hans">摸底</span>'
    assert task_name("") == ""
