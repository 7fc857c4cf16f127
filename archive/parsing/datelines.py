"""Lines that date the page, the paper or the document: what gives the year where the event's own days don't."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.parsing.dates import YEAR_IN_FIGURES, DateMention, find_dates
from archive.parsing.furniture import own_end
from archive.parsing.source import Source, Span

# Words of a date line. Example: "发布时间:2019-01-18", "《人民日报》(2023年10月11日04版)", "稿源:新晃新闻网 2023-04-07"
_WORDS = re.compile(
    r"发布|来源|稿源|信源|时间|日期|版\)|版:|[日晚早时]报|周报|新闻网|点击|浏览|阅读|字体|字号|打印|编辑|责编|作者|记者|供稿|审核"
    r"|发表于|更新|生成|录入|撰稿|通讯员|星期|^\s*\d{4}[-/.]"
)
# A line needs no such word where its date stands at its edge. Example: "三秦都市报 |2019-12-07|"
_TIME_BEHIND = re.compile(r"[\st]{0,3}(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*[)\]】]?\s*$")
_LITTLE = 40
# Figures without a mark between them. Example: "日期:|20210509"
_CLOSED_UP = re.compile(r"(?:日期|时间):\s?(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)")
# A foot without a day. Example: "2021年3月"
_MONTH_ALONE = re.compile(rf"\s*(?P<year>{YEAR_IN_FIGURES})年(?P<month>\d{{1,2}})月\s*")
_LONGEST = 160
# Where such lines stand: above and below the story.
_TOP, _FOOT = 6, 8
# Other notices named at the foot, with their dates. Example: "下一篇:…[2021-03-04]"
_OTHER_PAGES = re.compile(r"[上下]一[篇条页]|相关|推荐|更多|热门")

# A foot ends in its date, behind the office that signs. Example: "中共娄底市委巡察办 2018年10月9日"
_SIGNS = re.compile(r"(?:委员会|办公室|[组委办局院校厅部司会]|政府|公司|中心|党工委|支部|大学|学院|医院)\s{0,20}$")
# Example: "(2022年8月30日)"
_BRACKETS = re.compile(r"\([^()]{8,16}\)")


@dataclass(frozen=True, slots=True)
class DateLine:
    line: Span
    day: DateMention


def find_date_lines(source: Source) -> Iterator[DateLine]:
    """The lines that date the page, from the top; of several days in one, the first."""
    end = own_end(source)
    count = len(source.lines)
    for index, line in enumerate(source.lines):
        if len(line.text) > _LONGEST or "。" in line.text or _OTHER_PAGES.search(line.text):
            continue
        words = _WORDS.search(line.text)
        outside = line.start < end and (index < _TOP or index >= count - _FOOT)
        if not words and not (outside and len(line.text) <= _LITTLE):
            continue
        for day in _days_of(source.text, line):
            if day.year is not None and (words or _at_edge(line, day)):
                yield DateLine(line, day)


def _days_of(text: str, line: Span) -> Iterator[DateMention]:
    yield from find_dates(text, line.start, line.end)
    for match in _CLOSED_UP.finditer(text, line.start, line.end):
        year, month, day = (int(match[part]) for part in ("year", "month", "day"))
        yield DateMention(year, month, day, match.start("year"), match.end())


def _at_edge(line: Span, day: DateMention) -> bool:
    front = line.text[: day.start - line.start].strip(" (【[\t")
    return not front or bool(_TIME_BEHIND.match(line.text, day.end - line.start))


def find_month_at_foot(source: Source) -> tuple[int, Span] | None:
    """The year of a document that is signed with its month only, and the line."""
    for line in source.lines[-_FOOT:]:
        match = _MONTH_ALONE.fullmatch(line.text)
        if match is not None:
            return int(match["year"]), line
    return None


def find_signature(source: Source) -> DateMention | None:
    """The date under the document, alone in its line or behind the office that signs; the last one.

    What stands above the first sentence is under nothing.
    """
    end = own_end(source)
    lines = [line for line in source.lines if line.start < end]
    for line in reversed(lines[-_FOOT:]):
        day = _signed(source.text, line) if len(line.text) <= 120 and "。" not in line.text else None
        if day is not None:
            return day if "。" in source.text[: line.start] else None
    return None


def _signed(text: str, line: Span) -> DateMention | None:
    for day in find_dates(text, line.start, line.end):
        before = text[line.start : day.start].strip(" (\t")
        if day.year is not None and not text[day.end : line.end].strip(" )\t"):
            return day if not before or _SIGNS.search(before) else None
    return None


def document_date(source: Source) -> DateMention | None:
    """The day that the document bears: under it, or in brackets of a line of its own under its heading.

    Above the first sentence a line without brackets may be the page's.
    """
    signature = find_signature(source)
    if signature is not None:
        return signature
    for line in source.lines[:_TOP]:
        bare = line.text.strip()
        day = next(find_dates(source.text, line.start, line.end), None) if _BRACKETS.fullmatch(bare) else None
        if day is not None and day.year is not None and len(bare) - (day.end - day.start) <= 2:
            return day
    return None


def told_day(source: Source, told: re.Pattern[str]) -> DateMention | None:
    """A day with its year that opens a sentence of the lead which tells so. Example: "2020年7月14日至15日,…反馈…\""""
    for sentence in source.lead:
        if not told.search(sentence.text):
            continue
        for day in find_dates(source.text, sentence.start, min(sentence.end, sentence.start + 60)):
            front = source.text[sentence.start : day.start].strip()
            if day.year is not None and sentence.text.rstrip().endswith("。") and _opens(front):
                return day
    return None


def _opens(front: str) -> bool:
    return len(front) <= 2 or front.endswith((")", "讯", "电"))
