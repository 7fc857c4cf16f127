"""What the archive speaks of by name: from published notices alone, counted, and up to date."""

import threading
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import InspectedUnit, Mention, Notice, Status, UnitAlias
from search import renewing
from search import vocabulary as vocabulary_module
from search.collecting import collect
from search.renewing import Renewed, current_vocabulary
from search.vocabulary import Vocabulary
from tests.makers import fill_archive
from tests.search.conftest import Commit, make_mention, make_notice, make_place, vocabulary_of

pytestmark = pytest.mark.django_db


def held(vocabulary: Vocabulary) -> dict[str, int]:
    return {f"{name.kind} {name.text}": name.weight for name in vocabulary.names}


def test_it_holds_what_the_seeds_speak_of(seeds: dict[str, Notice]) -> None:
    names = held(collect())
    for name in (
        "unit 深圳证券交易所",
        "unit 深交所",
        "group 中央第七巡视组",
        "person 刘卒",
        "round 十八届中央第八轮",
        "place 洛阳市",
        "phrase 四个意识",
        "phrase 回头看",
    ):
        assert name in names
    assert names["phrase 四个意识"] > 1


def test_it_counts_notices_and_each_once() -> None:
    for number in range(2):
        notice = make_notice(f"第{number}件")
        make_mention(notice, group="中央第七巡视组", unit=f"证监会{notice.pk}", head="葉青純", ordinal=None)
    make_mention(notice, group="中央第七巡视组", head="叶青纯", ordinal=None)
    make_mention(notice, unit="银监会", head="叶青纯")
    notice.places.set([make_place("河南省", "洛阳市"), make_place("河南省", "郑州市")])
    names = held(collect())
    assert names["group 中央第七巡视组"] == 2
    assert names["place 河南省"] == 1
    assert {name: count for name, count in names.items() if "person" in name} == {"person 葉青純": 2}


def test_it_tells_nothing_of_drafts() -> None:
    draft = make_notice("说的是“玄黄宇宙”和“玄黄宇宙”", status=Status.DRAFT)
    make_mention(draft, group="中央第七巡视组", unit="证监会", head="刘卒")
    draft.places.set([make_place("河南省")])
    UnitAlias.objects.create(unit=InspectedUnit.objects.get(), name="会里")
    assert len(collect()) == 0


def test_it_asks_as_much_of_five_notices_as_of_a_hundred() -> None:
    fill_archive(5)
    few, many = CaptureQueriesContext(connection), CaptureQueriesContext(connection)
    with few:
        collect()
    fill_archive(95, first=5)
    with many:
        collect()
    assert len(many) == len(few) < 15


def test_it_keeps_the_heaviest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary_module, "MAX_NAMES", 2)
    kept = vocabulary_of(unit="证监会 深交所*5 工商联*3")
    assert [name.text for name in kept.names] == ["深交所", "工商联"]


def test_it_finds_nothing_across_two_names() -> None:
    vocabulary = vocabulary_of(unit="深交所 证监会")
    assert [name.text for name, _ in vocabulary.holding("所证", "han")] == []
    assert [name.text for name in vocabulary.being("sjs", "initials")] == ["深交所"]
    assert [name.text for name in vocabulary.beginning("证", "han")] == ["证监会"]
    assert list(Vocabulary().holding("所", "han")) == []


def test_it_follows_what_is_saved(commit: Commit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewing, "_REST", 0)
    with commit():
        make_mention(make_notice(), unit="证监会")
    assert "unit 证监会" in held(current_vocabulary())
    with commit():
        unit = InspectedUnit.objects.get()
        unit.name = "银监会"
        unit.save()
        UnitAlias.objects.create(unit=unit, name="会里")
    assert {"unit 银监会", "unit 会里"} == set(held(current_vocabulary()))
    with commit():
        Notice.objects.all().update(status=Status.DRAFT)
    assert held(current_vocabulary()) == {}
    assert Mention.objects.count() == 1


def test_it_asks_once_where_nothing_changed(seeds: dict[str, Notice]) -> None:
    first = current_vocabulary()
    with CaptureQueriesContext(connection) as queries:
        assert current_vocabulary() is first
    assert len(queries) == 1


def test_it_is_made_once_for_many_threads() -> None:
    made: list[Vocabulary] = []

    def make() -> Vocabulary:
        time.sleep(0.05)
        made.append(vocabulary_of(unit="深交所"))
        return made[-1]

    stamps = iter([*[1] * 8, *[2] * 8])
    renewed = Renewed(lambda: next(stamps), make)
    got: list[Vocabulary] = []
    threads = [threading.Thread(target=lambda: got.append(renewed.current())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert got == made * 8
    assert renewed.current() is made[0], "it rests before it makes another"


def test_it_goes_on_with_the_old_one_while_another_is_made() -> None:
    made = iter([Vocabulary(), vocabulary_of(unit="深交所")])
    slow = threading.Event()
    stamp = [1]
    renewed = Renewed(lambda: stamp[0], lambda: (slow.wait(5) and next(made)) or Vocabulary())
    slow.set()
    first = renewed.current()
    slow.clear()
    stamp[0] = 2
    time.sleep(0.05)
    maker = threading.Thread(target=renewed.current)
    maker.start()
    time.sleep(0.05)
    assert renewed.current() is first
    slow.set()
    maker.join()
    assert len(renewed.current()) == 1
