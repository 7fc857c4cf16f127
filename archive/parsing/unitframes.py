"""The frames in which a notice says whom the inspection goes to: 对…开展巡察, 进驻…, 巡察对象:…"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.numerals import NUMERAL
from archive.parsing.committees import Committee
from archive.parsing.groups import GroupMentions
from archive.parsing.mentions import ELSEWHERE
from archive.parsing.source import Source, Span

_ACT = r"巡[视察查]"
_KIND = r"(?:[\"']?(?:常规|专项|机动式?|延伸|提级|交叉|联动|政治|脱贫攻坚|直接|回头看|村\(社区\))[\"']?)"
# What opens an inspection. Example: "开展", "进行为期两个月的"
_DO = r"(?:开展|进行|实行|实施|启动|展开)"

# What the work is about, beside the unit that it is done in. Example: "市教育局党委|暨中小学"校园餐"|专项巡察"
_FIELD_TOO = rf"(?:暨[^。!?;\n,党]{{2,24}}?(?:[\"']|领域|方面|系统|问题)(?={_KIND}{{1,2}}{_ACT}))?"
# The opening or closing meeting, named after the unit.
# Example: "巡视|深圳证券交易所|工作动员会", "巡察|市工商联党组|动员会上的讲话"
_MEETING = re.compile(
    rf"{_ACT}(?![组的单工办])(?P<units>(?:(?!{_ACT})[^。!?;\n,]){{2,110}}?){_FIELD_TOO}(?:{_KIND}{{0,2}}(?:巡[视察查])?工作)?"
    r"(?:(?:进驻)?(?:见面会?(?:暨|和|及))?动员(?:部署)?(?:大)?会|(?:工作)?(?:情况)?反馈(?:大)?会)"
)

# The verb behind "对…". Example: "对|市市场监督管理局|开展巡察", "对|13个市(州)|进行为期两个月的专项巡视"
_ON = re.compile(
    rf"(?:党委|党组)?(?:分别|集中|同步|统一)?(?:{_DO}(?:了)?(?:为期[^,。;]{{1,12}}的)?(?:新一轮|本轮|首轮)?(?:{_KIND}[、和与]?){{0,3}}"
    rf"(?:为期[^,。;]{{1,12}}的)?{_KIND}{{0,2}}(?:{_ACT}|\"回头看\")|的(?:{_KIND}{{0,2}}{_ACT}|进驻))"
)
# With more words between, only what ends like a name counts.
# Example: "对|县农业农村局党组|开展高标准农田建设领域专项巡察", "对|市水利局党组|巡察"回头看""
_ON_FIELD = re.compile(
    rf"{_DO}[^。;\n,、]{{0,24}}?(?:{_ACT}|回头看|政治体检)|(?:党委|党组|党组织){_KIND}{{0,2}}(?:{_ACT}(?![组办工])|进驻)"
)
_TARGET = "对"
# Words that hold a 对 of their own. Example: "针|对", "|对外", "常规巡察暨|对村|巡察"
_NOT_BEFORE_TARGET = frozenset("针反应面相核绝")
_NOT_TARGET = re.compile(r"对(?:村|外(?!国)|口)")

# The group moves in. Example: "进驻|市发改委、市工商联等7家单位党组织|开展", "进驻|中国传媒大学|。"
_ENTER = re.compile(
    r"(?:进驻|入驻|进点)(?:了|到)?(?!前|后(?!勤)|时|当[日天]|期间|完|到位|情况)(?P<units>(?:[^。!?;\n,(]|\([^)\n]{0,40}\)){2,400}?)"
    r"(?=开展|并召开|召开|进行|并开展|动员|见面|[。,;\n]|$)"
)

# Findings given back, or the work explained. Example: "向|市政府办公室党组|反馈", "向|喀拉苏乡党委|作巡察动员"
_TO = re.compile(
    r"向(?P<units>[^。!?;\n]{2,200}?)(?:分别|进行|作|面对面|当面|一对一|集中|逐一)?(?:了)?(?:集中)?(?:反馈(?P<behind>的是)?|作巡[视察查]动员)"
)

# Where a group goes. Example: "到|县林业局|开展巡察", "在|县融媒体中心、县档案馆两家单位|开展常规巡察"
_GO = re.compile(
    rf"(?:到|赴|在)(?P<units>[^。!?;\n,]{{2,110}}?)(?:{_DO}{_KIND}{{0,3}}{_ACT}|开展工作|(?:{_ACT})?(?:工作)?(?:动员|反馈)会上)"
)
# Example: "来到|市交通运输局"
_COME = re.compile(r"(?:来到|走进|分赴|奔赴|分头赴|先后[到赴]|分别[到赴])(?=[\u4e00-\u9fff])")

# Whose rectification a report tells of, in its heading.
# Example: "中共|中国联合网络通信集团有限公司|党组关于巡视整改情况的通报"
_OWN_REPORT = re.compile(
    r"(?:^|\n)\s*(?:中国共产党|中共)?(?P<units>[^\n,。;:]{3,40}?)(?:党组|党委|委员会|党总支|党支部)关于[^\n]{0,60}整改"
)

# A list behind a colon. Example: "本批次共8所高校:|温州大学、…", "对以下单位开展常规巡察:|区总工会、…"
_COLON = re.compile(
    rf"(?:单位|高校|对象|学校|企业|部门|党组织|地方)(?:党委|党组织)?(?:为|是|{_DO}{_KIND}{{0,2}}{_ACT})?:"
    r"(?P<units>[^。!?;\n:]{4,600})"
)

# Words of the sentence behind 巡察, where no name begins.
# Example: "巡察|对象", "巡视|将对", "巡察|组", "巡察|聚焦", "巡察|期间"
_GOES_ON_BEHIND_ACT = (
    r"对(?!外)|将(?!乐)|拟|正[对在]|已|共[对派]|还|即将|主要|针对|聚焦|覆盖|选取|启动|全面|重点|坚持|采取|深入|开展|进行"
    r"|[组的单工办干机整反发期过]"
)
# Behind these a list may begin whose end only the names tell.
# Example: "常规巡察|市委统战部、…6家单位;", "巡察组此次一并巡视|海拉尔区、…", "的对象是|市城管局、…",
# "包括|中央宣传部、…"
_OPEN = re.compile(
    rf"{_ACT}(?:\"回头看\")?(?:了)?(?!{_GOES_ON_BEHIND_ACT})|反馈了(?!对)|[外的],?还有"
    r"|(?:对象|单位|党组织|[家个所](?:单位)?)(?:分别)?(?:是|为|有|包括)(?=[\u4e00-\u9fff])|(?:包括|包含|涉及|分别为|分别是)(?=[\u4e00-\u9fff])"
)

# A group with its units in brackets. Example: "县委第二巡察组(|县司法局、冶力关镇|)"
_BRACKETED = re.compile(r"组\((?=[\u4e00-\u9fff])")
# A label or a group's own part in front of a list. Example: "县委第一巡察组(组长叶建军):|县住建局、…",
# "中央第一巡视组(组长 缪启明)--|山西省。", "政府口:|市发展和改革委员会、…"
_LABELLED = re.compile(
    r"(?:(?<=[组)口类批\"家个所]):|(?<=[单对党](?:位|象|委)):|(?<=党组织):|(?<=有):|(?<=是):|(?<=为):|--)(?=[\u4e00-\u9fff(])"
)
_LABEL = re.compile(
    rf"(?:组(?:\([^()\n]{{1,60}}\))?|{_ACT}(?:\"回头看\")?|回头看\"?(?:单位|对象)?|单位|对象|党组织|[口类批]|[家个所](?:单位)?(?:党组织)?"
    rf"|名单|任务|(?:[的位织门方]有|的是|[分]?别[为是]|为|是|如下))(?::|--)$"
)
# Whose label is another's. Example: "信息来源:县委办公室", "主办单位:"
_NOT_LABEL = re.compile(r"(?:来源|主办|承办|协办|供稿|责任|报送|主送|抄送|支持|参加|出席|列席|落款|工作)[^:]{0,4}:$")

# What is done, behind the units. Example: "其中,市投资促进局、市林业局等|为常规巡察"
_OF_KIND = re.compile(rf"(?:等)?(?:均|都)?(?:为|是|接受){_KIND}{{1,2}}{_ACT}")
_AMONG = re.compile(r"\s*(?:其中|另外|此外)[,:]?")
# Units that tell of their own rectification, counted: who publishes for others is none of them.
# Example: "兰州大学|等11个单位17日向社会公布巡视整改进展情况"
_PUBLISH = re.compile(
    rf"等\s?(?:\d{{1,3}}|{NUMERAL})[个家所](?:单位|高校|院校|企业|部门|地方|党组织|党[委组])[^。,;、\n]{{0,24}}(?:公布|公开|通报)了?"
    rf"[^。,;、\n]{{0,12}}{_ACT}(?:反馈(?:意见|问题)?)?(?:集中)?整改(?:落实|完成|工作)?(?:进展)?(?:情况|结果|报告)"
)
# What stands in front of the first of them. Example: "新华社北京4月17日电 |山东大学", "|4月17日|,", "日前|"
_NEWS = re.compile(r"(?:[^、]{0,30}?\d日?(?:电|讯)|(?:(?:\d{1,2}月)?\d{1,2}日|日前|近日|昨日|今日))?\s*")
# In charge, behind the units. Example: "县商务局、县工商业联合会|由县委第二巡察组负责"
_IN_CHARGE = re.compile(r"由(?=[^。;,\n]{0,24}巡[视察查]组(?:负责|承担|巡))")

# The heading of an announcement. Example: "关于巡察|市供销社|的公告"
_ANNOUNCED = re.compile(rf"{_ACT}(?![组的单工])(?P<units>[^。!?;\n,]{{2,40}}?)的(?:公告|通告|通知)")

# A list under a heading of its own.
# Example: "(1)常规巡察\n|平湖技师学院、崇文小学\n", "二、巡察"回头看"\n|市中医医院、…"
_HEADING = re.compile(
    rf"^\s*(?:[(（]?[一二三四五六七八九十\d]{{1,2}}[)、.．]?\s?){{0,2}}"
    rf"(?:{_KIND}{{0,2}}{_ACT}|{_ACT})?(?:\"回头看\"|的?对象|的?单位|党组织|名单)?:?\s*$"
)
# Example: "巡察对象"
_HEADING_WORD = re.compile(rf"{_ACT}|对象")
# A number in front of an item. Example: "1.|县教育局"
_BULLET = re.compile(r"^\s*(?:[(（]?[一二三四五六七八九十\d]{1,2}[)、.．)]|[●■▲◆·►▍*-])\s?")

# Where the meeting was held; the place is the unit where nothing else names it.
# Example: "在|宜昌市妇幼保健院|召开巡察工作动员会"
_HELD_AT = re.compile(
    rf"在(?P<units>[^。!?;\n,]{{2,40}}?)(?:分别)?(?:召开|举行)(?:了)?(?:进驻|{_ACT})?(?:工作)?(?:动员|反馈)(?:大)?会"
)
# A hall is where they met, not whom they inspect. Example: "在综合楼报告厅召开"
_VENUE = re.compile(r"(?:厅|楼|会议中心|会议室|行政中心|礼堂|宾馆|酒店|影剧院|剧场)$")
# Who holds the meeting in the heading. Example: "|市水利和湖泊局|召开巡察动员会"
_HOLDS = re.compile(rf"^\s*(?P<units>[\u4e00-\u9fff()、]{{3,40}}?)(?:召开|举行|接受|迎接|迎来)[^\n]{{0,30}}?{_ACT}")


# Where the heading of a page stands, below what the site puts above it.
_TOP = 400


@dataclass(frozen=True, slots=True)
class Frame:
    """Where names of units stand. said is what is said with them (types are read there); the group that inspects them
    is the one named last before `owner`, or the one that `owner` points at where it stands behind."""

    start: int
    end: int
    said: Span
    rule: str
    owner: int
    is_open: bool = False  # its end is told by the names alone
    is_strict: bool = False  # only what ends like a name is one
    is_row: bool = False  # a row of a table, of one group
    is_behind: bool = False  # the group stands behind the units


def find_frames(source: Source, mentions: GroupMentions, sender: Committee | None) -> Iterator[Frame]:
    for sentence in (*source.lead, *_later(source)):
        if len(sentence.text) >= 4000:
            continue
        for frame in _of_sentence(sentence):
            at = frame.start - sentence.start
            elsewhere = ELSEWHERE.search(sentence.text, max(0, at - 40), at)
            if not elsewhere and _is_senders(source, mentions, sender, sentence.start, frame.start):
                yield frame
    yield from _under_headings(source)


def find_fallback_frames(source: Source) -> Iterator[Frame]:
    """Names that count only where nothing says plainly who is inspected: the place and the host of the meeting."""
    for sentence in source.lead:
        for match in _HELD_AT.finditer(sentence.text):
            if not _VENUE.search(match["units"]):
                yield _frame(sentence, *match.span("units"), "unit-where-held")
    own = _OWN_REPORT.search(source.text[:_TOP])
    if own is not None:
        said = Span(own.start(), own.end(), own.group())
        yield Frame(*own.span("units"), said, "unit-of-report", own.start("units"), is_strict=True)
    for line in source.lines[:3]:
        holds = _HOLDS.match(line.text)
        if holds is not None:
            yield _frame(line, *holds.span("units"), "unit-of-heading", is_open=True)


# Behind the opening only a group's own line names units. Example: "县委第二巡察组|巡察|县人大机关"
_OWN_LINE = re.compile(
    rf"组{_ACT}|组(?:\([^()\n]{{1,60}}\))?(?::|--)|组负责|{_ACT}(?:单位|对象|党组织):|负责{_ACT}:|回头看\"?单位:"
)


def _later(source: Source) -> Iterator[Span]:
    known = {sentence.start for sentence in source.lead}
    for sentence in source.sentences:
        if sentence.start not in known and _OWN_LINE.search(sentence.text[:200]):
            yield sentence


def _frame(sentence: Span, start: int, end: int, rule: str, *, is_open: bool = False) -> Frame:
    low = sentence.start + start
    return Frame(low, sentence.start + end, sentence, rule, low, is_open)


# Without any of these no frame stands in a sentence.
_TRIGGER = re.compile(r"巡|[进入]驻|进点|反馈|对象|单位|[来走分奔][到进赴]|[到赴]|[:有为]|--|包括|包含|涉及|动员")


def _of_sentence(sentence: Span) -> Iterator[Frame]:
    text = sentence.text
    if not _TRIGGER.search(text):
        return
    for pattern, rule in (
        (_MEETING, "unit-of-meeting"),
        (_ENTER, "unit-entered"),
        (_GO, "unit-gone-to"),
        (_COLON, "unit-list"),
        (_ANNOUNCED, "unit-announced"),
    ):
        for match in pattern.finditer(text):
            frame = _frame(sentence, *match.span("units"), rule)
            yield replace(frame, is_strict=pattern in {_GO, _ANNOUNCED})
    for pattern in (_ON, _ON_FIELD):
        for match in pattern.finditer(text):
            start = _target(text, max(0, match.start() - 400), match.start())
            if start is not None:
                yield _frame(sentence, start, match.start(), "unit-inspected", is_open=pattern is _ON_FIELD)
    for match in _TO.finditer(text):
        yield from _feedback(sentence, match)
    yield from _open_frames(sentence)


def _feedback(sentence: Span, match: re.Match[str]) -> Iterator[Frame]:
    """向A反馈; 甲组向A、乙组向B分别反馈: each from its 向 on."""
    text = sentence.text
    starts = [at.end() for at in re.finditer("向", text[: match.end("units")]) if at.start() >= match.start()]
    for start in starts[:-1]:
        yield _frame(sentence, start, match.end("units"), "unit-of-feedback", is_open=True)
    low, high = sentence.start + starts[-1], sentence.start + match.end("units")
    owner = sentence.start + match.end() if match["behind"] else low
    yield Frame(low, high, sentence, "unit-of-feedback", owner, is_behind=bool(match["behind"]))


def _open_frames(sentence: Span) -> Iterator[Frame]:
    text = sentence.text
    for pattern, rule in ((_OPEN, "unit-named-behind"), (_COME, "unit-come-to")):
        for match in pattern.finditer(text):
            yield _frame(sentence, match.end(), len(text), rule, is_open=True)
    for match in _LABELLED.finditer(text):
        low = max(0, match.start() - 70)
        if _LABEL.search(text, low, match.end()) and not _NOT_LABEL.search(text, low, match.end()):
            yield _frame(sentence, match.end(), len(text), "unit-behind-label", is_open=True)
    for match in _BRACKETED.finditer(text):
        close = text.find(")", match.end(), match.end() + 200)
        if close > 0:
            yield _frame(sentence, match.end(), close, "unit-in-brackets", is_open=True)
    for match in _OF_KIND.finditer(text):
        start = _clause_start(text, match.start())
        among = _AMONG.match(text, start, match.start())
        yield _frame(sentence, among.end() if among else start, match.start(), "unit-of-kind", is_open=True)
    for match in _PUBLISH.finditer(text):
        start = max(_clause_start(text, match.start()), text.rfind(",", 0, match.start()) + 1)
        news = _NEWS.match(text, start, match.start())
        yield _frame(sentence, news.end() if news else start, match.start(), "unit-of-report", is_open=True)
    for match in _IN_CHARGE.finditer(text):
        start = _clause_start(text, match.start())
        low = sentence.start + start
        yield Frame(low, sentence.start + match.start(), sentence, "unit-in-charge", sentence.start + match.end(),
                    is_open=True, is_behind=True)  # fmt: skip


def _clause_start(text: str, end: int) -> int:
    return max(text.rfind(mark, 0, end) for mark in "。;:\n") + 1


def _target(text: str, low: int, end: int) -> int | None:
    """Where the target begins behind the last 对 that opens one, not the 对 inside 针对, 对口 or 对外."""
    at = end
    while at > low:
        at = text.rfind(_TARGET, low, at)
        if at < 0:
            return None
        if text[max(0, at - 1) : at] not in _NOT_BEFORE_TARGET and not _NOT_TARGET.match(text, at):
            return at + 1
    return None


# Whom the sender's group works with. Example: "县委第七巡察组|与|南阳市委巡察组上下联动,对…"
_TOGETHER_WITH = re.compile(r"巡[视察查]组(?:与|和|同|会同|联合|配合)$")


def _is_senders(source: Source, mentions: GroupMentions, sender: Committee | None, low: int, offset: int) -> bool:
    """Whether the group nearest in front, in the same sentence, is one that the sender sent, or works with one."""
    index = bisect_left(mentions.senders, offset, key=lambda committee: committee.start) - 1
    nearest = mentions.senders[index] if index >= 0 else None
    if nearest is not None and index and _TOGETHER_WITH.search(source.text, max(low, nearest.start - 8), nearest.start):
        nearest = mentions.senders[index - 1]
    return nearest is None or nearest.start < low or sender is None or nearest.sends_like(sender)


def _under_headings(source: Source) -> Iterator[Frame]:
    """Lines under a heading like 巡察对象 or (1)常规巡察: one list, or an item to a line."""
    lines = source.lines
    for index, line in enumerate(lines[1:-1], start=1):
        heading = line.text.strip()
        if len(heading) > 20 or not _HEADING.match(heading) or not _HEADING_WORD.search(heading):
            continue
        for below in lines[index + 1 : index + 80]:
            bullet = _BULLET.match(below.text)
            if _HEADING.match(below.text) or (":" in below.text and "、" not in below.text):
                break
            start = below.start + (bullet.end() if bullet else 0)
            said = Span(line.start, below.end, source.text[line.start : below.end])
            yield Frame(start, below.end, said, "unit-list", start, is_open=True)
            if bullet is None:
                break
