"""What kind of notice it is, and whether it is one at all; its heading."""

import re

from archive.parsing.source import Finding, Source, Span

# Example: "在巡察市工商联党组动员会上的讲话"
_SPEECH_TITLE = re.compile(r"(?:会|会议)上的(?:讲话|发言|动员讲话|表态发言)")
# A speech without its title begins so. Example: "同志们:"
_SALUTATION = re.compile(r"^\s*(?:各位领导[、,])?同志们[::!,]", re.MULTILINE)
# and says what only a speaker says. Example: "讲三点意见", "谢谢大家"
_THANKS = re.compile(r"谢谢大家|讲[一二三四五几]点意见|我(?:就|代表)")

# Example: "巡视整改进展情况", "整改情况的通报"
_RECTIFICATION = re.compile(r"整改(?:落实)?(?:进展)?情况[^。,]{0,10}(?:公布|通报|公开|报告|公示)|整改进展情况")
# Example: "向市政府办公室党组反馈巡察情况", "情况反馈大会"
_FEEDBACK = re.compile(r"向[^。,;\n]{2,60}反馈|反馈(?:大会|会议?|意见)|反馈了|巡[视察查]反馈")
# Example: "巡 察 公 告", "公告如下"
_ANNOUNCEMENT = re.compile(r"公告(?:如下)?[::]?(?=\n|$|。)|巡[视察查]公告|进驻公告")
# Example: "动员部署会", "动员会", "完成…进驻和动员工作"
_DEPLOYMENT = re.compile(r"动员部署(?:会|大会|会议)|工作部署会")
# Example: "工作动员会", "作动员讲话"
_MEETING = re.compile(r"动员(?:大)?会|动员讲话|进驻和动员|工作动员")
# Example: "正式进驻", "开展常规巡察"
_ENTERED = re.compile(r"进驻|入驻|进点|开展[^。,]{0,12}巡[视察查]")
# Several groups at once. Example: "15个中央巡视组", "巡视对象公布", "全面展开"
_ROUND_NEWS = re.compile(
    r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})个[^。,、]{0,10}巡[视察查]组|对象公布|全面展开|一览表|第[^。,]{1,4}轮[^。,]{0,8}(?:启动|展开|转入|动员)"
)
# A unit's own meeting, however many groups the round has. Example: "巡察工作动员会", "进驻动员大会"
_UNIT_MEETING = re.compile(r"(?:工作|进驻|巡[视察])动员(?:大)?会")
# All groups of a round at once. Example: "13个省委巡视组已全部进驻", "进驻情况一览表"
_COUNTED = re.compile(
    r"一览表|(?:\d{1,3}|[一二三四五六七八九十]{1,3})个[^。,、]{0,10}巡[视察查]组[^。]{0,12}(?:全部|已|陆续)"
)

# How the public reaches a group: what an announcement is for. Example: "值班电话:0760-…"
_REACHED = re.compile(r"(?:电话|邮政信箱|电子邮箱|来信请寄)(?:为|:)")

# Without any of these nothing is being inspected: a group may be named because of its office.
# Example: "进驻", "十三届县委第十轮巡察"
_CONTENT = re.compile(
    r"动员|进驻|入驻|进点|反馈|整改|公告|对象|轮[^。,;]{0,6}巡[视察查]|(?:对|到|赴|开展)[^。;]{1,80}巡[视察查]"
    r"|巡[视察查](?:工作)?(?:期间|时间)|巡[视察查]组(?:副)?组长|组巡[视察查]"
)
# Visits of other bodies that borrow the words. Example: "脱贫攻坚督查巡查"
_OTHER_WORK = re.compile(r"督查巡查|督查组|环保督察|安全巡查")


def has_inspection(source: Source) -> bool:
    """Whether the text reports an inspection, not another kind of visit."""
    return not _OTHER_WORK.search(source.text[:600]) and bool(_CONTENT.search(source.text))


def find_kind(source: Source) -> str:
    title = "\n".join(line.text for line in source.lines[:3])[:200]
    lead = source.text[:600]
    if _SPEECH_TITLE.search(title) or (_SALUTATION.search(source.text[:200]) and _THANKS.search(source.text)):
        return "mobilization_speech"
    if _RECTIFICATION.search(lead):
        return "rectification"
    if _FEEDBACK.search(lead) and not _MEETING.search(title):
        return "feedback"
    if _ANNOUNCEMENT.search(lead):
        return "announcement"
    return _news(lead, source)


def _news(lead: str, source: Source) -> str:
    if _COUNTED.search(lead) or (_ROUND_NEWS.search(lead) and not _UNIT_MEETING.search(lead)):
        return "round_overview"
    if _DEPLOYMENT.search(lead) and not _UNIT_MEETING.search(lead):
        return "round_overview"
    if _MEETING.search(lead):
        return "mobilization_report"
    if _REACHED.search(source.text):
        return "announcement"
    return "mobilization_report" if _ENTERED.search(lead) else "round_overview"


# How the work is called. 巡查 is a slip for 巡察. Example: "第七|巡视|组", "第三轮|巡察"
_ACTIVITY = re.compile(r"巡[视察查](?=组)|(?<=轮)巡[视察查]")
# Example: "巡察"
_ANY_ACTIVITY = re.compile(r"巡[视察]")


def find_activity(source: Source, sender_kind: str) -> Finding | None:
    """巡视 or 巡察. The centre and the provinces send 巡视; elsewhere the word at the group or round tells."""
    if sender_kind in {"中央", "省委", "自治区党委"}:
        at = source.text.find("巡视")
        if at >= 0:
            return Finding("巡视", at, at + 2, "activity-of-level")
    match = _ACTIVITY.search(source.text) or _ANY_ACTIVITY.search(source.text)
    if match is None:
        return None
    value = "巡视" if match.group() == "巡视" else "巡察"
    return Finding(value, *match.span(), "activity-word")


# What stands in the first lines without being the heading. Example: "当前位置: 首页", "第01版:头版", "来源:太仓日报"
_NOT_A_TITLE = re.compile(r"^\s*(?:当前位置|首页|第\s?\S{1,4}版|来源|发布时间|发布日期|时间|作者|同志们|本报讯|据)")
# Example: "巡察公告"
_TITLE_WORD = re.compile(r"巡[视察查]|公告|动员")
# A date line glued to the heading. Example: "…动员会召开|发布日期:2019-08-22"
_GLUED = re.compile(r"\s*(?:发布日期|发布时间|来源|时间|作者|浏览次数)[::]")
# Example: "第三巡视组"
_NUMBERED_GROUP = re.compile(r"第[^组\n]{1,8}巡[视察查]组")


def find_title(source: Source) -> Finding | None:
    """The heading: a short line at the top without a full stop. Of two, the one that names the group."""
    lines = [line for line in source.lines[:5] if not _NOT_A_TITLE.match(line.text)]
    if len(source.lines) < 2:
        return None
    headings: list[Span] = []
    for line in lines[:2]:
        if (
            len(line.text) > 90
            or "。" in line.text
            or line.text.rstrip().endswith((",", ":", ";"))
            or not _TITLE_WORD.search(line.text)
        ):
            break
        headings.append(line)
    if not headings:
        return None
    named = [line for line in headings if _NUMBERED_GROUP.search(line.text) and len(line.text.strip()) > 12]
    line = (named or headings)[0]
    glued = _GLUED.search(line.text)
    end = line.start + glued.start() if glued else line.end
    start, stop = source.folded.span(line.start, end)
    return Finding(source.folded.original[start:stop].strip(), line.start, end, "heading-line", 0.8)
