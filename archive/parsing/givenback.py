"""When the findings were given back, as a report on what became of them tells it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge

from archive.parsing.committees import Committee
from archive.parsing.dates import DateMention, RangeMention, find_dates, find_months_alone, find_ranges
from archive.parsing.manydays import LONGEST_OF_MEETINGS, NOT_ONE_DAY, ManyDays
from archive.parsing.mentions import ELSEWHERE
from archive.parsing.sentences import gettext_noop
from archive.parsing.source import Source
from archive.parsing.timeline import Timeline

# From the day to the giving back, in one clause; it is given by a group, or to somebody, or both go without saying.
# Example: "8月30日|,省委第三巡视组向学院党委反馈|了巡视意见", "2月21日|反馈|情况", "1月13日|,巡察组进行了反馈|。"
_GIVEN = re.compile(
    r"\s?(?:上午|下午|晚上?)?,?(?P<between>[^,。;!?\n]{0,60}?(?:,?[向对][^,。;!?\n]{1,40}?)?)反馈"
    r"(?=了|[。,;]|[\"(]?(?:常规|专项|机动|回头看)?[\")]?巡[视察查]|(?:情况|意见)(?:[。,;\"]|并|及|和)|问题\d|\d)"
)
_BY_OR_TO = re.compile(r"巡[视察查]组|第.{1,3}组|[向对]|^$")
# The meeting held for it. Example: "1月12日上午|,学校召开巡视反馈会|。"
_HELD = re.compile(
    r"\s?(?:上午|下午|晚上?)?,?(?P<between>[^,。;!?\n]{0,40}?(?:召开|举行)[^,。;!?\n]{0,30}?)反馈(?:大会|会议?)(?!后|上|次日)"
)
# Other verbs in front of 反馈 make it what they are about, other words make the day none of it.
# Example: "4月5日,|研究|巡察组反馈意见", "|收到|反馈意见", "4月5日|起", "|进行|巡视并反馈"
_OF_OTHER_THINGS = re.compile(
    r"研究|分析|讨论|传达|学习|部署|落实|整改|制定|印发|成立|收到|接到|接受|根据|按照|对照|针对|围绕|聚焦|听取|审议|通报|公布|公开|上报"
    r"|报送|完成|截[至止]|以[来后]|之后|后$|要求|指出|强调|将|拟|计划|结束|(?:开展|进行)(?!了?$)|的(?:巡[视察查])?$|\d[月日号]|^(?:起|至|到|-|前|自|、|的)"
)
# Not a day by itself. Example: "截至|8月30日", "|8月1日至|8月30日"
_NOT_BEFORE = re.compile(r"(?:截[至止]到?|自|从|至|到|-|日、|日和|日及|《[^》\n]{0,40})$")

_SEVERAL = gettext_noop("文中写有几个不同的反馈日期，无法定为一天")


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The day or month; after: the nearest date in front of it that may tell its year, the inspection's as a rule."""

    day: DateMention
    after: DateMention | None


def find_given_back(
    source: Source, timeline: Timeline, sender: Committee, committees: Iterable[Committee]
) -> GivenBack | ManyDays | None:
    """The one day on which this committee's group gave its findings back, or why of several it is none.

    committees: those that send groups anywhere in the text; what another one's group gave back is another matter.
    """
    others = [committee.start for committee in committees if not committee.sends_like(sender)]
    days = [day for day in _told(source, others) if not _precedes(day, timeline)]
    fullest = sorted(days, key=lambda day: (day.day is None, day.year is None, day.start))
    if not fullest:
        return _told_as_range(source, others, timeline)
    if any(_differs(fullest[0], other) for other in fullest[1:]):
        return ManyDays(((fullest[0].start, fullest[0].end),), _SEVERAL)
    return GivenBack(fullest[0], timeline.end or timeline.start or _dated_before(source, fullest[0]))


def _told(source: Source, others: list[int]) -> Iterator[DateMention]:
    text = source.text
    for day in merge(find_dates(text), find_months_alone(text), key=lambda mention: mention.start):
        if day.month is not None and _is_told_of(source, day, others):
            yield day


def _told_as_range(source: Source, others: list[int], timeline: Timeline) -> ManyDays | None:
    for found in find_ranges(source.text):
        if found.days is None or found.days > LONGEST_OF_MEETINGS or _precedes(found.last, timeline):
            continue
        if _is_told_of(source, found, others):
            return ManyDays(((found.start, found.end),), NOT_ONE_DAY)
    return None


def _is_told_of(source: Source, said: DateMention | RangeMention, others: list[int]) -> bool:
    """Whether the words behind the date say that a group gave its findings back then."""
    text = source.text
    given = _GIVEN.match(text, said.end) or _HELD.match(text, said.end)
    if given is None or _NOT_BEFORE.search(text, max(0, said.start - 44), said.start):
        return False
    if _OF_OTHER_THINGS.search(given["between"]) or not (given.re is _HELD or _BY_OR_TO.search(given["between"])):
        return False
    sentence = source.sentence_at(said.start)
    before = sentence.text[: said.start - sentence.start]
    return not ELSEWHERE.search(before) and not any(said.end <= start < given.end() for start in others)


def _precedes(day: DateMention, timeline: Timeline) -> bool:
    """Whether the day belongs to an earlier inspection: it lies before this one's end, or years behind it."""
    last = timeline.end or timeline.start
    if last is None or day.year is None or last.year is None:
        return False
    early = (day.year, day.month or 0, day.day or 31) < (last.year, last.month or 0, last.day or 0)
    return early or day.year - last.year > 1


def _differs(one: DateMention, other: DateMention) -> bool:
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return any(mine is not None and its is not None and mine != its for mine, its in pairs)


def _dated_before(source: Source, day: DateMention) -> DateMention | None:
    """The last date with a year in the same paragraph, in front of the day."""
    start = source.text.rfind("\n", 0, day.start) + 1
    found = merge(
        find_dates(source.text, start, day.start),
        find_months_alone(source.text, start, day.start),
        key=lambda mention: mention.start,
    )
    return max((before for before in found if before.year), key=lambda before: before.start, default=None)
