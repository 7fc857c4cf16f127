"""Whatever an address asks that makes no sense is answered with the page and a sentence, on every list."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from archive.models import Level
from tests.makers import make_exchange_notice, make_notice, make_place

pytestmark = pytest.mark.django_db

FACETS = {"year": "abcd", "level": "high", "place": "甲-乙-丙-丁", "type": "good", "kind": "bad"}
# What each list takes from its address, with a value that it cannot take.
LISTS: dict[str, dict[str, str]] = {
    "/notices/": {**FACETS, "sort": "xyz", "per_page": "7"},
    "/inspections/": {"year": "abcd", "level": "high", "type": "good", "sort": "xyz", "per_page": "7"},
    "/groups/": {"group": "xyz", "level": "high", "place": "甲-乙-丙-丁", "per_page": "7"},
    "/rounds/": {"level": "high", "place": "甲-乙-丙-丁", "per_page": "7"},
    "/units/": {"again": "2", "sort": "xyz", "per_page": "7"},
    "/people/": {"role": "xyz", "per_page": "7"},
    "/places/": {},
    "/places/河南省/": {"per_page": "7"},
    "/coverage/": {
        "authority": "xyz",
        "level": "high",
        "place": "甲-乙-丙-丁",
        "by": "x",
        "only": "x",
        "format": "pdf",
        "per_page": "7",
    },
    "/statistics/": {"format": "pdf"},
    "/timeline/": {"per_page": "7"},
    "/timeline/2015/": {"per_page": "7"},
    "/timeline/undated/": {"per_page": "7"},
    "/reporting/open/": {"per_page": "7"},
    "/reporting/undated/": {"per_page": "7"},
    "/corrections/": {"by": "year", "per_page": "7"},
    "/search/": {**FACETS, "sort": "xyz"},
}
UNUSED = {"size": "7", "role": "head", "by": "year"}
PAGED = [address for address in LISTS if address not in ("/places/", "/statistics/")]
MISUSED = [(address, name, value) for address, taken in LISTS.items() for name, value in taken.items()]
IGNORED = [
    (address, name, value) for address, taken in LISTS.items() for name, value in UNUSED.items() if name not in taken
]


def problems(client: Client, address: str, **asked: str) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200
    page = response.content.decode()
    return "".join(re.findall(r'<div class="flash flash-caution" role="status">(.*?)</div>', page, re.DOTALL))


@pytest.fixture(autouse=True)
def archive(db: None) -> None:
    make_exchange_notice(places=[make_place("河南省")])


@pytest.mark.parametrize(("address", "name", "value"), MISUSED)
def test_it_says_what_makes_no_sense(client: Client, address: str, name: str, value: str) -> None:
    said = problems(client, address, **{name: value})
    assert f"“{value}”" in said
    assert said.count("<p>") == 1


@pytest.mark.parametrize(
    ("address", "name", "value"),
    [
        *(
            (address, name, value)
            for address, name, value in MISUSED
            if name in {**FACETS, "authority": "", "group": ""}
        ),
        ("/inspections/", "round", "old"),
        ("/corrections/", "notice", "old"),
    ],
)
def test_it_says_that_a_filter_was_left_out(client: Client, address: str, name: str, value: str) -> None:
    assert "。没有按它筛选。" in problems(client, address, **{name: value})


@pytest.mark.parametrize(("address", "name", "value"), [*MISUSED, *IGNORED])
def test_no_link_keeps_what_makes_no_sense(client: Client, address: str, name: str, value: str) -> None:
    page = client.get(address, {name: value, "utm_source": "letter", "q": ""}).content.decode()
    links = [parse_qs(urlsplit(unescape(link)).query) for link in re.findall(r' href="([^"]+)"', page)]
    assert not [link for link in links if value in link.get(name, ())]


def test_links_keep_what_makes_sense(client: Client) -> None:
    asked = {
        "year": ["old", "2015"],
        "level": ["high"],
        "kind": ["other"],
        "sort": "oldest",
        "role": "head",
    }
    page = unescape(client.get("/notices/", asked).content.decode())
    assert 'href="?year=2015&kind=other&sort=newest"' in page  # an order
    assert 'href="?sort=oldest&kind=other"' in page  # a chip
    assert 'href="?sort=oldest"' in page  # no filter at all


def test_links_between_pages_keep_no_more_than_the_list_went_by(client: Client) -> None:
    for number in range(20):
        make_notice(f"公告{number}", text=f"公告{number}", level=Level.CENTRAL)
    page = unescape(client.get("/notices/", {"year": "old", "level": "central"}).content.decode())
    assert 'href="?level=central&page=2"' in page


def test_what_else_is_chosen_stays(client: Client) -> None:
    page = client.get("/notices/", {"year": "old", "level": "central"}).content.decode()
    assert 'class="chip' in page
    assert "“old”不是年份" in page
    assert "没有同时符合这些条件的公告" in client.get("/notices/", {"year": "old", "level": "city"}).content.decode()


@pytest.mark.parametrize(("address", "name", "value"), IGNORED)
def test_it_says_what_it_does_not_use(client: Client, address: str, name: str, value: str) -> None:
    assert f"“{name}”这个参数" in problems(client, address, **{name: value})


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("asked", [{}, {"utm_source": "x", "from": "timeline"}, {"sort": "", "page": "", "year": ""}])
def test_it_says_nothing_where_nothing_is_wrong(client: Client, address: str, asked: dict[str, str]) -> None:
    assert problems(client, address, **asked) == ""


@pytest.mark.parametrize("address", PAGED)
@pytest.mark.parametrize("page", ["9999", "0", "-1", "x", "９", "9" * 40])
def test_it_says_that_there_is_no_such_page_of_the_list(client: Client, address: str, page: str) -> None:
    response = client.get(address, {"page": page, "q": "巡视"} if address == "/search/" else {"page": page})
    assert response.status_code == 404
    assert "看最后一页" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/groups/?group=999999", "没有符合条件的组"),
        ("/notices/?group=999999", "没有同时符合这些条件的公告"),
        ("/notices/?year=1999", "没有同时符合这些条件的公告"),
        ("/units/?q=没有这家", "没有单位叫“没有这家”"),
        ("/people/?q=没有这人&role=host", "没有人叫“没有这人”"),
        ("/coverage/?place=没有这地", "没有符合条件的单位"),
    ],
)
def test_it_says_that_nothing_is_found(client: Client, address: str, said: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert said in response.content.decode()


def test_it_says_what_it_shows_instead(client: Client) -> None:
    assert "这里用的是newest" in problems(client, "/notices/", sort="xyz")
    assert "没有按它筛选" in problems(client, "/notices/", year="abcd")
    assert "这里是网页" in problems(client, "/statistics/", format="pdf")
