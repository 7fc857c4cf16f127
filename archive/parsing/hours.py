"""When the telephone is answered: ranges of clock times, in 24 hours."""

import re
from collections.abc import Iterator

from archive.parsing.clock import CLOCK, HALVES, minutes, written
from archive.parsing.furniture import own_end
from archive.parsing.source import Finding, Source

# Where a clock time may begin; a plain set of characters, which is what makes a search over a text quick.
# Example: "|8|:00", "周一至周五|9|:00"
_HOUR_RUN = re.compile(r"[\d一二两三四五六七八九十]{1,6}(?=[:点时])")
# Example: "五|9", "|十四"
_HOUR = re.compile(r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})$")
# A range of clock times. Example: "8:00-晚20:00", "9:00至12:00", "2:30-5:30", "8点至晚上20点", "八点半至十二点"
_CLOCK_RANGE = re.compile(
    CLOCK.format("a") + rf"\s?(?:-{{1,2}}|至|到)\s?(?P<bhalf>{HALVES})?\s?" + CLOCK.format("b") + r"(?![\d:])"
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
    for run in _HOUR_RUN.finditer(text, 0, end):
        hour = _HOUR.search(text, *run.span())
        match = _CLOCK_RANGE.match(text, hour.start(), end) if hour else None
        if match is not None and not _INSIDE_FIGURE.search(text, max(0, match.start() - 2), match.start()):
            yield match


def _is_of_answering(text: str, match: re.Match[str]) -> bool:
    if _OTHER_HOURS.search(text, max(0, match.start() - 12), min(len(text), match.end() + 4)):
        return False
    if _ANSWERED.search(text, max(0, match.start() - 60), match.start()):
        return True
    sentence = text[match.end() : match.end() + 40].partition("\n")[0].partition("。")[0]
    return _ANSWERED.search(sentence) is not None


def _range(match: re.Match[str], half: str | None, *, later: bool) -> str | None:
    """HH:MM-HH:MM. The right side of 下午2:30-5:30 is in the same half; of 上午9:00-5:00 it can't be."""
    first = minutes(match, "a", half)
    last = minutes(match, "b", match["bhalf"] or half)
    if first is None or last is None:
        return None
    if later and half is None and first < _LATEST_MORNING * 60 and last < 12 * 60:
        first, last = first + 12 * 60, last + 12 * 60
    if last < first <= 12 * 60 and last <= 12 * 60 and match["bhalf"] is None:
        last += 12 * 60
    return f"{written(first)}-{written(last)}" if first < last <= 24 * 60 else None
