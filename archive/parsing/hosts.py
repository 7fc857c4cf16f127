"""Who presides over the meeting, and whose speech it is."""

import re
from itertools import islice

from archive.parsing.name_lists import names_at, names_between
from archive.parsing.names import Offsets, is_name, letters, name_at, name_before
from archive.parsing.offices import OFFICE, OFFICE_END
from archive.parsing.source import Finding, Source
from archive.parsing.surnames import has_surname

# Who presides over the meeting itself; 主持召开见面沟通会 and 主持市委常委会 are other meetings.
# Example: "吴利军|主持会议", "易际亮|主持。", "毛祖宾|主持反馈会议"
_PRESIDES = re.compile(
    r"主持(?:召开)?(?:了)?(?:(?=(?:这次|本次|此次|该|整个|今天|当天|当日)?的?(?:工作|进驻)?(?:会议|大会|动员|反馈|部署|启动))"
    r"|(?=向[^。,;\n]{0,12}领导班子)|(?=[,。、;\s]|$)|(?=召开[^。,;\n]{0,24}动员)|(?=并(?:作|做|讲|表|致|发|代|就))"
    r"|(?=下[,。、进召])|(?=的[^。,;\n]{0,12}(?:动员|反馈|部署|大会|会议))|(?=时(?:强调|指出|要求|说|表示))"
    r"|(?P<greeting>(?=(?:巡[视察]|工作|进驻){0,3}见面会)))"
)
# Other meetings. Example: "主持|反馈见面会", "主持召开|动员会前的沟通会"
_OTHER_MEETING = re.compile(r"[^。,;\n]{0,12}(?:会前|沟通|常委会|党组会|党委会|支委会|专题会|民主生活会|座谈|办公会)")
# Example: "民主生活会由|王刚|主持"
_OTHER_SUBJECT = re.compile(r"(?:沟通会|常委会|党组会|党委会|专题会|民主生活会|座谈会|办公会|学习会)[^,。;\n]{0,20}$")
# A head who greets the unit before the meeting. Example: "组长|靳怀民|主持"
_HEAD_BEFORE = re.compile(r"组长$")
# What may stand between name and 主持. Example: "舒畅|受三家单位委托|主持会议", "何平|同志|主持", "张三|局长|主持",
# "闵亦农|作表态发言并|主持会议"
_BETWEEN = re.compile(
    r"(?:\([^()\n]{1,20}\))?(?:同志|校长|院长|书记|局长|主任|主席|县长|镇长|乡长|部长|厅长|行长|董事长)?"
    r"(?:(?:受|代表)[^。,;\n]{1,20}?(?:委托|党组|党委|班子)?)?(?:[作做]了?(?:表态|动员|重要)?(?:发言|讲话),?并)?(?:负责|亲自|现场|的|在|将|还|也)?$"
)
# Several people, or nobody by name. Example: "郗明远、…董其昌|分别|主持"
_SEVERAL = re.compile(r"(?:分别|共同|先后|轮流|各自|依次|均|分头)$")
# Behind 会前 the meeting itself begins with one of these. Example: "会上,李希"
_AT_MEETING = re.compile(r"会上|会议|动员会")
# Often the meeting itself, unless another follows. Example: "见面会由|欧阳芳"
_GREETING = re.compile(r"(?<!动员)见面会[^。,;\n]{0,20}$")
# The label. Example: "主持人:何平", "主持会议的|市财政局局长白雪", "会议主持人为局党组成员、副局长|罗安举", "主持:何平"
_LABEL = re.compile(r"主持(?:人(?:[为是由:]|[ \t])|:|(?:本次|这次)?(?:会议|大会|动员会)的)[ \t]{0,4}")
_CLAUSE = re.compile(r"[^。,;:\n(]{2,60}")
_MOST = 200

# The line under a speech's title, perhaps with the office and the day. Example: "任晓平", "区民政局党组书记王志明"
_LONE_NAME = re.compile(
    rf"[\s(]*(?:讲话人:|主讲人:)?(?:[\u4e00-\u9fff、]{{2,30}}{OFFICE})?\s*(?P<name>[\u4e00-\u9fff·]{{2,12}})(?:同志)?[)\s]*"
    r"(?:\(?[\d年月日./-]{6,11}\)?)?\s*"
)
# The name in the title. Example: "张三|同志在巡察县财政局动员会上的讲话"
_NAMED_TITLE = re.compile(r"\s*(?P<name>[\u4e00-\u9fff·]{2,12}?)(?:同志)?在[^\n]{2,60}上的(?:动员|表态)?(?:讲话|发言)")


def _finding(source: Source, span: Offsets, rule: str) -> Finding:
    return Finding(letters(source.written(*span)), *span, rule)


def find_host(source: Source) -> Finding | None:
    """Who presides over the meeting, not over the talk before it."""
    for label in islice(_LABEL.finditer(source.text), _MOST):
        span = _labelled(source, label.end())
        if span is not None:
            return _finding(source, span, "label-of-host")
    greeting: Offsets | None = None
    for match in islice(_PRESIDES.finditer(source.text), _MOST):
        span = _presiding(source, match)
        if span is None:
            continue
        low = max(0, span[0] - 30)
        if match["greeting"] is None and not _GREETING.search(source.text, low, span[0]):
            return _finding(source, span, "presides-over-meeting")
        if not _HEAD_BEFORE.search(source.text, low, span[0]):
            greeting = greeting or span
    return _finding(source, greeting, "presides-over-meeting") if greeting else None


def _labelled(source: Source, start: int) -> Offsets | None:
    """The one name behind the label, perhaps behind posts."""
    names = names_at(source, start, known_surname=False)
    if names:
        return names[0] if len(names) == 1 else None
    for _ in range(4):  # posts may be joined by 、
        clause = _CLAUSE.match(source.text, start)
        if clause is None:
            return None
        for stop in reversed([office.end() for office in OFFICE_END.finditer(source.text, start, clause.end())]):
            end = name_at(source, stop, known_surname=False)
            if end is not None:
                return stop, end
        return None
    return None


def _presiding(source: Source, match: re.Match[str]) -> Offsets | None:
    text, sentence = source.text, source.sentence_at(match.start())
    before = text[sentence.start : match.start()]
    talk = before.rfind("会前")
    if talk >= 0 and not _AT_MEETING.search(before, talk + 2):
        return None
    if _OTHER_MEETING.match(text, match.end()):
        return None
    low = max(sentence.start, match.start() - 60)
    if _SEVERAL.search(text, low, match.start()) or _OTHER_SUBJECT.search(text, low, match.start()):
        return None
    between = _BETWEEN.search(text, max(low, match.start() - 26), match.start())
    for end in dict.fromkeys((between.start() if between else match.start(), match.start())):
        span = name_before(source, low, end)
        if span is not None:
            return span if not _is_shared(source, low, span[0]) else None
    return None


# Another who presides too. Example: "由张三和|李四主持"
_AND = re.compile(r"[\u4e00-\u9fff]{2}[和与]$")


def _is_shared(source: Source, low: int, start: int) -> bool:
    """Whether another person is named in the same list: 党委书记李明、院长|赵敏."""
    text = source.text
    low = max(low, *(text.rfind(mark, low, start) + 1 for mark in ",;:(由"))
    listed = names_between(source, low, start)
    return bool(_AND.search(text, low, start)) or any(has_surname(text[first:last]) for first, last in listed)


def find_speaker(source: Source) -> Finding | None:
    """Whose speech it is: named in the title, or alone in a line near the top, perhaps with an office."""
    for line in source.lines[:2]:
        titled = _NAMED_TITLE.match(line.text)
        if titled is not None and is_name(titled["name"]):
            start = line.start + titled.start("name")
            end = name_at(source, start)
            if end == line.start + titled.end("name"):
                return _finding(source, (start, end), "name-in-title")
    for line in source.lines[1:5]:
        match = _LONE_NAME.fullmatch(line.text)
        if match is None:
            continue
        start, end = line.start + match.start("name"), line.start + match.end("name")
        if name_at(source, start) == end:
            return _finding(source, (start, end), "name-under-title")
    return None
