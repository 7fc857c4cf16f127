"""What the parts of the query language find: operators, fields, names, worked-out facts, partial matches."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from archive.models import ContactKind, Level, Notice, Round
from search.engines import MAX_PARTIAL
from search.finding import find
from search.language import read_query
from search.models import ShortForm
from search.planning import plan_of, settled
from tests.makers import make_authority
from tests.search.conftest import Commit, build_index, make_mention, make_notice, make_place

pytestmark = pytest.mark.django_db


def full(text: str) -> list[int]:
    return [hit.notice.pk for hit in find(text).full_hits]


def partial(text: str) -> list[int]:
    return [hit.notice.pk for hit in find(text).partial_hits]


@pytest.mark.parametrize(
    ("query", "files"),
    [
        ("组长:刘卒", {"000"}),
        ("组长：刘卒", {"000"}),
        ("leader:刘卒", {"000"}),
        ("副组长:刘卒", set()),
        ("主持:吴利军", {"000"}),
        ("人员:叶青纯", {"003"}),
        ("讲话人:任晓平", {"002"}),
        ("单位:深交所", {"000"}),
        ("unit:深圳證券交易所", {"000"}),
        ("组:第七", {"000"}),
        ("组:中央第10巡视组", {"004"}),
        ("年份:2015", {"000", "004"}),
        ("年:2016..2018", {"002", "003"}),
        ("年份:2015 类型:专项", {"000", "004"}),
        ("类型:回头看", {"003"}),
        ("种类:讲话", {"001", "002"}),
        ("层级:中央", {"000", "003", "004"}),
        ("level:city", {"001", "002"}),
        ("轮次:十八届第八轮", {"000"}),
        ("轮次:十八届", {"000", "003", "004"}),
        ("电话:0755", {"000"}),
        ("phone:075588106327", {"000"}),
        ("信箱:1006", {"000", "004"}),
        ("地区:河南", {"002"}),
        ("机关:洛阳市委", {"002"}),
        ("标题:动员会 -标题:辽宁 层级:市", {"001", "002"}),
        ("正文:“四个着力”", {"000", "004"}),
        ("深交所 OR 辽宁省", {"000", "003"}),
        ("专项 (深交所 OR 通用技术集团)", {"000", "004"}),
        ("组长:(刘卒 OR 叶青纯)", {"000", "003"}),
        ("动员会 -辽宁", {"000", "001", "002", "004"}),
        ("动员会 -“第七巡视组” -组:第三", {"001", "004"}),
        ("-动员会", set()),
        ("中央第10巡视组", {"004"}),
        ("谁带队巡视了辽宁", {"003"}),
    ],
)
def test_it_finds_by_the_language(seeds: dict[str, Notice], query: str, files: set[str]) -> None:
    assert set(full(query)) == {seeds[name].pk for name in files}


def test_it_finds_a_round_that_was_worked_out(seeds: dict[str, Notice]) -> None:
    assert "第八轮" not in seeds["000"].versions.get().text
    assert full("十八届中央第八轮")[0] == seeds["000"].pk


def test_it_puts_partial_matches_behind_and_does_not_count_them() -> None:
    whole, part = make_notice("欧阳锋与洪七公"), make_notice("欧阳锋一人", year=2015)
    build_index()
    answer = find("欧阳锋 洪七公")
    assert [(hit.notice.pk, hit.is_full) for hit in answer.hits] == [(whole.pk, True), (part.pk, False)]
    assert (answer.total, answer.partial) == (1, 1)
    counted = {o.value: o.count for f in answer.facets if f.name == "year" for o in f.options}
    assert counted == {"none": 1}


def test_letters_of_an_address_are_no_part_of_another_word() -> None:
    make_notice("举报邮箱：xyzzw@163.com，电话：0760-23226773。")
    build_index()
    assert partial("xyzzy") == partial("and") == []
    assert partial("0760-23226774")


def test_it_pages_through_full_and_partial_matches_alike() -> None:
    for number in range(6):
        make_notice(f"欧阳锋{'与洪七公' if number < 3 else ''}{number}")
    build_index()
    everything = [hit.notice.pk for hit in find("欧阳锋 洪七公", limit=10).hits]
    assert len(everything) == 6
    for offset in range(6):
        assert [hit.notice.pk for hit in find("欧阳锋 洪七公", offset=offset, limit=2).hits] == everything[offset:][:2]


def test_it_takes_a_phrase_or_a_field_for_no_part() -> None:
    make_notice("欧阳锋一人")
    build_index()
    assert find("欧阳锋 “洪七公”").hits == []
    assert find("欧阳锋 组长:洪七公").hits == []


def test_it_finds_mistyped_names_in_part() -> None:
    notice = make_notice("叶青纯讲话")
    make_mention(notice, group="第三巡视组", head="叶青纯", ordinal=3)
    build_index()
    for mistyped in ("叶清纯", "页青纯", "叶青春"):
        assert partial(mistyped) == [notice.pk]


def test_it_knows_short_forms_both_ways_and_what_editors_add() -> None:
    full_name, short = make_notice("巡视国务院国有资产监督管理委员会"), make_notice("巡察市国资委")
    build_index()
    assert set(full("国资委")) == set(full("国有资产监督管理委员会")) == {full_name.pk, short.pk}
    named = make_notice("明教总坛")
    build_index()
    assert full("光明顶") == []
    ShortForm.objects.create(short="光明顶", full="明教总坛")
    assert full("光明顶") == [named.pk]


def test_it_knows_the_aliases_of_units_but_none_that_are_anybodys() -> None:
    told = make_notice("上期所进驻")
    make_mention(told, unit="上海期货交易所").inspection.unit.aliases.create(name="上期所")  # type: ignore[union-attr]
    other, hospital, any_hospital = make_notice("到上海期货交易所"), make_notice("甲"), make_notice("县医院")
    make_mention(hospital, unit="凤阳县人民医院").inspection.unit.aliases.create(  # type: ignore[union-attr]
        name="县医院"
    )
    build_index()
    assert set(full("上期所")) == {told.pk, other.pk}
    assert full("凤阳县人民医院") == [hospital.pk]
    assert any_hospital.pk in full("县医院")


def test_it_finds_names_that_came_after_the_dictionary(index_dir: Path, commit: Commit) -> None:
    first = make_notice("组长欧阳平安讲话")
    make_mention(first, head="欧阳平安", unit="明教")
    build_index()
    assert "欧阳平安" in json.loads(next(index_dir.glob("*/words.json")).read_text(encoding="utf-8"))
    with commit():
        second = make_notice("组长韦一笑讲话，欧阳平安在座")
        make_mention(second, head="韦一笑", unit="明教总坛")
    assert full("韦一笑") == [second.pk]
    assert set(full("欧阳平安")) == {first.pk, second.pk}


def test_it_ranks_what_contradicts_behind() -> None:
    fits, silent = make_notice("县委巡察教育局", year=2020), make_notice("县委巡察教育局工作")
    other = make_notice("县委巡察教育局及其他", year=2019)
    build_index()
    answer = find("2020 县委 教育局")
    assert [hit.notice.pk for hit in answer.hits] == [fits.pk, silent.pk, other.pk]
    assert answer.total == 1


def test_it_names_the_field_where_text_and_title_are_silent() -> None:
    notice = make_notice("巡察工作。", title="公告")
    notice.contacts.create(kind=ContactKind.PHONE, value="0755-88106327")
    notice.places.add(make_place("河南省", "洛阳市"))
    build_index()
    for query, shown in (("洛阳", ("地区", "河南省洛阳市")), ("88106327", ("电话", "0755-88106327"))):
        (hit,) = find(query).full_hits
        assert [(label, passage.plain) for label, passage in hit.elsewhere] == [shown]
        assert hit.elsewhere[0][1].marked == (query,)


def test_it_looks_through_noise() -> None:
    notice = make_notice("五桂山學(xué)校黨委🎉書記,,張國(guó)強出席。\n7 K2 Q* [3 d' w)\n完")
    build_index()
    for query in ("五桂山学校", "学校党委书记", "张国强", "學(xué)校", "é)校黨", "書記,,張", "“学校党委”"):
        assert full(query) == [notice.pk], query


def test_it_answers_the_language_from_the_database_too(seeds: dict[str, Notice], index_dir: Path) -> None:
    (index_dir / "manifest.json").unlink()
    for query, files in {
        "组长:刘卒": {"000"},
        "年:2016..2018 -层级:市": {"003"},
        "深交所 OR 叶青纯": {"000", "003"},
        "轮次:十八届第八轮": {"000"},
        "类型:回头看": {"003"},
        "电话:0755": {"000"},
        "组:第七": {"000"},
        "地区:河南": {"002"},
        "单位:深交所": {"000"},
    }.items():
        answer = find(query)
        assert answer.is_degraded
        assert {hit.notice.pk for hit in answer.hits} == {seeds[name].pk for name in files}, query


def test_it_says_what_it_understood_and_what_it_made_of_the_rest(client: Client, seeds: dict[str, Notice]) -> None:
    shown = client.get("/search/", {"q": "组长:刘卒 年份：2015"}).content.decode()
    assert "组长 = 刘卒，年份 = 2015" in shown
    assert "不是这一项可有的内容" in client.get("/search/", {"q": "年份:去年"}).content.decode()
    for query in ("层级:乡级", "巡视 -层级:乡级"):
        shown = client.get("/search/", {"q": query}).content.decode()
        assert "不是这一项可有的内容" in shown, query
        assert "层级 = " not in shown, query
    shown = client.get("/search/", {"q": "深交所 叶青纯"}).content.decode()
    assert "部分相符" in shown
    assert "没有公告同时含" in shown


def test_it_does_not_tell_the_best_partial_matches_for_all(client: Client) -> None:
    for number in range(MAX_PARTIAL + 2):
        make_notice(f"第{number}件说到粮食储备。", title="粮食储备")
        make_notice(f"第{number}件说到乡村振兴，也说到生态环境。", title="乡村振兴")
    build_index()
    shown = client.get("/search/", {"q": "粮食储备 生态环境"}).content.decode()
    assert f"另列出部分相符的公告中最相近的{MAX_PARTIAL}件" in shown


def test_its_help_gives_examples_that_find(client: Client, seeds: dict[str, Notice]) -> None:
    response = client.get("/search/help/")
    assert response.status_code == 200
    assert 'href="/search/?q=%E7%BB%84%E9%95%BF%3A%E5%88%98%E5%8D%92"' in response.content.decode()
    assert "查询的写法" in client.get("/search/").content.decode()
    for section in response.context["sections"]:
        for example in section.examples:
            assert find(example.query).hits or example.query in ("国资委",), example.query


def test_it_finds_rounds_by_the_year_that_counts_them() -> None:
    hunan = make_authority("湖南省委", Level.PROVINCE, make_place("湖南省"))
    wave = Round.objects.create(authority=hunan, counted_year=2016, number=1)
    said: dict[str, Any] = {"authority": hunan, "round_number": 1, "round_year": 2016, "round": wave, "year": 2016}
    own, later = make_notice("进驻湘潭大学。", **said), make_notice("反馈情况。", **(said | {"year": 2017}))
    of_term = make_notice("另一件。", authority=hunan, term=11, round_number=1, year=2016)
    build_index()
    for asked in ("轮次:2016年第一轮", "轮次:湖南省委2016年第一轮", "round:2016年省委首轮"):
        assert set(full(asked)) == {own.pk, later.pk}, asked
    assert full("轮次:2015年第一轮") == []
    assert full("轮次:十一届第一轮") == [of_term.pk]
    assert own.pk in full("2016年第一轮")
    assert full("湖南省委2016年第一轮")[0] == own.pk
    with patch("search.finding.is_index_followed_up", return_value=False):
        assert set(full("轮次:2016年第一轮")) == {own.pk, later.pk}


@pytest.mark.parametrize(("shown", "plain"), [("县级", "县"), ("市级", "市"), ("省级", "省"), ("中央级", "中央")])
def test_it_knows_levels_by_the_names_that_the_site_shows(shown: str, plain: str) -> None:
    for level in ("central", "province", "city", "county"):
        make_notice(f"巡察公告 {level}", level=level)
    build_index()
    for query in ("层级:{}", "-层级:{}"):
        with_shown, with_plain = find(query.format(shown)), find(query.format(plain))
        assert with_shown.problems == with_plain.problems == []
        assert [hit.notice.pk for hit in with_shown.hits] == [hit.notice.pk for hit in with_plain.hits]
    assert find(f"层级:{shown}").total == 1


def test_a_field_is_not_met_by_a_text_that_reads_like_the_query() -> None:
    """The words of it stand in the text of another field: found in part."""
    led, deputised = make_notice("组长：王强"), make_notice("组长：李明\n副组长：王春燕")
    make_mention(led, unit="县教育局", head="王强")
    make_mention(deputised, unit="县水务局", head="李明")
    build_index()
    answer = find("组长:王")
    assert [hit.notice for hit in answer.full_hits] == [led]
    assert [hit.notice for hit in answer.partial_hits] == [deputised]
    assert {hit.notice for hit in find("-组长:王").full_hits} == {deputised}


def test_characters_typed_apart_are_a_name_and_else_each_by_itself_in_part() -> None:
    name, apart, _ = (make_notice(text) for text in ("组长：王强", "李组长强调纪律", "李组长出席"))
    build_index()
    assert [hit.notice for hit in find("王 强").hits] == [name]
    answer = find("李 强")
    assert answer.total == 0
    assert [hit.notice for hit in answer.partial_hits] == [apart]
    assert answer.partial_hits[0].passages[0].marked == ("李", "强")
    assert "单字之间的空格不计" in answer.understood


@pytest.mark.parametrize("text", ["年份:去年", "-层级:乡级", "(类型:甲 OR 种类:乙) 轮次:丙"])
def test_whatever_a_field_is_given_can_be_planned(text: str) -> None:
    """By whoever asks: the command, an engine's own queries."""
    assert plan_of(read_query(text)) == plan_of(settled(read_query(text))) is not None
