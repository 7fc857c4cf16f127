"""Every page with nothing, with one thing of which nothing is known, and with what is far too long."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.archive.pages.addresses import PAGES
from tests.extremes import LONG_TEXT, long_name, make_empty_notice, make_long_notice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_it_stands_empty(client: Client, address: str, language: str) -> None:
    client.cookies["django_language"] = language
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("address", [*PAGES, "notice"])
def test_it_shows_a_notice_of_which_nothing_is_known(client: Client, address: str, language: str) -> None:
    client.cookies["django_language"] = language
    notice = make_empty_notice()
    assert client.get(notice.get_absolute_url() if address == "notice" else address).status_code == 200


@pytest.mark.parametrize("address", [*PAGES, "notice", "group"])
def test_it_shows_names_of_eighty_characters_whole(client: Client, address: str) -> None:
    notice = make_long_notice(length=3_000, marks=10)
    group = notice.mentions.get().inspection.group
    assert group
    addresses = {"notice": notice.get_absolute_url(), "group": group.get_absolute_url()}
    answer = client.get(addresses.get(address, address))
    assert answer.status_code == 200
    if address in ("/notices/", "notice", "group"):
        assert long_name("某单位") in answer.content.decode()


def test_it_shows_a_notice_of_two_hundred_thousand_characters(client: Client) -> None:
    notice = make_long_notice()
    page = client.get(notice.get_absolute_url()).content.decode()
    assert page.count('data-n="') == 2_000
    assert page.count("根据统一部署") > LONG_TEXT / 50
    # A mark costs its link; a paragraph its number. Nothing is said twice.
    assert len(page) < 2.2 * LONG_TEXT


def test_it_asks_as_much_of_a_long_notice_as_of_a_short_one(client: Client) -> None:
    counts = []
    for notice in (make_long_notice(length=3_000, marks=5), make_long_notice(length=60_000, marks=500)):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(notice.get_absolute_url()).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_it_converts_a_notice_of_two_hundred_thousand_characters(client: Client) -> None:
    notice = make_long_notice()
    client.cookies["characters"] = "zh-Hant"
    page = client.get(notice.get_absolute_url()).content.decode()
    assert "根據統一部署" in page
    assert "根据统一部署" not in page
    assert page.count('data-n="') == 2_000
