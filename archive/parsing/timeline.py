"""When: the meeting, the period of the inspection, its length and the deadline for letters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from archive.parsing.dates import DateMention, RangeMention, find_dates, find_ranges
from archive.parsing.deadline import find_deadline, is_reception
from archive.parsing.furniture import own_end
from archive.parsing.manydays import ManyDays
from archive.parsing.meeting import find_meeting
from archive.parsing.months import find_months
from archive.parsing.period import choose_period, find_end, find_start, is_period
from archive.parsing.source import Finding, Source, Span

# How long the group works. Example: "工作2个月", "为期1个半月左右", "巡察时间为10天左右", "驻点巡察45天左右",
# "5月12日撤点,|约2个月", "历时近一个月", "时间均为一个月", "从3月14日到5月13日,|共60天"
_DURATION = re.compile(
    r"(?:工作(?:时间)?|为期|预期|时间|集中|用|开展|驻点(?:巡[视察查])?|(?:撤点|离点|结束|止),(?=约)|历时|历经|(?<=[日束止号]),?共(?:计|历时)?)(?:均|都)?(?:为|预计|:)*"
    r"(?P<length>(?:大?约为?|近)?(?:[一二两三四五六七八九十]{1,3}|\d{1,3})(?:个(?:半|多)?月|周|个星期|天|日(?!上午|下午|,))(?:零\d{1,2}天)?"
    r"(?:左右|以内)?)"
)
# The work of others, or of an inspection that is over. Example: "去年十月,上级党委第四巡视组对公司|进行了一个月巡视",
# "自治区党委第二巡视组曾在县里|工作近两个月"
_OF_ANOTHER = re.compile(r"(?:去|前|上)年|上级|上一?轮|曾(?:经|先后|在|于|对|向|到|赴|进驻|开展)")
# How little a length may say beside another. Example: "2个月|左右"
_ABOUT = re.compile(r"^(?:大?约为?|近)|(?:左右|以内)$")
_SAME_COUNTS = str.maketrans("一两二三四五六七八九", "1223456789")
# Time allowed for something else. Example: "反馈后1个月内"
_NOT_DURATION = re.compile(r"反馈后|整改|通报后|日内|月内|周内|天内|培训|学习|会期|公示")
# More days than any notice has; the work on a text with more is bounded here.
_MOST_DATES = 500


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the text itself says of time; years and months still as given."""

    meeting: DateMention | None = None
    start: DateMention | None = None
    end: DateMention | None = None
    deadline: DateMention | None = None
    many_days: ManyDays | None = None  # of several meetings, of which none is the notice's
    several_periods: RangeMention | None = None  # more than one, and no way to choose
    duration: Finding | None = None
    several_durations: tuple[Finding, ...] = ()  # different ones, of different groups or units
    gives_back: bool = False  # the meeting is about an inspection that is over


def find_timeline(source: Source) -> Timeline:
    end = own_end(source)
    dates = list(islice(find_dates(source.text, 0, end), _MOST_DATES))
    every = list(find_ranges(source.text, dates))
    ranges = [found for found in every if is_period(source.text, found) and not is_reception(source.text, found)]
    chosen = choose_period(source.text, ranges, every)
    start = chosen.first if chosen else None if ranges else find_start(source, dates)
    last = chosen.last if chosen else None if ranges else find_end(source, dates)
    if not ranges and start is None and last is None:
        months = find_months(source, end)
        start, last = (months.first, months.last) if months else (None, None)
    others = (found for found in every if found not in ranges and not is_reception(source.text, found))
    told = find_meeting(source, others)
    meeting, many = (None, told) if isinstance(told, ManyDays) else (told, None)
    lengths = _find_durations(source)
    return Timeline(
        meeting=meeting.day if meeting else None,
        many_days=many,
        start=start,
        end=last,
        deadline=find_deadline(source.text, dates, every),
        several_periods=ranges[0] if ranges and chosen is None else None,
        duration=lengths[0] if len(lengths) == 1 else None,
        several_durations=lengths if len(lengths) > 1 else (),
        gives_back=meeting is not None and meeting.gives_back,
    )


def _find_durations(source: Source) -> tuple[Finding, ...]:
    """The lengths that the text gives, each once however it is written."""
    found: dict[str, Finding] = {}
    for match in _DURATION.finditer(source.text):
        around = source.text[max(0, match.start() - 8) : match.end() + 2]
        before = source.text[source.sentence_at(match.start()).start : match.start()]
        if _NOT_DURATION.search(around) or _OF_ANOTHER.search(before):
            continue
        length = _ABOUT.sub("", match["length"]).translate(_SAME_COUNTS)
        span = match.span("length")
        found.setdefault(length, Finding(source.written(*span), *span, "duration-phrase", 0.85))
    return tuple(found.values())


def speech_date(lines: Iterable[Span], text: str) -> DateMention | None:
    """The date in a line of its own near the top of a speech: （2018年11月1日）; in brackets it may lack the year."""
    for line in lines:
        bare = line.text.strip(" ()\t")
        day = next(find_dates(text, line.start, min(line.end, line.start + 60)), None)
        if day is None or len(bare) > day.end - day.start + 1:
            continue
        if day.year is not None or (day.month is not None and line.text.strip().startswith("(")):
            return day
    return None
