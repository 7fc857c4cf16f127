"""Dates and ranges of dates as notices write them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import merge

from archive.numerals import to_int
from archive.partial_date import PartialDate

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
# A year of the last century, this or the next. Example: "2018"
YEAR_IN_FIGURES = r"(?:19|2[01])\d\d"
# The zero of a year in words comes as several signs. Example: "2018", "二〇一八", "二O一八", "二0一八"
_YEAR = rf"(?:{YEAR_IN_FIGURES}|(?:一九|二[〇零○0o])[〇零○0o一二三四五六七八九]{{2}})"
# A day; in speech a 号, where the month says that it is no house or hall. Example: "2018年11月1日", "27日", "3月8号"
# Printers put spaces around figures: "2018年 11 月 1 日".
_DAY = rf"(?:(?:(?P<year>{_YEAR})\s?年\s?)?(?P<month>{_N})\s?月\s?(?P<day>{_N})\s?[日号]|(?P<lone>{_N})\s?日)"

# Not inside a longer run of figures: of the damaged "2024年0912日" nothing is a date.
_APART = r"(?<![\d月一二三四五六七八九十])"

# A run that can hold a day; begins with a plain set of characters, which is what makes a search over a text quick.
# Example: "2018年11月1日", "27日"
_DAY_RUN = re.compile(r"[\d〇零○一二三四五六七八九十][\do〇零○一二三四五六七八九十年月 ]{0,20}[日号]")

# A day, with month and year as far as they are given. Example: "2018年11月1日", "11月1日", "27日"
_DAY_HERE = re.compile(_APART + _DAY)
_DAY_NEXT = re.compile(_DAY)

# A month without its day, as far as that is told. Example: "2021年9月", "2024年3月下旬"
_MONTH_ALONE = re.compile(
    rf"{_APART}(?:(?P<year>{_YEAR})\s?年\s?)?(?P<month>{_N})\s?月(?:[上中下]旬|[初底末])?(?!\s?{_N}\s?[日号])"
)

# What leads from the first day of a period to the last. Example: "11月1日|-|12月29日", "9月5日|起至|11月5日"
_TO = re.compile(
    r"\s?(?:\([^()\n]{1,6}\))?(?:[上下]午)?(?:\d{1,2}(?:时|点|:\d{2}))?(?:起|开始|始)?,?\s?(?:-{1,4}|至|到)\s?"
    r"(?:次年|翌年|同年|当年|今年)?\s?"
)
# The first day where the last one carries the 日 for both. Example: "|10月22-|24日", "|2021年3月5至|4月20日"
_SHORT_FIRST = re.compile(rf"{_APART}(?:(?P<year>{_YEAR})年)?(?P<month>{_N})月(?P<day>{_N})\s?(?:-{{1,2}}|至|到)\s?$")

# A date in figures, as date lines, tables and sign-offs carry it. Example: "2019-08-22 20:37:05", "2021/5/3"
FIGURES = re.compile(rf"(?P<year>{YEAR_IN_FIGURES})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)")
# Begins with a plain set of characters, for speed. Example: "|2019-|08-22"
_FIGURES_START = re.compile(r"[12]\d{3}[-/.]\d")
# The right half of a range in figures leaves the year out. Example: "2023.9.4-|11.3"
_FIGURES_NEXT = re.compile(r"(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d.])")
# A range without any year, behind its label only. Example: "巡察时间:|9.4-11.3"
_FIGURES_RANGE = re.compile(
    r"(?:时间|期间)[:为(]{0,2}(?P<month>\d{1,2})\.(?P<day>\d{1,2})\s?(?:-{1,2}|至|到)\s?(?P<month2>\d{1,2})\.(?P<day2>\d{1,2})(?![\d.])"
)

# The year told from the notice's own. Example: "|去年|9月1日", "|今年|3月1日"
_TOLD_YEAR = re.compile(r"(?:(?P<before>前)|(?P<last>去|上)|(?P<this>今|本)|(?P<next>明))年(?:的)?$")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day somewhere in the text, or a month. month may be missing (27日); what no calendar has is never made."""

    year: int | None
    month: int | None
    day: int | None  # none: the text gives the month alone
    start: int
    end: int
    shift: int | None = None  # years from the notice's own: 去年 is -1

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

    @property
    def days(self) -> int | None:
        """About how many days it takes, whatever the year; None where it runs backwards or a part is missing."""
        if self.first.month is None or self.last.month is None or self.first.day is None or self.last.day is None:
            return None
        years = 0 if self.first.year is None or self.last.year is None else self.last.year - self.first.year
        length = (years * 12 + self.last.month - self.first.month) * 30 + self.last.day - self.first.day
        if length < 0 and self.last.year is None:
            length += 360
        return length if length >= 0 else None


def _year(text: str | None) -> int | None:
    if text is None or text.isdecimal():
        return None if text is None else int(text)
    return to_int(re.sub("[○0o]", "〇", text))


def _mention(match: re.Match[str], suffix: str = "") -> DateMention | None:
    parts = match.groupdict()
    day = parts.get("lone") or parts["day" + suffix]
    month = parts.get("month" + suffix)
    number = to_int(day)
    if number is None or not 1 <= number <= 31:
        return None
    month_number = None if month is None else to_int(month)
    if month_number is not None and not 1 <= month_number <= 12:
        return None
    given = [name for name in ("year", "month" + suffix, "day" + suffix, "lone") if parts.get(name)]
    year = None if suffix else _year(parts.get("year"))
    shift = _told_shift(match.string, match.start(given[0])) if year is None and month_number is not None else None
    return DateMention(year, month_number, number, match.start(given[0]), match.end(), shift)


def _told_shift(text: str, start: int) -> int | None:
    told = _TOLD_YEAR.search(text, max(0, start - 4), start)
    if told is None:
        return None
    return -2 if told["before"] else -1 if told["last"] else 0 if told["this"] else 1


def find_days(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Every single day in words between the offsets; the halves of ranges too."""
    for run in _DAY_RUN.finditer(text, start, len(text) if end is None else end):
        match = _DAY_HERE.search(text, *run.span())
        mention = None if match is None else _mention(match)
        if mention is not None:
            yield mention


def find_months_alone(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Months of which no day is told; the halves of ranges too."""
    for match in _MONTH_ALONE.finditer(text, start, len(text) if end is None else end):
        month, year = to_int(match["month"]), _year(match["year"])
        if month is not None and 1 <= month <= 12:
            first = match.start("year" if match["year"] else "month")
            shift = _told_shift(text, first) if year is None else None
            yield DateMention(year, month, None, first, match.end(), shift)


def find_figures(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Dates written in figures with their year."""
    end = len(text) if end is None else end
    for begins in _FIGURES_START.finditer(text, start, end):
        match = FIGURES.match(text, begins.start(), end)
        mention = (
            None if match is None or text[max(0, match.start() - 1) : match.start()].isdigit() else _mention(match)
        )
        if mention is not None and mention.dated() is not None:
            yield mention


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Days in words and in figures, in text order."""
    return merge(find_days(text, start, end), find_figures(text, start, end), key=lambda mention: mention.start)


def find_ranges(text: str, dates: Iterable[DateMention] | None = None) -> Iterator[RangeMention]:
    """Every range of days, each half completed from the other; `dates` where they have been found already."""
    read = 0
    for mention in find_dates(text) if dates is None else dates:
        if mention.start < read:
            continue
        first, last = mention, _last_of(text, mention)
        if last is None and mention.end > mention.start:
            first_before = _SHORT_FIRST.search(text, max(read, mention.start - 18), mention.start)
            short = _mention(first_before) if first_before else None
            if short is not None:
                first, last = short, mention
        if last is None or first.month is None:
            continue
        read = last.end
        yield _completed(first, last)
    for match in _FIGURES_RANGE.finditer(text):
        bare, right = _mention(match), _mention(match, "2")
        if bare is not None and right is not None:
            yield _completed(replace(bare, end=match.end("day")), right)


def _last_of(text: str, first: DateMention) -> DateMention | None:
    to = _TO.match(text, first.end)
    if to is None:
        return None
    match = FIGURES.match(text, to.end()) or _DAY_NEXT.match(text, to.end())
    if match is None and first.year is not None and text[first.end - 1].isdigit():
        match = _FIGURES_NEXT.match(text, to.end())
    return None if match is None else _mention(match)


def _completed(first: DateMention, last: DateMention) -> RangeMention:
    month = last.month or first.month
    year = last.year
    if year is None and first.year is not None and month is not None and first.month is not None:
        year = first.year + (month < first.month)
    started = first
    if first.year is None and first.shift is None and last.year is not None and month is not None and first.month:
        started = replace(first, year=last.year - (first.month > month))
    shift = first.shift if last.shift is None and last.year is None else last.shift
    return RangeMention(started, replace(last, year=year, month=month, shift=shift), first.start, last.end)
