"""What a notice's page says of the inspection's other stages, and where its names lead."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from archive.models import Doubt, Kind, Notice, Stage
from archive.partial_date import PartialDate
from tests.makers import (
    make_exchange_notice,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_round,
    make_unit,
)

pytestmark = pytest.mark.django_db


def read(client: Client, notice: Notice) -> str:
    return client.get(notice.get_absolute_url()).content.decode()


def stages(page: str) -> dict[str, str]:
    """What is said of each stage of the first inspection drawn."""
    line = page.partition('<ol class="stages">')[2].partition("</ol>")[0]
    said = [" ".join(strip_tags(item).split()) for item in line.split("</li>") if "<li" in item]
    return {words.partition(" ")[0]: words.partition(" ")[2] for words in said}


def make_feedback(title: str = "反馈情况", *, published: bool = True, **fields: str) -> Notice:
    notice = make_notice(
        title, text=title, kind=Kind.FEEDBACK, published=published, meeting_date=PartialDate(2016, 2, 3)
    )
    make_mention(notice, make_group(), make_unit(), wave=make_round(), stage=Stage.FEEDBACK)
    return notice


def test_it_tells_the_stages_and_the_gaps(client: Client) -> None:
    notice, feedback = make_exchange_notice(), make_feedback()
    page = read(client, notice)
    assert stages(page) == {
        "动员": "2015年11月1日 年份推定 本件",
        "进驻": "2015年11月1日 动员当日 至2015年12月29日，共59天 据本件",
        "反馈": "2016年2月3日 进驻后94天 反馈情况",
        "整改": "日期不明 本站暂无公告",
    }
    assert f'<a href="{feedback.get_absolute_url()}" lang="zh-Hans">反馈情况' in page
    case = notice.mentions.get().inspection
    assert f'<p class="course-of"><a href="{case.get_absolute_url()}"' in page


def test_it_says_that_a_day_was_left_blank_for_doubt(client: Client) -> None:
    notice = make_notice("反馈情况", kind=Kind.FEEDBACK)
    make_mention(notice, make_group(), make_unit(), stage=Stage.FEEDBACK)
    reason = "文中写的是1月13日至14日，不是一天"
    Doubt.objects.create(version=notice.versions.get(), field="meeting_date", reason=reason)
    page = read(client, notice)
    assert stages(page)["反馈"] == "因疑留空 本件"
    assert page.count(reason) == 1


def test_it_takes_cases_that_an_editor_joined_for_one(client: Client) -> None:
    notice = make_exchange_notice()
    other = make_notice("另一件反馈", kind=Kind.FEEDBACK)
    case = make_mention(other, None, make_unit("深交所"), stage=Stage.FEEDBACK).inspection
    assert "另一件反馈" not in read(client, notice)
    case.joined_to = notice.mentions.get().inspection
    case.save()
    assert "另一件反馈" in stages(read(client, notice))["反馈"]
    assert "本件" in stages(read(client, other))["反馈"]
    assert "深圳证券交易所" in stages(read(client, other))["动员"]


def test_it_says_when_a_stage_is_dated_by_publication_alone(client: Client) -> None:
    notice = make_exchange_notice()
    feedback = make_feedback()
    Notice.objects.filter(pk=feedback.pk).update(meeting_date=None, published_date=PartialDate(2016, 3, 1))
    assert stages(read(client, notice))["反馈"] == "2016年3月1日发布 反馈情况"
    case = client.get(notice.mentions.get().inspection.get_absolute_url()).content.decode()
    assert stages(case)["反馈"] == "2016年3月1日发布 1件公告"


def test_it_says_where_notices_disagree_as_the_inspection_does(client: Client) -> None:
    notice = make_exchange_notice()
    make_feedback()
    Notice.objects.filter(pk=make_feedback("又一件").pk).update(meeting_date=PartialDate(2016, 2, 4))
    assert "不一致" in stages(read(client, notice))["反馈"]


def test_it_counts_the_days_that_notices_leave_open_where_they_disagree(client: Client) -> None:
    notice = make_exchange_notice()
    make_feedback()
    Notice.objects.filter(pk=make_feedback("又一件").pk).update(meeting_date=PartialDate(2016, 2, 5))
    last = make_notice("整改情况", text="整改情况", kind=Kind.RECTIFICATION, meeting_date=PartialDate(2016, 4, 1))
    make_mention(last, make_group(), make_unit(), wave=make_round(), stage=Stage.RECTIFICATION)
    line = stages(read(client, notice))
    assert "不一致 进驻后94—96天" in line["反馈"]
    assert "反馈后56—58天" in line["整改"]


@pytest.mark.parametrize(("day", "said"), [(10, "动员前1天"), (4, "动员前7天"), (3, "存疑 早于动员"), (11, "动员当日")])
def test_a_group_may_come_some_days_before_its_meeting(client: Client, day: int, said: str) -> None:
    notice = make_exchange_notice(meeting_date=PartialDate(2026, 3, 11), period_start=PartialDate(2026, 3, day))
    entry = stages(read(client, notice))["进驻"]
    assert said in entry
    assert ("存疑" in entry) == ("存疑" in said)


@pytest.mark.parametrize(("duration", "said"), [("2个月", "，共46天"), ("", "，共46天"), ("45天", ""), ("约45天", "")])
def test_it_counts_no_days_that_the_notice_counts(client: Client, duration: str, said: str) -> None:
    """Ends are counted in or not: 45 days from 10 March to 24 April."""
    days = {"period_start": PartialDate(2026, 3, 10), "period_end": PartialDate(2026, 4, 24)}
    notice = make_exchange_notice(meeting_date=None, duration=duration, **days)
    assert f"至2026年4月24日{said} 据本件" in stages(read(client, notice))["进驻"]


@pytest.mark.parametrize(("told", "other"), [(Stage.MOBILIZATION, "进驻"), (Stage.ENTRY, "动员")])
def test_the_two_openings_may_have_one_notice(client: Client, told: Stage, other: str) -> None:
    notice = make_notice("县委巡察组进驻县林业局", text="进驻", meeting_date=None)
    make_mention(notice, make_group(), make_unit(), stage=told)
    line = stages(read(client, notice))
    assert line[other] == "日期不明 没有单独的公告"
    assert line["反馈"] == "日期不明 本站暂无公告"


def test_it_names_no_draft(client: Client) -> None:
    make_feedback(published=False)
    assert "本站暂无公告" in stages(read(client, make_exchange_notice()))["反馈"]


def test_it_names_overviews_beside_the_stages(client: Client) -> None:
    notice = make_exchange_notice()
    overview = make_notice("第八轮总览", kind=Kind.ROUND_OVERVIEW)
    make_mention(overview, make_group(), make_unit(), wave=make_round(), stage="")
    assert "也说到这次巡视：第八轮总览" in strip_tags(read(client, notice))


def test_of_many_it_draws_only_those_of_which_another_notice_tells(client: Client) -> None:
    make_feedback()
    overview = make_notice("总览", kind=Kind.ROUND_OVERVIEW)
    for number in (1, 2, 3):
        make_mention(overview, make_group(number), make_unit(f"单位{number}"), stage="")
    make_mention(overview, make_group(), make_unit(), wave=make_round(), stage="")
    page = read(client, overview)
    assert page.count('<ol class="stages">') == 1
    assert "反馈情况" in stages(page)["反馈"]
    assert "其余3次巡视" in page
    assert re.search(r"单位3\s+没有别的公告", strip_tags(page))


def test_it_draws_a_few_and_counts_for_the_rest(client: Client) -> None:
    overview, other = (make_notice(title, text=title, kind=Kind.ROUND_OVERVIEW) for title in ("总览", "另一总览"))
    for notice in (overview, other):
        for number in range(1, 6):
            make_mention(notice, make_group(number), make_unit(f"单位{number}"), wave=make_round(), stage="")
    page = read(client, overview)
    assert page.count('<ol class="stages">') == 3
    assert re.search(r"单位5\s+另有1件公告", strip_tags(page))


def test_it_asks_as_much_whatever_else_tells_of_the_inspection(client: Client) -> None:
    notice = make_exchange_notice()
    make_feedback()

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            read(client, notice)
        return len(asked)

    few = queries()
    for number in range(30):
        make_feedback(f"反馈{number}")
    assert queries() == few


def test_every_name_leads_to_its_page(client: Client) -> None:
    notice = make_exchange_notice(places=[make_place("广东省", "深圳市")])
    mention = notice.mentions.get()
    facts = read(client, notice).partition('id="facts"')[2].partition('id="text"')[0]
    things: list[Any] = [mention.inspection.group, mention.inspection.unit, notice.round, *notice.places.all()]
    things += [appearance.person for appearance in notice.appearances.all()]
    assert len(things) == 6
    for thing in things:
        assert f'<a href="{thing.get_absolute_url()}">' in facts


def test_names_in_the_sentence_and_in_the_table_lead_there_too(client: Client) -> None:
    notice = make_exchange_notice()
    unit = make_unit()
    [head] = notice.appearances.filter(role="head")
    lede = read(client, notice).partition('<p class="lede">')[2].partition("</p>")[0]
    for address in (unit.get_absolute_url(), head.person.get_absolute_url(), make_round().get_absolute_url()):
        assert f'href="{address}"' in lede
    make_mention(notice, make_group(8), make_unit("上海证券交易所"))
    table = read(client, notice).partition('id="cases-h"')[2]
    for address in (unit.get_absolute_url(), head.person.get_absolute_url()):
        assert f'href="{address}"' in table


def test_it_counts_the_stages_of_many_inspections(client: Client) -> None:
    overview = make_notice(kind=Kind.ROUND_OVERVIEW)
    for name in ("甲局", "乙局", "丙局"):
        make_mention(overview, make_group(), make_unit(name), stage=Stage.ENTRY)
    feedback = make_notice(kind=Kind.FEEDBACK, text="巡视组反馈")
    make_mention(feedback, make_group(), make_unit("甲局"), stage=Stage.FEEDBACK)
    page = client.get(overview.get_absolute_url()).content.decode()
    assert "各阶段公告的巡视次数：动员 0、进驻 3、反馈 1、整改 0" in page


def test_it_says_where_no_stage_has_a_notice(client: Client) -> None:
    overview = make_notice("总览", text="总览", kind=Kind.ROUND_OVERVIEW)
    for number in range(2):
        make_mention(overview, make_group(), make_unit(f"单位{number}"), stage="")
    page = read(client, overview)
    assert "没有从公告中读出这些巡视在哪个阶段。" in page
    assert "公告的巡视次数" not in page
