"""Inspected units: the frames in which a notice says whom the inspection goes to."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from archive.parsing.committees import Committee
from archive.parsing.groups import GroupMentions
from archive.parsing.mentions import ELSEWHERE
from archive.parsing.source import Finding, Source, Span
from archive.parsing.unitlist import SHORT_FORM, split_units, without_party

_ACT = r"巡[视察查]"
_KIND = r"(?:[\"']?(?:常规|专项|机动式?|延伸|提级|交叉|联动|政治|脱贫攻坚|直接|回头看|村\(社区\))[\"']?)"

# The opening or closing meeting, named after the unit.
# Example: "巡视|深圳证券交易所|工作动员会", "巡察|市工商联党组|动员会上的讲话"
_MEETING = re.compile(
    rf"{_ACT}(?![组的单工])(?P<units>[^。!?;\n,]{{2,60}}?)(?:{_KIND}{{0,2}}(?:巡[视察查])?工作)?"
    r"(?:(?:进驻)?动员(?:部署)?(?:大)?会|(?:工作)?情况反馈(?:大)?会)"
)

# The verb behind "对…". Example: "对|市市场监督管理局|开展巡察", "对|13个市(州)|进行专项巡视"
_ON = re.compile(
    rf"(?:党委|党组)?(?:分别)?(?:(?:开展|进行|实行|实施|启动)(?:了)?(?:为期[^,。;]{{1,12}}的)?(?:新一轮|本轮|首轮)?{_KIND}{{0,3}}"
    rf"(?:为期[^,。;]{{1,12}}的)?{_KIND}{{0,2}}(?:{_ACT}|\"回头看\")|的(?:{_KIND}{{0,2}}{_ACT}|进驻))"
)
_TARGET = "对"
# Words that hold a 对 of their own. Example: "针|对", "|对外", "常规巡察暨|对村|巡察"
_NOT_BEFORE_TARGET = frozenset("针反应面相核绝")
_NOT_TARGET = ("对村", "对外", "对口")

# The group moves in. Example: "进驻|市发改委、市工商联等7家单位党组织|开展", "进驻|中国传媒大学|。"
_ENTER = re.compile(
    r"(?:进驻|入驻|进点)(?:了|到)?(?P<units>(?:[^。!?;\n,(]|\([^)\n]{0,40}\)){2,400}?)"
    r"(?=开展|并召开|召开|进行|并开展|[。,;\n]|$)"
)

# Findings given back. Example: "向|市政府办公室党组|反馈", "反馈了对|籍山镇梅园社区、大港村|的巡察"
_FEEDBACK = re.compile(r"向(?P<units>[^。!?;\n,]{2,80}?)(?:进行)?(?:了)?(?:集中)?反馈")

# Where the meeting was held; the place is the unit where nothing else names it.
# Example: "在|宜昌市妇幼保健院|召开巡察工作动员会"
_HELD_AT = re.compile(rf"在(?P<units>[^。!?;\n,]{{2,40}}?)(?:分别)?召开(?:{_ACT})?(?:工作)?动员(?:大)?会")
# A hall is where they met, not whom they inspect. Example: "在综合楼报告厅召开"
_VENUE = re.compile(r"(?:厅|楼|会议中心|会议室|行政中心|礼堂|宾馆|酒店)$")

# Where a group goes. Example: "到|县林业局|开展巡察"
_GO = re.compile(rf"(?:到|赴)(?P<units>[^。!?;\n,]{{2,60}}?)(?:开展|进行){_KIND}{{0,3}}{_ACT}")

# A group's own line in an announcement. Example: "县委第二巡察组|巡察|县人大机关、县政协机关。"
_GROUP_LINE = re.compile(rf"组{_ACT}(?P<units>[^。!?;\n]{{2,400}}?)(?=[。;\n]|$)")

# A list behind a colon. Example: "本批次共8所高校:|温州大学、…", "对以下单位开展常规巡察:|区总工会、…"
_COLON = re.compile(
    rf"(?:单位|高校|对象|学校|企业|部门|党组织|地方)(?:党委|党组织)?(?:为|是|(?:开展|进行){_KIND}{{0,2}}{_ACT})?:"
    r"(?P<units>[^。!?;\n:]{4,600})"
)

# The heading of an announcement. Example: "关于巡察|市供销社|的公告"
_ANNOUNCED = re.compile(rf"{_ACT}(?![组的单工])(?P<units>[^。!?;\n,]{{2,40}}?)的(?:公告|通告|通知)")

# A list under a heading of its own in an announcement. Example: "(1)常规巡察\n|平湖技师学院、崇文小学\n"
_HEADING = re.compile(
    rf"^(?:[(（]?[一二三四五六七八九十\d]{{1,2}}[)、.．]?\s?){{0,2}}(?:{_KIND}{{0,2}}{_ACT}|{_ACT})?(?:\"回头看\"|对象|单位)?:?$"
)
# Example: "巡察对象"
_HEADING_WORD = re.compile(rf"{_ACT}|对象")

# No round has as many units by name; a text with more is no notice, and its work is bounded here.
_MOST = 500


@dataclass(frozen=True, slots=True)
class UnitFinding:
    """A unit, and the frame that named it (its sentence's span, for types and groups)."""

    finding: Finding
    frame: Span


def find_units(source: Source, mentions: GroupMentions, sender: Committee | None) -> tuple[UnitFinding, ...]:
    """Every unit named as inspected in this round, in text order, each once."""
    found = [unit for frame in _frames(source, mentions, sender) for unit in _in_frame(source, *frame)]
    held = [unit for frame in _held(source) for unit in _in_frame(source, *frame)]
    if not found or len(held) > 1:  # meetings in several units at once name units, one meeting may name a hall
        found += held
    first: dict[str, UnitFinding] = {}
    for unit in sorted(found, key=lambda unit: unit.finding.start):
        first.setdefault(unit.finding.value, unit)
    shorts = {alias for alias, _ in _given_short_forms(source)}
    named = [unit for name, unit in first.items() if name not in shorts or len(first) == 1]
    return tuple(_without_parts(named[:_MOST]))


Frame = tuple[int, int, Span, str]


def _frames(source: Source, mentions: GroupMentions, sender: Committee | None) -> Iterator[Frame]:
    announced = [sentence for sentence in (*source.lead, *_later(source)) if len(sentence.text) < 4000]
    for sentence in announced:
        for start, end, rule in _sentence_frames(sentence):
            low = sentence.start + start
            elsewhere = ELSEWHERE.search(sentence.text, max(0, start - 40), start)
            if not elsewhere and _is_senders(mentions, sender, sentence.start, low):
                yield low, sentence.start + end, sentence, rule
    yield from _listed(source)


def _later(source: Source) -> Iterator[Span]:
    """Behind the opening only a group's own line names units."""
    known = {sentence.start for sentence in source.lead}
    for sentence in source.sentences:
        if sentence.start not in known and _GROUP_LINE.search(sentence.text[:60]):
            yield sentence


def _sentence_frames(sentence: Span) -> Iterator[tuple[int, int, str]]:
    text = sentence.text
    for pattern, rule in (
        (_MEETING, "unit-of-meeting"),
        (_ENTER, "unit-entered"),
        (_FEEDBACK, "unit-of-feedback"),
        (_GO, "unit-gone-to"),
        (_COLON, "unit-list"),
        (_ANNOUNCED, "unit-announced"),
    ):
        for match in pattern.finditer(text):
            yield *match.span("units"), rule
    for match in _ON.finditer(text):
        low = max(0, match.start() - 400)
        start = _target(text, low, match.start())
        if start is not None:
            yield start, match.start(), "unit-inspected"
    line = _GROUP_LINE.search(text)
    if line is not None and "动员" not in text:
        yield *line.span("units"), "unit-of-group"


def _target(text: str, low: int, end: int) -> int | None:
    """Where the target begins behind the last 对 that opens one, not the 对 inside 针对, 对口 or 对外."""
    at = end
    while at > low:
        at = text.rfind(_TARGET, low, at)
        if at < 0:
            return None
        if text[max(0, at - 1) : at] not in _NOT_BEFORE_TARGET and not text.startswith(_NOT_TARGET, at):
            return at + 1
    return None


def _is_senders(mentions: GroupMentions, sender: Committee | None, low: int, offset: int) -> bool:
    """Whether the group nearest in front, in the same sentence, is one that the sender sent."""
    index = bisect_left(mentions.senders, offset, key=lambda committee: committee.start) - 1
    nearest = mentions.senders[index] if index >= 0 else None
    return nearest is None or nearest.start < low or sender is None or nearest.sends_like(sender)


def _listed(source: Source) -> Iterator[Frame]:
    """Lines under a heading like 巡察对象 or (1)常规巡察."""
    lines = source.lines
    for index, line in enumerate(lines[1:-1], start=1):
        heading = line.text.strip()
        if len(heading) > 14 or not _HEADING.match(heading) or not _HEADING_WORD.search(heading):
            continue
        below = lines[index + 1]
        if "、" in below.text and not _HEADING.match(below.text.strip()):
            yield below.start, below.end, Span(line.start, below.end, source.text[line.start : below.end]), "unit-list"


def _held(source: Source) -> Iterator[Frame]:
    for sentence in source.lead:
        for match in _HELD_AT.finditer(sentence.text):
            start, end = match.span("units")
            if _VENUE.search(match["units"]):
                continue
            yield sentence.start + start, sentence.start + end, sentence, "unit-where-held"


def _in_frame(source: Source, start: int, end: int, frame: Span, rule: str) -> Iterator[UnitFinding]:
    for low, high in split_units(source.text, start, end):
        yield UnitFinding(Finding(source.written(low, high), low, high, rule, 0.85), frame)


def _without_parts(units: Sequence[UnitFinding]) -> Iterator[UnitFinding]:
    """Drops a short form of another unit: 人民医院 beside 凤阳县人民医院 in the same list of units."""
    names = [unit.finding.value for unit in units]
    for unit in units:
        name = unit.finding.value
        if not any(is_short_for(name, other) or _is_head_of_firm(name, other) for other in names):
            yield unit


def _is_head_of_firm(name: str, other: str) -> bool:
    """中国移动 beside 中国移动通信集团公司; a town beside its village is a unit of its own."""
    return len(name) >= 4 and name != other and other.startswith(name) and other.endswith(("公司", "集团", "银行"))


def is_short_for(short: str, full: str) -> bool:
    """Whether `short` is `full` with characters left out: 深交所 for 深圳证券交易所."""
    if short == full or len(short) >= len(full) or len(short) < 2:
        return False
    rest = iter(full)
    return all(char in rest for char in short) and (short[-1] == full[-1] or short.endswith("集团"))


# Where a text speaks of the unit again by a short form, from a boundary up to what only follows a whole name.
# Example: ",|深交所|党委书记", "对|通用技术集团|发展"
_SHORT = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[在对到是向和与为由])(?P<name>[\u4e00-\u9fff]{2,10}?)"
    r"(?=党委|党组|各级|领导班子|党风|系统|工作深入|发展(?!有限|服务|中心|和|局|改革))"
)
# A piece that every firm or office has. Example: "集团公司"
_RANK = re.compile(r"(?:集团|有限|责任|股份|公司|管理局|委员会|办公室|服务中心|人民医院)+")


def find_aliases(source: Source, units: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Short forms that the same text uses for each unit; another unit's name is none."""
    words = list(dict.fromkeys(match["name"] for match in _SHORT.finditer(source.text)))
    shorts = [word for word in words[:_MOST] if word not in set(units)]
    stated = stated_aliases(source, units)
    return {
        unit: tuple(dict.fromkeys([*stated[unit], *(short for short in shorts if _shortens(short, unit))]))
        for unit in units
    }


def _given_short_forms(source: Source) -> Iterator[tuple[str, str]]:
    """Short forms that the text itself gives, each with the text in front: 深圳证券交易所|(以下简称"深交所")."""
    for match in islice(SHORT_FORM.finditer(source.text), _MOST):
        low = max(0, match.start() - 60)
        yield source.written(*match.span("short")), without_party(source.written(low, match.start()))


def _shortens(short: str, unit: str) -> bool:
    """Characters left out but for the ends, or a piece that stands in one run and is no mere word for its rank."""
    piece = len(short) >= 4 and short in unit and not _RANK.fullmatch(short)
    return short != unit and (piece or (len(short) >= 3 and short[0] in unit[:4] and is_short_for(short, unit)))


def stated_aliases(source: Source, units: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The short forms that the text itself gives each unit."""
    given = list(_given_short_forms(source))
    return {
        unit: tuple(dict.fromkeys(short for short, before in given if before.endswith(unit) and short != unit))
        for unit in units
    }
