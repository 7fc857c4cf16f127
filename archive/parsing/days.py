"""On which days the telephone is answered: what stands in front of its hours or behind them says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.parsing.furniture import own_end
from archive.parsing.sentences import Sentence, gettext_noop
from archive.parsing.source import Finding, Source

EVERY_DAY, WORKDAYS = "每天", "工作日"
WEEK = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
NO_HOLIDAYS, NO_PUBLIC_HOLIDAYS = "节假日除外", "法定节假日除外"
# Hours told in a word alone; and what no words of this list say: the notice has to be read.
WORKING_HOURS, AS_WRITTEN = "工作时间", "以原文为准"
_RULE = "days-of-hours"
_SIGNS = "一二三四五六日"
_WEEKEND = frozenset({5, 6})
_WHOLE_WEEK = frozenset(range(7))

_SIGN = r"[一二三四五六日天]"
_WEEK = r"(?:周|星期|礼拜)"
_NO_DATE = r"(?<!日)(?<!日[\s(])"
_STRETCH = rf"每?{_WEEK}{_SIGN}(?:\s?(?:至|到|-)\s?{_WEEK}?{_SIGN})?"
# Days by name. "15个工作日内" counts days and names none, "3月20日(星期五)" is one day of the calendar.
# Example: "每个工作日", "每天", "周一至周五", "周一至五", "周二、周四", "周末"
_NAMED = rf"(?:(?:每个?|(?<!个))工作日|每天|每日|{_NO_DATE}{_STRETCH}(?:\s?[、,和及]\s?{_STRETCH}){{0,4}}|双休日|周末)"
_PUBLIC = r"(?:国家)?法定(?:节?假日|休息日)"
# Days on which nobody answers. Example: "法定节假日", "双休日", "周六、周日", "周六日", "周末"
_OFF = rf"(?:{_PUBLIC}|节假日|假日|公休日|双休日|休息日|周末|{_WEEK}[六日天](?:\s?[、和至及]?\s?{_WEEK}?[日天])?)"
_OFF_LIST = rf"{_OFF}(?:\s?[、,和及与或]?\s?{_OFF}){{0,3}}"
# Example: "节假日除外", "双休日、法定节假日除外", "周六、周日休息", "不含节假日", "除节假日外"
_EXCEPT = (
    rf"(?:{_OFF_LIST}(?:均|都)?(?:除外|休息|不(?:受理|接听|接访|接待|值班|上班))"
    rf"|(?:不含|不包括|除去?){_OFF_LIST}外?)"
)
# Nor are these days left out. Example: "含周末", "节假日照常", "星期天也一样"
_AS_WELL = rf"(?:(?<!不)(?:含|包括){_OFF_LIST}|{_OFF_LIST}(?:照常|也一样|不休|无休))"

# What may stand between days and hours: what is answered, when, by whom; nothing that another matter could stand in.
# Example: "每天|受理电话的时间为:|早8:00", "周一至周五|,|上午8:30", "工作日|接听电话的时间为|9:00"
_LINKING = (
    r"(?:受理|接听|接访|接待|接收|值班|值守|来电|来访|来信|信访|举报|电话|热线|时间|时段"
    r"|(?:上班|工作|办公)时间|的|均|都|为|是|可|在|由|有人|有专人|专人|分别|[:,、()\s])"
)
_IN_FRONT = re.compile(
    rf"(?:(?P<off_before>{_EXCEPT})\s?,?\s?(?:的)?)?"
    rf"(?P<named>{_NAMED})(?:\s?[(,]?\s?(?P<off>{_EXCEPT})\s?\)?)?{_LINKING}{{0,10}}$"
)
# The exception alone. Example: "除法定节假日外,|8:00", "节假日除外,受理时间为|8:00"
_OFF_IN_FRONT = re.compile(rf"(?P<off>{_EXCEPT}){_LINKING}{{0,10}}$")
# Behind the hours. Days by name only in brackets: behind a comma they open what follows.
# Example: "17:00|,节假日除外", "18:00|(工作日)", "晚上8点|都有人接听,星期天也一样", "18:00|(含周末)"
_BEHIND = re.compile(
    rf"{_LINKING}{{0,6}}?(?:\((?P<named>{_NAMED})(?:\s?,?\s?(?P<named_off>{_EXCEPT}))?\)"
    rf"|(?P<off>{_EXCEPT})|(?P<also>{_AS_WELL}))"
)
# Days without hours, right behind the words that ask for them. Example: "接听电话时间为|工作日|上班时间"
_ALONE = re.compile(
    rf"(?:接听|受理|接访|接待|值班)[^。;,\n\d:]{{0,8}}时间[^。;,\n\d:]{{0,2}}?[为是:]\s?(?P<named>{_NAMED})"
    rf"(?:\s?[(,]?\s?(?P<off>{_EXCEPT}))?(?!\s?,?(?:全天)?24小时)"
)
# Days of the week within such words, one or two. Example: "周一至五", "周六、周日", "周六日"
_OF_WEEK = re.compile(rf"{_WEEK}(?P<first>{_SIGN})(?:\s?(?:(?P<till>至|到|-)|[、和及]?)\s?{_WEEK}?(?P<last>{_SIGN}))?")
_WHOLE_WEEKEND = re.compile(r"双休日|周末|(?<!法定)休息日")
_PUBLIC_HOLIDAYS, _HOLIDAYS = re.compile(_PUBLIC), re.compile(r"假日|公休日")
_SENTENCE_END = re.compile(r"[。;!?\n]")
# The hours of one day go on. Example: "12:00|、|14:30", "11:30|,|2:30"
_GOES_ON = re.compile(r"[、,;/\s和及与]{0,4}")
_LOOK_BACK, _LOOK_AHEAD = 48, 32


@dataclass(frozen=True, slots=True)
class Days:
    """The days as words, each with its place; empty where none are told, or different ones of different hours."""

    findings: tuple[Finding, ...] = ()
    doubt: Sentence | None = None
    span: tuple[int, int] | None = None
    read: tuple[tuple[int, int], ...] = ()  # every stretch of the text that was understood, of whatever hours


@dataclass(frozen=True, slots=True)
class _Hours:
    """Hours in a row, of the same days, and the days that are said of them."""

    values: frozenset[str]
    start: int
    end: int
    days: tuple[Finding, ...]
    read: tuple[tuple[int, int], ...] = ()


def find_days(source: Source, hours: Sequence[Finding]) -> Days:
    """hours: every place that tells some, in text order."""
    if not hours:
        return _only_one([_Hours(frozenset(), *found) for found in _without_hours(source)])
    rows = [_said_of(source.text, row) for row in _rows(source.text, hours)]
    rows = [_as_before(source.text, rows[:at], row) for at, row in enumerate(rows)]
    read = tuple(span for row in rows for span in row.read)
    told = {value for row in rows if row.days for value in row.values}
    if told and any(not row.values <= told for row in rows):  # of some hours nothing is known
        return replace(_as_written(rows), read=read)
    return replace(_only_one([row for row in rows if row.days]), read=read)


def _only_one(rows: list[_Hours]) -> Days:
    if len({frozenset(finding.value for finding in row.days) for row in rows}) > 1:
        return _as_written(rows)
    return Days(rows[0].days) if rows else Days()


def _as_written(rows: list[_Hours]) -> Days:
    span = (rows[0].start, rows[-1].end)
    reason = Sentence(gettext_noop("文中不同的受理时间所说的日子不同，以原文为准"))
    return Days((Finding(AS_WRITTEN, *span, _RULE),), reason, span)


def _rows(text: str, hours: Sequence[Finding]) -> list[list[Finding]]:
    rows = [[hours[0]]]
    for before, here in pairwise(hours):
        if _GOES_ON.fullmatch(text, before.end, here.start):
            rows[-1].append(here)
        else:
            rows.append([here])
    return rows


def _said_of(text: str, row: list[Finding]) -> _Hours:
    start, end = row[0].start, row[-1].end
    sentence = max((m.end() for m in _SENTENCE_END.finditer(text, max(0, start - _LOOK_BACK), start)), default=0)
    low = max(sentence, start - _LOOK_BACK)
    front = _IN_FRONT.search(text, low, start) or _OFF_IN_FRONT.search(text, low, start)
    behind = _BEHIND.match(text, end, end + _LOOK_AHEAD)
    read = tuple(match.span() for match in (front, behind) if match)
    return _Hours(frozenset(hour.value for hour in row), start, end, _composed(front, behind), read)


def _as_before(text: str, earlier: list[_Hours], row: _Hours) -> _Hours:
    """Hours beside others in one sentence are of the same days: 每天8:00-18:00,云南组为9:00-19:00."""
    last = earlier[-1] if earlier else None
    if row.days or last is None or _SENTENCE_END.search(text, last.end, row.start):
        return row
    return replace(row, days=last.days)


def _without_hours(source: Source) -> list[tuple[int, int, tuple[Finding, ...]]]:
    matches = _ALONE.finditer(source.text, 0, own_end(source))
    return [(match.start(), match.end(), _composed(match, None)) for match in matches]


def _composed(front: re.Match[str] | None, behind: re.Match[str] | None) -> tuple[Finding, ...]:
    """The days that both say together, in the order of the week, and the holidays that are left out."""
    parts = {
        "named": _part(front, "named") or _part(behind, "named"),
        "off": _part(front, "off") or _part(front, "off_before") or _part(behind, "off") or _part(behind, "named_off"),
        "also": _part(behind, "also"),
    }
    where = parts["named"] or parts["off"] or parts["also"]
    if where is None:
        return ()
    named, off = (part[0] if part else "" for part in (parts["named"], parts["off"]))
    if parts["also"] and not named:
        named = EVERY_DAY
    words = [Finding(word, *where[1:], _RULE) for word in _days(named, off)]
    holidays = _holidays(off)
    if holidays and parts["off"]:
        words.append(Finding(holidays, *parts["off"][1:], _RULE))
    return tuple(words)


def _part(match: re.Match[str] | None, name: str) -> tuple[str, int, int] | None:
    if match is None or name not in match.re.groupindex or match[name] is None:
        return None
    return match[name], match.start(name), match.end(name)


def _days(named: str, off: str) -> tuple[str, ...]:
    """Nothing where no day is named and no day of the week is left out."""
    left_out = _weekdays(off) | (_WEEKEND if _WHOLE_WEEKEND.search(off) else frozenset())
    if "工作日" in named:
        return (WORKDAYS,)
    if not named and not left_out:
        return ()
    week = _WEEKEND if _WHOLE_WEEKEND.search(named) else _weekdays(named) or _WHOLE_WEEK
    kept = week - left_out
    return (EVERY_DAY,) if kept == _WHOLE_WEEK else tuple(WEEK[day] for day in sorted(kept))


def _weekdays(said: str) -> frozenset[int]:
    """Example: "周一至周五" -> 0 to 4, "周六、日" -> 5 and 6, "周日至周四" -> 6 and 0 to 3"""
    found: set[int] = set()
    for stretch in _OF_WEEK.finditer(said):
        first = _number(stretch["first"])
        last = _number(stretch["last"]) if stretch["last"] else first
        is_range = stretch["till"] is not None
        found |= {(first + step) % 7 for step in range((last - first) % 7 + 1)} if is_range else {first, last}
    return frozenset(found)


def _number(sign: str) -> int:
    return _SIGNS.index(sign.replace("天", "日"))


def _holidays(off: str) -> str:
    if _PUBLIC_HOLIDAYS.search(off):
        return NO_PUBLIC_HOLIDAYS
    return NO_HOLIDAYS if _HOLIDAYS.search(off) else ""
