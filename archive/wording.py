"""How values are said on pages, in the reader's language: dates, spans, verbs, and who inspects whom."""

import datetime
import re
from collections.abc import Iterable

from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from archive.language import is_chinese
from archive.models import (
    Activity,
    Appearance,
    InspectionType,
    Level,
    Notice,
    Role,
)
from archive.partial_date import PartialDate

# "08:00-20:00": one span of opening hours in its stored form
_SPAN = re.compile(r"0?(?P<opens>\d{1,2}:\d{2})-0?(?P<closes>\d{1,2}:\d{2})")
_TYPES = frozenset(InspectionType.values)
_DISCIPLINES = {
    "政治纪律": gettext_lazy("政治纪律"),
    "组织纪律": gettext_lazy("组织纪律"),
    "廉洁纪律": gettext_lazy("廉洁纪律"),
    "群众纪律": gettext_lazy("群众纪律"),
    "工作纪律": gettext_lazy("工作纪律"),
    "生活纪律": gettext_lazy("生活纪律"),
}
# "0755-88106327", "12388", "13800138000"
_DIALLED = re.compile(r"\d[\d-]{2,18}\d", re.ASCII)


def spoken_date(date: PartialDate | None) -> str:
    """2015年11月1日, 2021年5月, 2018年, 11月1日: as far as known."""
    if date is None:
        return ""
    if date.year is None:
        pattern = _("n月j日")
    elif date.day is not None:
        pattern = _("Y年n月j日")
    else:
        pattern = _("Y年n月") if date.month else _("Y年")
    return format_date(datetime.date(date.year or 2000, date.month or 1, date.day or 1), pattern)


def month_name(number: int) -> str:
    """11月 in Chinese, November elsewhere."""
    return format_date(datetime.date(2000, number, 1), _("n月"))


def timed_date(date: PartialDate | None) -> SafeString:
    """The date as spoken, in a <time>, which no line breaks."""
    return _timed(date, spoken_date(date)) if date else SafeString("")


def _timed(date: PartialDate, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', date, words)


def spoken_period(start: PartialDate | None, end: PartialDate | None) -> str:
    """2015年11月1日至12月29日; the end does not repeat the year."""
    pattern, dates = _period(start, end)
    return pattern.format(**{name: words for name, (_date, words) in dates.items()})


def timed_period(start: PartialDate | None, end: PartialDate | None) -> SafeString:
    """The period as spoken, each of its dates in a <time>."""
    pattern, dates = _period(start, end)
    return format_html(pattern, **{name: _timed(*said) for name, said in dates.items()}) if dates else SafeString("")


def _period(start: PartialDate | None, end: PartialDate | None) -> tuple[str, dict[str, tuple[PartialDate, str]]]:
    """A pattern, and what stands in it: dates with their words."""
    dates = {name: (date, spoken_date(date)) for name, date in (("start", start), ("end", end)) if date}
    if start is None or end is None:
        return (_("{start}起") if start else _("至{end}") if end else ""), dates
    if start == end:
        return "{start}", dates
    if start.year is not None and start.year == end.year and end.month and is_chinese():
        dates["end"] = (end, spoken_date(end).partition("年")[2])
    return _("{start}至{end}"), dates


def spoken_time(time: datetime.time) -> str:
    """8:00, 17:30."""
    return f"{time.hour}:{time.minute:02}"


def timed_moment(date: PartialDate | None, time: datetime.time | None) -> SafeString:
    """2015年12月1日17:30: the date as spoken, in a <time>, and the time of that day where it is known."""
    if date is None or time is None:
        return timed_date(date)
    return format_html(_("{date}{time}"), date=timed_date(date), time=spoken_time(time))


def spoken_hours(hours: str) -> str:
    """08:00-20:00 as 8:00—20:00, or 8:00–20:00 in English, with whatever days stand beside it."""
    dash = "—" if is_chinese() else "–"
    return _SPAN.sub(rf"\g<opens>{dash}\g<closes>", hours)


def telephone_address(number: str) -> str:
    """tel:0755-88106327; an empty string for what cannot be dialled as it stands, such as a number with two ends."""
    return f"tel:{number}" if _DIALLED.fullmatch(number) else ""


def spoken_level(level: str) -> str:
    """市级 rather than 市, where the label stands alone; an empty string for what is no level."""
    names = {Level.PROVINCE: _("省级"), Level.CITY: _("市级"), Level.COUNTY: _("县级")}
    return names.get(Level(level), str(Level(level).label)) if level in Level.values else ""


def spoken_discipline(name: str) -> str:
    """One of the party's six; an empty string for what is none of them."""
    return str(_DISCIPLINES.get(name, ""))


def verb(types: Iterable[str], activity: str) -> str:
    """专项巡视, 常规巡察, 巡视“回头看”, or 巡视 alone."""
    known = [InspectionType(name) for name in types if name in _TYPES]
    plain = _("、").join(str(kind.label).lower() for kind in known if kind is not InspectionType.LOOK_BACK)
    if activity == Activity.XUNCHA:
        said = _("%(types)s巡察") % {"types": plain} if plain else pgettext("动词", "巡察")
    else:
        said = _("%(types)s巡视") % {"types": plain} if plain else pgettext("动词", "巡视")
    return _("%(verb)s“回头看”") % {"verb": said} if InspectionType.LOOK_BACK in known else said


def called(label: str, activity: str) -> str:
    """A label of the pages, which say 巡视 for both, in the word for what is told of: 被巡察单位, 巡察期间."""
    return label.replace(Activity.XUNSHI, Activity.XUNCHA) if activity == Activity.XUNCHA else label


def common_activity(notices: Iterable[Notice]) -> str:
    """What all of them tell of; empty where some tell of the one and some of the other."""
    return the_activity(notice.activity for notice in notices)


def the_activity(told: Iterable[str]) -> str:
    """The only one of those that are told of; empty where there are two or none."""
    known = set(filter(None, told))
    return known.pop() if len(known) == 1 else ""


def appearances_in_role(appearances: Iterable[Appearance], role: Role) -> list[Appearance]:
    """The first appearance under each name, in the order written."""
    first: dict[str, Appearance] = {}
    for appearance in appearances:
        if appearance.role == role:
            first.setdefault(appearance.name, appearance)
    return list(first.values())


def listed(names: Iterable[str], most: int = 3) -> str:
    """Names joined as the language joins them: 甲、乙、丙, with 等 for those after the first few."""
    everyone = list(names)
    said = _("、").join(everyone[:most])
    return _("%(names)s等") % {"names": said} if len(everyone) > most else said
