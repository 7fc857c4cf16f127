"""Editors and the cases: see what one inspection's notices are, say which cases are one and which are not."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.ingest.proposing_later import propose_left
from archive.models import Inspection, JoinProposal, Notice
from tests.makers import read_notice

pytestmark = pytest.mark.django_db

PROPOSALS = reverse("admin:archive_joinproposal_changelist")
CASES = reverse("admin:archive_inspection_changelist")


@pytest.fixture
def whole() -> Notice:
    return read_notice(title="巡察组进驻市教育局", leader="张三")


@pytest.fixture
def bare() -> Notice:
    """The feedback of the same inspection, told without the round."""
    return read_notice(title="市教育局反馈情况", term=None, round=None, leader="张三", kind="feedback")


def page_of(client: Client, url: str, **asked: str) -> str:
    response = client.get(url, asked)
    assert response.status_code == 200
    return response.content.decode()


def press(client: Client, page: str, words: str, number: int = 0) -> str:
    """Send the page's form by the button of that name, as a browser does; the page that follows."""
    buttons = re.findall(r'<button[^>]*formaction="([^"]+)" name="seen" value="(\w*)">([^<]+)</button>', page)
    action, seen, _words = [found for found in buttons if found[2] == words][number]
    return client.post(action, {"seen": seen}, follow=True).content.decode()


def case_of(notice: Notice) -> Inspection:
    return Inspection.objects.get(mentions__notice=notice)


def case_page(client: Client, notice: Notice) -> str:
    return page_of(client, reverse("admin:archive_inspection_change", args=[case_of(notice).pk]))


def test_it_shows_both_sides_of_a_proposal_with_the_reason(editor: Client, whole: Notice, bare: Notice) -> None:
    page = page_of(editor, PROPOSALS)
    assert "同为市委第三巡察组对市教育局的巡察，组长相同（张三）；一方未写明轮次。" in page
    for notice in (whole, bare):
        assert reverse("admin:archive_notice_change", args=[notice.pk]) in page
        assert notice.title in page
    assert "十一届洛阳市委第七轮" in page


def test_it_joins_what_an_editor_finds_to_be_one(editor: Client, whole: Notice, bare: Notice) -> None:
    page = press(editor, page_of(editor, PROPOSALS), "同一次巡视")
    assert "已认定为同一次巡视：洛阳市委第三巡察组 → 市教育局，共2件公告。" in page
    assert "一方未写明轮次" not in page, "it is open no more"
    both = case_page(editor, bare)
    assert all(notice.title in both for notice in (whole, bare))
    assert JoinProposal.objects.get().editor == User.objects.get()


def test_it_parts_what_an_editor_finds_to_be_two(editor: Client, whole: Notice, bare: Notice) -> None:
    page = press(editor, page_of(editor, PROPOSALS), "不是同一次")
    assert "以后不再提议" in page
    assert "一方未写明轮次" not in page
    assert whole.title not in case_page(editor, bare)
    assert "一方未写明轮次" in page_of(editor, PROPOSALS, state="parted")


def test_it_takes_a_decision_back(editor: Client, whole: Notice, bare: Notice) -> None:
    press(editor, page_of(editor, PROPOSALS), "同一次巡视")
    press(editor, page_of(editor, PROPOSALS, state="joined"), "不是同一次")
    assert whole.title not in case_page(editor, bare)
    press(editor, page_of(editor, PROPOSALS, state="all"), "同一次巡视")
    assert whole.title in case_page(editor, bare)


def test_it_shows_each_side_as_it_was_once_they_are_joined(editor: Client, whole: Notice, bare: Notice) -> None:
    titles = {whole.title, bare.title}
    press(editor, page_of(editor, PROPOSALS), "同一次巡视")
    page = page_of(editor, PROPOSALS, state="all")
    sides = [re.search(rf'<td class="field-{name}">(.*?)</td>', page, re.DOTALL) for name in ("one_side", "other_side")]
    shown = [{title for title in titles if side and title in side[1]} for side in sides]
    assert sorted(map(len, shown)) == [1, 1]
    assert shown[0] | shown[1] == titles


def test_it_shows_all_that_a_side_was_joined_from_while_it_is_open(editor: Client, whole: Notice, bare: Notice) -> None:
    press(editor, page_of(editor, PROPOSALS), "同一次巡视")
    read_notice(title="第三件", term=None, round=None, leader="张三", kind="rectification")
    page = page_of(editor, PROPOSALS)
    assert all(title in page for title in (whole.title, bare.title, "第三件"))


def test_it_says_so_where_another_editor_was_first(editor: Client, whole: Notice, bare: Notice) -> None:
    stale = page_of(editor, PROPOSALS)
    press(editor, stale, "不是同一次")
    assert "这条提议已有结论：不是同一次" in press(editor, stale, "同一次巡视")
    assert whole.title not in case_page(editor, bare)
    bare.delete()
    assert "这条提议已经不在了" in press(editor, stale, "同一次巡视")


@pytest.mark.parametrize("name", ["join", "part"])
def test_it_decides_nothing_when_a_link_is_followed(editor: Client, whole: Notice, bare: Notice, name: str) -> None:
    url = reverse(f"admin:archive_joinproposal_{name}", args=[JoinProposal.objects.get().pk])
    assert editor.get(url).status_code == 405
    assert JoinProposal.objects.undecided().exists()


def test_it_lets_only_those_decide_who_may_change(client: Client, whole: Notice, bare: Notice) -> None:
    reader = User.objects.create_user("reader", password="a long enough one", is_staff=True)
    reader.user_permissions.set(
        Permission.objects.filter(codename__in=["view_joinproposal", "view_inspection", "view_notice"])
    )
    client.force_login(reader)
    proposal = JoinProposal.objects.get()
    pages = (
        page_of(client, PROPOSALS),
        page_of(client, reverse("admin:archive_joinproposal_change", args=[proposal.pk])),
    )
    assert not any("formaction" in page for page in pages)
    assert all("一方未写明轮次" in page for page in pages)
    read_notice(kind="rectification")
    assert "formaction" not in case_page(client, whole)
    for url in (
        reverse("admin:archive_joinproposal_join", args=[proposal.pk]),
        reverse("admin:archive_joinproposal_part", args=[proposal.pk]),
        reverse("admin:archive_mention_part", args=[whole.mentions.get().pk]),
    ):
        assert client.post(url, {"seen": "open"}).status_code == 403
    client.logout()
    assert "login" in client.post(url).headers["Location"]
    assert JoinProposal.objects.undecided().exists()


def test_it_lists_a_case_with_its_stages(editor: Client, whole: Notice, bare: Notice) -> None:
    press(editor, page_of(editor, PROPOSALS), "同一次巡视")
    page = page_of(editor, CASES)
    assert page.count("第三巡察组 → 市教育局</a>") == 1, "one case is one line"
    assert "进驻、反馈" in page
    assert "第三巡察组 → 市教育局" not in page_of(editor, CASES, q="财政局")
    assert "第三巡察组 → 市教育局" in page_of(editor, CASES, q="教育局", mentions__stage="entry")


def test_it_finds_the_cases_that_wait_for_a_decision(editor: Client, whole: Notice, bare: Notice) -> None:
    read_notice(units=["市财政局"])
    waiting, others = (page_of(editor, CASES, open=value) for value in "10")
    assert "市教育局</a>" in waiting
    assert "市财政局</a>" not in waiting
    assert "市财政局</a>" in others


def test_it_shows_a_case_with_its_notices_and_proposals(editor: Client, whole: Notice, bare: Notice) -> None:
    page = case_page(editor, whole)
    assert whole.title in page
    assert "进驻" in page
    assert reverse("admin:archive_joinproposal_change", args=[JoinProposal.objects.get().pk]) in page
    assert 'name="_save"' not in page, "nothing on it is typed"


def test_it_parts_a_notice_from_a_case(editor: Client, whole: Notice) -> None:
    second = read_notice(title="另一件", kind="feedback")
    page = press(editor, case_page(editor, whole), "不是同一次", number=1)
    assert "《另一件》已从这次巡视里分出" in page
    assert "另一件" not in case_page(editor, whole)
    assert case_of(second) != case_of(whole)
    lonely = reverse("admin:archive_mention_part", args=[second.mentions.get().pk])
    assert "本来就另作一次" in editor.post(lonely, follow=True).content.decode()


def test_it_joins_two_cases_that_nobody_proposed(editor: Client, whole: Notice) -> None:
    other = read_notice(units=["市教体局"], title="市教体局动员会")
    chosen = [case_of(whole).pk, case_of(other).pk]
    assert "请正好选两条" in join_selected(editor, chosen[:1])
    assert "共2件公告" in join_selected(editor, chosen)
    assert other.title in case_page(editor, whole)


def join_selected(client: Client, keys: list[int]) -> str:
    data = {"action": "join_selected", "_selected_action": keys}
    return client.post(CASES, data, follow=True).content.decode()


def test_it_leads_from_a_notice_to_the_proposals_about_it(editor: Client, whole: Notice, bare: Notice) -> None:
    page = page_of(editor, reverse("admin:archive_notice_change", args=[bare.pk]))
    assert reverse("admin:archive_joinproposal_change", args=[JoinProposal.objects.get().pk]) in page
    detail = page_of(editor, reverse("admin:archive_joinproposal_change", args=[JoinProposal.objects.get().pk]))
    assert "共2件公告" in press(editor, detail, "同一次巡视")


def test_it_gives_the_reason_in_the_editors_language(editor: Client, whole: Notice, bare: Notice) -> None:
    change = reverse("admin:archive_joinproposal_change", args=[JoinProposal.objects.get().pk])
    notice = reverse("admin:archive_notice_change", args=[bare.pk])
    for url in (PROPOSALS, change, notice, reverse("admin:archive_inspection_change", args=[case_of(whole).pk])):
        assert "Both are inspections of" in editor.get(url, HTTP_ACCEPT_LANGUAGE="en").content.decode()
        assert "同为市委第三巡察组对市教育局的巡察" in page_of(editor, url)


def test_it_gives_its_own_reason_in_the_editors_language(editor: Client, whole: Notice) -> None:
    other = read_notice(units=["市教体局"], title="市教体局动员会")
    join_selected(editor, [case_of(whole).pk, case_of(other).pk])
    page = editor.get(PROPOSALS, {"state": "joined"}, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "An editor said that they are the same inspection." in page


def test_it_thinks_again_when_a_unit_gets_another_alias(editor: Client, whole: Notice) -> None:
    read_notice(units=["市教体局"])
    unit = case_of(whole).unit
    assert unit is not None
    url = reverse("admin:archive_inspectedunit_change", args=[unit.pk])
    aliases = {"aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "0", "aliases-0-name": "市教体局"}
    aliases |= {"rejected_aliases-TOTAL_FORMS": "0", "rejected_aliases-INITIAL_FORMS": "0"}
    assert editor.post(url, {"name": unit.name, "aliases-0-unit": unit.pk, **aliases}).status_code == 302
    propose_left()
    assert "单位一作" in page_of(editor, PROPOSALS)


def test_it_escapes_what_notices_hold(editor: Client, whole: Notice, bare: Notice) -> None:
    Notice.objects.update(title="<script>alert(1)</script>")
    JoinProposal.objects.update(reason="<b>x</b>")
    for page in (page_of(editor, PROPOSALS), case_page(editor, whole)):
        assert "<script>alert(1)" not in page
        assert "<b>x</b>" not in page


@pytest.mark.parametrize("url", [PROPOSALS, CASES])
def test_it_asks_the_database_no_more_for_many(
    editor: Client, whole: Notice, bare: Notice, url: str, django_assert_max_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as few:
        editor.get(url)
    units = [f"洛阳{number}局" for number in range(20)]
    read_notice(units=units)
    read_notice(units=units, term=None, round=None)
    assert JoinProposal.objects.count() > 20
    with django_assert_max_num_queries(len(few)):
        assert "洛阳19局" in page_of(editor, url)
