"""Nothing that can be typed stops the parser, or makes it slow."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.parsing import ParsedNotice, as_json, parse

WORDS = (
    "市委",
    "县委",
    "第",
    "一",
    "十",
    "、",
    "，",
    "。",
    "\n",
    "巡察组",
    "巡视组",
    "组长",
    "副组长",
    "张三",
    "进驻",
    "对",
    "开展",
    "常规",
    "专项巡察",
    "动员会",
    "召开",
    "主持",
    "会前",
    "2020年",
    "3月",
    "1日",
    "至",
    "（",
    "）",
    "(",
    "“",
    "”",
    "《",
    "》",
    "值班电话",
    "：",
    "0755-88106327",
    "13900000000",
    "8:00",
    "~",
    "邮编",
    "信箱",
    "@a.b",
    "十一届",
    "第七轮",
    "听取",
    "截止",
    "公告",
    "同志们：",
    "X",
    "我市新安、嵩县",
    "\ud800",
    "\x00",
    "\u202e",
    "(guó)",
    "反馈",
    "整改",
    "已开展7轮巡视",
    "党的十八大",
)
OPENING = "按照市委统一部署，市委第三巡察组对市教育局开展巡察。"


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=40).map("".join)))
@settings(max_examples=300, deadline=None)
def test_it_reads_any_text_without_error(text: str) -> None:
    data = as_json(parse(text))
    for entry in data["evidence"]:
        assert 0 <= entry["start"] < entry["end"] <= len(text)


@pytest.mark.parametrize("text", ["", " \n", "\ud800", "\x00", "今天天气很好。", "(" * 50])
def test_it_says_other_of_a_text_without_an_inspection(text: str) -> None:
    notice = parse(text)
    assert notice.kind == "other"
    assert as_json(notice)["evidence"] == []
    assert notice == ParsedNotice(doubts=notice.doubts)


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        "()",
        "1",
        "、",
        "第",
        "第一、",
        "对",
        "副组长",
        "组长、",
        "政治纪律、",
        "信箱:",
        "《a",
        "1月1日至",
        "a@a.",
        "十一届市委第七轮",
        "市委巡察组",
        "(以下简称",
        "进驻深交所(简称深交)",
        "第零轮",
        " ",
        "县委第一巡察组:县教育局\n",
        "0573-85111234、",
        "|组别|组长|单位|\n",
        "县委第一巡察组 | 张三 | 县教育局 | 0755-88881234\n",
        "组长\n张三\n",
        "由张三任组长,",
        "巡察县教育局、",
        "李 四 ",
    ],
)
def test_it_takes_no_more_than_its_share_of_time_for_a_long_text(unit: str) -> None:
    """Four times the text may take about four times as long; a square would take sixteen."""

    def seconds(length: int) -> float:
        text = OPENING + unit * (length // len(unit))
        started = time.process_time()
        parse(text)
        return time.process_time() - started

    seconds(1_000)
    short, long = (min(seconds(length) for _ in range(2)) for length in (15_000, 60_000))
    assert long < 10 * short + 0.2


@pytest.mark.parametrize("unit", ["(1、", "信箱:", "第一、"])
def test_it_reads_a_megabyte(unit: str) -> None:
    started = time.process_time()
    parse(OPENING + unit * (1_000_000 // len(unit)))
    assert time.process_time() - started < 10
