import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_it_keeps_the_chosen_theme(client: Client) -> None:
    response = client.post("/display/", {"theme": "dark", "next": "/notices/?year=2015"})
    assert response.headers["Location"] == "/notices/?year=2015"
    assert 'data-theme="dark"' in client.get("/").content.decode()


def test_it_follows_the_system_again(client: Client) -> None:
    client.post("/display/", {"theme": "dark"})
    client.post("/display/", {"theme": ""})
    assert "data-theme" not in client.get("/").content.decode()


def test_it_switches_the_language_and_back(client: Client) -> None:
    client.post("/display/", {"language": "en"})
    page = client.get("/").content.decode()
    assert '<html lang="en"' in page
    assert "Notices" in page
    client.post("/display/", {"language": "zh-hans"})
    assert '<html lang="zh-hans"' in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("browser", "language"),
    [
        ("", "zh-hans"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("zh", "zh-hans"),
        ("en;q=0.3, zh-HK;q=0.7", "zh-hans"),
        ("fr,en;q=0.5", "en"),
        ("de-AT,fr", "zh-hans"),
        ("*", "zh-hans"),
        ("en_US;q=oops", "zh-hans"),
    ],
)
def test_it_speaks_the_browsers_language(client: Client, browser: str, language: str) -> None:
    page = client.get("/", headers={"accept-language": browser})
    assert page.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in page.content.decode()


def test_it_puts_the_choice_before_the_browser(client: Client) -> None:
    client.post("/display/", {"language": "zh-hans"})
    assert client.get("/", headers={"accept-language": "en"}).headers["Content-Language"] == "zh-hans"


def test_it_asks_the_browser_where_the_choice_makes_no_sense(client: Client) -> None:
    client.cookies["django_language"] = "../xx"
    assert client.get("/", headers={"accept-language": "en"}).headers["Content-Language"] == "en"


def test_it_tells_caches_what_the_page_differs_by(client: Client) -> None:
    assert {"Accept-Language", "Cookie"} <= set(client.get("/search/help/").headers["Vary"].split(", "))


@pytest.mark.parametrize(
    "target", ["https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)", "", "/display/"]
)
def test_it_never_leads_off_the_site(client: Client, target: str) -> None:
    assert client.post("/display/", {"theme": "dark", "next": target}).headers["Location"] == "/"


def test_it_ignores_what_it_does_not_offer(client: Client) -> None:
    response = client.post("/display/", {"theme": "pink", "language": "xx"})
    assert response.status_code == 302
    assert not response.cookies


def test_it_wants_the_form_and_its_token() -> None:
    careful = Client(enforce_csrf_checks=True)
    assert careful.get("/display/").status_code == 405
    refused = careful.post("/display/", {"theme": "dark"})
    assert refused.status_code == 403
    assert "没有提交成功" in refused.content.decode()
