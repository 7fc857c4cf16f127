"""A notice of 1,500 units: more than one condition of SQLite holds by its old limit. No page breaks on it."""

import pytest
from django.test import Client
from django.urls import reverse

from archive.models import Inspection, Kind, Notice
from tests.makers import make_authority, make_group, make_mention, make_notice, make_round, make_unit

pytestmark = pytest.mark.django_db

UNITS = 1_500


@pytest.fixture
def overview() -> Notice:
    wave, group = make_round(), make_group()
    notice = make_notice(kind=Kind.ROUND_OVERVIEW, text="巡视对象公布", round=wave, authority=make_authority())
    for number in range(UNITS):
        make_mention(notice, group, make_unit(f"第{number}号单位"), wave=wave)
    return notice


def test_its_pages_open(client: Client, admin_client: Client, overview: Notice) -> None:
    case = Inspection.objects.select_related("unit", "group", "round").latest("pk")
    assert case.unit is not None
    assert case.group is not None
    assert case.round is not None
    pages = [
        overview.get_absolute_url(),
        case.get_absolute_url(),
        case.unit.get_absolute_url(),
        case.group.get_absolute_url(),
        case.round.get_absolute_url(),
        reverse("archive:inspection-list"),
        reverse("archive:unit-list"),
        reverse("archive:coverage"),
        reverse("archive:notice-list"),
        reverse("archive:home"),
        reverse("archive:timeline"),
    ]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert admin_client.get(reverse("admin:archive_notice_change", args=[overview.pk])).status_code == 200
