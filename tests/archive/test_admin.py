"""The admin as an editor uses it: enter, correct, publish, parse again."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.templatetags.static import static
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.ingest.saving import save_parsed
from archive.joining import join_by_hand
from archive.models import (
    Authority,
    Correction,
    Doubt,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    Notice,
    Person,
    Place,
    Round,
    TextVersion,
)
from archive.parsing import ParsedGroup, ParsedInspection, ParsedNotice, ParsedUnit
from archive.partial_date import PartialDate
from archive.reference import known_rounds
from tests.makers import make_authority

pytestmark = pytest.mark.django_db

TEXT = "中央第七巡视组近日进驻深圳证券交易所开展专项巡视工作。中央第七巡视组组长刘卒作了讲话。值班电话：0755-88106327。"


@pytest.fixture
def notice() -> Notice:
    notice = Notice.objects.create(title="动员会", status="published")
    version = TextVersion.objects.create(notice=notice, text=TEXT)
    group, unit = ParsedGroup("中央第七巡视组", 7), ParsedUnit("深圳证券交易所")
    said = ParsedInspection(group.name, leaders=("刘卒",), units=(unit.name,), phones=("0755-88106327",))
    save_parsed(
        notice,
        version,
        ParsedNotice(
            title="动员会",
            level="central",
            authority="中央",
            activity="巡视",
            groups=(group,),
            units=(unit,),
            leaders=("刘卒",),
            phones=said.phones,
            inspections=(said,),
        ),
    )
    return Notice.objects.get(pk=notice.pk)


def filled_form(client: Client, url: str) -> dict[str, Any]:
    """What the browser would send back from the form at url, unchanged."""
    response = client.get(url)
    assert response.status_code == 200
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    forms = [response.context["adminform"].form]
    for formset in formsets:
        forms += [formset.management_form, *formset.forms]
    data: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(value, bool):
                value = "on" if value else None
            if value is not None:
                data[bound.html_name] = value if isinstance(value, list) else str(value)
    return data


def change(client: Client, notice: Notice, **changes: Any) -> Any:
    url = reverse("admin:archive_notice_change", args=[notice.pk])
    response = client.post(url, filled_form(client, url) | changes)
    if response.status_code != 302:
        errors = [response.context["adminform"].form.errors]
        errors += [inline.formset.errors for inline in response.context["inline_admin_formsets"]]
        pytest.fail(f"not saved: {errors}")
    return Notice.objects.get(pk=notice.pk)


def corrected(notice: Notice) -> set[str]:
    return set(notice.corrections.values_list("field", flat=True))


def test_it_marks_nothing_when_nothing_was_changed(editor: Client, notice: Notice) -> None:
    change(editor, notice)
    assert corrected(notice) == set()


def test_it_marks_the_field_that_was_corrected(editor: Client, notice: Notice) -> None:
    change(editor, notice, duration="2个月", status="draft")
    assert corrected(notice) == {"duration"}
    assert Correction.objects.get().editor == User.objects.get()


def test_it_gives_an_editors_year_its_basis(editor: Client, notice: Notice) -> None:
    assert change(editor, notice, year="2015").year_basis == "editor"
    emptied = change(editor, notice, year="")
    assert (emptied.year, emptied.year_basis) == (None, "")
    assert corrected(notice) == {"year"}


def test_it_corrects_a_leaders_name_for_this_notice(editor: Client, notice: Notice) -> None:
    change(editor, notice, **{"appearances-0-name": "刘粹"})
    row = notice.appearances.get()
    assert (row.name, row.person.name) == ("刘粹", "刘粹")
    assert corrected(notice) == {"leaders"}


def test_it_corrects_a_phone(editor: Client, notice: Notice) -> None:
    change(editor, notice, **{"contacts-0-value": "0755-88106328"})
    assert notice.contacts.get().value == "0755-88106328"
    assert corrected(notice) == {"phones"}


def test_it_changes_the_case_by_names(editor: Client, notice: Notice) -> None:
    change(editor, notice, **{"mentions-0-unit_name": "上海证券交易所", "mentions-0-group_name": "中央第八巡视组"})
    case = notice.mentions.get().inspection
    assert str(case) == "中央第八巡视组 → 上海证券交易所"
    assert InspectionGroup.objects.get(name="中央第八巡视组").ordinal == 8
    assert corrected(notice) == {"inspections"}


def test_it_refuses_a_case_without_group_and_unit(editor: Client, notice: Notice) -> None:
    url = reverse("admin:archive_notice_change", args=[notice.pk])
    data = filled_form(editor, url) | {"mentions-0-unit_name": "", "mentions-0-group_name": ""}
    assert "至少要有一个" in editor.post(url, data).content.decode()


def test_it_says_what_a_date_must_look_like(editor: Client, notice: Notice) -> None:
    url = reverse("admin:archive_notice_change", args=[notice.pk])
    page = editor.post(url, filled_form(editor, url) | {"deadline": "2020-02-30"}).content.decode()
    assert "2020-02-30" in page
    assert "不知道就留空" in page


def test_it_parses_a_notice_that_an_editor_enters(editor: Client) -> None:
    url = reverse("admin:archive_notice_add")
    data = filled_form(editor, url) | {"versions-0-text": TEXT, "title": "编辑所拟", "status": "published"}
    assert editor.post(url, data).status_code == 302
    notice = Notice.objects.get()
    assert notice.versions.get().text == TEXT
    assert notice.appearances.get(role="head").name == "刘卒"
    assert (notice.title, corrected(notice)) == ("编辑所拟", {"title"})


def test_it_keeps_old_versions_of_a_text(editor: Client, notice: Notice) -> None:
    newer = {"versions-TOTAL_FORMS": "2", "versions-1-text": TEXT + "邮编：518000。", "versions-1-notice": notice.pk}
    change(editor, notice, **newer)
    assert [version.number for version in notice.versions.all()] == [1, 2]
    assert notice.versions.get(number=1).text == TEXT


def test_it_publishes_and_withdraws(editor: Client, notice: Notice) -> None:
    url = reverse("admin:archive_notice_changelist")
    editor.post(url, {"action": "unpublish", "_selected_action": [notice.pk]})
    assert not Notice.objects.published().exists()
    editor.post(url, {"action": "publish", "_selected_action": [notice.pk]})
    assert Notice.objects.published().exists()


def test_it_shows_what_parsing_again_would_change_before_it_does(editor: Client, notice: Notice) -> None:
    Notice.objects.filter(pk=notice.pk).update(duration="9个月")
    url = reverse("admin:archive_notice_changelist")
    action = {"action": "parse_again", "_selected_action": [notice.pk]}
    page = editor.post(url, action).content.decode()
    assert "9个月" in page
    assert Notice.objects.get().duration == "9个月"
    editor.post(url, action | {"confirm": "照此改动"})
    assert Notice.objects.get().duration == ""


def test_it_places_an_authority_for_all_its_notices(editor: Client, notice: Notice) -> None:
    authority = notice.authority
    assert authority is not None
    Place.objects.create(province="河南省", city="洛阳市")
    Notice.objects.filter(pk=notice.pk).update(term=11, round_number=7)
    url = reverse("admin:archive_authority_change", args=[authority.pk])
    data = filled_form(editor, url) | {"place": Place.objects.get().pk, "level": "city", "name": "洛阳市委"}
    assert editor.post(url, data).status_code == 302
    placed = Notice.objects.get(pk=notice.pk)
    assert [place.code for place in placed.places.all()] == ["河南省-洛阳市"]
    assert str(placed.round) == "十一届洛阳市委第七轮"


def test_it_escapes_what_notices_hold(editor: Client, notice: Notice) -> None:
    Notice.objects.filter(pk=notice.pk).update(title="<script>alert(1)</script>")
    notice.versions.get().evidence.create(field="title", value="<b>x</b>", start=0, end=2, rule="<i>", confidence=0.5)
    for url in (
        reverse("admin:archive_notice_changelist"),
        reverse("admin:archive_notice_change", args=[notice.pk]),
    ):
        page = editor.get(url).content.decode()
        assert "<script>alert(1)" not in page
        assert "<b>x</b>" not in page


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [("zh-hans", "登录 | 巡览", "巡览编辑室"), ("en", "Log in | Xunlan", "Xunlan editors&#x27; room")],
)
def test_it_is_the_site_s_own_where_editors_log_in(client: Client, language: str, title: str, name: str) -> None:
    page = client.get(reverse("admin:login"), headers={"accept-language": language}).content.decode()
    assert f"<title>{title}</title>" in page
    assert name in page
    assert re.search(r'<a class="slip" href="/"[^>]*>巡览</a>', page)
    for file in ("css/tokens.css", "css/admin.css", "img/favicon.svg"):
        assert f'href="{static(file)}"' in page


def test_it_locks_out_who_guesses_passwords(client: Client) -> None:
    User.objects.create_superuser("editor", password="a long enough one")
    url = reverse("admin:login")
    for _attempt in range(5):
        client.post(url, {"username": "editor", "password": "wrong"})
    locked = client.post(url, {"username": "editor", "password": "a long enough one"})
    assert locked.status_code == 429
    assert "_auth_user_id" not in client.session


def test_it_refuses_what_no_user_name_can_be(client: Client) -> None:
    response = client.post(reverse("admin:login"), {"username": "x" * 300, "password": "wrong"})
    assert response.status_code == 200
    assert "150" in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "notice",
        "inspection",
        "joinproposal",
        "authority",
        "inspectiongroup",
        "round",
        "inspectedunit",
        "person",
        "place",
    ],
)
def test_it_lists_and_searches_everything(editor: Client, notice: Notice, name: str) -> None:
    response = editor.get(reverse(f"admin:archive_{name}_changelist"), {"q": "深圳"})
    assert response.status_code == 200


def errors_of(client: Client, notice: Notice, **changes: Any) -> str:
    """The page that comes back when the form is refused."""
    url = reverse("admin:archive_notice_change", args=[notice.pk])
    response = client.post(url, filled_form(client, url) | changes)
    assert response.status_code == 200, "it was saved"
    return response.content.decode()


def row(prefix: str, number: int, **values: Any) -> dict[str, Any]:
    return {f"{prefix}-TOTAL_FORMS": str(number + 1)} | {f"{prefix}-{number}-{name}": v for name, v in values.items()}


def test_it_names_the_notice_that_has_a_text_already(editor: Client, notice: Notice) -> None:
    url = reverse("admin:archive_notice_add")
    page = editor.post(url, filled_form(editor, url) | {"versions-0-text": TEXT})
    assert f"公告{notice.pk}已有同样的原文" in page.content.decode()


def test_it_refuses_the_same_row_twice(editor: Client, notice: Notice) -> None:
    case = {"group_name": "中央第七巡视组", "unit_name": "深圳证券交易所", "position": "1", "notice": notice.pk}
    assert "已在上面填过" in errors_of(editor, notice, **row("mentions", 1, **case))
    host = {"role": "host", "name": "吴利军", "position": "0", "notice": notice.pk}
    twice = row("appearances", 1, **host) | row("appearances", 2, **host)
    assert "已在上面填过" in errors_of(editor, notice, **twice)


def test_it_takes_two_spellings_of_one_case_for_one(editor: Client, notice: Notice) -> None:
    notice.mentions.get().inspection.unit.aliases.create(name="深交所")  # type: ignore[union-attr]
    alias = {"group_name": "第七巡视组", "unit_name": "深交所", "position": "1", "notice": notice.pk}
    change(editor, notice, term="18", round_number="8", **row("mentions", 1, **alias))
    assert str(notice.mentions.get().inspection) == "中央第七巡视组 → 深圳证券交易所"


def test_it_takes_no_group_numbered_nought(editor: Client, notice: Notice) -> None:
    change(editor, notice, **{"mentions-0-group_name": "中央第零巡视组"})
    assert InspectionGroup.objects.get(name="中央第零巡视组").ordinal is None


def test_it_lets_a_case_go_while_a_person_of_it_is_entered(editor: Client, notice: Notice) -> None:
    mention = notice.mentions.get()
    person = {"role": "deputy", "name": "魏强", "mention": mention.pk, "position": "1", "notice": notice.pk}
    other = {"group_name": "中央第八巡视组", "position": "1", "notice": notice.pk}
    changes = {"mentions-0-DELETE": "on", **row("mentions", 1, **other), **row("appearances", 1, **person)}
    change(editor, notice, **changes)
    assert str(notice.mentions.get().inspection) == "中央第八巡视组"
    assert [person.name for person in notice.appearances.all()] == ["魏强"]


def test_it_saves_a_notice_of_many_units(editor: Client, notice: Notice) -> None:
    units = tuple(ParsedUnit(f"第{number}学校") for number in range(130))
    save_parsed(notice, notice.versions.get(), ParsedNotice(level="central", authority="中央", units=units))
    change(editor, notice, duration="2个月")
    assert Notice.objects.get(pk=notice.pk).duration == "2个月"


def test_it_asks_the_database_no_more_for_many_cases(
    editor: Client, notice: Notice, django_assert_max_num_queries: Any
) -> None:
    url = reverse("admin:archive_notice_change", args=[notice.pk])
    with CaptureQueriesContext(connection) as few:
        editor.get(url)
    units = tuple(ParsedUnit(f"第{number}学校") for number in range(30))
    said = (ParsedInspection("中央第七巡视组", leaders=("刘卒",), units=tuple(unit.name for unit in units)),)
    groups = (ParsedGroup("中央第七巡视组", 7),)
    parsed = ParsedNotice(level="central", authority="中央", groups=groups, units=units, inspections=said)
    save_parsed(notice, notice.versions.get(), parsed)
    with django_assert_max_num_queries(len(few)):
        editor.get(url)


def test_it_makes_no_second_centre_for_a_notice_entered_by_hand(editor: Client) -> None:
    url = reverse("admin:archive_notice_add")
    text = "中央第九巡视组近日进驻测试公司开展专项巡视工作。"
    case = {"group_name": "中央第九巡视组", "unit_name": "测试公司", "position": "0"}
    head = {"role": "head", "name": "王五", "position": "0"}
    data = {"versions-0-text": text, "term": "18", "round_number": "8", **row("mentions", 0, **case)}
    assert editor.post(url, filled_form(editor, url) | data | row("appearances", 0, **head)).status_code == 302
    notice = Notice.objects.get()
    mention = notice.mentions.get()
    assert str(mention.inspection.round) == "十八届中央第八轮"
    assert Authority.objects.count() == 1
    assert notice.appearances.get(role="head").mention == mention


def test_it_keeps_what_editors_say_of_authorities_groups_and_units(editor: Client) -> None:
    notice = Notice.objects.create()
    version = TextVersion.objects.create(notice=notice, text="县委第四巡察组进驻教育局。")
    said = ParsedInspection("县委第四巡察组", leaders=("张三",), units=("教育局",))
    parsed = ParsedNotice(
        level="county",
        authority="县委",
        groups=(ParsedGroup("县委第四巡察组", 4),),
        units=(ParsedUnit("教育局"),),
        leaders=("张三",),
        inspections=(said,),
    )
    save_parsed(notice, version, parsed)
    notice = Notice.objects.get(pk=notice.pk)
    case = notice.mentions.get().inspection
    place = Place.objects.create(province="河南省", city="洛阳市", county="嵩县")
    for row_, changes in ((notice.authority, {"place": place.pk}), (case.unit, {"name": "嵩县教育局"})):
        assert row_ is not None
        url = reverse(f"admin:archive_{row_._meta.model_name}_change", args=[row_.pk])
        assert editor.post(url, filled_form(editor, url) | changes).status_code == 302
    save_parsed(notice := Notice.objects.get(pk=notice.pk), version, parsed)
    notice = Notice.objects.get(pk=notice.pk)
    assert str(notice.authority) == "河南省洛阳市嵩县县委"
    assert [place.code for place in notice.places.all()] == ["河南省-洛阳市-嵩县"]
    assert str(notice.mentions.get().inspection).endswith("→ 嵩县教育局")


def test_it_moves_a_notice_with_its_unit(editor: Client, notice: Notice) -> None:
    unit = notice.mentions.get().inspection.unit
    assert unit is not None
    place = Place.objects.create(province="广东省", city="深圳市")
    url = reverse("admin:archive_inspectedunit_change", args=[unit.pk])
    assert editor.post(url, filled_form(editor, url) | {"place": place.pk}).status_code == 302
    assert [place.code for place in notice.places.all()] == ["广东省-深圳市"]


def test_it_shows_in_the_preview_which_case_somebody_belongs_to(editor: Client, notice: Notice) -> None:
    notice.appearances.update(mention=None)
    url = reverse("admin:archive_notice_changelist")
    page = editor.post(url, {"action": "parse_again", "_selected_action": [notice.pk]}).content.decode()
    assert "组长 刘卒" in page
    assert "照此改动" in page


def test_it_drops_the_source_of_a_value_that_was_corrected(editor: Client, notice: Notice) -> None:
    version = notice.versions.get()
    for field in ("leaders", "units"):
        version.evidence.create(field=field, value="x", start=0, end=2, rule="r", confidence=0.9)
    change(editor, notice, **{"appearances-0-name": "刘粹"})
    assert [evidence.field for evidence in version.evidence.all()] == ["units"]
    change(editor, notice, **{"mentions-0-unit_name": "上海证券交易所"})
    assert not version.evidence.exists()


def test_it_refuses_an_end_before_the_start(editor: Client, notice: Notice) -> None:
    assert "结束早于开始" in errors_of(editor, notice, period_start="2015-11-01", period_end="2014-01-01")
    round_ = Round.objects.get(term=18, number=8)
    url = reverse("admin:archive_round_change", args=[round_.pk])
    assert "结束早于开始" in editor.post(url, filled_form(editor, url) | {"ends": "2014"}).content.decode()
    whole_day = filled_form(editor, url) | {"starts": "2015-10-05", "ends": "2015-10"}
    assert editor.post(url, whole_day).status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"starts": "2028"}, "要写到月份"),
        ({"starts": "2028-03", "ends": "2028"}, "要写到月份"),
        ({"starts": "--03-01"}, "要写到月份"),
        ({"term": "0"}, "届和轮都从 1 数起"),
        ({"term": ""}, "届和计轮年份要填一个，也只能填一个"),
        ({"counted_year": "2028"}, "届和计轮年份要填一个，也只能填一个"),
        ({"number": "0"}, "届和轮都从 1 数起"),
        ({"number": "1000"}, "届和轮都从 1 数起"),
    ],
)
def test_it_says_what_a_round_must_look_like(editor: Client, typed: dict[str, str], said: str) -> None:
    url = reverse("admin:archive_round_add")
    assert "年份不明写" not in editor.get(url).content.decode(), "no hint at what is refused"
    whole = {"authority": str(make_authority().pk), "term": "21", "number": "1", "starts": "2028-03"}
    page = editor.post(url, whole | typed).content.decode()
    assert said in page
    assert "round_counts_from_1" not in page
    assert not Round.objects.filter(starts__gte=PartialDate(2028)).exists()
    assert editor.post(url, whole).status_code == 302
    assert known_rounds().get(21, 1) is not None


def unit_with_alias(notice: Notice) -> tuple[InspectedUnit, ParsedNotice]:
    """The notice's unit, known as 深交所 too, and what the parser says of the notice."""
    parsed = ParsedUnit("深圳证券交易所", ("深交所",))
    again = ParsedNotice(
        level="central",
        authority="中央",
        groups=(ParsedGroup("中央第七巡视组", 7),),
        units=(parsed,),
        inspections=(ParsedInspection("中央第七巡视组", units=(parsed.name,)),),
    )
    save_parsed(notice, notice.versions.get(), again)
    unit = InspectedUnit.objects.get(name="深圳证券交易所")
    assert [alias.name for alias in unit.aliases.all()] == ["深交所"], "what a better parser finds is added"
    return unit, again


@pytest.mark.parametrize(
    ("edit", "left"), [({"aliases-0-DELETE": "on"}, []), ({"aliases-0-name": "深证交易所"}, ["深证交易所"])]
)
def test_it_brings_no_alias_back_that_an_editor_took_away(
    editor: Client, notice: Notice, edit: dict[str, str], left: list[str]
) -> None:
    unit, again = unit_with_alias(notice)
    url = reverse("admin:archive_inspectedunit_change", args=[unit.pk])
    assert editor.post(url, filled_form(editor, url) | edit).status_code == 302
    save_parsed(notice, notice.versions.get(), again)
    assert [alias.name for alias in unit.aliases.all()] == left
    assert "深交所" in editor.get(url).content.decode(), "the page says what was taken away"


@pytest.mark.parametrize("edit", [{"aliases-0-name": "深交所"}, {"rejected_aliases-0-DELETE": "on"}])
def test_it_takes_an_alias_back_when_the_editor_does(editor: Client, notice: Notice, edit: dict[str, str]) -> None:
    unit, again = unit_with_alias(notice)
    url = reverse("admin:archive_inspectedunit_change", args=[unit.pk])
    for changes in ({"aliases-0-DELETE": "on"}, edit):
        assert editor.post(url, filled_form(editor, url) | changes).status_code == 302
    save_parsed(notice, notice.versions.get(), again)
    assert [alias.name for alias in unit.aliases.all()] == ["深交所"]


def test_it_says_the_same_types_in_both_places(editor: Client, notice: Notice) -> None:
    change(editor, notice, types=["常规", "提级"])
    assert notice.mentions.get().types == ["常规", "提级"]
    assert change(editor, notice, **{"mentions-0-types": ["机动"]}).types == ["机动"]


def test_it_leaves_no_trace_of_a_round_that_was_a_slip(editor: Client, notice: Notice) -> None:
    known = Round.objects.count()
    change(editor, notice, term="91", round_number="2", status="draft")
    assert "九十一届" not in editor.get("/").content.decode()
    change(editor, notice, term="18", round_number="8")
    assert Round.objects.count() == known


def test_it_works_the_year_out_of_the_round_that_an_editor_chose(editor: Client, notice: Notice) -> None:
    Notice.objects.filter(pk=notice.pk).update(
        year=2015, year_basis="round", term=18, round_number=8, meeting_date=PartialDate(2015, 11, 1)
    )
    notice.bases.create(field="meeting_date", sentence="年份取自本公告的年份（2015年）。")
    moved = change(editor, notice, term="19", round_number="2")
    assert (moved.year, moved.year_basis, str(moved.meeting_date)) == (2018, "round", "2018-11-01")
    basis = moved.bases.get(field="year")
    assert "十九届中央第二轮" in basis.sentence
    assert str(basis.made_of) == basis.sentence
    nowhere = change(editor, notice, term="19", round_number="1")
    assert (nowhere.year, str(nowhere.meeting_date)) == (None, "--11-01")
    assert not nowhere.bases.exists()


def test_it_drops_the_doubt_about_a_place_that_was_found(editor: Client, notice: Notice) -> None:
    notice.versions.get().doubts.create(field="place", reason="文中未说明")
    other = Authority.objects.create(name="省委", level="province", place=Place.objects.create(province="河南省"))
    change(editor, notice, authority=str(other.pk))
    assert not Doubt.objects.filter(version__notice=notice, field="place").exists()


def test_it_says_what_went_with_a_deleted_case(editor: Client, notice: Notice) -> None:
    change(editor, notice, **{"mentions-0-DELETE": "on"})
    assert corrected(notice) == {"inspections", "leaders", "phones"}


def test_it_brings_the_stage_along_with_the_kind(editor: Client, notice: Notice) -> None:
    change(editor, notice, kind="feedback")
    assert notice.mentions.get().stage == "feedback"


def test_it_keeps_what_was_joined_when_the_unit_is_spelled_otherwise(editor: Client, notice: Notice) -> None:
    mention = notice.mentions.get()
    other = Inspection.objects.create(unit=mention.inspection.unit)
    join_by_hand(mention.inspection, other, None)
    change(editor, notice, **{"mentions-0-unit_name": "深交所"})
    case = Inspection.objects.get(mentions=mention)
    assert str(case) == "中央第七巡视组 → 深交所"
    assert other in Inspection.objects.same_as(case)


def test_it_keeps_no_person_who_was_only_a_misspelling(editor: Client, notice: Notice) -> None:
    change(editor, notice, **{"appearances-0-name": "刘粹"})
    assert [person.name for person in Person.objects.all()] == ["刘粹"]


def test_it_unties_who_becomes_host_from_the_case(editor: Client, notice: Notice) -> None:
    change(editor, notice, **{"appearances-0-role": "host"})
    assert notice.appearances.get().mention is None


def test_it_lets_nobody_rename_a_round_that_notices_name(editor: Client, notice: Notice) -> None:
    change(editor, notice, term="18", round_number="8")
    for row_, field in (
        (Round.objects.get(term=18, number=8), "number"),
        (InspectionGroup.objects.get(), "authority"),
        (notice.mentions.get().inspection.unit, "authority"),
    ):
        assert row_ is not None
        page = editor.get(reverse(f"admin:archive_{row_._meta.model_name}_change", args=[row_.pk]))
        assert field not in page.context["adminform"].form.fields


def test_it_keeps_the_place_of_a_unit_that_moves_to_another_authority(editor: Client, notice: Notice) -> None:
    unit = notice.mentions.get().inspection.unit
    assert unit is not None
    unit.place = Place.objects.create(province="广东省", city="深圳市")
    unit.save()
    other = Authority.objects.create(name="省委", level="province", place=Place.objects.create(province="河南省"))
    change(editor, notice, authority=str(other.pk))
    assert {place.code for place in notice.places.all()} == {"广东省-深圳市", "河南省"}


def test_it_lets_the_level_follow_the_authority(editor: Client, notice: Notice) -> None:
    other = Authority.objects.create(name="省委", level="province", place=Place.objects.create(province="河南省"))
    assert change(editor, notice, authority=str(other.pk)).level == "province"
    url = reverse("admin:archive_authority_change", args=[other.pk])
    assert editor.post(url, filled_form(editor, url) | {"level": "city"}).status_code == 302
    assert Notice.objects.get(pk=notice.pk).level == "city"
    save_parsed(notice := Notice.objects.get(pk=notice.pk), notice.versions.get(), ParsedNotice(level="central"))
    assert Notice.objects.get(pk=notice.pk).level == "city", "the authority is an editor's, and its level with it"


def test_it_says_where_a_committee_of_that_place_is_already(editor: Client) -> None:
    place = Place.objects.create(province="河南省", city="洛阳市", county="嵩县")
    Authority.objects.create(name="县委", level="county", place=place)
    own = Authority.objects.create(name="县委", level="county")
    url = reverse("admin:archive_authority_change", args=[own.pk])
    page = editor.post(url, filled_form(editor, url) | {"place": place.pk}).content.decode()
    assert "请到公告里改选那一个" in page


def test_it_leaves_an_address_with_the_case_that_was_chosen(editor: Client, notice: Notice) -> None:
    mention = notice.mentions.get()
    tied = {"kind": "address", "value": "甲路1号", "mention": mention.pk, "position": "0", "notice": notice.pk}
    anybodys = {"kind": "address", "value": "乙路2号", "position": "1", "notice": notice.pk}
    change(editor, notice, **(row("contacts", 1, **tied) | row("contacts", 2, **anybodys)))
    assert {(address.value, address.mention) for address in notice.contacts.filter(kind="address")} == {
        ("甲路1号", mention),
        ("乙路2号", None),
    }
