"""Passages: the right ones, marked in the original's own characters, escaped."""

from hypothesis import given, settings
from hypothesis import strategies as st

from search.excerpts import PASSAGE, Mark, mark, marks_of, passages
from search.language import read_query
from search.names import Names
from search.planning import make_plan


def wanted(query: str) -> tuple[Mark, ...]:
    return marks_of(make_plan(read_query(query), Names()))


def marked(text: str, query: str) -> list[str]:
    return [form for passage in passages(text, wanted(query)) for form in passage.marked]


def test_it_marks_the_form_that_stands_in_the_text() -> None:
    assert marked("中央第七巡視組進駐深圳證券交易所。", "深圳证券交易所") == ["深圳證券交易所"]
    assert marked("值班电话：0755~88106327。", "0755-88106327") == ["0755~88106327"]
    assert marked("组长王 强讲话", "王强") == ["王 强"]


def test_it_marks_pieces_only_where_the_whole_is_nowhere() -> None:
    assert marked("组长刘卒讲话，组长出席。", "组长刘卒") == ["组长刘卒"]
    assert marked("组长出席，刘卒讲话。", "组长刘卒") == ["组长", "刘卒"]


def test_it_shows_two_passages_where_the_words_stand_apart() -> None:
    text = "欧阳锋主持。\n" + "巡察工作。" * 60 + "\n洪七公讲话。"
    found = passages(text, wanted("欧阳锋 洪七公"))
    assert [passage.paragraph for passage in found] == [1, 3]
    assert [passage.marked for passage in found] == [("欧阳锋",), ("洪七公",)]


def test_it_prefers_a_sentence_to_a_heading() -> None:
    text = "欧阳锋讲话\n会前，欧阳锋主持会议，" + "巡察工作" * 20
    assert [passage.paragraph for passage in passages(text, wanted("欧阳锋"))] == [2]


def test_it_begins_with_a_sentence_and_says_what_is_left_out() -> None:
    text = "巡察工作。" * 40 + "会前，欧阳锋主持会议。" + "巡察工作。" * 40
    (passage,) = passages(text, wanted("欧阳锋"))
    assert passage.plain.startswith("…会前，欧阳锋主持")
    assert passage.plain.endswith("…")
    assert len(passage.plain) <= PASSAGE + 2


def test_it_shows_the_beginning_where_the_match_is_elsewhere() -> None:
    (passage,) = passages("第一段。\n第二段。", wanted("欧阳锋"))
    assert (passage.plain, passage.marked) == ("第一段。", ())
    assert passages("", wanted("欧阳锋")) == ()


def test_it_escapes_hostile_markup() -> None:
    hostile = '<img src=x onerror="alert(1)">欧阳锋<script>alert(2)</script>'
    (passage,) = passages(hostile, wanted("欧阳锋 script"))
    assert "<img" not in passage.html
    assert "<script" not in passage.html
    assert "<mark>欧阳锋</mark>&lt;<mark>script</mark>&gt;" in passage.html
    assert "<b>" not in mark("<b>欧阳锋</b>", wanted("欧阳锋")).html


@given(st.text(max_size=200), st.text(max_size=20))
@settings(deadline=None)
def test_it_never_invents_or_loses_text(text: str, query: str) -> None:
    for passage in passages(text, wanted(query)):
        stripped = "".join(passage.plain.replace("…", "").split())
        assert stripped in "".join(text.replace("…", "").split())
