"""The migration that joins what stands there twice, in traditional and in simplified characters."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from archive.models import (
    Authority,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    JoinProposal,
    JoinState,
    Level,
    Mention,
    Notice,
    Round,
)
from search.models import PendingChange
from tests.makers import make_authority, make_group, make_mention, make_notice, make_place, make_round, make_unit

pytestmark = pytest.mark.django_db

NAME = "0008_one_thing_in_any_writing"


def join_writings() -> None:
    """As migrate does, with the models as they were then: none of today's signals joins or tidies anything."""
    state = MigrationLoader(connection).project_state(("archive", NAME))
    import_module(f"archive.migrations.{NAME}").join_writings(state.apps, SimpleNamespace(connection=connection))


def make_told(group: str, unit: str, *, text: str, head: str = "", number: int | None = 8) -> Mention:
    """What a notice says of 中央第三巡视组, by the names it has for group and unit."""
    wave = make_round(18, number) if number else None
    notice = make_notice(text, text=text)
    return make_mention(
        notice, make_group(3, name=group), make_unit(unit), wave=wave, heads=[head] if head else [], phones=["12345678"]
    )


def unit_of(mention: Mention) -> InspectedUnit:
    return InspectedUnit.objects.get(inspections__mentions=mention)


def simplified(**said: object) -> Mention:
    return make_told("中央第三巡视组", "深圳证券交易所", text="简", **said)  # type: ignore[arg-type]


def traditional(**said: object) -> Mention:
    return make_told("中央第三巡視組", "深圳證券交易所", text="繁", **said)  # type: ignore[arg-type]


def test_it_joins_group_unit_and_case_with_all_that_hung_on_them() -> None:
    old, new = traditional(head="張三"), simplified(head="张三")
    unit_of(old).aliases.create(name="深交所")
    unit_of(new).rejected_aliases.create(name="深证")
    PendingChange.objects.all().delete()
    join_writings()
    case = Inspection.objects.get()
    assert case.pk == old.inspection_id
    assert {mention.pk for mention in case.mentions.all()} == {old.pk, new.pk}
    assert InspectionGroup.objects.get().name == "中央第三巡视组"
    unit = InspectedUnit.objects.get()
    assert (unit.name, unit.key) == ("深圳证券交易所", "深圳证券交易所")
    assert sorted(alias.name for alias in unit.aliases.all()) == ["深交所", "深圳證券交易所"]
    assert [alias.name for alias in unit.rejected_aliases.all()] == ["深证"]
    heads = [head.name for mention in case.mentions.all() for head in mention.appearances.all()]
    assert sorted(heads) == ["张三", "張三"]
    assert set(PendingChange.objects.values_list("notice_id", flat=True)) == {old.notice_id, new.notice_id}


def test_it_joins_a_unit_that_another_has_as_an_alias_in_the_other_writing() -> None:
    full, short = simplified(), make_told("中央第三巡視組", "深交所", text="短", number=9)
    unit_of(full).aliases.create(name="深交所")
    unit_of(full).aliases.create(name="深証所")
    twin = make_told("中央第三巡視組", "深证所", text="又", number=10)
    join_writings()
    assert unit_of(twin) == unit_of(full) != unit_of(short), "what both have word for word is left to an editor"
    assert unit_of(full).name == "深圳证券交易所"
    assert sorted(alias.name for alias in unit_of(full).aliases.all()) == ["深交所", "深証所", "深证所"]


def test_it_leaves_what_is_written_once_as_it_is() -> None:
    told = traditional()
    PendingChange.objects.all().delete()
    join_writings()
    assert unit_of(told).name == "深圳證券交易所"
    assert InspectionGroup.objects.get().name == "中央第三巡視組"
    assert not PendingChange.objects.exists()


def test_it_joins_cases_of_which_one_notice_tells_under_both_names() -> None:
    told = traditional(number=None, head="张三")
    group, unit = make_group(3, name="中央第三巡视组"), make_unit("深圳证券交易所")
    make_mention(told.notice, group, unit, heads=["张三", "李四"], phones=["12345678", "87654321"])
    join_writings()
    mention = Mention.objects.get()
    assert sorted(head.name for head in mention.appearances.all()) == ["张三", "李四"]
    assert sorted(contact.value for contact in mention.contacts.all()) == ["12345678", "87654321"]
    assert Inspection.objects.get() == mention.inspection


def test_it_leaves_cases_of_which_not_all_is_known_to_their_notices() -> None:
    cases = {traditional(number=None).inspection_id, simplified(number=None).inspection_id}
    join_writings()
    assert set(Inspection.objects.values_list("pk", flat=True)) == cases
    assert InspectedUnit.objects.count() == InspectionGroup.objects.count() == 1


def test_it_keeps_what_editors_joined_and_what_was_proposed() -> None:
    old, new = traditional().inspection, simplified().inspection
    joined, proposed = (make_mention(make_notice(name, text=name), None, make_unit(name)).inspection for name in "甲乙")
    Inspection.objects.filter(pk=joined.pk).update(joined_to=new)
    JoinProposal.objects.create(
        first=new, second=joined, state=JoinState.JOINED, reason="同", decided_at="2020-01-01T00Z"
    )
    JoinProposal.objects.create(first=new, second=proposed, reason="或同")
    JoinProposal.objects.create(first=old, second=new, reason="或同")
    join_writings()
    joined.refresh_from_db()
    assert joined.joined_to == old
    proposals = JoinProposal.objects.order_by("pk").values_list("first", "second", "state")
    assert list(proposals) == [(old.pk, joined.pk, "joined"), (old.pk, proposed.pk, "open")]


def test_it_keeps_apart_what_an_editor_parted() -> None:
    old, new = traditional().inspection, simplified().inspection
    JoinProposal.objects.create(first=old, second=new, state=JoinState.PARTED, reason="异", decided_at="2020-01-01T00Z")
    join_writings()
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.group, old.unit, old.is_apart) == (new.group, new.unit, False)
    assert new.is_apart


def test_it_joins_authorities_of_one_place_with_their_rounds() -> None:
    place = make_place("辽宁省")
    for name, text in (("遼寧省委", "繁"), ("辽宁省委", "简")):
        authority = make_authority(name, Level.PROVINCE, place)
        wave = make_round(12, 7, authority)
        notice = make_notice(text, text=text, authority=authority, round=wave)
        make_mention(notice, make_group(3, authority), make_unit("省教育厅", authority), wave=wave)
    join_writings()
    authority = Authority.objects.get(level=Level.PROVINCE)
    assert authority.name == "辽宁省委"
    wave = Round.objects.get(authority=authority)
    assert Inspection.objects.get().round == wave
    assert {notice.round for notice in Notice.objects.all()} == {wave}
    assert {notice.authority for notice in Notice.objects.all()} == {authority}


def test_it_brings_a_unit_s_place_to_the_notices_of_both_writings() -> None:
    old, new = traditional(), simplified()
    unit = unit_of(new)
    unit.place = make_place("广东省")
    unit.save()
    join_writings()
    assert [place.province for place in old.notice.places.all()] == ["广东省"]


def test_the_addresses_of_what_was_joined_lead_to_what_it_became(client: Client) -> None:
    old, new = traditional(), simplified()
    gone = new.inspection
    group, unit = gone.group, gone.unit
    assert group is not None
    assert unit is not None
    join_writings()
    case = Inspection.objects.get(pk=old.inspection_id)
    assert case.group is not None
    assert case.unit is not None
    for folder, was, now in (("inspections", gone, case), ("groups", group, case.group), ("units", unit, case.unit)):
        assert client.get(f"/{folder}/{was.pk}/").headers["Location"] == now.get_absolute_url()
