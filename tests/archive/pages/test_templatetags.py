from pathlib import Path

import pytest
from django.conf import settings
from django.core.paginator import Paginator

from archive.templatetags.browsing import page_numbers
from archive.templatetags.marked_text import is_ragged, script


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
