"""How names are spelt, and which characters are taken for one another by ear."""

import pytest

from search.pinyin import readings, sounds_like, sounds_nearly_like, spell


@pytest.mark.parametrize(
    ("name", "is_person", "expected"),
    [
        ("深圳证券交易所", False, "shen zhen zheng quan jiao yi suo"),
        ("重庆银行", False, "chong qing yin hang"),
        ("女子监狱", False, "nv zi jian yu"),
        ("abc集团(2号)", False, "abc ji tuan 2 hao"),
        ("单国强", True, "shan guo qiang"),
        ("单位", False, "dan wei"),
        ("尉迟恭", True, "yu chi gong"),
        ("，", False, ""),
    ],
)
def test_it_spells_names(name: str, is_person: bool, expected: str) -> None:
    assert " ".join(spell(name, is_person=is_person)) == expected


def test_it_knows_every_reading() -> None:
    assert {"zhong", "chong"} <= readings("重")
    assert "nv" in readings("女")
    assert readings("x") == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "alike", "nearly"),
    [
        ("锁", "所", True, True),
        ("重", "众", True, True),
        ("醉", "卒", False, True),
        ("正", "真", False, True),
        ("三", "山", False, True),
        ("兰", "南", False, True),
        ("李", "鲁", False, False),
        ("松", "纯", False, False),
        ("x", "所", False, False),
    ],
)
def test_it_hears_what_is_alike(one: str, other: str, alike: bool, nearly: bool) -> None:
    assert sounds_like(one, other) is alike
    assert sounds_nearly_like(one, other) is nearly
