"""Two editors change the same rows in another order: both changes are made. `make test-postgres` runs it."""

import threading
from contextlib import suppress

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from archive.models import Notice
from tests.search.conftest import make_notice


@pytest.mark.django_db(transaction=True)
def test_both_changes_are_made(rf: RequestFactory, caplog: pytest.LogCaptureFixture) -> None:
    notices = [make_notice("甲").pk, make_notice("乙").pk]
    both_have_one = threading.Barrier(2, timeout=5)

    def change(request: HttpRequest) -> HttpResponse:
        word = request.GET["word"]
        with transaction.atomic():
            for key in notices if word == "前" else reversed(notices):
                notice = Notice.objects.select_for_update().get(pk=key)
                Notice.objects.filter(pk=key).update(title=notice.title + word)
                with suppress(threading.BrokenBarrierError):  # who tries again is alone
                    both_have_one.wait()
        return HttpResponse()

    def edit(word: str) -> None:
        request = rf.get("/admin/", {"word": word})
        request.user = User(is_staff=True)
        admin.site.admin_view(change)(request)
        connection.close()

    editors = [threading.Thread(target=edit, args=(word,)) for word in "前后"]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join(60)
    for notice in Notice.objects.all():
        assert "前" in notice.title
        assert "后" in notice.title
    assert "is tried again" in caplog.text
