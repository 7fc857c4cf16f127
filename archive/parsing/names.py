"""Personal names: where one ends in running text, which one ends at a point, which stand in a list.

In running text a name has a known surname, one or two characters more, and something behind that cannot belong to it.
Where only a name can stand (格桑卓玛, 斯琴图雅, 成功), a mark behind it is enough.
"""

import re
from collections.abc import Iterator

from archive.parsing.offices import ENDS_WITH_OFFICE, OFFICE_END
from archive.parsing.source import Source
from archive.parsing.surnames import has_compound, has_surname

Offsets = tuple[int, int]

_HAN = r"\u4e00-\u9fff"
# A name holds nothing else. Example: "刘卒"
_ALL_HAN = re.compile(rf"[{_HAN}]+")

# Saying and doing of which a person is the subject. Example: 胡新元|指出, 冼国庆|动员
_SAYS = (
    r"指出|指明|强调|要求|表示|表态|表明|希望|认为|说|讲|谈|提出|提醒|提到|通报|说明|传达|介绍|宣|解读|解释|反馈|汇报|阐|总结"
    r"|点评|告诉|告知|透露|回答|重申|发言|发表|致辞|坦言|直言|勉励|叮嘱|嘱咐|号召|作|做|就"
)
_DOES = (
    r"主持|进驻|入驻|出席|参加|参与|参会|到会|到场|列席|陪同|带|率|担任|兼任|任|部署|动员|安排|听取|进行|前往|来到|赴|抵达|走访"
    r"|调研|深入|检查|查看|查阅|督导|组织|牵头|负责|委托|授权|开展|召集|召开|约谈|会见|接待|接访|签|领学|领誓|见面|沟通|共同"
    r"|一并|一同|分别|先后|此前|随后|首先|最后|接着|会前|会上|会后|当场|现场|逐一|着重|重点|简要|详细|亲自|专门|全程|代表"
    r"|围绕|结合|针对|按照|根据|通过|受|来自"
)
_NOUN = r"同志|等|一行|副?组长|组员|及|和|与|两位|三位|二人|两人|三人|书记|主任|局长|校长|院长|部长|先生|女士"
_PARTICLE = r"在|对|向|为|从|到|已|将|也|还|又|并|的|同"
# Example: 刘卒|就, 侯运通|同志
_BEHIND = re.compile(rf"$|[^{_HAN}·]|{_SAYS}|{_DOES}|{_NOUN}|{_PARTICLE}")
# Behind a name without a known surname. Example: 格桑卓玛|就, 罕山|作, 巴图|、
_SURELY_BEHIND = re.compile(rf"$|[^{_HAN}·]|同志|等\d|{_SAYS}|代表|主持|出席|参加|带队|以及|[向和及与]")
# And at its beginning what could stand behind one. Example: "组长|到会指导", "组长|委托"
_NOT_BEGINNING = re.compile(rf"{_SAYS}|{_DOES}|{_NOUN}|{_PARTICLE}")
# Of these a person is the subject at once, so that what stands before them is all name. Example: 张永和|指出
_FINITE = re.compile(r"指出|指明|强调|要求|表示|希望|认为|说|提出|坦言|透露|作|就|主持|宣|主持")
# Verbs of which only the first character is looked at, behind a name of three. Example: 冀春林|用了
_LOOSELY_BEHIND = re.compile(r"[用给把被让请叫跟前后看走听读问答逐随与以因只先曾再均都没不便则]")

# Words that begin with a surname, or stand where only a name can, and may be followed by what follows a name.
# Offices, words for others who are there: "常务|副组长", "全体|同志". Verbs and adverbs: "宣布|:", "明确|要求",
# "于昨日|在". What a group or its head has: "组长|会议", "组长|人选". Labels and columns: "联系|电话".
_NOT_A_NAME = re.compile(
    r"党[委组支总工]|常[务委]|纪[委检]|时任|任[组副命职期]|成员|单位|全体|全程|全面|干部|相关|有关|同志|和[各相其全]|及其"
    r"|强调|宣[布读讲]|公[布示告司]|通[报过知]|安排|明确|应当|从严|连续|分别|亲自|共同|高度|严[格肃禁]|时间|后续|国[家务有]"
    r"|向[市县区党省被全大各]|于[近今昨当会本上下日即]|.{0,3}[某×]|副|组[长员织内里成]|正[副组]|各|本[次轮]|该|其|被|由|以|兼|原"
    r"|人[员选]|名单|会[议上前后]|工作|人民|主要|代表|负责|授权|讲话|带[队领]|作[了动表]|做[了动]|在[会动]|就[巡做专]|一行|等"
    r"|联[系络]|电[话子]|值班|信[箱访]|邮[政箱编]|地址|手机|进驻|巡[视察查]|备注|序号|组[别名]|对象|职[务责]|姓名|办公|受理"
    r"|主持|出席|参加|传达|介绍|反馈|听取|表[示态]|指出|提出|要求|所有|部分|班子|领导|中央|市[委县]|县委|区委|省委|书记|主任"
    r"|暂[缺无]|待定|空缺|无[、,。\s]"
)
# Where a shorter name also fits, these belong to the sentence. Example: 石涛|作动员讲话, 祁红|和6名组员
_PARTICLES = frozenset("作就在与对向将已做及和同为从到等任带率受并讲说签")
# Never the end of a name before a verb. Example: 禹洋|还带队
_ADVERBS = frozenset("还也又已的")
# Names of other peoples: 阿不都热合曼·艾山
_DOTTED = re.compile(rf"[{_HAN}]{{1,8}}(?:·[{_HAN}]{{1,8}}?){{1,3}}(?={_BEHIND.pattern})")
_DOTTED_WHOLE = re.compile(rf"[{_HAN}]{{1,8}}(?:·[{_HAN}]{{1,8}}){{1,3}}")
# Words in which no name ends. Example: "工作人员", "班子成员"
_WORD_END = re.compile(
    r"(?:同志|人员|成员|组员|领导|干部|单位|一行|有关|相关|全体|巡察|巡视|工作|会议|办公室|党组|党委|支部|公司|集团|学校|医院|群众"
    r"|代表|党员|负责|嘉宾|专家|[委部局厅处科组会室])$"
)

# The padding inside a name. Example: 孙|  |毅
_PAD = re.compile(r"[ \t]{1,6}(?=[\u4e00-\u9fff])")
# What joins the names of a list. Example: 董涵英|、|魏强, and in tables 王敏|  |赵亮
_JOIN = re.compile(r"[、和及与]\s?|以及|[ \t]{1,4}")
# What may stand behind a name and before the next. Example: 张三|同志、|李四, 张三|(县纪委常委)、|李四
_ADDRESS = re.compile(r"(?:同志)?(?:\([^()\n]{1,40}\))?")
_MOST_NAMES = 40


def gap_at(source: Source, at: int) -> bool:
    """Whether the notice has white space right before this character that folding took for padding."""
    if not 0 < at < len(source.folded):
        return False
    origins = source.folded.origins
    return origins[at] - origins[at - 1] > 1 and source.folded.original[origins[at] - 1].isspace()


def letters(text: str) -> str:
    """The name without the spaces that pad it."""
    return "".join(text.split())


def is_name(text: str) -> bool:
    """Whether the characters between two bounds may be a name at all."""
    if "·" in text:
        return bool(_DOTTED_WHOLE.fullmatch(text))
    return (
        2 <= len(text) <= 4
        and bool(_ALL_HAN.fullmatch(text))
        and not _NOT_A_NAME.match(text)
        and not _WORD_END.search(text)
        and not ENDS_WITH_OFFICE.search(text)
        and text[-1] != "副"
    )


def name_at(source: Source, start: int, *, known_surname: bool = True) -> int | None:
    """Where the name that begins at `start` ends; None where there is none.

    With known_surname=False any character may be the surname: for places where only a name can stand.
    """
    text = source.text
    dotted = _DOTTED.match(text, start, start + 40)
    if dotted is not None:
        return dotted.end()
    padded = _padded_end(source, start)
    if padded is not None:
        name = letters(text[start:padded])
        return padded if is_name(name) and (not known_surname or has_surname(name)) else None
    head = text[start : start + 4]
    if _NOT_A_NAME.match(head):
        return None
    if has_surname(head):
        end = _known_end(source, start)
        if end is not None:
            return end
    elif known_surname:
        return None
    return None if known_surname else _unknown_end(source, start)


def _padded_end(source: Source, start: int) -> int | None:
    """The end of a name printed with space behind every character: 王 敏; 孙 宁 田 野 are two, 孙  宁  too."""
    text = source.text
    ends = [start + 1]  # of the pieces of one character each
    while len(ends) < 7:
        pad = _PAD.match(text, ends[-1], ends[-1] + 7)
        at = pad.end() if pad else ends[-1] if gap_at(source, ends[-1]) else 0
        if not at or not _ALL_HAN.match(text, at, at + 1) or not _firm(source, at + 1):
            break
        ends.append(at + 1)
    if len(ends) == 1 and has_compound(text[start : start + 2]) and gap_at(source, start + 2):
        return start + 3 if _firm(source, start + 3) else None
    count = {2: 2, 3: 3, 4: 2}.get(len(ends))
    return ends[count - 1] if count else None


def _firm(source: Source, end: int) -> bool:
    """Whether something that isn't a character follows: a mark, a space, a line's end."""
    text = source.text
    return end >= len(text) or (not _ALL_HAN.match(text, end) and text[end] != "·") or gap_at(source, end)


def _fits(source: Source, start: int, end: int, behind: re.Pattern[str]) -> bool:
    text = source.text
    if end > len(text) or text[end - 1] == "副" or not _ALL_HAN.fullmatch(text, start, end):
        return False
    if any(gap_at(source, at) for at in range(start + 1, end)):
        return False
    return gap_at(source, end) or bool(behind.match(text, end))


def _known_end(source: Source, start: int) -> int | None:
    text = source.text
    compound = has_compound(text[start : start + 2])
    lengths = (4, 3) if compound else (3, 2)
    ends = [start + length for length in lengths if _fits(source, start, start + length, _BEHIND)]
    if len(ends) == 2 and _belongs_to_sentence(source, ends[0]):
        return ends[1]
    if ends:
        return ends[0]
    longest = start + lengths[0]
    if _fits(source, start, longest, _LOOSELY_BEHIND) or (not compound and _is_repeated(text, start, longest)):
        return longest
    four = start + 4
    return four if _fits(source, start, four, _SURELY_BEHIND) and is_name(text[start:four]) else None


def _belongs_to_sentence(source: Source, end: int) -> bool:
    """Whether the last character before `end` rather begins what follows the name."""
    text, last = source.text, source.text[end - 1]
    if _firm(source, end) or text.startswith("同志", end):
        return last in _PARTICLES and text[end : end + 1].isdigit()
    if last in _ADVERBS:
        return True
    return last in _PARTICLES and (last == "在" or not _FINITE.match(text, end))


def _is_repeated(text: str, start: int, end: int) -> bool:
    """Whether the name comes up again with something else behind it."""
    name = text[start:end]
    if len(name) < 3 or not _ALL_HAN.fullmatch(name):
        return False
    again = text.find(name, end)
    if again < 0:
        again = text.find(name, 0, start)
    return again >= 0 and text[again + 3 : again + 4] != text[end : end + 1]


def _unknown_end(source: Source, start: int) -> int | None:
    if _NOT_BEGINNING.match(source.text, start):
        return None
    for length in (2, 3, 4):
        end = start + length
        if _fits(source, start, end, _SURELY_BEHIND) and is_name(source.text[start:end]):
            return end
    return None


def names_at(source: Source, start: int, *, known_surname: bool = True) -> list[Offsets]:
    """A list of names joined by 、 和 及 or spaces, each perhaps with 同志: spans of the names alone."""
    spans: list[Offsets] = []
    text, known = source.text, known_surname
    while len(spans) < _MOST_NAMES:
        end = name_at(source, start, known_surname=known)
        if end is None:
            break
        spans.append((start, end))
        address = _ADDRESS.match(text, end)
        end = address.end() if address else end
        join = _JOIN.match(text, end)
        if join is None and not gap_at(source, end):
            break
        start = join.end() if join else end
        # Behind 、 a name's neighbour is a name; behind a mere space anything may stand.
        known = join is None or join.group().isspace()
    return spans


def name_before(source: Source, low: int, end: int) -> Offsets | None:
    """The name that ends at `end`, with an office, a mark or 由 in front; behind an office any surname will do."""
    text = source.text
    dotted = _dotted_before(text, low, end)
    if dotted is not None:
        return dotted
    for length in (2, 3, 4):
        start = end - length
        if start < low:
            break
        if not is_name(text[start:end]):
            continue
        if _office_before(text, low, start):
            return start, end
        if has_surname(text[start:]) and (start == low or _BOUND_BEFORE.search(text, max(low, start - 2), start)):
            return start, end
    return None


# What stands before a name that has no office. Example: ",|李希", "由|何平", "巡察组|韦明江"
_BOUND_BEFORE = re.compile(r"(?:[^\u4e00-\u9fff·]|由|以|组|受)$")
# Example: "乡长|叶尔兰·努尔江"
_DOTTED_BEFORE = re.compile(rf"[{_HAN}·]{{3,30}}$")


def _dotted_before(text: str, low: int, end: int) -> Offsets | None:
    if "·" not in text[max(low, end - 9) : end]:
        return None
    run = _DOTTED_BEFORE.search(text, max(low, end - 30), end)
    if run is None:
        return None
    start = run.start()
    first_dot = text.index("·", start)
    for office in OFFICE_END.finditer(text, start, first_dot):
        start = office.end()
    if text.startswith("由", start):
        start += 1
    return (start, end) if _DOTTED_WHOLE.fullmatch(text, start, end) else None


def _office_before(text: str, low: int, start: int) -> bool:
    return bool(ENDS_WITH_OFFICE.search(text, max(low, start - 4), start))


# What separates people in a closed list, and what may also stand inside a name. Example: "张三|、|李四|和|王和平"
_SEPARATOR = re.compile(r"[、,;:\s]|以及")
_CONJUNCTION = re.compile(r"[和及与]")
_BRACKETS = re.compile(r"\([^()\n]{0,60}\)")
# Said of the people of a list, not part of any name. Example: "张三|同志", "张三、李四|两位同志", "分别|"
_APPENDED = re.compile(r"(?:[两三四五六]位)?(?:同志)?(?:分别|共同|依次|各自)?$")


def names_between(source: Source, low: int, high: int) -> list[Offsets]:
    """The people of a closed list, each perhaps with posts in front: both ends are known, so any surname will do."""
    spans: list[Offsets] = []
    for start, end in _pieces(source.text, low, high):
        parts = list(_cut(_CONJUNCTION.finditer(source.text, start, end), start, end))
        found = [_name_of_item(source, *part) for part in parts]
        if len(parts) == 1 or not all(found):
            found = [_name_of_item(source, start, end)]
        spans.extend(span for span in found if span is not None)
    return spans


def _pieces(text: str, low: int, high: int) -> Iterator[Offsets]:
    start = low
    for bracket in _BRACKETS.finditer(text, low, high):
        yield from _cut(_SEPARATOR.finditer(text, start, bracket.start()), start, bracket.start())
        start = bracket.end()
    yield from _cut(_SEPARATOR.finditer(text, start, high), start, high)


def _cut(marks: Iterator[re.Match[str]], start: int, high: int) -> Iterator[Offsets]:
    for mark in marks:
        yield start, mark.start()
        start = mark.end()
    yield start, high


def _name_of_item(source: Source, start: int, end: int) -> Offsets | None:
    appended = _APPENDED.search(source.text, start, end)
    end = appended.start() if appended else end
    return (start, end) if is_name(source.text[start:end]) else name_before(source, start, end)
