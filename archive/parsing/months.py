"""The period of the inspection where the text gives its months alone: it never gains a day."""

import re
from collections.abc import Iterator

from archive.numerals import to_int
from archive.parsing.dates import YEAR_IN_FIGURES, DateMention, RangeMention
from archive.parsing.mentions import ELSEWHERE
from archive.parsing.source import Source
from archive.parsing.unitwords import deeds

_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_PART = r"(?:[上中下]旬|月?[初中底末])?"
# Example: "今年|4月至6月|", "|2021年9月上旬至2021年10月下旬|", "|2024年10月至2025年1月|"
_MONTHS = re.compile(
    rf"(?<![\d月年一二三四五六七八九十])(?P<first>(?:(?P<year>{YEAR_IN_FIGURES})\s?年|(?P<told>[今本去])年)?\s?"
    rf"(?P<month>{_MONTH})\s?月{_PART})(?:起|开始)?\s?(?:至|到|-{{1,2}})\s?"
    rf"(?P<last>(?:(?P<year2>{YEAR_IN_FIGURES})\s?年|[次翌同当今]年)?\s?(?P<month2>{_MONTH})\s?月{_PART})(?!\s?[\d一二三四五六七八九十])"
)
# That the months are those of an inspection. Example: "4月至6月|,中央第十一巡视组对…开展了常规巡视"
_INSPECTED = re.compile(
    r"[^。;\n]{0,60}?(?:巡[视察查](?!(?:反馈|发现|指出)?(?:的?问题|意见)|整改|办|机构|干部|工作会|工作领导|成果)|进驻)"
)
# Example: "巡察时间:|", "集中巡察时间为|"
_LABELLED = re.compile(r"(?:巡[视察查]|驻点|进驻)[^。,;\n]{0,6}(?:时间|期间|时段)[^。,;\n]{0,3}$")
# Months of something else. Example: "整改|4月至6月", "4月至6月|,集中整改"
_OTHER = re.compile(deeds("整改|培训|审计|自查|考核|任职|担任|公示|学习|施工|招聘|报名"))
_LONGEST = 6  # months from the first to the last: no group stays longer, longer spans are looked into


def find_months(source: Source, end: int) -> RangeMention | None:
    """The one span of months in the text up to end that is said of an inspection; of several, none."""
    found = list(_of_inspection(source, end))
    spans = {(months.first.month, months.last.month, months.first.year) for months in found}
    return found[0] if len(spans) == 1 else None


def _of_inspection(source: Source, end: int) -> Iterator[RangeMention]:
    text = source.text
    for match in _MONTHS.finditer(text, 0, end):
        before = re.split(r"[。;\n]", text[max(0, match.start() - 40) : match.start()])[-1]
        behind = re.split(r"[。;\n]", text[match.end() : match.end() + 80])[0]
        if ELSEWHERE.search(before) or _OTHER.search(before) or _OTHER.search(behind[:24]):
            continue
        months = _range(match)
        if months is not None and (_LABELLED.search(before) or _INSPECTED.match(behind)):
            yield months


def _range(match: re.Match[str]) -> RangeMention | None:
    """Each half with its year as far as either gives it; None where the span is too long."""
    month, month2 = to_int(match["month"]), to_int(match["month2"])
    if month is None or month2 is None or not 0 < (month2 - month) % 12 <= _LONGEST:
        return None
    turns = month2 < month
    year = int(match["year"]) if match["year"] else int(match["year2"]) - turns if match["year2"] else None
    year2 = int(match["year2"]) if match["year2"] else year + turns if year is not None else None
    if year is not None and year2 is not None and year2 - year != turns:
        return None
    shift = {"今": 0, "本": 0, "去": -1, None: None}[match["told"]]
    shift2 = shift + turns if shift is not None and year2 is None else None
    first = DateMention(year, month, None, *match.span("first"), shift if year is None else None)
    return RangeMention(first, DateMention(year2, month2, None, *match.span("last"), shift2), *match.span())
