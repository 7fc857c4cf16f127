"""The last day for letters and calls."""

import re
from collections.abc import Iterable

from archive.parsing.clock import CLOCK, HALVES, NIGHT, minutes, written
from archive.parsing.dates import DateMention, RangeMention
from archive.parsing.source import Finding
from archive.parsing.unitwords import deeds

_RECEIVING = r"受理|接收|接访|接待|接听|信访|来信|来电|来访|来信来访|举报|反映"
# The receiving, where the words are not those of whom an inspection may go to. Example: not "县|信访局|自4月6日"
_BY_NO_OFFICE = deeds("受理|接收|接访|信访")

# The time of the last day, right behind it. Example: "9月12日|下午5时|截止", "6月21日|下午5点半|截止", "8月16日|17:00"
_CLOCK_TIME = rf"(?:(?P<half>{HALVES})[^\S\n]?)?(?>{CLOCK.format('')})"
_AT = rf"(?:{_CLOCK_TIME})?"

# What introduces the last day. "As of" (截至9月22日,4个巡察组已进驻) lacks the receiving.
# Example: "受理信访时间截止到|2020年12月15日", "接收截止时间:", "受理期限为|十月十五日前", "受理信访至|十二月八日"
_INTRODUCED = re.compile(
    rf"(?:{_RECEIVING})[^。,;!?\n\d]{{0,14}}?(?:截止|截至|期限|时限)[^。,;!?\n\d]{{0,6}}$"
    rf"|(?:{_BY_NO_OFFICE}|接待)[^。,;!?\n\d]{{0,8}}(?:至|到|止于)\s?$"
    r"|截止(?:受理)?(?:日期|时间)[为是:到于至]{0,2}\s?$"
)
# The same said of what the sentence opened. Example: "开通举报电话,时间截止到|7月25日"
_LASTS_UNTIL = re.compile(
    r"(?:举报|信访|受理|接收|接访|来信|来电|值班)[^。;!?\n\d]{0,24},时间(?:截[止至])(?:到|至|为)?\s?$"
)
# Asked and answered. Example: "问:最晚什么时候反映?\n答:|11月1日"
_ASKED = re.compile(r"最[晚迟][^。;\d]{0,24}$")
# By a day, where the sentence is about receiving. Example: "每个工作日接听,到|6月9日|截止"
_UP_TO = re.compile(r"[至到]\s?$")
_CLOSES = re.compile(rf"\s?{_AT}截止")
_ABOUT_RECEIVING = re.compile(_RECEIVING)
# What follows the last day. Example: "11月30日|停止受理", "6月2日|后停止受理", "4月15日|止受理"
_STOPPED = re.compile(
    rf"\s?{_AT}(?:起|后|以后|之后|止)?,?(?:将|即)?(?:停止|截止|结束|终止|不再)(?:对)?(?:信访)?(?:受理|接收|接访|接待|接听)"
)
# The day is called so. Example: "6月20日|为信访截止日期", "5月10日|是受理来信来电的最后一天"
_CALLED = re.compile(
    rf"\s?[为是系][^。,;!?\n\d]{{0,6}}(?:{_RECEIVING})[^。,;!?\n\d]{{0,8}}(?:截止(?:日期?|时间)|最后[一1][天日])"
)
# The same with the receiving in front; an electronic mailbox is one way of several.
# Example: "信访受理|11月4日|截止", "信箱于|6月18日|关闭"; not "电子邮箱将于|11月20日|关闭"
_RECEIVED_BEFORE = re.compile(r"(?:受理|接收|接访|信访|(?<!电子)信箱|电话)[^。,;!?\n\d]{0,10}$")
_CLOSED_BEHIND = re.compile(rf"\s?{_AT}(?:截止|为止|止|关闭|结束)")
# Let the public write by then. Example: "请于|十月十五日|前反映"
_BY = re.compile(r"[于在]\s?$")
_BY_BEHIND = re.compile(rf"{_AT}(?:前|之前|以前)[^。\n]{{0,12}}(?:反映|举报|来信|来电|来访|提供|寄|联系)")

# A range of days on which letters and calls are received. Example: "信访举报受理时间:|2023年5月16日至7月7日"
_RECEPTION = re.compile(
    rf"{_BY_NO_OFFICE}[^。,;!?\n\d]{{0,10}}?(?:时间|期限|时限|日期|时段)?[^。,;!?\d]{{0,2}}?[为是:]{{0,2}}\s{{0,2}}\(?(?:自|从)?$"
)
# For how long the telephone and the box are given out, which is as long as they are answered.
# Example: "专用电话:23019120,受理时间8:30-17:30;信箱:天津市A155信箱;公布期为|3月29日至5月20日"
_GIVEN_OUT = re.compile(r"(?:电话|信箱|邮箱)(?:(?!整改|公示)[^。\n]){0,120}公布期限?[为是:]{0,2}\s?(?:自|从)?$")
# The same whose first day is not told. Example: "受理时限。各企业巡察开始之日至|2023年6月16日"
_SINCE = re.compile(r"(?:受理|接收|接访|信访)[^;!?\n\d]{0,24}(?:之日|即日|今日|当日)起?(?:至|到|-)\s?$")

# The same by itself, which is no beginning of hours (5月20日8:00-18:00). Example: "7月5日(周五)|12时"
_TIME = re.compile(
    rf"[^\S\n]?(?:\((?:周|星期)[一二三四五六日天]\))?[^\S\n]?(?P<said>{_CLOCK_TIME})(?![^\S\n]?(?:[-:\d]|至|到))"
)
_FIRST_SURE_HOUR = 8  # 5时 of itself is the afternoon's as a rule, which is no certainty


def is_reception(text: str, found: RangeMention) -> bool:
    """Whether the range says when letters and calls are received, and not how long the inspection takes."""
    return bool(
        _RECEPTION.search(text, max(0, found.start - 24), found.start)
        or (
            "公布期" in text[max(0, found.start - 8) : found.start]
            and _GIVEN_OUT.search(text, max(0, found.start - 140), found.start)
        )
    )


def find_deadline(text: str, dates: Iterable[DateMention], ranges: list[RangeMention]) -> DateMention | None:
    """The first day that the words make the last one; then the end of a time of reception."""
    firsts = {found.start for found in ranges}
    told = next((d for d in dates if d.month is not None and d.start not in firsts and _is_last(text, d)), None)
    return told or next((found.last for found in ranges if is_reception(text, found)), None)


def find_deadline_time(text: str, day: DateMention) -> Finding | None:
    """At what time of the last day it is over; none where that is midnight, or the half of the day is not told."""
    match = _TIME.match(text, day.end)
    minute = None if match is None else minutes(match, "", match["half"])
    if match is None or minute is None or minute >= 24 * 60:
        return None
    is_sure = match["half"] is not None or not 0 < minute < _FIRST_SURE_HOUR * 60
    if not is_sure or (match["half"] in NIGHT and minute < 13 * 60):
        return None
    return Finding(written(minute), match.start("said"), match.end("said"), "deadline-time")


def _is_last(text: str, day: DateMention) -> bool:
    low = max(0, day.start - 32)
    if _INTRODUCED.search(text, low, day.start) or _LASTS_UNTIL.search(text, max(0, day.start - 40), day.start):
        return True
    if _SINCE.search(text, max(0, day.start - 44), day.start):
        return True
    if _STOPPED.match(text, day.end) or _CALLED.match(text, day.end) or _ASKED.search(text, low, day.start):
        return True
    if _UP_TO.search(text, low, day.start) and _CLOSES.match(text, day.end):
        sentence = re.split(r"[。\n]", text[max(0, day.start - 60) : day.start])[-1]
        return bool(_ABOUT_RECEIVING.search(sentence))
    if _BY.search(text, max(0, day.start - 2), day.start) and _BY_BEHIND.match(text, day.end):
        return True
    return bool(_RECEIVED_BEFORE.search(text, low, day.start) and _CLOSED_BEHIND.match(text, day.end))
