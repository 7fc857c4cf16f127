"""What becomes of what a reader types."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query import MAX_CLAUSES, MAX_LENGTH, read_query


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("深交所 刘卒", [("深交所", False), ("刘卒", False)]),
        ("深交所，刘卒", [("深交所", False), ("刘卒", False)]),
        ("“四个着力”", [("四个着力", True)]),
        ("「四个着力」動員", [("四个着力", True), ("动员", False)]),
        ("电话 ０７５５～８８１０６３２７", [("电话", False), ("0755-88106327", False)]),
        ("8:00-20:00", [("8:00-20:00", False)]),
        ("市委第××巡察组", [("市委第××巡察组", False)]),
        ("深交所 深交所", [("深交所", False)]),
        ("深\x00交\u200b所", [("深", False), ("交所", False)]),
        ("🎉", [("🎉", False)]),
    ],
)
def test_it_reads_words_and_phrases(text: str, clauses: list[tuple[str, bool]]) -> None:
    query, problems = read_query(text)
    assert [(clause.text, clause.is_phrase) for clause in query.clauses] == clauses
    assert problems == []


@pytest.mark.parametrize(
    ("text", "clauses", "problem"),
    [
        ("“四个着力", ["四个着力"], "引号不成对"),
        ("辽宁 OR 深圳", ["辽宁", "深圳"], "运算符"),
        ("辽宁 -回头看", ["辽宁", "回头看"], "减号"),
        ("OR", [], "没有可以查找的字词"),
        ("。，！", [], "没有可以查找的字词"),
        ("巡" * 3000, ["巡" * MAX_LENGTH], "查询太长"),
        (" ".join(chr(0x4E00 + n) for n in range(60)), None, "查询的词太多"),
    ],
)
def test_it_says_what_it_could_not_take(text: str, clauses: list[str] | None, problem: str) -> None:
    query, problems = read_query(text)
    assert clauses is None or [clause.text for clause in query.clauses] == clauses
    assert len(query.clauses) <= MAX_CLAUSES
    assert any(problem in sentence for sentence in problems)


@given(st.text(alphabet=st.characters(), max_size=400))
@settings(deadline=None)
def test_it_reads_anything(text: str) -> None:
    query, problems = read_query(text)
    assert len(query.text) <= MAX_LENGTH
    assert all(clause.text and clause.written for clause in query.clauses)
    assert bool(query) or not query.text or problems


def test_it_finds_nothing_in_nothing() -> None:
    assert read_query("  \n ") == (read_query("")[0], [])
    assert not read_query("")[0]
