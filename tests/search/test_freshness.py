"""What is saved, deleted or unpublished reaches the index after the commit; what is rolled back never does."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import DatabaseError, NotSupportedError, connection, transaction
from django.db.models import CharField, F, Max, Model, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.test import Client
from django.utils import timezone

from archive.ingest.identity import find_unit
from archive.keeping import recount_all
from archive.models import (
    Appearance,
    Authority,
    Contact,
    ContactKind,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    Mention,
    Notice,
    Person,
    Place,
    Role,
    Round,
    Status,
    TextVersion,
    UnitAlias,
)
from archive.parsing import ParsedUnit
from archive.signals import rows_changing
from search import outbox
from search.building import Built
from search.checking import compare
from search.document import Entry, build_entry, entries, published_notices
from search.engines import IndexBusyError, IndexUnusableError, current_backend
from search.engines.whoosh.store import Store
from search.finding import find
from search.models import PendingChange, SetAside
from tests.makers import make_round
from tests.search.conftest import Commit, away, build_index, make_mention, make_notice, make_place
from tests.search.processes.databases import database

ROOT = Path(__file__).parents[2]


def total(text: str) -> int:
    answer = find(text)
    assert not answer.is_degraded
    return answer.total


@transaction.atomic
def save_and_fail(text: str) -> None:
    make_notice(text)
    raise RuntimeError


@pytest.mark.django_db
def test_it_finds_what_was_saved_changed_and_deleted(commit: Commit) -> None:
    with commit():
        notice = make_notice("欧阳锋主持会议")
    assert total("欧阳锋") == 1
    with commit():
        TextVersion.objects.create(notice=notice, number=2, text="洪七公主持会议")
    assert (total("欧阳锋"), total("洪七公")) == (0, 1)
    with commit():
        notice.title = "周伯通"
        notice.save()
    assert total("周伯通") == 1
    with commit():
        notice.delete()
    assert total("周伯通") == total("洪七公") == 0
    assert not PendingChange.objects.exists()


@pytest.mark.django_db
def test_it_follows_publishing(commit: Commit) -> None:
    with commit():
        notice = make_notice("欧阳锋", status=Status.DRAFT)
    assert total("欧阳锋") == 0
    with commit():
        Notice.objects.filter(pk=notice.pk).update(status=Status.PUBLISHED)
    assert total("欧阳锋") == 1
    with commit():
        notice.refresh_from_db()
        notice.status = Status.DRAFT
        notice.save()
    assert total("欧阳锋") == 0


@pytest.mark.django_db
def test_it_follows_changes_in_bulk(commit: Commit) -> None:
    with commit():
        made = Notice.objects.bulk_create([Notice(title=f"欧阳锋{n}", status=Status.PUBLISHED) for n in range(5)])
    assert total("欧阳锋") == 5
    with commit():
        Notice.objects.filter(pk__in=[notice.pk for notice in made[:2]]).update(title="洪七公")
    assert (total("欧阳锋"), total("洪七公")) == (3, 2)
    with commit():
        Notice.objects.filter(title="洪七公").delete()
    assert (total("欧阳锋"), total("洪七公")) == (3, 0)
    for unfollowed in ((True,), (False, True)):  # conflicts that are ignored, or update what is there
        with pytest.raises(NotSupportedError):
            Notice.objects.bulk_create([Notice(title="周伯通", status=Status.PUBLISHED)], None, *unfollowed)
    assert not Notice.objects.filter(title="周伯通").exists()


def entry_of(notice: Notice) -> Entry:
    return next(entries(published_notices().filter(pk=notice.pk)))


def _in_bulk(row: Model, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    type(row)._default_manager.bulk_update([row], list(values))


_CHANGES_IN_BULK: dict[str, Callable[[Mention], object]] = {
    "units": lambda told: InspectedUnit.objects.update(name="市教育局"),
    "units saved together": lambda told: _in_bulk(InspectedUnit.objects.get(), name="市教育局"),
    "what is inspected": lambda told: Inspection.objects.update(
        unit=InspectedUnit.objects.create(name="市教育局", authority=Authority.objects.get(name="洛阳市委"))
    ),
    "new aliases": lambda told: UnitAlias.objects.bulk_create(
        [UnitAlias(unit=InspectedUnit.objects.get(), name="市教委")]
    ),
    "people": lambda told: Person.objects.update(name="欧阳克"),
    "groups": lambda told: InspectionGroup.objects.update(name="市委第九巡察组", ordinal=9),
    "authorities": lambda told: Authority.objects.filter(name="洛阳市委").update(name="开封市委"),
    "places": lambda told: Place.objects.update(city="开封市"),
    "rounds": lambda told: Round.objects.filter(authority__name="洛阳市委").update(number=7),
    "round of inspections": lambda told: Round.objects.get(authority__name="洛阳市委").inspections.clear(),
    "texts": lambda told: TextVersion.objects.update(text="周伯通主持会议"),
    "mentions": lambda told: Mention.objects.update(notice=make_notice("另一件")),
    "appearances": lambda told: Appearance.objects.update(role=Role.HOST),
    "new appearances": lambda told: Appearance.objects.bulk_create(
        [Appearance(notice=told.notice, person=Person.objects.get(), name="欧阳锋", role=Role.SPEAKER)]
    ),
    "contacts": lambda told: Contact.objects.update(value="0379-12345678"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("change", _CHANGES_IN_BULK.values(), ids=_CHANGES_IN_BULK.keys())
def test_it_follows_what_notices_share_or_consist_of_in_bulk(
    commit: Commit, change: Callable[[Mention], object]
) -> None:
    with commit():
        notice = make_notice("正文")
        told = make_mention(
            notice, group="市委第一巡察组", unit="市财政局", head="欧阳锋", authority="洛阳市委", ordinal=1
        )
        authority = Authority.objects.get(name="洛阳市委")
        authority.place = make_place("河南省", "洛阳市")
        authority.save()
        notice.places.add(authority.place)
        told.inspection.round = make_round(7, 2, authority)
        told.inspection.save()
        Contact.objects.create(notice=notice, mention=told, kind=ContactKind.PHONE, value="0379-87654321")
    before = entry_of(notice)
    assert not compare()
    with commit():
        change(told)
    assert entry_of(notice) != before
    assert not compare()


@pytest.mark.django_db
def test_it_follows_aliases_that_are_moved_to_another_unit_in_bulk(commit: Commit) -> None:
    with commit():
        first, second = make_notice("甲"), make_notice("乙")
        unit = make_mention(first, unit="市财政局").inspection.unit
        other = make_mention(second, unit="市教育局").inspection.unit
        assert unit is not None
        assert other is not None
        alias = UnitAlias.objects.create(unit=unit, name="钱袋子")
    assert [hit.notice.pk for hit in find("钱袋子").hits] == [first.pk]
    with commit():
        other.aliases.add(alias)
    assert [hit.notice.pk for hit in find("钱袋子").hits] == [second.pk]
    assert not compare()


@pytest.mark.django_db
def test_it_follows_notices_that_are_given_to_a_round(commit: Commit) -> None:
    with commit():
        notice = make_notice("欧阳锋")
        wave = make_round()
    with commit():
        wave.notices.set([notice])
    assert not compare()


@pytest.mark.django_db
def test_it_follows_what_notices_share(commit: Commit) -> None:
    with commit():
        notice = make_notice("正文")
        make_mention(notice, group="市委第一巡察组", unit="市财政局", head="欧阳锋", authority="洛阳市委")
    with commit():
        unit = InspectedUnit.objects.get()
        unit.name = "市教育局"
        unit.save()
        alias = UnitAlias.objects.create(unit=unit, name="市教委")
    assert (total("财政局"), total("教育局"), total("市教委")) == (0, 1, 1)
    with commit():
        alias.delete()
        place = make_place("河南省", "洛阳市")
        notice.places.add(place)
        authority = Authority.objects.get(name="洛阳市委")
        authority.name = "开封市委"
        authority.save()
        person = Person.objects.get()
        person.name = "欧阳克"
        person.save()
    assert (total("市教委"), total("河南省"), total("开封市委"), total("欧阳克")) == (0, 1, 1, 1)
    with commit():
        place.notices.clear()
    assert total("河南省") == 0


@pytest.mark.django_db
def test_it_follows_a_part_that_moves_to_another_notice(commit: Commit) -> None:
    with commit():
        first, second = make_notice("甲"), make_notice("乙")
        mention = make_mention(first, unit="市财政局")
    with commit():
        mention.notice = second
        mention.save()
    assert [hit.notice.pk for hit in find("财政局").hits] == [second.pk]


@pytest.mark.django_db(transaction=True)
def test_it_never_indexes_what_is_rolled_back() -> None:
    build_index()
    with pytest.raises(RuntimeError):
        save_and_fail("欧阳锋")
    with transaction.atomic():
        make_notice("洪七公")
        with pytest.raises(RuntimeError):
            save_and_fail("黄药师")
    outbox.drain(1.0)
    assert (total("欧阳锋"), total("洪七公"), total("黄药师")) == (0, 1, 0)
    assert not PendingChange.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_finds_what_is_saved_outside_a_transaction() -> None:
    build_index()
    notice = make_notice("欧阳锋")
    outbox.drain(1.0)
    assert total("欧阳锋") == 1
    notice.delete()
    outbox.drain(1.0)
    assert total("欧阳锋") == 0


@pytest.mark.django_db(transaction=True)
def test_it_leaves_the_index_alone_while_somebody_saves() -> None:
    build_index()
    with current_backend().writing(1.0):  # held by another: nobody who saves waits for it
        make_notice("欧阳锋")
    assert total("欧阳锋") == 0
    assert {row.notice_id for row in PendingChange.objects.all()} == {Notice.objects.get().pk}
    outbox.drain(1.0)
    assert total("欧阳锋") == 1


@pytest.mark.django_db
def test_it_sets_aside_what_cannot_be_indexed_and_goes_on(commit: Commit, monkeypatch: pytest.MonkeyPatch) -> None:
    def fussy(notice: Notice) -> Entry:
        if notice.title == "毒":
            raise ValueError("no entry can be made of this")
        return build_entry(notice)

    build_index()
    monkeypatch.setattr("search.document.build_entry", fussy)
    with commit():
        poisoned = make_notice("欧阳锋", title="毒")
        make_notice("洪七公")
    assert (total("欧阳锋"), total("洪七公")) == (0, 1)
    assert "no entry can be made of this" in SetAside.objects.get(pk=poisoned.pk).reason
    assert outbox.rebuild(1.0) == 1
    monkeypatch.undo()
    with commit():
        poisoned.save()
    assert total("欧阳锋") == 1
    assert not SetAside.objects.exists()
    monkeypatch.setattr("search.document.build_entry", fussy)
    with commit():
        TextVersion.objects.create(notice=poisoned, number=2, text="黄药师")
    assert (total("欧阳锋"), total("黄药师")) == (0, 0)  # not by what it said before
    monkeypatch.undo()
    outbox.rebuild(1.0)
    outbox.drain(1.0)
    assert total("黄药师") == 1
    assert not SetAside.objects.exists()  # at once, and not when its next time would have come


@pytest.mark.django_db(transaction=True)
def test_it_sets_nothing_aside_where_the_database_has_other_tables_than_the_code(commit: Commit) -> None:
    """New code before `migrate`: else each notice would be given up, and a rebuild would serve an empty index."""
    with commit():
        make_notice("欧阳锋")
    with away("archive_contact", "value"):
        Notice.objects.update(title="改题")
        for bring in (outbox.drain, outbox.rebuild):
            with pytest.raises(DatabaseError, match="value"):
                bring(1.0)
    assert PendingChange.objects.exists()
    assert not SetAside.objects.exists()
    assert len(current_backend().fingerprints()) == 1


@pytest.mark.django_db
def test_it_looks_at_an_index_whose_locks_cannot_be_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be read-only and sound all the same, and is not built anew for that."""
    build_index()

    def refuse(_store: Store, name: str, _wait: float) -> None:
        raise IndexUnusableError(f"{name}: Permission denied")

    monkeypatch.setattr(Store, "lock", refuse)
    current_backend().scrub()


@pytest.mark.django_db
def test_it_follows_rows_that_are_written_over_by_others(commit: Commit, tmp_path: Path) -> None:
    """As loaddata writes them: new instances with the keys of stored rows."""
    with commit():
        first, second = make_notice("甲"), make_notice("乙")
        mention = make_mention(first, unit="市财政局")
        make_mention(second, unit="市教育局")
        units = {unit.name: unit for unit in InspectedUnit.objects.all()}
        alias = UnitAlias.objects.create(unit=units["市财政局"], name="钱袋子")
    said = json.loads(serializers.serialize("json", [alias]))
    said[0]["fields"]["unit"] = units["市教育局"].pk
    (tmp_path / "said.json").write_text(json.dumps(said))
    with commit():
        call_command("loaddata", str(tmp_path / "said.json"), verbosity=0)
    assert [hit.notice.pk for hit in find("钱袋子").hits] == [second.pk]
    with commit():
        Mention(pk=mention.pk, notice=make_notice("丙"), inspection=mention.inspection).save()
    assert not compare()
    assert recount_all() == 0


@pytest.mark.django_db
def test_a_search_says_that_changes_wait(commit: Commit, client: Client) -> None:
    """The worker is at work, and has much to do."""
    build_index()
    make_notice("欧阳锋")
    assert "还在编入索引" not in client.get("/search/", {"q": "欧阳锋"}).content.decode()
    PendingChange.objects.update(queued_at=timezone.now() - timedelta(seconds=10))
    assert find("欧阳锋").is_late
    assert "还在编入索引" in client.get("/search/", {"q": "欧阳锋"}).content.decode()
    with commit():
        pass
    assert (find("欧阳锋").total, find("欧阳锋").is_late) == (1, False)


@pytest.mark.django_db
def test_an_update_depends_on_nothing_that_it_changes_itself() -> None:
    """As one statement: conditions are those of before it, however many rows there are."""
    Notice.objects.bulk_create([Notice(title=f"第{number}件", rounds_done=number) for number in range(600)])
    most = Notice.objects.order_by().values("status").annotate(most=Max("rounds_done")).values("most")
    assert Notice.objects.filter(rounds_done__lte=Subquery(most)).update(rounds_done=0) == 600
    assert not Notice.objects.exclude(rounds_done=0).exists()


@pytest.mark.django_db
def test_an_update_changes_no_row_that_is_not_followed() -> None:
    """As under PostgreSQL: between the reading of its rows and the update one leaves them and another comes to them."""
    first, _stays, enters = (make_notice(f"第{number}件", year=year) for number, year in enumerate((2015, 2015, 2016)))
    exchanged = iter([True])

    def exchange(**_signal: Any) -> None:
        if next(exchanged, False):
            years = {first.pk: 2016, enters.pk: 2015}
            for pk, year in years.items():
                QuerySet(Notice).filter(pk=pk).update(year=year)

    rows_changing.connect(exchange, sender=Notice)
    try:
        PendingChange.objects.all().delete()
        ordered = Notice.objects.annotate(next=F("year") + 1).filter(year=2015).order_by("next", "-pk")
        count = ordered.update(title=Concat(Value("改"), Cast("next", CharField())))
    finally:
        rows_changing.disconnect(exchange, sender=Notice)
    changed = set(Notice.objects.filter(title="改2016").values_list("pk", flat=True))
    assert count == len(changed)
    assert changed == set(PendingChange.objects.values_list("notice_id", flat=True))


def turn_into_directory(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


@pytest.mark.django_db
def test_it_makes_way_where_directories_bear_the_names_of_its_locks(commit: Commit, index_dir: Path) -> None:
    build_index()
    (build,) = (path for path in index_dir.iterdir() if path.is_dir())
    turn_into_directory(build / "MAIN_WRITELOCK")
    turn_into_directory(index_dir / "writer.lock")
    with commit():
        make_notice("欧阳锋")
    assert total("欧阳锋") == 1
    turn_into_directory(index_dir / "builder.lock")
    turn_into_directory(index_dir / "manifest.json")
    build_index()
    assert total("欧阳锋") == 1


@pytest.mark.django_db
def test_it_removes_nothing_of_others_that_lies_in_the_way(index_dir: Path) -> None:
    build_index()
    theirs = index_dir / "writer.lock" / "theirs"
    turn_into_directory(theirs.parent)
    theirs.touch()
    with pytest.raises(IndexUnusableError, match=r"writer\.lock"):
        outbox.rebuild(1.0)
    assert theirs.exists()


@pytest.mark.django_db
def test_it_says_so_where_the_index_is_a_link_that_leads_nowhere(index_dir: Path, tmp_path: Path) -> None:
    """Its disk may be away: what would be made in its place would be forgotten once it is back."""
    build_index()
    shutil.move(index_dir, tmp_path / "away")
    index_dir.symlink_to(tmp_path / "disk")
    with pytest.raises(IndexUnusableError, match="nothing is there"):
        outbox.rebuild(1.0)
    shutil.move(tmp_path / "away", tmp_path / "disk")
    assert total("欧阳锋") == 0
    index_dir.unlink()


@pytest.mark.django_db
def test_it_gives_up_waiting_for_the_lock() -> None:
    build_index()
    with current_backend().writing(1.0), pytest.raises(IndexBusyError), current_backend().writing(0.1):
        pass


@pytest.mark.django_db
def test_it_keeps_a_change_that_was_queued_again_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    build_index()
    outbox.queue([7])

    def build(keys: object) -> Built:
        outbox.queue([7])  # saved again just now
        return Built()

    monkeypatch.setattr("search.outbox.build", build)
    outbox.drain_batch(1.0)
    assert PendingChange.objects.filter(notice_id=7).count() == 1


@pytest.mark.django_db
def test_it_takes_along_what_changes_while_the_index_is_rebuilt(monkeypatch: pytest.MonkeyPatch) -> None:
    early, late, gone = make_notice("欧阳锋"), make_notice("周伯通"), make_notice("裘千仞")
    build_index()

    def change(done: int, of: int) -> None:
        if not Notice.objects.filter(title="改").exists():
            Notice.objects.filter(pk=late.pk).update(title="改")
            gone.delete()
            make_notice("洪七公")
            outbox.drain(1.0)  # into the index that is still in service
            assert total("洪七公") == 1

    current_backend().rebuild(1.0, change)
    assert [total(text) for text in ("欧阳锋", "洪七公", "裘千仞", "改")] == [1, 1, 0, 1]
    assert not compare()
    assert early.pk


@pytest.mark.django_db
def test_it_keeps_the_index_in_service_when_a_rebuild_fails(index_dir: Path) -> None:
    make_notice("欧阳锋")
    build_index()
    before = sorted(path.name for path in index_dir.iterdir())

    def fail(done: int, total: int) -> None:
        raise OSError("no space left on device")

    with pytest.raises(IndexUnusableError):
        current_backend().rebuild(1.0, fail)
    assert total("欧阳锋") == 1
    assert sorted(path.name for path in index_dir.iterdir()) == before


@pytest.mark.django_db
def test_it_sweeps_up_after_builds_and_commits_that_died(index_dir: Path, tmp_path: Path) -> None:
    make_notice("欧阳锋")
    build_index()
    (build,) = (path for path in index_dir.iterdir() if path.is_dir())
    died = index_dir / ("0123" * 8)
    died.mkdir()
    (died / "touched").write_text("")
    (index_dir / "lost+found").mkdir()  # nobody's but the disk's
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("")
    (build / "link").symlink_to(elsewhere)
    left = [build / name for name in ("MAIN_dead.seg", "_MAIN_99.toc", "_MAIN_99.toc.1795782644.4503589")]
    for path in left:
        path.write_bytes(b"half of what it should be")
    make_notice("洪七公")
    outbox.drain(1.0)
    assert total("洪七公") == 1
    assert not any(path.exists() for path in left)
    build_index()
    assert len([path for path in index_dir.iterdir() if path.is_dir() and path.name != "lost+found"]) == 1
    assert (index_dir / "lost+found").exists()
    assert not (build / "link").is_symlink()
    assert (elsewhere / "precious").exists()
    assert total("洪七公") == 1


@pytest.mark.django_db
def test_it_releases_the_lock_after_a_failure() -> None:
    build_index()
    with pytest.raises(RuntimeError), current_backend().writing(1.0):
        raise RuntimeError
    with current_backend().writing(0.1):
        pass


_SAVER = """
import os, sys, django
django.setup()
from archive.models import Notice, Status
for number in range(12):
    notice = Notice.objects.create(title=f"欧阳锋{sys.argv[1]}之{number}", status=Status.PUBLISHED)
    if number % 3 == 0:
        notice.delete()
"""


def test_it_agrees_after_two_processes_saved_at_once(tmp_path: Path) -> None:
    """Real processes over a database and an index of their own."""
    ours = {"XUNLAN_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "config.settings"}
    manage = [sys.executable, str(ROOT / "manage.py")]
    with database() as address:
        environment = {**os.environ, **ours, "DATABASE_URL": address}
        subprocess.run([*manage, "migrate", "-v0"], env=environment, cwd=ROOT, check=True)
        savers = [
            subprocess.Popen([sys.executable, "-c", _SAVER, name], env=environment, cwd=ROOT) for name in ("甲", "乙")
        ]
        assert [saver.wait(60) for saver in savers] == [0, 0]
        # What a save had to leave behind for want of the lock is in the outbox, never lost.
        mend = [*manage, "check_index", "--repair"]
        subprocess.run(mend, env=environment, cwd=ROOT, check=True, capture_output=True)
        checked = subprocess.run(mend[:-1], env=environment, cwd=ROOT, capture_output=True, text=True)
    assert (checked.returncode, checked.stdout.strip()) == (0, "16 published notices: 0 missing, 0 stale, 0 ghost.")


@pytest.mark.django_db
def test_it_asks_the_database_as_often_for_ten_as_for_one() -> None:
    def queries(text: str) -> int:
        before = len(connection.queries_log)
        for hit in find(text).hits:
            assert hit.title
            assert hit.passages
            assert hit.line.group
            assert hit.line.unit
        return len(connection.queries_log) - before

    first = make_notice("欧阳锋", title="甲")
    make_mention(first, group="第一巡察组", unit="单位", head="欧阳锋")
    for number in range(12):
        make_mention(make_notice(f"洪七公{number}", title="乙"), group=f"第{number}巡察组", unit=f"单位{number}")
    build_index()
    connection.force_debug_cursor = True
    try:
        assert queries("欧阳锋") == queries("洪七公")
    finally:
        connection.force_debug_cursor = False


@pytest.mark.django_db
def test_it_follows_what_another_notice_teaches_of_a_unit(commit: Commit) -> None:
    with commit():
        notice = make_notice("正文")
        make_mention(notice, group="中央第七巡视组", unit="通用技术集团")
    with commit():
        parsed = ParsedUnit("中国通用技术集团公司", ("通用技术集团", "通用集团"), stated=("通用集团",))
        find_unit(Notice.objects.create(), Authority.objects.get(level="central"), parsed)
    assert [hit.notice.pk for hit in find("中国通用技术集团公司").hits] == [notice.pk]
    assert [hit.notice.pk for hit in find("通用集团").hits] == [notice.pk]
