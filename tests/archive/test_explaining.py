"""The text as the terminal shows it: every character of it, every mark told apart, nothing that a terminal obeys."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.explaining import Piece, explain, mark_up
from archive.marking import Span, mark
from archive.parsing import ParsedDoubt, ParsedEvidence, ParsedNotice, Sentence, parse
from archive.terminal import visible, width

TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("中央巡视组七 　\t\n\r\x0b\x1b\x85\u2028⟦⟧1/"), st.characters()), max_size=60
)
PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8)
SIGN = re.compile(r"⟦/?\d+ ?⟧?|⟧")


def notice_with(*places: tuple[int, int]) -> ParsedNotice:
    return ParsedNotice(
        evidence=tuple(
            ParsedEvidence("units", "值", start, start + length, "unit-list", 0.9) for start, length in places
        )
    )


def drawn(text: str, notice: ParsedNotice, columns: int = 100) -> list[str]:
    return ["".join(piece.text for piece in row).rstrip() for row in explain(text, notice, columns)]


def line_of(text: str, *places: tuple[int, int]) -> str:
    """The first line as drawn, without its margin."""
    return drawn(text, notice_with(*places))[0].partition("│ ")[2]


@given(TEXTS, PLACES)
def test_it_gives_the_text_back_without_the_marks(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length, f"{start}-{start + length}") for start, length in places]
    numbers = {span.fact: number for number, span in enumerate(dict.fromkeys(spans), start=1)}
    pieces: list[Piece] = [piece for line in mark(text, spans).paragraphs for piece in mark_up(line, numbers)]
    assert "".join(piece.text for piece in pieces if not piece.is_sign) == text


@given(TEXTS, PLACES)
def test_it_closes_every_mark_that_it_opens_on_the_same_line(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length, f"{start}-{start + length}") for start, length in places]
    numbers = {span.fact: number for number, span in enumerate(dict.fromkeys(spans), start=1)}
    for line in mark(text, spans).paragraphs:
        opened: list[int] = []
        for piece in mark_up(line, numbers):
            if piece.is_sign and piece.text.endswith(" "):
                opened.append(piece.number or 0)
            elif piece.is_sign:
                assert piece.number == (opened[-1] if piece.text == "⟧" else int(piece.text[2:-1]))
                opened.remove(piece.number)
        assert opened == []


@given(TEXTS, PLACES, st.integers(1, 130))
def test_it_sends_nothing_that_a_terminal_obeys(text: str, places: list[tuple[int, int]], columns: int) -> None:
    for row in drawn(text, notice_with(*places), columns):
        assert not {unicodedata.category(character) for character in row} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(alphabet="中央巡视组七、，ab1", min_size=1, max_size=300), PLACES, st.integers(60, 120))
def test_it_shows_a_line_in_rows_that_fit(text: str, places: list[tuple[int, int]], columns: int) -> None:
    rows = drawn(text, notice_with(*places), columns)
    assert max(map(width, rows[:-1])) <= columns or "empty" in rows[-1]
    assert SIGN.sub("", "".join(row.partition("│ ")[2] for row in rows)) == text


def test_it_shows_a_name_whose_parts_are_values_too() -> None:
    assert line_of("中央第七巡视组", (0, 7), (0, 2), (2, 2)) == "⟦1 ⟦2 中央⟧⟦3 第七⟧巡视组⟧"


def test_it_says_which_mark_is_closed_where_two_cross() -> None:
    assert line_of("甲乙丙丁", (0, 3), (1, 3)) == "⟦1 甲⟦2 乙丙⟦/1⟧丁⟧"


def test_it_goes_on_with_a_mark_on_the_next_line() -> None:
    first, legend, second, *_ = drawn("甲乙\n丙", notice_with((1, 3)))
    assert (first, second) == ("   1 │ 甲⟦1 乙⟧", "   2 │ ⟦1 丙⟧")
    assert legend.split() == ["1", "units", "unit-list", "0.90", "值"]


def test_it_gives_two_values_of_one_place_one_number() -> None:
    notice = ParsedNotice(
        evidence=(
            ParsedEvidence("term", "18", 0, 2, "round-phrase", 0.9),
            ParsedEvidence("round", "8", 0, 2, "round-phrase", 0.8),
        )
    )
    assert [row.split() for row in drawn("八轮巡视", notice)[1:3]] == [
        ["1", "term", "round-phrase", "0.90", "18"],
        ["1", "round", "round-phrase", "0.80", "8"],
    ]


def test_it_lists_what_can_be_marked_nowhere() -> None:
    rows = drawn("甲\n\n", notice_with((1, 2), (40, 2)))
    assert [row.split()[:2] for row in rows[2:4]] == [["-", "units"], ["-", "units"]]


def test_it_tells_reasons_doubts_and_what_is_empty() -> None:
    text = "在动员会上\n\n县委第X巡察组进驻教育局。"
    notice = ParsedNotice(
        kind="announcement",
        host="李四",
        basis={"year": Sentence("页面日期为{year}年。", {"year": 2015})},
        doubts=(
            ParsedDoubt("groups", Sentence("组的序号是占位符，未填"), 7, 14),
            ParsedDoubt("place", Sentence("地区不明")),
        ),
    )
    rows = drawn(text, notice)
    assert "   2 │ ⟦1 县委第X巡察组⟧进驻教育局。" in rows
    assert ["1", "groups", "in", "doubt", "组的序号是占位符，未填"] in [row.split() for row in rows]
    for told in (
        "as a whole  kind: announcement",
        "as a whole  host: 李四",
        "because     year: 页面日期为2015年。",
        "in doubt    groups: 组的序号是占位符，未填 (line 2, ⟦1⟧: 县委第X巡察组)",
        "in doubt    place: 地区不明",
    ):
        assert told in rows
    assert "empty       title, level, authority" in "\n".join(rows)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("\x1b[31m红", "␛[31m红"),
        ("甲\t乙", "甲␉乙"),
        ("\x7f\x9b", "␡<U+009B>"),
        ("a\u202eb", "a<U+202E>b"),
        ("\ud800", "<U+D800>"),
    ],
)
def test_it_pictures_what_has_no_shape(written: str, seen: str) -> None:
    assert visible(written) == seen


def test_it_shows_an_unusual_line_break() -> None:
    rows = drawn("甲\u2028乙\r\n丙\r", ParsedNotice())
    assert rows[:3] == ["   1 │ 甲<U+2028>", "   2 │ 乙", "   3 │ 丙␍"]


def test_it_explains_every_entry_of_a_real_parse() -> None:
    text = "中央第七巡视组近日进驻深圳证券交易所开展专项巡视工作。中央第七巡视组组长刘卒作了讲话。"
    notice = parse(text)
    rows = "\n".join(drawn(text, notice))
    for entry in notice.evidence:
        assert re.search(rf"{entry.field} +{entry.rule} +{entry.confidence:.2f} +{entry.value}", rows)
