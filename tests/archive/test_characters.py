"""Whatever is converted, what is not text stays: tags, marks, addresses, what the reader typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from archive.characters import CONVERTED, SIMPLIFIED, TRADITIONAL, in_characters
from archive.facts import KINDS
from archive.marking import Span, mark
from archive.templatetags.marked_text import marked

TEXTS = st.text(alphabet="中央巡视组进驻联系干部后里縣進駐裡髮乾𠀀 <>&\"'=/7a\n\x00", max_size=60)
SPANS = st.lists(st.builds(Span, st.integers(0, 60), st.integers(0, 60), st.sampled_from(sorted(KINDS))), max_size=8)
TAG = re.compile(r"<[^>]*>")


@given(TEXTS, SPANS, st.sampled_from(CONVERTED))
def test_it_leaves_every_mark_where_it_is(text: str, spans: list[Span], chosen: str) -> None:
    drawn = "".join(f"<p>{marked(paragraph)}</p>" for paragraph in mark(text, spans).paragraphs)
    source, other = (SIMPLIFIED, TRADITIONAL) if chosen == TRADITIONAL else (TRADITIONAL, SIMPLIFIED)
    page = in_characters(f'<div lang="{source}">{drawn}</div>', chosen)
    shown = page.removeprefix(f'<div lang="{other}">').removesuffix("</div>")
    assert TAG.findall(shown) == TAG.findall(drawn)
    convert = OpenCC({SIMPLIFIED: "t2s", TRADITIONAL: "s2tw"}[chosen]).convert
    for run, converted in zip(TAG.split(drawn), TAG.split(shown), strict=True):
        expected = {"\0".join(map(convert, run.split("\0")))}
        if chosen == TRADITIONAL:
            # Of what TEXTS can hold, these words are converted by themselves.
            words = [re.split("(干部|中央)", part) for part in run.split("\0")]
            expected.add("\0".join("".join(map(convert, part)) for part in words))
            expected.add("".join(char if char in "干后" else convert(char) for char in run))  # as a name
        assert converted in expected


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("巡察干部", "巡察幹部"),
        ("惠农资金发放，更加注重", "惠農資金發放，更加注重"),
        ("指明了方向", "指明了方向"),
        ("没有只见于此件的话", "沒有只見於此件的話"),
        ("组长胡军、于洋", "組長胡軍、於洋"),  # names that nobody marked as such
        ('组长<a href="/people/7-于洋/">于洋</a>于5月', '組長<a href="/people/7-于洋/">于洋</a>於5月'),
        ('<span class="person">范小磊、干兆松</span>干部', '<span class="person">范小磊、干兆松</span>幹部'),
        ('<a class="ev" data-f="deputies"><u>郁达</u></a>忧郁', '<a class="ev" data-f="deputies"><u>郁達</u></a>憂鬱'),
        ('<a class="ev" data-f="units"><u>范小镇</u></a>', '<a class="ev" data-f="units"><u>範小鎮</u></a>'),
        ('<a href="/people/">余人</a>', '<a href="/people/">餘人</a>'),
    ],
)
def test_it_writes_words_and_names_as_they_are_written(written: str, shown: str) -> None:
    assert in_characters(f'<p lang="zh-Hans">{written}</p>', TRADITIONAL) == f'<p lang="zh-Hant">{shown}</p>'


@given(TEXTS)
def test_it_leaves_what_is_traditional_already(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    assert in_characters(f'<p lang="zh-Hant">{escaped}</p>', TRADITIONAL) == f'<p lang="zh-Hant">{escaped}</p>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<p lang="zh-Hans">巡视组</p>', '<p lang="zh-Hant">巡視組</p>'),
        ("<p>巡视组</p>", "<p>巡视组</p>"),
        ('<p lang="en">巡视组<b lang="zh-Hans">巡视</b>组</p>', '<p lang="en">巡视组<b lang="zh-Hant">巡視</b>组</p>'),
        (
            '<p lang="zh-hans">巡<br>视<input value="组" placeholder="组">组</p>',
            '<p lang="zh-Hant">巡<br>視<input value="组" placeholder="組">組</p>',
        ),
        (
            '<p lang="zh-Hans">组<a href="/units/1-证券/?q=a>组" title="组">组</a></p>',
            '<p lang="zh-Hant">組<a href="/units/1-证券/?q=a>组" title="組">組</a></p>',
        ),
        (
            '<p lang="zh-Hans">组<i translate="no" lang="zh-Hans">组<b>组</b></i>组</p>',
            '<p lang="zh-Hant">組<i translate="no" lang="zh-Hans">组<b>组</b></i>組</p>',
        ),
        (
            '<p lang="zh-Hans"><svg><rect x="1"/></svg><!-- < > -->组</p>组',
            '<p lang="zh-Hant"><svg><rect x="1"/></svg><!-- < > -->組</p>组',
        ),
        ('<p lang="zh-Hans"><textarea>组</textarea>组</p>', '<p lang="zh-Hant"><textarea>组</textarea>組</p>'),
        ('<!doctype html><html lang="zh-hans">组</html>', '<!doctype html><html lang="zh-Hant">組</html>'),
    ],
)
def test_it_converts_what_is_shown_and_nothing_else(written: str, shown: str) -> None:
    assert in_characters(written, TRADITIONAL) == shown


@pytest.mark.parametrize(
    ("written", "shown", "why"),
    [
        ("为群众说明", "為群眾說明", "as Taiwan writes, not 爲羣衆"),
        ("核实线索", "核實線索", "not 覈實"),
        ("高峰", "高峰", "not 高峯"),
        ("干部干净，后面皇后", "幹部乾淨，後面皇后", "by the word"),
        ("信息网络软件", "信息網絡軟件", "the words stay"),
    ],
)
def test_it_writes_the_standard_that_most_readers_expect(written: str, shown: str, why: str) -> None:
    assert in_characters(f'<p lang="zh-Hans">{written}</p>', TRADITIONAL) == f'<p lang="zh-Hant">{shown}</p>', why


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<p lang="zh-Hant">縣委瞭解</p>', '<p lang="zh-Hans">县委了解</p>'),
        ('<h1 lang="zh-Hans">縣委巡察組</h1>', '<h1 lang="zh-Hans">县委巡察组</h1>'),
        ('<h1 lang="zh-Hans">乾县县委——著名</h1>', '<h1 lang="zh-Hans">乾县县委——著名</h1>'),
        ('<p lang="zh-Hans">乾潭镇党委书记陶喆、朱镕</p>', '<p lang="zh-Hans">乾潭镇党委书记陶喆、朱镕</p>'),
        ('<p lang="zh-Hans">乾县、乾安县（原載陝西日報）</p>', '<p lang="zh-Hans">乾县、乾安县（原载陕西日报）</p>'),
        ('<p lang="zh-Hant">乾縣縣委，乾县，餅乾</p>', '<p lang="zh-Hans">乾县县委，乾县，饼干</p>'),
    ],
)
def test_it_simplifies_what_is_not_simplified_already(written: str, shown: str) -> None:
    assert in_characters(written, SIMPLIFIED) == shown
