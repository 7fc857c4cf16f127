"""What lists say of a notice beside its own row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Kind, Level, Notice
from archive.notice_lines import NoticeLine, lines_of
from tests.makers import make_authority, make_group, make_mention, make_notice, make_place, make_unit

pytestmark = pytest.mark.django_db


def line_of(notice: Notice) -> NoticeLine:
    return lines_of(Notice.objects.for_lines().filter(pk=notice.pk))[notice.pk]


def test_it_names_the_first_group_and_unit_and_counts_the_others() -> None:
    notice = make_notice(kind=Kind.ROUND_OVERVIEW)
    make_mention(notice, make_group(3), make_unit("甲公司"), heads=["王一"])
    make_mention(notice, make_group(3), make_unit("乙公司"), heads=["王一", "王二"])
    make_mention(notice, make_group(4), make_unit("丙公司"))
    line = line_of(notice)
    assert (line.group, line.unit, line.case) == (make_group(3), make_unit("甲公司"), None)
    assert (line.other_groups, line.other_units) == (1, 2)
    assert line.heads == ("王一", "王二")


def test_its_one_case_has_the_address_of_its_unit() -> None:
    notice = make_notice()
    mention = make_mention(notice, make_group(7), make_unit("深圳证券交易所"))
    line = line_of(notice)
    assert line.case == mention.inspection
    assert line.case is not None
    assert line.case.get_absolute_url() == mention.inspection.get_absolute_url()


def test_a_group_has_the_name_of_its_committee_in_front() -> None:
    city = make_authority("洛阳市委", Level.CITY, make_place("河南省", "洛阳市"))
    notice = make_notice(level=Level.CITY, authority=city)
    make_mention(notice, make_group(3, city, name="市委第三巡察组"))
    line = line_of(notice)
    assert line.group is not None
    assert line.group.full_name == "洛阳市委第三巡察组"
    assert (line.unit, line.other_units, line.authority) == (None, 0, "河南省洛阳市委")


def test_the_verb_says_what_all_units_are_of() -> None:
    notice = make_notice(types=["常规"])
    make_mention(notice, make_group(7), make_unit("甲公司"), types=["专项", "回头看"])
    make_mention(notice, make_group(7), make_unit("乙公司"), types=["专项"])
    assert line_of(notice).verb == "专项巡视"


def test_the_title_is_the_source_s_or_made_of_the_first_case() -> None:
    titled = make_notice("工作动员会召开")
    untitled = make_notice(title="", text="其二")
    bare = make_notice(title="", text="其三", kind=Kind.OTHER)
    make_mention(untitled, make_group(7), make_unit("深圳证券交易所"))
    make_mention(untitled, make_group(8), make_unit("甲公司"))
    lines = lines_of(Notice.objects.for_lines())
    assert {key: line.title for key, line in lines.items()} == {
        titled.pk: "工作动员会召开",
        untitled.pk: untitled.display_title,
        bare.pk: "未题名公告",
    }
    assert "中央第七巡视组巡视深圳证券交易所" in untitled.display_title


def test_all_lines_of_a_page_take_two_queries() -> None:
    for number in range(1, 6):
        make_mention(make_notice(title="", text=f"其{number}"), make_group(number), make_unit(), heads=["王一"])
    notices = list(Notice.objects.for_lines())
    with CaptureQueriesContext(connection) as asked:
        assert len(lines_of(notices)) == 5
    assert len(asked) == 2
    assert lines_of([]) == {}
