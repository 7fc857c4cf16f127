"""Lists of many pages: everybody stands on one page, and in one place of the whole, wherever it is read from."""

import re

import pytest
from django.test import Client

from archive.listed import count_people, listed_groups, listed_people
from archive.models import Appearance, InspectionGroup, Notice, Person, Role, Status
from tests.makers import fill_archive, make_group, make_mention, make_notice, make_unit

pytestmark = pytest.mark.django_db


def named_on(client: Client, address: str) -> list[str]:
    """The things that a page of a list leads to, in their order, each once."""
    page = client.get(address).content.decode()
    kind = address.strip("/").partition("/")[0]
    main = page.partition("<main")[2].partition('<nav class="pages"')[0]
    return list(dict.fromkeys(re.findall(rf'href="(/{kind}/\d+-[^"]*)"', main)))


@pytest.mark.parametrize("address", ["/people/?", "/people/?role=head&", "/people/?q=组&"])
def test_everybody_stands_once_in_the_order_of_the_whole(client: Client, address: str) -> None:
    fill_archive(95)
    pages = [named_on(client, f"{address}page={number}") for number in range(1, 6)]
    people = Person.objects.order_by("sort_key", "pk")
    assert [len(page) for page in pages] == [20, 20, 20, 20, 15]
    assert [address for page in pages for address in page] == [person.get_absolute_url() for person in people]


def test_groups_stand_once_in_the_order_of_the_whole(client: Client) -> None:
    notice = make_notice("概况", text="概况")
    groups = [make_group(number) for number in range(1, 53)]
    for group in groups:
        make_mention(notice, group, make_unit("县医院"))
    first, last = (named_on(client, f"/groups/?page={number}") for number in (1, 2))
    assert (len(first), len(last)) == (50, 2)
    assert [*first, *last] == [group.get_absolute_url() for group in groups]


def make_host(notice: Notice, name: str, role: Role = Role.HOST) -> Person:
    person = Person.objects.create(name=name)
    Appearance.objects.create(notice=notice, person=person, name=name, role=role)
    return person


def test_it_leaves_out_of_count_and_list_what_drafts_alone_name() -> None:
    draft, published = make_notice("草稿", text="草", published=False), make_notice("公告", text="公告")
    hidden, shown, both = make_host(draft, "甲"), make_host(published, "乙"), make_host(draft, "丙")
    Appearance.objects.create(notice=published, person=both, name="丙", role=Role.HEAD)
    assert set(listed_people()) == {shown, both}
    assert count_people() == 2
    assert set(listed_people(Role.HOST)) == {shown}
    assert set(listed_people(Role.HEAD)) == {both}
    assert [count_people(role) for role in (Role.HOST, Role.HEAD, Role.DEPUTY)] == [1, 1, 0]
    Notice.objects.filter(pk=draft.pk).update(status=Status.PUBLISHED)
    assert set(listed_people(Role.HOST)) == {hidden, shown, both}


def test_it_leaves_out_whom_an_editor_described_and_nothing_names() -> None:
    person = make_host(make_notice("公告", text="公告"), "乙")
    person.note = "时任局长"
    person.save()
    assert list(listed_people()) == [person]
    person.appearances.all().delete()
    assert Person.objects.filter(pk=person.pk).exists()
    assert not listed_people().exists()
    assert count_people() == 0


def test_it_leaves_out_groups_that_drafts_alone_name(client: Client) -> None:
    draft, published = make_notice("草稿", text="草", published=False), make_notice("公告", text="公告")
    make_mention(draft, make_group(9), make_unit("县医院"))
    make_mention(draft, make_group(7), make_unit("县医院"))
    make_mention(published, make_group(7), make_unit("县医院"))
    assert list(listed_groups()) == [make_group(7)]
    page = client.get("/groups/").content.decode()
    assert '<option value="7">' in page
    assert '<option value="9">' not in page
    assert InspectionGroup.objects.count() == 2
