"""An overview that reports how far its inspections are gives each of its units that stage."""

from typing import Any

import pytest
from django.test import Client

from archive.ingest.importing import import_notice
from archive.models import Kind, Mention, Notice, Stage
from archive.parsing.roundtable import packaged_rounds
from archive.partial_date import PartialDate

pytestmark = pytest.mark.django_db

_LIST = "十九届中央第四轮巡视{}\n十九届中央第四轮巡视对教育部、民政部开展常规巡视。{}"


def _overview(title: str, said: str = "") -> Notice:
    text = _LIST.format(title, said)
    notice = import_notice(text.encode(), "overview.txt", packaged_rounds(), publish=True).notice
    assert notice.kind == Kind.ROUND_OVERVIEW
    return notice


def _stages() -> set[Any]:
    return set(Mention.objects.values_list("stage", flat=True))


def test_its_units_are_entered_where_it_says_so(client: Client) -> None:
    notice = _overview("全部进驻")
    assert _stages() == {Stage.ENTRY}
    case = notice.mentions.get(inspection__unit__name="教育部").inspection
    page = client.get(case.get_absolute_url()).content.decode()
    assert "没有收到的阶段：动员、反馈、整改" in page
    assert case.unit is not None
    unit = client.get(case.unit.get_absolute_url()).content.decode()
    assert '<td role="cell" data-label="阶段">进驻</td>' in unit
    fact = client.get(notice.get_absolute_url()).content.decode()
    assert 'id="f-stage"' in fact


def test_its_units_are_of_no_stage_where_it_only_plans(client: Client) -> None:
    notice = _overview("启动", "各巡视组将于3月10日前全部进驻。")
    assert _stages() == {""}
    assert 'id="f-stage"' not in client.get(notice.get_absolute_url()).content.decode()


def test_the_meeting_of_its_round_is_no_mobilization_of_a_unit(client: Client) -> None:
    notice = _overview("启动", "2019年9月2日，中央第四轮巡视动员部署会召开。9月8日前，各组已全部进驻。")
    notice.meeting_date = PartialDate(2019, 9, 2)
    notice.save()
    mention = notice.mentions.get(inspection__unit__name="教育部")
    page = client.get(mention.inspection.get_absolute_url()).content.decode()
    assert "没有收到的阶段：动员、" in page
