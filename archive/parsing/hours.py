"""When the telephone is answered: ranges of clock times, in 24 hours."""

import re

from archive.parsing.source import Finding, Source

_HALVES = r"早上|早晨|早|上午|中午|下午|晚上|晚"
# One clock time; {0} tells the left side of a range from the right. Example: "9:00", "8点半", "17时30分"
_CLOCK = (
    r"(?P<{0}hour>\d{{1,2}})"
    r"(?::(?P<{0}minute>\d{{2}})|[点时](?P<{0}thirty>半)?(?:整|钟)?(?:(?P<{0}spoken>\d{{1,2}})分)?)"
)

# A range of clock times. Example: "8:00-晚20:00", "9:00至12:00", "2:30-5:30", "8点至晚上20点"
_CLOCK_RANGE = re.compile(
    _CLOCK.format("a") + rf"\s?(?:-{{1,2}}|至|到)\s?(?P<bhalf>{_HALVES})?\s?" + _CLOCK.format("b") + r"(?![\d:])"
)
# The half of the day in front of it. Example: "早|8:00-晚20:00", "下午|2:30-5:30"
_HALF_BEFORE = re.compile(rf"(?P<half>{_HALVES})\s?$")
# Inside a longer figure. Example: "12:|30:00-…"
_INSIDE_FIGURE = re.compile(r"\d:?$")

# Hours belong to answering and receiving; a meeting has hours too.
# Example: "每天受理电话的时间为", "接听电话时间", "工作日"
_ANSWERED = re.compile(r"受理|接听|接访|来电|来访|电话|工作日|值班|每天|每日|接待")


def find_hours(source: Source) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for match in _CLOCK_RANGE.finditer(source.text):
        if _INSIDE_FIGURE.search(source.text, max(0, match.start() - 2), match.start()):
            continue
        low, high = max(0, match.start() - 60), min(len(source.text), match.end() + 8)
        if not (_ANSWERED.search(source.text, low, match.start()) or _ANSWERED.search(source.text, match.end(), high)):
            continue
        before = _HALF_BEFORE.search(source.text, max(0, match.start() - 4), match.start())
        half = before["half"] if before else None
        first = _clock(match, "a", half)
        last = _clock(match, "b", match["bhalf"] or half)
        if first is not None and last is not None and first < last:
            value = f"{first}-{last}"
            start = before.start() if before else match.start()
            found.setdefault(value, Finding(value, start, match.end(), "clock-range"))
    return tuple(found.values())


def _clock(match: re.Match[str], side: str, half: str | None) -> str | None:
    """HH:MM. An afternoon hour below 12 gains 12; the right side of 下午2:30-5:30 is in the same half."""
    hour = int(match[side + "hour"])
    minute = int(match[side + "minute"] or match[side + "spoken"] or (30 if match[side + "thirty"] else 0))
    if half in {"下午", "晚", "晚上"} and hour < 12:
        hour += 12
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
