"""The period of the inspection: the range of days that is long enough and not said of something else."""

import re
from collections.abc import Iterable
from itertools import pairwise

from archive.parsing.dates import DateMention, RangeMention
from archive.parsing.meeting import announces
from archive.parsing.source import Source
from archive.parsing.unitwords import deeds

# A group stays a week or more, and no more than half a year. Shorter ranges are days of moving in or of meetings,
# longer ones the years that are looked into. Example: "9月18日至20日", "2019年1月1日至2021年12月31日"
_SHORTEST, _LONGEST = 5, 200
_SURE = 20  # too long for moving in

# The next of a row of ranges stands as near, behind no more than the name of whom it is for.
# Example: "胜泾村10月10日~10月15日|,东区社区、香塘村|10月16日~10月22日"
_NEXT_IN_ROW = 40
_WORDS_OF_ITS_OWN = re.compile(
    rf"[。!?\n]|时间|期间|受理|接收|来[信电访]|电话|{deeds('公示|公布|整改|反馈|培训|检查|审计')}|(?:19|20)\d\d年以来|巡[视察查]"
)
# The label that settles it where there are several. Example: "巡察期间(", "集中巡察时间为"
_PERIOD_LABEL = re.compile(
    r"(?:巡[视察查](?:工作|集中|现场)?(?:起止)?(?:期间|时间|时段)|(?:驻点|进驻|工作)(?:起止)?时间)[^。!?\n]{0,8}$"
)
# A sentence of its own that says how long. Example: "答:从|8月28日到11月8日|,2个半月左右"
_OWN_BEFORE = re.compile(r"(?:^|[。!?\n])\s*(?:答:)?\s*(?:从|自|于)?$")
_OWN_BEHIND = re.compile(r",?(?:约|共|为期|大约)?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:个半?月|周|天)")
# Words around a period. Example: "巡视期间(", "驻点", "对县一中", "于2020年5月10日至7月30日对"
_AROUND = re.compile(r"巡[视察查]|驻|期间|时间|工作|开展")
# A line that holds nothing else, as under a heading 巡察时间. Example: "2025年3月24日至5月30日。"
_LINE_BEFORE = re.compile(r"(?:^|\n)\s*$")
# Example: "5月30日|。"
_LINE_BEHIND = re.compile(r"\s*(?:[。;]?\s*(?:\n|$))")
# Days on which the groups moved in one after another. Example: "9月18日至25日,|区委4个巡察组陆续进驻"
_MOVING_IN = re.compile(r"[^。;\n]{0,14}(?:陆续|先后|分批|完成|全部|分别)")
# Days of something else. Example: "15日至27日|分批公布", "公示7天(|9月6日~9月15日"
_OTHER_BEHIND = re.compile(rf"[)\s]{{0,2}}[^。,;\n]{{0,10}}{deeds('公布|公开|公示|整改|培训|集训|审计|自查|反馈')}")
_OTHER_BEFORE = re.compile(
    rf"{deeds('公示|整改|培训|集训|审计|自查|考核|任职|担任|有效期|招聘|报名|检查(?!组)')}[^。;\n]{{0,10}}$|截[至止]到?$"
)
# The inspection in the range's own clause: words of its object are names, words in front of the range are of what
# went before. Example: "|,县委第一巡察组对县政务公开和信息中心开展常规巡察"
_INSPECTS = re.compile(
    r"(?P<comma>,?)[^。,;\n对]{0,24}对(?P<unit>(?:(?!开展|进行|实施|实行)[^。;\n]){1,80})(?:开展|进行|实施|实行)了?"
    r"[^。;,\n]{0,16}巡[视察查](?!整改|反馈|发现|情况|成果|结果)"
)
# Days on which findings were given back one after another. Example: "12月3日至10日,|十三届省委第五轮巡视集中反馈"
_GIVING_BACK = re.compile(r"(?:(?!开展|进行|实施|驻|召开)[^。;\n]){0,80}?反馈(?:了|巡[视察查]|意见|情况|工作|$|[。;])")

# Said of other things than the inspection. Example: "整改", "公示"
_NOT_OF_INSPECTION = re.compile(
    deeds("信访|来信|来电|接收|举报|反馈|公示|整改|培训|施行|实行|报名|停止|受理|接听|开通|关闭")
)
# A start alone. Example: "自|11月1日|开始", "6月3日|起", "从|5月27日|到7月下旬"
_STARTS = re.compile(r"\s?(?:起|开始|始(?!建))")
_TO_VAGUE = re.compile(
    r"(?:起|开始)?(?:至|到|-{1,2})(?:月|(?:次年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:[上中下]旬|底|末|初|中))"
)
# The day of entry, said within the clause; behind a comma it dates a report. Example: "第三巡察组|3月29日|进驻县水利局"
_ENTERS = re.compile(r"(?:正式|集中|分别|同时|统一|同步|如期)?(?:进驻|入驻|进点|驻点)")
# Not the end of the stay. Example: "|驻点|至12月3日"
_ENTRY = re.compile(r"进驻|入驻|进点|驻点(?!至|到|时间|期间|结束)")
_MEETING = re.compile(r"召开|举行|动员")
# The same behind a comma, where the notice announces. Example: "3月8日|,县委第一巡察组正式进驻县民政局"
_ENTERS_LATER = re.compile(r",[^。,;\n《]{0,24}(?:进驻|入驻|进点)")
# A beginning with its end. Example: "3月20日|启动,5月31日结束"
_BEGINS = re.compile(r"(?:,[^。,;\n]{0,24})?(?:正式|全面)?(?:启动|展开|开始)[^。;\n]{0,24}(?:结束|为止|日止)")
# Until or before a day, not from it. Example: "截至|8月30日"
_UNTIL_BEFORE = re.compile(r"(?:截[至止]到?|至|到|-)\s?$")

# An end alone. Example: "巡视时间到|4月30日", "持续到", "自即日起至|4月30日"
_END_BEFORE = re.compile(
    r"(?:时间|工作|持续|延续|期间|驻点)(?:至|到)\s?$|(?:即日|今[日天]|当日|目前|现在|旬|月初|月底|之日)(?:起|开始)?(?:至|到|-)\s?$"
)
# Example: "5月20日|结束", "7月20日|离点", "11月5日|止"
_ENDS = re.compile(r"\s?(?:\d{1,2}(?:[时点](?:\d{1,2}分?)?|:\d{2}))?(?:结束(?!后)|离点|离驻|撤离|撤点|收官|为止|止)")


def is_period(text: str, found: RangeMention) -> bool:
    days = found.days
    if days is None or not _SHORTEST <= days <= _LONGEST:
        return False
    before = _clause_before(text, found.start, 40)
    behind = text[found.end : found.end + 40]
    if _is_of_other(text, found, before):
        return False
    if days < _SURE and (_MOVING_IN.match(behind) or _GIVING_BACK.match(text, found.end)):
        return False
    if _LINE_BEFORE.search(text[max(0, found.start - 24) : found.start]) and _LINE_BEHIND.match(behind):
        return True
    if _OWN_BEFORE.search(text[max(0, found.start - 24) : found.start]) and _OWN_BEHIND.match(behind):
        return True
    return bool(_AROUND.search(before) or _AROUND.search(behind.partition("。")[0]))


def _is_of_other(text: str, found: RangeMention, before: str) -> bool:
    """Whether the words around the range say it of something else than the inspection."""
    inspects = _INSPECTS.match(text, found.end)
    stop = inspects.start("unit") if inspects else found.end + 40
    is_dated_by_it = inspects is not None and not inspects["comma"]
    if not is_dated_by_it and _OTHER_BEFORE.search(before):
        return True
    return bool(_OTHER_BEHIND.match(text[found.end : stop]))


def choose_period(text: str, ranges: list[RangeMention], every: list[RangeMention]) -> RangeMention | None:
    """The one period; with several, the one labelled so; where that doesn't settle it, none.

    every holds the ranges of days of anything too: one that opens a row is no period of them all.
    """
    if len({_days(found) for found in ranges}) == 1:
        if any(_opens_row(text, found, every) for found in ranges):
            return None
        return max(ranges, key=lambda found: (found.first.year or found.last.year or 0, -found.start))
    if _is_row(ranges):
        return None
    labelled = [r for r in ranges if _PERIOD_LABEL.search(text[max(0, r.start - 24) : r.start])]
    return labelled[0] if len({_days(found) for found in labelled}) == 1 else None


def _days(found: RangeMention) -> tuple[int | None, ...]:
    return found.first.month, found.first.day, found.last.month, found.last.day


def _is_row(ranges: list[RangeMention]) -> bool:
    """Different ranges close behind each other are one for each unit."""
    return any(
        right.start - left.end < _NEXT_IN_ROW and _days(left) != _days(right) for left, right in pairwise(ranges)
    )


def _opens_row(text: str, found: RangeMention, every: list[RangeMention]) -> bool:
    """甲村10月10日至15日,乙村10月16日至22日: whether the same sentence goes on with as plain a range of other days."""
    return any(
        0 < other.start - found.end < _NEXT_IN_ROW
        and _days(other) != _days(found)
        and (other.days or 0) >= _SHORTEST
        and not _WORDS_OF_ITS_OWN.search(text, found.end, other.start)
        and not _OTHER_BEHIND.match(text[other.end : other.end + 40])
        for other in every
    )


def _clause_before(text: str, start: int, length: int) -> str:
    """The text in front of start, as far as the sentence goes."""
    return re.split(r"[。!?\n]", text[max(0, start - length) : start])[-1]


def find_start(source: Source, dates: Iterable[DateMention]) -> DateMention | None:
    """The first day where no range tells it; none where several groups have several."""
    return _one(day for day in dates if _starts(source, day))


def find_end(source: Source, dates: Iterable[DateMention]) -> DateMention | None:
    return _one(day for day in dates if _ends(source, day))


def _one(days: Iterable[DateMention]) -> DateMention | None:
    found = list(days)
    return found[0] if len({(day.month, day.day) for day in found}) == 1 else None


def _starts(source: Source, day: DateMention) -> bool:
    text = source.text
    before, behind = text[max(0, day.start - 8) : day.start], text[day.end : day.end + 40]
    sentence = source.sentence_at(day.start).text
    if _UNTIL_BEFORE.search(before) or not _AROUND.search(sentence):
        return False
    if _TO_VAGUE.match(behind):
        return day.month is not None
    if _GIVING_BACK.match(text, day.end):
        return False
    if _ENTERS.match(behind) or (_ENTERS_LATER.match(behind) and announces(source)):
        alone = len(_ENTRY.findall(sentence)) == 1  # of several entries in a sentence each is one group's
        return day.month is not None and alone and not _MEETING.search(sentence)
    if _BEGINS.match(behind):
        return day.month is not None
    own = text[max(0, day.start - 14) : day.start] + behind[:14]
    return bool(_STARTS.match(behind) and not _NOT_OF_INSPECTION.search(own.partition("。")[0]) and day.month)


def _ends(source: Source, day: DateMention) -> bool:
    text = source.text
    before = _clause_before(text, day.start, 14)
    if _NOT_OF_INSPECTION.search(before.rpartition(",")[2]):
        return False
    if _ENDS.match(text, day.end):
        return bool(_AROUND.search(source.sentence_at(day.start).text))
    return bool(_END_BEFORE.search(before)) and not text.startswith("前", day.end)
