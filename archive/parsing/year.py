"""The year, term and round: read where they stand, worked out from the table of rounds where they don't."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.numerals import to_chinese, to_int
from archive.parsing.dates import YEAR_IN_FIGURES, DateMention, find_days, find_figures
from archive.parsing.roundtable import Round, RoundTable
from archive.parsing.source import Finding, Source
from archive.parsing.terms import RoundMention
from archive.parsing.timeline import Timeline, speech_date

# The congress that begins a term. From the eleventh on: 党的三大作风 and 党的十大任务 are counts of something else.
# Example: "党的十八大以来", "党的二十一大", "党的第二十次全国代表大会"
_CONGRESS = re.compile(
    r"党的(?:第(?P<full>[一二三四五六七八九十]{1,5}|\d{1,3})次全国代表大会"
    r"|(?P<term>十[一二三四五六七八九]|[二三四五六七八九]十[一二三四五六七八九]?|[1-9]\d)大)"
)

# A line that dates the page or the paper. Example: "发布时间:2019-01-18", "《人民日报》(2023年10月11日04版)"
_DATE_LINE = re.compile(r"发布|来源|时间|日期|版\)|日报|点击|浏览|^\s*\d{4}[-/.]")

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


@dataclass(frozen=True, slots=True)
class YearFinding:
    """The year with its basis (explicit, round, context) and a sentence that tells a reader why."""

    year: int
    basis: str
    sentence: str
    finding: Finding
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Clues:
    """What the year is worked out from."""

    source: Source
    timeline: Timeline
    round: RoundMention | None
    all_rounds: tuple[RoundMention, ...]
    sender_kind: str | None
    is_later: bool  # feedback or rectification: the inspection's own period may lie in the year before
    rounds_done: Finding | None
    units_done: Finding | None

    @property
    def month(self) -> int | None:
        """The month in which the reported thing happened."""
        line = self.timeline
        days = (line.meeting, line.start, line.end, line.deadline)
        return next((day.month for day in days if day is not None and day.month is not None), None)


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A round found by way of the table, and the sentence that says how."""

    row: Round
    basis: str
    sentence: str
    finding: Finding


def find_year(clues: Clues, table: RoundTable) -> tuple[YearFinding | None, WorkedOut | None]:
    """The year and, for the centre, the round where only counts tell it."""
    worked_out = _named_round(clues, table) or _after_rounds(clues, table) or _after_units(clues, table)
    explicit = _explicit(clues, worked_out)
    if explicit is not None:
        return explicit, worked_out
    if worked_out is None:
        return None, None
    year = worked_out.row.year_of(clues.month)
    if year is None:
        return None, worked_out
    sentence = f"{worked_out.sentence}，{year}年。"
    return YearFinding(year, worked_out.basis, sentence, worked_out.finding), worked_out


def _explicit(clues: Clues, worked_out: WorkedOut | None) -> YearFinding | None:
    for day, label in _dated_days(clues):
        if day.year is not None:
            year = _year_of_event(day, clues.month)
            return _said(clues.source, year, day.start, day.end, label)
    own = (r for r in clues.all_rounds if r.committee is None or r.committee.kind == clues.sender_kind)
    titled = next((r for r in own if r.year is not None and not r.heard and r.start < 600), None)
    if titled is not None and titled.year is not None:
        return _said(clues.source, titled.year, titled.start - 5, titled.end, "轮次前的年份")
    vague = _VAGUE.search(clues.source.text)
    if vague is not None:
        return _said(clues.source, int(vague["year"]), vague.start("year"), vague.end() - 1, "期间")
    damaged = _of_damaged_date(clues.source) if worked_out is None else None
    return damaged or _of_page(clues, worked_out)


def _dated_days(clues: Clues) -> Iterator[tuple[DateMention, str]]:
    line = clues.timeline
    for day, label in (
        (line.meeting, "会议日期"),
        (speech_date(clues.source.lines[:5], clues.source.text), "讲话日期"),
        (line.start, "期间"),
        (line.end, "期间"),
        (line.deadline, "受理截止日期"),
        (speech_date(clues.source.lines[-4:], clues.source.text), "落款日期"),
    ):
        if day is not None and not (clues.is_later and label == "期间"):
            yield day, label


def _year_of_event(day: DateMention, month: int | None) -> int:
    """An end or a page in January belongs to an event of the December before."""
    year = day.year or 0
    return year - 1 if month is not None and day.month is not None and month - day.month > 6 else year


def _said(source: Source, year: int, start: int, end: int, label: str) -> YearFinding:
    start = max(0, start)
    written = source.written(start, end)
    return YearFinding(
        year, "explicit", f"{label}“{written}”写明{year}年。", Finding(str(year), start, end, "dated-text")
    )


def _of_damaged_date(source: Source) -> YearFinding | None:
    """The year of a date in the opening that lost some of its signs: still the event's own, and so before a page's."""
    match = _DAMAGED.search(source.text[:600])
    if match is None:
        return None
    found = _said(source, int(match["year"]), *match.span(), "残缺的日期")
    finding = replace(found.finding, rule="damaged-date", confidence=0.5)
    return replace(found, finding=finding, doubt="日期残缺，只取其中的年份，需核对")


def _of_page(clues: Clues, worked_out: WorkedOut | None) -> YearFinding | None:
    """A date line of the page or paper. It may be later than the event, so the round has a say."""
    source = clues.source
    found: list[YearFinding] = []
    for line in source.lines:
        if len(line.text) > 160 or not _DATE_LINE.search(line.text[:160]):
            continue
        if "。" in line.text:
            continue
        days = (*find_figures(source.text, line.start, line.end), *find_days(source.text, line.start, line.end))
        dated = (day for day in days if day.year is not None)
        found += (_said(source, _year_of_event(day, clues.month), day.start, day.end, "页面日期") for day in dated)
    if worked_out is None or worked_out.row.starts is None:
        return found[0] if found else None
    row = worked_out.row
    years = {row.starts.year, row.ends.year if row.ends else row.starts.year} if row.starts else set()
    return next((f for f in found if f.year in years), None)


def _named_round(clues: Clues, table: RoundTable) -> WorkedOut | None:
    mention = clues.round
    if clues.sender_kind != "中央" or mention is None or mention.term is None:
        return None
    row = table.get(mention.term, mention.number)
    if row is None or not row.holds(clues.month):
        return None
    name = _round_name(row)
    finding = Finding(name, mention.start, mention.end, "round-named")
    return WorkedOut(row, "round", f"文中为{name}", finding)


def _after_rounds(clues: Clues, table: RoundTable) -> WorkedOut | None:
    """已开展7轮: this is the eighth, or still the seventh where the month says so."""
    done = clues.rounds_done
    if clues.sender_kind != "中央" or done is None or clues.month is None:
        return None
    term = _term_near(clues.source.text, done.start)
    if term is None:
        return None
    for number in (int(done.value) + 1, int(done.value)):
        row = table.get(term, number)
        if row is not None and row.holds(clues.month):
            sentence = f"文中称“{clues.source.written(done.start, done.end)}”，据此为{_round_name(row)}"
            return WorkedOut(row, "round", sentence, done)
    return None


def _after_units(clues: Clues, table: RoundTable) -> WorkedOut | None:
    """巡视了66个地区和单位: only one round began with that many done."""
    done = clues.units_done
    if clues.sender_kind != "中央" or done is None or clues.month is None:
        return None
    rows = [row for row in table.after_units(int(done.value)) if row.holds(clues.month)]
    if len(rows) != 1:
        return None
    said = clues.source.written(done.start, done.end)
    sentence = f"文中称“{said}”，其后在{clues.month}月进行的只有{_round_name(rows[0])}"
    return WorkedOut(rows[0], "context", sentence, done)


def _term_near(text: str, offset: int) -> int | None:
    """The term of the congress last named before the count; the first one behind it otherwise."""
    named = _CONGRESS.finditer(text, max(0, offset - 2000), offset)
    before = max(named, key=lambda found: found.start(), default=None)
    match = before or _CONGRESS.search(text, offset)
    return to_int(match["full"] or match["term"]) if match else None


def _round_name(row: Round) -> str:
    return f"{to_chinese(row.term)}届中央第{to_chinese(row.number)}轮"
