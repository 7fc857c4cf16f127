"""From the stretch of text that names units to clean names: brackets kept whole, 党委 left off, counts dropped."""

import re
from collections.abc import Iterator

# What a name ends with that is not part of it. Example: "市工商联|党组", "安全保卫部|党总支", "驻京办|党组织"
_PARTY = re.compile(
    r"(?:党委\(党组\)|党组\(党委\)|党委|党组|党总支|党支部|党工委|机关党委|党组织|领导班子|及所属党组织)+$"
)

# A short form given behind the name. Example: "深圳证券交易所|(以下简称"深交所")", "市国资委|(简称市国资)"
SHORT_FORM = re.compile(
    r"\((?:(?:以下|下)(?:统一)?(?:简|统|并)?称|简称)(?:为|:)?\s?[\"']?(?P<short>[^\"'()\n]{2,30})[\"']?\)"
)
_SHORT_FORM_BEHIND = re.compile(SHORT_FORM.pattern + "$")

# A place given by its committee is the place. Example: "桂林市|委"
_PLACES_COMMITTEE = re.compile(r"[\u4e00-\u9fff]{2}[省市县区旗州]委$")

# Behind it only a count or the work itself follows. Example: "…市工商联|等7家单位党组织", "深圳证券交易所|工作"
_TAIL = re.compile(
    r"(?:等\s?(?:\d|[一二三四五六七八九十两百])[^、,]{0,20}|等(?:地|单位|部门|县区|高校)?|等[^、,]{0,8}党组织"
    r"|(?:共)?(?:\d{1,3}|[一二三四五六七八九十两]{1,3})(?:个|家|所)[^、,]{0,8}(?:单位|高校|党组织|部门|地方|企业|学校|院校|乡镇|[镇村县]|街道|社区|党[委组]|公司|医院|\)))$"
)
# Example: "深圳证券交易所|工作"
_WORK = re.compile(r"(?:工作|期间|分别|系统单位|正式|开展|同时)+$")

# What stands in front of the first name; no single preposition, since 向阳区 and 对外经贸大学 begin like one.
# Example: "分别|市发改委", "了|县教育局", "下列单位:"
_FRONT = re.compile(r"^(?:分别|分头|陆续|先后|正式|同时|了|以及|其中|全部|包括|[:\"'\s])+")

# Words that count or point instead of naming: never a unit of their own. Places begin with the same characters
# (本溪市, 两当县), so pronouns count only with what they point at.
# Example: "15个县(市、区)", "我市", "被巡察单位", "各单位", "所辖村", "省属高校"
_POINTS = re.compile(
    r"^(?:\d|每|各|该|这|第?[一二三四五六七八九十两]{1,3}[个家所]|两级|其[他它余中]|此[次前外]"
    r"|[我本](?:[省市县区州校院局次轮批级们]|单位|部门|地)|[省市县区]?(?:属|直|管)各?(?:高校|单位|部门|机关|企业|学校)"
    r"|被巡|有关|相关|所[属辖]|下列|以下|下一级|部分|全[省市县区]|党(?:委|组|支部)?$)"
)
# A sentence that goes on, what an inspection looks at, or the next label of the line; unless it ends like a name:
# 对外经贸大学, 于都县, 从化区, 邮政公司 begin with the same words.
# Example: "不敢腐", "存在…", "落实…责任", "党的领导弱化", "问题线索", "组长张明", "举报电话"
_CLAUSE = re.compile(
    r"^(?:[不对在为将从于是]|存在|没有|违反|反映|贯彻|落实|党的|领导|工作|重点|问题"
    r"|副?组长|公告|通知|值班|举报|联系|电话|邮)"
)
# A field of work, a demand, a table: nothing that has a party committee. Example: "公租房|领域", "电话一览|表"
_NO_BODY = re.compile(r"(?:领域|方面|要求|表)$")
# Words of a sentence, not of a name: the frame caught too much. Example: "工作要求", "××局"
_BAD_INSIDE = re.compile(
    r"[。;:!?《》\"\n]|巡[视察查](?![办工])|情况|问题|开展|进行|适时|领导干部|[×*某]|x{2,}|x(?=[省市县区局校单])|书记|董事长|的$|\d{2,}个|我市|我县|我省"
    r"|整改|监督(?!管理|局|所|站|检)|精神(?!卫生|病|文明)|(?<!国防)动员|会议(?!中心)|方式|召开|分别|强调|同志"
)
_MAX_NAME = 40

# Where a list divides outside brackets. 和 joins only two whole names, so it is taken where both sides end like names.
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff\)])(?:和|以及|及)(?=[\u4e00-\u9fff])")
# How names of organisations and places end. Example: "县教育局|", "南湖学校|", "半泾村|"
_ENDING = re.compile(
    r"(?:[局委办部处厅室院校所社会团队站馆台司行厂矿店镇乡村县市区省州盟旗]|中心|集团|公司|大学|学院|中学|小学|街道|社区|机关|协会|党校"
    r"|联|协|师|园|[农林牧机市]场|法院|检察院|支队|基地|联络处|[一二三四五六七八九十]中|医院|\))$"
)


def split_units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the unit names in text[start:end]."""
    end = _trim_tail(text, start, end)
    for first, last in _pieces(text, start, end):
        for low, high in _halves(text, first, last):
            name = clean(text, low, high)
            if name is not None:
                yield name


def without_party(name: str) -> str:
    """市工商联党组 -> 市工商联."""
    return _PARTY.sub("", name)


def clean(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name's own span; None where what remains does not name a unit."""
    front = _FRONT.match(text[start:end])
    start += front.end() if front else 0
    while True:
        length = end - start
        end = _trim_tail(text, start, end)
        for pattern in (_PARTY, _WORK, _SHORT_FORM_BEHIND):
            match = pattern.search(text[start:end])
            if match is not None and match.start() > 0:
                end = start + match.start()
        if end - start == length or end <= start:
            break
    if _PLACES_COMMITTEE.search(text, start, end):
        end -= 1
    start = _behind_qualifier(text, start, end)
    name = text[start:end].strip()
    if not 2 <= len(name) <= _MAX_NAME or not _names_a_unit(name):
        return None
    return (start, end) if name.count("(") == name.count(")") else None


def _names_a_unit(name: str) -> bool:
    if _POINTS.match(name) or _NO_BODY.search(name) or _BAD_INSIDE.search(name):
        return False
    return _ENDING.search(name) is not None or not _CLAUSE.match(name)


def _behind_qualifier(text: str, start: int, end: int) -> int:
    """Where the name begins behind what qualifies it: 多次受表彰的|县教育局. Names themselves hold no 的."""
    at = text.rfind("的", start, end) + 1
    return at if 0 < at < end - 2 and _ENDING.search(text, at, end) else start


def _trim_tail(text: str, start: int, end: int) -> int:
    tail = _TAIL.search(text, max(start, end - 40), end)
    return tail.start() if tail and tail.start() > start else end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Items between 、 or ， that stand outside brackets."""
    depth, first = 0, start
    for index in range(start, end):
        char = text[index]
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char in "、,;\n" and depth == 0:
            yield first, index
            first = index + 1
    yield first, end


def _halves(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A和B where both sides end like names of their own; 工业和信息化局 stays whole."""
    last = start
    for match in _JOINED.finditer(text, start, min(end, start + 80)):
        left = _PARTY.sub("", text[last : match.start()])
        right = _PARTY.sub("", text[match.end() : end])
        if _ENDING.search(left) and _ENDING.search(right):
            yield last, match.start()
            last = match.end()
    yield last, end
