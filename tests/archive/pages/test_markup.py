"""The HTML of every page is such as what reads it takes it to be."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.archive.pages.addresses import PAGES
from tests.makers import make_exchange_notice

pytestmark = pytest.mark.django_db


class Closing(HTMLParser):
    """Collects elements that do not close in the order in which they open: what archive.characters relies on."""

    VOID = {"br", "hr", "img", "input", "link", "meta"}

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open += [tag] if tag not in self.VOID else []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> in line {self.getpos()[0]}")


@pytest.mark.parametrize("address", [*(page for page in PAGES if "csv" not in page), "notice", "group", "/nothing/"])
def test_it_closes_its_elements_in_order(client: Client, address: str) -> None:
    notice = make_exchange_notice()
    group = notice.mentions.get().inspection.group
    assert group
    addresses = {"notice": notice.get_absolute_url(), "group": group.get_absolute_url()}
    client.cookies["characters"] = "zh-Hant"
    closing = Closing(client.get(addresses.get(address, address)).content.decode())
    assert (closing.wrong, closing.open) == ([], [])
