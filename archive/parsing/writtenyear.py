"""The year that the text writes, the nearest to the event first: its own days, its title, its foot, its page."""

import re
from collections.abc import Iterator
from dataclasses import replace

from archive.parsing.datelines import find_date_lines, find_month_at_foot, find_signature, told_day
from archive.parsing.dates import YEAR_IN_FIGURES, DateMention
from archive.parsing.sentences import Month, Sentence, gettext_noop
from archive.parsing.source import Finding, Source
from archive.parsing.timeline import speech_date
from archive.parsing.workedout import WorkedOut
from archive.parsing.yearclues import Clues, YearFinding

# A period told by months or thirds of months. Example: "于|2021年9月上旬至|2021年10月下旬"
_VAGUE = re.compile(
    rf"(?:于|从|自|时间[为:]?)(?P<year>{YEAR_IN_FIGURES})年\d{{1,2}}月(?:[上中下初底]{{1,2}}旬?)?(?:至|-|到|起|开始)"
)

# Signs missing from a date behind its year. The year stands whole before 年, or before a month that only one reading
# gives: 20112月 may be 2011年2月 or some 12月 and is not taken. Example: "20178月11,…正式进驻", "2024年0912日"
_DAMAGED = re.compile(
    rf"(?<!\d)(?P<year>{YEAR_IN_FIGURES})"
    r"(?:年\d{1,2}(?:月\d{1,2}(?!\d|日)|\d{2}日)|(?:1[0-2]|[3-9]|(?<!1)[12])月\d{1,2}(?!\d|日))"
)

# How far into the text its own dates stand.
_OPENING = 600
# A round that is only looked back on. Example: "2018年县委第一轮|专项巡察反馈问题的整改情况"
_MENDED = re.compile(r"[^。,;\n]{0,10}(?:反馈|指出|发现)的?(?:问题|意见)|[^。,;\n]{0,10}整改")
# What the opening sentence tells of. Example: "2020年7月14日至15日,…分别向…|反馈|了巡察情况"
_RETURNED = re.compile(r"反馈|整改")
# Example: "2021年3月1日至2日,…分别|召开|巡察进驻动员会"
_OPENED = re.compile(r"动员|进驻|入驻|进点")
# The year of a plan, of a document or of a form to be filled in.
# Example: "2026年巡察工作计划", "〔2026〕第1号", "2024年×月×日", "2023年度巡察工作启动"
_DOCUMENT = re.compile(
    rf"(?P<year>{YEAR_IN_FIGURES})(?:"
    r"年度?(?:内部|党委|党组|[省市县区旗州]委|全[省市县区旗])?巡[视察查](?:工作)?(?:的)?(?:计划|安排|要点|方案|任务|启动)"
    r"|年[春秋]季?学期|年[x×*_ ]{1,3}月|[〕\])]\s?第?\d{1,4}号|年第[一二三四]季度)"
)

# Sentences that point at the words with the year, where several rules say them.
_PERIOD = gettext_noop("期间“{said}”写明{year}年。")
_FEEDBACK = gettext_noop("反馈日期“{said}”写明{year}年。")
_DAY = gettext_noop("日期“{said}”写明{year}年。")  # of what, the sentence may not say in words that are understood
_FOOT = gettext_noop("落款日期“{said}”写明{year}年。")


def find_written_year(clues: Clues, worked_out: WorkedOut | None) -> YearFinding | None:
    """None where nothing in the text says it. worked_out: the round, which has a say where only the page is dated."""
    source = clues.source
    told = next(
        (
            _said(source, _year_of_event(day, clues.month), day.start, day.end, pattern)
            for day, pattern in _dated_days(clues)
            if day.year is not None
        ),
        None,
    )
    if told is not None:
        return told
    if clues.is_later:
        return _of_page(clues, worked_out) or _of_return(clues) or _of_round(clues)
    return (
        _of_round(clues)
        or _of_vague(source)
        or (_of_damaged_date(source) if worked_out is None else None)
        or _of_page(clues, worked_out)
        or _of_document(source)
    )


def _dated_days(clues: Clues) -> Iterator[tuple[DateMention, str]]:
    """Each day with the pattern of the sentence that points at it."""
    line, source = clues.timeline, clues.source
    days: tuple[tuple[DateMention | None, str], ...]
    if clues.is_later:
        days = (
            (line.meeting, _FEEDBACK),
            (find_signature(source), _FOOT),
            (told_day(source, _RETURNED), _DAY),
        )
    else:
        days = (
            (line.meeting, gettext_noop("会议日期“{said}”写明{year}年。")),
            (
                speech_date(source.lines[:5], source.text) if clues.is_speech else None,
                gettext_noop("讲话日期“{said}”写明{year}年。"),
            ),
            (line.start, _PERIOD),
            (line.end, _PERIOD),
            (line.deadline, gettext_noop("受理截止日期“{said}”写明{year}年。")),
            (told_day(source, _OPENED), _DAY),
            (find_signature(source), _FOOT),
        )
    for day, pattern in days:
        if day is not None:
            yield day, pattern


def _year_of_event(day: DateMention, month: int | None) -> int:
    """An end or a page in January belongs to an event of the December before."""
    year = day.year or 0
    return year - 1 if month is not None and day.month is not None and month - day.month > 6 else year


def _said(source: Source, year: int, start: int, end: int, pattern: str) -> YearFinding:
    start = max(0, start)
    sentence = Sentence(pattern, {"said": source.written(start, end), "year": year})
    return YearFinding(year, "explicit", sentence, Finding(str(year), start, end, "dated-text"))


def _of_round(clues: Clues) -> YearFinding | None:
    """The calendar year in front of the round, where the round is this notice's own and not one that is mended."""
    text = clues.source.text
    for mention in clues.all_rounds:
        if mention.year is None or mention.heard or mention.start >= _OPENING:
            continue
        if mention.committee is not None and mention.committee.kind != clues.sender_kind:
            continue
        other = clues.round is not None and mention.term is not None and mention.term != clues.round.term
        if other or (not clues.is_later and _MENDED.match(text, mention.end)):
            continue
        pattern = gettext_noop("轮次前的年份“{said}”写明{year}年。")
        return _said(clues.source, mention.year, mention.start - 5, mention.end, pattern)
    return None


def _of_vague(source: Source) -> YearFinding | None:
    vague = _VAGUE.search(source.text)
    if vague is None:
        return None
    return _said(source, int(vague["year"]), vague.start("year"), vague.end() - 1, _PERIOD)


def _of_damaged_date(source: Source) -> YearFinding | None:
    """The year of a date in the opening that lost some of its signs: still the event's own, and so before a page's."""
    match = _DAMAGED.search(source.text[:_OPENING])
    if match is None:
        return None
    found = _said(source, int(match["year"]), *match.span(), gettext_noop("残缺的日期“{said}”写明{year}年。"))
    finding = replace(found.finding, rule="damaged-date", confidence=0.5)
    doubt = Sentence(gettext_noop("日期残缺，只取其中的年份，需核对"))
    return replace(found, finding=finding, doubt=doubt)


def _of_return(clues: Clues) -> YearFinding | None:
    """Findings are given back within the year that follows the inspection: the first such month behind its end."""
    meeting, last = clues.timeline.meeting, clues.timeline.end
    if meeting is None or meeting.month is None or last is None or last.year is None or last.month is None:
        return None
    year = last.year + (meeting.month < last.month)
    sentence = Sentence(
        gettext_noop("文中的期间到{last_year}年{last_month}为止，反馈在其后的{month}，即{year}年。"),
        {"last_year": last.year, "last_month": Month(last.month), "month": Month(meeting.month), "year": year},
    )
    return YearFinding(year, "explicit", sentence, Finding(str(year), last.start, last.end, "after-period", 0.8))


def _of_page(clues: Clues, worked_out: WorkedOut | None) -> YearFinding | None:
    """A date line of the page or paper. It may be later than the event, so the round has a say."""
    pattern = gettext_noop("页面日期“{said}”写明{year}年。")
    found = [
        _said(clues.source, _year_of_event(line.day, clues.month), line.day.start, line.day.end, pattern)
        for line in find_date_lines(clues.source)
    ]
    if worked_out is None or worked_out.row.starts is None:
        return found[0] if found else None
    row = worked_out.row
    years = {row.starts.year, row.ends.year if row.ends else row.starts.year} if row.starts else set()
    return next((f for f in found if f.year in years), None)


def _of_document(source: Source) -> YearFinding | None:
    """The year of the plan or the paper itself, where nothing dates the event."""
    foot = find_month_at_foot(source)
    if foot is not None:
        return _said(source, foot[0], foot[1].start, foot[1].end, _FOOT)
    match = _DOCUMENT.search(source.text[:_OPENING])
    if match is None:
        return None
    pattern = gettext_noop("文件“{said}”写明{year}年。")
    return _said(source, int(match["year"]), match.start("year"), match.end(), pattern)
