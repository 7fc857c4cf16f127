"""When the telephone is answered: ranges of clock times, in 24 hours."""

import re
from collections.abc import Iterator

from archive.parsing.clock import CLOCK, HALVES, minutes, written
from archive.parsing.furniture import own_end
from archive.parsing.source import Finding, Source

# Where a clock time may begin; a plain set of characters, which is what makes a search over a text quick.
# Example: "|8|:00", "周一至周五|9|:00", "工作日|8|-18"
_RUN = re.compile(r"[\d一二两三四五六七八九十]{1,6}(?=[:点时]|\s?(?:-|至|到))")
# Example: "五|9", "|十四"
_HOUR = re.compile(r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})$")
_TO = rf"\s?(?:-{{1,2}}|至|到)\s?(?P<overnight>次日|第二天|翌日)?(?P<bhalf>{HALVES})?\s?"
# A range of clock times.
# Example: "8:00-晚20:00", "9:00至12:00", "2:30-5:30", "8点至晚上20点", "八点半至十二点", "20:00至次日2:00"
_CLOCK_RANGE = re.compile(CLOCK.format("a") + _TO + CLOCK.format("b") + r"(?![\d:])")
# The same behind its days, where nothing else is told in figures; perhaps without the sign of an hour.
# Example: "工作日|8-18", "周六|9-23:30", "每天|9-17点"
_BARE = r"(?P<{0}hour>\d{{1,2}})(?::(?P<{0}minute>\d{{2}})|[点时](?P<{0}thirty>半)?(?P<{0}spoken>(?!))?)?"
_BARE_RANGE = re.compile(_BARE.format("a") + _TO + _BARE.format("b") + r"(?![\d:]|\s?[月日号年楼层室人次个份岁周%./-])")
_BEHIND_DAYS = re.compile(
    r"(?:工作日|每天|每日|(?:周|星期|礼拜)[一二三四五六日天]|周末|双休日)(?:[上下]午|[早晚]上?)?[\s:]?$"
)
# The half of the day in front of it. Example: "早|8:00-晚20:00", "下午|2:30-5:30", "上午:|8:30-12:00"
_HALF_BEFORE = re.compile(rf"(?P<half>{HALVES})[\s:]{{0,2}}$")
# Inside a longer figure. Example: "12:|30:00-…"
_INSIDE_FIGURE = re.compile(r"\d:?$")

# Hours belong to answering and receiving. Example: "每天受理电话的时间为", "接听电话时间", "工作日", "可拨打热线…("
_ANSWERED = re.compile(
    r"受理|接听|接访|接待|来电|来访|来信|电话|手机|热线|拨打|工作日|值班|每天|每日|周一|时段|联系|举报|信访"
)
# Other things have hours too. Example: "会议时间:", "每周五17:00-18:00|开箱", "培训时间"
_OTHER_HOURS = re.compile(r"会议|召开|动员会|会期|培训|讲座|彩排|参观|开箱|开启")
_LATEST_MORNING = (
    7  # nobody answers the telephone from 2:30 to 5:30 at night: behind the morning's hours it's afternoon
)


def find_hours(source: Source) -> tuple[Finding, ...]:
    """Every place where the text tells hours of answering, in its order: the same hours may stand in several."""
    found: list[Finding] = []
    for match in _ranges(source.text, own_end(source)):
        before = _HALF_BEFORE.search(source.text, max(0, match.start() - 4), match.start())
        value = _range(match, before["half"] if before else None, later=bool(found))
        if value is not None and _is_of_answering(source.text, match):
            start = before.start() if before else match.start()
            found.append(Finding(value, start, match.end(), "clock-range"))
    return tuple(found)


def _ranges(text: str, end: int) -> Iterator[re.Match[str]]:
    read = 0
    for run in _RUN.finditer(text, 0, end):
        if run.start() < read:
            continue
        hour = _HOUR.search(text, *run.span())
        if hour is None:
            continue
        match = _CLOCK_RANGE.match(text, hour.start(), end)
        if match is None and _BEHIND_DAYS.search(text, max(0, hour.start() - 6), hour.start()):
            match = _BARE_RANGE.match(text, hour.start(), end)
        if match is not None and not _INSIDE_FIGURE.search(text, max(0, match.start() - 2), match.start()):
            read = match.end()
            yield match


def _is_of_answering(text: str, match: re.Match[str]) -> bool:
    if _OTHER_HOURS.search(text, max(0, match.start() - 12), min(len(text), match.end() + 4)):
        return False
    if _ANSWERED.search(text, max(0, match.start() - 60), match.start()):
        return True
    sentence = text[match.end() : match.end() + 40].partition("\n")[0].partition("。")[0]
    return _ANSWERED.search(sentence) is not None


def _range(match: re.Match[str], half: str | None, *, later: bool) -> str | None:
    """HH:MM-HH:MM. The right side of 下午2:30-5:30 is in the same half; of 上午9:00-5:00 it can't be.

    What ends on the next day runs backwards: 20:00-02:00.
    """
    first = minutes(match, "a", half)
    last = minutes(match, "b", match["bhalf"] or (None if match["overnight"] else half))
    if first is None or last is None:
        return None
    if match["overnight"]:
        return f"{written(first)}-{written(last)}" if last < first < 24 * 60 else None
    if later and half is None and first < _LATEST_MORNING * 60 and last < 12 * 60:
        first, last = first + 12 * 60, last + 12 * 60
    if last < first <= 12 * 60 and last <= 12 * 60 and match["bhalf"] is None:
        last += 12 * 60
    return f"{written(first)}-{written(last)}" if first < last <= 24 * 60 else None
