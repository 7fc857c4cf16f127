"""Clock times as notices write them."""

import re

from archive.numerals import to_int

HALVES = r"凌晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚间|晚"
# One clock time; {0} tells the left side of a range from the right.
# Example: "9:00", "8点半", "17时30分", "八点半", "十四点"
CLOCK = (
    r"(?P<{0}hour>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})"
    r"(?::(?P<{0}minute>\d{{2}})|[点时](?P<{0}thirty>半)?(?:整|钟)?(?:(?P<{0}spoken>[\d一二三四五十]{{1,3}})分)?)"
)
NIGHT = frozenset({"晚", "晚上", "晚间"})  # whose 12 o'clock is midnight
_LATE = NIGHT | {"下午", "傍晚"}


def minutes(match: re.Match[str], side: str, half: str | None) -> int | None:
    """Minutes since midnight. An afternoon hour below 12 gains 12, and so do one o'clock at noon and 晚12点."""
    hour = to_int(match[side + "hour"])
    minute = 30 if match[side + "thirty"] else to_int(match[side + "minute"] or match[side + "spoken"] or "0")
    if hour is None or minute is None or hour > 24 or minute >= 60:
        return None
    if (half in _LATE and hour < 12) or (half == "中午" and hour < 5) or (half in NIGHT and hour == 12):
        hour += 12
    return hour * 60 + minute


def written(minute: int) -> str:
    """HH:MM."""
    return f"{minute // 60:02}:{minute % 60:02}"
