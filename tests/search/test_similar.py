"""More like this, on the page of a notice."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Inspection, Mention, Notice
from search.similar import similar_to
from tests.search.conftest import build_index, make_mention, make_notice

pytestmark = pytest.mark.django_db


def same_case(notice: Notice, other: Mention) -> None:
    case = Inspection.objects.create(group=other.inspection.group, unit=other.inspection.unit)
    Mention.objects.create(notice=notice, inspection=case)


def test_it_shows_other_notices_of_the_same_unit_and_group_and_says_so(client: Client) -> None:
    first, second, stranger = make_notice("甲", title="动员"), make_notice("乙", title="反馈"), make_notice("丙")
    mention = make_mention(first, group="中央第七巡视组", unit="深圳证券交易所", ordinal=7)
    same_case(second, mention)
    make_mention(stranger, group="中央第三巡视组", unit="辽宁省", ordinal=3)
    build_index()
    assert [(one.notice, one.shared) for one in similar_to(first)] == [(second, ("同一单位", "同一巡视组"))]
    page = client.get(first.get_absolute_url()).content.decode()
    assert "相近的公告" in page
    assert second.get_absolute_url() in page
    assert stranger.get_absolute_url() not in page


def test_it_calls_a_group_what_its_notices_call_it() -> None:
    first, second = make_notice("甲", activity="巡察"), make_notice("乙", activity="巡察")
    same_case(second, make_mention(first, group="县委第一巡察组", unit="县教育局", ordinal=1))
    build_index()
    assert [one.shared for one in similar_to(first)] == [("同一单位", "同一巡察组")]


def test_it_does_not_take_one_name_for_one_unit(client: Client) -> None:
    first, second = make_notice("甲"), make_notice("乙")
    make_mention(first, unit="县医院", authority="甲县委")
    make_mention(second, unit="县医院", authority="乙县委")
    build_index()
    assert similar_to(first) == []
    assert "相近的公告" not in client.get(first.get_absolute_url()).content.decode()


def test_it_shows_nothing_where_the_index_is_away(client: Client, index_dir: Path) -> None:
    notice = make_notice("甲")
    make_mention(notice, unit="深圳证券交易所")
    response = client.get(notice.get_absolute_url())
    assert response.status_code == 200
    assert "相近的公告" not in response.content.decode()


def test_it_asks_the_database_as_often_for_many_as_for_one() -> None:
    first = make_notice("甲")
    mention = make_mention(first, group="中央第七巡视组", unit="深圳证券交易所", ordinal=7)
    same_case(make_notice("乙"), mention)
    build_index()

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert similar_to(first)
        return len(asked)

    few = queries()
    for number in range(12):
        same_case(make_notice(f"第{number}"), mention)
    build_index()
    assert queries() == few
