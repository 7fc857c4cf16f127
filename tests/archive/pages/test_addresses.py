"""Addresses: readable words behind the key; every other form of an address leads to the one that is right."""

import pytest
from django.test import Client

from archive.addresses import page_address
from tests.makers import make_exchange_notice, make_group


def test_it_says_what_stands_there() -> None:
    assert (
        page_address("unit-detail", 12, "关于“1+X”的公告 ")
        == "/units/12-%E5%85%B3%E4%BA%8E-1-X-%E7%9A%84%E5%85%AC%E5%91%8A/"
    )


@pytest.mark.parametrize("words", ["", "——", "  "])
def test_it_is_the_key_alone_where_there_are_no_words(words: str) -> None:
    assert page_address("unit-detail", 12, words) == "/units/12/"


@pytest.mark.django_db
def test_it_leads_from_older_addresses_to_the_present_one(client: Client) -> None:
    notice = make_exchange_notice(title="动员会召开")
    group = make_group()
    for thing, prefix in ((notice, "notices"), (group, "groups")):
        for old in (f"/{prefix}/{thing.pk}/", f"/{prefix}/{thing.pk}-旧名/"):
            response = client.get(f"{old}?page=2")
            assert response.status_code == 301
            assert response.headers["Location"] == f"{thing.get_absolute_url()}?page=2"
        assert client.get(thing.get_absolute_url()).status_code == 200
