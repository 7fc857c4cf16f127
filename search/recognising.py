"""What a stretch of a query claims beside its characters: a group, a round, a year, a type, a place, a level, a kind.

Pure: only the table of places is looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.numerals import to_chinese, to_int
from archive.parsing.divisions import packaged_divisions
from search.claims import Claim, FactClaim, GroupClaim, RoundClaim, TypeClaim, YearClaim

_NUMBER = r"(?:[0-9]{1,3}|[〇零一二三四五六七八九十百]{1,6})"
_COMMITTEE = (
    r"(?:中央|自治区党委|学校党委|校党委|集团党委|公司党委|区党委|党委|党组"
    r"|省委|市委|地委|州委|盟委|县委|区委|旗委|工委)"
)

_CLAIMS = re.compile(
    # "县委|第四巡察组", "中央第10巡视组", "市委第六专项巡察组"
    rf"(?P<group>(?P<sender>{_COMMITTEE})?第(?P<group_number>{_NUMBER})(?:专项|提级)?(?P<activity>巡[视察])组)"
    # "十八届中央第八轮", "九届滨州市委第五轮", "十一届市委", "十八届第八轮", "市委第七轮", "首轮"
    rf"|(?P<round>第?(?P<term>{_NUMBER})届"
    rf"(?:(?:[\u4e00-\u9fff]{{2,6}}?)??(?P<of>{_COMMITTEE})(?:(?:第(?P<number>{_NUMBER})|首)轮)?"
    rf"|(?:第(?P<number_of_term>{_NUMBER})|首)轮)"
    rf"|(?P<of_one>{_COMMITTEE})?(?:第(?P<number_of_one>{_NUMBER})|首)轮)"
    # "2015", "2015年"; not a piece of a longer number
    r"|(?P<year>(?<![0-9\-.:/@a-z])(?:19|20)[0-9]{2}(?![0-9\-.:/@a-z])年?)"
    # "专项巡视", "机动式巡视", "回头看", "提级"
    r"|(?P<type>(?P<type_name>常规|专项|机动|回头看|延伸|提级|交叉|联动)式?(?:巡[视察])?)"
)

# Numbers that texts write in figures or in numerals. Examples: "第|10|巡视组", "|18|届", "第|八|轮"
_FIGURES = re.compile(r"(?<=第)[0-9]{1,3}(?=[^0-9])|(?<![0-9])[0-9]{1,3}(?=届)")
_NUMERALS = re.compile(r"(?<=第)[一二三四五六七八九十百]{1,5}(?=[巡轮届专])|[一二三四五六七八九十百]{1,5}(?=届)")

_LEVELS = {
    "中央": ("central",),
    "省委": ("province",),
    "自治区党委": ("province",),
    "市委": ("city",),
    "州委": ("city",),
    "县委": ("county",),
    "区委": ("county",),
    "校党委": ("other",),
}
_KINDS = {
    "动员会": ("mobilization_report", "mobilization_speech"),
    "动员": ("mobilization_report", "mobilization_speech"),
    "讲话": ("mobilization_speech",),
    "公告": ("announcement",),
    "进驻公告": ("announcement",),
    "反馈": ("feedback",),
    "整改": ("rectification",),
}
# Who asks for a way to reach a group wants a notice that gives one.
_CONTACTS = {
    "电话": ("phone",),
    "值班电话": ("phone",),
    "举报电话": ("phone",),
    "联系电话": ("phone",),
    "短信": ("sms",),
    "邮箱": ("email",),
    "电子邮箱": ("email",),
    "举报邮箱": ("email",),
    "信箱": ("mailbox",),
    "邮政信箱": ("mailbox",),
    "联系": ("phone", "email", "mailbox"),
    "联系方式": ("phone", "email", "mailbox"),
    "举报": ("phone", "email", "mailbox"),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    text: str
    claim: Claim | None = None


def stretches(text: str) -> Iterator[Stretch]:
    """A folded word in order: what claims something, and what stands between."""
    end = 0
    for match in _CLAIMS.finditer(text):
        if match.start() > end:
            yield Stretch(text[end : match.start()])
        yield Stretch(match.group(), _claim(match))
        end = match.end()
    if end < len(text):
        yield Stretch(text[end:])


def _claim(match: re.Match[str]) -> Claim | None:
    if match["group"]:
        number = to_int(match["group_number"])
        return GroupClaim(match["sender"] or "", number, match["activity"]) if number else None
    if match["round"]:
        return _round(match)
    if match["year"]:
        return YearClaim((int(match["year"][:4]),))
    return TypeClaim(match["type_name"])


def _round(match: re.Match[str]) -> RoundClaim | None:
    term = to_int(match["term"]) if match["term"] else None
    figure = match["number"] or match["number_of_term"] or match["number_of_one"]
    number = to_int(figure) if figure else 1 if "首轮" in match["round"] else None
    return RoundClaim(match["of"] or match["of_one"] or "", term, number) if term or number else None


# A round counted within a year, as a field's value. Examples: "湖南省委|2016|年|第一轮", "2016年省委首轮"
_COUNTED_IN_YEAR = re.compile(r"(?P<committee>[^0-9]*?)(?P<year>(?:19|20)[0-9]{2})年(?P<round>.+)")


def round_named(text: str) -> RoundClaim | None:
    """The round that a field's value names: 十八届中央第八轮, 湖南省委2016年第一轮, 第八轮, 八."""
    counted = _COUNTED_IN_YEAR.fullmatch(text)
    if counted is not None:
        inner = round_named(counted["round"])
        if inner is None or inner.number is None or inner.term is not None or inner.counted_year is not None:
            return None
        return RoundClaim(counted["committee"] or inner.committee, None, inner.number, int(counted["year"]))
    match = _CLAIMS.fullmatch(text)
    if match and match["round"]:
        return _round(match)
    number = to_int(text.removeprefix("第").removesuffix("轮"))
    term = to_int(text.removeprefix("第").removesuffix("届")) if text.endswith("届") else None
    return RoundClaim("", term, None) if term else RoundClaim("", None, number) if number else None


def claim_of_piece(piece: str) -> Claim | None:
    """What a single word of a query claims: a place, a level, a kind of notice, a way to reach a group."""
    if piece in _LEVELS:
        return FactClaim("level", _LEVELS[piece])
    if piece in _KINDS:
        return FactClaim("kind", _KINDS[piece])
    if piece in _CONTACTS:
        return FactClaim("has", _CONTACTS[piece], suffices=True)
    return FactClaim("where", (piece,), weight=1.0) if packaged_divisions().named(piece) else None


def spellings(text: str) -> tuple[str, ...]:
    """The text itself first, then with its ordinals in numerals and in figures: 第10巡视组, 第十巡视组."""
    in_numerals = _FIGURES.sub(lambda match: to_chinese(int(match[0])), text)
    in_figures = _NUMERALS.sub(lambda match: str(to_int(match[0]) or match[0]), text)
    return tuple(dict.fromkeys((text, in_numerals, in_figures)))


# Years and spans of years as a field's value. Examples: "2015", "2015..2018", "2015-2018", "2015至2018年", "2015.."
_YEARS = re.compile(r"(?P<first>[0-9]{4})?年?(?P<to>\.{2,}|-{1,2}|至|到)?(?P<last>[0-9]{4})?年?")
_ALL_YEARS = range(1949, 2100)  # where a span is open at one end; wide enough for any archive of inspections


def years_named(text: str) -> tuple[int, ...]:
    """The years that a field's value names; none where it names none."""
    match = _YEARS.fullmatch(text)
    if match is None or not (match["first"] or match["last"]):
        return ()
    if not match["to"]:
        return (int(match["first"]),) if match["first"] and not match["last"] else ()
    first = int(match["first"] or _ALL_YEARS.start)
    last = int(match["last"] or _ALL_YEARS.stop - 1)
    return tuple(range(max(first, _ALL_YEARS.start), min(last, _ALL_YEARS.stop - 1) + 1))


def group_named(text: str) -> GroupClaim | None:
    """The group that a field's value names by its number: 7, 第七, 中央第七巡视组; None for any other name."""
    number = to_int(text.removeprefix("第").removesuffix("组"))
    if number:
        return GroupClaim("", number, "")
    match = _CLAIMS.fullmatch(text)
    claim = _claim(match) if match else None
    return claim if isinstance(claim, GroupClaim) else None
