"""What a printer, a converter or a copier does to a text changes nothing of what is read in it."""

import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from archive.parsing import as_json, fold, parse
from tests.archive.parsing.holding import holds
from tests.archive.parsing.scoring import DEV, SEEDS, WRITTEN, text_of

TEXTS = [text_of(gold) for gold in (*SEEDS, *DEV, *WRITTEN)]
_WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
_HAN = re.compile(r"[\u4e00-\u9fff](?!\()")
_TRADITIONAL = OpenCC("s2t")


def _full_width(text: str, _at: random.Random) -> str:
    return text.translate(_WIDE)


def _traditional(text: str, _at: random.Random) -> str:
    """Converted sign by sign, as gateways do."""
    return "".join(_TRADITIONAL.convert(char) for char in text)


def _invisible(text: str, at: random.Random) -> str:
    return "".join(char + at.choice(("", "", "\u200b", "\u2060")) for char in text)


def _doubled_commas(text: str, _at: random.Random) -> str:
    return text.replace("，", "，，").replace("、", "、、").replace("。", "。。")


def _pinyin(text: str, at: random.Random) -> str:
    """A converter puts the sound behind some of the signs."""
    return _HAN.sub(
        lambda match: match.group() + (f"({at.choice(('guó', 'dòng', 'lǐ'))})" if at.random() < 0.1 else ""), text
    )


def _ratio_signs(text: str, _at: random.Random) -> str:
    return re.sub(r"(?<=\d)[:：](?=\d)", "∶", text)


def _other_marks(text: str, at: random.Random) -> str:
    """Quotes and dashes as another house prints them."""
    quotes = at.choice(("「」", "『』", "〝〞"))
    return text.replace("“", quotes[0]).replace("”", quotes[1]).replace("~", "～").replace("—", "－")


NOISE: tuple[Callable[[str, random.Random], str], ...] = (
    _full_width, _traditional, _invisible, _doubled_commas, _pinyin, _ratio_signs, _other_marks,
)  # fmt: skip


def _read(text: str) -> dict[str, Any]:
    """What is read, in folded spelling and without offsets."""
    data = as_json(parse(text))
    for name in ("evidence", "doubts", "basis", "title"):
        del data[name]
    return {name: _folded(value) for name, value in data.items()}


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub(r"\s+", "", fold(value).text)
    if isinstance(value, (list, tuple)):
        return [_folded(item) for item in value]
    if isinstance(value, dict):
        return {name: _folded(item) for name, item in value.items()}
    return value


@pytest.mark.parametrize("noise", NOISE, ids=lambda noise: noise.__name__.strip("_"))
@given(text=st.sampled_from(TEXTS), seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_it_reads_the_same_through_noise(noise: Callable[[str, random.Random], str], text: str, seed: int) -> None:
    assert _read(noise(text, random.Random(seed))) == _read(text)


# Read in one word, kept in another: the span holds what the value was worked out from.
_DIGITS_OF = ("phones", "sms", "postcodes")
_VERBATIM = {
    "leaders", "deputies", "host", "speaker", "mailboxes", "addresses", "emails", "cited_rules",
    "duration", "title",
}  # fmt: skip


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", fold(text).text)


@pytest.mark.parametrize("noise", NOISE, ids=lambda noise: noise.__name__.strip("_"))
@given(text=st.sampled_from(TEXTS), seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_it_points_at_its_source_through_noise(
    noise: Callable[[str, random.Random], str], text: str, seed: int
) -> None:
    noisy = noise(text, random.Random(seed))
    for entry in parse(noisy).evidence:
        held = _bare(noisy[entry.start : entry.end])
        assert held, entry
        if entry.field == "units":
            assert holds("units", entry.value, held), entry
        elif entry.field in _VERBATIM:
            assert held == _bare(entry.value), entry
        elif entry.field in _DIGITS_OF:
            assert _digits(entry.value).endswith(_digits(held)), entry  # the area code may be the one before
        elif entry.field == "groups":
            assert held.endswith("组"), entry
        elif entry.field in {"meeting_date", "period_start", "period_end", "signed_date", "deadline"}:
            assert held.endswith(("日", *"月旬初中底末")) or held[-1].isdigit(), entry
        elif entry.field in {"term", "round"} and "轮" in held:
            assert re.search(r"第.{1,5}轮|首轮|[\d一二三四五六七八九十]轮", held), entry
        elif entry.field == "disciplines":  # 政治、组织、廉洁纪律: the last word stands for all
            assert _bare(entry.value)[:2] in held, entry
