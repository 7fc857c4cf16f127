"""What a save in the admin does to the database, and when."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin import ModelAdmin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.authorities import (
    AuthorityAdmin,
    InspectedUnitAdmin,
    InspectionGroupAdmin,
    PersonAdmin,
    PlaceAdmin,
    RoundAdmin,
)
from archive.admin.inlines import MentionFormSet, NoticeRowFormSet
from archive.admin.notices import NoticeAdmin
from archive.models import Appearance, Contact, Correction, InspectedUnit, Mention, Notice, Person, YearBasis
from search.admin import ShortFormAdmin
from search.models import PendingChange, ShortForm
from tests.archive.test_admin import filled_form, row
from tests.makers import (
    make_authority,
    make_exchange_notice,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_round,
    make_unit,
)

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


def before_saving(monkeypatch: pytest.MonkeyPatch, admin: type[ModelAdmin], act: Callable[[], object]) -> None:
    """Somebody else acts once between the check and the transaction."""
    acts = iter([act])
    save_model = admin.save_model

    def save_model_after_another(self: ModelAdmin, *args: Any) -> None:
        for other in acts:
            other()
        save_model(self, *args)

    monkeypatch.setattr(admin, "save_model", save_model_after_another)


def test_a_row_saved_alone_meanwhile_is_looked_at_again(
    editor: Client, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That does not move when the notice itself was changed."""
    mention = notice.mentions.get()
    before_saving(monkeypatch, NoticeAdmin, lambda: Mention.objects.filter(pk=mention.pk).update(position=5))
    passes: list[bool] = []
    clean = MentionFormSet.clean

    def counted(self: MentionFormSet) -> None:
        passes.append(True)
        clean(self)

    monkeypatch.setattr(MentionFormSet, "clean", counted)
    assert save(editor, notice, title="另一题名").status_code == 302
    assert len(passes) == 2
    assert Notice.objects.get().title == "另一题名"


def test_a_row_that_somebody_took_away_meanwhile_is_not_brought_back(
    editor: Client, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Contact.objects.get()
    form = filled_form(editor, address(notice))
    row = next(name.removesuffix("-value") for name, value in form.items() if value == phone.value)
    before_saving(monkeypatch, NoticeAdmin, phone.delete)
    page = editor.post(address(notice), form | {f"{row}-value": "010-12345678"})
    assert page.status_code == 200
    assert not Contact.objects.exists()


def test_a_notice_deleted_meanwhile_stays_deleted(
    editor: Client, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_saving(monkeypatch, NoticeAdmin, Notice.objects.get().delete)
    answer = save(editor, notice, title="另一题名")
    assert answer.headers["Location"] == reverse("admin:index")
    assert not Notice.objects.exists()


def test_the_same_text_added_elsewhere_meanwhile_is_refused(
    editor: Client, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_saving(monkeypatch, NoticeAdmin, lambda: make_notice("另一件", text="同样的原文。"))
    page = save(editor, notice, **row("versions", 1, text="同样的原文。", notice=notice.pk))
    assert page.status_code == 200
    assert "已有同样的原文" in page.content.decode()


# ---- the other forms ----


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("admin", "make"),
    [
        (PlaceAdmin, make_place),
        (AuthorityAdmin, make_authority),
        (InspectionGroupAdmin, make_group),
        (RoundAdmin, make_round),
        (InspectedUnitAdmin, make_unit),
        (PersonAdmin, lambda: Person.objects.create(name="刘卒")),
        (ShortFormAdmin, lambda: ShortForm.objects.create(short="深证所", full="深圳证券交易所")),
    ],
)
def test_every_form_is_checked_before_its_transaction(
    editor: Client, admin: type[ModelAdmin], make: Callable[[], Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = make()
    seen: list[bool] = []
    save_form, log_change = admin.save_form, admin.log_change

    def checked(self: ModelAdmin, *args: Any, **kwargs: Any) -> Any:
        seen.append(connection.in_atomic_block)
        return save_form(self, *args, **kwargs)

    def logged(self: ModelAdmin, *args: Any) -> Any:
        seen.append(connection.in_atomic_block)
        return log_change(self, *args)

    monkeypatch.setattr(admin, "save_form", checked)
    monkeypatch.setattr(admin, "log_change", logged)
    url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    assert editor.post(url, filled_form(editor, url)).status_code == 302
    assert seen == [False, True]


def test_a_units_change_meanwhile_is_not_written_over(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its authority stands in no field of the form, but in the row that is saved."""
    unit = make_unit()
    province = make_authority("省委", "province", make_place())
    url = reverse("admin:archive_inspectedunit_change", args=[unit.pk])
    form = filled_form(editor, url) | {"name": "深交所"}
    moved = InspectedUnit.objects.filter(pk=unit.pk)
    before_saving(monkeypatch, InspectedUnitAdmin, lambda: moved.update(authority=province))
    assert editor.post(url, form).status_code == 302
    assert [(row.name, row.authority) for row in moved] == [("深交所", province)]


@pytest.mark.django_db(transaction=True)
def test_a_name_taken_meanwhile_is_told(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's own rule says no to what the form let pass: a page that says so, and no error."""
    centre = make_authority()
    before_saving(monkeypatch, InspectedUnitAdmin, lambda: make_unit("深圳证券交易所"))
    url = reverse("admin:archive_inspectedunit_add")
    form = filled_form(editor, url) | {"name": "深圳证券交易所", "authority": str(centre.pk)}
    page = editor.post(url, form)
    assert page.status_code == 200
    assert page.context["adminform"].form.errors
    assert InspectedUnit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_is_told_of_a_save_that_the_database_refuses_at_its_end(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A place that was chosen is gone: SQLite and PostgreSQL say so at the commit."""
    place, unit = make_place(), make_unit()
    url = reverse("admin:archive_inspectedunit_change", args=[unit.pk])
    form = filled_form(editor, url) | {"place": str(place.pk)}
    before_saving(monkeypatch, InspectedUnitAdmin, place.delete)
    page = editor.post(url, form)
    assert page.status_code == 200
    assert page.context["adminform"].form.errors
    assert not list(page.context["messages"])


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


@pytest.mark.parametrize(
    ("field", "number", "message"),
    [
        ("year", "1899", "确保该值大于或等于1900。"),
        ("round_year", "12345", "确保该值小于或等于9999。"),
        ("term", "0", "确保该值大于或等于1。"),
        ("round_number", "1000", "确保该值小于或等于999。"),
    ],
)
def test_a_number_that_cannot_be_is_refused_where_it_was_typed(
    editor: Client, notice: Notice, field: str, number: str, message: str
) -> None:
    response = save(editor, notice, **{field: number})
    assert message in response.context["adminform"].form.errors[field]
