"""Sentences of real forms that hold nothing but names, dates and numbers already told are no wording of their own."""

from functools import cache
from pathlib import Path

import pytest

from archive.facts import FACT_OF_FIELD
from archive.letter_runs import Stretch
from archive.parsing import parse
from archive.stock_wording import Standing, compare
from archive.strung_facts import strung_facts

CORPUS = Path(__file__).parents[1] / "corpus"
MOST = 60  # texts to compare with, as the page takes them


def text_of(name: str) -> str:
    return (CORPUS / name).with_suffix(".txt").read_text("utf-8")


@cache
def only_here(name: str) -> list[str]:
    """What stands in no other notice of its level and kind in the corpus, as the file names tell them."""
    text = text_of(name)
    notice = parse(text)
    sort = "-".join(name.split("/")[1].split("-")[1:3])
    others = [file.read_text("utf-8") for file in sorted(CORPUS.glob(f"*/*{sort}*.txt")) if file.stem not in name]
    facts = [(found.start, found.end) for found in notice.evidence if found.field in FACT_OF_FIELD]
    names = {*(group.name for group in notice.groups), *(unit.name for unit in notice.units)}
    aliases = {alias for unit in notice.units for alias in unit.aliases}
    pieces = compare(text, facts, others[:MOST], names | aliases)
    return [text[piece.start : piece.end].strip() for piece in pieces if piece.standing == Standing.ONLY_HERE]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("written/c11-county-announcement-undated-no-place-no-year", "县委第六巡察组于4月12日至6月10日在县融媒体中心"),
        ("dev/county-announcement-2020-three-groups-contacts", "县委第二、第三、第四巡察组于2020年5月10日至7月30日对"),
        ("written/d05-city-mobilization-undated-yibin-hospital", "来电来访受理时间为工作日8:30—12:00"),
        ("written/g17-county-mobilization-undated-daling-villages", "对老鸦村、分水岭村、银杏村、龙王沟社区党组织开展"),
        ("written/f10-city-mobilization-2023-yixing-two-committees", "对官林镇滨湖村、义庄村，杨巷镇皇新村"),
    ],
)
def test_it_tells_no_string_of_facts(name: str, words: str) -> None:
    assert words in text_of(name)
    assert [passage for passage in only_here(name) if words in passage] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("written/g17-county-mobilization-undated-daling-villages", "这次巡察不看材料厚不厚，只看群众满意不满意"),
        ("written/g16-city-mobilization-2020-xuzhou-villages", "提级就是要破除熟人社会监督难"),
        ("written/g11-city-mobilization-2021-sasac-extended", "党委书记、主任缪长江作表态发言"),
        ("written/d05-city-mobilization-undated-yibin-hospital", "我们是来体检的，也是来会诊的"),
    ],
)
def test_it_keeps_what_is_said_beside_the_facts(name: str, words: str) -> None:
    assert [passage for passage in only_here(name) if words in passage] != []


LINKING = ["由组长主持会议"] * 2


def strung(text: str, *own: str) -> bool:
    """Whether a passage with these letters beside its facts is nothing but facts."""
    stretches = [Stretch(words, range(start, start + len(words))) for words in own for start in [text.index(words)]]
    return bool(strung_facts(text, [(0, len(text))], stretches, LINKING, 2))


@pytest.mark.parametrize(
    ("text", "own", "is_strung", "why"),
    [
        ("由组长欧阳春华主持会议", ["由组长", "主持会议"], True, "linking words alone"),
        ("自九月初一至九月十五由组长欧阳春华", ["自", "至", "由组长"], True, "a few others between many facts"),
        ("自九月初一", ["自", "九月初一"], False, "no facts at all"),
        ("县委书记欧阳春华、组长司马青云、丁宁", ["组长", "丁宁"], False, "a name that is no fact"),
        ("由组长欧阳春华在教学楼主持会议欧阳春华", ["由组长", "在教学楼", "主持会议"], False, "a place"),
        ("今由明组昨长欧阳春华", ["今由明组昨长"], False, "others outweigh the facts"),
    ],
)
def test_it_weighs_words_against_facts(text: str, own: list[str], is_strung: bool, why: str) -> None:
    assert strung(text, *own) == is_strung, why
