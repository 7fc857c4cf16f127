"""When the telephone is answered: ranges of clock times, in 24 hours."""

import re

from archive.parsing.source import Finding, Source

# One clock time; {0} tells the left side of a range from the right. Example: "上午9:00", "早上8点半", "17时30分"
_HALF = (
    r"(?P<{0}half>早上|早晨|早|上午|中午|下午|晚上|晚)?\s?(?P<{0}hour>\d{{1,2}})"
    r"(?::(?P<{0}minute>\d{{2}})|[点时](?P<{0}thirty>半)?(?:整|钟)?(?:(?P<{0}spoken>\d{{1,2}})分)?)"
)

# A range of clock times. Example: "早8:00-晚20:00", "上午9:00至12:00", "下午2:30-5:30", "早上8点至晚上20点"
_CLOCK_RANGE = re.compile(
    r"(?<!\d)(?<!\d:)" + _HALF.format("a") + r"\s?(?:-{1,2}|至|到)\s?" + _HALF.format("b") + r"(?![\d:])"
)

# Hours belong to answering and receiving; a meeting has hours too.
# Example: "每天受理电话的时间为", "接听电话时间", "工作日"
_ANSWERED = re.compile(r"受理|接听|接访|来电|来访|电话|工作日|值班|每天|每日|接待")


def find_hours(source: Source) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for match in _CLOCK_RANGE.finditer(source.text):
        low, high = max(0, match.start() - 60), min(len(source.text), match.end() + 8)
        if not (_ANSWERED.search(source.text, low, match.start()) or _ANSWERED.search(source.text, match.end(), high)):
            continue
        first = _clock(match, "a", None)
        last = _clock(match, "b", match["ahalf"])
        if first is not None and last is not None and first < last:
            value = f"{first}-{last}"
            found.setdefault(value, Finding(value, *match.span(), "clock-range"))
    return tuple(found.values())


def _clock(match: re.Match[str], side: str, inherited: str | None) -> str | None:
    """HH:MM. An afternoon hour below 12 gains 12; the right side of 下午2:30-5:30 is in the same half."""
    hour = int(match[side + "hour"])
    minute = int(match[side + "minute"] or match[side + "spoken"] or (30 if match[side + "thirty"] else 0))
    half = match[side + "half"] or inherited
    if half in {"下午", "晚", "晚上"} and hour < 12:
        hour += 12
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
