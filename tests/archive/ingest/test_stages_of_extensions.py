"""Findings given back to one unit are not given to those that were inspected by extension of its inspection."""

import re

import pytest
from django.test import Client

from archive.ingest.importing import import_notice
from archive.ingest.settling import settle
from archive.models import Kind, Mention, Notice, Stage
from archive.parsing.roundtable import packaged_rounds

pytestmark = pytest.mark.django_db

_TOLD = (
    "市委第二巡察组向市文化局反馈巡察意见\n2022年11月29日下午，市委第二巡察组向市文化局党组{}反馈巡察意见。"
    "8月15日至10月28日，市委第二巡察组对局党组开展了十二届市委第三轮常规巡察，并对市歌舞剧团、市图书馆党支部开展延伸巡察。"
)


def _feedback(also_to: str = "") -> Notice:
    text = _TOLD.format(also_to)
    notice = import_notice(text.encode(), "feedback.txt", packaged_rounds(), publish=True).notice
    assert notice.kind == Kind.FEEDBACK
    return notice


def _stages() -> dict[str, str]:
    return dict(Mention.objects.values_list("inspection__unit__name", "stage"))


def test_what_was_inspected_by_extension_is_told_no_feedback(client: Client) -> None:
    notice = _feedback()
    assert _stages() == {"市文化局": Stage.FEEDBACK, "市歌舞剧团": "", "市图书馆": ""}
    extended = notice.mentions.get(inspection__unit__name="市图书馆").inspection
    page = client.get(extended.get_absolute_url()).content.decode()
    assert "2022年8月15日" in page
    assert "11月29日" not in page


def test_the_head_of_its_page_names_only_whom_the_findings_were_given_to(client: Client) -> None:
    page = client.get(_feedback().get_absolute_url()).content.decode()
    lede = re.sub(r"<[^>]+>|\s", "", page.partition('<p class="lede">')[2].partition("</p>")[0])
    assert lede == "2022年11月29日，市委第二巡察组向市文化局反馈常规巡察情况，属十二届市委第三轮。"


def test_it_is_told_the_feedback_that_the_notice_tells_of_it() -> None:
    _feedback("及市歌舞剧团、市图书馆党支部")
    assert set(_stages().values()) == {Stage.FEEDBACK}


def test_what_an_editor_says_of_its_stage_stays() -> None:
    notice = _feedback()
    notice.corrections.create(field="stage")
    notice.mentions.update(stage=Stage.FEEDBACK)
    settle(notice)
    assert set(_stages().values()) == {Stage.FEEDBACK}
