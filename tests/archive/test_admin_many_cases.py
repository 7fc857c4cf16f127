"""An overview that names more cases than one form can hold: its page in the admin shows them part by part."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.parts import CASES_A_PART
from archive.models import Kind, Mention, Notice
from tests.archive.test_admin import filled_form, row
from tests.makers import make_contact, make_group, make_mention, make_notice, make_unit

pytestmark = pytest.mark.django_db

CASES = 2 * CASES_A_PART + 20


def make_overview(cases: int) -> Notice:
    """Each case with a head and a phone of its own."""
    notice = make_notice(kind=Kind.ROUND_OVERVIEW, text=f"巡视对象公布：{cases}个")
    group = make_group()
    for number in range(cases):
        mention = make_mention(notice, group, make_unit(f"第{number}号单位"), heads=[f"组长{number}"])
        Mention.objects.filter(pk=mention.pk).update(position=number)
        make_contact(notice, f"0755-{88000000 + number}", mention=mention)
    make_contact(notice, "深圳市福田区1号", kind="address")
    return notice


@pytest.fixture
def overview() -> Notice:
    return make_overview(CASES)


def address(notice: Notice, part: int | str = "") -> str:
    return reverse("admin:archive_notice_change", args=[notice.pk]) + (f"?cases={part}" if part else "")


def page_of(editor: Client, notice: Notice, part: int | str = "") -> str:
    response = editor.get(address(notice, part))
    assert response.status_code == 200
    return response.content.decode()


def units(page: str) -> list[int]:
    """The numbers of the units whose names can be edited."""
    return [int(number) for number in re.findall(r'unit_name" value="第(\d+)号单位"', page)]


def cases_of(notice: Notice) -> list[tuple[int, str]]:
    return list(notice.mentions.order_by("position").values_list("pk", "inspection__unit__name"))


def save(editor: Client, notice: Notice, part: int, **changes: Any) -> Any:
    return editor.post(address(notice, part), filled_form(editor, address(notice, part)) | changes)


def test_it_shows_all_of_a_notice_of_few_cases(editor: Client) -> None:
    page = page_of(editor, make_overview(CASES_A_PART))
    assert units(page) == list(range(CASES_A_PART))
    assert "换页之前" not in page


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [("", 0, 50), (2, 50, 100), (3, 100, 120), (9, 100, 120), ("x", 0, 50), ("-1", 100, 120)],
)
def test_it_shows_the_part_that_is_asked_for(
    editor: Client, overview: Notice, part: int | str, first: int, last: int
) -> None:
    page = page_of(editor, overview, part)
    assert units(page) == list(range(first, last))
    assert [int(number) for number in re.findall(r'name" value="组长(\d+)"', page)] == list(range(first, last))
    assert len(re.findall(r'value="0755-88', page)) == last - first
    assert 'value="深圳市福田区1号"' in page, "what belongs to no case is in every part"
    assert f"所述巡视共{CASES}项，本页是第{first + 1}至{last}项" in page
    assert all(f'href="?cases={number}"' in page or f">{number}</span>" in page for number in (1, 2, 3))


def test_a_row_can_be_said_to_belong_to_the_cases_that_are_shown(editor: Client, overview: Notice) -> None:
    page = page_of(editor, overview, 3)
    (choices,) = re.findall(r'<select name="appearances-0-mention".*?</select>', page, re.DOTALL)
    assert choices.count("<option") == 1 + 20


def test_it_saves_a_part_and_leaves_the_others_alone(editor: Client, overview: Notice) -> None:
    before = cases_of(overview)
    changes = {"mentions-1-unit_name": "改名单位", "appearances-2-name": "改名组长", "_continue": "1"}
    response = save(editor, overview, 2, **changes)
    assert (response.status_code, response.url) == (302, address(overview, 2)), "the editor goes on where they were"
    assert cases_of(overview) == [*before[:51], (before[51][0], "改名单位"), *before[52:]]
    assert overview.appearances.get(mention__position=52).name == "改名组长"
    assert overview.appearances.count() == CASES
    assert overview.contacts.count() == CASES + 1


def test_it_takes_a_case_of_a_part_away(editor: Client, overview: Notice) -> None:
    assert save(editor, overview, 3, **{"mentions-0-DELETE": "on"}).status_code == 302
    assert sorted(overview.mentions.values_list("position", flat=True)) == [n for n in range(CASES) if n != 100]


def test_it_adds_a_case_and_its_head_in_any_part(editor: Client, overview: Notice) -> None:
    new = {"group_name": "中央第七巡视组", "unit_name": "新来单位", "position": "200"}
    assert save(editor, overview, 2, **row("mentions", 50, **new)).status_code == 302
    assert units(page_of(editor, overview, 3)) == list(range(100, 120))
    assert 'unit_name" value="新来单位"' in page_of(editor, overview, 3)


def test_it_refuses_a_case_that_another_part_has(editor: Client, overview: Notice) -> None:
    response = save(editor, overview, 2, **{"mentions-0-unit_name": "第3号单位"})
    assert response.status_code == 200
    assert "这个组和单位已在本公告的另一页里" in response.content.decode()
    assert overview.mentions.count() == CASES


def test_it_saves_what_was_sent_though_the_parts_have_moved(editor: Client, overview: Notice) -> None:
    data = filled_form(editor, address(overview, 2)) | {"mentions-0-unit_name": "改名单位"}
    overview.mentions.filter(position__lt=10).delete()
    assert editor.post(address(overview, 2), data).status_code == 302
    assert str(overview.mentions.get(position=50).inspection.unit) == "改名单位"


def test_it_asks_the_database_no_more_for_many(
    editor: Client, overview: Notice, django_assert_num_queries: Any
) -> None:
    few = make_overview(2)
    with CaptureQueriesContext(connection) as asked:
        editor.get(address(few))
    for part in (1, 3):
        with django_assert_num_queries(len(asked)):
            editor.get(address(overview, part))


def test_its_weight_does_not_grow_with_the_cases(editor: Client, overview: Notice) -> None:
    most = len(page_of(editor, make_overview(CASES_A_PART)))
    assert len(page_of(editor, overview)) < 1.1 * most
