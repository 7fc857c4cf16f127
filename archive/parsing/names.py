"""Personal names: a surname, one or two characters more, and something behind that cannot belong to a name."""

import re

# Surnames of two characters, one behind the other, so that each even offset begins one.
_TWO = "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐司徒夏侯宇文端木轩辕呼延南宫长孙独孤拓跋闻人澹台"
_COMPOUND = frozenset(_TWO[at : at + 2] for at in range(0, len(_TWO), 2))
_SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞"
    "任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计"
    "伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经"
    "房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧"
    "隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池"
    "乔阴鬱胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向"
    "古易慎戈廖庾终暨居衡步耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢"
    "关蒯相查后荆红游竺权逯盖益桓公肖萧闫岳冼苑亓付代仝侴疏佟佘冶区叔谌谯遆邸郄鹿麦楼揭官植哈朴原展商海淳尧妥隋门闪随"
    "伦但禚况种逢补覃布战晋楚法汝鄢涂钦归候覃操撒锺粟储旷雒缑亢况琚苟母揣库依郎鲜保普禇么"
)

# What may stand right behind a name: a mark, a form of address or the next of a list; a preposition, adverb or
# particle; a verb of speaking; a verb of leading, moving or taking part.
# Example: 刘卒|就, 胡新元|指出, 侯运通|同志
_BEHIND = re.compile(
    r"$|[^\u4e00-\u9fff·]|同|等|和|及|与|一行|副?组长|组员"
    r"|就|在|对|向|为|从|到|受|围绕|结合|针对|按照|代表|分别|先后|此前|随后|已|将|也|还|又|并|的|会上"
    r"|作|做|讲|说|指出|强调|要求|表示|表态|通报|说明|提出|传达|介绍|宣|解读|反馈|汇报|认为"
    r"|主持|进驻|出席|参加|陪同|带|率|担任|任|部署|动员|安排|听取|进行|前往"
)
# Words that begin with a surname, or stand where only a name can, and may be followed by what follows a name:
# offices, words for others who are there, verbs and adverbs of the sentence.
# Example: "常务|副组长", "全体|同志", "宣布|:", "明确|要求", "于昨日|在", "分别|主持"
_NOT_A_NAME = re.compile(
    r"党[委组支总工]|常[务委]|纪委|时任|任[组副]|成员|单位|全体|干部|相关|同志|和[各相]"
    r"|强调|宣布|公布|通报|安排|明确|应当|从严|连续|分别|亲自|共同"
    r"|向[市县区党省被全大各]|于[近今昨当会本上下日即]|.*[某×]"
)
# Where a shorter name also fits, these belong to the sentence. Example: 石涛|作动员讲话
_PARTICLES = frozenset("作就在与对向将已做及")
_HAN = r"\u4e00-\u9fff"
# Names of other peoples: 阿不都热合曼·艾山
_DOTTED = re.compile(rf"[{_HAN}]{{1,8}}(?:·[{_HAN}]{{1,8}}?){{1,3}}(?={_BEHIND.pattern})")
# A name holds nothing else. Example: "刘卒"
_ALL_HAN = re.compile(rf"[{_HAN}]+")


def has_surname(text: str) -> bool:
    return text[:1] in _SINGLE or text[:2] in _COMPOUND


def _lengths(head: str) -> tuple[int, ...]:
    return (4, 3) if head in _COMPOUND else (3, 2)


def name_at(text: str, start: int, *, known_surname: bool = True) -> int | None:
    """Where the name that begins at `start` ends; None where there is none.

    With known_surname=False any character may be the surname: for places where only a name can stand.
    """
    dotted = _DOTTED.match(text, start, start + 40)
    if dotted is not None:
        return dotted.end()
    if _NOT_A_NAME.match(text, start, start + 4) or (known_surname and not has_surname(text[start : start + 2])):
        return None
    ends = [start + length for length in _lengths(text[start : start + 2]) if _is_whole(text, start, start + length)]
    if len(ends) == 2 and text[ends[0] - 1] in _PARTICLES:
        return ends[1]
    return ends[0] if ends else None


def _is_whole(text: str, start: int, end: int) -> bool:
    return (
        end <= len(text)
        and text[end - 1] != "副"
        and bool(_ALL_HAN.fullmatch(text, start, end))
        and bool(_BEHIND.match(text, end))
    )


def names_at(text: str, start: int) -> list[tuple[int, int]]:
    """A list of names joined by 、 和 及, each perhaps with 同志: spans of the names alone."""
    spans: list[tuple[int, int]] = []
    while len(spans) < 40:
        end = name_at(text, start)
        if end is None:
            break
        spans.append((start, end))
        if text.startswith("同志", end):
            end += 2
        join = _JOIN.match(text, end)
        if join is None:
            break
        start = join.end()
    return spans


# What joins the names of a list. Example: 董涵英|、|魏强, and in tables 王敏|  |赵亮
_JOIN = re.compile(r"[、和及与]\s?|[ \t]{1,4}")
