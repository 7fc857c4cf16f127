"""Texts are compared by runs of their letters, in any writing, without what is left out."""

import pytest

from archive.letter_runs import Stretch, covered_by, folded_letters, places_of, stretches_of, usual_runs
from archive.parsing import SEARCH_STEPS, fold


def found(names: set[str], text: str) -> list[str]:
    return [text[start:end] for start, end in sorted(places_of(names, fold(text, SEARCH_STEPS)))]


@pytest.mark.parametrize(
    ("names", "text", "places"),
    [
        ({"深交所", "王", ""}, "深交所王某到深交所", ["深交所", "深交所"]),
        ({"简单"}, "组长简　单说，很简单。", ["简　单", "简单"]),
        ({"关兆麟"}, "組長關兆麟", ["關兆麟"]),
        ({"努尔兰·阿不都克里木"}, "努尔兰•阿不都克里木同志", ["努尔兰•阿不都克里木"]),
        ({"中国通用技术（集团）"}, "中国通用技术(集团)公司", ["中国通用技术(集团"]),
    ],
)
def test_it_finds_names_in_any_writing(names: set[str], text: str, places: list[str]) -> None:
    assert found(names, text) == places


def test_what_is_left_out_and_figures_part_the_letters() -> None:
    text = "由组长王某，在3楼，主持"
    stretches = list(stretches_of(fold(text, SEARCH_STEPS), [(3, 5), (-3, 0), (90, 99)]))
    assert [stretch.letters for stretch in stretches] == ["由组长", "在", "楼主持"]
    assert ["".join(text[place] for place in stretch.places) for stretch in stretches] == ["由组长", "在", "楼主持"]


def test_a_run_is_usual_where_enough_have_it() -> None:
    (stretch,) = stretches_of(fold("巡視組長說", SEARCH_STEPS), [])
    others = [folded_letters(text) for text in ("副组 长王某", "组长，李某", "巡视某地")]
    assert usual_runs([stretch], others, 2, 2) == {"组长"}


def test_it_tells_the_letters_that_stand_in_runs() -> None:
    assert list(covered_by({"组长", "长王"}, Stretch("由组长王某", range(5)), 2)) == [False, True, True, True, False]
    assert list(covered_by(set(), Stretch("", []), 2)) == []
