"""From the stretch of text that names units to clean names: brackets kept whole, 党委 left off, counts dropped."""

import re
from collections.abc import Iterator

# What a name ends with that is not part of it. Example: "市工商联|党组", "安全保卫部|党总支", "驻京办|党组织"
_PARTY = re.compile(
    r"(?:党委\(党组\)|党组\(党委\)|党委|党组|党总支|党支部|党工委|机关党委|党组织|领导班子|及所属党组织)+$"
)

# A place given by its committee is the place. Example: "桂林市|委"
_PLACES_COMMITTEE = re.compile(r"[\u4e00-\u9fff]{2}[省市县区旗州]委$")

# Behind it only a count or the work itself follows. Example: "…市工商联|等7家单位党组织", "深圳证券交易所|工作"
_TAIL = re.compile(
    r"(?:等\s?(?:\d|[一二三四五六七八九十两百])[^、,]{0,20}|等(?:地|单位|部门|县区|高校)?|等[^、,]{0,8}党组织"
    r"|(?:共)?(?:\d{1,3}|[一二三四五六七八九十两]{1,3})(?:个|家|所)[^、,]{0,8}(?:单位|高校|党组织|部门|地方|企业|学校|院校|乡镇|[镇村县]|街道|社区|党[委组]|公司|医院|\)))$"
)
# Example: "深圳证券交易所|工作"
_WORK = re.compile(r"(?:工作|期间|分别|系统单位|正式|开展|同时)+$")

# What stands in front of the first name. Example: "分别|市发改委", "了|县教育局", "下列单位:"
_FRONT = re.compile(r"^(?:分别|分头|陆续|先后|正式|同时|将|了|到|在|对|向|由|以及|其中|全部|包括|[:\"'\s])+")

# Words that count or point instead of naming: never a unit of their own.
# Example: "15个县(市、区)", "我市", "被巡察单位", "各单位", "所辖村"
_NOT_A_UNIT = re.compile(
    r"^(?:\d|每|一览|进驻情况|总体|第?[一二三四五六七八九十两]{1,3}[个家所]|[各我该其本这两此]|被巡|有关|相关|所属|所辖|下列|以下|下一级|党(?:委|组|支部)?$|领导|班子"
    r"|副?组长|值班|电话|联系|举报|邮|公告|通知|工作|[省市县区]?(?:属|直|管)(?:各)?(?:高校|单位|部门|机关|企业|学校)|基层|现场|一线|存在|重点|反映|巡[视察查]|违反|不|没有|贯彻|落实|问题|对|问|在|为|将|从|于|是|部分|中央巡|贫困|涉企|公租房|领域|全[省市县区]|省[市]县)"
)
# Words of a sentence, not of a name: the frame caught too much. Example: "工作要求", "××局"
_BAD_INSIDE = re.compile(
    r"[。;:!?《》\"\n]|巡[视察查](?![办工])|情况|问题|工作的|开展|进行|组织的|领导干部|[×*某]|x{2,}|x(?=[省市县区局校单])|书记|董事长|的$|\d{2,}个|我市|我县|我省"
    r"|主要|整改|监督(?!管理|局|所)|精神(?!卫生|病|文明)|动员|会议|方式|召开|分别|强调|同志"
)
_MAX_NAME = 40

# Where a list divides outside brackets. 和 joins only two whole names, so it is taken where both sides end like names.
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff\)])(?:和|以及|及)(?=[\u4e00-\u9fff])")
# How names of organisations and places end. Example: "县教育局|", "南湖学校|", "半泾村|"
_ENDING = re.compile(
    r"(?:[局委办部处厅室院校所社会团队站馆台司行厂矿店镇乡村县市区省州盟旗]|中心|集团|公司|大学|学院|中学|小学|街道|社区|机关|协会|党校"
    r"|联|法院|检察院|支队|基地|联络处|[一二三四五六七八九十]中|医院|\))$"
)


def split_units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the unit names in text[start:end]."""
    end = _trim_tail(text, start, end)
    for first, last in _pieces(text, start, end):
        for low, high in _halves(text, first, last):
            name = clean(text, low, high)
            if name is not None:
                yield name


def clean(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name's own span; None where what remains does not name a unit."""
    front = _FRONT.match(text[start:end])
    start += front.end() if front else 0
    while True:
        length = end - start
        end = _trim_tail(text, start, end)
        for pattern in (_PARTY, _WORK):
            match = pattern.search(text[start:end])
            if match is not None and match.start() > 0:
                end = start + match.start()
        if end - start == length or end <= start:
            break
    if _PLACES_COMMITTEE.search(text, start, end):
        end -= 1
    name = text[start:end].strip()
    if not 2 <= len(name) <= _MAX_NAME or _NOT_A_UNIT.match(name) or _BAD_INSIDE.search(name):
        return None
    return (start, end) if name.count("(") == name.count(")") else None


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
        if _ENDING.search(left) and _ENDING.search(right) and not left.endswith(("住房", "文化")):
            yield last, match.start()
            last = match.end()
    yield last, end
