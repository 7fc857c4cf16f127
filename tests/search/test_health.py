"""What /search/health/ and search_health say."""

import json
import threading
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from haystack.query import SearchQuerySet

from archive.models import Notice
from search import outbox
from search.engines import IndexUnusableError, current_backend
from search.finding import find
from search.models import Heartbeat, PendingChange, SetAside
from search.rebuilding import RebuildProcess
from search.worker import Worker
from tests.search.conftest import away, build_index, make_notice

pytestmark = pytest.mark.django_db
# The worker lets go of connections between two rounds, which ends a transaction around the test.
AT_WORK = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def look_anew() -> None:
    cache.clear()


@pytest.fixture
def worker() -> Heartbeat:
    return Heartbeat.objects.create(task=Heartbeat.Task.WORKER, seen_at=timezone.now())


def report(client: Client) -> dict[str, Any]:
    response = client.get("/search/health/", {"format": "json"})
    assert response.status_code == 200
    said: dict[str, Any] = response.json()
    return said


def test_it_says_that_all_is_well(client: Client, seeds: dict[str, Notice], worker: Heartbeat) -> None:
    said = report(client)
    assert said["alarms"] == []
    assert said["published"] == said["index"]["entries"] == 5
    assert said["recall"] == {"asked": 5, "found": 5}
    assert said["queued"] == 0
    page = client.get("/search/health/").content.decode()
    assert "一切正常" in page
    assert f"{said['index']['words']}个词，校验和{said['index']['dictionary']}" in page


def test_it_raises_alarms(client: Client, seeds: dict[str, Notice], index_dir: Path) -> None:
    PendingChange.objects.create(notice_id=1, queued_at=timezone.now() - timedelta(minutes=5))
    (index_dir / "manifest.json").write_text("{")
    raised = {alarm["code"]: alarm["message"] for alarm in report(client)["alarms"]}
    assert raised.keys() == {"index", "worker-absent", "queue"}
    assert "索引不能使用" in raised["index"]
    assert "索引不能使用" in client.get("/search/health/").content.decode()


def test_it_tells_the_ages_of_the_index_and_of_the_queue(
    client: Client, seeds: dict[str, Notice], worker: Heartbeat
) -> None:
    assert report(client)["queue_age_seconds"] is None
    PendingChange.objects.create(notice_id=1, queued_at=timezone.now() - timedelta(minutes=5))
    said = report(client)
    assert 300 <= said["queue_age_seconds"] < 330
    assert 0 <= said["index_age_seconds"] < 60
    page = client.get("/search/health/", headers={"accept-language": "en"}).content.decode().replace("\xa0", " ")
    assert "(5 minutes ago)" in page
    page = client.get("/search/health/").content.decode()
    assert "（5分钟之前）" in page


def test_it_tells_what_the_worker_complains_of(client: Client, worker: Heartbeat) -> None:
    build_index()
    worker.trouble, worker.detail = Heartbeat.Trouble.DISK, "no space left on device"
    worker.save()
    (alarm,) = report(client)["alarms"]
    assert (alarm["code"], alarm["trouble"]) == ("worker-in-trouble", "disk")
    assert alarm["message"] == "索引程序：磁盘出错（no space left on device）"
    cache.clear()
    english = client.get("/search/health/", {"format": "json"}, headers={"accept-language": "en"}).json()["alarms"]
    assert english == [alarm | {"message": "Index worker: the disk fails (no space left on device)"}]


@pytest.mark.django_db(transaction=True)
def test_it_answers_monitors_without_a_database(client: Client, worker: Heartbeat) -> None:
    build_index()
    out = StringIO()
    with away("search_pendingchange"):
        with pytest.raises(SystemExit):
            call_command("search_health", format="json", stdout=out)
        said = json.loads(out.getvalue())
        assert "search_pendingchange" in str(said["alarms"])
        assert (said["published"], said["queued"], said["set_aside"]) == (
            None,
            None,
            None,
        )  # and not that there is nothing
        assert "search_pendingchange" in str(report(client)["alarms"])
        page = client.get("/search/health/").content.decode()
        assert "search_pendingchange" in page
        assert page.count("不能读取") == 4


def test_a_rebuild_that_failed_beside_a_sound_index_is_told_for_a_while(client: Client, worker: Heartbeat) -> None:
    build_index()
    Heartbeat.objects.create(
        task=Heartbeat.Task.REBUILD, seen_at=timezone.now(), trouble="failed", detail="no space left on device"
    )
    assert "no space left on device" in str(report(client)["alarms"])
    cache.clear()
    Heartbeat.objects.filter(task=Heartbeat.Task.REBUILD).update(seen_at=timezone.now() - timedelta(minutes=11))
    assert report(client)["alarms"] == []


def test_search_asks_the_database_when_the_worker_hangs(worker: Heartbeat) -> None:
    build_index()
    make_notice("欧阳锋")
    assert find("欧阳锋").total == 0
    long_ago = timezone.now() - timedelta(minutes=1)
    PendingChange.objects.update(queued_at=long_ago)
    assert not find("欧阳锋").is_degraded  # it is at work
    Heartbeat.objects.update(seen_at=long_ago)
    answer = find("欧阳锋")
    assert (answer.total, answer.is_degraded) == (1, True)
    PendingChange.objects.all().delete()
    assert not find("欧阳锋").is_degraded  # nothing waits for it


def lose_all_entries() -> None:
    """As no command of ours does: the index is whole, and nothing is in it."""
    with current_backend().writing(1.0) as writer:
        for key in Notice.objects.values_list("pk", flat=True):
            writer.remove(key)


def test_an_index_that_is_emptied_on_purpose_answers_nothing(client: Client, seeds: dict[str, Notice]) -> None:
    call_command("clear_index", interactive=False, verbosity=0)
    answer = find("深交所")
    assert (answer.total, answer.is_degraded) == (1, True)
    with pytest.raises(IndexUnusableError, match="emptied"):
        SearchQuerySet().count()
    assert "index" in {alarm["code"] for alarm in report(client)["alarms"]}
    outbox.rebuild(1.0)
    answer = find("深交所")
    assert (answer.total, answer.is_degraded) == (1, False)


@AT_WORK
def test_an_index_that_is_emptied_on_purpose_is_built_at_the_next_look(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[bool] = []
    monkeypatch.setattr(RebuildProcess, "start", lambda *_: started.append(True))
    make_notice("欧阳锋")
    build_index()
    worker = Worker(threading.Event())
    worker.round()
    call_command("clear_index", interactive=False, verbosity=0)
    worker.round()
    assert started


@AT_WORK
def test_an_index_that_lost_its_entries_is_built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[bool] = []
    monkeypatch.setattr(RebuildProcess, "start", lambda _self: started.append(True))
    make_notice("欧阳锋")
    build_index()
    PendingChange.objects.all().delete()
    worker = Worker(threading.Event())
    worker.round()
    assert not started
    lose_all_entries()
    emptied = Worker(threading.Event())
    emptied.round()
    emptied.round()  # the heart tells what the last round saw
    assert started
    answer = find("欧阳锋")
    assert (answer.total, answer.is_degraded) == (1, True)
    outbox.rebuild(1.0)
    emptied.round()
    emptied.round()
    assert not find("欧阳锋").is_degraded


@AT_WORK
def test_an_emptied_index_is_seen_though_something_always_waits(
    client: Client, worker: Heartbeat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RebuildProcess, "start", lambda _self: None)
    for text in ("欧阳锋", "洪七公", "黄药师"):
        make_notice(text)
    build_index()
    PendingChange.objects.all().delete()
    make_notice("周伯通")
    lose_all_entries()
    assert "count" in {alarm["code"] for alarm in report(client)["alarms"]}
    watching = Worker(threading.Event())
    watching.round()
    watching.round()  # the heart tells what the last round saw
    assert find("欧阳锋").is_degraded


@AT_WORK
def test_an_emptied_index_is_seen_though_a_notice_is_set_aside(
    client: Client, worker: Heartbeat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RebuildProcess, "start", lambda _self: None)
    make_notice("欧阳锋")
    refused = make_notice("洪七公")
    build_index()
    PendingChange.objects.all().delete()
    later = timezone.now() + timedelta(hours=1)
    SetAside.objects.create(notice_id=refused.pk, reason="?", since=timezone.now(), retry_at=later)
    assert "count" in {alarm["code"] for alarm in report(client)["alarms"]}  # it is in the index, and should not be
    lose_all_entries()
    cache.clear()
    assert "count" in {alarm["code"] for alarm in report(client)["alarms"]}
    watching = Worker(threading.Event())
    watching.round()
    watching.round()
    assert find("欧阳锋").is_degraded


def test_it_says_what_one_build_holds_though_another_takes_its_place(
    monkeypatch: pytest.MonkeyPatch, seeds: dict[str, Notice]
) -> None:
    build_index()
    store = current_backend().store  # type: ignore[attr-defined]
    store.close()
    opened = type(store)._open

    def open_then_replace(self: Any, manifest: Any) -> Any:
        snapshot = opened(self, manifest)
        monkeypatch.setattr(type(store), "_open", opened)
        outbox.rebuild(1.0)
        return snapshot

    monkeypatch.setattr(type(store), "_open", open_then_replace)
    assert current_backend().status().entries == 5


@AT_WORK
def test_search_asks_the_database_when_somebody_keeps_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    build_index()
    make_notice("欧阳锋")
    monkeypatch.setattr("search.worker._BUSY_PATIENCE", -1.0)
    monkeypatch.setattr("search.worker._LOCK_WAIT", 0.05)
    worker = Worker(threading.Event())
    with current_backend().writing(1.0):
        worker.round()
        worker.round()
        assert find("欧阳锋").is_degraded
    worker.round()
    worker.round()
    answer = find("欧阳锋")
    assert (answer.total, answer.is_degraded) == (1, False)


def test_it_tells_people_in_lines(worker: Heartbeat) -> None:
    make_notice("欧阳锋")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("search_health", stdout=out)
    lines = dict(line.split(maxsplit=1) for line in out.getvalue().splitlines())
    assert lines["index"] == "-"
    assert lines["alarm"].startswith("index: ")
    assert "{" not in out.getvalue()


def test_it_ends_with_an_error_for_monitors(worker: Heartbeat) -> None:
    make_notice("欧阳锋")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("search_health", format="json", stdout=out)
    assert ended.value.code == 1
    assert json.loads(out.getvalue())["index"] is None
    build_index()
    cache.clear()
    call_command("search_health", format="json", stdout=StringIO())


def test_it_looks_for_a_fixed_number_of_pieces_only_now_and_then(
    client: Client, seeds: dict[str, Notice], django_assert_max_num_queries: object
) -> None:
    report(client)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        report(client)


def test_it_tells_of_the_worker_and_the_queue_at_once(
    client: Client, seeds: dict[str, Notice], worker: Heartbeat
) -> None:
    assert report(client)["alarms"] == []
    waiting = PendingChange.objects.create(notice_id=1, queued_at=timezone.now() - timedelta(minutes=5))
    assert [alarm["code"] for alarm in report(client)["alarms"]] == ["queue"]
    waiting.delete()
    worker.trouble = Heartbeat.Trouble.DISK
    worker.save()
    assert len(report(client)["alarms"]) == 1
    worker.trouble = ""
    worker.save()
    assert report(client)["alarms"] == []


def test_it_tells_at_once_that_the_index_breaks_and_is_mended(
    client: Client, seeds: dict[str, Notice], worker: Heartbeat, index_dir: Path
) -> None:
    assert report(client)["alarms"] == []
    manifest = index_dir / "manifest.json"
    sound = manifest.read_text()
    manifest.write_text("{")
    assert "索引不能使用" in str(report(client)["alarms"])
    manifest.write_text(sound)
    assert report(client)["alarms"] == []


def test_it_does_not_answer_from_an_index_that_cannot_be_kept_up_to_date(
    seeds: dict[str, Notice], worker: Heartbeat
) -> None:
    assert not find("深交所").is_degraded
    worker.trouble, worker.detail = Heartbeat.Trouble.DISK, "no space left on device"
    worker.save()
    assert find("深交所").is_degraded
    worker.seen_at -= timedelta(minutes=5)
    worker.save()
    assert not find("深交所").is_degraded, "of a worker that is gone, its complaint is too"
