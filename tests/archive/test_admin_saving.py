"""What a save in the admin does to the database, and when."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.inlines import MentionFormSet, NoticeRowFormSet
from archive.admin.notices import NoticeAdmin
from archive.models import Appearance, Correction, Notice, YearBasis
from search.models import PendingChange
from tests.archive.test_admin import filled_form
from tests.makers import make_exchange_notice, make_group, make_mention, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice() -> Notice:
    return make_exchange_notice(title="动员会")


def address(notice: Notice) -> str:
    return reverse("admin:archive_notice_change", args=[notice.pk])


def save(editor: Client, notice: Notice, **changes: Any) -> Any:
    return editor.post(address(notice), filled_form(editor, address(notice)) | changes)


@pytest.mark.django_db(transaction=True)
def test_it_begins_its_transaction_when_all_is_checked(
    editor: Client, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def watch(owner: type, name: str) -> None:
        original = getattr(owner, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            seen.append((name, connection.in_atomic_block))
            return original(*args, **kwargs)

        monkeypatch.setattr(owner, name, watched)

    watch(MentionFormSet, "clean")
    watch(NoticeRowFormSet, "clean")
    watch(NoticeAdmin, "log_change")
    assert save(editor, notice, title="另一题名").status_code == 302
    assert seen == [("clean", False)] * 3 + [("log_change", True)]


def test_a_save_that_fails_half_way_leaves_nothing(
    editor: Client, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any) -> None:
        raise KeyError

    monkeypatch.setattr(NoticeAdmin, "log_change", fail)
    form = filled_form(editor, address(notice)) | {"title": "另一题名"}
    waiting = PendingChange.objects.count()
    with pytest.raises(KeyError):
        editor.post(address(notice), form)
    assert Notice.objects.get().title == notice.title
    assert not Correction.objects.exists()
    assert PendingChange.objects.count() == waiting


def test_what_somebody_else_saved_meanwhile_is_looked_at_again(
    editor: Client, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the check and the transaction another editor takes away the person whom this one corrects."""
    people = iter([Appearance.objects.get(name="董涵英")])
    save_model = NoticeAdmin.save_model

    def save_model_after_another(self: NoticeAdmin, *args: Any) -> None:
        for person in people:
            person.delete()
            notice.save()
        save_model(self, *args)

    monkeypatch.setattr(NoticeAdmin, "save_model", save_model_after_another)
    form = filled_form(editor, address(notice))
    row = next(name.removesuffix("-name") for name, value in form.items() if value == "董涵英")
    page = editor.post(address(notice), form | {f"{row}-name": "董涵"})
    assert page.status_code == 200
    assert not Appearance.objects.filter(name__startswith="董涵").exists()


def test_what_was_changed_in_bulk_meanwhile_is_looked_at_again(
    editor: Client, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the check and the transaction a field that is not in the form is changed without save()."""
    bases = iter([YearBasis.EDITOR])
    save_model = NoticeAdmin.save_model

    def save_model_after_another(self: NoticeAdmin, *args: Any) -> None:
        for basis in bases:
            Notice.objects.update(year_basis=basis)
        save_model(self, *args)

    monkeypatch.setattr(NoticeAdmin, "save_model", save_model_after_another)
    assert save(editor, notice, title="另一题名").status_code == 302
    notice.refresh_from_db()
    assert (notice.title, notice.year_basis) == ("另一题名", YearBasis.EDITOR)


def test_it_costs_the_same_however_many_rows_the_notice_has(editor: Client, notice: Notice) -> None:
    def cost(**changes: Any) -> int:
        form = filled_form(editor, address(notice)) | changes
        with CaptureQueriesContext(connection) as asked:
            assert editor.post(address(notice), form).status_code == 302
        return len(asked)

    cost(title="题名", year="2016")  # the corrections are there from now on
    few = cost(title="题名一"), cost(year="2017")
    for number in range(6):
        make_mention(
            notice, make_group(), make_unit(f"单位{number}"), heads=[f"组长{number}"], phones=[f"881063{number}"]
        )
    cost(year="2018")
    assert (cost(title="题名二"), cost(year="2019")) == few


def test_rows_that_stay_as_they_are_still_count_against_repeats(editor: Client, notice: Notice) -> None:
    form = filled_form(editor, address(notice))
    row = next(name.removesuffix("-name") for name, value in form.items() if value == "董涵英")
    page = editor.post(address(notice), form | {f"{row}-name": "刘卒", f"{row}-role": "head"})
    assert page.status_code == 200
    assert "同样的一行已在上面填过。" in page.content.decode()
