"""How far the inspections of an overview have come, where it plainly says so.

Every other kind of notice is of one stage by itself. An overview may announce what is to come: what it plans, and what
it recalls of earlier rounds, is no stage that has been reached.
"""

import re
from collections.abc import Iterator

from archive.parsing.mentions import ELSEWHERE
from archive.parsing.source import Finding, Source

# That it has happened, and to all; what goes on one after the other (陆续进驻) need not be over.
# Example: "10个巡视组|已全部|进驻", "|先后|进驻被巡察单位"
_DONE = r"(?:已经?|均|悉数|全部|完成了?|先后|全面)"
_WAIT = r"[^,。;\n]{0,16}?"
_COMES = r"(?:进驻|入驻|进点)(?!前|后|期间|时间|时|之日|当日|当天)"
# The order is that of an inspection: what comes last is how far it is.
_STAGES = (
    (
        "mobilization",
        # Not the meeting that deploys a round, 动员部署会.
        # Example: "13个组|全部完成动员|", "|先后召开|巡视…有限公司|动员会|", "巡视工作|动员会均已召开"
        re.compile(
            rf"{_DONE}(?:完成)?动员(?!部署|会|大会)"
            rf"|(?:{_DONE}|分别)[^,。;\n]{{0,6}}召开[^。;\n]{{0,60}}?动员大?会"
            rf"|动员大?会{_DONE}{{1,2}}(?:召开|开过|结束)"
        ),
    ),
    (
        "entry",
        # A round that has begun and whose end is told is one whose groups are there; of 起 it may be a plan.
        # Example: "|已全部进驻|", "|先后进驻|", "进驻|工作全部完成", "进驻|完毕", "13个组|全部到位|",
        # "进驻|情况一览表", "第四轮巡视|开始进驻|", "3月13日,县委第五轮|巡察启动,巡察到5月31日|为止"
        re.compile(
            rf"{_DONE}{_WAIT}{_COMES}|(?<!起)开始(?:陆续|全面|分批)?{_COMES}"
            r"|巡[视察查](?:正式|全面)?启动,(?:巡[视察查])?(?:时间|工作)?(?:持续|进行)?[到至]\d{1,2}月\d{1,2}日"
            r"|(?:进驻|入驻|进点)(?:工作)?[^,。;\n]{0,4}(?:完毕|到位|完成)"
            r"|组(?:已经?|均)?(?:全部|悉数)(?:就位|到位)"
            r"|(?:进驻|入驻|进点)(?:工作)?情况(?:一览表|公布|$)"
            r"|(?:近日|日前|昨[天日])[^。;\n]{0,24}组(?:分别)?(?:进驻|入驻)(?!前|后)",
            re.MULTILINE,
        ),
    ),
    (
        "feedback",
        # Not what has been fed back before and is now mended.
        # Example: "|已对12家单位开展巡视反馈|", "|分别向…反馈|了巡察情况"
        re.compile(
            rf"(?:{_DONE}|分别|集中)[^。;\n]{{0,60}}?反馈(?!的?(?:问题|意见)|后|整改)"
            r"|巡[视察](?:集中)?反馈(?:工作)?情况|反馈(?:工作)?[^,。;\n]{0,4}(?:完毕|完成)"
        ),
    ),
    (
        "rectification",
        # Example: "32家单位|全部公布整改|进展情况"
        re.compile(r"(?:已经?|均|悉数|全部)(?:完成|公布|公开)了?[^,。;\n]{0,12}?整改"),
    ),
)

# What is only planned, called for, still missing or done in part, said in the same clause or as the sentence's frame.
# Example: "各组|将于|4月10日前进驻", "|拟|派出8个组", "其余四个组|将|在9月中旬进驻"
_PLANNED = re.compile(
    r"将(?!乐)|拟(?!任)|计划|准备|预计|预期|定于|届时|(?<!重|主|必|需)要(?!求|点|闻)|务必|应当|下一步|等到|尚未|还未|没有|未能|确保|力争|首批"
    r"|目前已(?:进驻|入驻|进点)"  # some, where it does not say all
)
# Example: "|其余|四个组将在9月中旬进驻"
_THE_REST = re.compile(
    r"(?:其余|其他|剩余|另外|后续|第二批|下一批)[^,。;\n]{0,12}(?:将|拟|计划)[^,。;\n]{0,12}(?:进驻|入驻|进点|动员|反馈)"
)


def find_stage(source: Source) -> Finding | None:
    """The last stage that the overview's opening reports; none where part of its groups is still to come."""
    if _THE_REST.search(source.text):
        return None
    found = (_first(source, stage, pattern) for stage, pattern in reversed(_STAGES))
    return next((finding for finding in found if finding is not None), None)


def _first(source: Source, stage: str, pattern: re.Pattern[str]) -> Finding | None:
    return next(_reported(source, stage, pattern), None)


def _reported(source: Source, stage: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for sentence in source.lead:
        for match in pattern.finditer(sentence.text):
            clause = max(sentence.text.rfind(mark, 0, match.start()) for mark in ",;") + 1
            said = sentence.text[clause : match.end()]
            if not _PLANNED.search(said) and not ELSEWHERE.search(sentence.text[: match.end()]):
                start = sentence.start + match.start()
                yield Finding(stage, start, sentence.start + match.end(), "stage-reported", 0.85)
