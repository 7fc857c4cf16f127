"""What a reader types and what is found."""

import random

import pytest
from django.core.management import call_command
from django.db import connection
from haystack.query import SearchQuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.facet_counts import count_facets
from archive.filters import read_filters
from archive.models import Notice, YearBasis
from search.finding import Answer, find
from search.folding import fold_literal
from tests.search.conftest import build_index, make_mention, make_notice, make_place

pytestmark = pytest.mark.django_db


def found(text: str) -> set[int]:
    answer = find(text)
    assert not answer.is_degraded
    return {hit.notice.pk for hit in answer.full_hits}


def filtered(text: str = "", **chosen: list[str]) -> Answer:
    filters, problems = read_filters(chosen)
    assert problems == []
    return find(text, filters)


def inferred(answer: Answer) -> dict[str, int]:
    return {
        option.value: option.inferred for facet in answer.facets if facet.name == "year" for option in facet.options
    }


def counts(answer: Answer, facet: str) -> dict[str, int]:
    return {option.value: option.count for facets in answer.facets if facets.name == facet for option in facets.options}


@pytest.mark.parametrize(
    ("query", "files"),
    [
        ("深圳证券交易所", {"000"}),
        ("深交所", {"000"}),
        ("刘卒", {"000"}),
        ("叶青纯", {"003"}),
        ("回头看", {"001", "003"}),
        ("通用技术集团", {"004"}),
        ("工商联", {"002"}),
        ("“四个着力”", {"000", "004"}),
        ("010-68334749", {"004"}),
        ("68334749", {"004"}),
        ("88106327", {"000"}),
        ("0755~88106327", {"000"}),
        ("深圳證券交易所", {"000"}),
        ("０７５５－８８１０６３２７", {"000"}),
        ("深交所 刘卒", {"000"}),
        ("深交所 叶青纯", set()),
        ("卒", {"000"}),
    ],
)
def test_it_finds_what_the_seeds_hold(seeds: dict[str, Notice], query: str, files: set[str]) -> None:
    assert found(query) == {seeds[name].pk for name in files}


def test_it_marks_what_was_found(seeds: dict[str, Notice]) -> None:
    for query in ("深交所", "刘卒", "叶青纯", "工商联", "010-68334749"):
        for hit in find(query).hits:
            marked = {text for passage in hit.passages for text in passage.marked}
            assert query in {fold_literal(text).text for text in marked}


def test_it_finds_every_literal_substring(seeds: dict[str, Notice]) -> None:
    chance = random.Random(5)
    texts = {notice.pk: notice.versions.get().text for notice in seeds.values()}
    for _ in range(150):
        pk, text = chance.choice(sorted(texts.items()))
        start = chance.randrange(len(text) - 9)
        piece = text[start : start + chance.randint(1, 8)]
        if any(char.isalnum() for char in piece):
            assert pk in found(piece), piece


def test_it_takes_a_quotation_literally(seeds: dict[str, Notice]) -> None:
    texts = {notice.pk: fold_literal(notice.versions.get().text).text for notice in seeds.values()}
    chance = random.Random(7)
    for _ in range(40):
        text = chance.choice(sorted(texts.values()))
        start = chance.randrange(len(text) - 9)
        piece = text[start : start + chance.randint(2, 8)]
        if '"' not in piece and any(char.isalnum() for char in piece):
            titles = {pk for pk, notice in Notice.objects.in_bulk().items() if piece in notice.display_title}
            assert found(f'"{piece}"') - titles == {pk for pk, text in texts.items() if piece in text} - titles, piece


def test_it_finds_words_that_stand_apart_but_no_phrase() -> None:
    notice = make_notice("整改工作推进，巡察组进驻。")
    build_index()
    assert found("整改 进驻") == {notice.pk}
    assert found("“整改进驻”") == set()


def test_it_counts_repeated_characters() -> None:
    notice = make_notice("编号1000000号")
    build_index()
    assert found("“1000000”") == found("00000") == {notice.pk}
    assert found("“10000000”") == found("“0000000”") == set()


def test_it_finds_names_with_padding_and_line_breaks() -> None:
    notice = make_notice("组长：王 强\n巡 察 公\n告")
    build_index()
    assert found("王强") == found("巡察公告") == {notice.pk}


def test_it_does_not_join_two_names() -> None:
    notice = make_notice("正文")
    make_mention(notice, unit="市财政局")
    make_mention(notice, unit="市教育局")
    build_index()
    assert found("“局市”") == set()
    assert found("财政局 教育局") == {notice.pk}


def test_it_finds_only_what_is_published() -> None:
    make_notice("县委巡察组", status="draft")
    build_index()
    assert find("县委巡察组").total == 0


def test_it_ranks_title_and_people_above_body() -> None:
    body = make_notice("会上提到欧阳锋。" + "巡察工作。" * 20, title="巡察动员会")
    title = make_notice("巡察工作。" * 20 + "二", title="欧阳锋讲话")
    person = make_notice("巡察工作。" * 20 + "三", title="巡察公告")
    make_mention(person, group="第一巡察组", head="欧阳锋")
    build_index()
    ranked = [hit.notice.pk for hit in find("欧阳锋").hits]
    assert set(ranked[:2]) == {title.pk, person.pk}
    assert ranked[2] == body.pk


def test_it_sorts_by_date_with_the_unknown_last() -> None:
    undated = make_notice("巡察甲")
    older, newer = make_notice("巡察乙", year=2015), make_notice("巡察丙", year=2019)
    build_index()
    assert [hit.notice.pk for hit in find("巡察", sort="newest").hits] == [newer.pk, older.pk, undated.pk]
    assert [hit.notice.pk for hit in find("巡察", sort="oldest").hits] == [older.pk, newer.pk, undated.pk]
    assert list(Notice.objects.newest_first().values_list("pk", flat=True)) == [newer.pk, older.pk, undated.pk]


def test_it_pages_from_any_offset() -> None:
    for number in range(23):
        make_notice(f"巡察第{number}号", year=2000 + number)
    build_index()
    for sort in ("relevance", "newest", "oldest"):
        everything = [hit.notice.pk for hit in find("巡察", sort=sort, limit=100).hits]
        assert len(set(everything)) == 23
        for offset, limit in ((0, 5), (5, 10), (7, 9), (20, 20), (22, 1), (23, 5), (500, 5)):
            answer = find("巡察", sort=sort, offset=offset, limit=limit)
            assert [hit.notice.pk for hit in answer.hits] == everything[offset : offset + limit]
            assert answer.total == 23


def test_it_counts_each_facet_under_the_others() -> None:
    make_notice("巡察甲", year=2015, kind="feedback")
    make_notice("巡察乙", year=2015, kind="announcement")
    make_notice("巡察丙", year=2016, kind="announcement")
    make_notice("整改丁", year=2016, kind="announcement")
    build_index()
    answer = filtered("巡察", year=["2015"], kind=["announcement"])
    assert answer.total == 1
    assert counts(answer, "year") == {"2015": 1, "2016": 1}
    assert counts(answer, "kind") == {"feedback": 1, "announcement": 1}
    assert counts(answer, "level") == {"none": 1}


def test_it_tells_how_many_of_a_year_have_it_by_inference() -> None:
    make_notice("巡察甲", year=2015, level="city")
    make_notice("巡察乙", year=2015, year_basis=YearBasis.ROUND)
    make_notice("巡察丙", year=2015, year_basis=YearBasis.ROUND, level="city")
    make_notice("整改丁", year=2015, year_basis=YearBasis.ROUND, level="city")
    make_notice("巡察戊", year=2016)
    build_index()
    assert inferred(filtered("巡察")) == {"2015": 2, "2016": 0}
    assert inferred(filtered("巡察", level=["city"])) == {"2015": 1}
    assert inferred(filtered("巡察", level=["city"], year=["2016"])) == {"2015": 1, "2016": 0}


def test_it_finds_marks_alone_with_and_without_quotation_marks() -> None:
    notice = make_notice("《工作方案》。巡察组进驻。")
    make_notice("巡察组进驻。")
    build_index()
    assert found("》。") == found("“》。”") == {notice.pk}


def test_it_finds_a_city_under_its_province() -> None:
    city, other = make_notice("巡察甲"), make_notice("巡察乙")
    city.places.add(make_place("河南省", "洛阳市"))
    other.places.add(make_place("河北省"))
    build_index()
    answer = filtered("巡察", place=["河南省"])
    assert [hit.notice.pk for hit in answer.hits] == [city.pk]
    assert counts(answer, "place") == {"河南省": 1, "河南省-洛阳市": 1, "河北省": 1}


@pytest.mark.parametrize("group", ["3", "第三", "第三巡察组", "洛阳市委第三巡察组", "市委第三巡察组"])
def test_it_filters_by_group_however_it_is_named(group: str) -> None:
    notice = make_notice("巡察甲")
    make_notice("巡察乙")
    make_mention(notice, group="市委第三巡察组", authority="洛阳市委", ordinal=3)
    build_index()
    assert [hit.notice.pk for hit in filtered("巡察", group=[group]).hits] == [notice.pk]


def test_it_answers_as_the_database_does(seeds: dict[str, Notice]) -> None:
    for chosen in ({}, {"level": ["central"]}, {"year": ["2015"], "type": ["专项"]}, {"group": ["7"]}):
        filters, _ = read_filters(chosen)
        answer = find("动员", filters)
        notices = Notice.objects.filter(pk__in=found("动员"))
        assert answer.total == filters.apply(notices).count()
        assert answer.facets == count_facets(filters, notices)


def test_it_leaves_out_what_was_unpublished_behind_its_back() -> None:
    notice = make_notice("县委巡察组")
    build_index()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_notice SET status = 'draft' WHERE id = %s", [notice.pk])
    assert find("县委巡察组").hits == []


@given(st.text(max_size=60) | st.text(alphabet='"“”「」-－ ORAND()*+:巡视~\x00\ud800', max_size=30))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_answers_whatever_is_typed(seeds: dict[str, Notice], text: str) -> None:
    answer = find(text)
    assert answer.total >= len(answer.full_hits)
    assert not answer.is_degraded


def test_it_works_through_haystack(seeds: dict[str, Notice]) -> None:
    assert [int(result.pk) for result in SearchQuerySet().filter(content="刘卒")] == [seeds["000"].pk]
    assert SearchQuerySet().count() == 5
    call_command("clear_index", interactive=False, verbosity=0)
    assert find("刘卒").is_degraded
    call_command("update_index", verbosity=0)
    assert (find("刘卒").total, find("刘卒").is_degraded) == (1, False)
    call_command("rebuild_index", interactive=False, verbosity=0)
    assert find("刘卒").total == 1
