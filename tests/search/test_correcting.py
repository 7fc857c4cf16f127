"""What is offered instead of a query that finds nothing, and what is not."""

import time

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.models import Notice
from search.correcting import correct
from search.vocabulary import Vocabulary
from tests.search.conftest import vocabulary_of

NAMES = vocabulary_of(
    unit="深交所 深圳证券交易所 工商联 市水务局 市发改委 市民政局 陕西省委 洛宁县教育局 洛阳市体育局 "
    "涧西区教育局 省农业厅 省农业听",
    group="中央第七巡视组 中央第三巡视组 洛阳市委第三巡察组",
    person="刘卒 任晓平 侯运通 叶青纯 王家伟 张国瑛 李晓红 李小虹",
    place="辽宁省",
    phrase="四个着力*2 回头看*5 专项*3",
)


def nowhere(_word: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("typed", "offered", "why"),
    [
        ("深交锁", "深交所", "one character of the same sound"),
        ("工伤联", "工商联", "a word and a character left over"),
        ("中央第七巡视祖", "中央第七巡视组", "the same in a group's name"),
        ("四个着立", "四个着力", "the same in a phrase"),
        ("回头砍", "回头看", "the same in a phrase"),
        ("深交鎖", "深交所", "another script"),
        ("砖项", "专项", "two characters, of the very same sound"),
        ("深圳政券交易所", "深圳证券交易所", "the same in a long name"),
        ("深正证券交易所", "深圳证券交易所", "zheng and zhen are not told apart"),
        ("市民证局", "市民政局", "the same sound, and no word as it stands"),
        ("洛宁县教域局", "洛宁县教育局", "the same sound behind a place"),
        ("叶清纯", "叶青纯", "a person's name of the same sound"),
        ("任小平", "任晓平", "a person's name of the same sound"),
        ("候运通", "侯运通", "a surname of the same sound"),
        ("刘醉", "刘卒", "zui and zu: nearly the same sound"),
        ("流卒", "刘卒", "of the same sound, and no surname"),
        ("shenjiaosuo", "深交所", "pinyin"),
        ("shen jiao suo", "深交所", "pinyin in syllables"),
        ("sjs", "深交所", "initials"),
        ("ＳＪＳ", "深交所", "initials in full width"),
        ("2015年深交锁", "2015年深交所", "only the word is put right"),
        ("深交锁动员会", "深交所动员会", "a name inside a longer word"),
        ("“深交锁” 2015", "“深交所” 2015", "quotation marks stay"),
        ("深交锁 刘醉", "深交所 刘卒", "several words"),
        ("深交锁　刘卒", "深交所　刘卒", "what is right stays"),
    ],
)
def test_it_offers(typed: str, offered: str, why: str) -> None:
    assert correct(typed, nowhere, NAMES) == offered, why


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("深交所", "the archive has it"),
        ("市税务局", "makes sense, though 市水务局 sounds the same"),
        ("山西省委", "another province, though 陕西省委 sounds the same"),
        ("洛阳市教育局", "another office: one character differs, and sounds otherwise"),
        ("洛川县教育局", "another county"),
        ("涧溪区教育局", "every part of it is a word"),
        ("中央第四巡视组", "another number"),
        ("中央第十巡视组", "another number"),
        ("中央第七巡察组", "巡察 is not 巡视"),
        ("洛阳县委第三巡察组", "another level"),
        ("叶青松", "another person: sounds otherwise"),
        ("柳卒", "of a name of two characters the surname must stand"),
        ("王国瑛", "another surname"),
        ("王家卫", "somebody whom the dictionary knows"),
        ("李小红", "two people are equally likely"),
        ("省农业亭", "two names are equally likely"),
        ("深锁交", "two characters wrong"),
        ("深交", "one missing is no wrong character"),
        ("0755-88106328", "digits are never corrected"),
        ("2051", "digits are never corrected"),
        ("sj", "two letters say too little"),
        ("women", "an English word that is no name's pinyin"),
        ("sjs2", "no initials"),
        ("com", "nobody's initials"),
        ("此语不见于公告", "nothing like it"),
        ("", "nothing typed"),
        ("“”", "nothing typed"),
    ],
)
def test_it_offers_nothing(typed: str, why: str) -> None:
    assert correct(typed, nowhere, NAMES) is None, why


def test_it_never_corrects_what_the_archive_has() -> None:
    asked: list[str] = []

    def has(word: str) -> bool:
        asked.append(word)
        return True

    assert correct("深交锁 sjs 刘醉", has, NAMES) is None
    assert {"深交锁", "sjs", "刘醉"} <= set(asked)


@settings(max_examples=300)
@given(
    st.text(alphabet=st.one_of(st.sampled_from("深交所锁刘卒醉市委第三巡察组 “”sj'x"), st.characters()), max_size=250)
)
def test_it_takes_whatever_is_typed(text: str) -> None:
    corrected = correct(text, nowhere, NAMES)
    assert corrected is None or corrected != text


def test_it_takes_little_time_however_long_the_query(many_names: Vocabulary) -> None:
    correct("深交锁", nowhere, many_names)
    queries = (
        "洛阳市教育居 " * 20,
        "王建国 李建国 张建国 刘建国 赵建国",
        "洛阳市教育居洛宁县民证局涧西区水务菊市委" * 3,
        "sjs lyj zyd jyj abc",
        "巡" * 200,
    )
    for query in queries:
        took = []
        for _ in range(3):
            started = time.process_time()
            correct(query, nowhere, many_names)
            took.append(time.process_time() - started)
        assert min(took) < 0.02, query


@pytest.mark.django_db
class TestThePage:
    @pytest.mark.parametrize(
        ("typed", "offered"), [("深交锁", "深交所"), ("shenjiaosuo", "深交所"), ("sjs", "深交所"), ("刘醉", "刘卒")]
    )
    def test_it_asks_whether_another_was_meant(
        self, client: Client, seeds: dict[str, Notice], typed: str, offered: str
    ) -> None:
        shown = client.get("/search/", {"q": typed}).content.decode()
        assert "没有找到" in shown
        assert f'lang="zh-Hans">{offered}</a>（1件）吗？' in shown

    def test_it_offers_nothing_that_finds_nothing(self, client: Client, seeds: dict[str, Notice]) -> None:
        for query in ({"q": "深交锁 此语不见于公告"}, {"q": "深交锁", "year": "1999"}, {"q": "深交所"}):
            assert "要找的是" not in client.get("/search/", query).content.decode()
