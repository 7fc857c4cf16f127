"""Stock wording is what others of its sort say too; what only this text says stands apart, letter for letter."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.stock_wording import FEWEST, Piece, Standing, compare, enough, usual_spans

STANDING = "巡视组主要受理反映领导班子及其成员问题的来信来电来访。"
OTHERS = [STANDING + f"这是第{n}件公告。" for n in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"]

TEXTS = st.text(alphabet="巡视組受理反映問題，。：7 　\n\r\u2028\u200b<", max_size=80)
SPANS = st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=8)
PIECES = st.builds(compare, TEXTS, SPANS, st.lists(TEXTS, min_size=FEWEST, max_size=FEWEST + 2))


def said(text: str, standing: Standing, facts: list[tuple[int, int]] | None = None) -> list[str]:
    """The pieces of that standing."""
    pieces = compare(text, facts or [], OTHERS)
    return [text[piece.start : piece.end] for piece in pieces if piece.standing == standing]


@given(TEXTS, SPANS, st.lists(TEXTS, max_size=FEWEST + 2))
def test_its_pieces_are_the_text(text: str, facts: list[tuple[int, int]], others: list[str]) -> None:
    pieces = compare(text, facts, others)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert all(piece.start < piece.end for piece in pieces)
    assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]


@given(TEXTS, SPANS)
def test_what_all_say_is_nowhere_only_here(text: str, facts: list[tuple[int, int]]) -> None:
    assert Standing.ONLY_HERE not in {piece.standing for piece in compare(text, facts, [text] * FEWEST)}


@given(TEXTS, SPANS)
def test_what_nobody_says_is_nowhere_usual(text: str, facts: list[tuple[int, int]]) -> None:
    assert Standing.USUAL not in {piece.standing for piece in compare(text, facts, ["别的话"] * FEWEST)}


@given(PIECES)
def test_it_joins_what_is_usual(pieces: tuple[Piece, ...]) -> None:
    spans = usual_spans(pieces)
    places = {place for start, end in spans for place in range(start, end)}
    usual = [piece for piece in pieces if piece.standing == Standing.USUAL]
    assert places == {place for piece in usual for place in range(piece.start, piece.end)}
    assert all(before[1] < after[0] for before, after in pairwise(spans))


def test_it_tells_a_remark_from_the_standing_sentence() -> None:
    remark = "会上有人指出食堂采购账目混乱。"
    assert said(STANDING + remark, Standing.ONLY_HERE) == [remark]
    assert said(STANDING + remark, Standing.USUAL) == [STANDING]


@pytest.mark.parametrize(
    "written",
    [
        "巡視組主要受理反映領導班子及其成員問題的來信來電來訪。",
        "巡视组 主要受理\u200b反映　领导班子及其成员问题的来信、来电、来访.",
        "巡视组主要受理反映深交所领导班子及其成员问题的来信来电来访。",  # a name in it costs no more than itself
        "巡视组主要受理反映领导班子及其成员3类问题的来信来电来访。",
    ],
)
def test_it_knows_the_standing_sentence_in_any_writing(written: str) -> None:
    assert said(written, Standing.USUAL) == [written]


def test_it_takes_facts_for_no_wording() -> None:
    text = f"{STANDING}市教育体育文化广播电视局。"
    assert said(text, Standing.ONLY_HERE) == ["市教育体育文化广播电视局。"]
    assert said(text, Standing.ONLY_HERE, [(len(STANDING), len(text) - 1)]) == []


def test_few_words_go_with_what_they_lead_to() -> None:
    text = f"{STANDING}他说，会上有人指出食堂采购账目混乱。他说，{STANDING}"
    assert said(text, Standing.ONLY_HERE) == ["他说，会上有人指出食堂采购账目混乱。"]


def test_few_usual_words_do_not_part_a_passage() -> None:
    text = "会上有人指出食堂采购账目混乱，来信来电来访，也没有人认真对待处理。"
    assert said(text, Standing.ONLY_HERE) == [text]


def test_a_short_line_is_no_remark() -> None:
    assert said("巡察公告三则\n" + STANDING, Standing.ONLY_HERE) == []


@pytest.mark.parametrize(
    "line", ["来源：汉中日报新闻网　责任编辑：林丹霓", "發布時間：某年某月某日某時　瀏覽次數：數百次"]
)
def test_what_the_site_puts_around_it_is_no_remark(line: str) -> None:
    assert said(f"{line}\n{STANDING}", Standing.ONLY_HERE) == []
    assert said(f"会上有人指出，{line}，这是不对的。", Standing.ONLY_HERE) != []


def test_a_passage_ends_with_its_line() -> None:
    first, second = "会上有人指出食堂采购账目混乱\n", "另有人指出工程招标长期走过场\n"
    assert said(first + second, Standing.ONLY_HERE) == [first, second]


def test_it_says_nothing_with_too_few_to_compare() -> None:
    assert compare(STANDING, [], OTHERS[: FEWEST - 1]) == (Piece(0, len(STANDING), Standing.OPEN),)
    assert compare("", [], []) == ()


def test_it_asks_more_of_many() -> None:
    assert [enough(others) for others in (5, 40, 41, 60)] == [2, 2, 3, 3]


def test_what_one_other_says_is_not_usual() -> None:
    remark = "会上有人指出食堂采购账目混乱。"
    (piece,) = compare(remark, [], [*OTHERS, remark])
    assert piece.standing == Standing.ONLY_HERE
    (piece,) = compare(remark, [], [*OTHERS, remark, f"又一件：{remark}"])
    assert piece.standing == Standing.USUAL
