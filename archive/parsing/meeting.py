"""The day of the meeting that a notice reports."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from archive.parsing.dates import DateMention, RangeMention, find_days
from archive.parsing.manydays import ManyDays, find_many_days
from archive.parsing.source import Source, Span

# A sentence that tells of something that took place on its date.
# Example: "动员会召开", "正式进驻", "向市政府办公室党组反馈"
_TOOK_PLACE = re.compile(r"召开|举行|进驻|入驻|进点|动员|反馈|见面会|大会")
# Example: "动员会召开", "见面沟通会"
_MEETING = re.compile(r"召开|举行|动员|反馈|见面|大会|会议")
# Minutes name the time of their meeting. Example: "时间:|2020年5月12日|上午9:00"; not "受理截止时间:|12月20日|下午5时"
_OF_MINUTES = re.compile(r"(?:(?<![\u4e00-\u9fff])|会议|开会|召开|举行)时\s{0,6}间:\s?$")
_HOUR_BEHIND = re.compile(r"\s?(?:上午|下午|晚)")
# What a report goes on with. Example: "在随即召开的|动员大会", "会上"
_GOES_ON = re.compile(r"动员|会上|会议|大会|召开")
# What is given back at a feedback. Example: "反馈巡察情况"
_GIVES_BACK = re.compile(r"反馈")
_SETS_OUT = re.compile(r"动员")

# Not a day of a meeting: as of, since, until, or one of a list.
# Example: "截至|8月25日", "自|11月1日开始", "8月19日、|20日"
_NOT_BEFORE = re.compile(r"(?:截至|截止到?|截止时间为?|自|从|到|至|-|日、|日和|日及|《[^》\n]{0,40})$")
# Not one either: datelines, beginnings, ends, lists. Example: "10月10日|电", "6月3日|起", "8月19日|、20日"
_NOT_BEHIND = re.compile(
    r"(?:电|讯|前|起|开始|至|到|-|印发|结束|止|离点|[、和及](?:\d{1,2}|[一二三四五六七八九十]{1,3})日)"
)
# The day on which a reporter heard of it, unless at the meeting itself.
# Example: "8月30日|,记者从县委巡察办了解到"; not "4月2日|从市委巡察工作动员部署会上获悉"
_HEARD = re.compile(
    r"(?:上午|下午|晚)?,?\s?(?:(?:本[报台网]|我们?)?(?:记者|笔者)?(?:在|从)|(?:记者|笔者)[^。,;]{0,6}?)(?:(?!会上)[^。,;]){0,30}?(?:获悉|了解[到,]|得知|获知)"
)
# A talk that prepares the entry is not the meeting that opens the inspection.
# Example: "4月2日|,区委第一巡察组在区退役军人事务局召开进驻前见面沟通会"
_PREPARES = re.compile(
    r"(?:(?!动员)[^。;]){0,60}?(?:进驻|进点|巡[视察查])前的?(?:对接|见面|沟通|碰头|协调|座谈|准备|预备)"
)
# A day agreed upon is still to come. Example: "商定进驻动员会于|4月6日|召开"
_AGREED = re.compile(r"(?:商定|约定|议定|商量)[^。;]{0,20}$")
# The day of entry said within a clause dates the period and no meeting. Example: "3月29日|进驻县水利局"
_ENTERS = re.compile(r"(?:正式|集中|分别|同时|统一|同步|陆续|全部)?(?:进驻|入驻|进点|分赴)")
# How a report begins its story. Example: "10月26日|下午,", "3月28日|,在"
_TOLD = re.compile(r"\)?(?:上午|下午|晚|中午|,|当天|在)")
# As far into its sentence as a date opens it. Example: "(通讯员 李四)|3月13日上午", "据悉,|3月13日上午"
_OPENING = 16
# A bare day counts only where it tells the time of something. Example: "18日|上午", "12日|召开"
_BARE_TOLD = re.compile(r"(?:上午|下午|晚|,|召开|举行|在)")

# Where and when an agency or paper sent its news. Example: "新华社北京|10月10日|电", "本报兰州|11月12日|讯"
_DATELINE = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:电|讯)")


@dataclass(frozen=True, slots=True)
class Meeting:
    day: DateMention
    gives_back: bool  # the findings of an inspection that is over


# An announcement tells of the entry as the beginning of the period. Example: "巡察公告"
_ANNOUNCES = re.compile(r"公告|公示")
_HEADING = 120


def announces(source: Source) -> bool:
    return bool(_ANNOUNCES.search(source.text[:_HEADING]))


def find_meeting(source: Source, ranges: Iterable[RangeMention]) -> Meeting | ManyDays | None:
    """The meeting's day, or the days of several meetings; ranges: those that are no period of an inspection."""
    ranges = tuple(ranges)
    announced = announces(source)
    for index, sentence in enumerate(source.lead):
        told = (_MEETING if announced else _TOOK_PLACE).search(sentence.text)
        next_ones = source.lead[index + 1 : index + 3]
        minuted = _of_minutes(source.text, sentence)
        if minuted is not None:
            return Meeting(minuted, gives_back=False)
        if not told and (announced or not any(_GOES_ON.search(later.text) for later in next_ones)):
            continue
        day = _first_day(source, sentence, ranges, told=bool(told))
        if isinstance(day, ManyDays):
            return day
        if day is not None:
            gives_back = bool(_GIVES_BACK.search(sentence.text) and not _SETS_OUT.search(sentence.text))
            return Meeting(_with_dateline_month(source, day), gives_back)
    return None


def _of_minutes(text: str, sentence: Span) -> DateMention | None:
    for day in find_days(text, sentence.start, min(sentence.end, sentence.start + 40)):
        if _OF_MINUTES.search(text, sentence.start, day.start) and _HOUR_BEHIND.match(text, day.end):
            return day
    return None


def _first_day(
    source: Source, sentence: Span, ranges: tuple[RangeMention, ...], *, told: bool
) -> DateMention | ManyDays | None:
    text = source.text
    is_prose = sentence.text.rstrip().endswith(("。", "!", "?"))
    for day in find_days(text, sentence.start, min(sentence.end, sentence.start + 400)):
        before = text[max(sentence.start, day.start - 24) : day.start]
        behind = text[day.end : day.end + 8]
        many = find_many_days(source, sentence.end, day, ranges) if told else None
        if many is not None:
            return many
        if _NOT_BEFORE.search(before) or _NOT_BEHIND.match(behind) or _AGREED.search(before):
            continue
        if _HEARD.match(text, day.end, sentence.end) or _PREPARES.match(text, day.end, sentence.end):
            continue
        if _ENTERS.match(behind) and not _MEETING.search(sentence.text):
            continue
        opens = day.start - sentence.start <= _OPENING or before.endswith((")", "讯", " "))
        if not told and not (is_prose and opens and _TOLD.match(behind)):
            continue
        if day.month is not None or _BARE_TOLD.match(behind):
            return day
    return None


def _with_dateline_month(source: Source, day: DateMention) -> DateMention:
    """A bare day behind a dateline: 本报兰州11月12日讯 …12日上午."""
    if day.month is not None:
        return day
    line = _DATELINE.search(source.text[:600])
    if line is None or not 1 <= int(line["month"]) <= 12:
        return day
    month = int(line["month"]) if (day.day or 0) <= int(line["day"]) else (int(line["month"]) - 2) % 12 + 1
    return replace(day, month=month)
