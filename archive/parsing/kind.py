"""What kind of notice it is, and whether it is one at all; its heading."""

import re

from archive.numerals import NUMERAL
from archive.parsing.source import Finding, Source, Span

_N = r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3})"
_ACT = r"巡[视察查]"

# The heading's own words, in the order in which they decide.
# Example: "在巡察市工商联党组动员会上的讲话"
_SPEECH = re.compile(r"(?:上的|的)(?:动员|表态)?(?:讲话|发言)(?:稿|摘要|\(摘要\))?\s*$|^动员讲话$")
# Example: "整改进展情况的通报", "整改"硬碰硬" 群众"看得见""; a meeting that opens an inspection of it is none
_RECTIFIED = re.compile(r"整改(?!\"?回头看)(?!.*(?:动员|进驻))")
# Example: "中央第十三巡视组向江苏省反馈巡视情况"
_FED_BACK = re.compile(r"反馈")
# What is said there is said when all is over. Example: "在巡察情况反馈会议上的表态发言"
_AT_FEEDBACK = re.compile(r"反馈(?:大会|会议|会)上")
# Example: "巡 察 公 告", "县委巡察组公布联系方式", "信访受理方式"
_ANNOUNCED = re.compile(r"公告|通告|公布.{0,6}(?:联系|举报|信访)|(?:联系|举报|信访受理|受理)方式")
# All groups of a round at once. Example: "13个省委巡视组全部进驻", "巡视对象公布", "第七轮巡察启动", "进驻情况一览表"
_WHOLE_ROUND = re.compile(
    rf"一览表|对象公布|^(?!.*第{NUMERAL}\S{{0,12}}?组).*(?:全部|完成|开始|陆续|集中)进[驻点]\s*(?:$|\s)|{_N}个[^。,、]{{0,8}}组|{_N}个.{{0,6}}巡[视察查]组"
    r"|轮.{0,8}(?:启动|展开|铺开|动员部署|兵分|拉开|对象)|启动.{0,8}轮|全面展开|四级联动|组.{0,4}进[驻点]情况|轮.{0,8}进[驻点](?:情况|工作)|^(?!.*第.{1,3}\S{0,12}?组).*组.{0,4}进驻(?:这些|多|\d|[两三四五六七八九十])"
    r"|进[驻点](?:完毕|到位)|全部(?:就位|到位)",
    re.MULTILINE,
)
# One group, or one unit that it comes to. Example: "第三巡视组", "区委巡察一组", "进驻县教育局"
_ONE_GROUP = re.compile(rf"(?:第{NUMERAL}\S{{0,12}}?{_ACT}组|{_ACT}{_N}组|进驻[\u4e00-\u9fff]{{3}})")
# A meeting that opens, not one that deploys a round. Example: "巡察工作动员会召开"
_OWN_MEETING = re.compile(r"(?<!部署)动员(?:大)?会")
_COMES = re.compile(rf"动员|进驻|入驻|进点|见面|组{_ACT}|对.{{2,40}}{_ACT}|来[\u4e00-\u9fff]开展")

# A speech without its title begins so. Example: "同志们:"
_SALUTATION = re.compile(r"^\s*(?:各位领导[、,])?同志们[::!,]", re.MULTILINE)
# and says what only a speaker says. Example: "讲三点意见", "谢谢大家"
_THANKS = re.compile(r"谢谢大家|讲[一二三四五几]点意见|我(?:就|代表)")
# Rectification reported in the body. Example: "现将巡察整改进展情况予以公布"
_REPORTED = re.compile(
    r"(?:现将|现予)[^。]{0,40}整改[^。]{0,24}(?:公布|通报|公开|公示|如下)|公布[^。,]{0,8}整改(?:进展)?情况|整改(?:进展)?情况[^。,]{0,6}公布完毕"
)
# Findings given back in the body. Example: "向市政府办公室党组反馈巡察情况", "情况反馈大会召开"
_FEEDBACK = re.compile(
    rf"向[^。;\n]{{2,90}}?反馈(?:了|{_ACT}|专项|意见|情况|$)|反馈(?:大会|会议|会)|{_ACT}反馈(?:工作|意见|会)|接受反馈|向[^。,;\n]{{2,40}}反馈"
)
# Example: "公告如下", "我们的联系方式是", "县委第一巡察组巡察××镇公告\n"
_DECLARED = re.compile(
    r"(?<!宣读)(?<!宣读巡察)(?<!宣读了巡察)(?<!《)公告(?:如下)?[::]?(?=\n|$|。)|我们的联系方式|(?:现将|现就)[^。]{0,40}公[告布](?:如下)?"
)
# One group in one unit. Example: "市委第七巡察组进驻市住房公积金管理中心"
_MOVES_IN = re.compile(rf"第{NUMERAL}{_ACT}组(?:正式)?(?:进驻|入驻)(?:了)?(?![^。,]{{0,12}}[\d两三四五六七八九十]+家)")
# Example: "动员部署会", "完成…进驻和动员工作"
_DEPLOYMENT = re.compile(r"动员部署(?:会|大会|会议)|工作部署会")
# Example: "工作动员会", "作动员讲话"
_MEETING = re.compile(r"动员(?:大)?会|动员讲话|进驻和动员|工作动员|见面会")
# Example: "正式进驻", "开展常规巡察"
_ENTERED = re.compile(r"进驻|入驻|进点|来到|开展[^。,]{0,12}巡[视察查]")
# Several groups at once. Example: "15个中央巡视组", "巡视对象公布", "全面展开"
_ROUND_NEWS = re.compile(
    rf"{_N}个[^。,、]{{0,10}}{_ACT}组|对象公布|全面展开|一览表|轮[^。,]{{0,6}}进驻工作|第[^。,]{{1,4}}轮[^。,]{{0,10}}(?:启动|展开|转入|动员|开始|铺开)"
    r"|首轮[^。,]{0,10}(?:启动|展开|铺开|开始|拉开)"
)
# A unit's own meeting, however many groups the round has. Example: "巡察工作动员会", "进驻动员大会"
_UNIT_MEETING = re.compile(r"(?:工作|进驻|巡[视察])动员(?:大)?会")
# All groups of a round at once. Example: "13个省委巡视组已全部进驻", "进驻情况一览表"
_COUNTED = re.compile(rf"一览表|{_N}个[^。,、]{{0,10}}{_ACT}组[^。]{{0,12}}(?:全部|已|陆续|分别进驻)")

# How the public reaches a group: what an announcement is for. Example: "值班电话:0760-…"
_REACHED = re.compile(r"(?:电话|邮政信箱|电子邮箱|来信请寄)(?:为|:)")

# Without any of these nothing is being inspected: a group may be named because of its office.
# Example: "进驻", "十三届县委第十轮巡察"
_CONTENT = re.compile(
    r"动员|进驻|入驻|进点|反馈|整改|公告|对象|轮[^。,;]{0,6}巡[视察查]|(?:对|到|赴|开展)[^。;]{1,200}巡[视察查]"
    r"|巡[视察查](?:工作)?(?:期间|时间)|巡[视察查]组\(?(?:副)?组长|组(?:\([^()\n]{1,40}\))?巡[视察查]"
    r"|组:[\u4e00-\u9fff]{2,20}[局委办镇乡村校院厅部]"
)
# News of the inspectors' own affairs. Example: "全市巡察干部业务培训班开班"
_TRAINING = re.compile(r"培训班|业务培训|集中培训")
# Example: "巡察"
_ANY_WORD = re.compile(_ACT)
# A story that looks back on an inspection. Example: "几年前省委第三巡视组进驻我市", "此前,省委第五巡视组…曾收到"
_LOOKING_BACK = re.compile(r"此前|曾|[\u4e00-\u9fff]年前|当年|那年|去年|前年|当时|上一?轮|后来|记得|原副?组长")
# Visits of other bodies that borrow the words. Example: "脱贫攻坚督查巡查"
_OTHER_WORK = re.compile(r"督查巡查|督查组|环保督察|安全巡查")


def has_inspection(source: Source) -> bool:
    """Whether the text reports an inspection: not another kind of visit, not a story in which a group once came up."""
    opening = source.text[: source.sentences[2].end if len(source.sentences) > 2 else 600]
    if _OTHER_WORK.search(opening) or _TRAINING.search(opening[:60]) or not _CONTENT.search(source.text):
        return False
    first = _ANY_WORD.search(source.text)
    if first is None or any(sentence.start <= first.start() < sentence.end for sentence in source.sentences[:2]):
        return True
    sentence = source.sentence_at(first.start())
    return not _LOOKING_BACK.search(sentence.text)


def find_kind(source: Source) -> str:
    """By the heading where it decides; else by the opening; else by what news usually is."""
    lead = source.text[:600]
    heading = "\n".join("".join(line.split(" ")) for line in _headings(source))
    if _AT_FEEDBACK.search(heading):
        return "feedback"
    if _SALUTATION.search(source.text[:200]) and _THANKS.search(source.text):
        return "mobilization_speech"
    return _by_heading(heading) or _by_lead(lead) or _news(lead, source)


def where_kind_is_told(source: Source) -> tuple[int, int]:
    """The heading where it names the work, else the first sentence that does."""
    told = next((sentence for sentence in source.sentences if _ANY_WORD.search(sentence.text)), None)
    if told is None:
        return 0, 0
    blank = len(told.text) - len(told.text.lstrip())
    return told.start + blank, told.start + len(told.text.rstrip())


# What stands above the heading. Example: "首页 > 新闻中心", "2024-04-19 08:02 来源:新华社", "字体:大 中 小"
_FURNITURE = re.compile(r">|\s\||\|.*\||首页|来源|时间|日期|字[体号]|阅读|点击|浏览|\d{4}[-/年.]\d|第\s?\S{1,4}版")


# With marks of a sentence in it, or without: a unit's whole name may be as long.
_LONGEST_HEADING, _LONGEST_TITLE, _LONGEST_UNMARKED = 70, 90, 150
_MARK = re.compile(r"[,;:]")


def _is_too_long(line: str, longest: int) -> bool:
    return len(line) > (longest if _MARK.search(line) else _LONGEST_UNMARKED)


def _headings(source: Source) -> list[str]:
    """The short lines at the top that speak of the matter."""
    top = [line.text.strip() for line in source.lines[:6]]
    body = next((at for at, line in enumerate(top) if _is_too_long(line, _LONGEST_HEADING) or "。" in line), len(top))
    return [line for line in top[:body] if not _FURNITURE.search(line)][:2] if len(source.lines) > 1 else []


def _by_heading(heading: str) -> str | None:
    for line in heading.split("\n"):
        if _SPEECH.search(line) and _ACT_WORD.search(line):
            return "mobilization_speech"
    if _RECTIFIED.search(heading):
        return "rectification"
    if _FED_BACK.search(heading):
        return "feedback"
    if _ANNOUNCED.search(heading):
        return "announcement"
    if _WHOLE_ROUND.search(heading) and not _OWN_MEETING.search(heading):
        return "round_overview"
    if _ONE_GROUP.search(heading) and _COMES.search(heading):
        return "mobilization_report"
    return None


_ACT_WORD = re.compile(rf"{_ACT}|动员")


def _by_lead(lead: str) -> str | None:
    if _REPORTED.search(lead):
        return "rectification"
    if _DECLARED.search(lead):
        return "announcement"
    if _FEEDBACK.search(lead) and not _MEETING.search(lead[:120]):
        return "feedback"
    return None


def _news(lead: str, source: Source) -> str:
    if _MOVES_IN.search(lead[:200]):
        return "mobilization_report"
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
# What leads to other pages of the site. Example: "网站首页 | 纪律审查 | 巡视巡察", "首页 > 巡视巡察 > 公告"
_NAVIGATION = re.compile(r"(?:[^|>]+[|>]){2}")
# A row of a list of groups. Example: "市委第一巡察组(组长宋广田,副组长芮兰)——市教育局"
_ROW_OF_GROUP = re.compile(r"组.*副组长")
# Who publishes, in a line of its own above what is published. Example: "中共奈曼旗委巡察工作领导小组办公室"
_PUBLISHER = re.compile(r"\s*\S*(?:办公室|领导小组|委员会|委|组)\s*")
# Example: "巡察公告"
_TITLE_WORD = re.compile(r"巡[视察查]|公告|动员")
# A date line glued to the heading. Example: "…动员会召开|发布日期:2019-08-22"
_GLUED = re.compile(r"\s*(?:发布日期|发布时间|来源|时间|作者|浏览次数)[::]")
# Example: "第三巡视组"
_NUMBERED_GROUP = re.compile(r"第[^组\n]{1,8}巡[视察查]组")


def find_title(source: Source) -> Finding | None:
    """The heading: a short line at the top without a full stop. Of two, the one that names the group.

    One that goes on in the second line, behind the name of who publishes it, is both lines.
    """
    lines = [line for line in source.lines[:5] if not (_NOT_A_TITLE.match(line.text) or _NAVIGATION.match(line.text))]
    if len(source.lines) < 2:
        return None
    headings: list[Span] = []
    for line in lines[:2]:
        if (
            _is_too_long(line.text, _LONGEST_TITLE)
            or "。" in line.text
            or line.text.rstrip().endswith((",", ":", ";"))
            or not _TITLE_WORD.search("".join(line.text.split()))
            or _ROW_OF_GROUP.search(line.text)
        ):
            break
        headings.append(line)
    if not headings:
        return _plain_title(source, lines)
    if len(headings) == 2 and _PUBLISHER.fullmatch(headings[0].text) and headings[1].text.lstrip().startswith("关于"):
        return _heading(source, headings[0].start, headings[1].end)
    named = [line for line in headings if _NUMBERED_GROUP.search(line.text) and len(line.text.strip()) > 12]
    line = (named or headings)[0]
    glued = _GLUED.search(line.text)
    end = line.start + glued.start() if glued else line.end
    return _heading(source, line.start, end)


# A heading that does not speak of inspections, short and without marks of a sentence or a date, above the text itself.
# Example: "市住房公积金管理中心原主任接受审查调查"
_PLAIN = re.compile(r"[^。,;:!?|/\d\s]{8,40}")
_BODY = 20


def _plain_title(source: Source, lines: list[Span]) -> Finding | None:
    first = lines[0] if lines and lines[0].start == source.lines[0].start else None
    if first is None or len(source.lines) < 2 or not _PLAIN.fullmatch(first.text.strip()):
        return None
    below = source.lines[1].text
    return _heading(source, first.start, first.end) if len(below) >= _BODY and "。" in below else None


def _heading(source: Source, first: int, end: int) -> Finding:
    start, stop = source.folded.span(first, end)
    lines = source.folded.original[start:stop].split("\n")
    return Finding("".join(line.strip() for line in lines), first, end, "heading-line", 0.8)
