"""Inspected units: the frames in which a notice says whom the inspection goes to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.parsing.committees import Committee
from archive.parsing.groups import GroupMentions
from archive.parsing.source import Finding, Source, Span
from archive.parsing.unitlist import split_units

_ACT = r"巡[视察查]"
_KIND = r"(?:[\"']?(?:常规|专项|机动式?|延伸|提级|交叉|联动|政治|脱贫攻坚|直接|回头看)[\"']?)"

# The opening meeting, named after the unit. Example: "巡视|深圳证券交易所|工作动员会", "巡察|市工商联党组|动员会上的讲话"
_MEETING = re.compile(
    rf"{_ACT}(?P<units>[^。!?;\n,]{{2,60}}?)(?:{_KIND}{{0,2}}(?:巡[视察查])?工作)?(?:进驻)?动员(?:部署)?(?:大)?会"
)

# The verb behind "对…". Example: "对|市市场监督管理局|开展巡察", "对|13个市(州)|进行专项巡视"
_ON = re.compile(
    rf"(?:党委|党组)?(?:分别)?(?:(?:开展|进行|实行|实施|启动)(?:了)?(?:为期[^,。;]{{1,12}}的)?(?:新一轮|本轮|首轮)?{_KIND}{{0,3}}"
    rf"(?:为期[^,。;]{{1,12}}的)?{_KIND}{{0,2}}(?:{_ACT}|\"回头看\")|的(?:{_KIND}{{0,2}}{_ACT}|进驻))"
)
_TARGET = "对"

# The group moves in. Example: "进驻|市发改委、市工商联等7家单位党组织|开展", "进驻|中国传媒大学|。"
_ENTER = re.compile(
    r"(?:进驻|入驻|进点)(?:了|到)?(?P<units>(?:[^。!?;\n,(]|\([^)\n]{0,20}\)){2,400}?)"
    r"(?=开展|并召开|召开|进行|并开展|[。,;\n]|$)"
)

# Findings given back. Example: "向|市政府办公室党组|反馈", "反馈了对|籍山镇梅园社区、大港村|的巡察"
_FEEDBACK = re.compile(r"向(?P<units>[^。!?;\n,]{2,80}?)(?:进行)?(?:了)?(?:集中)?反馈")

# Where the meeting was held; the place is the unit where nothing else names it. Example: "在|宜昌市妇幼保健院|召开巡察工作动员会"
_HELD_AT = re.compile(rf"在(?P<units>[^。!?;\n,]{{2,40}}?)(?:分别)?召开(?:{_ACT})?(?:工作)?动员(?:大)?会")

# A group's own line in an announcement. Example: "县委第二巡察组|巡察|县人大机关、县政协机关。"
_GROUP_LINE = re.compile(rf"组{_ACT}(?P<units>[^。!?;\n]{{2,400}}?)(?=[。;\n]|$)")

# A list behind a colon. Example: "本批次共8所高校:|温州大学、…"
_COLON = re.compile(r"(?:单位|高校|对象|学校|企业|部门|党组织|地方)(?:为|是)?:(?P<units>[^。!?\n:]{4,600})")

# A list under a heading of its own in an announcement. Example: "(1)常规巡察\n|平湖技师学院、崇文小学\n"
_HEADING = re.compile(
    rf"^(?:[(（]?[一二三四五六七八九十\d]{{1,2}}[)、.．]?\s?){{0,2}}(?:{_KIND}{{0,2}}{_ACT}|{_ACT})?(?:\"回头看\"|对象|单位)?:?$"
)
_HEADING_WORD = re.compile(rf"{_ACT}|对象")

# Somebody else's inspection, an earlier one, a later one. Example: "听取", "适时开展"
_ELSEWHERE = re.compile(r"听取|适时|曾|上一轮|已三次")


@dataclass(frozen=True, slots=True)
class UnitFinding:
    """A unit, and the frame that named it (its sentence's span, for types and groups)."""

    finding: Finding
    frame: Span


def find_units(source: Source, mentions: GroupMentions, sender: Committee | None) -> tuple[UnitFinding, ...]:
    """Every unit named as inspected in this round, in text order, each once."""
    found = [unit for frame in _frames(source, mentions, sender) for unit in _in_frame(source, *frame)]
    if not found:
        found = [unit for frame in _held(source) for unit in _in_frame(source, *frame)]
    first: dict[str, UnitFinding] = {}
    for unit in sorted(found, key=lambda unit: unit.finding.start):
        first.setdefault(unit.finding.value, unit)
    return tuple(_without_parts(list(first.values())))


Frame = tuple[int, int, Span, str]


def _frames(source: Source, mentions: GroupMentions, sender: Committee | None) -> Iterator[Frame]:
    announced = [
        sentence
        for sentence in (*source.lead, *_later(source))
        if not _ELSEWHERE.search(sentence.text[:400]) and len(sentence.text) < 4000
    ]
    for sentence in announced:
        for start, end, rule in _sentence_frames(sentence):
            low = sentence.start + start
            if _is_senders(mentions, sender, sentence.start, low):
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
        (_COLON, "unit-list"),
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
    """Where the target begins behind the last 对 that opens one, not the 对 inside 针对 or 对口."""
    at = end
    while at > low:
        at = text.rfind(_TARGET, low, at)
        if at < 0:
            return None
        if text[at - 1 : at] not in {"针", "反", "应", "面", "相", "核", "绝"} and not text.startswith("对村", at):
            return at + 1
    return None


def _is_senders(mentions: GroupMentions, sender: Committee | None, low: int, offset: int) -> bool:
    """Whether the group nearest in front, in the same sentence, is one that the sender sent."""
    nearest: Committee | None = None
    for committee in mentions.senders:
        if low <= committee.start < offset:
            nearest = committee
    return nearest is None or sender is None or nearest.kind == sender.kind


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
            yield sentence.start + start, sentence.start + end, sentence, "unit-where-held"


def _in_frame(source: Source, start: int, end: int, frame: Span, rule: str) -> Iterator[UnitFinding]:
    for low, high in split_units(source.text, start, end):
        yield UnitFinding(Finding(source.written(low, high), low, high, rule, 0.85), frame)


def _without_parts(units: Sequence[UnitFinding]) -> Iterator[UnitFinding]:
    """Drops a short form of another unit: 人民医院 beside 凤阳县人民医院 in the same list of units."""
    names = [unit.finding.value for unit in units]
    for unit in units:
        name = unit.finding.value
        if not any(is_short_for(name, other) for other in names):
            yield unit


def is_short_for(short: str, full: str) -> bool:
    """Whether `short` is `full` with characters left out: 深交所 for 深圳证券交易所."""
    if short == full or len(short) >= len(full) or len(short) < 2:
        return False
    rest = iter(full)
    return all(char in rest for char in short) and short[-1] == full[-1]


# Where a text speaks of the unit again by a short form. Example: "深交所|党委书记", "通用技术集团|发展"
_SHORT = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,12}?)(?=党委|党组|各级|领导班子|发展|党风|系统|工作深入)")


def find_aliases(source: Source, unit: str, units: Iterable[str]) -> tuple[str, ...]:
    """Short forms that the same text uses for the unit; other units' names are none."""
    others = set(units)
    found: dict[str, int] = {}
    for match in _SHORT.finditer(source.text):
        word = match["name"]
        for start in range(len(word) - 2):
            short = word[start:]
            if short[0] in unit[:4] and is_short_for(short, unit) and short not in others and len(short) >= 3:
                found[short] = found.get(short, 0) + 1
                break
    return tuple(found)
