"""An overview of 1,500 units among what is found: one entry like the others."""

import gzip
import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from archive.models import InspectedUnit, Inspection, Kind, Mention, Notice
from tests.makers import make_authority, make_group, make_mention, make_notice, make_unit
from tests.reading import queries
from tests.search.conftest import Commit

pytestmark = pytest.mark.django_db(transaction=True)

UNITS = 1_500
SEARCH = "/search/?q=公布巡视对象"


def make_overview(units: int) -> Notice:
    centre, group = make_authority(), make_group()
    names = [f"第{number}号机械工业集团有限公司" for number in range(units)]
    notice = make_notice(f"公布巡视对象{units}个", text="\n".join(names), kind=Kind.ROUND_OVERVIEW, authority=centre)
    InspectedUnit.objects.bulk_create([InspectedUnit(authority=centre, name=name) for name in names])
    rows = InspectedUnit.objects.filter(name__in=names).order_by("pk")
    cases = Inspection.objects.bulk_create([Inspection(group=group, unit=unit) for unit in rows])
    Mention.objects.bulk_create(
        [Mention(notice=notice, inspection=case, position=number) for number, case in enumerate(cases)]
    )
    return notice


def entries(page: str) -> list[str]:
    return [" ".join(strip_tags(entry).split()) for entry in re.findall(r"<article.*?</article>", page, re.DOTALL)]


def test_it_is_one_entry_of_the_list(client: Client, commit: Commit) -> None:
    with commit():
        few = make_notice("公布巡视对象两个", text="巡视对象公布如下。", kind=Kind.ROUND_OVERVIEW)
        make_mention(few, make_group(), make_unit())
    asked = queries(client, SEARCH)
    with commit():
        make_overview(UNITS)
    assert queries(client, SEARCH) == asked
    page = client.get(SEARCH).content
    assert len(gzip.compress(page)) < 30_000
    (entry,) = [entry for entry in entries(page.decode()) if "1500个" in entry]
    assert "第0号机械工业集团有限公司 和另外1499个单位" in entry
    assert len(entry) < 600
    found = entries(client.get("/search/?q=第1234号机械工业").content.decode())
    assert ["第1234号机械工业集团有限公司" in entry and len(entry) < 900 for entry in found[:1]] == [True]
