"""Dates and ranges of dates as notices write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.numerals import to_int
from archive.partial_date import PartialDate

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
# A year of this century or the last. Example: "2018"
YEAR_IN_FIGURES = r"(?:19|20)\d\d"
# Example: "2018", "二〇一八"
_YEAR = rf"(?:{YEAR_IN_FIGURES}|(?:一九|二[〇零○])[〇零○一二三四五六七八九]{{2}})"
_DAY = rf"(?:(?:(?P<year>{_YEAR})年)?(?P<month>{_N})月)?(?P<day>{_N})日"
_DAY_RIGHT = rf"(?:(?:(?P<year2>{_YEAR})年)?(?P<month2>{_N})月)?(?P<day2>{_N})日"

# Not inside a longer run of figures: of the damaged "2024年0912日" nothing is a date.
_APART = r"(?<![\d月一二三四五六七八九十])"

# A run that can hold a day; begins with a plain set of characters, which is what makes a search over a text quick.
# Example: "2018年11月1日", "27日"
_DAY_RUN = re.compile(r"[\d〇零○一二三四五六七八九十][\d〇零○一二三四五六七八九十年月]{0,14}日")

# A day, with month and year as far as they are given. Example: "2018年11月1日", "11月1日", "27日"
_DAY_HERE = re.compile(_APART + _DAY)

# Behind the first day of a period; the right half may leave out what the left half said.
# Example: "11月1日|-12月29日", "2020年5月10日|至7月30日", "6月3日|到25日"
_UNTIL = re.compile(rf"\s?(?:起)?(?:-{{1,2}}|至|到)\s?{_DAY_RIGHT}")

# A date in figures, as date lines and sign-offs carry it. Example: "2019-08-22 20:37:05", "2021/5/3", "2020.10.12"
FIGURES = re.compile(rf"(?<!\d)(?P<year>{YEAR_IN_FIGURES})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day somewhere in the text. month may be missing (27日); what no calendar has is never made."""

    year: int | None
    month: int | None
    day: int
    start: int
    end: int

    def dated(self, year: int | None = None, month: int | None = None) -> PartialDate | None:
        """The date, with missing parts taken from the arguments; None where it stays too vague or impossible."""
        try:
            return PartialDate(self.year or year, self.month or month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class RangeMention:
    first: DateMention
    last: DateMention
    start: int
    end: int


def _year(text: str | None) -> int | None:
    return None if text is None else to_int(text.replace("○", "〇"))


def _mention(match: re.Match[str], suffix: str = "") -> DateMention | None:
    year, month, day = (match.group(part + suffix) for part in ("year", "month", "day"))
    number = to_int(day)
    if number is None or not 1 <= number <= 31:
        return None
    month_number = None if month is None else to_int(month)
    if month_number is not None and not 1 <= month_number <= 12:
        return None
    start = next(match.start(part + suffix) for part in ("year", "month", "day") if match.group(part + suffix))
    return DateMention(_year(year), month_number, number, start, match.end())


def find_days(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Every single day between the offsets; the halves of ranges too."""
    for match in _days(text, start, len(text) if end is None else end):
        mention = _mention(match)
        if mention is not None:
            yield mention


def _days(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for run in _DAY_RUN.finditer(text, start, end):
        match = _DAY_HERE.search(text, *run.span())
        if match is not None:
            yield match


def find_ranges(text: str) -> Iterator[RangeMention]:
    """Every range of days, the right half completed from the left one."""
    read = 0
    for match in _days(text, 0, len(text)):
        until = _UNTIL.match(text, match.end()) if match.start() >= read else None
        if until is None:
            continue
        read = until.end()
        first, last = _mention(match), _mention(until, "2")
        if first is None or last is None or first.month is None:
            continue
        month = last.month or first.month
        year = last.year
        if year is None and first.year is not None:
            year = first.year + (month < first.month)
        yield RangeMention(first, DateMention(year, month, last.day, last.start, last.end), match.start(), until.end())


def find_figures(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Dates written in figures with their year."""
    for match in FIGURES.finditer(text, start, len(text) if end is None else end):
        mention = _mention(match)
        if mention is not None and mention.dated() is not None:
            yield mention
