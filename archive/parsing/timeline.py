"""When: the meeting, the period of the inspection, its length and the deadline for letters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from archive.parsing.dates import DateMention, RangeMention, find_days, find_ranges
from archive.parsing.source import Finding, Source, Span

# A sentence that tells of something that took place on its date.
# Example: "动员会召开", "正式进驻", "向市政府办公室党组反馈"
_TOOK_PLACE = re.compile(r"召开|举行|进驻|入驻|进点|动员|反馈")

# Not a day of a meeting: as of, since, until, or the dateline of an agency.
# Example: "截至8月25日", "自11月1日开始", "新华社北京10月10日电"
_NOT_MEETING_BEFORE = re.compile(r"(?:截至|截止到?|截止时间为?|自|从|到|至|-|《[^》\n]{0,40})$")
# Example: "10月10日|电", "6月3日|起"
_NOT_MEETING_AFTER = re.compile(r"(?:电|讯|前|起|开始|至|到|-|印发)")

# What a period is introduced by. Example: "巡视期间(", "巡察时间", "于2020年5月10日至7月30日对"
_PERIOD_BEFORE = re.compile(r"(?:期间|时间|于|从|自|在|间为|时段|起止|安排)[^。!?\n]{0,12}$")
# The label that settles it where there are several. Example: "巡察期间("
_PERIOD_LABEL = re.compile(r"(?:巡[视察查](?:工作)?(?:期间|时间)|时间)[^。!?\n]{0,8}$")
# Example: "|对县一中", "|)设值班电话", "|期间"
_PERIOD_BEHIND = re.compile(r"\)?(?:期间)?(?:,[^,。;\n]{0,16}?)?(?:分别|集中)?(?:对|在|巡[视察查])|\)|期间")
# A line that holds nothing else, as under a heading 巡察时间. Example: "2025年3月24日至5月30日。"
_LINE_BEFORE = re.compile(r"(?:^|\n)\s*$")
# Example: "5月30日|。"
_LINE_BEHIND = re.compile(r"\s*(?:[。;]?\s*(?:\n|$))")
# Days on which the groups moved in one after another. Example: "9月18日至20日,|区委4个巡察组陆续进驻"
_MOVING_IN = re.compile(r"[^。;\n]{0,14}(?:陆续|先后|分批|完成|全部)")
# Days of publishing are no period. Example: "15日至17日|分批公布"
_PUBLISHED = re.compile(r"公布|公开|公示")

# A start alone. Example: "自11月1日开始", "从6月3日起"
_START = re.compile(r"(?:自|从)(?=[\d一二三四五六七八九十年月日]{2,12}日(?:起|开始))")
# An end alone. Example: "巡视时间到4月30日", "持续到25日结束"
_END = re.compile(
    r"(?:(?:巡[视察查])?时间|工作|持续|期间)(?:至|到)(?=[\d一二三四五六七八九十年月日]{2,12}日)"
    r"|(?:到|至)(?=[\d一二三四五六七八九十年月日]{2,12}日(?:结束|为止|止))"
)

# The last day for letters and calls; "as of" (截至9月22日,4个巡察组已进驻) lacks the receiving.
# Example: "受理信访时间截止到2020年12月15日", "信访受理截至", "信访受理截止时间为"
_DEADLINE = re.compile(
    r"(?:受理|信访|来访|来电|举报)[^。,;\n]{0,10}?(?:截止|截至)(?:日期|时间)?[为到至是::]{0,2}\s?(?=[\d二一三四五六七八九十])"
)

# The last day told by 前 or by what ends then. Example: "请于|十月十五日前反映", "于|6月18日关闭"
_DEADLINE_BEFORE = re.compile(
    r"于(?=[\d一二三四五六七八九十年月日]{2,12}日(?:\d{1,2}[时:点]\S{0,3})?(?:前[^。]{0,12}(?:反映|举报|来信|提供|寄)|关闭))"
)

# How long the group works. Example: "工作2个月", "为期1个半月左右", "巡察时间为10天左右", "时间一个月左右"
_DURATION = re.compile(
    r"(?:工作(?:时间)?|为期|预期|时间|集中|用|开展)(?:为|约|大约|预计|近|:)*"
    r"(?P<length>(?:[一二两三四五六七八九十]{1,3}|\d{1,3})(?:个(?:半|多)?月|周|个星期|天|日(?!上午|下午|,))(?:零\d{1,2}天)?"
    r"(?:左右|以内)?)"
)
# Time allowed for something else. Example: "反馈后1个月内"
_NOT_DURATION = re.compile(r"反馈后|整改|通报后|日内|月内|周内|天内")


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the text itself says of time; years and months still as given."""

    meeting: DateMention | None = None
    start: DateMention | None = None
    end: DateMention | None = None
    deadline: DateMention | None = None
    several_periods: RangeMention | None = None  # more than one, and no way to choose
    duration: Finding | None = None


def find_timeline(source: Source) -> Timeline:
    every = list(find_ranges(source.text))
    ranges = [found for found in every if _is_period(source.text, found)]
    chosen = None if _is_row(every) else _choose(source.text, ranges)
    ambiguous = ranges[0] if ranges and chosen is None else None
    lone = ranges == []
    return Timeline(
        meeting=_find_meeting(source),
        start=chosen.first if chosen else _anchored(source.text, _START) if lone else None,
        end=chosen.last if chosen else _anchored(source.text, _END) if lone else None,
        deadline=_anchored(source.text, _DEADLINE) or _anchored(source.text, _DEADLINE_BEFORE),
        several_periods=ambiguous,
        duration=_find_duration(source),
    )


def _is_period(text: str, found: RangeMention) -> bool:
    before = text[max(0, found.start - 24) : found.start]
    behind = text[found.end : found.end + 24]
    if _PUBLISHED.search(behind) or _MOVING_IN.match(behind) or before.endswith(("截至", "截止")):
        return False
    if _LINE_BEFORE.search(before) and _LINE_BEHIND.match(behind):
        return True
    return bool(_PERIOD_BEFORE.search(before) or _PERIOD_BEHIND.match(behind))


def _choose(text: str, ranges: list[RangeMention]) -> RangeMention | None:
    """The one period; with several, the one labelled so; where that doesn't settle it, none."""

    if len({_days(found) for found in ranges}) == 1:
        return max(ranges, key=lambda found: (found.first.year or found.last.year or 0, -found.start))
    labelled = [r for r in ranges if _PERIOD_LABEL.search(text[max(0, r.start - 24) : r.start])]
    return labelled[0] if len({_days(found) for found in labelled}) == 1 else None


def _days(found: RangeMention) -> tuple[int | None, ...]:
    return found.first.month, found.first.day, found.last.month, found.last.day


def _is_row(ranges: list[RangeMention]) -> bool:
    """Different ranges close behind each other are one for each unit."""
    return any(right.start - left.end < 40 and _days(left) != _days(right) for left, right in pairwise(ranges))


def _anchored(text: str, anchor: re.Pattern[str]) -> DateMention | None:
    for match in anchor.finditer(text):
        day = next(find_days(text, match.end(), min(len(text), match.end() + 14)), None)
        if day is not None and day.start == match.end():
            return day
    return None


def _find_meeting(source: Source) -> DateMention | None:
    for sentence in source.lead:
        if not _TOOK_PLACE.search(sentence.text):
            continue
        day = _first_day(source.text, sentence)
        if day is not None:
            return day
    return None


def _first_day(text: str, sentence: Span) -> DateMention | None:
    for day in find_days(text, sentence.start, min(sentence.end, sentence.start + 400)):
        before = text[max(sentence.start, day.start - 24) : day.start]
        behind = text[day.end : day.end + 6]
        if _NOT_MEETING_BEFORE.search(before) or _NOT_MEETING_AFTER.match(behind):
            continue
        if day.month is not None or behind.startswith(("上午", "下午", "晚", ",", "召开")):
            return day
    return None


def _find_duration(source: Source) -> Finding | None:
    for match in _DURATION.finditer(source.text):
        around = source.text[max(0, match.start() - 8) : match.end() + 2]
        if not _NOT_DURATION.search(around):
            return Finding(source.written(*match.span("length")), *match.span("length"), "duration-phrase", 0.85)
    return None


def speech_date(lines: Iterable[Span], text: str) -> DateMention | None:
    """The date in a line of its own near the top of a speech: （2018年11月1日）."""
    for line in lines:
        bare = line.text.strip(" ()\t")
        day = next(find_days(text, line.start, min(line.end, line.start + 60)), None)
        if day is not None and day.year is not None and len(bare) <= day.end - day.start + 1:
            return day
    return None
