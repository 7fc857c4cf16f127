"""Whether a span of the text, folded, holds a value that the parser read there; a rule for each kind of field."""

import re
from collections.abc import Callable

from archive.numerals import to_int
from archive.parsing import fold
from archive.partial_date import PartialDate

# Every number of a span, in figures or in words. Examples: "2025", "二〇二五", "十九"
_NUMBER = re.compile(r"\d+|[〇零一二三四五六七八九十百]+")
_GROUP_NUMBER = re.compile(
    r"(?:第|巡[视察查]组?(?:\"回头看\")?第?)(?P<number>\d+|[一二三四五六七八九十百]+)(?=[^轮届]*组)"
)
# Example: "第五|至|第十二"
_RANGE = re.compile(r"(?P<first>\d+|[一二三四五六七八九十]+)(?:至|到|-)第?(?P<last>\d+|[一二三四五六七八九十]+)")
# Examples: "8:30", "8点", "十四点半", "8时30分"
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2}|[一二三四五六七八九十]{1,3})[:点时](?P<minute>\d{1,2}|半|[一二三四五六七八九十]{1,3})?"
)
_LATE = re.compile(r"下午|晚|午后|傍晚|夜")
_LEVEL_WORDS = {
    "central": r"中央",
    "province": r"省|自治区|兵团|市委",  # 市: one directly under the centre
    "city": r"[市州盟地]委",
    "county": r"[县区市旗]委",  # 市: a city of a county's rank
    "other": r"党委|党组|工委|部",
}


# Example: "二十届中央第三轮", "已开展7轮巡视", "巡视了66个地区"
_COUNT = re.compile(r"中央.{0,8}(?:第.{1,3}|首)轮|[开进完].{0,4}轮|巡[视察].*[个家]")


def holds(field: str, value: str, span: str) -> bool:
    """Whether the span says the value, as far as it must for such a field; by default the very same words."""
    held, wanted = (fold(text).text.strip() for text in (span, value))
    return _RULES.get(field, _same)(wanted, held)


def _same(value: str, held: str) -> bool:
    return "".join(held.split()) == "".join(value.split())


def _unit(value: str, held: str) -> bool:
    """城北市场监督管理所 stands in 城西、城北、雁滩三个市场监督管理所: its own part, and the end that is counted."""
    listed, _, end = held.rpartition("个")
    own = re.split("[、和]", listed.rstrip("两二三四五六七八九十0123456789"))
    return _same(value, held) or value in {part + end for part in own}


def _numbers(text: str) -> set[int]:
    found = {to_int(number) for number in _NUMBER.findall(text)}
    return {number for number in found if number is not None}


def _phone(value: str, held: str) -> bool:
    """The area code may stand once for several numbers: what is held is the value's end."""
    digits = re.sub(r"\D", "", held)
    return len(digits) >= 5 and re.sub(r"\D", "", value).endswith(digits)


def _hours(value: str, held: str) -> bool:
    """Every clock in its turn; behind 下午 or 晚 an hour may be counted anew from noon."""
    late = {0, 12} if _LATE.search(held) else {0}
    said = [(to_int(one["hour"]), 30 if one["minute"] == "半" else to_int(one["minute"] or "0"))
            for one in _CLOCK.finditer(held)]  # fmt: skip
    wanted = [tuple(map(int, clock.split(":"))) for clock in value.split("-")]
    return len(said) == len(wanted) and all(
        hour - (said_hour or 0) in late and minute == said_minute
        for (hour, minute), (said_hour, said_minute) in zip(wanted, said, strict=True)
    )


def _day(value: str, held: str) -> bool:
    """周三 is within 周一至周五; holidays or weekends that are left out leave the other days; 每日 is every day."""
    if value.endswith("除外"):
        return "假" in held or "法定" in held
    if value == "工作时间":
        return re.search(r"(?:工作|上班|办公)时间", held) is not None
    if value == "以原文为准":  # whatever is said of days and hours beyond the closed list
        return re.search(r"周|天|日|假|除外|点|\d", held) is not None
    if value.startswith("周"):
        return re.search(r"周|星期|休", held) is not None
    return value in held or (value == "每天" and re.search(r"每日|至|照常|也一样|含", held) is not None)


def _date(value: str, held: str) -> bool:
    date = PartialDate.parse(value)
    return {part for part in (date.month, date.day) if part} <= _numbers(held)


def _meeting_date(value: str, held: str) -> bool:
    """A day may stand alone, "27日上午": news leave out the month of the dateline, which the basis then names."""
    day = PartialDate.parse(value).day
    return _date(value, held) or (day is not None and held == f"{day}日")


def _group(value: str, held: str) -> bool:
    match = _GROUP_NUMBER.search(value)
    if match is None:
        return _same(value, held)
    number = to_int(match["number"])
    ranges = ((to_int(one["first"]), to_int(one["last"])) for one in _RANGE.finditer(held))
    inside = any(first and number and last and first <= number <= last for first, last in ranges)
    return bool(re.search(r"巡[视察查]", held)) and (number in _numbers(held) or inside)


def _work(_value: str, held: str) -> bool:
    """What kind of notice it is, the sentence tells that first names the work."""
    return any(word in held for word in ("巡视", "巡察", "巡查"))


def _word(value: str, held: str) -> bool:
    return value in held


def _number(value: str, held: str) -> bool:
    """The last number: of 14-8 the term may be worked out from elsewhere, the round stands in the text."""
    return int(value.split("-")[-1]) in _numbers(held.replace("首", "一"))


def _year(value: str, held: str) -> bool:
    """A year; or what it was worked out from: a round or a count of rounds or units.

    A year may have lost its 年 to a converter, 20178月11.
    """
    return _number(value, held) or held.startswith(value) or _COUNT.search(held) is not None


def _round(value: str, held: str) -> bool:
    """A term or round; or the count of rounds or units that it was worked out from: of all, or within a year."""
    counts = r"[开进完].{0,4}轮|巡[视察].*[个家]|年.{0,4}(?:第.{1,3}|首)轮"
    return _number(value, held) or re.search(counts, held) is not None


def _counting_year(value: str, held: str) -> bool:
    """The year that counts a round; this year is the notice's own, which its basis then names."""
    return _number(value, held) or "今年" in held or "年内" in held


def _discipline(value: str, held: str) -> bool:
    """政治、组织、廉洁纪律: the last word stands for all."""
    return value[:2] in held


def _level(value: str, held: str) -> bool:
    return re.search(_LEVEL_WORDS[value], held) is not None


def _place(value: str, held: str) -> bool:
    """The provinces and cities above follow from the table; some part of the place is in the committee's name."""
    return any(value[at : at + 2] in held for at in range(len(value) - 1))


def _stage(value: str, held: str) -> bool:
    words = {
        "mobilization": r"动员",
        "entry": r"[进入]驻|进点|[到就]位|启动,巡[视察][到至]",
        "feedback": r"反馈",
        "rectification": r"整改",
    }
    return re.search(words[value], held) is not None


_RULES: dict[str, Callable[[str, str], bool]] = {
    "phones": _phone,
    "units": _unit,
    "sms": _phone,
    **dict.fromkeys(("hours", "deadline_time"), _hours),
    "days": _day,
    **dict.fromkeys(("period_start", "period_end", "feedback_date", "signed_date", "deadline"), _date),
    "meeting_date": _meeting_date,
    "groups": _group,
    "types": _word,
    "activity": _word,
    "kind": _work,
    "stage": _stage,
    "level": _level,
    "place": _place,
    "year": _year,
    **dict.fromkeys(("term", "round"), _round),
    "round_year": _counting_year,
    **dict.fromkeys(("rounds_done", "units_done", "round_in_year"), _number),
    "disciplines": _discipline,
}
