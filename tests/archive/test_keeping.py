"""What is kept for lists and totals follows every change: to work it all out anew finds nothing to mend."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive import batches, joining
from archive.facet_counts import count_facets, count_places
from archive.filters import read_filters
from archive.ingest.importing import import_notice, parse_again
from archive.keeping import changes_together, recount_all, recounting, watching
from archive.keeping.touching import touch_notices
from archive.models import (
    CaseListing,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    InspectionType,
    JoinProposal,
    Kind,
    Level,
    Mention,
    Notice,
    NoticeListing,
    Person,
    Place,
    Stage,
    Status,
)
from archive.partial_date import PartialDate
from archive.reference import known_rounds
from archive.tallies import busiest_groups
from tests.archive.test_admin import filled_form
from tests.makers import (
    fill_archive,
    make_authority,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_round,
    make_unit,
)

pytestmark = pytest.mark.django_db


def values(notice: Notice, facet: str) -> set[str]:
    return set(NoticeListing.objects.filter(notice=notice, facet=facet).values_list("value", flat=True))


@pytest.fixture
def told() -> Mention:
    """A notice of one inspection, which a second notice tells of too."""
    place = make_place("河南省", "洛阳市")
    authority = make_authority("洛阳市委", Level.CITY, place)
    notice = make_notice("进驻", level=Level.CITY, kind=Kind.ANNOUNCEMENT, authority=authority, places=[place])
    group, unit = make_group(3, authority), make_unit("市教育局", authority)
    mention = make_mention(notice, group, unit, wave=make_round(8, 2, authority))
    later = make_notice("反馈", text="反馈", kind=Kind.FEEDBACK, year=2016, meeting_date=PartialDate(2016, 3, 1))
    Mention.objects.create(notice=later, inspection=mention.inspection, stage=Stage.FEEDBACK)
    return mention


def test_it_lists_a_notice_under_all_that_it_is_of(told: Mention) -> None:
    assert values(told.notice, "place") == {"河南省", "河南省-洛阳市"}
    assert values(told.notice, "group") == {"3"}
    assert values(told.notice, "unit") == {"市教育局"}
    bare = make_notice("无", text="无")
    assert {values(bare, facet) == {"none"} for facet in ("place", "group", "unit")} == {True}
    assert not NoticeListing.objects.filter(notice=make_notice("草稿", text="草稿", published=False)).exists()


def test_it_keeps_of_a_case_what_all_its_notices_tell(told: Mention) -> None:
    listing = CaseListing.objects.get()
    assert (listing.pk, listing.unit, listing.group) == (
        told.inspection_id,
        told.inspection.unit,
        told.inspection.group,
    )
    assert (listing.year, listing.year_is_inferred, listing.notice_count) == (2015, False, 2)
    assert listing.stages == [Stage.MOBILIZATION, Stage.FEEDBACK]
    assert (listing.entry, listing.feedback) == (None, PartialDate(2016, 3, 1))


def _rename_unit(told: Mention) -> None:
    unit = told.inspection.unit
    assert unit is not None
    unit.name = "市教育和体育局"
    unit.save()


def _renumber_group(told: Mention) -> None:
    group = told.inspection.group
    assert group is not None
    group.ordinal = 4
    group.save()


def _move_case(told: Mention) -> None:
    told.inspection.unit = make_unit("市财政局")
    told.inspection.round = None
    told.inspection.save()


def _join_to_another(told: Mention) -> None:
    other = make_mention(make_notice("另", text="另"), None, make_unit("教育局"))
    told.inspection.joined_to = other.inspection
    told.inspection.save()


def _join_and_go(told: Mention) -> None:
    other = make_mention(make_notice("另", text="另"), None, make_unit("教育局")).inspection
    proposal = JoinProposal.objects.create(first=told.inspection, second=other, reason="")
    joining.join(proposal, None)
    assert CaseListing.objects.get().notice_count == 3
    told.notice.delete()


def _join_and_part(told: Mention) -> None:
    other = make_mention(make_notice("另", text="另"), None, make_unit("教育局")).inspection
    proposal = JoinProposal.objects.create(first=told.inspection, second=other, reason="")
    joining.join(proposal, None)
    proposal.refresh_from_db()
    joining.part(proposal, None)


def _tell_of_another_case(told: Mention) -> None:
    told.inspection = make_mention(make_notice("另", text="另"), None, make_unit("教育局")).inspection
    told.save()


def _move_to_another_notice(told: Mention) -> None:
    told.notice = make_notice("另", text="另")
    told.save()


def _rename_place(_told: Mention) -> None:
    place = make_place("河南省", "洛阳市")
    place.city = "洛城市"
    place.save()


def _change_in_bulk(_told: Mention) -> None:
    Notice.objects.update(year=2011, types=[InspectionType.LOOK_BACK], kind=Kind.ROUND_OVERVIEW)


def _move_cases_in_bulk(_told: Mention) -> None:
    Inspection.objects.update(unit=make_unit("市财政局"), round=None)


def _join_in_bulk(told: Mention) -> None:
    other = make_mention(make_notice("另", text="另"), None, make_unit("教育局")).inspection
    Inspection.objects.filter(pk=told.inspection_id).update(joined_to=other)
    assert CaseListing.objects.get().notice_count == 3
    Inspection.objects.update(joined_to=None)
    assert CaseListing.objects.count() == 2


def _tell_of_another_case_in_bulk(told: Mention) -> None:
    other = make_mention(make_notice("另", text="另"), None, make_unit("教育局")).inspection
    Mention.objects.filter(inspection=told.inspection_id).update(inspection=other)


def _tell_in_bulk(told: Mention) -> None:
    Mention.objects.bulk_create([Mention(notice=make_notice("另", text="另"), inspection=told.inspection)])


def _make_in_bulk(_told: Mention) -> None:
    fill_archive(3)


def _tell_others_apart(told: Mention) -> Mention:
    """Of a notice of one type: another of its units is told to be of it, so that the first is not."""
    Notice.objects.filter(pk=told.notice_id).update(types=[InspectionType.LOOK_BACK])
    assert CaseListing.objects.get().types == [InspectionType.LOOK_BACK]
    other = make_mention(told.notice, None, make_unit("市财政局"), types=[InspectionType.LOOK_BACK])
    assert CaseListing.objects.get(pk=told.inspection_id).types == []
    return other


def _tell_others_alike_again(told: Mention) -> None:
    other = _tell_others_apart(told)
    other.types = []
    other.save()
    assert CaseListing.objects.get(pk=told.inspection_id).types == [InspectionType.LOOK_BACK]


def _tell_others_apart_in_bulk(told: Mention) -> None:
    other = _tell_others_apart(told)
    Mention.objects.filter(pk=other.pk).update(types=[])
    assert CaseListing.objects.get(pk=told.inspection_id).types == [InspectionType.LOOK_BACK]


def _take_away_what_told_apart(told: Mention) -> None:
    _tell_others_apart(told).delete()
    assert CaseListing.objects.get().types == [InspectionType.LOOK_BACK]


def _take_away_in_bulk_what_told_apart(told: Mention) -> None:
    other = _tell_others_apart(told)
    Mention.objects.filter(pk=other.pk).delete()
    assert CaseListing.objects.get().types == [InspectionType.LOOK_BACK]


def _name_a_group_beside_units(_told: Mention) -> Inspection:
    """In one notice, which does not say whose the unit is: the inspection is that of the unit."""
    notice = make_notice("甲组乙县", text="甲组乙县")
    bare = make_mention(notice, make_group(5)).inspection
    assert CaseListing.objects.get(pk=bare.pk).is_counted
    unit = make_mention(notice, None, make_unit("乙县")).inspection
    assert CaseListing.objects.get(pk=unit.pk).is_counted
    assert not CaseListing.objects.get(pk=bare.pk).is_counted
    return bare


def _name_a_group_alone_in_another(told: Mention) -> None:
    bare = _name_a_group_beside_units(told)
    Mention.objects.create(notice=make_notice("只有甲组", text="只有甲组"), inspection=bare)
    assert CaseListing.objects.get(pk=bare.pk).is_counted


def _take_away_the_unit(told: Mention) -> None:
    bare = _name_a_group_beside_units(told)
    Mention.objects.get(inspection__unit__name="乙县").delete()
    assert CaseListing.objects.get(pk=bare.pk).is_counted


def _tell_whose_the_unit_is(told: Mention) -> None:
    bare = _name_a_group_beside_units(told)
    unit = Inspection.objects.get(unit__name="乙县")
    unit.group = make_group(6)
    unit.save()
    assert CaseListing.objects.get(pk=bare.pk).is_counted


def _tell_in_bulk_whose_the_unit_is(told: Mention) -> None:
    bare = _name_a_group_beside_units(told)
    Inspection.objects.filter(unit__name="乙县").update(group=make_group(6))
    assert CaseListing.objects.get(pk=bare.pk).is_counted


def _tell_whom_the_group_inspected(told: Mention) -> None:
    bare = _name_a_group_beside_units(told)
    bare.unit = make_unit("丙县")
    bare.save()
    assert CaseListing.objects.get(pk=bare.pk).is_counted


def _tell_of_the_meeting_of_one_unit(_told: Mention) -> Mention:
    """A group met with its own unit; what stands without a group is dated by the meeting only until that is told."""
    notice = make_notice("讲话", text="讲话", kind=Kind.MOBILIZATION_SPEECH, meeting_date=PartialDate(2016, 5, 1))
    other = make_mention(notice, None, make_unit("丁县"), stage=Stage.MOBILIZATION).inspection
    assert CaseListing.objects.get(pk=other.pk).entry is not None
    own = make_mention(notice, make_group(5), make_unit("戊县"), stage=Stage.MOBILIZATION)
    assert CaseListing.objects.get(pk=other.pk).entry is None
    return own


def _take_away_the_unit_that_was_met(told: Mention) -> None:
    own = _tell_of_the_meeting_of_one_unit(told)
    own.delete()
    assert CaseListing.objects.get(unit__name="丁县").entry is not None


def _take_away_the_group_that_met_it(told: Mention) -> None:
    case = _tell_of_the_meeting_of_one_unit(told).inspection
    case.group = None
    case.save()
    assert CaseListing.objects.get(unit__name="丁县").entry is not None


def _take_away_in_bulk_the_group_that_met_it(told: Mention) -> None:
    case = _tell_of_the_meeting_of_one_unit(told).inspection
    Inspection.objects.filter(pk=case.pk).update(group=None)
    assert CaseListing.objects.get(unit__name="丁县").entry is not None


_CHANGES: list[Callable[[Mention], Any]] = [
    lambda told: Notice.objects.filter(pk=told.notice_id).update(status=Status.DRAFT),
    lambda told: told.notice.delete(),
    lambda _told: Notice.objects.all().delete(),
    lambda told: told.delete(),
    lambda told: told.inspection.mentions.all().delete(),
    lambda told: told.notice.places.clear(),
    lambda told: told.notice.places.set([make_place("河北省")]),
    lambda _told: make_place("河南省", "洛阳市").notices.clear(),
    lambda told: make_place("河北省").notices.add(told.notice),
    _rename_unit,
    _renumber_group,
    _move_case,
    _join_to_another,
    _join_and_part,
    _join_and_go,
    lambda told: joining.part_mention(told, None),
    _tell_of_another_case,
    _move_to_another_notice,
    _rename_place,
    _change_in_bulk,
    _make_in_bulk,
    lambda _told: InspectedUnit.objects.update(name="市教育和体育局"),
    lambda _told: InspectionGroup.objects.update(ordinal=4),
    lambda _told: Place.objects.update(city="洛城市"),
    _move_cases_in_bulk,
    _join_in_bulk,
    _tell_of_another_case_in_bulk,
    lambda _told: Mention.objects.update(stage=Stage.ENTRY, types=[InspectionType.LOOK_BACK]),
    _tell_in_bulk,
    _tell_others_apart,
    _tell_others_alike_again,
    _tell_others_apart_in_bulk,
    _take_away_what_told_apart,
    _take_away_in_bulk_what_told_apart,
    _name_a_group_alone_in_another,
    _take_away_the_unit,
    _tell_whose_the_unit_is,
    _tell_in_bulk_whose_the_unit_is,
    _tell_whom_the_group_inspected,
    _tell_of_the_meeting_of_one_unit,
    _take_away_the_unit_that_was_met,
    _take_away_the_group_that_met_it,
    _take_away_in_bulk_the_group_that_met_it,
]


@pytest.mark.parametrize("change", _CHANGES, ids=lambda change: change.__name__)
def test_it_follows_every_change(told: Mention, change: Callable[[Mention], Any]) -> None:
    change(told)
    assert recount_all() == 0


@pytest.mark.parametrize("field", ["year", "year_basis", "level", "types", "period_start", "activity", "status"])
def test_it_follows_what_a_notice_says(told: Mention, field: str) -> None:
    changed: dict[str, Any] = {
        "year": 2009,
        "year_basis": "round",
        "level": Level.COUNTY,
        "types": [InspectionType.SPECIAL],
        "period_start": PartialDate(2015, 7, 1),
        "activity": "巡察",
        "status": Status.DRAFT,
    }
    before = list(CaseListing.objects.values())
    setattr(told.notice, field, changed[field])
    told.notice.save()
    assert list(CaseListing.objects.values()) != before
    assert recount_all() == 0


def test_it_follows_the_reading_of_notices_and_their_reading_again() -> None:
    text = "2016年5月3日，中共洛阳市委第三巡察组进驻嵩县教育局开展专项巡察。组长：王洪海。"
    notice = import_notice(text.encode(), "a.txt", known_rounds(), publish=True).notice
    assert CaseListing.objects.exists()
    assert recount_all() == 0
    Mention.objects.all().delete()
    parse_again(notice, known_rounds(), dry_run=True)
    assert not CaseListing.objects.exists()
    parse_again(notice, known_rounds())
    assert CaseListing.objects.exists()
    assert recount_all() == 0


def test_it_follows_what_an_editor_saves(told: Mention, editor: Client) -> None:
    address = reverse("admin:archive_notice_change", args=[told.notice_id])
    sent = filled_form(editor, address) | {"year": "2012", "kind": Kind.ROUND_OVERVIEW}
    assert editor.post(address, sent).status_code == 302
    assert CaseListing.objects.filter(year=2012, listed_only=True).exists()
    assert recount_all() == 0


def test_what_failed_leaves_nothing_behind(told: Mention) -> None:
    def fail() -> None:
        with transaction.atomic(), changes_together():
            told.delete()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert recount_all() == 0
    assert CaseListing.objects.get().notice_count == 2


def test_a_new_title_changes_nothing_that_is_kept(told: Mention) -> None:
    told.notice.title = "改题"
    with CaptureQueriesContext(connection) as captured:
        told.notice.save()
    written = [query["sql"] for query in captured if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert not [sql for sql in written if "listing" in sql]


def test_recount_mends_what_was_changed_behind_its_back(told: Mention, capsys: Any) -> None:
    CaseListing.objects.update(year=1999, notice_count=7)
    NoticeListing.objects.filter(facet="unit").delete()
    call_command("recount")
    assert "3 rows mended" in capsys.readouterr().out
    assert CaseListing.objects.get().year == 2015
    assert values(told.notice, "unit") == {"市教育局"}


def _joined_pair() -> tuple[Mention, Mention]:
    """Two cases of which the first points to the second."""
    first = make_mention(make_notice("甲", text="甲"), make_group(1), make_unit("甲厂"))
    second = make_mention(make_notice("乙", text="乙"), make_group(2), make_unit("乙厂"))
    first.inspection.joined_to = second.inspection
    first.inspection.save()
    return first, second


@pytest.mark.parametrize("is_older_joined", [True, False])
def test_recount_takes_joined_cases_whole_wherever_they_stand(
    monkeypatch: pytest.MonkeyPatch, is_older_joined: bool
) -> None:
    first, second = _joined_pair()
    if not is_older_joined:
        first.inspection.joined_to = None
        first.inspection.save()
        second.inspection.joined_to = first.inspection
        second.inspection.save()
    monkeypatch.setattr(batches, "AT_ONCE", 1)
    assert recount_all() == 0
    CaseListing.objects.all().delete()
    recount_all()
    assert CaseListing.objects.get().notice_count == 2
    assert recount_all() == 0


def test_recount_drops_what_is_of_nothing(told: Mention) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO archive_noticelisting (notice_id, facet, value) VALUES (99999, 'unit', '无')")
    CaseListing.objects.create(inspection_id=99999, notice_count=1)
    assert recount_all() == 2
    assert CaseListing.objects.get().pk == told.inspection_id


def test_a_fill_that_was_broken_off_leaves_nothing(told: Mention, monkeypatch: pytest.MonkeyPatch) -> None:
    CaseListing.objects.all().delete()
    NoticeListing.objects.all().delete()
    with monkeypatch.context() as broken:
        broken.setattr(recounting, "_recount_cases", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            watching.bring_into_step("default")
    assert not NoticeListing.objects.exists()
    watching.bring_into_step("default")
    assert recount_all() == 0


def test_it_names_no_group_that_only_a_draft_names() -> None:
    first, second = _joined_pair()
    second.notice.status = Status.DRAFT
    second.notice.save()
    assert CaseListing.objects.get().group == first.inspection.group
    assert [tally.group for tally in busiest_groups()] == [first.inspection.group]
    assert recount_all() == 0


def test_it_follows_deletions_in_the_admin(told: Mention, editor: Client) -> None:
    address = reverse("admin:archive_notice_changelist")
    sent = {"action": "delete_selected", "_selected_action": [told.notice_id], "post": "yes"}
    assert editor.post(address, sent).status_code == 302
    assert not Notice.objects.filter(pk=told.notice_id).exists()
    assert CaseListing.objects.get().notice_count == 1
    assert recount_all() == 0


def test_notices_of_a_round_that_only_they_name_go_together(editor: Client) -> None:
    wave = make_round(3, 2, make_authority("洛阳市委", Level.CITY, make_place("河南省", "洛阳市")))
    gone = [make_notice(title, text=title, round=wave).pk for title in "甲乙"]
    sent = {"action": "delete_selected", "_selected_action": gone, "post": "yes"}
    assert editor.post(reverse("admin:archive_notice_changelist"), sent).status_code == 302
    assert not Notice.objects.exists()
    assert not type(wave).objects.filter(pk=wave.pk).exists()


def test_lists_name_nobody_whom_no_notice_names(told: Mention, client: Client) -> None:
    make_group(9, name="中央第九巡视组")
    Person.objects.create(name="无名氏")
    assert "中央第九巡视组" not in client.get("/groups/").content.decode()
    assert "无名氏" not in client.get("/people/").content.decode()


def test_migrate_fills_what_is_new(told: Mention) -> None:
    CaseListing.objects.all().delete()
    NoticeListing.objects.all().delete()
    watching.bring_into_step("default")
    assert CaseListing.objects.get().notice_count == 2
    assert recount_all() == 0


def test_work_together_is_worked_out_once(told: Mention) -> None:
    def queries(times: int) -> int:
        with CaptureQueriesContext(connection) as captured, transaction.atomic(), changes_together():
            for _ in range(times):
                touch_notices([told.notice_id])
        return len(captured)

    assert queries(1) == queries(20)


def test_counts_and_places_come_from_what_is_kept(told: Mention) -> None:
    assert count_places() == {"河南省": 1, "河南省-洛阳市": 1}
    assert count_places("河南省") == {"河南省": 1, "河南省-洛阳市": 1}
    assert count_places("河北省") == {}
    facets = {facet.name: facet.options for facet in count_facets(read_filters({})[0])}
    assert [(option.value, option.count) for option in facets["unit"]] == [("市教育局", 2)]
