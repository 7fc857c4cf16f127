"""Days of several meetings told in one breath, none of which is that of the notice: a range, a row, first or last."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.parsing.dates import DateMention, RangeMention, find_days
from archive.parsing.sentences import Sentence, gettext_noop
from archive.parsing.source import Source

# Longer ones are no row of meetings. Example: "2019年1月1日至2021年12月31日"
LONGEST_OF_MEETINGS = 31  # days
# From a day to the next of a row, perhaps with the hour.
# Example: "6月2日|下午2:30钟、|6月3日上午", "4月13日|、|4月14日", "3月5日|和|8日"
_TO_NEXT = re.compile(
    r"\s?(?:上午|下午|晚上?|中午)?(?:\d{1,2}(?:[时点]半?(?:\d{1,2}分?)?|:\d{2})钟?)?(?:[、,和及与]|以及)\s?(?=\d{1,2}[月日]|[一二三四五六七八九十])"
)
# The first of them. Example: "8月3日|起,…分别向…反馈"
_SINCE = re.compile(r"(?:起|开始)(?=,)")
# The last of them. Example: "反馈工作陆续进行,3月6日|全部完成"
_LAST = re.compile(r"(?:,[^。,;\n]{0,12})?(?:已|均|现)?全部(?:反馈)?(?:完成|结束|完毕)")
# Not told as when something took place. Example: "截至|8月25日", "《…|"
_NOT_BEFORE = re.compile(r"(?:截[至止]到?|截止时间为?|(?:受理|接收|公示|整改|培训)[^。,;\n]{0,8}|《[^》\n]{0,40})$")
# What took place, said behind the days with nothing of other matters between, or in front of them.
# Example: "1月13日至14日|,县委第一巡察组组长余德贵向县文化和旅游局党组反馈|了巡察情况"
_MEETS = re.compile(
    r"(?:(?!受理|接收|公示|公布|整改|培训|审计|自查|期间|驻点)[^。;\n]){0,240}?(?:召开|举行|(?<!对)反馈(?!的?问题|整改)|动员|见面)"
)
_MET = re.compile(r"反馈|动员|见面")
# A meeting of another group, or with another unit, told with a day of its own behind the first.
# Example: "5月8日,县委第一巡察组向县粮食局反馈,5月9日|,县委第二巡察组向县文联反馈"
_MEETS_TOO = re.compile(
    r"(?:上午|下午|晚上?)?,?(?:(?!整改|研究|学习|传达|印发|部署)[^。;\n]){0,60}?(?:巡[视察查]组|第[一二三四五六七八九十\d]{1,3}组|[向到赴在对])"
    r"(?:(?!整改|研究|学习|传达|印发|部署)[^。;\n]){0,60}?(?:(?P<gives_back>反馈(?!问题|整改))|动员大?会|见面(?:沟通)?会)"
)
_OPENS = re.compile(r"[,;。\n]\s*$")

NOT_ONE_DAY = gettext_noop("文中写的是{days}，不是一天")
_OF_SEVERAL = gettext_noop("文中写有几天（{days}），分属几次会议，无法定为一天")
_LAST_OF_THEM = gettext_noop("文中写的“{days}”是几次会议的最后一天，不是其中某一次的日期")


@dataclass(frozen=True, slots=True)
class ManyDays:
    """Where they stand, each day or range of a row by itself, and why they are no day of a meeting."""

    spans: tuple[tuple[int, int], ...]
    pattern: str

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    def reason(self, source: Source) -> Sentence:
        return Sentence(self.pattern, {"days": "、".join(source.written(*span) for span in self.spans)})


def find_many_days(
    source: Source, sentence_end: int, day: DateMention, ranges: Iterable[RangeMention]
) -> ManyDays | None:
    """What the day opens or is part of, where the sentence tells of meetings.

    ranges: those of days that are no period of an inspection.
    """
    text = source.text
    if _NOT_BEFORE.search(text, max(0, day.start - 44), day.start):
        return None
    last = _LAST.match(text, day.end, sentence_end)
    if last is not None:
        told = _MET.search(text, source.sentence_at(day.start).start, min(last.end() + 10, sentence_end))
        return ManyDays(((day.start, last.end()),), _LAST_OF_THEM) if told else None
    found = _range(day, ranges) or _row(text, day, sentence_end) or _since(text, day)
    if found is None:
        return _with_others(text, day, sentence_end, max(sentence_end, source.lead[-1].end))
    return found if _MEETS.match(text, found.end, sentence_end) else None


def _range(day: DateMention, ranges: Iterable[RangeMention]) -> ManyDays | None:
    found = next((each for each in ranges if each.start == day.start), None)
    if found is None or found.days is None or not 0 < found.days <= LONGEST_OF_MEETINGS:
        return None
    return ManyDays(((found.start, found.end),), NOT_ONE_DAY)


def _row(text: str, day: DateMention, stop: int) -> ManyDays | None:
    days = [day]
    while (to := _TO_NEXT.match(text, days[-1].end, stop)) is not None:
        following = next(find_days(text, to.end(), min(stop, to.end() + 12)), None)
        if following is None or following.start != to.end():
            break
        days.append(following)
    return _several(days)


def _with_others(text: str, day: DateMention, sentence_end: int, stop: int) -> ManyDays | None:
    """5月8日,甲组向A反馈。5月9日,乙组向B反馈: meetings of one sort, each with a day of its own."""
    first = _MEETS_TOO.match(text, day.end, sentence_end)
    if first is None:
        return None
    days = [day]
    for other in find_days(text, first.end(), min(stop, day.end + 400)):
        meets = _MEETS_TOO.match(text, other.end, stop)
        is_alike = meets is not None and bool(meets["gives_back"]) == bool(first["gives_back"])
        if is_alike and _OPENS.search(text, max(0, other.start - 4), other.start):
            days.append(other)
    return _several(days)


def _several(days: list[DateMention]) -> ManyDays | None:
    if len({(day.month or days[0].month, day.day) for day in days}) == 1:
        return None
    return ManyDays(tuple((day.start, day.end) for day in days), _OF_SEVERAL)


def _since(text: str, day: DateMention) -> ManyDays | None:
    since = _SINCE.match(text, day.end)
    return ManyDays(((day.start, since.end()),), NOT_ONE_DAY) if since else None
