"""The archive in numbers, against archives small enough to count by hand."""

from typing import Any

import pytest

from archive.joining import join_by_hand
from archive.models import Inspection, InspectionGroup, Level, Notice, Stage
from archive.partial_date import PartialDate
from archive.tallies import (
    busiest_groups,
    count_cases,
    count_units,
    days_to_feedback,
    tally_cases,
    tally_notices,
)
from archive.year_counts import YearCount
from tests.makers import make_authority, make_group, make_mention, make_notice, make_place, make_round, make_unit

pytestmark = pytest.mark.django_db


def tell(name: str, unit: str, *, group: int = 7, **said: object) -> Notice:
    """A notice of the centre's group at the unit in the eighth round; stage and dates are those of the mention."""
    notice_fields = {key: said.pop(key) for key in ("year", "published", "kind", "level", "types") if key in said}
    notice = make_notice(name, text=name, **notice_fields)  # type: ignore[arg-type]
    make_mention(notice, make_group(group), make_unit(unit), wave=make_round(), **said)  # type: ignore[arg-type]
    return notice


def case_of(notice: Notice) -> Inspection:
    return notice.mentions.get().inspection


def join(one: Notice, other: Notice) -> None:
    join_by_hand(case_of(one), case_of(other), editor=None)


def test_it_counts_notices_by_what_they_say() -> None:
    make_notice("甲", text="甲", year=2015, types=["专项", "回头看"])
    make_notice("乙", text="乙", year=2015, level=Level.CITY, types=["专项"])
    make_notice("丙", text="丙", year=None, level="")
    make_notice("草稿", text="草稿", year=2016, published=False)
    tally = tally_notices()
    assert tally.total == 3
    assert tally.by_year == {2015: YearCount(2), None: YearCount(1)}
    assert tally.by_level == {"central": 1, "city": 1, "": 1}
    assert (tally.by_type["专项"], tally.by_type["回头看"], tally.by_type["常规"], tally.by_type[""]) == (2, 1, 0, 1)


def test_it_counts_a_case_once_in_the_year_in_which_it_began() -> None:
    tell("进驻", "深圳证券交易所", year=2015)
    tell("反馈", "深圳证券交易所", year=2016, stage=Stage.FEEDBACK)
    make_mention(make_notice("不知何年", text="不知何年", year=None), make_group(7), make_unit("辽宁省"))
    tally = tally_cases([2015, 2016])
    assert tally.total == count_cases() == 2
    assert count_units() == 2
    assert tally.by_year == {2015: 1, 2016: 0, None: 1}
    assert tally.by_stage == {"mobilization": 2, "entry": 0, "feedback": 1, "rectification": 0}
    assert tally.by_stage_count == {0: 0, 1: 1, 2: 1, 3: 0, 4: 0}


def test_it_counts_no_group_beside_units_of_which_it_is_not_said_whose_they_are() -> None:
    notice = make_notice("两个组，三个县", text="两个组，三个县")
    for number in (1, 2):
        make_mention(notice, make_group(number), wave=make_round())
    for name in ("甲县", "乙县", "丙县"):
        make_mention(notice, None, make_unit(name), wave=make_round())
    assert tally_cases([]).total == count_cases() == 3
    assert busiest_groups() == []
    tell("第一组去了丁县", "丁县", group=1)
    assert [(tally.group.ordinal, tally.notices, tally.cases) for tally in busiest_groups()] == [(1, 2, 1)]


def test_it_counts_cases_that_editors_joined_once() -> None:
    first, second = tell("进驻", "深圳证券交易所"), tell("反馈", "深交所", stage=Stage.FEEDBACK)
    assert (count_cases(), count_units()) == (2, 2)
    join(first, second)
    assert (count_cases(), count_units()) == (1, 1)
    assert tally_cases([2015]).by_stage_count[2] == 1


def test_it_takes_types_from_the_notice_where_the_case_has_none_of_its_own() -> None:
    tell("甲", "辽宁省", types=["回头看"])
    notice = make_notice("乙", text="乙", types=["常规"])
    make_mention(notice, make_group(), make_unit("湖南省"), types=["专项"])
    make_mention(make_notice("丙", text="丙"), make_group(), make_unit("山东省"))
    by_type = tally_cases([2015]).by_type
    assert {name: n for name, n in by_type.items() if n} == {"回头看": 1, "专项": 1, "": 1}


def test_it_counts_nothing_that_only_drafts_tell() -> None:
    tell("草稿", "深圳证券交易所", published=False)
    tell("公开的", "辽宁省")
    assert (count_cases(), count_units(), tally_cases([2015]).total) == (1, 1, 1)


def test_it_ranks_groups_of_known_authorities_by_their_cases() -> None:
    for unit in ("深圳证券交易所", "辽宁省"):
        tell(unit, unit, group=7)
    tell("再报深交所", "深圳证券交易所", group=7)
    tell("草稿", "湖南省", group=7, published=False)
    tell("湖北省", "湖北省", group=3)
    county = make_authority("县委", Level.COUNTY)
    make_mention(make_notice("县里", text="县里"), make_group(2, county), make_unit("县医院", county))
    city = make_authority("洛阳市委", Level.CITY, make_place("河南省", "洛阳市"))
    make_mention(make_notice("洛阳", text="洛阳"), make_group(1, city), make_unit("市工商联", city))
    ranked = [(tally.group.full_name, tally.cases, tally.notices) for tally in busiest_groups()]
    assert ranked[0] == ("中央第七巡视组", 2, 3)
    assert sorted(ranked[1:]) == [("中央第三巡视组", 1, 1), ("洛阳市委第一巡察组", 1, 1)]
    assert InspectionGroup.objects.count() == 4


def test_it_ranks_a_joined_case_once() -> None:
    first, second = tell("进驻", "深圳证券交易所"), tell("反馈", "深交所")
    join(first, second)
    assert [tally.cases for tally in busiest_groups()] == [1]


def test_it_measures_from_entry_to_feedback() -> None:
    tell("进驻", "深圳证券交易所", period_start=PartialDate(2015, 11, 1))
    tell("反馈", "深圳证券交易所", stage=Stage.FEEDBACK, meeting_date=PartialDate(2016, 2, 3))
    tell("动员", "辽宁省", meeting_date=PartialDate(2016, 2, 27))
    tell("辽宁反馈", "辽宁省", stage=Stage.FEEDBACK, meeting_date=PartialDate(2016, 6, 6))
    days = days_to_feedback()
    assert days.days == [94, 100]
    assert days.median == 97
    assert days.contradictory == 0


def test_it_measures_to_the_feedback_that_a_rectification_dates() -> None:
    tell("进驻", "深圳证券交易所", period_start=PartialDate(2015, 11, 1))
    tell("整改", "深圳证券交易所", stage=Stage.RECTIFICATION, feedback_date=PartialDate(2016, 2, 3))
    assert days_to_feedback().days == [94]


@pytest.mark.parametrize(
    ("entry", "feedback"),
    [
        (PartialDate(2015, 11), PartialDate(2016, 2, 3)),
        (PartialDate(2015, 11, 1), PartialDate(2016)),
        (PartialDate(None, 11, 1), PartialDate(2016, 2, 3)),
        (PartialDate(2015, 11, 1), None),
        (None, PartialDate(2016, 2, 3)),
    ],
)
def test_it_measures_no_days_between_dates_half_known(entry: PartialDate | None, feedback: PartialDate | None) -> None:
    tell("进驻", "深圳证券交易所", period_start=entry)
    tell("反馈", "深圳证券交易所", stage=Stage.FEEDBACK, meeting_date=feedback)
    days = days_to_feedback()
    assert (days.days, days.contradictory, days.median) == ([], 0, None)


def test_it_sets_aside_feedback_before_entry() -> None:
    tell("进驻", "深圳证券交易所", period_start=PartialDate(2015, 11, 1))
    tell("反馈", "深圳证券交易所", stage=Stage.FEEDBACK, meeting_date=PartialDate(2015, 10, 1))
    days = days_to_feedback()
    assert (days.days, days.contradictory) == ([], 1)


@pytest.mark.parametrize(
    "other",
    [
        {"period_start": PartialDate(2015, 11, 3)},
        {"stage": Stage.FEEDBACK, "meeting_date": PartialDate(2016, 2, 4)},
        {"stage": Stage.FEEDBACK, "meeting_date": PartialDate(2016, 3)},
    ],
)
def test_it_measures_no_days_where_notices_disagree_about_them(other: dict[str, Any]) -> None:
    tell("进驻", "深圳证券交易所", period_start=PartialDate(2015, 11, 1))
    tell("反馈", "深圳证券交易所", stage=Stage.FEEDBACK, meeting_date=PartialDate(2016, 2, 3))
    assert (days_to_feedback().days, days_to_feedback().differing) == ([94], 0)
    tell("又一件", "深圳证券交易所", **other)
    days = days_to_feedback()
    assert (days.days, days.contradictory, days.differing) == ([], 0, 1)


def test_it_measures_days_that_one_notice_gives_in_part() -> None:
    tell("进驻", "深圳证券交易所", period_start=PartialDate(2015, 11, 1))
    tell("总览", "深圳证券交易所", period_start=PartialDate(2015, 11))
    tell("反馈", "深圳证券交易所", stage=Stage.FEEDBACK, meeting_date=PartialDate(2016, 2, 3))
    assert (days_to_feedback().days, days_to_feedback().differing) == ([94], 0)


def test_it_counts_an_empty_archive() -> None:
    assert tally_notices().total == tally_cases([]).total == count_cases() == count_units() == 0
    assert days_to_feedback().days == []
