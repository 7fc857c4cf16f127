"""A build goes into service only if it is right, and no sooner than it is on the disk."""

import gc
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import timezone

from archive.models import Notice
from search import outbox
from search.checking import compare
from search.document import Entry
from search.engines import IndexUnusableError, current_backend
from search.engines.whoosh.backend import WhooshSearchBackend
from search.engines.whoosh.places import literal_terms
from search.engines.whoosh.store import Store
from search.engines.whoosh.writing import Writer
from search.finding import find
from search.models import SetAside
from tests.search.conftest import build_index, make_notice
from tests.search.disks import Disk

pytestmark = pytest.mark.django_db

NOTICES = 25

Terms = Iterable[tuple[str, int]]


@pytest.fixture
def notices() -> list[Notice]:
    """In service, with the index's files as they are on the disk."""
    texts = (f"第{number}巡察组进驻某局{'二三四五六'[number % 5]}楼，受理来信来访。" for number in range(NOTICES))
    made = [make_notice(text) for text in texts]
    build_index()
    return made


# ---- right ----


def lose_pairs(text: str) -> Terms:
    return [(pair, position) for pair, position in literal_terms(text) if position % 3]


def turn_pairs_round(text: str) -> Terms:
    return [(pair[::-1], position) for pair, position in literal_terms(text)]


def put_pairs_apart(text: str) -> Terms:
    return [(pair, 2 * position) for pair, position in literal_terms(text)]


def refuse_to_serve(index_dir: Path, why: str) -> None:
    """What was in service goes on, and what was built is gone."""
    before = sorted(path.name for path in index_dir.iterdir()), (index_dir / "manifest.json").read_bytes()
    with pytest.raises(IndexUnusableError, match=why):
        outbox.rebuild(1.0)
    assert (sorted(path.name for path in index_dir.iterdir()), (index_dir / "manifest.json").read_bytes()) == before
    answer = find("“受理来信来访”")
    assert (answer.total, answer.is_degraded) == (NOTICES, False)


@pytest.mark.parametrize("wrong", [lose_pairs, turn_pairs_round, put_pairs_apart])
def test_it_refuses_a_build_that_finds_no_pieces_of_texts(
    wrong: Callable[[str], Terms], notices: list[Notice], index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.whoosh.schema.literal_terms", wrong)
    refuse_to_serve(index_dir, "is not found by")
    monkeypatch.undo()


def test_it_refuses_a_build_without_one_of_the_notices(
    notices: list[Notice], index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(writer: Writer, entry: Entry) -> None:
        if entry.pk != notices[7].pk:
            right(writer, entry)

    right = Writer.put
    monkeypatch.setattr(Writer, "put", put)
    refuse_to_serve(index_dir, "1 notices are not in it")


@pytest.mark.parametrize("further", [0, 1000])
def test_it_refuses_a_build_with_a_notice_too_many(
    further: int, notices: list[Notice], index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice the same, or one that is not in the archive."""

    def put(writer: Writer, entry: Entry) -> None:
        right(writer, entry)
        if entry.pk == notices[7].pk:
            right(writer, replace(entry, pk=entry.pk + further))

    right = Writer.put
    monkeypatch.setattr(Writer, "put", put)
    refuse_to_serve(index_dir, "notices twice, or others")


class FussyWriter(Writer):
    """Does not take entries that speak of this, after half of each is in."""

    refused = "三楼"
    is_fussy = True

    def put(self, entry: Entry) -> None:
        super().put(entry)
        if self.is_fussy and self.refused in entry.zones["body"]:
            raise ValueError("not in this index")


@pytest.mark.parametrize("moment", ["at first", "meanwhile"])
def test_it_builds_without_what_the_engine_does_not_take(
    moment: str, notices: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FussyWriter, "is_fussy", moment == "at first")
    monkeypatch.setattr("search.engines.whoosh.parts.Writer", FussyWriter)
    monkeypatch.setattr("search.engines.whoosh.building.Writer", FussyWriter)
    monkeypatch.setattr("search.engines.whoosh.store.Writer", FussyWriter)

    def change(done: int, of: int) -> None:
        if moment == "meanwhile" and not FussyWriter.is_fussy:
            monkeypatch.setattr(FussyWriter, "is_fussy", True)
            Notice.objects.update(title="改题")
            outbox.drain(1.0)

    current_backend().rebuild(1.0, change)
    unfit = SetAside.objects.order_by("pk")
    assert [row.notice_id for row in unfit] == [notice.pk for notice in notices[1::5]]
    assert {row.reason for row in unfit} == {"ValueError: not in this index"}
    assert find("“受理来信来访”").total == NOTICES - 5
    monkeypatch.undo()
    SetAside.objects.update(retry_at=timezone.now())
    outbox.drain(1.0)
    assert find("“受理来信来访”").total == NOTICES
    assert not compare()


def test_it_gives_a_build_up_that_takes_hardly_anything(
    notices: list[Notice], index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FussyWriter, "refused", "")
    monkeypatch.setattr("search.building._MOST_REFUSED", 5)
    monkeypatch.setattr("search.engines.whoosh.parts.Writer", FussyWriter)
    refuse_to_serve(index_dir, "5 notices in one commit cannot be put")


# ---- on the disk ----


def rebuild() -> None:
    outbox.rebuild(1.0)


def drain() -> None:
    outbox.drain(1.0)


def held_by(index: Path) -> dict[int, str]:
    """The fingerprints of its entries; IndexUnusableError where a file is not what was written."""
    try:
        return WhooshSearchBackend("default", PATH=str(index)).fingerprints()
    finally:
        Store.at(index).close()


@pytest.mark.parametrize("change", [drain, rebuild])
def test_it_leaves_a_sound_index_whenever_the_power_fails(
    change: Callable[[], None],
    notices: list[Notice],
    index_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The old one or the new one, all of it; the new one once the command is done."""
    seen: list[dict[int, str]] = []

    def look(left: Path) -> None:
        held = held_by(left)
        if not seen or held != seen[-1]:
            seen.append(held)

    notices[0].delete()
    Notice.objects.filter(pk=notices[1].pk).update(title="改题")
    make_notice("欧阳锋")
    before = held_by(index_dir)
    with Disk(index_dir).failing_at_any_moment(look, tmp_path / "left", monkeypatch):
        change()
    after = held_by(index_dir)
    assert before != after
    assert seen in ([before, after], [before, after, before, after])  # the rename was there, or not yet


# ---- once it serves ----


def fail_to_confirm(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the process is told to end."""

    def end(_stamp: str) -> None:
        raise SystemExit

    monkeypatch.setattr("search.stamps.confirm", end)


def fail_to_remove(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where somebody else owns the older build."""

    def refuse(_path: Path) -> None:
        raise PermissionError("not ours")

    monkeypatch.setattr("search.engines.whoosh.store.remove", refuse)


@pytest.mark.parametrize("fail", [fail_to_confirm, fail_to_remove])
def test_a_build_that_serves_outlives_what_fails_afterwards(
    fail: Callable[[pytest.MonkeyPatch], None], notices: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = current_backend().status().build
    with monkeypatch.context() as failing, suppress(SystemExit):
        fail(failing)
        outbox.rebuild(1.0)
    assert current_backend().status().build != before
    answer = find("“受理来信来访”")
    assert (answer.total, answer.is_degraded) == (NOTICES, False)
    outbox.rebuild(1.0)
    assert not compare()


# Whoosh leaves files open when it fails on them; Python closes them and says so.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_commit_whose_directory_goes_is_told(
    notices: list[Notice], index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_notice("黄药师")
    copy = index_dir.with_name("copy")
    shutil.copytree(index_dir, copy)
    read = outbox._next_rows

    def swap() -> dict[int, list[int]]:
        shutil.rmtree(index_dir)
        copy.rename(index_dir)
        return read()

    monkeypatch.setattr(outbox, "_next_rows", swap)
    with pytest.raises(IndexUnusableError):
        outbox.drain_batch(1.0)
    assert outbox.is_waiting()
    gc.collect()


def test_locks_are_no_programs(index_dir: Path) -> None:
    build_index()
    make_notice("欧阳锋")
    outbox.drain(1.0)
    modes = {lock.name: lock.stat().st_mode & 0o777 & ~0o644 for lock in index_dir.glob("*.lock")}
    assert modes == {"writer.lock": 0, "builder.lock": 0}
