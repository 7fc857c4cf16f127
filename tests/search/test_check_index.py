"""check_index: what differs is named, and mended on request. A damaged index never breaks a search."""

import gc
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import StringIO
from itertools import product
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from archive.models import Notice
from search.document import build_entry
from search.engines import IndexUnusableError, current_backend
from search.engines.whoosh import store
from search.engines.whoosh.manifest import read_manifest, sealed
from search.engines.whoosh.schema import LITERALS, index_version
from search.finding import find
from tests.search.conftest import Commit, build_index, make_notice

# Whoosh leaves files open when it fails on them; Python closes them and says so.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(autouse=True)
def collect_left_over_files() -> Iterator[None]:
    yield
    gc.collect()


def check(*options: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check_index", *options, stdout=out)
    except SystemExit as exit_:
        return int(str(exit_.code)), out.getvalue()
    return 0, out.getvalue()


def test_it_names_and_mends_what_differs(commit: Commit) -> None:
    stale, ghost = make_notice("欧阳锋"), make_notice("洪七公")
    build_index()
    missing = make_notice("黄药师")
    with connection.cursor() as cursor:  # behind the signals' back
        cursor.execute("UPDATE archive_notice SET title = '周伯通' WHERE id = %s", [stale.pk])
        cursor.execute("UPDATE archive_notice SET status = 'draft' WHERE id = %s", [ghost.pk])
    code, report = check()
    assert code == 1
    assert report.splitlines() == [
        f"missing: {missing.pk}",
        f"stale: {stale.pk}",
        f"ghost: {ghost.pk}",
        "2 published notices: 1 missing, 1 stale, 1 ghost.",
        "Changes wait to be indexed: run drain_index, or let the worker, and check again.",
    ]
    assert check("--repair")[0] == 0
    assert check() == (0, "2 published notices: 0 missing, 0 stale, 0 ghost.\n")
    assert find("周伯通").total == find("黄药师").total == 1


def delete(path: Path) -> None:
    shutil.rmtree(path)


def truncate(path: Path) -> None:
    for file in path.glob("*/*.seg"):
        file.write_bytes(file.read_bytes()[:100])


def zero(path: Path) -> None:
    for file in path.glob("*/*.toc"):
        file.write_bytes(bytes(file.stat().st_size))


def zero_segments(path: Path) -> None:
    for file in path.glob("*/*.seg"):
        file.write_bytes(bytes(file.stat().st_size))


def zero_postings(path: Path) -> None:
    for file in path.glob("*/*.seg"):
        content = file.read_bytes()
        third = len(content) // 3
        file.write_bytes(content[:third] + bytes(third) + content[2 * third :])


def spoil_the_manifest(path: Path) -> None:
    (path / "manifest.json").write_text("{")


def spoil_the_words(path: Path) -> None:
    for file in path.glob("*/words.json"):
        file.write_text("[]")


def empty_a_build(path: Path) -> None:
    for file in path.glob("*/*"):
        file.unlink()


def replace_by_a_file(path: Path) -> None:
    delete(path)
    path.write_text("")


DAMAGES: list[Callable[[Path], None]] = [
    delete,
    truncate,
    zero,
    zero_segments,
    zero_postings,
    spoil_the_manifest,
    spoil_the_words,
    empty_a_build,
    replace_by_a_file,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_it_answers_from_the_database_until_repaired(
    seeds: dict[str, Notice], index_dir: Path, damage: Callable[[Path], None]
) -> None:
    assert not find("深交所").is_degraded
    damage(index_dir)
    answer = find("深交所")
    assert answer.is_degraded
    assert [hit.notice.pk for hit in answer.hits] == [seeds["000"].pk]
    assert check()[0] == 1
    assert check("--repair")[0] == 0
    assert check()[0] == 0
    assert not find("深交所").is_degraded


def test_it_notices_a_single_flipped_bit(seeds: dict[str, Notice], index_dir: Path) -> None:
    segment = next(index_dir.glob("*/*.seg"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 1
    segment.write_bytes(content)
    assert find("深交所").is_degraded
    assert check()[0] == 1
    assert check("--repair")[0] == 0
    assert check()[0] == 0


def test_it_does_not_take_a_fault_of_ours_for_damage(seeds: dict[str, Notice]) -> None:
    with pytest.raises(KeyError), current_backend().store.reading():  # type: ignore[attr-defined]
        raise KeyError("a fault of ours")
    assert not find("深交所").is_degraded


def test_it_knows_damage_that_comes_amid_a_search(seeds: dict[str, Notice], index_dir: Path) -> None:
    def search() -> None:
        with current_backend().store.reading() as snapshot:  # type: ignore[attr-defined]
            truncate(index_dir)
            snapshot.places(LITERALS, "巡视")

    with pytest.raises(IndexUnusableError):
        search()
    assert find("深交所").is_degraded


def test_it_saves_though_the_index_is_damaged(index_dir: Path, commit: Commit) -> None:
    build_index()
    zero(index_dir)
    with commit():
        make_notice("欧阳锋")
    assert find("欧阳锋").total == 1
    assert check("--repair")[0] == 0
    assert (find("欧阳锋").total, find("欧阳锋").is_degraded) == (1, False)


def test_it_rebuilds_an_index_made_by_other_rules(
    index_dir: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_notice("欧阳锋")
    build_index()
    manifest = index_dir / "manifest.json"
    manifest.write_text(json.dumps(sealed({**json.loads(manifest.read_text()), "version": "rules of long ago"})))
    assert find("欧阳锋").is_degraded
    with commit():
        make_notice("洪七公")
    assert (find("欧阳锋").total, find("洪七公").is_degraded) == (1, False)


def test_it_takes_a_manifest_for_what_was_written_or_for_broken(index_dir: Path, seeds: dict[str, Notice]) -> None:
    """Whichever of its bits is flipped: it is what guards all other files."""
    written = read_manifest(index_dir, index_version())
    content = (index_dir / "manifest.json").read_bytes()
    for place, bit in product(range(len(content)), range(8)):
        flipped = bytearray(content)
        flipped[place] ^= 1 << bit
        (index_dir / "manifest.json").write_bytes(flipped)
        with suppress(IndexUnusableError):
            assert read_manifest(index_dir, index_version()) == written, (place, bit)
    (index_dir / "manifest.json").write_text("[" * 200_000)
    with pytest.raises(IndexUnusableError):
        read_manifest(index_dir, index_version())


def test_it_fills_an_index_that_was_cleared(seeds: dict[str, Notice]) -> None:
    call_command("clear_index", interactive=False, verbosity=0)
    assert check()[0] == 1
    assert check("--repair")[0] == 0
    assert find("深交所").total == 1


def test_it_opens_its_own_files_after_a_fork(seeds: dict[str, Notice]) -> None:
    assert find("深交所").total == 1
    before = current_backend().store  # type: ignore[attr-defined]
    store.Store.forget_open_files()
    assert current_backend().store is not before  # type: ignore[attr-defined]
    assert find("深交所").total == 1


def test_it_reads_the_same_entry_twice_the_same(seeds: dict[str, Notice]) -> None:
    for notice in Notice.objects.all():
        again = Notice.objects.get(pk=notice.pk)
        assert build_entry(notice).fingerprint == build_entry(again).fingerprint
