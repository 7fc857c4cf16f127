"""Where nothing is published yet, every list and answer says so, whatever was asked of it, and how that is mended."""

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests.archive.pages.addresses import PAGES
from tests.makers import make_notice

pytestmark = pytest.mark.django_db

TELLS_OF_ITSELF = ("/about/", "/search/help/", "/search/health/", "/coverage/?format=csv")
NARROWED = [
    "/notices/?year=2015",
    "/inspections/?level=county",
    "/groups/?level=county",
    "/rounds/?level=county",
    "/units/?q=深交所",
    "/units/?again=1",
    "/people/?q=刘卒",
    "/people/?role=head",
    "/coverage/?level=county",
    "/corrections/?by=editor",
    "/timeline/2015/",
    "/search/?q=深交所 组长:刘卒",
    "/search/?year=2015",
]
LISTS = [address for address in PAGES if address not in TELLS_OF_ITSELF] + NARROWED
ADVICE = ("可以试试", "可以：", "看全部", "没有符合", "没有单位叫", "没有人叫", "没有找到", "没有这一种")


@pytest.mark.parametrize("address", LISTS)
def test_it_says_that_there_is_nothing_yet_and_how_to_import(client: Client, address: str) -> None:
    make_notice("草稿", text="草稿", published=False)
    page = client.get(address).content.decode()
    assert page.count("本站还没有公告") == 1
    assert "manage.py import_notices --publish" in strip_tags(page)
    assert 'href="/admin/"' in page
    assert [advice for advice in ADVICE if advice in page] == []


@pytest.mark.parametrize("address", LISTS)
def test_it_says_no_such_thing_once_there_is_a_notice(client: Client, address: str) -> None:
    make_notice("公告", text="公告")
    assert "本站还没有公告" not in client.get(address).content.decode()
