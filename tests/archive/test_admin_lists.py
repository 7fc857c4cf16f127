"""The lists of the admin: what they are called, and what they ask of the database."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from archive.models import Notice
from tests.makers import make_authority, make_mention, make_notice, make_place, make_unit

pytestmark = pytest.mark.django_db

OURS = [model for name in ("archive", "search") for model in apps.get_app_config(name).get_models()]


@pytest.mark.parametrize("model", OURS, ids=lambda model: str(model._meta.model_name))
def test_one_of_a_sort_is_not_called_as_many_are(model: type) -> None:
    options = model._meta  # type: ignore[attr-defined]
    with translation.override("en"):
        one, many = str(options.verbose_name), str(options.verbose_name_plural)
        assert one.isascii()
        assert many.isascii()
        assert one != many


def test_the_admin_says_in_english_what_one_adds(editor: Client) -> None:
    editor.cookies["django_language"] = "en"
    page = editor.get(reverse("admin:archive_notice_add")).content.decode()
    assert "Add notice" in page
    assert "Add notices" not in page
    assert "Select person to change" in editor.get(reverse("admin:archive_person_changelist")).content.decode()


def make_row(number: int) -> Notice:
    city = make_authority(f"第{number}市委", "city", make_place("河南省", f"第{number}市"))
    notice = make_notice(text=f"第{number}件", authority=city)
    make_mention(notice, unit=make_unit(f"第{number}局", city))
    notice.error_reports.create(text=f"第{number}个错")
    return notice


@pytest.mark.parametrize("model", [model for model in OURS if admin.site.is_registered(model)])
def test_a_list_asks_as_much_of_many(editor: Client, model: type) -> None:
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")  # type: ignore[attr-defined]

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert editor.get(address).status_code == 200
        return len(asked)

    for number in range(2):
        make_row(number)
    few = queries()
    for number in range(2, 8):
        make_row(number)
    assert queries() == few
