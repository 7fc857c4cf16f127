"""Closed lists and counts: types of inspection, disciplines, cited rules, rounds and units done so far."""

import re
from collections.abc import Iterable

from archive.numerals import NUMERAL, to_int
from archive.parsing.source import Finding, Source, Span

_ACT = r"巡[视察查]"
_MORE = r"(?:[\"']?(?:常规|专项|机动式?|延伸|提级|交叉|联动|直接|暨)[\"']?){0,3}"

# The word counts as a type where it qualifies an inspection: 常规巡察 yes, 专项资金 no, 向基层延伸 no.
# Example: "常规巡视", "脱贫攻坚专项巡察", ""机动式"巡视", "提级交叉巡察", "四级联动", "巡视"回头看""
_TYPES = (
    ("常规", re.compile(rf"常规{_MORE}{_ACT}")),
    ("专项", re.compile(rf"专项{_MORE}{_ACT}")),
    ("机动", re.compile(rf"机动式?[\"']?{_MORE}{_ACT}")),
    ("回头看", re.compile(rf"(?:{_ACT}|暨|为|了|开展|、)[\"']?回头看")),
    ("延伸", re.compile(rf"延伸{_MORE}{_ACT}")),
    ("提级", re.compile(rf"提级{_MORE}(?:{_ACT}|方式)")),
    ("交叉", re.compile(rf"交叉{_MORE}(?:{_ACT}|方式)")),
    ("联动", re.compile(rf"联动{_MORE}{_ACT}|[上市县乡村级]{{1,5}}(?:下|级)?联动(?=方式|的方式|[,。;\n]|$)")),
)

# In front of what is said of another inspection: an earlier one, one that may come later, one only reported on.
# 曾 counts before what was done, because it is a surname too. Example: "听取2015年第三轮|专项巡视工作汇报", "曾对|…"
ELSEWHERE = re.compile(r"听取|适时|曾(?:经|先后|在|于|对|向|到|赴|进驻|开展)|上一?轮|此前")
# Behind a type that is only named for comparison. Example: "和常规巡视|相比"
_COMPARED = re.compile(r"相比")

DISCIPLINES = ("政治纪律", "组织纪律", "廉洁纪律", "群众纪律", "工作纪律", "生活纪律")
_DISCIPLINE = r"(?:政治|组织|廉洁|群众|工作|生活)纪律"
# One of a list. Example: "组织纪律"
_ONE_DISCIPLINE = re.compile(_DISCIPLINE)
# Disciplines in a row. Example: "政治纪律、廉洁纪律、组织纪律和生活纪律"
_DISCIPLINES = re.compile(rf"{_DISCIPLINE}(?:[、,和及以]{{1,2}}{_DISCIPLINE})*")
# Before 2016 one stood alone. Example: "执行政治纪律和选拔任用干部方面的举报"
_EXECUTED = re.compile(r"执行(?:党的)?(?P<one>政治纪律)和?(?:选拔任用)?")

# A title in its marks, with one level of marks inside. Example: "《贯彻〈巡视工作条例〉实施办法》"
_CITED = re.compile(r"《(?P<title>[^《》\n]{2,60})》")
# Papers and sites are sources, not rules; 通报 is a document. Example: "《人民日报》"
_PERIODICAL = re.compile(r"(?:(?<!通)报|周刊|杂志|电视台)$")

# How far the centre had come. Example: "已开展7轮巡视", "巡视了66个地区和单位", "共巡视118个地方、部门和单位"
_ROUNDS_DONE = re.compile(rf"已(?:经)?(?:先后)?(?:开展|完成|进行)(?:了)?(?P<count>{NUMERAL})轮(?:次)?(?:的)?{_ACT}")
# Example: "巡视了66个地区", "共巡视118个地方"
_UNITS_DONE = re.compile(rf"{_ACT}(?:了|过)?(?:共)?(?P<count>\d{{2,9}})[个家](?:地方|地区|单位|部门|党组织)")

# The party has some hundred thousand bodies that could be inspected: a larger count is a misprint.
_MOST_DONE = 1_000_000


def find_types(sentences: Iterable[Span]) -> tuple[Finding, ...]:
    """Types in the order in which they are first named."""
    first: dict[str, Finding] = {}
    for sentence in sentences:
        for name, pattern in _TYPES:
            if name not in sentence.text:
                continue
            for match in pattern.finditer(sentence.text):
                clause = sentence.text[max(0, match.start() - 24) : match.start()]
                compared = _COMPARED.match(sentence.text, match.end())
                if name in first or compared or ELSEWHERE.search(clause):
                    continue
                start = sentence.start + match.start()
                first[name] = Finding(name, start, sentence.start + match.end(), "type-word")
    return tuple(sorted(first.values(), key=lambda finding: finding.start))


def find_disciplines(source: Source) -> tuple[Finding, ...]:
    """The first of the fullest lists; a single discipline only in the phrase of the years before the list."""
    best: list[tuple[int, int]] = []
    for match in _DISCIPLINES.finditer(source.text):
        spans = [found.span() for found in _ONE_DISCIPLINE.finditer(match.group())]
        if len(spans) >= 2 and len(spans) > len(best):
            best = [(match.start() + start, match.start() + end) for start, end in spans]
    if not best:
        single = [m.span("one") for m in _EXECUTED.finditer(source.text)]
        best = single[-1:]
    return tuple(Finding(source.text[start:end], start, end, "discipline-list") for start, end in best)


def find_cited_rules(source: Source) -> tuple[Finding, ...]:
    first: dict[str, Finding] = {}
    for match in _CITED.finditer(source.text):
        span = match.span("title")
        if not _PERIODICAL.search(match["title"].strip()):
            first.setdefault(match["title"], Finding(source.written(*span), *span, "title-marks"))
    return tuple(first.values())


def find_rounds_done(source: Source) -> Finding | None:
    return _count(source, _ROUNDS_DONE, "rounds-done")


def find_units_done(source: Source) -> Finding | None:
    return _count(source, _UNITS_DONE, "units-done")


def _count(source: Source, pattern: re.Pattern[str], rule: str) -> Finding | None:
    for match in pattern.finditer(source.text):
        number = to_int(match["count"])
        if number is not None and 0 < number <= _MOST_DONE:
            return Finding(str(number), *match.span(), rule)
    return None
