"""Dates made whole: the month from the period, the year from what the year was worked out from."""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.parsing.dates import DateMention
from archive.parsing.timeline import Timeline


@dataclass(frozen=True, slots=True)
class SettledDate:
    """One date field as ISO text, perhaps partial; basis says what was added to the words of the text."""

    field: str
    value: str
    mention: DateMention
    basis: str | None


def settle_dates(timeline: Timeline, year: int | None) -> Iterator[SettledDate]:
    """Every date of the timeline as far as it can be known. A day without any month is left out."""
    anchor = timeline.meeting if timeline.meeting and timeline.meeting.month else timeline.start or timeline.end
    month = timeline.start.month if timeline.start else None
    for field, mention in (
        ("meeting_date", timeline.meeting),
        ("period_start", timeline.start),
        ("period_end", timeline.end),
        ("deadline", timeline.deadline),
    ):
        if mention is None:
            continue
        own_month = mention.month or month
        date = mention.dated(year_for(own_month, anchor.month if anchor else None, year), month)
        if date is not None:
            yield SettledDate(field, str(date), mention, _basis(mention, own_month, date.year))


def year_for(month: int | None, anchor: int | None, year: int | None) -> int | None:
    """The year of a month beside the anchor's: an inspection from November ends in the January after."""
    if year is None or month is None or anchor is None:
        return year
    if anchor - month > 6:
        return year + 1
    return year - 1 if month - anchor > 6 else year


def _basis(mention: DateMention, month: int | None, year: int | None) -> str | None:
    added = []
    if mention.month is None and month is not None:
        added.append(f"月份取自巡视期间（{month}月）")
    if mention.year is None and year is not None:
        added.append(f"年份取自本文年份的依据（{year}年）")
    return (
        "文中只写到" + ("日" if mention.month is None else "月日") + "，" + "，".join(added) + "。" if added else None
    )
