"""Names stand in the order in which they are read."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Authority, InspectedUnit, Person, Place
from archive.pinyin import SORT_KEY_LENGTH, sort_key
from tests.makers import make_authority, make_place, make_unit


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (["安徽省", "北京市", "重庆市", "河南省"], "by syllables; 重庆 is Chongqing"),
        (["西安市", "咸阳市"], "syllable by syllable: xi-an before xian-yang"),
        (["妈祖", "麻城市", "马山县", "骂人"], "by tones where the syllable is one"),
        (["1局", "2局", "A公司", "阿里", "B公司", "八一厂"], "figures; a letter before what begins with it"),
        (["张三", "张一", "章四"], "those that share a character stand together"),
        (["市档案局", "市档案局一科"], "the shorter in front"),
        (["路政", "绿地", "女足"], "lu before lü"),
    ],
)
def test_it_sorts_names_as_they_are_read(names: list[str], why: str) -> None:
    assert sorted(sorted(names, reverse=True), key=sort_key) == names, why


def test_it_reads_surnames_as_surnames() -> None:
    names = ["仇和", "单田芳", "解振华", "曾国藩", "查良镛"]  # Qiu, Shan, Xie, Zeng, Zha
    assert sorted(sorted(names), key=lambda name: sort_key(name, is_person=True)) == names
    assert sort_key("单位").startswith("dan")


@given(st.text(max_size=200))
def test_it_has_a_key_of_small_letters_and_figures_for_whatever_is_written(name: str) -> None:
    key = sort_key(name)
    assert len(key) <= SORT_KEY_LENGTH
    assert not set(key) - set("abcdefghijklmnopqrstuvwxyz0123456789")


@pytest.mark.django_db
def test_it_keeps_keys_by_whatever_way_rows_are_saved() -> None:
    unit = make_unit("深圳证券交易所")
    unit.name = "上海证券交易所"
    unit.save()
    Person.objects.bulk_create([Person(name="单田芳")])
    assert InspectedUnit.objects.get().sort_key == sort_key("上海证券交易所")
    assert Person.objects.get().sort_key == sort_key("单田芳", is_person=True)
    assert make_place("河南省", "洛阳市").sort_key == sort_key("河南省洛阳市")


@pytest.mark.django_db
def test_it_gives_keys_to_what_was_there_before() -> None:
    kept: list[Any] = [
        make_authority("洛阳市委", "city", make_place("河南省", "洛阳市")),
        make_unit(),
        Person.objects.create(name="查良镛"),
    ]
    keys = [row.sort_key for row in kept]
    for model in (Place, Authority, InspectedUnit, Person):
        model._default_manager.update(sort_key="")
    import_module("archive.migrations.0010_sort_keys").fill(apps, None)
    for row, key in zip(kept, keys, strict=True):
        row.refresh_from_db()
        assert row.sort_key == key
