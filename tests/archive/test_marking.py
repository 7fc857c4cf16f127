"""The text as it is drawn is the text as it was given, whatever is marked in it."""

from hypothesis import given
from hypothesis import strategies as st

from archive.marking import MarkedText, Span, mark, paragraph_bounds

TEXTS = st.text(alphabet="中央巡视组七 　\t\n\r\x0b\x85\u2028𠀀<&", max_size=80)
SPANS = st.lists(
    st.builds(Span, st.integers(-5, 90), st.integers(-5, 90), st.sampled_from(["group", "units", "year"])), max_size=12
)


def joined(marked: MarkedText) -> str:
    return "".join(
        paragraph.indent + "".join(segment.text for segment in paragraph.segments) + paragraph.ending
        for paragraph in marked.paragraphs
    )


@given(TEXTS, SPANS)
def test_it_keeps_every_character(text: str, spans: list[Span]) -> None:
    assert joined(mark(text, spans)) == text


@given(TEXTS, SPANS)
def test_it_marks_exactly_what_the_spans_cover(text: str, spans: list[Span]) -> None:
    position = 0
    for paragraph in mark(text, spans).paragraphs:
        position += len(paragraph.indent)
        for segment in paragraph.segments:
            for place in range(position, position + len(segment.text)):
                covering = {s.fact for s in spans if 0 <= s.start <= place < s.end <= len(text)}
                assert set(segment.facts) == covering
            position += len(segment.text)
        position += len(paragraph.ending)


@given(TEXTS, SPANS)
def test_it_numbers_sources_from_1_in_reading_order(text: str, spans: list[Span]) -> None:
    marked = mark(text, spans)
    shown = [s.number for p in marked.paragraphs for s in p.segments if s.number is not None]
    assert shown == list(range(1, len(shown) + 1))
    assert set(marked.numbers.values()) == set(shown)


@given(TEXTS, SPANS)
def test_it_numbers_paragraphs_whatever_is_marked(text: str, spans: list[Span]) -> None:
    numbers = [p.number for p in mark(text, spans).paragraphs if p.number is not None]
    assert numbers == [number for number, _start, _end in paragraph_bounds(text)]


@given(TEXTS, SPANS, st.sets(st.integers(0, 80), max_size=10))
def test_it_tells_stock_wording_apart_where_no_facts_stand(text: str, spans: list[Span], edges: set[int]) -> None:
    turns = sorted(edge for edge in edges if edge <= len(text))
    usual = list(zip(turns[::2], turns[1::2], strict=False))
    marked = mark(text, spans, usual)
    assert joined(marked) == text
    position = 0
    for paragraph in marked.paragraphs:
        position += len(paragraph.indent)
        for segment in paragraph.segments:
            for place in range(position, position + len(segment.text)):
                is_usual = any(start <= place < end for start, end in usual)
                assert segment.is_usual == (is_usual and not segment.facts)
            position += len(segment.text)
        position += len(paragraph.ending)
    assert marked.numbers == mark(text, spans).numbers


def test_it_lets_one_mark_serve_several_facts() -> None:
    marked = mark("已开展7轮巡视", [Span(3, 5, "round"), Span(3, 5, "year")])
    (segment,) = [s for s in marked.paragraphs[0].segments if s.facts]
    assert (segment.text, segment.facts, segment.number) == ("7轮", ("round", "year"), 1)


def test_it_numbers_a_nested_source_by_itself() -> None:
    outer, inner = Span(0, 7, "leaders"), Span(2, 4, "group")
    marked = mark("中央第七巡视组", [outer, inner])
    assert [(s.text, s.number) for s in marked.paragraphs[0].segments] == [("中央", 1), ("第七", 2), ("巡视组", None)]
    assert (marked.numbers[outer], marked.numbers[inner]) == (1, 2)


def test_it_leaves_blank_lines_without_a_number() -> None:
    assert [p.number for p in mark("甲\n\n　　乙\r\n \n丙", []).paragraphs] == [1, None, 2, None, 3]


def test_it_sets_white_space_in_front_apart() -> None:
    (paragraph,) = mark("　　根据部署", [Span(0, 4, "year")]).paragraphs
    assert (paragraph.indent, paragraph.segments[0].text) == ("　　", "根据")


def test_it_gives_no_number_to_a_span_of_white_space() -> None:
    assert mark("甲\n\n乙", [Span(1, 3, "year")]).numbers == {}
