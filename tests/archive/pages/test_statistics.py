"""Statistics: each table with its figures, its links and its file."""

import csv
import io
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.joining import join_by_hand
from archive.models import Level, Notice, Stage
from archive.partial_date import PartialDate
from archive.views import statistics
from tests.makers import fill_archive, make_authority, make_group, make_mention, make_notice, make_place, make_unit

pytestmark = pytest.mark.django_db


def read(client: Client, **asked: str) -> str:
    response = client.get("/statistics/", asked)
    assert response.status_code == 200
    return response.content.decode()


def table(page: str, key: str) -> dict[str, list[str]]:
    """The figures of a table by the labels of its rows."""
    body = re.search(rf'id="{key}-t">.*?<tbody>(.*?)</tbody>', page, re.S)
    assert body
    rows = re.findall(r"<tr><th[^>]*>(.*?)</th>(.*?)</tr>", body[1], re.S)
    figure = re.compile(r'<td class="n"><data value="\d+">(.*?)</data>')
    return {unescape(re.sub(r"<[^>]+>", "", label)): figure.findall(cells) for label, cells in rows}


def rows(client: Client, key: str) -> list[list[str]]:
    response = client.get("/statistics/", {"format": "csv", "table": key})
    assert response["Content-Type"].startswith("text/csv")
    assert response["Content-Disposition"].startswith("attachment")
    return list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def test_it_says_that_types_add_up_to_more_where_they_do(client: Client) -> None:
    tell("甲", "深圳证券交易所", types=["专项"])
    assert "各行相加会多于总数" not in read(client)
    tell("乙", "上海证券交易所", types=["专项", "回头看"])
    assert "各行相加会多于总数" in read(client)


def tell(title: str, unit: str, group: int = 7, **said: object) -> Notice:
    stage = said.pop("stage", Stage.MOBILIZATION)
    notice = make_notice(title, text=title, **said)  # type: ignore[arg-type]
    make_mention(notice, make_group(group), make_unit(unit), stage=stage)
    return notice


def test_it_counts_notices_and_inspections_by_year(client: Client) -> None:
    tell("进驻", "深圳证券交易所", year=2015)
    tell("反馈", "深圳证券交易所", year=2017, stage=Stage.FEEDBACK)
    tell("不知何年", "辽宁省", year=None)
    page = read(client)
    assert "本站收录3件公告，说到2次巡视。" in page
    assert table(page, "years") == {
        "2015年": ["1", "1", "0"],
        "2016年": ["0", "0", "0"],
        "2017年": ["1", "0", "0"],
        "年份不明": ["1", "1", "0"],
    }


def test_it_has_a_line_for_a_year_of_which_there_are_inspections_and_no_notices(client: Client) -> None:
    tell("整改", "深圳证券交易所", year=2017, period_start=PartialDate(2015, 11, 1), stage=Stage.RECTIFICATION)
    assert table(read(client), "years") == {
        "2015年": ["0", "1", "0"],
        "2016年": ["0", "0", "0"],
        "2017年": ["1", "0", "0"],
    }


def test_it_leads_from_figures_to_the_notices_behind_them(client: Client) -> None:
    tell("甲", "深圳证券交易所", year=2015, types=["专项"])
    tell("乙", "辽宁省", year=None)
    page = read(client)
    for query, count in (("year=2015", 1), ("year=none", 1), ("level=central", 2), ("type=专项", 1), ("type=none", 1)):
        assert f'href="/notices/?{query}"' in page
        assert f"{count}件公告" in client.get(f"/notices/?{query}").content.decode()
    assert f'href="{make_group().get_absolute_url()}"' in page


def test_it_counts_by_level_and_type(client: Client) -> None:
    tell("甲", "深圳证券交易所", types=["专项", "回头看"])
    make_notice("乙", text="乙", level=Level.CITY)
    page = read(client)
    assert table(page, "levels") == {"中央": ["1", "1"], "市级": ["1", "0"]}
    assert table(page, "types") == {"专项": ["1", "1"], "回头看": ["1", "1"], "类型不明": ["1", "0"]}


def test_it_counts_stages(client: Client) -> None:
    tell("进驻", "深圳证券交易所")
    tell("反馈", "深圳证券交易所", stage=Stage.FEEDBACK)
    tell("总览", "辽宁省", stage="")
    page = read(client)
    assert table(page, "stages") == {"动员": ["1"], "进驻": ["0"], "反馈": ["1"], "整改": ["0"]}
    assert table(page, "stage-counts") == {
        "阶段不明": ["1"],
        "1个阶段": ["0"],
        "2个阶段": ["1"],
        "3个阶段": ["0"],
        "4个阶段": ["0"],
    }


def test_it_counts_joined_cases_once(client: Client) -> None:
    first, second = tell("进驻", "深圳证券交易所"), tell("反馈", "深交所")
    join_by_hand(first.mentions.get().inspection, second.mentions.get().inspection, editor=None)
    page = read(client)
    assert "说到1次巡视" in page
    assert table(page, "groups") == {"中央第七巡视组": ["2", "1"]}


def test_it_ranks_groups_and_says_where_it_stops(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "GROUPS_SHOWN", 1)
    for unit in ("深圳证券交易所", "辽宁省"):
        tell(unit, unit, 7)
    tell("湖北省", "湖北省", 3)
    page = read(client)
    assert table(page, "groups") == {"中央第七巡视组": ["2", "2"]}
    assert "次数最多的1个组" in page
    assert rows(client, "groups") == [
        ["巡视组", "公告件数", "巡视次数"],
        ["中央第七巡视组", "2", "2"],
        ["中央第三巡视组", "1", "1"],
    ]


def test_it_measures_days_from_entry_to_feedback(client: Client) -> None:
    for n, (entry, feedback) in enumerate([((2015, 11, 1), (2016, 2, 3)), ((2015, 3, 1), (2015, 3, 31))]):
        tell(f"进驻{n}", f"单位{n}", period_start=PartialDate(*entry))
        tell(f"反馈{n}", f"单位{n}", stage=Stage.FEEDBACK, meeting_date=PartialDate(*feedback))
    tell("进驻", "颠倒", period_start=PartialDate(2015, 11, 1))
    tell("反馈", "颠倒", stage=Stage.FEEDBACK, meeting_date=PartialDate(2015, 10, 1))
    page = read(client)
    days = {label: figures for label, figures in table(page, "days").items() if figures != ["0"]}
    assert days == {"0—30": ["1"], "91—120": ["1"]}
    assert "中位数62天，最短30天，最长94天" in page
    assert "另有1次的反馈日期早于进驻日期" in page
    assert "不一致" not in page
    tell("又一件", "单位0", period_start=PartialDate(2015, 11, 2))
    page = read(client)
    assert "只算进驻和反馈的日期都完整的巡视，共1次。" in page
    assert "另有1次的公告所记日期不一致，没有算入。" in page


def test_it_says_what_cannot_be_counted_yet(client: Client) -> None:
    make_notice("甲", text="甲")
    page = read(client)
    assert "还没有可算的" in page.partition('id="days"')[2]


def test_it_hides_drafts(client: Client) -> None:
    tell("公开的", "深圳证券交易所", year=2015)
    tell("草稿", "辽宁省", group=3, year=2014, published=False)
    page = read(client)
    assert table(page, "years") == {"2015年": ["1", "1", "0"]}
    assert table(page, "groups") == {"中央第七巡视组": ["1", "1"]}


@pytest.mark.parametrize("key", ["years", "levels", "types", "groups", "stages", "stage-counts", "days"])
def test_it_hands_out_each_table_as_it_stands(client: Client, key: str) -> None:
    tell("进驻", "深圳证券交易所", types=["专项"], period_start=PartialDate(2015, 11, 1))
    tell("反馈", "深圳证券交易所", stage=Stage.FEEDBACK, meeting_date=PartialDate(2016, 2, 3))
    page = read(client)
    assert f'href="?format=csv&amp;table={key}"' in page
    head, *lines = rows(client, key)
    assert len(head) == len(lines[0])
    assert {line[0]: line[1:] for line in lines} == table(page, key)


def test_it_hands_out_no_formula(client: Client) -> None:
    city = make_authority("洛阳市委", Level.CITY, make_place("河南省", "洛阳市"))
    make_mention(make_notice("甲", text="甲"), make_group(1, city, name='=HYPERLINK("x")'), make_unit("乙", city))
    assert rows(client, "groups")[1][0] == '\'=HYPERLINK("x")'


def test_it_says_which_tables_there_are(client: Client) -> None:
    make_notice("甲", text="甲")
    for asked in ("", "nothing", "\x00", "<b>"):
        response = client.get("/statistics/", {"format": "csv", "table": asked})
        assert response.status_code == 200
        assert response["Content-Type"].startswith("text/csv" if not asked else "text/html")
    assert "没有名为“nothing”的表，所以没有文件" in read(client, format="csv", table="nothing")
    assert "<b>" not in read(client, format="csv", table="<b>").partition("flash")[2].partition("</div>")[0]


def test_it_names_itself_once_for_screen_readers(client: Client) -> None:
    tell("甲", "深圳证券交易所")
    page = read(client)
    assert page.count('class="chart ') == page.count('aria-hidden="true" data-table=')
    assert page.count("<caption") == page.count("<table") == 6  # of seven; there are no days to count


def test_it_says_when_there_is_nothing(client: Client) -> None:
    assert "还没有公告" in read(client)
    assert rows(client, "years") == [["年份", "公告件数", "巡视次数", "公告中年份推定"]]


def test_it_asks_as_much_of_many_as_of_few(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client)
        return len(captured)

    fill_archive(4)
    few = queries()
    fill_archive(300, first=4)
    assert queries() == few
    assert few < 10
