"""The coverage matrix: who was inspected when, and where the gaps are."""

import csv
import io
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.joining import join_by_hand
from archive.models import Authority, Kind, Level, Notice
from archive.partial_date import PartialDate
from archive.views import coverage, coverage_form
from tests.makers import (
    fill_archive,
    make_authority,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_round,
    make_round_of_year,
    make_unit,
)

pytestmark = pytest.mark.django_db

_ROW = re.compile(r'<tr><th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', re.S)
_CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.S)


def read(client: Client, **asked: str) -> str:
    response = client.get("/coverage/", asked)
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    """What is heard: what is hidden from screen readers left out."""
    heard = re.sub(r'<(\w+)[^>]*aria-hidden="true">.*?</\1>', "", html)
    return "".join(unescape(re.sub(r"<[^>]+>", "", heard)).split())


def heads(page: str) -> list[str]:
    """The heads of the columns after the units'."""
    return [words(head) for head in re.findall(r'<th scope="col"(?! class="corner")[^>]*>(.*?)</th>', page)]


def matrix(page: str) -> dict[str, dict[str, str]]:
    """What the cells of each row say, where they say anything, by their column's head."""
    columns = heads(page)
    found = {}
    for head, rest in _ROW.findall(page):
        cells = [words(cell) for cell in _CELL.findall(rest)]
        found[words(head)] = {column: said for column, said in zip(columns, cells, strict=True) if said}
    return found


def rows(client: Client, **asked: str) -> list[list[str]]:
    response = client.get("/coverage/", asked | {"format": "csv"})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/csv")
    text = response.getvalue().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def tell(title: str, unit: str, number: int | None = 8, *, of: Authority | None = None, **said: object) -> Notice:
    """A notice of the authority's seventh group at the unit, in its round of that number."""
    authority = of or make_authority()
    types = said.pop("types", [])
    wave = make_round(18, number, authority) if number else None
    known = {"authority": authority, "level": authority.level, "round": wave, "text": title}
    notice = make_notice(title, **(known | said))  # type: ignore[arg-type]
    make_mention(notice, make_group(7, authority), make_unit(unit, authority), wave=wave, types=types)
    return notice


def city(name: str = "洛阳市") -> Authority:
    return make_authority(f"{name}委", Level.CITY, make_place("河南省", name))


def test_it_shows_the_centres_units_by_round(client: Client) -> None:
    tell("甲", "深圳证券交易所", 8)
    tell("乙", "深圳证券交易所", 8)
    tell("丙", "辽宁省", 9, year=2016)
    tell("洛阳", "市工商联", 7, of=city())
    page = read(client)
    assert matrix(page) == {
        "深圳证券交易所1次巡视": {"第八轮2015": "2件公告"},
        "辽宁省1次巡视": {"第九轮2016": "1件公告"},
    }


def test_it_leads_to_the_unit_the_round_and_the_notice(client: Client) -> None:
    notice = tell("甲", "深圳证券交易所")
    page = read(client)
    assert f'href="{make_unit().get_absolute_url()}"' in page
    assert f'href="{make_round().get_absolute_url()}"' in page
    assert f'href="{notice.get_absolute_url()}"' in page


def test_it_says_that_it_may_be_scrolled(client: Client) -> None:
    make_round(18, 1)
    tell("甲", "深圳证券交易所")
    page = read(client)
    assert f"共{len(heads(page))}列，可左右滚动" in page
    assert 'role="region" aria-labelledby="mcap" tabindex="0"' in page
    assert 'class="note scrolls fits-' in read(client, by="year")


def test_it_shows_years_with_the_gaps_between(client: Client) -> None:
    tell("甲", "深圳证券交易所", year=2015)
    tell("乙", "辽宁省", None, year=2017)
    tell("丙", "湖南省", None, year=None)
    page = read(client, by="year")
    assert heads(page) == ["2015", "2016", "2017", "年份不明"]
    assert matrix(page)["湖南省1次巡视"] == {"年份不明": "1件公告"}
    assert page.count('<td class="u"></td>') == 3  # nobody tells of 2016


def test_it_shows_a_case_in_the_year_in_which_it_began(client: Client) -> None:
    tell("反馈", "深圳证券交易所", None, year=2016)
    tell("整改", "深圳证券交易所", None, year=2017, period_start=PartialDate(2015, 11, 1))
    tell("别处", "辽宁省", None, year=2016)
    assert matrix(read(client, by="year"))["深圳证券交易所1次巡视"] == {"2015": "2件公告"}


def test_it_keeps_a_round_that_nobody_knows_apart(client: Client) -> None:
    tell("甲", "深圳证券交易所", 8)
    tell("乙", "辽宁省", None)
    page = read(client)
    assert heads(page)[-1] == "轮次不明"
    assert matrix(page)["辽宁省1次巡视"] == {"轮次不明": "1件公告"}


def test_it_shows_rounds_of_which_there_is_no_notice(client: Client) -> None:
    tell("甲", "市工商联", 7, of=city())
    make_round(18, 8, city(), starts=PartialDate(2021, 9))
    make_round(18, 9, city())  # of which only drafts tell
    page = read(client, authority=str(city().pk))
    assert heads(page) == ["第七轮", "第八轮2021"]
    assert '<td class="u"></td>' in page


def test_it_counts_joined_cases_once(client: Client) -> None:
    first, second = tell("进驻", "深圳证券交易所"), tell("反馈", "深交所")
    join_by_hand(first.mentions.get().inspection, second.mentions.get().inspection, editor=None)
    cells = {"第八轮2015": "2件公告"}
    assert matrix(read(client)) == {"深圳证券交易所1次巡视": cells, "深交所1次巡视": cells}
    assert [line[0] for line in rows(client)[1:]] == ["深圳证券交易所", "深交所"]


def test_it_shows_a_joined_case_under_each_unit_and_round_that_it_names(client: Client) -> None:
    first, second = tell("进驻", "深圳证券交易所", 8), tell("反馈", "深交所", 9, of=city())
    join_by_hand(first.mentions.get().inspection, second.mentions.get().inspection, editor=None)
    cells = {"2015": "2件公告"}
    assert matrix(read(client, authority="all")) == {"深圳证券交易所1次巡视": cells, "深交所1次巡视": cells}
    assert matrix(read(client)) == {"深圳证券交易所1次巡视": {"第八轮2015": "2件公告"}}
    assert matrix(read(client, authority=str(city().pk)))["深交所1次巡视"]["第九轮"] == "2件公告"
    assert len(rows(client, authority="all")) == 3
    assert len(rows(client, authority=str(city().pk))) == 2


def test_its_file_says_of_joined_cases_what_the_matrix_says(client: Client) -> None:
    """Two rounds, two units, and a unit of another authority: a line for each cell, and one inspection in all."""
    first, second = tell("进驻", "深圳证券交易所", 8), tell("反馈", "深交所", 9, year=2016)
    third = tell("整改", "证券所", None, of=city())
    tell("别的", "辽宁省", 9, year=2016)
    for other in (second, third):
        join_by_hand(first.mentions.get().inspection, other.mentions.get().inspection, editor=None)
    for authority in (make_authority(), city()):
        shown = matrix(read(client, authority=str(authority.pk), by="round"))
        cells = {
            (row.removesuffix("1次巡视"), re.sub(r"\d{4}$", "", column), said.removesuffix("件公告"))
            for row, told in shown.items()
            for column, said in told.items()
        }
        head, *lines = rows(client, authority=str(authority.pk))
        of_file = [dict(zip(head, line, strict=True)) for line in lines]
        said = {(line["被巡视单位"], _round_said(line["轮"]), line["公告件数"]) for line in of_file}
        assert said == cells
        assert len(said) == len(of_file)
    joined = {line["巡视网址"] for line in of_file}
    assert len(joined) == 1


def _round_said(number: str) -> str:
    return {"": "轮次不明", "8": "第八轮", "9": "第九轮"}[number]


def test_it_counts_two_cases_of_one_round_apart(client: Client) -> None:
    tell("第七组", "湖南省")
    notice = make_notice("第三组", text="第三组", round=make_round(), authority=make_authority())
    make_mention(notice, make_group(3), make_unit("湖南省"), wave=make_round())
    assert matrix(read(client)) == {"湖南省2次巡视": {"第八轮2015": "2次巡视，2件公告"}}


def test_it_marks_a_look_back_and_what_only_an_overview_tells(client: Client) -> None:
    tell("回头看", "辽宁省", types=["回头看"])
    tell("总览", "湖南省", kind=Kind.ROUND_OVERVIEW)
    tell("总览二", "湖北省", kind=Kind.ROUND_OVERVIEW, types=["回头看"])
    shown = matrix(read(client))
    assert shown["辽宁省1次巡视"] == {"第八轮2015": "“回头看”，1件公告"}
    assert shown["湖南省1次巡视"] == {"第八轮2015": "只见于轮次总览，1件公告"}
    assert shown["湖北省1次巡视"] == {"第八轮2015": "“回头看”，只见于轮次总览，1件公告"}
    assert set(matrix(read(client, only="again"))) == {"辽宁省1次巡视", "湖北省1次巡视"}
    assert set(matrix(read(client, only="listed"))) == {"湖南省1次巡视", "湖北省1次巡视"}


def test_a_look_back_at_one_unit_is_none_at_the_others_of_its_notice(client: Client) -> None:
    notice = tell("反馈", "辽宁省", types=["回头看"])
    tell("总览", "湖北省", kind=Kind.ROUND_OVERVIEW)
    Notice.objects.update(types=["常规", "回头看"])
    make_mention(notice, make_group(3), make_unit("湖南省"), wave=make_round())
    shown = matrix(read(client))
    assert shown["辽宁省1次巡视"] == {"第八轮2015": "“回头看”，1件公告"}
    assert shown["湖南省1次巡视"] == {"第八轮2015": "1件公告"}, "the notice tells its units apart"
    assert shown["湖北省1次巡视"] == {"第八轮2015": "只见于轮次总览，1件公告"}, "an overview names those of its round"
    assert set(matrix(read(client, only="again"))) == {"辽宁省1次巡视"}
    head, *lines = rows(client)
    looked_back = {line[head.index("被巡视单位")]: line[head.index("回头看")] for line in lines}
    assert looked_back == {"辽宁省": "是", "湖南省": "", "湖北省": ""}


def test_it_leads_from_the_only_notice_to_it(client: Client) -> None:
    own = tell("动员", "湖南省")
    assert f'class="cell cell-have" href="{own.get_absolute_url()}"' in read(client)


def test_it_counts_as_many_notices_as_the_file(client: Client) -> None:
    tell("动员", "湖南省")
    listed = tell("总览", "湖南省", kind=Kind.ROUND_OVERVIEW)
    make_mention(listed, make_group(3), make_unit("湖南省"), wave=make_round())
    page = read(client)
    assert matrix(page)["湖南省2次巡视"] == {"第八轮2015": "2次巡视，2件公告，其中1件轮次总览"}
    assert f'class="cell cell-have" href="{make_unit("湖南省").get_absolute_url()}"><span aria-hidden="true">2<' in page
    head, *lines = rows(client)
    assert [(line[head.index("公告件数")], line[head.index("其中轮次总览")]) for line in lines] == [
        ("2", "1"),
        ("1", "1"),
    ]


def test_it_leads_from_several_notices_to_the_unit(client: Client) -> None:
    tell("进驻", "湖南省")
    tell("反馈", "湖南省")
    assert f'class="cell cell-have" href="{make_unit("湖南省").get_absolute_url()}"' in read(client)


def test_it_hides_drafts(client: Client) -> None:
    tell("草稿", "深圳证券交易所", published=False)
    tell("公开的", "辽宁省")
    page = read(client)
    assert "深圳证券交易所" not in page
    assert len(rows(client)) == 2


def test_it_filters_by_authority_level_and_place(client: Client) -> None:
    luoyang, kaifeng = city(), city("开封市")
    tell("洛阳", "洛阳工商联", of=luoyang)
    tell("开封", "开封工商联", of=kaifeng)
    tell("中央", "深圳证券交易所")
    everyone = matrix(read(client, authority="all"))
    assert {name.removesuffix("1次巡视") for name in everyone} == {"深圳证券交易所", "洛阳工商联", "开封工商联"}
    assert set(matrix(read(client, authority=str(kaifeng.pk)))) == {"开封工商联1次巡视"}
    assert set(matrix(read(client, level="central"))) == {"深圳证券交易所1次巡视"}
    assert set(matrix(read(client, place="河南省-洛阳市"))) == {"洛阳工商联1次巡视"}
    assert set(matrix(read(client, place="河南省", level="city"))) == {"洛阳工商联1次巡视", "开封工商联1次巡视"}


def test_it_says_where_nothing_fits(client: Client) -> None:
    tell("中央", "深圳证券交易所")
    page = read(client, level="county")
    assert "没有符合条件的单位" in page
    assert "/coverage/?authority=all" in page


def test_it_shelves_units_under_their_authority(client: Client) -> None:
    tell("洛阳", "洛阳工商联", of=city())
    tell("县里", "县医院", of=make_authority("县委", Level.COUNTY))
    page = read(client, authority="all")
    order = ("河南省洛阳市委</span></span></th>", "洛阳工商联", "派出机关所在地不明", "县医院")
    places = [page.index(said, page.index("<tbody>")) for said in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("authority", "999999", "没有编号为“999999”的派出机关"),
        ("authority", "9" * 80, "没有编号为"),
        ("authority", "½", "没有编号为"),
        ("level", "moon", "不在可选之列"),
        ("place", "河南省-洛阳市-新安县-城关镇", "不是地区"),
        ("by", "week", "列没有“week”这一种"),
        ("only", "<script>", "行没有“&lt;script&gt;”这一种"),
    ],
)
def test_it_explains_values_that_make_no_sense(client: Client, name: str, value: str, said: str) -> None:
    tell("中央", "深圳证券交易所")
    page = read(client, **{name: value})
    assert said in page.partition("flash-caution")[2].partition("</div>")[0]
    assert "深圳证券交易所" in page
    if name != "by":  # the file has rounds and years both
        assert said in client.get("/coverage/", {name: value, "format": "csv"}).content.decode()


def test_it_asks_the_database_for_nothing_it_cannot_hold(client: Client) -> None:
    tell("中央", "深圳证券交易所")
    for name in ("authority", "level", "place", "by", "only", "page", "format"):
        client.get("/coverage/", {name: "\x00"})
    assert "深圳证券交易所" in read(client, place="\x00")


def test_it_shows_years_where_rounds_have_no_authority(client: Client) -> None:
    tell("中央", "深圳证券交易所")
    page = read(client, authority="all", by="round")
    assert "选一个派出机关才能按轮次看" in page
    assert heads(page) == ["2015"]


@pytest.mark.parametrize("number", ["2", "0", "abc", "9" * 400])
def test_it_leads_from_a_page_that_is_not_there_to_the_last(client: Client, number: str) -> None:
    tell("中央", "深圳证券交易所")
    response = client.get("/coverage/", {"page": number})
    assert response.status_code == 404
    assert "page=1" in response.content.decode()


def test_it_pages_its_rows_and_keeps_the_file_whole(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "ROWS_A_PAGE", 3)
    fill_archive(7)
    assert len(matrix(read(client))) == 3
    assert len(matrix(read(client, page="3"))) == 1
    assert "第7个，共7个" in read(client, page="3")
    assert len(rows(client, page="3")) == 8


def test_it_offers_some_of_too_many_authorities(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage_form, "MOST_AUTHORITIES", 1)
    tell("洛阳", "洛阳工商联", of=city())
    tell("中央", "深圳证券交易所")
    page = read(client, authority=str(city().pk))
    assert "派出机关太多" in page
    assert f'<option value="{city().pk}" lang="zh-Hans" selected>' in page


def test_it_hands_out_a_file_with_a_line_for_each_case(client: Client) -> None:
    notice = tell("甲", "市工商联", 7, of=city(), year=2021, types=["回头看"])
    tell("总览", "市工商联", 7, of=city(), year=2021, kind=Kind.ROUND_OVERVIEW)
    head, line = rows(client, level="city")
    assert dict(zip(head, line, strict=True)) == {
        "被巡视单位": "市工商联",
        "单位所在省": "",
        "单位所在市": "",
        "单位所在县": "",
        "派出机关": "洛阳市委",
        "层级": "市级",
        "机关所在省": "河南省",
        "机关所在市": "洛阳市",
        "机关所在县": "",
        "届": "18",
        "计轮年份": "",
        "轮": "7",
        "年份": "2021",
        "年份推定": "",
        "公告件数": "2",
        "其中轮次总览": "1",
        "回头看": "是",
        "首件公告": f"http://testserver/notices/{notice.pk}/",
        "巡视网址": f"http://testserver/inspections/{notice.mentions.get().inspection_id}/",
    }


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM", "\t=1", "＝1"])
def test_it_hands_out_no_formula(client: Client, name: str) -> None:
    tell("甲", name)
    assert rows(client)[1][0] == f"'{name}"


def test_it_quotes_what_would_break_a_line(client: Client) -> None:
    tell("甲", '交易所,"深圳"\n分所')
    assert rows(client)[1][0] == '交易所,"深圳"\n分所'


def test_it_escapes_names(client: Client) -> None:
    tell("甲", "<b>交易所</b>")
    assert "<b>交易所" not in read(client)


def test_it_says_when_there_is_nothing(client: Client) -> None:
    assert "还没有公告" in read(client)
    assert len(rows(client)) == 1
    make_unit("没有人说到的单位")
    assert "没有人说到的单位" not in read(client)


@pytest.mark.parametrize("asked", [{}, {"by": "year"}, {"authority": "all"}, {"only": "again"}, {"format": "csv"}])
def test_it_asks_as_much_of_many_as_of_few(client: Client, asked: dict[str, str]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            b"".join(client.get("/coverage/", asked))
        return len(captured)

    fill_archive(4)
    tell("回头看", "辽宁省", types=["回头看"])
    few = queries()
    fill_archive(300, first=4)
    assert queries() == few
    assert few < 20


def test_it_has_columns_for_rounds_that_a_year_counts(client: Client) -> None:
    hunan = make_authority("湖南省委", Level.PROVINCE, make_place("湖南省"))
    later = make_round(11, 1, hunan, starts=PartialDate(2017, 3))
    for wave in (make_round_of_year(2015, 3, hunan), make_round_of_year(2016, 1, hunan), later):
        notice = make_notice(f"公告{wave}", text=f"公告{wave}", authority=hunan, year=wave.year, round=wave)
        make_mention(notice, make_group(3, hunan), make_unit("湘潭大学", hunan), wave=wave)
    page = read(client, authority=str(hunan.pk), by="round")
    over = re.findall(r'<th colspan="1" scope="colgroup" class="new-term"><span>(.*?)</span>', page)
    assert over == ["2015年", "2016年", "十一届"]
    assert heads(page) == ["第三轮", "第一轮", "第一轮2017"]
    said = rows(client, authority=str(hunan.pk))
    place = said[0].index("计轮年份")
    assert [line[place - 1 : place + 2] for line in said[1:]] == [["", "2015", "3"], ["", "2016", "1"], ["11", "", "1"]]
