"""What texts are cut into, and where the pieces stood."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import grams, pieces, words
from search.cutting import OwnWords, cutting_by
from search.engines.whoosh.places import literal_terms
from search.engines.whoosh.schema import WordAnalyzer
from search.folding import fold_literal, fold_words, literal_spellings

TEXTS = st.text(max_size=80) | st.text(
    alphabet="巡视組组中央第七深圳證券交易所刘卒０1０-~－ ABab\n\t\u200b“”，。王 强", max_size=80
)


@given(TEXTS)
@settings(deadline=None)
def test_it_gives_every_word_its_place_in_the_original(text: str) -> None:
    position = -1
    for word in words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert "".join(fold_words(text[word.start : word.end]).text.split()) == word.text
        assert word.position == position + (0 if word.is_part else 1)
        position = word.position


@given(TEXTS)
@settings(deadline=None)
def test_it_gives_neighbouring_pairs_neighbouring_positions_and_keeps_spellings_apart(text: str) -> None:
    expected: list[tuple[str, int]] = []
    for folded in literal_spellings(text):
        first = expected[-1][1] + 2 if expected else 0
        expected += [(pair, position) for position, pair in enumerate(grams(folded.text))]
        assert first >= 0
    found = list(literal_terms(text))
    assert [pair for pair, _ in found] == [pair for pair, _ in expected]
    positions = [position for _, position in found]
    assert positions == sorted(set(positions))
    length = len(literal_spellings(text)[0])
    assert positions[:length] == list(range(length))
    assert all(position > length for position in positions[length:])


@given(TEXTS)
@settings(deadline=None)
def test_it_makes_pieces_that_stand_in_the_term(text: str) -> None:
    literal = fold_literal(text).text
    assert all(piece and piece in literal for piece in pieces(literal) if literal)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("深圳证券交易所", ["深圳证券交易所", "深圳", "证券", "交易", "交易所"]),
        ("电话０１０－６８３３４７４９", ["电话", "010-68334749", "010", "68334749"]),
        ("8:00~20:00", ["8:00-20:00", "8", "00", "20", "00"]),
        ("王 强", ["王强"]),
    ],
)
def test_it_cuts_words_and_their_parts(text: str, expected: list[str]) -> None:
    assert sorted(word.text for word in words(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("深交所", ["深交所"]),
        ("刘卒", ["刘卒"]),
        ("组长刘卒", ["组长", "刘卒"]),
        ("回头看", ["回头看"]),
        ("2015年", ["2015年"]),
        ("市委第三巡察组", ["市委", "第三巡察组"]),
        ("四个着力", ["四个着力"]),
        ("电话88106327", ["电话", "88106327"]),
        ("巡视组对深交所", ["巡视组", "深交所"]),
    ],
)
def test_it_leaves_no_single_character_alone(term: str, expected: list[str]) -> None:
    assert pieces(term) == expected


def test_it_honours_what_whoosh_asks_of_an_analyzer() -> None:
    analyzer = WordAnalyzer()
    assert next(t.pos for t in analyzer("中央巡视组", positions=True, start_pos=5)) == 5
    assert [t.startchar for t in analyzer("巡视", chars=True, start_char=7)] == [7]
    assert [t.text for t in analyzer("巡視 組", tokenize=False)] == ["巡视组"]
    assert [t.text for t in analyzer("深圳证券交易所", mode="query")] == ["深圳证券交易所"]


def test_it_cuts_by_the_archives_own_words() -> None:
    text = "组长欧阳平安到光明顶总坛"
    assert "欧阳平安" not in [word.text for word in words(text)]
    with cutting_by(OwnWords.of(("欧阳平安", "光明顶总坛"))):
        assert {"欧阳平安", "光明顶总坛"} <= {word.text for word in words(text)}
        assert "欧阳平安" in pieces(text)
        assert "光明顶总坛" not in pieces(text)  # long names are sought by their parts as well
    assert "欧阳平安" not in [word.text for word in words(text)]
