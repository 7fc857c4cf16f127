"""Whatever is joined to another, by editors or by reading anew, its old address leads to what took its place."""

from typing import Any

import pytest
from django.test import Client

from archive.ingest.saving import save_parsed
from archive.ingest.settling import relink
from archive.ingest.succession import addresses_kept
from archive.joining import join_by_hand
from archive.models import FormerAddress, InspectedUnit, Inspection, Notice, Person
from archive.parsing import ParsedGroup, ParsedInspection, ParsedNotice, ParsedUnit
from tests.archive.test_admin import change
from tests.makers import (
    make_authority,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_unit,
    read_notice,
)

pytestmark = pytest.mark.django_db


def things_of(notice: Notice) -> dict[str, Any]:
    """The rows of a notice of one case, by the folder of their pages."""
    case = Inspection.objects.select_related("group__authority", "unit", "round__authority").get(
        mentions__notice=notice
    )
    person = notice.appearances.select_related("person").first()
    rows = {"inspections": case, "groups": case.group, "units": case.unit, "rounds": case.round}
    return {**rows, "people": person.person if person else None}


def leads(client: Client, folder: str, old: int) -> str:
    """Where the old address leads, or the status where it leads nowhere."""
    response = client.get(f"/{folder}/{old}/")
    return response.headers.get("Location", str(response.status_code))


def old_keys(notice: Notice) -> dict[str, int]:
    return {folder: row.pk for folder, row in things_of(notice).items() if row is not None}


def assert_all_lead_on(client: Client, old: dict[str, int], notice: Notice, *folders: str) -> None:
    now = things_of(notice)
    for folder in folders:
        assert old[folder] != now[folder].pk, "nothing was joined"
        assert leads(client, folder, old[folder]) == now[folder].get_absolute_url()


def test_it_leads_on_what_is_read_otherwise_today(client: Client) -> None:
    notice = read_notice(leader="张三", units=("市教育",))
    old = old_keys(notice)
    read_notice(notice, leader="张珊", units=("市卫健委",), group="市委第五巡察组", round=8)
    assert_all_lead_on(client, old, notice, "inspections", "groups", "units", "rounds", "people")


def test_it_leads_from_a_bare_province_to_the_province(client: Client) -> None:
    """Both stood beside each other, as they did while 黑龙江 was taken for a unit of its own."""
    centre = make_authority()
    full, bare = make_unit("黑龙江省", centre), make_unit("黑龙江", centre)
    make_mention(make_notice("进驻", text="黑龙江省"), make_group(8), full)
    notice = make_notice("一览表", text="黑龙江", authority=centre)
    make_mention(notice, make_group(8), bare)
    make_mention(notice, make_group(7), make_unit("财政部", centre))
    groups = (ParsedGroup("中央第七巡视组", 7), ParsedGroup("中央第八巡视组", 8))
    cases = (
        ParsedInspection("中央第八巡视组", units=("黑龙江",)),
        ParsedInspection("中央第七巡视组", units=("财政部",)),
    )
    parsed = ParsedNotice(level="central", authority="中央", groups=groups, inspections=cases)
    save_parsed(notice, notice.versions.get(), parsed)
    assert leads(client, "units", bare.pk) == full.get_absolute_url()
    assert list(full.aliases.values_list("name", flat=True)) == ["黑龙江"]


def test_it_leads_on_through_several_joins_in_one_step(client: Client) -> None:
    notice = read_notice(units=("市教育",))
    first = old_keys(notice)
    for name in ("市教", "市教育局机关"):
        read_notice(notice, units=(name,))
    read_notice(notice, units=("市卫健委",))
    unit = things_of(notice)["units"]
    assert set(FormerAddress.objects.filter(kind="inspectedunit").values_list("new_key", flat=True)) == {unit.pk}
    assert leads(client, "units", first["units"]) == unit.get_absolute_url()


def test_it_leads_people_on_whose_case_was_read_otherwise(client: Client) -> None:
    notice = read_notice(leader="张三", units=("甲局", "乙局"))
    [person] = Person.objects.all()
    read_notice(notice, leader="张三", units=("丙局", "丁局"))
    [now] = Person.objects.all()
    assert leads(client, "people", person.pk) == now.get_absolute_url()


def test_it_leads_nowhere_where_it_would_be_a_guess(client: Client) -> None:
    notice = read_notice(units=("甲局", "乙局"))
    old = list(InspectedUnit.objects.values_list("pk", flat=True))
    read_notice(notice, units=("丙局", "丁局"))
    assert [leads(client, "units", key) for key in old] == ["404", "404"]
    assert not FormerAddress.objects.filter(kind="inspectedunit").exists()


def test_it_leads_each_case_on_by_its_unit_when_all_get_a_group(client: Client) -> None:
    units = ("甲局", "乙局")
    notice = read_notice(group="", units=units)
    old = dict(Inspection.objects.values_list("unit__name", "pk"))
    read_notice(notice, units=units)
    for name, key in old.items():
        now = Inspection.objects.get(unit__name=name)
        assert leads(client, "inspections", key) == now.get_absolute_url()


def test_it_leads_on_what_an_editor_writes_otherwise(editor: Client) -> None:
    notice = read_notice(leader="张三")
    old = old_keys(notice)
    change(
        editor,
        notice,
        **{
            "mentions-0-unit_name": "市卫健委",
            "mentions-0-group_name": "市委第五巡察组",
            "appearances-0-name": "张珊",
            "round_number": "8",
        },
    )
    assert_all_lead_on(editor, old, notice, "inspections", "groups", "units", "rounds", "people")


def test_it_leads_on_what_an_editor_joins_by_choosing_the_authority(editor: Client) -> None:
    whole = read_notice()
    notice = read_notice(city="")
    old = old_keys(notice)
    change(editor, notice, authority=str(whole.authority_id))
    assert things_of(notice) == things_of(whole)
    assert_all_lead_on(editor, old, notice, "inspections", "groups", "units")


def test_it_leads_on_what_two_mentions_of_a_notice_become(client: Client) -> None:
    """Under one authority two writings are one unit, and both its cases are one."""
    unit = ParsedUnit("深圳证券交易所")
    read_notice(units=(unit.name,), group="市委第三巡察组")
    InspectedUnit.objects.get().aliases.create(name="深交所")
    notice = read_notice(city="", term=None, round=None, units=(unit.name, "深交所"))
    old = {mention.inspection.unit_id or 0: mention.inspection_id for mention in notice.mentions.all()}
    assert len(old) == 2
    notice.authority = make_authority("洛阳市委", "city", make_place("河南省", "洛阳市"))
    notice.save()
    with addresses_kept(notice):
        relink(notice)
    case = Inspection.objects.get(mentions__notice=notice)
    assert case.unit is not None
    for old_unit, old_case in old.items():
        assert leads(client, "units", old_unit) == case.unit.get_absolute_url()
        assert leads(client, "inspections", old_case) == case.get_absolute_url()


def test_it_leads_a_decided_case_with_its_parts_on(client: Client) -> None:
    notice, other = read_notice(), read_notice(city="", term=None, round=None, kind="feedback")
    join_by_hand(things_of(notice)["inspections"], things_of(other)["inspections"], None)
    old = old_keys(notice)
    read_notice(notice, units=("市卫健委",))
    assert leads(client, "units", old["units"]) == things_of(notice)["units"].get_absolute_url()


def test_it_leads_a_case_that_goes_to_those_that_an_editor_joined_it_to(client: Client) -> None:
    notice, other = read_notice(), read_notice(city="", term=None, round=None, kind="feedback")
    join_by_hand(things_of(notice)["inspections"], things_of(other)["inspections"], None)
    old = old_keys(notice)
    notice.delete()
    assert leads(client, "inspections", old["inspections"]) == things_of(other)["inspections"].get_absolute_url()


def test_what_is_gone_for_good_stays_gone(client: Client) -> None:
    notice = read_notice(leader="张三", units=("市教育",))
    old = old_keys(notice)
    read_notice(notice, leader="张珊", units=("市卫健委",), group="市委第五巡察组")
    notice.delete()
    for folder in ("inspections", "groups", "units", "people"):
        assert leads(client, folder, old[folder]) == "404"
    assert not FormerAddress.objects.exclude(kind="round").exists()


def test_what_others_still_name_stays_where_it_is(client: Client) -> None:
    notice, _other = read_notice(), read_notice(kind="feedback")
    unit = things_of(notice)["units"]
    read_notice(notice, units=("市卫健委",))
    assert leads(client, "units", unit.pk) == unit.get_absolute_url()
    assert not FormerAddress.objects.exists()


def test_it_shows_no_draft_by_an_old_address(client: Client) -> None:
    notice = read_notice(units=("市教育",))
    old = old_keys(notice)
    read_notice(notice, units=("市卫健委",))
    Notice.objects.update(status="draft")
    assert leads(client, "units", old["units"]) == "404"
