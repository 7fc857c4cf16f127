"""The hours of a day in which reports are taken, as far as they are told in clock times."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_MIDNIGHT = 24 * 60
_ALWAYS = frozenset({"24小时", "全天"})
# One stretch of a day in its stored form. Example: "08:00-12:00", "20:00-24:00"
_STRETCH = re.compile(r"(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)", re.ASCII)


class Stretch(NamedTuple):
    """Minutes since midnight; at the minute at which it closes it is over."""

    opens: int
    closes: int


def stretches_of(hours: Iterable[str]) -> tuple[Stretch, ...]:
    """In the order of the day; none where any of the hours says something else (工作时间).

    What runs backwards (22:00-06:00) may go over midnight or be a slip (14:30-5:30): nothing is concluded from it.
    """
    found = [_stretch(span) for span in map(str.strip, hours) if span]
    known = [stretch for stretch in found if stretch is not None]
    return tuple(sorted(known)) if len(known) == len(found) else ()


def is_within(stretches: Iterable[Stretch], minute: int) -> bool:
    return any(stretch.opens <= minute < stretch.closes for stretch in stretches)


def next_opening(stretches: Iterable[Stretch], minute: int) -> int | None:
    """The first minute of the rest of the day at which a stretch begins."""
    return min((stretch.opens for stretch in stretches if stretch.opens > minute), default=None)


def end_of_day(stretches: Iterable[Stretch]) -> int:
    """At which the last of them is over; midnight where there are none."""
    return max((stretch.closes for stretch in stretches), default=_MIDNIGHT)


def _stretch(span: str) -> Stretch | None:
    match = _STRETCH.fullmatch(span)
    if match is None:
        return Stretch(0, _MIDNIGHT) if span in _ALWAYS else None
    first_hour, first_minute, last_hour, last_minute = map(int, match.groups())
    stretch = Stretch(first_hour * 60 + first_minute, last_hour * 60 + last_minute)
    return stretch if stretch.opens < stretch.closes <= _MIDNIGHT else None
