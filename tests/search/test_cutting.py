"""Texts are cut into the same words with jieba's rewrite in Rust as with jieba itself."""

import re

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import outbox
from search.cutting import Cutter, OwnWords, RustCutter, current_cutter, jieba_cutter, with_own_words
from search.engines import current_backend
from search.folding import fold_words
from tests.archive.parsing.scoring import DEV, WRITTEN
from tests.makers import make_unit

_OWN = ("光明顶总坛", "欧阳平安", "人人十", "组组组", "巡视组组")
# Few and common characters make what is hard to agree on, equally likely splits; the rest are rare or traditional.
RUNS = st.text(alphabet="人人十一日年大中巡视组組的", min_size=1, max_size=20) | st.text(
    alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5), min_size=1, max_size=30
)


@pytest.fixture(scope="module")
def cutters() -> list[tuple[Cutter, Cutter]]:
    """Pairs of jieba and its rewrite: with the dictionary alone, and with words of the archive's own."""
    plain, rust, own = jieba_cutter(), RustCutter(), OwnWords.of(_OWN)
    return [(plain, rust), (with_own_words(plain, own), with_own_words(rust, own))]


def test_words_weigh_what_jieba_gives_them() -> None:
    tokenizer = jieba.Tokenizer()
    for word in _OWN:
        tokenizer.add_word(word)
    assert OwnWords.of(_OWN).frequencies == {word: tokenizer.FREQ[word] for word in _OWN}


@pytest.mark.django_db
def test_the_words_are_made_ready_once_for_all_that_is_written_and_read() -> None:
    make_unit("光明顶总坛")
    outbox.rebuild(1.0)
    backend, cutters = current_backend(), []
    for _ in range(2):
        with backend.writing(1.0):
            cutters.append(current_cutter())
    with backend.cutting():
        cutters.append(current_cutter())
    assert cutters[0].cut("光明顶总坛") == ["光明顶总坛"]
    assert all(cutter is cutters[0] for cutter in cutters)


@given(run=RUNS)
@settings(deadline=None, max_examples=500)
def test_it_cuts_as_jieba_does(cutters: list[tuple[Cutter, Cutter]], run: str) -> None:
    for plain, rust in cutters:
        assert rust.cut(run) == plain.cut(run)
        assert rust.cut_by_dictionary(run) == plain.cut_by_dictionary(run)


def test_it_cuts_real_notices_as_jieba_does(cutters: list[tuple[Cutter, Cutter]]) -> None:
    texts = [path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8") for path in [*DEV, *WRITTEN]]
    runs = [run for text in texts for run in re.findall("[\u4e00-\u9fd5]+", fold_words(text).text)]
    assert len(runs) > 1000
    for plain, rust in cutters:
        assert [rust.cut(run) for run in runs] == [plain.cut(run) for run in runs]


def test_it_finds_its_own_words_wherever_they_stand() -> None:
    cutter = with_own_words(RustCutter(), OwnWords.of(_OWN))
    assert cutter.cut("到光明顶总坛见欧阳平安") == ["到", "光明顶总坛", "见", "欧阳平安"]
