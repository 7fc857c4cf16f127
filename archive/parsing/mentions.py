"""Closed lists and counts: types of inspection, disciplines, cited rules, rounds and units done so far."""

import re
from collections.abc import Iterable, Iterator

from archive.numerals import NUMERAL, to_int
from archive.parsing.source import Finding, Source, Span

_ACT = r"巡[视察查]"
_MORE = r"(?:[、和与及+]?[\"']?(?:常规|专项|机动式?|延伸|提级|交叉|联动|直接|暨)[\"']?){0,3}"
# The type alone, as a cell or remark names it. Example: "县财政局(常规)", "巡察类型:专项", "巡察方式为提级"
_ALONE = r"(?<=\(){0}(?=\))|(?:类型|方式|性质)[为是:]{{1,2}}[\"']?{0}"

# The word counts as a type where it qualifies an inspection: 常规巡察 yes, 专项资金 no, 向基层延伸 no.
# Example: "常规巡视", "脱贫攻坚专项巡察", ""机动式"巡视", "提级交叉巡察", "四级联动", "巡视"回头看"",
# "机动巡视和"回头看""
_TYPES = (
    ("常规", re.compile(rf"常规{_MORE}{_ACT}|" + _ALONE.format("常规"))),
    ("专项", re.compile(rf"专项{_MORE}{_ACT}|" + _ALONE.format("专项"))),
    ("机动", re.compile(rf"机动式?[\"']?{_MORE}{_ACT}|" + _ALONE.format("机动"))),
    (
        "回头看",
        re.compile(
            rf"(?:{_ACT}|暨|为|系|属|是|了|开展|进行|实施|、)[\"']?回头看(?![\"']?(?:检查|督查|核查|检验))"
            rf"|(?:常规|专项|机动式?)[\"']?{_ACT}[和与及][\"']?回头看(?![\"']?(?:反馈|整改|发现|指出|查出|中))"
            rf"|回头看[\"']?(?:{_ACT}|单位|对象)"
        ),
    ),
    ("延伸", re.compile(rf"延伸{_MORE}{_ACT}|" + _ALONE.format("延伸"))),
    ("提级", re.compile(rf"提级{_MORE}(?:{_ACT}|的?方式)|" + _ALONE.format("提级"))),
    ("交叉", re.compile(rf"交叉{_MORE}(?:{_ACT}|的?方式)|" + _ALONE.format("交叉"))),
    (
        "联动",
        re.compile(
            rf"联动{_MORE}{_ACT}|[上市县乡村级]{{1,5}}(?:下|级)?联动(?=方式|的方式|[,。;\n]|$)|" + _ALONE.format("联动")
        ),
    ),
)

# In front of what is said of another inspection: an earlier one, one that may come later, one only reported on.
# 曾 counts before what was done, because it is a surname too. Example: "听取2015年第三轮|专项巡视工作汇报", "曾对|…"
ELSEWHERE = re.compile(r"听取|适时|曾(?:经|先后|在|于|对|向|到|赴|进驻|开展)|上一?轮|此前(?!一[天日])")
# Behind a type that is only named for comparison. Example: "和常规巡视|相比"
_COMPARED = re.compile(r"相比|不同")
# Behind that of an earlier inspection, whose findings are looked at again.
# Example: "围绕2018年县委第一轮专项巡察|反馈问题的整改情况", "上次专项巡视|的问题"
_LOOKED_AT_AGAIN = re.compile(r"(?:反馈|指出|发现)的?(?:问题|意见)[^。,;]{0,4}整改")
_AGAIN = re.compile(r"围绕|衔接|对照|结合|贯通|主要看|重点看|回头看")
# Of a year that is over. Example: "2017年,十八届中央第十二轮巡视对学校党委开展了|专项巡视"
_YEAR_OVER = re.compile(r"(?:19|20)\d\d年,[^。;]{0,40}$")
# What is called for rather than done. Example: "坚持上下|联动|,一体推进整改"
_CALLED_FOR = re.compile(r"(?:坚持|推动|推进|强化|加强|深化|实现|做到|促进|注重)[^,。;]{0,6}$")
# What the present inspection follows up, whoever's that was.
# Example: "这次巡视是对|中央脱贫攻坚专项巡视"回头看"|反馈问题整改的跟进督查"
_FOLLOWED_UP = re.compile(r"(?:是|作为)对[^。,;]{0,24}$")
_ITS_RECTIFICATION = re.compile(
    r"(?:[\"']?回头看)?[\"']?(?:反馈|指出|发现)的?(?:问题|意见)[^。,;]{0,4}整改[^。,;]{0,4}的"
)
_LAST_TIME = re.compile(r"(?:上次|前次|上轮|首次|(?:19|20)\d\d年)[^。,;]{0,14}$")


# Disciplines in a row, each in full or all sharing the last one's word.
# Example: "政治纪律、廉洁纪律、组织纪律和生活纪律", "政治、组织、廉洁、群众、工作、生活(等)纪律"
_KIND = r"(?:政治|组织|廉洁|群众|工作|生活)"
_DISCIPLINES = re.compile(
    rf"{_KIND}(?:纪律)?(?:和政治规矩)?(?:[、,和及以与]{{1,2}}{_KIND}(?:纪律)?(?:和政治规矩)?){{0,11}}(?:等(?:方面|[六各]项|六大)?纪律|(?<=纪律))"
)
# One of a list. Example: "组织|纪律", "|组织|、廉洁、群众纪律"
_ONE_DISCIPLINE = re.compile(rf"(?P<kind>{_KIND})(?P<full>纪律)?")
# Before 2016 one stood alone. Example: "执行政治纪律和选拔任用干部方面的举报"
_EXECUTED = re.compile(r"执行(?:党的)?(?P<one>政治纪律)和?(?:选拔任用)?")

# A title in its marks, with one level of marks inside. Example: "《贯彻〈巡视工作条例〉实施办法》"
_CITED = re.compile(r"《(?P<title>[^《》\n]{2,60})》")
# Papers and sites are sources, not rules; 通报 is a document. Example: "《人民日报》"
_PERIODICAL = re.compile(r"(?:(?<!通)报|周刊|杂志|电视台)$")

# How far the inspections had come.
# Example: "已开展7轮巡视", "已先后组织开展了三轮巡察", "累计开展5轮次巡察", "已开展10轮|,共巡视167个地方"
_ROUNDS_DONE = re.compile(
    rf"(?:已经?|累计|共|先后)(?:先后|累计|共|组织|部署){{0,2}}(?:开展|完成|进行)了?(?P<count>{NUMERAL})轮次?"
    rf"(?:的?(?:常规|专项)?{_ACT}|(?=,(?:共|累计|先后){{0,2}}{_ACT}))"
)
# Example: "巡视了66个地区", "共巡视118个地方", "共巡察党组织158个", "累计巡察217个单位党组织"
_UNITS_DONE = re.compile(
    rf"{_ACT}(?:(?:了|过)?共?(?<=[了过共])|(?<=[共计已]{_ACT}))(?P<count>\d{{2,9}})[个家](?:地方|地区|单位|部门|党组织|[省市县区]?直?(?:单位|部门|党组织))"
    rf"|{_ACT}(?:了|过)?(?:单位|部门|党组织)(?P<behind>\d{{2,9}})[个家]"
)

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
                if name == "联动" and _CALLED_FOR.search(clause):
                    continue
                if name in first or ELSEWHERE.search(clause) or _is_compared(sentence.text, match.end(), clause):
                    continue
                start, end = _with_both_quotes(sentence.text, *match.span())
                first[name] = Finding(name, sentence.start + start, sentence.start + end, "type-word")
    return tuple(sorted(first.values(), key=lambda finding: finding.start))


def _with_both_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """巡视"回头看|", and "|机动式"巡视: of a pair of which one mark is held, the other is held too."""
    for mark in "\"'":
        if text.count(mark, start, end) % 2:
            if text.startswith(mark, end):
                return start, end + 1
            if start and text[start - 1] == mark:
                return start - 1, end
    return start, end


def _is_compared(text: str, end: int, clause: str) -> bool:
    """Whether the type is that of another inspection: one to compare with, or whose findings are looked at again."""
    if _COMPARED.match(text, end) or _YEAR_OVER.search(text, max(0, end - 56), end):
        return True
    if _ITS_RECTIFICATION.match(text, end) and _FOLLOWED_UP.search(clause):
        return True
    return bool(_LOOKED_AT_AGAIN.match(text, end) and _AGAIN.search(text) and _LAST_TIME.search(clause))


def find_disciplines(source: Source) -> tuple[Finding, ...]:
    """The first of the fullest lists; a single discipline only in the phrase of the years before the list."""
    best: list[Finding] = []
    for match in _DISCIPLINES.finditer(source.text):
        found = list(_each_discipline(match))
        fewest = 2 if all(discipline.value in match.group() for discipline in found) else 3
        if len(found) >= fewest and len(found) > len(best):
            best = found
    if not best:
        single = [m.span("one") for m in _EXECUTED.finditer(source.text)]
        best = [Finding(source.text[start:end], start, end, "discipline-list") for start, end in single[-1:]]
    return tuple(best)


def _each_discipline(row: re.Match[str]) -> Iterator[Finding]:
    """Those of one list; a bare 政治 points at the row up to the 纪律 that it shares."""
    names: set[str] = set()
    for match in _ONE_DISCIPLINE.finditer(row.string, *row.span()):
        end = match.end() if match["full"] else row.string.index("纪律", match.end()) + 2
        if match["kind"] not in names:
            names.add(match["kind"])
            yield Finding(match["kind"] + "纪律", match.start(), end, "discipline-list")


def find_cited_rules(source: Source) -> tuple[Finding, ...]:
    first: dict[str, Finding] = {}
    for match in _CITED.finditer(source.text):
        span = match.span("title")
        if not _PERIODICAL.search(match["title"].strip()):
            first.setdefault(match["title"], Finding(source.written(*span), *span, "title-marks"))
    return tuple(first.values())


# Whose inspections are counted. Example: "党的十八大以来,|中央|已开展7轮巡视", "六届|市委|已先后开展8轮巡察"
_COUNTER = re.compile(r"中央|省委|自治区党委|市委|县委|区委|旗委|州委|地委|党委|党组")


def counts_for(source: Source, count: Finding, committee: str) -> bool:
    """Whether a count of rounds or units is the sending committee's own: a county's report may tell the centre's."""
    low = source.sentence_at(count.start).start
    counter = max(_COUNTER.finditer(source.text, low, count.start), key=lambda found: found.start(), default=None)
    if counter is None:
        return True
    return counter.group() in committee or (counter.group() != "中央" and committee.endswith(counter.group()))


def find_rounds_done(source: Source) -> Finding | None:
    return _count(source, _ROUNDS_DONE, "rounds-done")


def find_units_done(source: Source) -> Finding | None:
    return _count(source, _UNITS_DONE, "units-done")


def _count(source: Source, pattern: re.Pattern[str], rule: str) -> Finding | None:
    for match in pattern.finditer(source.text):
        number = to_int(match["count"] or match.groupdict().get("behind") or "")
        if number is not None and 0 < number <= _MOST_DONE:
            return Finding(str(number), *match.span(), rule)
    return None
