"""One thing in two writings is one: two notices, one in traditional and one in simplified characters."""

import pytest

from archive.ingest.importing import parse_again
from archive.models import Authority, InspectedUnit, Inspection, InspectionGroup, JoinProposal, Notice
from archive.reference import known_rounds
from archive.writings import folded_name, plainer
from tests.makers import make_notice

pytestmark = pytest.mark.django_db

SIMPLIFIED = (
    "根据中央统一部署，中央第三巡视组近日进驻深圳证券交易所开展专项巡视工作。2015年11月1日，"
    "中央第三巡视组组长张国强作了讲话。十八届中央第八轮巡视。"
)
TRADITIONAL = (
    "根據中央統一部署，中央第三巡視組近日進駐深圳證券交易所開展專項巡視工作。2015年11月1日，"
    "中央第三巡視組組長張國強作了講話。十八屆中央第八輪巡視。"
)
OF_THE_PROVINCE = "2021年5月10日，遼寧省委第三巡視組巡視瀋陽市委工作動員會召開。組長張國強作動員講話。"


def read(text: str) -> Notice:
    notice = make_notice("", text=text, year=None)
    parse_again(notice, known_rounds())
    return Notice.objects.get(pk=notice.pk)


@pytest.mark.parametrize("texts", [(SIMPLIFIED, TRADITIONAL), (TRADITIONAL, SIMPLIFIED)])
def test_it_takes_two_writings_for_one_case_and_shows_the_simplified(texts: tuple[str, str]) -> None:
    first, second = map(read, texts)
    assert first.mentions.get().inspection == second.mentions.get().inspection
    assert InspectionGroup.objects.get().name == "中央第三巡视组"
    unit = InspectedUnit.objects.get()
    assert unit.name == "深圳证券交易所"
    assert [alias.name for alias in unit.aliases.all()] == ["深圳證券交易所"]
    assert sorted(head.name for notice in (first, second) for head in notice.appearances.all()) == ["张国强", "張國強"]


def test_it_keeps_the_traditional_writing_where_no_other_is_known() -> None:
    assert read(TRADITIONAL).mentions.get().inspection.unit == InspectedUnit.objects.get(name="深圳證券交易所")


def test_it_takes_two_writings_of_a_province_for_one() -> None:
    for text in (OF_THE_PROVINCE, "2021年5月11日，辽宁省委第3巡视组巡视沈阳市委工作动员会召开。"):
        read(text)
    assert Authority.objects.get(level="province").place is not None
    assert InspectionGroup.objects.get().name == "辽宁省委第3巡视组"
    assert InspectedUnit.objects.get().name == "沈阳市"


def test_it_proposes_cases_whose_units_are_written_differently() -> None:
    """What is not known of one keeps them apart; the writing of the unit's name does not hide that they may be one."""
    named, unnamed = read(SIMPLIFIED), read("2015年11月，十八屆中央第八輪巡視：對深圳證券交易所開展專項巡視。")
    cases = {notice.mentions.get().inspection.pk for notice in (named, unnamed)}
    assert len(cases) == Inspection.objects.count() == 2
    proposal = JoinProposal.objects.get()
    assert {proposal.first_id, proposal.second_id} == cases


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中央第三巡視組", "中央第3巡视组"),
        ("中国通用技术（集团）公司", "中国通用技术(集团) 公司"),
        ("第十二中学", "第12中學"),
    ],
)
def test_it_finds_a_name_in_any_writing(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other)


@pytest.mark.parametrize(
    ("known", "other", "shown"),
    [
        ("中央第三巡視組", "中央第三巡视组", "中央第三巡视组"),
        ("中央第三巡视组", "中央第三巡視組", "中央第三巡视组"),
        ("乾县", "干县", "乾县"),
    ],
)
def test_it_shows_the_simplified_writing(known: str, other: str, shown: str) -> None:
    assert plainer(known, other) == shown
