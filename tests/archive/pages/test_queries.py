"""No page asks the database more the more it holds."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Notice
from tests.makers import fill_archive, make_exchange_notice, make_group, make_mention, make_unit
from tests.reading import queries

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/notices/",
    "/notices/?per_page=100&year=2015&group=7&level=central",
    "/groups/",
    "/coverage/",
    "/coverage/?authority=all&by=year",
    "/statistics/",
    "/timeline/",
    "/timeline/2015/",
    "/about/",
    "/reporting/open/",
    "/reporting/undated/",
    "notice",
    "group",
]


@pytest.mark.parametrize("page", PAGES)
def test_it_asks_as_much_of_five_notices_as_of_five_hundred(client: Client, page: str) -> None:
    fill_archive(4)
    notice = make_exchange_notice()
    address = {"notice": notice.get_absolute_url(), "group": make_group().get_absolute_url()}.get(page, page)
    few = queries(client, address)
    fill_archive(495, first=4)
    assert queries(client, address) == few
    assert few < 30


def test_it_asks_no_more_of_an_overview_of_many_groups(client: Client) -> None:
    notice = make_exchange_notice()
    few = queries(client, notice.get_absolute_url())
    for number in range(20, 50):
        make_mention(notice, make_group(number), make_unit(f"第{number}家"), heads=[f"组长{number}"], phones=["1"])
    assert queries(client, notice.get_absolute_url()) <= few  # no stages to draw: no other notice tells of these


def test_it_asks_as_much_of_a_draft_for_staff(client: Client, admin_user: User) -> None:
    client.force_login(admin_user)
    notice = make_exchange_notice(published=False)
    few = queries(client, notice.get_absolute_url())
    fill_archive(100)
    assert queries(client, notice.get_absolute_url()) == few
    assert Notice.objects.count() == 101
