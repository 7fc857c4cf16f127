"""The record of corrections as everybody reads it: what it said before, and what it says since."""

import datetime
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from archive.admin.correction_log import log_decision
from archive.models import CorrectionEntry, ErrorReport, Kind, Notice, ReportState, logged
from archive.partial_date import PartialDate
from tests.makers import make_exchange_notice, make_group, make_mention, make_notice, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice() -> Notice:
    return make_exchange_notice()


def enter(notice: Notice | None, field: str, before: Any, after: Any, **of: Any) -> None:
    logged(field, before, after, notice=notice, **of).save()


def read(client: Client, address: str = "/corrections/", language: str = "zh-hans") -> str:
    page = client.get(address, headers={"accept-language": language}).content.decode()
    return " ".join(unescape(strip_tags(page.partition("<main")[2].partition("</main>")[0])).split())


@pytest.mark.parametrize(
    ("field", "before", "after", "said"),
    [
        ("title", "甲", "乙", "题名 编辑更正 原为“甲”，改为“乙”。"),
        ("year", 2015, 2016, "原为“2015年”，改为“2016年”。"),
        ("period_start", None, "2015-10", "巡视开始 编辑更正 原来没有，补上“2015年10月”。"),
        ("deadline", "2015-12-31", None, "原为“2015年12月31日”，已删去。"),
        ("deadline_time", None, "17:30:00", "截止时刻 编辑更正 原来没有，补上“17:30”。"),
        ("kind", "announcement", "feedback", "原为“进驻公告”，改为“反馈”。"),
        ("level", "city", "county", "原为“市级”，改为“县级”。"),
        ("types", ["专项"], ["专项", "机动"], "原为“专项”，改为“专项、机动”。"),
        ("round", 7, 8, "原为“第七轮”，改为“第八轮”。"),
        ("term", 11, 12, "原为“十一届”，改为“十二届”。"),
        ("publisher", "", "中央纪委网站", "发布者 编辑更正 原来没有，补上“中央纪委网站”。"),
        ("source_url", "https://a.example/", "https://b.example/", "来源网址 编辑更正 原为“https://a.example/”"),
        ("hours", ["08:00-12:00"], ["08:30-12:00"], "原为“8:00—12:00”，改为“8:30—12:00”。"),
        ("leaders", "刘卒", "<b>刘粹</b>", "组长 编辑更正 原为“刘卒”，改为“<b>刘粹</b>”。"),
        ("text", 1, 2, "原文 编辑更正 原为“第1版”，改为“第2版”。"),
        ("units_done", 900, 1000, "原为“900”，改为“1000”。"),
        ("stage", "entry", "无此阶段", "改为“无此阶段”"),
    ],
)
def test_it_says_what_a_field_said_and_says(
    client: Client, notice: Notice, field: str, before: Any, after: Any, said: str
) -> None:
    enter(notice, field, before, after)
    assert said in read(client)
    assert said in read(client, notice.get_absolute_url())


def test_it_says_values_in_the_readers_language(client: Client, notice: Notice) -> None:
    enter(notice, "period_start", "2015-10", "2015-10-08")
    enter(notice, "kind", "announcement", "feedback")
    page = read(client, language="en")
    for said in ("October 2015", "8 October 2015", "Feedback"):
        assert said in page
    assert "2015年" not in page


def test_what_was_written_stays_in_its_characters(client: Client, notice: Notice) -> None:
    enter(notice, "leaders", "刘粹强", "刘粹強")
    client.post("/display/", {"characters": "zh-Hant"})
    assert "原為“刘粹强”，改為“刘粹強”。" in read(client)


def test_disciplines_are_told_in_the_readers_language(client: Client, notice: Notice) -> None:
    enter(notice, "disciplines", ["政治纪律"], ["政治纪律", "财经纪律"])
    said = read(client, language="en")
    assert 'Was "political discipline", now "political discipline, 财经纪律".' in said


def test_it_names_the_case_that_it_is_about(client: Client, notice: Notice) -> None:
    enter(notice, "leaders", "刘卒", "刘粹", about="中央第七巡视组 → 深圳证券交易所")
    assert "组长 中央第七巡视组 → 深圳证券交易所 编辑更正" in read(client)


def test_it_says_that_what_was_changed_is_not_recorded(client: Client, notice: Notice) -> None:
    notice.correction_entries.create(field="leaders")
    assert "组长 编辑更正 改动前后的内容，当时没有记录。" in read(client)


def test_it_says_that_a_field_is_left_to_the_parser_again(client: Client, notice: Notice) -> None:
    notice.correction_entries.create(field="leaders", is_returned=True)
    assert "组长 编辑更正 编辑的更正已撤回，这一项交还程序读取。" in read(client)


def test_it_says_that_a_value_moved_with_others(client: Client, notice: Notice) -> None:
    enter(notice, "meeting_date", "2015-11-01", "2016-11-01", is_following=True)
    assert "原为“2015年11月1日”，改为“2016年11月1日”。这一项是随其他更正变动的。" in read(client)


@pytest.mark.parametrize(
    ("field", "head", "said"),
    [
        ("joined", "合并巡视", "编辑认定这两项是同一次巡视："),
        ("parted", "分开巡视", "编辑认定这两项不是同一次巡视："),
    ],
)
def test_it_names_inspections_that_were_joined_or_parted(client: Client, field: str, head: str, said: str) -> None:
    first, second = (make_notice(name, text=name, year=2015) for name in ("进驻公告", "反馈公告"))
    one, other = make_mention(first, make_group()), make_mention(second, make_group(), make_unit("深交所"))
    log_decision(field, [one.inspection_id], [other.inspection_id], None)
    for address in ("/corrections/", first.get_absolute_url(), second.get_absolute_url()):
        page = read(client, address)
        told = f"{said} 中央第七巡视组：进驻公告 中央第七巡视组 → 深交所：反馈公告"
        assert head in page
        assert told.replace(" ", "") in page.replace(" ", "")
    marked = client.get("/corrections/").content.decode()
    for link in (first.get_absolute_url(), second.get_absolute_url(), f"/inspections/{one.inspection_id}-"):
        assert f'href="{link}' in marked
    assert head not in read(client, f"/corrections/?notice={make_notice('另一件', text='另一件').pk}")
    Notice.objects.filter(pk=second.pk).update(status="draft")
    assert head not in read(client)


def test_of_an_inspection_that_was_joined_no_draft_is_told(client: Client) -> None:
    """The row that stands for all may be a draft's own: it is not named."""
    named = [
        make_mention(make_notice(name, text=name), make_group(n)) for n, name in enumerate(("甲公告", "乙公告"), 1)
    ]
    draft = make_mention(make_notice("草稿", text="草稿", published=False), make_group(9), make_unit("草稿单位"))
    log_decision("joined", [draft.inspection_id, named[0].inspection_id], [named[1].inspection_id], None)
    page = read(client)
    assert "甲公告" in page
    assert "草稿" not in page


def test_every_correction_of_a_field_is_told(client: Client, notice: Notice) -> None:
    for before, after in ((2014, 2015), (2015, 2014)):
        enter(notice, "year", before, after)
    page = read(client)
    assert page.index("改为“2014年”") < page.index("改为“2015年”")


def test_what_notices_share_is_told_by_its_name(client: Client, notice: Notice) -> None:
    unit = make_unit()
    enter(None, "name", "深交", "深圳证券交易所", kind="inspectedunit", key=unit.pk, about="深圳证券交易所")
    assert "被巡视单位：深圳证券交易所" in read(client)
    assert f'href="{unit.get_absolute_url()}"' in client.get("/corrections/").content.decode()
    Notice.objects.update(status="draft")
    assert "深圳证券交易所" not in read(client)


def test_an_accepted_report_without_an_answer_says_so(client: Client, notice: Notice) -> None:
    ErrorReport.objects.create(notice=notice, field="people", text="读者的原话", state=ReportState.ACCEPTED)
    page = read(client)
    assert "人员 读者报告 编辑采纳了读者的报告，没有另写答复。" in page
    assert "读者的原话" not in page


def test_it_shows_the_corrections_of_one_year(client: Client, notice: Notice) -> None:
    enter(notice, "title", "甲", "乙")
    enter(notice, "title", "丙", "丁")
    old = datetime.datetime(2019, 12, 31, 17, tzinfo=datetime.UTC)  # the first hour of 2020 here
    CorrectionEntry.objects.filter(before=["甲"]).update(made_at=old)
    assert "改为“乙”" in read(client, "/corrections/?year=2020")
    assert "改为“丁”" not in read(client, "/corrections/?year=2020")
    assert "改为“乙”" not in read(client, f"/corrections/?year={timezone.localdate().year}")


def test_a_notice_shows_its_own_and_leads_to_all_of_them(client: Client, notice: Notice) -> None:
    other = make_notice(text="另一件")
    enter(other, "title", "别的", "另一件")
    for number in range(12):
        enter(notice, "duration", f"{number}天", f"{number + 1}天")
    ErrorReport.objects.create(notice=notice, text="错", state=ReportState.ACCEPTED, answer="已改。")
    page = read(client, notice.get_absolute_url())
    for said in ("已改。", "改为“12天”", "看全部13项"):
        assert said in page
    for elsewhere in ("改为“1天”", "改为“另一件”"):
        assert elsewhere not in page
    mine = read(client, f"/corrections/?notice={notice.pk}")
    assert "改为“1天”" in mine
    assert "改为“另一件”" not in mine
    assert 'id="corrections"' not in client.get(make_notice(text="第三件").get_absolute_url()).content.decode()


@pytest.mark.parametrize("address", ["/corrections/", ""])
def test_it_asks_as_much_of_many(client: Client, notice: Notice, address: str) -> None:
    address = address or notice.get_absolute_url()

    def queries() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    make_mention(make_notice(text="先有一件"), unit=make_unit())
    enter(notice, "authority", "市委", "洛阳市委")
    enter(None, "name", "深交", "深圳证券交易所", kind="inspectedunit", key=make_unit().pk, about="深圳证券交易所")
    ErrorReport.objects.create(notice=notice, text="错", state=ReportState.ACCEPTED)
    told = [make_mention(make_notice(name, text=name), make_group(n)) for n, name in enumerate(("甲", "乙"), 1)]
    joined = [mention.inspection_id for mention in told]
    log_decision("joined", joined[:1], joined[1:], None)
    few = queries()
    for number in range(8):
        log_decision("parted", joined[:1], joined[1:], None)
        enter(make_notice(text=f"第{number}件"), "leaders", "甲", "乙")
        enter(notice, "leaders", "甲", f"{number}")
    assert queries() == few


@pytest.mark.parametrize("key", ["x", "0", "９", "9" * 30])
def test_it_says_that_there_is_no_such_notice(client: Client, notice: Notice, key: str) -> None:
    enter(notice, "title", "甲", "乙")
    page = read(client, f"/corrections/?notice={key}")
    assert f"没有“{key}”号公告" in page
    assert "改为“乙”" in page


def test_the_meeting_of_a_feedback_is_called_no_mobilization(client: Client) -> None:
    notice = make_notice("反馈情况", kind=Kind.FEEDBACK)
    enter(notice, "meeting_date", PartialDate(2016, 2, 3), PartialDate(2016, 2, 4))
    page = read(client)
    assert "会议" in page
    assert "动员会" not in page
