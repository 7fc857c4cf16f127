"""From the stretch of text that names units to clean names: brackets kept whole, 党委 left off, counts dropped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.numerals import NUMERAL, to_int
from archive.parsing.divisions import packaged_divisions
from archive.parsing.villages import find_unnamed, reaches, tells_whose

# What a name ends with that is not part of it. Example: "市工商联|党组", "安全保卫部|党总支", "驻京办|党组织"
_PARTY = re.compile(
    r"(?:(?:直属)?(?:机关(?=党委))?党(?:委|组|总支|支部|工委|\(工\)委|\(总\)支)(?:\(党[^()]{1,12}\))?(?:书记|班子)?"
    r"|(?:两级|各级|各)?党组织|领导班子(?:及其?成员)?|及?(?:其)?所[属辖][^、,()]{0,8}党组织)+$"
)
# What is said of the unit behind it, in brackets: no part of its name.
# Example: "济南工程公司党委|(不含物资分公司)", "大沁他拉镇党委|(常规巡察)"
_REMARK = re.compile(
    r"\((?=[^()]{0,30}(?:不含|巡[视察查]|常规|专项|机动|提级|回头看))[^()]{1,40}\)$|\((?:不?含|包括)[^()]{1,60}\)$"
)

# A short form given behind the name. Example: "深圳证券交易所|(以下简称"深交所")", "市国资委|(简称市国资)"
SHORT_FORM = re.compile(
    r"\((?:(?:以下|下)(?:统一)?(?:简|统|并)?称|简称)(?:为|:)?\s?[\"']?(?P<short>[^\"'()\n]{2,30})[\"']?\)"
)
_SHORT_FORM_BEHIND = re.compile(SHORT_FORM.pattern + "$")

# How many of its villages: the place itself is not inspected. Example: "沛县|5个村", "三河镇|六村"
_VILLAGES_OF = re.compile(r"(?<=[县市区镇乡道])(?:\d{1,3}|[两三四五六七八九十]{1,3})个?(?:村|社区|嘎查)")
# A place given by its committee is the place. Example: "桂林市|委"
_PLACES_COMMITTEE = re.compile(r"[\u4e00-\u9fff]{2}[省市县区旗州]委$")

# What the notice itself is called, behind the unit that it is about. Example: "济南工程公司|的公告"
_DOCUMENT = re.compile(r"的?(?:进驻)?(?:公告|通告|公示|通知)$")

# Behind it only a count or the work itself follows. Example: "…市工商联|等7家单位党组织", "深圳证券交易所|工作"
_TAIL = re.compile(
    r"(?:(?:和|及|以及)(?:\d|[两三四五六七八九十]{1,2}个|其他|有关|相关|部分)[^、,]{0,24}|等\s?(?:\d|[一二三四五六七八九十两百])(?:[^、,()]|\([^()]{0,16}\)){0,20}|等(?:地|单位|部门|县区|高校)?|等[^、,]{0,8}党组织"
    r"|(?:共)?(?:\d{1,3}|[一二三四五六七八九十两]{1,3})(?:个|家|所)(?:党[委组]|[^、,]{0,8}(?:单位|高校|党组织|部门|地方|企业|学校|院校|乡镇|[镇村县]|街道|社区|公司|医院|\)))|(?:\d{1,2}|[两三四五六七八九])个?(?:省|市|区|州|直辖市|县区|区县))$"
)
# Example: "深圳证券交易所|工作"
_WORK = re.compile(r"(?:工作|期间|分别|系统单位|正式|开展|同时)+$")

# What stands in front of the first name; no single preposition, since 向阳区 and 对外经贸大学 begin like one.
# Example: "分别|市发改委", "了|县教育局", "下列单位:"
_FRONT = re.compile(
    r"^(?:分别|分头|陆续|先后|正式|同时|同步|了|以及|其中|全部|包括|涉及|[我本该](?:省|市|县|区|州|校|院|镇|乡|街道|村)的?(?=.{3})|及?其?所[辖属](?=.{3})"
    r"|[与和]?对(?!外(?!国)|口)|[^、,]{0,6}所[属辖](?=.{2})|[^、,]{0,14}(?:进驻|入驻|来到|组对)|[:\"'\s])+"
)

# Words that count or point instead of naming: never a unit of their own. Places begin with the same characters
# (本溪市, 两当县), so pronouns count only with what they point at.
# Example: "15个县(市、区)", "我市", "被巡察单位", "各单位", "所辖村", "省属高校"
_POINTS = re.compile(
    r"^(?:\d|每|各|该|这|的|(?:村|社区|乡镇|镇|街道|学校|学院|大学|医院|银行|单位|地区|企业|高校|省|市|县|区|院|校|公司|集团|自治区|局|机关)(?:\(.*\)|委)?$|[我本该](?:公司|集团|校|院|局|厅|委|办|部|行|社|中心|镇|乡|街道|村|站|所)$|第?[一二三四五六七八九十两]{1,3}[个家所]|两级|两[地家镇乡村校]|其[他它余中]|此[次前外]"
    r"|[我本](?:[省市县区州校院局次轮批级们]|单位|部门|地)|[省市县区]?(?:属|直|管)各?(?:高校|单位|部门|机关|企业|学校)"
    r"|党组织|公立|民营|国有|基层|农村|被巡|有关|相关|所[属辖]|下列|以下|下一级|部分|全[省市县区]|党(?:委|组|支部)?$)"
)
# A sentence that goes on, what an inspection looks at, or the next label of the line; unless it ends like a name:
# 对外经贸大学, 于都县, 从化区, 邮政公司 begin with the same words.
# Example: "不敢腐", "存在…", "落实…责任", "党的领导弱化", "问题线索", "组长张明", "举报电话"
_CLAUSE = re.compile(
    r"^(?:[不对在为将从于是]|存在|没有|违反|反映|贯彻|落实|党的|领导|工作|重点|问题"
    r"|副?组长|公告|通知|值班|举报|联系|电话|邮)"
)
# A field of work, a demand, a table: nothing that has a party committee. Example: "公租房|领域", "电话一览|表"
_NO_BODY = re.compile(r"(?:领域|方面|要求|表|单位|部门|组织|高校|企业|机构|群众|左右|实处|单独|之后|以来|时间)$")
# Words of a sentence, not of a name: the frame caught too much. Example: "工作要求", "××局"
_BAD_INSIDE = re.compile(
    r"[。;:!?《》\"\n]|巡[视察查](?![办工])|情况|问题|开展|进行|适时|领导干部|[×*某]|x{2,}|x(?=[省市县区局校单])|书记|董事长|的$|\d{2,}个|我市|我县|我省|部分|此次|期间"
    r"|整改|监督(?!管理|局|所|站|检)|精神(?!卫生|病|文明)|(?<!国防)动员|会议(?!中心)|方式|召开|分别|强调|同志|反馈|责任制"
    r"|(?:见面|座谈|汇报|沟通|通报|专题)会|公告|(?:副|正)?组长|受理|负责|[有及]关|^[校局厅院市县省区镇乡部行司]长|[校局厅院市县省区镇乡部行司]长$|主席|主任$|董事|总?经理$"
)
MAX_NAME = 100
# Beyond it a name is no sentence that only ends like one, nor two names: 和 within it joins what the one unit does.
_LONG, _LONG_ONE = 30, 40
_OF_SENTENCE = re.compile(r"[的了,]|主要|深入|坚持|认真|全面|切实|根据|为了|以及")
# How a name of its own begins, and how one ends that is whole.
# Example: "市住房和城乡建设局", "国家能源局", "红星镇综合执法队"; "建工集团"
_BEGINS = re.compile(
    r"[省市县区州旗]|自治[区州县旗]|中[国央共]|国家|全国|党|[\u4e00-\u9fff]{1,4}?(?:[省市县区州旗镇乡村]|街道|社区)"
)
_WHOLE = re.compile(r"(?:公司|集团|银行|大学|学院|医院|[中小]学)$")
_LONGEST_PLACE = 7
# No list is longer: bounds the reading where a text has no full stops.
_LONGEST_LIST = 3000
# Between the names of one parcel; spaces that only pad are gone by now. Example: "市水务局 市气象局"
_WITHIN_PARCEL = "、 "
# Where the sentence goes on behind a name. Example: "县统计局|由县委第一巡察组负责", "县档案馆|两家单位开展"
_VERB = re.compile(
    r"由(?=[\u4e00-\u9fff]{0,8}第?[一二三四五六七八九十\d]{1,3}(?:巡[视察查])?组)|的(?=(?:常规|专项)?巡[视察查])|的$|开展|进行|实施|接受|负责|均为|为期|并对|同时|两家|两个"
)
# Some of what lies in the places named, so that the places are none. Example: "官林镇、杨巷镇|部分村"
_SOME = re.compile(r"部分[村社单]")
# A count that closes the list. Example: "孔村镇合楼村|等9个村(社区)"
_ENDS_LIST = re.compile(r"等\s?(?:\d|[一二三四五六七八九十])|等(?:单位|部门|地)?$")

# Where a list divides outside brackets. 和 joins only two whole names, so it is taken where both sides end like names.
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff\)])(?:和|以及|及其?所[属辖]|及|与|暨)(?=[\u4e00-\u9fff])")
# How names of organisations and places end. Example: "县教育局|", "南湖学校|", "半泾村|"
_ENDING = re.compile(
    r"(?:[局委办部处厅室院校所社会团队站馆台司行厂矿店镇乡村县市区省州盟旗段]|中心|集团|公司|大学|学院|中学|小学|街道|社区|机关|协会|党校"
    r"|[残妇侨文科工商社]联|电网|团中央|(?<!部)署|联社|[政科作]协|师|园|苏木|嘎查|[农林牧机市]场|基地|[一二三四五六七八九十]中|医院"
    r"|(?:[局委办部处院校所社会司镇乡区组厅]|集团|公司)\))$"
)
# Ends like a name and is none: bodies that are there, meetings, times. Example: "全会", "本部", "一楼大厅"
_NO_NAME = re.compile(
    r"^(?:.{0,2}全会|本部|重[要点].*|.*平台|.*(?:大厅|礼堂|楼|\d室)|[\d一二三四五六七八九十、层]+办公室|.{0,4}党委会|党和国家机关"
    r"|自.*日起.*|.{1,6}对[省市县区州旗国中全].*|.*对该.*|.*[两三四五六七八九]院|(?:当作|当成|作为|作|是|要|就|把|被|不|并|使|虽|系|按照|根据|关于|通过).*|.*\([市县区][、)].*"
    r"|.*(?:镇|乡|街道)[两三四五六七八九十]{1,2}个?(?:村|社区)|.{0,6}和(?:自治区|[省市县区校局院厅]|学校|公司|集团))$"
)
# Example: "信息化建设与管理处|(网络中心)"
_BRACKET_AT_END = re.compile(r"\([^()]{1,40}\)$")
# Common words that end like names. Example: "战略格局", "落到实处", "执行"
_COMMON_WORD = re.compile(
    r"(?:[格布结大全]局|[好实深坏短长用出难益到]处|[机社大领体]会|[全内外干局]部|[督法包]办|场所|[进执运试推履现可举施先]行|[平出舞]台"
    r"|[阶手时片]段|[误禁盲]区|上市|军队|[教老律]师|[巡视]察|[人党]员|一把手)$"
)


def split_units(text: str, start: int, end: int) -> "list[Item]":
    """The unit names in text[start:end], of which the words around it say that it holds nothing else."""
    if sharing := _read_sharing(text, start, end):
        return sharing
    unnamed = list(find_unnamed(text, start, end))
    end = _trim_tail(text, start, end)
    if _SOME.search(text, start, end):
        return []
    return [
        Item(*name, parcel)
        for parcel, (low, high) in enumerate(_pieces(text, start, end, ",;\n"))
        for first, last in _pieces(text, low, high, _WITHIN_PARCEL)
        for half in _halves(text, first, last)
        if (name := clean(text, *half)) is not None
        and _is_plausible(text, *name, half[1])
        and not any(tells_whose(text, name, villages) for villages in unnamed)
    ]


# How short names begin whose end tells nothing. Example: "中国移动", "省广电"
_BEGINS_NAME = re.compile(r"(?:中国|国家|中[石海核储国粮化]|[省市县区州旗])[\u4e00-\u9fff]{2,4}$")


def _is_plausible(text: str, start: int, end: int, behind: int) -> bool:
    """Ends like a name, or is a place's without its rank (安徽), or a party committee stands behind it."""
    name = text[start:end]
    if _NO_NAME.match(name) or _COMMON_WORD.search(name):
        return False
    if ends_like_a_name(name) or packaged_divisions().knows(name) or "党" in text[end:behind]:
        return True
    return len(name) <= 6 and _BEGINS_NAME.match(name) is not None


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
        for pattern in (_PARTY, _WORK, _SHORT_FORM_BEHIND, _REMARK, _DOCUMENT):
            match = pattern.search(text[start:end])
            if match is not None and match.start() > 0:
                end = start + match.start()
        if end - start == length or end <= start:
            break
    if _VILLAGES_OF.match(text, end, min(len(text), end + 10)) and text[end - 1 : end] not in {"村", "区"}:
        return None
    if _PLACES_COMMITTEE.search(text, start, end):
        end -= 1
    start = _behind_qualifier(text, start, end)
    name = text[start:end].strip()
    if not 2 <= len(name) <= MAX_NAME or not _names_a_unit(name):
        return None
    if len(name) > _LONG_ONE and (not ends_like_a_name(name) or _OF_SENTENCE.search(name)):
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


def _pieces(text: str, start: int, end: int, marks: str = "、,;\n") -> Iterator[tuple[int, int]]:
    """Items between the marks, as far as they stand outside brackets."""
    depth, first = 0, start
    for index in range(start, end):
        char = text[index]
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char in marks and depth == 0:
            yield first, index
            first = index + 1
    yield first, end


def _halves(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A和B where both sides end like names of their own; 工业和信息化局 stays whole, and so does a long name with 暨.

    None of what is long and may be one name or two.
    """
    last = start
    parts: list[tuple[int, int]] = []
    for match in _joints(text, start, end):
        left, right = text[last : match.start()], _PARTY.sub("", text[match.end() : end])
        if _is_within_name(text[start:end], left, right):
            if match[0] != "暨":
                return
            continue
        parts.append((last, match.start()))
        last = match.end()
    yield from parts
    yield last, end


def _joints(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for match in _JOINED.finditer(text, start, min(end, start + 2 * MAX_NAME)):
        if _ENDING.search(_PARTY.sub("", text[start : match.start()])) and _ENDING.search(
            _PARTY.sub("", text[match.end() : end])
        ):
            yield match


def _is_within_name(whole: str, left: str, right: str) -> bool:
    """Whether nothing says of a long name that it is two: no party in front, no beginning nor two ends of names."""
    if len(_PARTY.sub("", whole)) < _LONG or _PARTY.search(left) or _begins_like_a_name(right):
        return False
    return not (_WHOLE.search(left) and _WHOLE.search(right))


def find_unread(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Items of a list that are too long to be read as a name, or may be one name or two."""
    for low, high in _pieces(text, start, end, ",;\n" + _WITHIN_PARCEL):
        halves = list(_halves(text, low, high)) if high - low >= _LONG else [(low, low)]
        for first, last in halves or [(low, high)]:
            name = _PARTY.sub("", text[first:last])
            is_unread = not halves or len(name) > MAX_NAME
            if is_unread and ends_like_a_name(name) and not _BAD_INSIDE.search(name):
                yield first, first + len(name)


def _begins_like_a_name(text: str) -> bool:
    if _BEGINS.match(text):
        return True
    divisions = packaged_divisions()
    return any(divisions.knows(text[:length]) for length in range(2, _LONGEST_PLACE))


@dataclass(frozen=True, slots=True)
class Item:
    """A unit's name in a list. parcel counts the commas in front of it: A、B,C is two parcels.

    parts are those of a name that shares its end with others; then start and end hold them and what is between.
    """

    start: int
    end: int
    parcel: int = 0
    parts: tuple[tuple[int, int], ...] = ()


def ends_like_a_name(name: str) -> bool:
    """Whether the name ends as organisations and places do, so that a list may be read without knowing its end."""
    name = _BRACKET_AT_END.sub("", name) or name
    return not (_ENDING.search(name) is None or _NO_NAME.match(name) or _COMMON_WORD.search(name))


def read_units(text: str, start: int, end: int) -> list[Item]:
    """The names from `start` on, as long as they end like names; behind a comma only where all of its part do."""
    found: list[Item] = []
    for parcel, (first, last) in enumerate(_parcels(text, start, min(end, start + _LONGEST_LIST))):
        named, is_whole = _strict(text, first, last)
        if parcel and not is_whole:
            break
        found += [Item(low, high, parcel) for low, high in named]
        if not is_whole:
            break
    if not found:
        return found
    last = found[-1].end
    unnamed = [villages for villages in find_unnamed(text, start, min(end, last + 24)) if reaches(text, last, villages)]
    return [
        item for item in found if not any(tells_whose(text, (item.start, item.end), villages) for villages in unnamed)
    ]


def read_segments(text: str, start: int, end: int) -> list[Item]:
    """The names that open each segment between semicolons: 市水业集团,4月6日至28日;市建投集团,5月4日至26日。"""
    found = read_units(text, start, end)
    stop = min(end, start + _LONGEST_LIST)
    at = start
    while found and (at := text.find(";", at, stop) + 1) > 0:
        found += [replace(item, parcel=found[-1].parcel + 1) for item in read_units(text, at, end)]
    return found


def _strict(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """The names up to the first piece that is none, and whether that is all."""
    named: list[tuple[int, int]] = []
    name: tuple[int, int] | None = None
    for first, last in _pieces(text, start, end, _WITHIN_PARCEL):
        if not text[first:last].strip():
            continue
        last = _before_the_verb(text, first, last)
        for low, high in _halves(text, first, last):
            name = clean(text, low, high)
            if name is None or not ends_like_a_name(text[slice(*name)]):
                return ([] if _SOME.search(text, low, high) else named), False
            named.append(name)
        if name is not None and _ENDS_LIST.search(text, name[1], last):
            return named, True
    return named, True


def _before_the_verb(text: str, start: int, end: int) -> int:
    verb = _VERB.search(text, start + 2, end)
    return verb.start() if verb else end


# What several names share, written once behind the last. Example: "城西、城北、雁滩|三个市场监督管理所"
_SHARED_END = re.compile(rf"(?P<count>\d{{1,2}}|{NUMERAL})个(?P<end>[\u4e00-\u9fff]{{3,14}})$")
# What is counted and shared by no names. Example: "城关、和平|两个乡镇街道"
_COUNTED_ONLY = re.compile(r"单位|党组织|部门|企业|乡镇|村社|县区|街道|社区$")
_OWN_PART = re.compile(r"[\u4e00-\u9fff]{2,8}")


def _read_sharing(text: str, start: int, end: int) -> "list[Item]":
    """城西、城北、雁滩三个市场监督管理所: three names, where as many stand in front as are counted."""
    party = _PARTY.search(text[start:end])
    stop = start + party.start() if party else end
    shared = _SHARED_END.search(text, max(start, stop - 20), stop)
    if shared is None or _COUNTED_ONLY.search(shared["end"]) or not ends_like_a_name(shared["end"]):
        return []
    front = _FRONT.match(text[start : shared.start()])
    low = start + (front.end() if front else 0)
    own = list(_pieces(text, low, shared.start(), "、和"))
    if len(own) != to_int(shared["count"]) or len(own) < 2:
        return []
    if not all(_OWN_PART.fullmatch(text, *part) and not ends_like_a_name(text[slice(*part)]) for part in own):
        return []
    return [Item(part[0], stop, parts=(part, shared.span("end"))) for part in own]


def _parcels(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas, up to the end of the sentence."""
    depth, first = 0, start
    for index in range(start, end):
        char = text[index]
        depth = max(0, depth + (char == "(") - (char == ")"))
        if char in "。;!?\n|\t":
            yield first, index
            return
        if char == "," and depth == 0:
            yield first, index
            first = index + 1
    yield first, end
