"""What a notice says of its hours beyond what was read: a rule that is read by half is none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.parsing.days import AS_WRITTEN, WORKING_HOURS, Days
from archive.parsing.furniture import own_end
from archive.parsing.sentences import Sentence, gettext_noop
from archive.parsing.source import Finding, Source

_RULE = "hours-as-written"
_RECEIVES = re.compile(r"受理|接听|接访|接待|值班|值守|来电|来访|来信|热线|拨打|电话|手机")
_SENTENCE = re.compile(r"[^。;!?\n]+")
# Beside hours that were read, as near as they may be of one rule. Example: "19:00-22:00|,周末全天"
_NEAR = 16
# A time of day, not that of a day of the calendar. Example: "8:30", "晚12点", "全天"; not "8月1日中午|12时"
_CLOCK = re.compile(
    r"(?<!\d)(?<!\d:)(?:\d{1,2}:\d{2}(?!:)|(?:\d{1,2}|[一二两三四五六七八九十]{1,3})[点时](?![间候段代期事])|凌晨|通宵|白天|夜间|(?<!箱)全天(?!候|开放))"
)
_OF_A_DATE = re.compile(r"(?<!次)[日号](?:\([^()]{1,5}\))?\s?(?:上午|中午|下午|晚上?)?$")
# Days, other than those on which a box is opened. Example: "周末", "周六", "节假日"; not "15个|工作日"
_DAY = re.compile(
    r"(?:(?<![个\d])工作日|每[天日]|[夏冬][季令]|周末|双休日|(?:周|星期|礼拜)[一二三四五六日天]|节假日|假期)"
    r"(?![^。;,]{0,6}(?:照常|也一样|不休|开[箱启]))(?<!含周末)(?<!含节假日)"
)
# Hours to come behind their label. Example: "受理时间:|…", "接听电话的时间为|…"
_LABEL = re.compile(
    r"(?:受理|接听|接访|接待|值班|值守|来电|来访)(?!截止|期限|到|至)[^。;,\n\d:截]{0,6}时[间段][^。;,\n\d:截]{0,2}[为是:]\s?"
)
# Days that are left out, whatever they are called. Example: "国庆假期除外", "春节期间除外", "除周六外"
_OFF = r"(?:假|春节|国庆|元旦|清明|端午|中秋|劳动节|五一|周末|周[一二三四五六日]|星期[一二三四五六日天])"
_LEFT_OUT = re.compile(
    rf"{_OFF}[^。;,()]{{0,8}}除外|除[^。;,()]{{0,6}}{_OFF}[^。;,()]{{0,4}}外|不含[^。;,()]{{0,4}}{_OFF}"
    rf"|{_OFF}[^。;,()]{{0,4}}(?:不受理|不接[听访待]|休息|停止受理)"
)
# The hours of an office without any clock; not how long the group works. Example: "(|正常上班时间|)", "|工作时间内|",
# "|上班时间|都有人值守"; not "工作时间25天", "工作时间为3月2日-4月15日"
_IN_A_WORD = re.compile(
    r"(?:正常|法定)?(?:工作|上班|办公)时间(?:段|之?内)?"
    r"(?=[)。,;\n]|$|\s|(?:均|都|可|请|有人|有专人|接听|受理|接待|拨打|来电|来访))"
)
_NOT_OF_OFFICE = re.compile(r"(?:巡[视察查]|现场|驻点|组)的?$")
# The same as the label of hours, whose days are then those of an office.
# Example: "|工作时间|:9:00-17:00", "|上班时间内|(8:30-17:30)"
_IN_FRONT = re.compile(r"(?<!巡[视察])(?:工作|上班|办公)时间(?:段|之?内)?(?=[:(为是\s]{0,3}(?:上午)?$)")
# How near to a number or a word of reception it stands within the same lines.
_ABOUT = 48


def read_as_written(source: Source, hours: Sequence[Finding], days: Days) -> tuple[Sequence[Finding], Days]:
    """The hours and days as far as they are the whole rule; hours of which some were not understood are dropped."""
    left = _left(source, hours, days)
    if left is not None:
        said = source.written(*left.span)
        reason = Sentence(gettext_noop("文中受理时间还写有“{said}”，没有读懂，以原文为准"), {"said": said})
        kept = () if left.is_clock else hours
        return kept, Days((Finding(AS_WRITTEN, *left.span, _RULE),), reason, left.span)
    if not days.findings and not days.doubt:
        word = _in_front(source, hours[0]) if hours else _in_a_word(source)
        days = Days((word,)) if word else days
    return hours, days


@dataclass(frozen=True, slots=True)
class _Left:
    """From the first to the last that was not understood in a sentence."""

    span: tuple[int, int]
    is_clock: bool


def _left(source: Source, hours: Sequence[Finding], days: Days) -> _Left | None:
    read = [(finding.start, finding.end) for finding in (*hours, *days.findings)] + list(days.read)
    named = {finding.value for finding in days.findings}
    for sentence in _SENTENCE.finditer(source.text, 0, own_end(source)):
        if not _RECEIVES.search(sentence[0]):
            continue
        found = [
            match
            for match in _of_hours(source.text, sentence.span(), hours)
            if match[0] not in named and not any(low < match.end() and match.start() < high for low, high in read)
        ]
        if found:
            span = (min(match.start() for match in found), max(match.end() for match in found))
            return _Left(span, is_clock=any(match.re is _CLOCK for match in found))
    return None


def _of_hours(text: str, sentence: tuple[int, int], hours: Sequence[Finding]) -> Iterator[re.Match[str]]:
    """All that a sentence says near its hours of clock times and days, and of days that are left out anywhere in it."""
    start, end = sentence
    yield from _LEFT_OUT.finditer(text, start, end)
    ends = [hour.end for hour in hours if start <= hour.start < end]
    ends += [label.end() for label in _LABEL.finditer(text, start, end)]
    for at in ends:
        stop = min(end, at + _NEAR)
        yield from _DAY.finditer(text, at, stop)
        for clock in _CLOCK.finditer(text, at, stop):
            if not _OF_A_DATE.search(text, max(start, clock.start() - 10), clock.start()):
                yield clock


def _in_front(source: Source, hour: Finding) -> Finding | None:
    word = _IN_FRONT.search(source.text, max(0, hour.start - 12), hour.start)
    return Finding(WORKING_HOURS, *word.span(), _RULE) if word else None


def _in_a_word(source: Source) -> Finding | None:
    text = source.text
    for match in _IN_A_WORD.finditer(text, 0, own_end(source)):
        line = text.rfind("\n", 0, match.start()) + 1
        before = text[max(line, match.start() - _ABOUT) : match.start()]
        behind = text[match.end() : match.end() + 8]
        if not _NOT_OF_OFFICE.search(before) and (_RECEIVES.search(before) or _RECEIVES.search(behind)):
            return Finding(WORKING_HOURS, *match.span(), _RULE)
    return None
