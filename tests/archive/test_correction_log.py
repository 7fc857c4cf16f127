"""What editors correct in the admin is told in the record, entry by entry."""

from importlib import import_module
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from archive.former import lead_on
from archive.ingest.importing import parse_again
from archive.models import CorrectionEntry, InspectedUnit, Inspection, JoinProposal, Notice, Person
from archive.partial_date import PartialDate
from archive.reference import known_rounds
from tests.archive.test_admin import change, filled_form
from tests.makers import (
    make_authority,
    make_exchange_notice,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_round,
    make_unit,
)

pytestmark = pytest.mark.django_db

Told = tuple[str, list[str] | None, list[str] | None]


@pytest.fixture
def notice() -> Notice:
    return make_exchange_notice(title="动员会")


def told() -> list[Told]:
    """The entries' fields with what they said before and say since, the oldest first."""
    return list(CorrectionEntry.objects.order_by("pk").values_list("field", "before", "after"))


def row_of(editor: Client, notice: Notice, value: str) -> str:
    """The prefix of the row of the notice's form that holds the value."""
    form = filled_form(editor, reverse("admin:archive_notice_change", args=[notice.pk]))
    return next(name for name, said in form.items() if said == value).rpartition("-")[0]


def change_shared(editor: Client, row: Any, **changes: Any) -> None:
    address = reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])
    assert editor.post(address, filled_form(editor, address) | changes).status_code == 302


def test_a_save_that_changes_nothing_adds_nothing(editor: Client, notice: Notice) -> None:
    change(editor, notice)
    assert told() == []


@pytest.mark.parametrize(
    ("field", "typed", "entry"),
    [
        ("title", "另一题名", ("title", ["动员会"], ["另一题名"])),
        ("publisher", "中央纪委网站", ("publisher", [], ["中央纪委网站"])),
        ("source_url", "https://example.org/1", ("source_url", [], ["https://example.org/1"])),
        ("published_date", "2015-11-02", ("published_date", [], ["2015-11-02"])),
        ("kind", "announcement", ("kind", ["mobilization_report"], ["announcement"])),
        ("round_number", "9", ("round", ["8"], ["9"])),
        ("year", "2016", ("year", ["2015"], ["2016"])),
        ("period_start", "2015-10", ("period_start", ["2015-11-01"], ["2015-10"])),
        ("deadline_time", "17:30", ("deadline_time", [], ["17:30:00"])),
        ("types", ["专项", "机动"], ("types", ["专项"], ["专项", "机动"])),
    ],
)
def test_it_keeps_what_a_field_said_and_says(
    editor: Client, notice: Notice, field: str, typed: Any, entry: Told
) -> None:
    change(editor, notice, **{field: typed})
    of_editor = CorrectionEntry.objects.get(is_following=False)
    assert (of_editor.field, of_editor.before, of_editor.after) == entry
    assert of_editor.editor == User.objects.get()


def test_what_follows_from_a_correction_is_told_with_it(editor: Client, notice: Notice) -> None:
    """Dates of which the text has month and day alone move with the year, and a year with its round."""
    Notice.objects.update(meeting_date=PartialDate(2015, 11, 1))
    notice.bases.create(field="meeting_date", sentence="年份取自本公告的年份（2015年）。")
    change(editor, notice, year="2016")
    assert told() == [("year", ["2015"], ["2016"]), ("meeting_date", ["2015-11-01"], ["2016-11-01"])]
    assert list(CorrectionEntry.objects.order_by("pk").values_list("is_following", flat=True)) == [False, True]


def test_what_follows_from_work_on_a_draft_is_not_told(editor: Client, notice: Notice) -> None:
    Notice.objects.update(status="draft")
    change(editor, notice, round_number="9")
    assert told() == []


def test_publishing_is_no_correction(editor: Client, notice: Notice) -> None:
    change(editor, notice, status="draft")
    assert told() == []


def test_it_names_the_authority_that_stood_there(editor: Client, notice: Notice) -> None:
    city = make_authority("洛阳市委", "city", make_place("河南省", "洛阳市"))
    change(editor, notice, authority=str(city.pk), level="city")
    assert ("authority", ["中央"], ["河南省洛阳市委"]) in told()


def test_to_take_a_correction_back_is_one_more(editor: Client, notice: Notice) -> None:
    change(editor, notice, year="2016")
    change(editor, notice, year="2015")
    assert told() == [("year", ["2015"], ["2016"]), ("year", ["2016"], ["2015"])]


def test_it_tells_of_people_and_of_which_case(editor: Client, notice: Notice) -> None:
    row = row_of(editor, notice, "刘卒")
    change(editor, notice, **{f"{row}-name": "刘粹"})
    assert told() == [("leaders", ["刘卒"], ["刘粹"])]
    assert CorrectionEntry.objects.get().about == str(notice.mentions.get())


def test_who_changes_the_role_goes_from_one_and_comes_to_the_other(editor: Client, notice: Notice) -> None:
    row = row_of(editor, notice, "刘卒")
    change(editor, notice, **{f"{row}-role": "deputy"})
    assert told() == [("leaders", ["刘卒"], []), ("deputies", [], ["刘卒"])]


def test_it_tells_of_contacts_that_come_and_go(editor: Client, notice: Notice) -> None:
    row = row_of(editor, notice, "0755-88106327")
    change(editor, notice, **{f"{row}-value": "0755-88106328"})
    change(editor, notice, **{f"{row}-DELETE": "on"})
    assert told() == [("phones", ["0755-88106327"], ["0755-88106328"]), ("phones", ["0755-88106328"], [])]


def test_the_order_of_rows_is_nothing_that_was_said(editor: Client, notice: Notice) -> None:
    row = row_of(editor, notice, "刘卒")
    change(editor, notice, **{f"{row}-position": "7"})
    assert told() == []


def test_it_tells_of_cases(editor: Client, notice: Notice) -> None:
    change(editor, notice, **{"mentions-0-unit_name": "上海证券交易所", "mentions-0-stage": "entry"})
    assert told() == [
        ("inspections", ["中央第七巡视组 → 深圳证券交易所"], ["中央第七巡视组 → 上海证券交易所"]),
        ("stage", ["mobilization"], ["entry"]),
    ]
    assert CorrectionEntry.objects.get(field="stage").about == "中央第七巡视组 → 上海证券交易所"


def test_of_a_case_that_goes_it_tells_just_that(editor: Client, notice: Notice) -> None:
    make_mention(notice, unit=make_unit("上海证券交易所"))
    change(editor, notice, **{"mentions-1-DELETE": "on"})
    assert told() == [("inspections", ["上海证券交易所"], [])]


def test_it_tells_of_another_version_of_the_text(editor: Client, notice: Notice) -> None:
    added = {"versions-TOTAL_FORMS": "2", "versions-1-text": "中央第七巡视组进驻深圳证券交易所。"}
    change(editor, notice, **{"versions-0-id": str(notice.versions.get().pk)} | added)
    assert ("text", ["1"], ["2"]) in told()


def test_it_tells_of_what_is_left_to_the_parser_again(editor: Client, notice: Notice) -> None:
    change(editor, notice, year="2016")
    change(editor, notice, **{"corrections-0-DELETE": "on"})
    assert not notice.corrections.exists()
    [returned] = CorrectionEntry.objects.filter(is_returned=True)
    assert returned.field == "year"


def test_what_is_entered_with_a_new_notice_corrects_nothing(editor: Client) -> None:
    address = reverse("admin:archive_notice_add")
    form = filled_form(editor, address) | {"title": "新公告", "kind": "other", "status": "draft"}
    assert editor.post(address, form | {"versions-0-text": "新公告的原文。"}).status_code == 302
    assert Notice.objects.exists()
    assert told() == []


def test_work_on_a_draft_corrects_nothing(editor: Client) -> None:
    draft = make_exchange_notice(title="草稿", published=False)
    change(editor, draft, publisher="草稿时填的")
    change(editor, draft, publisher="发布时填的", status="published")
    assert told() == []
    change(editor, draft, publisher="后来改的")
    assert told() == [("publisher", ["发布时填的"], ["后来改的"])]


def test_what_notices_share_is_told_once(editor: Client, notice: Notice) -> None:
    for number in range(3):
        make_mention(make_notice(text=f"第{number}件"), unit=make_unit())
    change_shared(editor, make_unit(), name="深交所")
    assert told() == [("name", ["深圳证券交易所"], ["深交所"])]
    entry = CorrectionEntry.objects.get()
    assert (entry.notice, entry.kind, entry.key, entry.about) == (
        None,
        "inspectedunit",
        make_unit("深交所").pk,
        "深交所",
    )


def test_it_tells_of_a_units_other_names(editor: Client, notice: Notice) -> None:
    unit = make_unit()
    alias = unit.aliases.create(name="深交")
    unit.aliases.create(name="深所")
    change_shared(editor, unit, **{"aliases-0-name": "深交所", "aliases-1-DELETE": "on", "aliases-2-name": "深市"})
    assert alias.pk
    assert told() == [("aliases", ["深所"], []), ("aliases", ["深交"], ["深交所"]), ("aliases", [], ["深市"])]


def test_it_tells_of_rounds_and_people(editor: Client, notice: Notice) -> None:
    wave = make_round(30, 1)
    Notice.objects.update(round=wave)
    change_shared(editor, wave, starts="2015-10", focus="专项")
    change_shared(editor, Person.objects.get(name="刘卒"), note="组长")
    assert told() == [("starts", [], ["2015-10"]), ("focus", [], ["专项"]), ("note", [], ["组长"])]


def test_what_drafts_alone_speak_of_is_not_published(editor: Client, notice: Notice) -> None:
    change(editor, notice, year="2016")
    change_shared(editor, make_unit(), name="深交所")
    assert CorrectionEntry.objects.published().count() == 2
    Notice.objects.update(status="draft")
    assert not CorrectionEntry.objects.published().exists()
    change_shared(editor, make_unit(), name="深圳证券交易所")
    Notice.objects.update(status="published")
    # What was tidied while nobody could read it corrects nothing.
    assert CorrectionEntry.objects.published().count() == 2


def test_it_goes_along_when_a_row_is_joined_to_another(editor: Client, notice: Notice) -> None:
    change_shared(editor, make_unit(), name="深交所")
    other = make_unit("别的交易所")
    lead_on(InspectedUnit, make_unit("深交所").pk, other.pk)
    assert CorrectionEntry.objects.get().key == other.pk


def test_it_survives_parsing_again(editor: Client, notice: Notice) -> None:
    change(editor, notice, year="2016", publisher="某网站")
    before = told()
    parse_again(notice, known_rounds())
    assert told() == before
    assert Notice.objects.get().year == 2016


def test_it_survives_a_dump(editor: Client, notice: Notice, tmp_path: Path) -> None:
    change(editor, notice, year="2016", types=["机动"])
    change_shared(editor, make_unit(), name="深交所")
    kept = told()
    dump = tmp_path / "archive.json"
    call_command("dumpdata", "archive", "auth.user", natural_foreign=True, output=str(dump), stdout=StringIO())
    Notice.objects.all().delete()
    CorrectionEntry.objects.all().delete()
    call_command("loaddata", str(dump), stdout=StringIO())
    assert told() == kept
    assert CorrectionEntry.objects.published().count() == len(kept)


def test_what_was_corrected_before_there_was_a_record_stands_in_it(notice: Notice) -> None:
    old = notice.corrections.create(field="leaders", editor=User.objects.create_user("liu"))
    migration = import_module("archive.migrations.0024_corrections_before_the_log")
    migration.tell(apps, SimpleNamespace(connection=connection))
    [entry] = CorrectionEntry.objects.all()
    assert (entry.notice, entry.field, entry.made_at, entry.editor) == (notice, "leaders", old.corrected_at, old.editor)
    assert entry.before is None
    migration.forget(apps, SimpleNamespace(connection=connection))
    assert not CorrectionEntry.objects.exists()


def two_cases() -> list[Inspection]:
    """Of one unit, each told of by a notice; the second does not name the group."""
    entry, feedback = (make_notice(name, text=name) for name in ("进驻", "反馈"))
    told = make_mention(entry, make_group(), make_unit()), make_mention(feedback, unit=make_unit())
    return [mention.inspection for mention in told]


def sides(entry: CorrectionEntry) -> list[list[str]]:
    """The titles of the notices of the two inspections of a decision."""
    return [[row.notice.title for row in entry.decided.filter(is_other=other)] for other in (False, True)]


def decide(editor: Client, proposal: JoinProposal, what: str, seen: str) -> None:
    editor.post(reverse(f"admin:archive_joinproposal_{what}", args=[proposal.pk]), {"seen": seen})


def test_it_tells_that_inspections_were_joined_and_parted_again(editor: Client) -> None:
    one, other = two_cases()
    proposal = JoinProposal.objects.create(first=one, second=other, reason="同一单位")
    decide(editor, proposal, "join", "open")
    decide(editor, proposal, "part", "joined")
    assert [entry.field for entry in CorrectionEntry.objects.order_by("pk")] == ["joined", "parted"]
    assert [sides(entry) for entry in CorrectionEntry.objects.order_by("pk")] == [[["进驻"], ["反馈"]]] * 2
    assert CorrectionEntry.objects.published().count() == 2
    assert {entry.editor for entry in CorrectionEntry.objects.all()} == {User.objects.get()}


def test_what_was_never_joined_is_not_parted(editor: Client) -> None:
    one, other = two_cases()
    decide(editor, JoinProposal.objects.create(first=one, second=other, reason="同一单位"), "part", "open")
    assert told() == []


def test_it_tells_of_what_is_joined_and_parted_by_hand(editor: Client) -> None:
    one, other = two_cases()
    cases = reverse("admin:archive_inspection_changelist")
    editor.post(cases, {"action": "join_selected", "_selected_action": [one.pk, other.pk]})
    editor.post(reverse("admin:archive_mention_part", args=[other.mentions.get().pk]))
    entries = CorrectionEntry.objects.order_by("pk")
    assert [entry.field for entry in entries] == ["joined", "parted"]
    assert sides(entries[1]) == [["反馈"], ["进驻"]]


def test_it_tells_of_a_notice_parted_from_the_others_of_its_case(editor: Client) -> None:
    one, _other = two_cases()
    mention = make_mention(make_notice("整改", text="整改"), make_group(), make_unit())
    assert mention.inspection == one
    editor.post(reverse("admin:archive_mention_part", args=[mention.pk]))
    assert sides(CorrectionEntry.objects.get()) == [["整改"], ["进驻"]]


def test_of_a_decision_about_a_draft_nothing_is_published(editor: Client) -> None:
    one, other = two_cases()
    decide(editor, JoinProposal.objects.create(first=one, second=other, reason="同一单位"), "join", "open")
    Notice.objects.filter(title="反馈").update(status="draft")
    assert not CorrectionEntry.objects.published().exists()


@pytest.mark.parametrize("half", [{"before": ["1"]}, {"after": ["1"]}, {"kind": "round"}])
def test_an_entry_is_whole(notice: Notice, half: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectionEntry.objects.create(notice=notice, field="year", **half)
