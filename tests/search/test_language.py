"""What becomes of what a reader types: the one parser."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.language import (
    FIELDS,
    MAX_LEAVES,
    MAX_LENGTH,
    AllOf,
    AnyOf,
    Field,
    Node,
    Query,
    Without,
    Word,
    read_query,
    walk,
)
from search.language.wording import FIELD_LABELS, sentences, understood


def said(node: Node | None) -> str:
    """The tree on one line: (a & "b" & -c & head=d)."""
    match node:
        case None:
            return ""
        case Word(text, _, is_phrase):
            return f'"{text}"' if is_phrase else text
        case Field(name, text):
            return f"{name}={text}"
        case Without(inner):
            return f"-{said(inner)}"
        case AllOf(nodes):
            return f"({' & '.join(map(said, nodes))})"
        case AnyOf(nodes):
            return f"({' | '.join(map(said, nodes))})"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("深交所 刘卒", "(深交所 & 刘卒)"),
        ("深交所，刘卒", "(深交所 & 刘卒)"),
        ("“四个着力”", '"四个着力"'),
        ("「四个着力」動員", '("四个着力" & 动员)'),
        ("电话 ０７５５～８８１０６３２７", "(电话 & 0755-88106327)"),
        ("8:00-20:00", "8:00-20:00"),
        ("市委第××巡察组", "市委第××巡察组"),
        ("深交所 深交所", "深交所"),
        ("深\x00交\u200b所", "(深 & 交所)"),
        ("王 强", "王强"),
        ("🎉", "🎉"),
        ("回头看 -辽宁", "(回头看 & -辽宁)"),
        ("回头看 －“辽宁省”", '(回头看 & -"辽宁省")'),
        ("回头看 NOT 辽宁", "(回头看 & -辽宁)"),
        ("-88106327", "88106327"),
        ("11月1日~12月29日", "(11月1日 & 12月29日)"),
        ("辽宁 OR 深圳", "(辽宁 | 深圳)"),
        ("辽宁 或 深圳", "(辽宁 | 深圳)"),
        ("回头看 辽宁 | 深圳", "(回头看 & (辽宁 | 深圳))"),
        ("（辽宁 刘卒） OR 深圳", "((辽宁 & 刘卒) | 深圳)"),
        ("回头看 AND 辽宁", "(回头看 & 辽宁)"),
        ("or", "or"),
        ("组长:刘卒", "head=刘卒"),
        ("年份：2015 类型：专项", "(year=2015 & type=专项)"),
        ("年:2015..2018", "year=2015..2018"),
        ("年份: 2015", "year=2015"),
        ("Leader:刘卒 unit：深交所", "(head=刘卒 & unit=深交所)"),
        ("标题:“巡察 公告” -组长：刘卒", "(title=巡察公告 & -head=刘卒)"),
        ("组长:(刘卒 OR 叶青纯)", "(head=刘卒 | head=叶青纯)"),
        ("轮次:十八届第八轮 电话:0755-88106327", "(round=十八届第八轮 & phone=0755-88106327)"),
        ("发布时间:2019-01-18", "(发布时间 & 2019-01-18)"),
    ],
)
def test_it_reads_the_language(text: str, tree: str) -> None:
    query = read_query(text)
    assert said(query.root) == tree
    assert query.problems == ()


@pytest.mark.parametrize(
    ("text", "tree", "problem"),
    [
        ("“四个着力", "四个着力", "引号不成对"),
        ("OR", '"or"', "没有字词，按原样查找"),
        ("辽宁 OR", "辽宁", "“OR”旁边缺少字词"),
        ("OR OR 辽宁 OR OR 深圳", "(辽宁 | 深圳)", "“OR”旁边缺少字词"),
        ("辽宁 NOT", "辽宁", "“-”旁边缺少字词"),
        ("(辽宁", "辽宁", "括号不成对"),
        ("辽宁) 深圳", "(辽宁 & 深圳)", "括号不成对"),
        ("(" * 30 + "辽宁" + ")" * 30, "辽宁", "括号层数太多"),
        ("辽宁 组长:“”", "(辽宁 & 组长)", "“组长”后面没有内容"),
        ("。，！", '"。,!"', "没有字词，按原样查找"),
        ("！", "", "没有可以查找的字词"),
        ("巡" * 3000, "巡" * MAX_LENGTH, "查询太长"),
        (" ".join(f"词{chr(0x4E00 + n)}" for n in range(60)), None, "查询的词太多"),
    ],
)
def test_it_says_what_it_made_of_malformed_parts(text: str, tree: str | None, problem: str) -> None:
    query = read_query(text)
    assert tree is None or said(query.root) == tree
    assert len(query.words) <= MAX_LEAVES
    assert any(problem in sentence for sentence in sentences(query.problems))


@pytest.mark.parametrize(
    ("text", "cores"),
    [
        ("谁带队巡视了辽宁", [("巡视", "辽宁")]),
        ("中国传媒大学的巡视组组长是谁", [("中国传媒大学的巡视组组长",)]),
        ("深交所是什么时候被巡视的？", [("深交所", "被巡视")]),
        ("巡视组的电话是多少", [("巡视组的电话",)]),
        ("谁 巡视 辽宁", [("巡视",), ("辽宁",)]),
        ("谁", [()]),
    ],
)
def test_it_reduces_a_question_to_what_it_is_about(text: str, cores: list[tuple[str, ...]]) -> None:
    assert [word.core for word in read_query(text).words] == cores


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("深交所 刘卒", ""),
        ("组长:刘卒 年份：2015", "组长 = 刘卒，年份 = 2015"),
        ("回头看 -辽宁", "含“回头看”，除去：含“辽宁”"),
        ("“四个着力” (辽宁 OR 深圳)", "原样含“四个着力”，含“辽宁” 或 含“深圳”"),
        ("谁带队巡视了辽宁", "含“巡视”，含“辽宁”"),
    ],
)
def test_it_says_what_it_understood(text: str, sentence: str) -> None:
    assert understood(read_query(text)) == sentence


LANGUAGE = st.lists(
    st.sampled_from(
        [
            *'"“”「」()（）-－:：|&~. \u3000\x00\ud800',
            "OR",
            "AND",
            "NOT",
            "或",
            "组长",
            "年份",
            "year",
            "2015",
            "..",
            "巡视",
        ]
    ),
    max_size=60,
).map("".join)


@given(st.text(alphabet=st.characters(), max_size=400) | LANGUAGE)
@settings(deadline=None, max_examples=400)
def test_it_reads_anything(text: str) -> None:
    query = read_query(text)
    assert len(query.text) <= MAX_LENGTH
    assert bool(query) or not query.text or query.problems
    leaves = walk(query.root) if query.root else ()
    assert all(leaf.text and leaf.written for leaf in leaves if isinstance(leaf, Word | Field))
    assert isinstance(understood(query), str)
    assert len(sentences(query.problems)) <= len(query.problems)


@given(LANGUAGE)
@settings(deadline=None)
def test_it_reads_what_it_cleaned_the_same(text: str) -> None:
    query = read_query(text)
    again = read_query(query.text)
    assert again.root == query.root


def test_it_finds_nothing_in_nothing() -> None:
    assert read_query("  \n ") == read_query("") == Query("")
    assert not read_query("")


def test_every_field_has_a_label_and_a_name_of_its_own() -> None:
    assert FIELD_LABELS.keys() == FIELDS.keys()
    names = [name for several in FIELDS.values() for name in several]
    assert len(set(names)) == len(names)
