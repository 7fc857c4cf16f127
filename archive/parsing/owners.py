"""Whose head somebody is: inspections are led by 巡察组; all other groups are committees, offices and task forces."""

import re
from dataclasses import dataclass

from archive.parsing.source import Source

_NUMBER = r"第?[一二三四五六七八九十\d零〇x×]{1,4}"

# The group right before the title. Example: "县委第一巡察组|", "巡察一组|", "提级巡察第二组|", "第三组|", "各组|"
_OWN_GROUP = (
    r"巡[视察查](?:\"?回头看\"?)?(?:工作)?组|巡[视察查](?:\"?回头看\"?)?"
    + _NUMBER
    + r"组|"
    + _NUMBER
    + r"(?:提级|交叉|联动|专项|机动){0,2}(?:巡[视察查])?组|(?:提级|交叉|联动|专项|机动|[各该本全我]|个)组"
)
# Example: "县委第一巡察组|组长", "三个组的|组长"
_OWN_AT_END = re.compile(rf"(?:{_OWN_GROUP})的?$")
# Example: "领导小组|组长", "纪检监察组|副组长", "督导组|组长"
_GROUP_AT_END = re.compile(r"组的?$")
# The group's last character serves twice. Example: "县委第三巡察|组长", "村民小|组长", "市财政局纪检|组长"
_OWN_SHARED = re.compile(r"巡[视察查]$")
_OTHER_SHARED = re.compile(
    r"(?:纪检|监察|督导|督察|督查|小|检查|考核|指导|工作|专案|项目|教研|课题|班|专家|宣讲|调研|帮扶|攻坚|协调|行政|党)$"
)

# The nearest of these in front of a title that stands alone; an office of a committee is no committee.
# One that is set up in the text is the unit's own.
# Example: "巡察工作领导小组|副组长", "派驻纪检组|组长", "成立整改工作组|,组长"
_ANY_GROUP = re.compile(
    rf"(?P<own>{_OWN_GROUP}|[本此这][轮次]巡[视察查](?!整改))"
    r"|(?P<set_up>(?:成立|组建|设立|建立|调整|充实)[^。,;\n]{0,30}?(?:小组|专班|(?:工作|联络|协调|保障|服务|整治|整改|攻坚|检查)组))"
    r"|领导小组(?!办|成员|委托|授权|同意|批准|安排|部署|决定|要求|意见|有关|会议|听取)|专班"
    r"|(?:纪检|监察|督[导查察]|检查|考核|工作|联络|协调|验收|调研|指导|审计|党小)组(?=副?组长)"
)
# Said of what somebody led before. Example: "县委第一巡察组|原|副组长", "曾任|中央第四巡视组组长"
_FORMER = re.compile(
    r"(?:(?<![太中平固开三阳清凌草高沽])原(?=[中省市县区州旗地校巡第副正]|$)|前任|历任|曾任|曾担任|首任|前)(?:[^,。;、:\n的]{0,20}组)?$"
)
# A title that was held only now names who holds it elsewhere. Example: "前往", "目前"
_NOT_FORMER = re.compile(r"[目日当此会提赛场]前|前[往来]")
# Between group and title. Example: "第三巡视组|正厅级|组长"
_RANK = re.compile(r"[正副][部厅局处科]级$")
_BACK = 160


@dataclass(frozen=True, slots=True)
class Owner:
    """is_own: an inspection group leads; is_unsaid: the title stands alone. end: where the group's name ends."""

    is_own: bool
    is_unsaid: bool
    end: int


_OTHER = Owner(False, False, 0)


def owner_of(source: Source, start: int) -> Owner:
    """Whose head the title that begins at start names."""
    text, low = source.text, max(0, start - 24)
    rank = _RANK.search(text, low, start)
    start = rank.start() if rank else start
    former = _FORMER.search(text, low, start)
    if former is not None and not _NOT_FORMER.search(text, max(0, former.start() - 1), start):
        return _OTHER
    if _OWN_AT_END.search(text, low, start) or _OWN_SHARED.search(text, low, start):
        return Owner(True, False, start)
    if _GROUP_AT_END.search(text, low, start) or _OTHER_SHARED.search(text, low, start):
        return _OTHER
    sentence = source.sentence_at(start).start
    nearest = _nearest(text, sentence, start)
    if nearest is None:
        before = _nearest(text, max(0, sentence - _BACK), sentence)
        if before is not None and (before["set_up"] or _leads_other(text, before)):
            return _OTHER
        return Owner(False, True, start)
    return Owner(True, False, nearest.end()) if nearest["own"] is not None else _OTHER


def _leads_other(text: str, group: re.Match[str]) -> bool:
    return group["own"] is None and text.startswith(("组长", "副组长"), group.end())


def _nearest(text: str, low: int, high: int) -> re.Match[str] | None:
    return max(_ANY_GROUP.finditer(text, low, high), key=lambda match: match.end(), default=None)
