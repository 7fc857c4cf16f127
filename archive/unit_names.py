"""Whether two names may stand for one unit, as far as the names alone tell. Pure: no Django.

Where they do not tell, the answer is no: two rows of one unit are joined by an editor in a minute, one row of two units
is never noticed.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from archive.parsing.divisions import stem
from archive.writings import folded_name

# A firm's legal form, in the order in which a name has its parts. 集团 or 控股 in another order belongs to the name.
# Examples: "中国通用技术|集团控股有限责任公司", "通用技术|集团", "中国农业银行|股份有限公司", "洛阳投资控股|集团"
_FORM = re.compile(r"(?P<group>集团)?(?P<holding>控股)?(?P<kind>总|(?:股份)?(?:有限)?(?:责任)?)(?P<company>公司)?$")
# Example: "中国通用技术|(集团)|控股有限责任公司"
_FORM_IN_BRACKETS = re.compile(r"\((集团|控股|股份|有限)\)")
# These words make a firm of a name without any legal form. Examples: "农业银行", "南方电网"
_FIRMS_BY_TRADE = ("银行", "电网")
# What 中国 in front tells apart from everything else of its kind: 中国银行 is no name for any bank.
_TRADE = re.compile(
    r"银行|电网|投资|建筑|建设|保险|信托|证券|铁路|铁道|航空|电信|移动|联通|电力|石油|烟草|盐业|邮政|城市|实业|农业|工业|商业"
    r"|贸易|交通|旅游|文化|出版|传媒|电子|化工|黄金|煤炭|钢铁|粮食|物流|能源|水务|环保|科技|国际|中央|中国"
)
# Example: "中国石油天然气集团公司北京|分|公司"
_BRANCH = ("分", "子")

# What a text calls its own firm or office, as every text does. Examples: "集团公司", "本校", "办公室", "县医院"
_ANYBODYS = re.compile(
    r"[本该我省市县区]?(?:集团|有限|责任|股份|控股|总|公司|银行|学校|学院|医院|机关|单位|委员会|办公室|[局院校厅部行会委])+"
)


@dataclass(frozen=True, slots=True)
class Firm:
    """What is a firm's own in its name (通用技术), and its legal form as far as the name gives it."""

    core: str
    is_group: bool
    is_holding: bool
    kind: str  # 总, 股份有限, 有限责任 ...; empty in short forms

    def may_be(self, other: "Firm") -> bool:
        """Whether nothing tells them apart. A group is not its stock company: 中国人寿保险集团, 中国人寿保险股份."""
        if self.core != other.core or self.is_group != other.is_group:
            return False
        if self._is_bare or other._is_bare:
            return True
        kinds = {self.kind.removesuffix("责任"), other.kind.removesuffix("责任")}
        return len(kinds) == 1 and self.is_holding == other.is_holding

    @property
    def _is_bare(self) -> bool:
        return not self.kind and not self.is_holding


def firm(name: str) -> Firm | None:
    """The firm of that name; None for what is no firm, and for names that could be anybody's."""
    plain = _FORM_IN_BRACKETS.sub(r"\1", folded_name(name))
    form = _FORM.search(plain)
    if form is None or (form["kind"] and not form["company"]):
        return None
    own = plain[: form.start()]
    if not form[0] and not own.endswith(_FIRMS_BY_TRADE):
        return None
    short = own.removeprefix("中国")
    core = short if len(short) >= 2 and not _TRADE.fullmatch(short) else own
    if len(core) < 2 or _TRADE.fullmatch(core) or core.endswith(_BRANCH):
        return None
    return Firm(core, bool(form["group"]), bool(form["holding"]), form["kind"])


def is_same_firm(one: str, other: str) -> bool:
    """中国通用技术(集团)控股有限责任公司 and 通用技术集团."""
    first, second = firm(one), firm(other)
    return first is not None and second is not None and first.may_be(second)


def own_fronts(places: Collection[str]) -> frozenset[str]:
    """What may be left off in front of a unit's name among the units of one authority, whose place this is.

    河南省, 洛阳市 -> 河南省, 河南, 洛阳市, 洛阳, 河南省洛阳市, 市, 中国
    """
    if not places:
        return frozenset({"中国"})
    *_, nearest = places
    return frozenset({"中国", nearest[-1], "".join(places), *places, *map(stem, places)})


def may_stand_for(short: str, full: str, fronts: Collection[str], *, is_stated: bool = False) -> bool:
    """Whether a short form that was used of a unit may be taken for it wherever the same authority's notices have it.

    is_stated: a text says so (以下简称), or an editor; else it was worked out from the characters.
    县人民医院 is short for 凤阳县人民医院 and, under a city, for that of any other county.
    """
    short, full = folded_name(short), folded_name(full)
    if _ANYBODYS.fullmatch(short):
        return False
    if firm(full) is not None:
        return is_stated or is_same_firm(short, full)
    if short in full and not full.endswith(short):
        return False
    front = full.removesuffix(short) if short in full else full[: max(full.find(short[0]), 0)]
    return not front or front in fronts
