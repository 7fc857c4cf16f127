"""Dates made whole: the month from the period, the year from the notice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.parsing.dates import DateMention
from archive.parsing.givenback import GivenBack
from archive.parsing.sentences import Month, Part, Sentence, gettext_noop
from archive.parsing.timeline import Timeline

# What is said of a date by what was added to its words.
_ADDED = {
    ("month",): gettext_noop("文中只写到日，月份取自巡视期间（{month}）。"),
    ("year",): gettext_noop("文中只写到月日，年份取自本公告的年份（{year}年）。"),
    ("month", "year"): gettext_noop("文中只写到日，月份取自巡视期间（{month}），年份取自本公告的年份（{year}年）。"),
}
_ADDED_TO_MONTH = gettext_noop("文中只写到月，年份取自本公告的年份（{year}年）。")
_FOLLOWS = gettext_noop("文中没有写反馈的年份，前文写到{last_year}年{last_month}，反馈在其后的{month}，即{year}年。")


@dataclass(frozen=True, slots=True)
class SettledDate:
    """One date field as ISO text, perhaps partial; basis says what was added to the words of the text."""

    field: str
    value: str
    mention: DateMention
    basis: Sentence | None


def settle_dates(timeline: Timeline, year: int | None) -> Iterator[SettledDate]:
    """Every date of the timeline as far as it can be known. A day without any month is left out."""
    start = timeline.start
    for field, mention in (
        ("meeting_date", timeline.meeting),
        ("period_start", start),
        ("period_end", timeline.end),
        ("deadline", timeline.deadline),
    ):
        if mention is None:
            continue
        monthly = mention if mention.month else _near(mention, start)
        date = monthly.dated(_year(timeline, field, monthly, year))
        if date is not None:
            yield SettledDate(field, str(date), mention, _basis(mention, monthly.month, date.year))


def settle_given_back(given: GivenBack, year: int | None) -> SettledDate | None:
    """When findings were given back, on the first such day behind the inspection; year: the notice's own.

    Where the text in front tells no year either, none is taken: the notice's own may be that of the report.
    """
    day = given.day
    if day.year is not None or day.shift is not None:
        own = year + day.shift if year is not None and day.shift is not None else None
        date = day.dated(own)
        return None if date is None else SettledDate("feedback_date", str(date), day, _basis(day, day.month, date.year))
    last, last_year = given.after, _written_year(given.after, year)
    if last is None or last_year is None or last.month is None or day.month is None:
        date = day.dated()
        return None if date is None else SettledDate("feedback_date", str(date), day, None)
    is_next = (day.month, day.day or 31) < (last.month, last.day or 0)
    date = day.dated(last_year + is_next)
    if date is None or date.year is None:
        return None
    parts: dict[str, Part] = {
        "last_year": last_year,
        "last_month": Month(last.month),
        "month": Month(day.month),
        "year": date.year,
    }
    return SettledDate("feedback_date", str(date), day, Sentence(_FOLLOWS, parts))


def _written_year(mention: DateMention | None, year: int | None) -> int | None:
    """The mention's year as its own words tell it: 2021年, or 去年 beside the notice's year."""
    if mention is None:
        return None
    if mention.year is not None:
        return mention.year
    return year + mention.shift if year is not None and mention.shift is not None else None


def _near(bare: DateMention, start: DateMention | None) -> DateMention:
    """A bare day takes the month in which it lies nearest to the start: 30日 beside 7月1日 is 6月30日."""
    if start is None or start.month is None or start.day is None or bare.day is None:
        return bare
    apart = bare.day - start.day
    month = start.month - (apart > 20) + (apart < -20)
    return replace(bare, month=(month - 1) % 12 + 1)


def _year(timeline: Timeline, field: str, mention: DateMention, year: int | None) -> int | None:
    if year is not None and mention.shift is not None:
        return year + mention.shift
    meeting = timeline.meeting
    anchor = meeting if meeting and meeting.month else timeline.start or timeline.end
    if timeline.gives_back and field in {"period_start", "period_end"} and meeting and meeting.month and mention.month:
        return year if year is None or mention.month <= meeting.month else year - 1
    return year_for(mention.month, anchor.month if anchor else None, year)


def year_for(month: int | None, anchor: int | None, year: int | None) -> int | None:
    """The year of a month beside the anchor's: an inspection from November ends in the January after."""
    if year is None or month is None or anchor is None:
        return year
    if anchor - month > 6:
        return year + 1
    return year - 1 if month - anchor > 6 else year


def _basis(mention: DateMention, month: int | None, year: int | None) -> Sentence | None:
    added: dict[str, Part] = {}
    if mention.month is None and month is not None:
        added["month"] = Month(month)
    if mention.year is None and year is not None:
        added["year"] = year
    if not added:
        return None
    if mention.day is None:
        return Sentence(_ADDED_TO_MONTH, added)
    return Sentence(_ADDED[tuple(added)], added)
