import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from archive.views.errors import bad_request, forbidden, server_error


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nothing/", "/notices/6/", "/groups/6/", "/notices/99999999999999999999/"])
def test_it_says_that_there_is_no_such_page(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "没有这个页面" in response.content.decode()
    assert "看全部公告" in response.content.decode()


def test_it_says_that_it_failed_without_asking_anything(rf: RequestFactory) -> None:
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "本站出错了" in response.content.decode()


def test_it_says_that_it_failed_in_english_too(rf: RequestFactory) -> None:
    with translation.override("en"):
        assert 'lang="en"' in server_error(rf.get("/")).content.decode()


@pytest.mark.django_db
def test_it_answers_a_failing_page_in_its_dress(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> HttpResponse:
        raise RuntimeError("broken")

    monkeypatch.setattr("archive.views.home.central_strips", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "本站出错了" in response.content.decode()


@pytest.mark.django_db
def test_it_refuses_in_its_dress(rf: RequestFactory) -> None:
    assert "看不懂这个请求" in bad_request(rf.get("/"), SuspiciousOperation()).content.decode()
    assert "只对编辑开放" in forbidden(rf.get("/"), PermissionDenied()).content.decode()


@pytest.mark.django_db
def test_it_tells_who_is_locked_out_how_long(rf: RequestFactory) -> None:
    assert "15分钟" in render_to_string("admin/locked_out.html", request=rf.get("/"))
