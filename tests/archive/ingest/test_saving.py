"""ParsedNotice to saved models: what joins, what stays apart, what an editor's word protects."""

import datetime
from typing import Any

import pytest

from archive.ingest.saving import save_parsed
from archive.ingest.settling import relink
from archive.models import (
    Authority,
    Correction,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    Notice,
    Person,
    Place,
    TextVersion,
    UnitAlias,
)
from archive.parsing import (
    ParsedDoubt,
    ParsedEvidence,
    ParsedGroup,
    ParsedInspection,
    ParsedNotice,
    ParsedPlace,
    ParsedUnit,
    Sentence,
    parse,
)
from archive.parsing.sentences import RoundName
from archive.partial_date import PartialDate

pytestmark = pytest.mark.django_db

LUOYANG = ParsedPlace("河南省", "洛阳市")
WHY = Sentence("文中称“{said}”，据此为{round}", {"said": "已开展7轮巡视", "round": RoundName("中央", 18, 8)})


def central(**changes: Any) -> ParsedNotice:
    """中央第七巡视组 at 深圳证券交易所, as a mobilization report tells it."""
    said: dict[str, Any] = {
        "kind": "mobilization_report",
        "level": "central",
        "authority": "中央",
        "activity": "巡视",
        "term": 18,
        "round": 8,
        "year": 2015,
        "year_basis": "round",
        "types": ("专项",),
        "groups": (ParsedGroup("中央第七巡视组", 7),),
        "leaders": ("刘卒",),
        "deputies": ("董涵英", "魏强"),
        "host": "吴利军",
        "units": (ParsedUnit("深圳证券交易所", ("深交所",)),),
        "meeting_date": "2015-11-01",
        "period_end": "2015-12-29",
        "phones": ("0755-88106327",),
        "hours": ("08:00-20:00",),
        "inspections": (
            ParsedInspection(
                "中央第七巡视组",
                leaders=("刘卒",),
                deputies=("董涵英", "魏强"),
                units=("深圳证券交易所",),
                types=("专项",),
                phones=("0755-88106327",),
            ),
        ),
        "basis": {"year": WHY},
        "evidence": (ParsedEvidence("leaders", "刘卒", 3, 5, "leader", 0.9),),
        "doubts": (ParsedDoubt("speaker", Sentence("没有讲话人")),),
    }
    return ParsedNotice(**(said | changes))


def county(**changes: Any) -> ParsedNotice:
    said: dict[str, Any] = {
        "kind": "announcement",
        "level": "county",
        "authority": "县委",
        "activity": "巡察",
        "term": 14,
        "round": 5,
        "groups": (ParsedGroup("县委第四巡察组", 4),),
        "units": (ParsedUnit("教育局"),),
        "inspections": (ParsedInspection("县委第四巡察组", units=("教育局",)),),
    }
    return ParsedNotice(**(said | changes))


def save(parsed: ParsedNotice, notice: Notice | None = None) -> Notice:
    notice = notice or Notice.objects.create()
    version = notice.versions.first() or TextVersion.objects.create(
        notice=notice, text=f"组长：刘卒。第{notice.pk}件。"
    )
    save_parsed(notice, version, parsed)
    return Notice.objects.get(pk=notice.pk)


def test_it_stores_what_one_group_does_with_the_pair() -> None:
    notice = save(central())
    mention = notice.mentions.get()
    assert str(mention.inspection.group) == "中央第七巡视组"
    assert [row.name for row in mention.appearances.filter(role="deputy")] == ["董涵英", "魏强"]
    assert [row.value for row in mention.contacts.all()] == ["0755-88106327"]
    assert mention.stage == "mobilization"
    assert str(notice.round) == "十八届中央第八轮"
    assert notice.appearances.get(role="host").mention is None
    assert list(UnitAlias.objects.values_list("unit__name", "name")) == [("深圳证券交易所", "深交所")]


def test_it_stores_the_time_of_the_deadline_and_leaves_an_editors_alone() -> None:
    notice = save(central(deadline="2015-12-20", deadline_time="17:30"))
    assert notice.deadline_time == datetime.time(17, 30)
    assert save(central(deadline="2015-12-20"), notice).deadline_time is None
    notice.deadline_time = datetime.time(12)
    notice.save()
    notice.corrections.create(field="deadline_time")
    assert save(central(deadline="2015-12-20", deadline_time="17:30"), notice).deadline_time == datetime.time(12)


def test_it_stores_why() -> None:
    notice = save(central())
    version = notice.versions.get()
    assert version.evidence.get().source == "刘卒"
    basis, doubt = notice.bases.get(), version.doubts.get()
    assert (basis.sentence, doubt.reason) == ("文中称“已开展7轮巡视”，据此为十八届中央第八轮", "没有讲话人")
    assert (basis.made_of, doubt.made_of) == (WHY, Sentence("没有讲话人"))


def test_it_joins_two_notices_of_one_case() -> None:
    first, second = save(central()), save(central(kind="feedback"))
    assert first.mentions.get().inspection == second.mentions.get().inspection
    assert [mention.stage for mention in Inspection.objects.get().mentions.order_by("pk")] == [
        "mobilization",
        "feedback",
    ]


def test_it_never_joins_two_counties() -> None:
    save(county())
    save(county())
    assert InspectionGroup.objects.filter(name="县委第四巡察组").count() == 2
    assert Inspection.objects.count() == 2


def test_it_joins_no_case_while_the_round_is_unknown() -> None:
    save(central(term=None, round=None))
    save(central(term=None, round=None))
    assert Inspection.objects.count() == 2
    assert InspectionGroup.objects.count() == 1, "the centre's seventh group is one"


def test_it_takes_a_group_with_and_without_its_place_for_one() -> None:
    for name in ("洛阳市委第三巡察组", "市委第三巡察组"):
        groups = (ParsedGroup(name, 3),)
        said = (ParsedInspection(name, units=("教育局",)),)
        save(county(level="city", authority="洛阳市委", place=LUOYANG, groups=groups, inspections=said))
    assert InspectionGroup.objects.count() == 1


def test_it_keeps_people_of_the_same_name_apart() -> None:
    save(central())
    save(central(kind="feedback"))
    assert Person.objects.filter(name="刘卒").count() == 2


def test_it_places_a_notice_by_its_authority_and_its_units() -> None:
    notice = save(county(level="city", authority="洛阳市委", place=LUOYANG))
    assert [place.code for place in notice.places.all()] == ["河南省-洛阳市"]
    units = (ParsedUnit("辽宁省"),)
    other = save(central(units=units, inspections=(ParsedInspection("中央第七巡视组", units=("辽宁省",)),)))
    assert [place.code for place in other.places.all()] == ["辽宁省"]


def test_it_keeps_units_and_values_that_belong_to_no_group() -> None:
    parsed = county(
        units=(ParsedUnit("教育局"), ParsedUnit("卫健局")),
        phones=("12345678",),
        leaders=("张三",),
        groups=(),
        inspections=(),
    )
    notice = save(parsed)
    assert [str(mention.inspection) for mention in notice.mentions.all()] == ["教育局", "卫健局"]
    assert notice.contacts.get().mention is None
    assert notice.appearances.get().mention is None


def test_it_keeps_the_heads_of_groups_that_a_text_only_counts() -> None:
    """四个巡察组进驻, 组长甲、乙: no group and no unit is named, so there is no case with which they could stand."""
    heads = ("张三", "李四")
    inspections = (ParsedInspection(None, leaders=heads),)
    notice = save(county(leaders=heads, groups=(), units=(), inspections=inspections))
    assert not notice.mentions.exists()
    assert [(row.name, row.mention) for row in notice.appearances.order_by("position")] == [
        ("张三", None),
        ("李四", None),
    ]


@pytest.mark.parametrize(("types", "own"), [(("常规",), ["常规"]), (("回头看",), []), (("常规", "专项"), [])])
def test_a_unit_of_no_group_has_what_is_said_of_a_whole_round(types: tuple[str, ...], own: list[str]) -> None:
    notice = save(county(types=types, units=(ParsedUnit("教育局"),), groups=(), inspections=()))
    assert notice.mentions.get().types == own


def test_it_changes_nothing_when_the_same_is_said_again() -> None:
    notice = save(central())
    rows = [list(manager.values()) for manager in (notice.mentions, notice.appearances, notice.contacts)]
    save(central(), notice)
    assert [list(manager.values()) for manager in (notice.mentions, notice.appearances, notice.contacts)] == rows
    assert Person.objects.count() == 4


@pytest.mark.parametrize("field", ["title", "year", "meeting_date", "types", "rounds_done", "kind"])
def test_it_leaves_an_editors_value_alone(field: str) -> None:
    notice = save(central())
    values = {
        "title": "编辑所拟",
        "year": 2016,
        "meeting_date": PartialDate(2016, 3, 1),
        "types": ["机动"],
        "rounds_done": 9,
        "kind": "other",
    }
    setattr(notice, field, values[field])
    notice.save()
    Correction.objects.create(notice=notice, field=field)
    again = save(central(title="原题", rounds_done=7), notice)
    assert getattr(again, field) == values[field]
    assert again.authority is not None


def test_it_leaves_an_editors_people_contacts_and_cases_alone() -> None:
    notice = save(central())
    notice.appearances.filter(role="head").update(name="刘粹")
    notice.contacts.update(value="0755-11111111")
    for field in ("leaders", "phones", "inspections"):
        Correction.objects.create(notice=notice, field=field)
    other_unit = central(
        units=(ParsedUnit("上海证券交易所"),),
        inspections=(ParsedInspection("中央第七巡视组", leaders=("刘卒",), units=("上海证券交易所",)),),
    )
    again = save(other_unit, notice)
    assert again.appearances.get(role="head").name == "刘粹"
    assert again.contacts.get().value == "0755-11111111"
    assert str(again.mentions.get().inspection) == "中央第七巡视组 → 深圳证券交易所"


def test_it_keeps_a_case_that_holds_an_editors_values() -> None:
    notice = save(central())
    Correction.objects.create(notice=notice, field="leaders")
    again = save(central(units=(), groups=(), inspections=(), leaders=(), deputies=()), notice)
    assert again.appearances.get(role="head").name == "刘卒"


def test_it_drops_the_reasons_of_what_an_editor_decided() -> None:
    notice = save(central())
    Correction.objects.create(notice=notice, field="year")
    Correction.objects.create(notice=notice, field="leaders")
    again = save(central(), notice)
    assert not again.bases.exists()
    assert not again.versions.get().evidence.exists()


def test_it_takes_the_year_of_the_page_where_the_text_has_none() -> None:
    notice = Notice.objects.create(published_date=PartialDate(2019, 5, 3))
    assert (save(county(), notice).year, save(county(), notice).year_basis) == (2019, "published")
    stronger = save(county(year=2018, year_basis="explicit"), notice)
    assert (stronger.year, stronger.year_basis) == (2018, "explicit")


def test_it_keeps_when_the_findings_were_given_back() -> None:
    why = Sentence("前文写到{year}年", {"year": 2015})
    said = {"feedback_date": "2016-02-04", "signed_date": "2016-05-04"}
    notice = save(central(kind="rectification", basis={"feedback_date": why}, **said))
    assert (notice.feedback_date, notice.signed_date) == (PartialDate(2016, 2, 4), PartialDate(2016, 5, 4))
    assert str(notice.bases.get(field="feedback_date").sentence) == "前文写到2015年"


def test_it_keeps_one_authority_for_a_notice_that_is_parsed_again() -> None:
    notice = save(county())
    authority = notice.authority
    assert save(county(), notice).authority == authority
    assert Authority.objects.filter(name="县委").count() == 1


def city(**changes: Any) -> ParsedNotice:
    """市委第三巡察组 of 洛阳市委 at 教育局."""
    group = changes.pop("group", "市委第三巡察组")
    unit = changes.pop("unit", "教育局")
    ordinal = changes.pop("ordinal", 3)
    said: dict[str, Any] = {
        "level": "city",
        "authority": "洛阳市委",
        "place": LUOYANG,
        "groups": (ParsedGroup(group, ordinal),),
        "units": (ParsedUnit(unit),),
        "leaders": ("张三",),
        "phones": ("12345678",),
        "inspections": (ParsedInspection(group, leaders=("张三",), units=(unit,), phones=("12345678",)),),
    }
    return county(**(said | changes))


@pytest.mark.parametrize("group", ["市委第三巡察组", "洛阳市委第三巡察组", "第三巡察组"])
def test_it_ties_people_and_contacts_to_the_case_however_the_group_is_spelled(group: str) -> None:
    save(city(group="洛阳市委第三巡察组"))
    notice = save(city(group=group))
    assert InspectionGroup.objects.count() == 1
    assert notice.appearances.get().mention == notice.contacts.get().mention == notice.mentions.get()


def test_it_ties_them_to_the_case_when_the_unit_goes_by_its_alias() -> None:
    save(central())
    unit = (ParsedUnit("深交所"),)
    said = (ParsedInspection("中央第七巡视组", leaders=("刘卒",), units=("深交所",)),)
    notice = save(central(units=unit, inspections=said))
    assert notice.appearances.get(role="head").mention == notice.mentions.get()


def test_it_joins_two_spellings_of_one_pair_in_one_notice() -> None:
    names = ("洛阳市委第三巡察组", "市委第三巡察组")
    said = tuple(
        ParsedInspection(name, leaders=(head,), units=("教育局",)) for name, head in zip(names, "甲乙", strict=True)
    )
    notice = save(city(groups=tuple(ParsedGroup(name, 3) for name in names), inspections=said, leaders=("甲", "乙")))
    assert [row.name for row in notice.mentions.get().appearances.all()] == ["甲", "乙"]


def test_it_names_no_authority_that_the_text_does_not_name() -> None:
    group = ParsedGroup("第三巡察组", 3)
    units = (ParsedUnit("甲镇"), ParsedUnit("乙镇"))
    parsed = county(
        authority=None,
        groups=(group,),
        units=units,
        inspections=(ParsedInspection(group.name, units=("甲镇", "乙镇")),),
    )
    notice = save(parsed)
    again = save(parsed, notice)
    assert again.authority is None
    assert InspectionGroup.objects.get().authority.name == "机关不明"
    assert again.mentions.count() == 2


@pytest.mark.parametrize(
    "group",
    ["市委第X巡察组", "洛阳市委第Ｘ巡察组", "市委第〇巡察组", "市委第零巡察组", "市委第０巡察组", "市委第 ？ 巡察组",
     "市委第巡察组", "市委第几巡察组", "市委巡察×组", "市委×巡察组"],
)  # fmt: skip
def test_it_joins_no_case_of_a_group_whose_number_was_left_open(group: str) -> None:
    save(city(group=group, ordinal=None))
    save(city(group=group, ordinal=None))
    assert (InspectionGroup.objects.count(), Inspection.objects.count()) == (2, 2)


def test_it_joins_the_cases_of_the_only_group() -> None:
    save(city(group="市委巡察组", ordinal=None))
    save(city(group="洛阳市委巡察组", ordinal=None))
    assert (InspectionGroup.objects.count(), Inspection.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("page", "meeting", "year", "whole"),
    [
        ("2016-01-04", "--12-28", 2015, "2015-12-28"),
        ("2015-12-30", "--12-28", 2015, "2015-12-28"),
        ("2015-12-30", "--01-04", None, "--01-04"),
        ("2015", "--12-28", 2015, "2015-12-28"),
    ],
)
def test_it_lets_the_month_have_its_say_in_the_page_s_year(
    page: str, meeting: str, year: int | None, whole: str
) -> None:
    notice = Notice.objects.create(published_date=PartialDate.parse(page))
    saved = save(county(meeting_date=meeting), notice)
    assert (saved.year, str(saved.meeting_date)) == (year, whole)


def test_it_completes_dates_with_an_editor_s_year() -> None:
    sentence = Sentence("年份取自本公告的年份（{year}年）。", {"year": 2015})
    parsed = central(period_end="2016-01-05", basis={"meeting_date": sentence, "period_end": sentence})
    notice = save(parsed)
    notice.year, notice.year_basis = 2017, "editor"
    notice.save()
    Correction.objects.create(notice=notice, field="year")
    again = save(parsed, notice)
    assert (str(again.meeting_date), str(again.period_end)) == ("2017-11-01", "2018-01-05")
    basis = again.bases.get(field="meeting_date")
    assert "2017年" in basis.sentence
    assert str(basis.made_of) == basis.sentence


def test_it_knows_the_centre_by_whatever_name() -> None:
    Authority.objects.filter(level="central").update(name="党中央")
    assert str(save(central()).authority) == "党中央"


def test_it_takes_no_number_below_one() -> None:
    notice = save(city(term=0, round=0, group="市委第零巡察组", ordinal=0, rounds_done=-1, units_done=10**12))
    assert (notice.term, notice.round_number, notice.rounds_done, notice.units_done) == (None, None, None, None)
    assert InspectionGroup.objects.get().ordinal is None


def test_it_does_not_bring_back_what_went_with_a_deleted_case() -> None:
    notice = save(central())
    notice.mentions.get().delete()
    Correction.objects.create(notice=notice, field="inspections")
    again = save(central(), notice)
    assert not again.appearances.filter(role="head").exists()
    assert not again.contacts.exists()


def test_it_leaves_nothing_behind() -> None:
    notice = save(county(leaders=("张三",), host="李四"))
    save(county(authority="区委", groups=(), units=(ParsedUnit("卫健局"),), inspections=(), leaders=()), notice)
    assert not Authority.objects.filter(name="县委").exists()
    assert not InspectionGroup.objects.exists()
    assert [unit.name for unit in InspectedUnit.objects.all()] == ["卫健局"]
    notice.delete()
    left = (Inspection, InspectedUnit, InspectionGroup, Person, Authority.objects.exclude(level="central"))
    assert not any((rows.objects if isinstance(rows, type) else rows).exists() for rows in left)


def test_it_joins_cases_when_the_authority_becomes_known() -> None:
    first = save(city(inspections=(ParsedInspection("市委第三巡察组", leaders=("张三",), units=("教育局",)),)))
    second = save(
        county(round=5, groups=(ParsedGroup("县委第三巡察组", 3),), units=(ParsedUnit("教育局"),), inspections=())
    )
    second.authority = first.authority
    second.term, second.round_number = first.term, first.round_number
    second.save()
    relink(second)
    assert {unit.name for unit in InspectedUnit.objects.all()} == {"教育局"}
    assert InspectedUnit.objects.count() == 1


def test_it_keeps_the_number_of_a_group_that_moves_to_its_authority() -> None:
    notice = save(county(groups=(ParsedGroup("县委巡察一组", 1),), inspections=()))
    place = Place.objects.create(province="河南省", city="洛阳市", county="嵩县")
    notice.authority = Authority.objects.create(name="嵩县县委", level="county", place=place)
    notice.save()
    relink(notice)
    group = InspectionGroup.objects.get()
    assert (group.name, group.ordinal, group.authority) == ("县委巡察一组", 1, notice.authority)


def test_units_of_no_told_group_are_of_the_types_that_are_told_of_them() -> None:
    text = (
        "在巡察市供销社党组动员会上的讲话\n同志们：\n按照市委部署，市委3个巡察组分别进驻市民政局、市体育局、"
        "市供销社等3家单位党组织开展常规巡察；同时对市驻京办党组开展延伸巡察。"
        "刚才，市委第二巡察组组长林一平通报了对市供销社党组开展巡察的工作安排。"
    )
    notice = Notice.objects.create()
    version = TextVersion.objects.create(notice=notice, text=text)
    save_parsed(notice, version, parse(text))
    assert {str(mention): mention.types for mention in notice.mentions.all()} == {
        "市委第二巡察组 → 市供销社": ["常规"],
        "市民政局": ["常规"],
        "市体育局": ["常规"],
        "市驻京办": ["延伸"],
    }
