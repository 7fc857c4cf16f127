"""An index that is whole, and holds as many notices as it should, and still is not this database's."""

import shutil
import threading
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.test import Client
from haystack.query import SearchQuerySet

from archive.models import Notice
from search import outbox
from search.engines import IndexUnusableError, current_backend
from search.engines.whoosh.store import Store
from search.finding import find
from search.models import Stamp
from search.rebuilding import RebuildProcess
from search.worker import Worker
from tests.search.conftest import Commit, build_index, make_notice

pytestmark = pytest.mark.django_db


def put_an_older_copy_back(commit: Commit, index: Path) -> None:
    with commit():
        notice = make_notice("欧阳锋")
    shutil.copytree(index, index.with_name("copy"))
    with commit():
        Notice.objects.filter(pk=notice.pk).update(title="洪七公")
    Store.at(index).close()
    shutil.rmtree(index)
    index.with_name("copy").rename(index)


def put_an_older_database_back(commit: Commit, index: Path) -> None:
    with commit():
        make_notice("欧阳锋")
    known = list(Stamp.objects.all())
    with commit():
        Notice.objects.update(title="黄药师")
    with commit():
        Notice.objects.update(title="洪七公")
    Stamp.objects.all().delete()
    Stamp.objects.bulk_create(known)


def take_the_index_of_another_archive(commit: Commit, index: Path) -> None:
    with transaction.atomic():
        make_notice("周伯通")
        build_index()
        transaction.set_rollback(True)
    make_notice("洪七公")


WAYS: dict[str, Callable[[Commit, Path], None]] = {
    "an older copy of the index": put_an_older_copy_back,
    "an older database": put_an_older_database_back,
    "another archive's index": take_the_index_of_another_archive,
}


@pytest.fixture(params=list(WAYS.values()), ids=list(WAYS))
def strange_index(request: pytest.FixtureRequest, commit: Commit, index_dir: Path) -> None:
    request.param(commit, index_dir)


@pytest.mark.usefixtures("strange_index")
def test_readers_are_answered_by_the_database(client: Client) -> None:
    answer = find("洪七公")
    assert (answer.total, answer.is_degraded) == (1, True)
    cache.clear()
    report = client.get("/search/health/", {"format": "json"}).json()
    assert "index" in {alarm["code"] for alarm in report["alarms"]}


@pytest.mark.usefixtures("strange_index")
def test_haystack_is_not_answered_from_it() -> None:
    with pytest.raises(IndexUnusableError):
        SearchQuerySet().filter(content="洪七公").count()


@pytest.mark.usefixtures("strange_index")
def test_nothing_is_written_into_it() -> None:
    make_notice("周伯通")
    with pytest.raises(IndexUnusableError):
        outbox.drain(1.0)
    assert outbox.is_waiting()


@pytest.mark.django_db(transaction=True)  # the worker lets go of connections between two rounds
@pytest.mark.usefixtures("strange_index")
def test_the_worker_has_it_built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[bool] = []
    monkeypatch.setattr(RebuildProcess, "start", lambda _self: started.append(True))
    worker = Worker(threading.Event())
    worker.round()
    assert started
    outbox.rebuild(1.0)
    worker.round()
    worker.round()  # the heart tells what the last round saw
    answer = find("洪七公")
    assert (answer.total, answer.is_degraded) == (1, False)


@pytest.mark.usefixtures("strange_index")
def test_check_index_mends_it() -> None:
    with pytest.raises(SystemExit):
        call_command("check_index", stdout=StringIO())
    call_command("check_index", "--repair", stdout=StringIO())
    answer = find("洪七公")
    assert (answer.total, answer.is_degraded) == (1, False)


def test_a_commit_that_its_process_did_not_live_to_confirm_is_known(
    commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with commit():
        make_notice("欧阳锋")
    with monkeypatch.context() as dying:
        dying.setattr("search.stamps.confirm", lambda _stamp: None)
        with commit():
            make_notice("洪七公")
    assert not find("洪七公").is_degraded
    with commit():
        make_notice("黄药师")
    assert find("黄药师").total == 1
    assert Stamp.objects.count() == 1


def test_a_commit_that_failed_leaves_the_index_known(commit: Commit) -> None:
    with commit():
        make_notice("欧阳锋")

    class BreakError(Exception):
        pass

    with pytest.raises(BreakError), current_backend().writing(1.0):
        raise BreakError
    assert not find("欧阳锋").is_degraded
    with commit():
        make_notice("洪七公")
    assert find("洪七公").total == 1


def test_a_database_saved_amid_a_batch_does_not_know_what_came_after(
    commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with commit():
        make_notice("欧阳锋")
    make_notice("洪七公")
    known: list[Stamp] = []
    read = outbox._next_rows

    def saved_just_before() -> dict[int, list[int]]:
        known.extend(Stamp.objects.all())
        make_notice("黄药师")
        return read()

    monkeypatch.setattr(outbox, "_next_rows", saved_just_before)
    outbox.drain_batch(1.0)
    Stamp.objects.all().delete()
    Stamp.objects.bulk_create(known)
    assert find("黄药师").is_degraded


def test_an_older_stamp_that_cannot_be_forgotten_stops_nothing(commit: Commit, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_rows: object) -> None:
        raise OperationalError("database is locked")

    with commit():
        make_notice("欧阳锋")
    with monkeypatch.context() as busy:
        busy.setattr(QuerySet, "delete", fail)
        outbox.rebuild(1.0)
    answer = find("欧阳锋")
    assert (answer.total, answer.is_degraded) == (1, False)
