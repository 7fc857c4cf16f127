from pathlib import Path

import pytest
from django.conf import settings
from django.core.paginator import Paginator

from archive.coverage import Column
from archive.models import Round
from archive.templatetags.browsing import entries_told, page_numbers
from archive.templatetags.marked_text import is_ragged, script
from archive.templatetags.matrix import window_for


@pytest.mark.parametrize(
    ("number", "last", "expected"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (3, 5, [1, 2, 3, 4, 5]),
        (49, 2500, [1, None, 48, 49, 50, None, 2500]),
        (2500, 2500, [1, None, 2499, 2500]),
    ],
)
def test_it_names_the_pages_near_and_at_the_ends(number: int, last: int, expected: list[int | None]) -> None:
    assert page_numbers(Paginator(range(last), 1).page(number)) == expected


@pytest.mark.parametrize(
    ("number", "of", "expected"),
    [
        (1, "notices", "第1—20件，共41件"),
        (3, "notices", "第41件，共41件"),
        (2, "people", "第21—40人，共41人"),
        (3, "cases", "第41次，共41次"),
    ],
)
def test_it_says_which_of_all_are_on_the_page(number: int, of: str, expected: str) -> None:
    assert entries_told(Paginator(range(41), 20).page(number), of) == expected


def years(*numbers: int | None) -> list[Column]:
    return [Column(number, None, is_told=True) for number in numbers]


@pytest.mark.parametrize(
    ("runs", "expected", "why"),
    [
        ([years(2015)], 20, "one column fits every window"),
        ([years(None)], 20, "and so does the one whose head is long"),
        ([years(*range(2013, 2018))], 30, "five scroll on every telephone"),
        ([years(*range(2013, 2026))], 60, "the units' names take more room in wide windows"),
        ([years(*range(1980, 2026))], None, "no page is as wide"),
    ],
)
def test_it_tells_from_which_window_on_a_table_does_not_scroll(
    runs: list[list[Column]], expected: int | None, why: str
) -> None:
    assert window_for(runs) == expected, why


def test_it_knows_that_what_stands_over_columns_takes_room() -> None:
    columns = [Column(number, Round(term=number, number=1), is_told=True) for number in range(1, 5)]
    assert window_for([columns]) == 24
    assert window_for([[column] for column in columns]) == 30


@pytest.mark.parametrize(
    ("text", "expected"),
    [("巡视组，信箱。", False), ("巡视组,信箱", True), ("电子邮箱a@b.cn", True), ("0755-88106327", False)],
)
def test_it_leaves_text_with_half_width_punctuation_unjustified(text: str, expected: bool) -> None:
    assert is_ragged(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("县委巡察组进驻", "zh-Hans"), ("縣委巡察組進駐", "zh-Hant"), ("", "zh-Hans")]
)
def test_it_tells_the_script_by_its_characters(text: str, expected: str) -> None:
    assert script(text) == expected


def test_it_draws_for_views_and_imports_none() -> None:
    archive = Path(settings.BASE_DIR) / "archive"
    drawn_with = [
        *archive.glob("templatetags/*.py"),
        *(archive / f"{name}.py" for name in ("facts", "marking", "wording")),
    ]
    assert [path.name for path in drawn_with if "archive.views" in path.read_text("utf-8")] == []
