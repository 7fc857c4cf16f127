"""Whose word on the reader's address is taken."""

from ipaddress import ip_network
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from archive.models import ErrorReport, Notice
from archive.models.report import MOST_AN_HOUR
from config.environment import SOCKET
from config.proxies import reader_address
from tests.config.test_state import manage
from tests.makers import make_notice

PROXIES = [ip_network("192.0.2.1"), ip_network("10.0.0.0/8"), ip_network("2001:db8::/32")]
READER = "203.0.113.9"


@pytest.mark.parametrize(
    ("peer", "forwarded", "reader", "why"),
    [
        ("192.0.2.1", READER, READER, "the proxy says so"),
        ("192.0.2.1", f" {READER} ", READER, "spaces mean nothing"),
        ("198.51.100.7", READER, "198.51.100.7", "nobody's word counts but the proxies'"),
        ("192.0.2.1", f"{READER}, 10.1.2.3", READER, "one proxy behind the other"),
        ("192.0.2.1", f"127.0.0.1, {READER}", READER, "what the reader wrote stands to the left"),
        ("192.0.2.1", f"10.9.9.9, {READER}, 10.1.2.3", READER, "even where it looks like one of ours"),
        ("192.0.2.1", "10.1.2.3", "10.1.2.3", "somebody within the network of the proxies"),
        ("192.0.2.1", "", "192.0.2.1", "the proxy tells nothing"),
        ("192.0.2.1", "unknown", "192.0.2.1", "the proxy does not know"),
        ("192.0.2.1", f"{READER}, unknown", "192.0.2.1", "what was before that is anybody's word"),
        ("192.0.2.1", f"{READER}:4711", READER, "some proxies name the port"),
        ("2001:db8::1", "[2001:db9::7]:4711", "2001:db9::7", "in version 6 too"),
        ("2001:db8::1", "2001:0DB9:0::7", "2001:db9::7", "one address in every writing"),
        ("::ffff:192.0.2.1", f"::ffff:{READER}", READER, "version 4 within version 6"),
        ("", READER, "", "who speaks through a socket is trusted where that is said"),
        ("nonsense", READER, "nonsense", "nobody we know"),
    ],
)
def test_it_knows_the_reader(peer: str, forwarded: str, reader: str, why: str) -> None:
    assert reader_address(peer, forwarded, PROXIES) == reader, why


def test_a_socket_is_trusted_where_that_is_said() -> None:
    assert reader_address("", READER, [SOCKET]) == READER


@given(st.text(max_size=40))
def test_nothing_that_a_reader_writes_changes_the_address(written: str) -> None:
    """The proxy appends whom it hears."""
    assert reader_address("192.0.2.1", f"{written},{READER}", PROXIES) == READER
    assert reader_address(READER, written, PROXIES) == READER


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_header_is_too_strange(peer: str, forwarded: str) -> None:
    reader_address(peer, forwarded, [*PROXIES, SOCKET])


def report(client: Client, notice: Notice, forwarded: str) -> int:
    sent = {"text": "错"}
    return client.post(f"/notices/{notice.pk}/error/", sent, headers={"x-forwarded-for": forwarded}).status_code


@pytest.mark.django_db
def test_every_reader_behind_the_proxy_has_reports_of_his_own(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    notice, proxy = make_notice(), Client(REMOTE_ADDR="192.0.2.1")
    for _ in range(MOST_AN_HOUR):
        assert report(proxy, notice, READER) == 302
    assert report(proxy, notice, READER) == 429
    assert report(proxy, notice, f"198.51.100.7, {READER}") == 429, "a made-up address is of no help"
    assert report(proxy, notice, "203.0.113.10") == 302


@pytest.mark.django_db
@pytest.mark.parametrize("trusted", [[], PROXIES])
def test_who_is_no_proxy_is_known_by_his_own_address(settings: Settings, trusted: list[object]) -> None:
    settings.TRUSTED_PROXIES = trusted
    notice, reader = make_notice(), Client(REMOTE_ADDR="198.51.100.7")
    answers = [report(reader, notice, f"203.0.113.{number}") for number in range(MOST_AN_HOUR + 1)]
    assert answers == [302] * MOST_AN_HOUR + [429]
    assert ErrorReport.objects.count() == MOST_AN_HOUR


@pytest.mark.django_db
def test_logins_are_counted_by_the_readers_address(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    proxy = Client(REMOTE_ADDR="192.0.2.1")

    def log_in(forwarded: str) -> int:
        wrong = {"username": "editor", "password": "wrong"}
        return proxy.post("/admin/login/", wrong, headers={"x-forwarded-for": forwarded}).status_code

    assert [log_in(READER) for _ in range(5)][-1] == 429
    assert log_in(f"198.51.100.7, {READER}") == 429
    assert log_in("203.0.113.10") == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("trusted", "peer", "is_let_in"),
    [(PROXIES, "192.0.2.1", True), (PROXIES, "198.51.100.7", False), ([], "198.51.100.7", True)],
)
def test_proxies_alone_say_that_it_is_https(
    settings: Settings, trusted: list[object], peer: str, is_let_in: bool
) -> None:
    """Where no proxy is named, whoever is in front is taken for one, as before there was the setting."""
    settings.TRUSTED_PROXIES = trusted
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    answer = Client(REMOTE_ADDR=peer).get("/about/", headers={"x-forwarded-proto": "https"})
    assert answer.status_code == (200 if is_let_in else 301)


@pytest.mark.parametrize("value", ["192.0.2.300", "proxy.example", "10.0.0.1/8"])
def test_what_is_no_address_stops_the_start(tmp_path: Path, value: str) -> None:
    done = manage("check", XUNLAN_DATA=str(tmp_path), XUNLAN_PROXIES=value)
    assert done.returncode != 0
    assert "XUNLAN_PROXIES" in done.stderr
