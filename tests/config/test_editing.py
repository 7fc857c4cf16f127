"""Changes of the admin that the database took back are made anew, without the editor's noticing."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from config.editing import EditorsSite

pytestmark = pytest.mark.django_db


class DeadlockError(Exception):
    """As psycopg raises it."""

    sqlstate = "40P01"


class DiskFullError(DeadlockError):
    sqlstate = "53100"


@pytest.fixture
def request_of_editor(rf: RequestFactory) -> HttpRequest:
    request = rf.post("/admin/", {"title": "题"})
    request.user = User(is_staff=True)
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
    return request


def failing(times: int, why: type[Exception]) -> tuple[Callable[[HttpRequest], HttpResponse], list[str]]:
    """A view that fails so often, and what it was sent."""
    sent: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        sent.append(request.POST["title"])
        if len(sent) <= times:
            raise OperationalError(str(why)) from why()
        return HttpResponse("saved")

    return EditorsSite().admin_view(view), sent


@pytest.mark.django_db(transaction=True)
def test_it_makes_a_change_anew_that_was_taken_back(request_of_editor: HttpRequest) -> None:
    view, sent = failing(3, DeadlockError)
    assert view(request_of_editor).content == b"saved"
    assert sent == ["题"] * 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("times", "why", "tries"), [(9, DeadlockError, 4), (1, DiskFullError, 1)])
def test_it_gives_up_at_last_and_at_once_where_that_would_not_help(
    times: int, why: type[Exception], tries: int, request_of_editor: HttpRequest
) -> None:
    view, sent = failing(times, why)
    with pytest.raises(OperationalError):
        view(request_of_editor)
    assert len(sent) == tries


def test_it_leaves_a_transaction_to_whose_it_is(request_of_editor: HttpRequest) -> None:
    """Here the test's own: nothing in it can be done any more."""
    view, sent = failing(1, DeadlockError)
    with pytest.raises(OperationalError):
        view(request_of_editor)
    assert len(sent) == 1


def test_the_admin_does_so() -> None:
    assert isinstance(admin.site, EditorsSite)
