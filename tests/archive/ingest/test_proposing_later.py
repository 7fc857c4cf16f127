"""An editor's save does not wait for the comparing of cases; the worker does it, or a command."""

import threading

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client
from django.urls import reverse

from archive.ingest import proposing_later
from archive.ingest.proposing import propose_joins
from archive.ingest.proposing_later import propose_later, propose_left
from archive.models import JoinProposal, LeftToCompare, Notice
from search.models import Heartbeat
from search.rebuilding import RebuildProcess
from search.worker import Worker
from tests.archive.test_admin import filled_form
from tests.makers import read_notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_rebuild(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker finds no index here; building one is not what this is about."""
    monkeypatch.setattr(RebuildProcess, "start", lambda _self: None)


@pytest.fixture
def edited(editor: Client) -> Notice:
    """A notice whose case, since an editor took its term away, may be that of another."""
    read_notice()
    notice = read_notice(round=8, kind="feedback")
    assert not JoinProposal.objects.exists()
    address = reverse("admin:archive_notice_change", args=[notice.pk])
    nothing_of_a_round = {"term": "", "round_number": "", "round_year": ""}
    assert editor.post(address, filled_form(editor, address) | nothing_of_a_round).status_code == 302
    assert not JoinProposal.objects.exists(), "nobody waited for it"
    return notice


def test_it_compares_what_was_saved(edited: Notice) -> None:
    assert propose_left() == 1
    assert [proposal.reason for proposal in JoinProposal.objects.all()] == [
        "同为市委第三巡察组对市教育局的巡察；一方未写明轮次。"
    ]
    assert propose_left() == 0


def test_the_worker_does_it(edited: Notice) -> None:
    Worker(threading.Event()).round()
    assert JoinProposal.objects.count() == 1


def test_a_command_does_it(edited: Notice, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rebuild_index", verbosity=0)
    call_command("drain_index")
    assert JoinProposal.objects.count() == 1
    assert "1 notice compared with others." in capsys.readouterr().out


def test_looking_through_all_leaves_nothing(edited: Notice) -> None:
    call_command("propose_joins")
    assert JoinProposal.objects.count() == 1
    assert propose_left() == 0


def test_some_at_a_time_and_each_once(edited: Notice) -> None:
    others = [read_notice(units=[name]) for name in ("市财政局", "市卫健委")]
    for notice in [*others, *others]:
        propose_later(notice)
    assert [propose_left(2), propose_left(2), propose_left(2)] == [2, 1, 0]


def test_a_notice_that_went_meanwhile_is_no_trouble(edited: Notice) -> None:
    edited.delete()
    assert propose_left() == 1
    assert not LeftToCompare.objects.exists()


def test_one_that_cannot_be_compared_keeps_no_other_from_it(
    edited: Notice, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = read_notice(units=["市财政局"])
    propose_later(broken)

    def fail_at_one(notice: Notice) -> None:
        if notice == broken:
            raise ValueError("no such thing")
        propose_joins(notice)

    monkeypatch.setattr(proposing_later, "propose_joins", fail_at_one)
    propose_left()
    assert JoinProposal.objects.count() == 1
    assert f"notice {broken.pk} cannot be compared" in caplog.text
    assert not LeftToCompare.objects.exists()


@pytest.mark.parametrize("error", [IntegrityError, OperationalError])
def test_what_the_database_refuses_stays_noted_and_is_no_trouble_of_the_index(
    edited: Notice, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: type[Exception]
) -> None:
    def refuse(_notice: Notice) -> None:
        raise error("away")

    with monkeypatch.context() as failing:
        failing.setattr(proposing_later, "propose_joins", refuse)
        Worker(threading.Event()).round()
    assert "later" in caplog.text
    assert Heartbeat.objects.get(task=Heartbeat.Task.WORKER).trouble != Heartbeat.Trouble.DATABASE
    assert not JoinProposal.objects.exists()
    assert propose_left() == 1
    assert JoinProposal.objects.count() == 1


def test_a_save_that_was_rolled_back_leaves_nothing(edited: Notice) -> None:
    propose_left()
    with transaction.atomic():
        propose_later(edited)
        transaction.set_rollback(True)
    assert propose_left() == 0
