"""Whether two cases may be one and the same, and why: rules over plain facts, no database.

To be proposed, two cases must be of one unit, nothing may contradict, and something beyond the unit must agree.
How much must agree depends on how much the names alone say: 教育局 is in every county, and so is 县委第四巡察组.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from archive.models import Activity
from archive.parsing.divisions import packaged_divisions
from archive.parsing.sentences import Clauses, Day, Part, RoundName, Sentence, gettext_noop
from archive.partial_date import PartialDate
from archive.writings import folded_name

# 嵩县|县委 with its place in front is 嵩县委
_RANK_TWICE = re.compile(r"([省市县区州旗盟])\1委")
_OF_THE_COUNTRY = ("中国", "国家", "全国")
_LONGEST_PLACE = 9

Period = tuple[PartialDate | None, PartialDate | None]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What all notices of one case say of it; empty where none says anything."""

    unit: str = ""
    other_names: frozenset[str] = frozenset()
    cores: frozenset[str] = frozenset()
    unit_place: str = ""
    authority: str = ""  # with its place where that is known: 河南省洛阳市委
    place: str = ""
    is_identified: bool = False
    level: str = ""
    activity: str = ""
    group: str = ""
    ordinal: int | None = None
    term: int | None = None
    round: int | None = None
    round_year: int | None = None  # within which the round is counted, where no term counts it
    years: frozenset[int] = frozenset()
    days: frozenset[PartialDate] = frozenset()  # whole dates of the meeting or the start
    periods: frozenset[Period] = frozenset()
    heads: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()
    notices: frozenset[int] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """Whatever the unit goes by, the core of a firm's name among it: each in the spelling it is found by."""
        return frozenset(map(folded_name, {self.unit, *self.other_names, *self.cores})) - {""}

    @property
    def known_heads(self) -> frozenset[str]:
        return frozenset(map(folded_name, self.heads))

    @property
    def wave(self) -> tuple[int | None, int, int | None] | None:
        """Term, number and year of the round, as RoundName takes them; None where nothing counts its number."""
        is_counted = self.round and (self.term or self.round_year)
        return (self.term, self.round, self.round_year) if self.round and is_counted else None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two cases may be one, and how much speaks for it."""

    reason: Sentence
    weight: int


def likeness(one: CaseFacts, other: CaseFacts) -> Likeness | None:
    """The reason to propose that the two are one; None where there is none, or where something contradicts."""
    if not one.names & other.names or _contradict(one, other):
        return None
    agreed = dict(_agreements(one, other))
    if not _suffices(one, other, set(agreed)):
        return None
    return Likeness(_sentence(one, other, agreed), sum(_WEIGHTS[name] for name in agreed))


# ---- what rules it out ----


def _contradict(one: CaseFacts, other: CaseFacts) -> bool:
    values = ("place", "unit_place", "level", "activity", "ordinal", "round_year", "term")
    return (
        any(_differ(getattr(one, name), getattr(other, name)) for name in values)
        or (_count_alike(one, other) and _differ(one.round, other.round))
        or bool(one.notices & other.notices)  # one notice told them apart
        or not _may_be_one_authority(one, other)
        or _years_apart(one, other) > 1
        or bool(one.heads and other.heads and not one.known_heads & other.known_heads)
        or _never_meet(one, other)
    )


def _differ(one: object, other: object) -> bool:
    return bool(one) and bool(other) and one != other


def _count_alike(one: CaseFacts, other: CaseFacts) -> bool:
    """Whether numbers of rounds can be compared: the third of 2015 may be the seventh of a term."""
    return (one.round_year is None) == (other.round_year is None)


def _may_be_one_authority(one: CaseFacts, other: CaseFacts) -> bool:
    """市委 may be 河南省洛阳市委; 区委 is not."""
    names = sorted((_RANK_TWICE.sub(r"\1委", folded_name(facts.authority)) for facts in (one, other)), key=len)
    if one.is_identified and other.is_identified:
        return names[0] == names[1]
    return names[1].endswith(names[0])


def _years_apart(one: CaseFacts, other: CaseFacts) -> int:
    return min((abs(mine - its) for mine, its in product(one.years, other.years)), default=0)


def _never_meet(one: CaseFacts, other: CaseFacts) -> bool:
    """Whether one was surely over before the other began, whichever of their periods are taken."""
    pairs = list(product(one.periods, other.periods))
    return bool(pairs) and all(_is_over_before(*pair) or _is_over_before(*reversed(pair)) for pair in pairs)


def _is_over_before(earlier: Period, later: Period) -> bool:
    end, start = earlier[1], later[0]
    return end is not None and start is not None and end.is_before(start)


# ---- what speaks for it ----

_WEIGHTS = {"authority": 2, "group": 1, "round": 1, "days": 2, "heads": 3, "contacts": 3}


def _agreements(one: CaseFacts, other: CaseFacts) -> Iterator[tuple[str, Part]]:
    """What agrees beyond the unit, with the value that both have."""
    if one.is_identified and other.is_identified:
        yield "authority", one.authority
    if one.ordinal and one.ordinal == other.ordinal and one.authority and other.authority:
        yield "group", min(one.group, other.group, key=len)
    if one.wave and one.wave == other.wave:
        yield "round", RoundName("", *one.wave)
    if one.days & other.days:
        yield "days", Day(min(one.days & other.days, key=PartialDate.sort_key))
    if one.known_heads & other.known_heads:
        yield "heads", min(one.known_heads & other.known_heads)
    if one.contacts & other.contacts:
        yield "contacts", min(one.contacts & other.contacts)


def _suffices(one: CaseFacts, other: CaseFacts, agreed: set[str]) -> bool:
    if agreed & {"authority", "heads", "contacts"}:
        return True
    if one.is_identified or other.is_identified:
        return "group" in agreed or (_is_specific(one, other) and bool(agreed))
    if _is_specific(one, other):
        return bool(agreed)
    same_year = bool(one.years & other.years)
    return "group" in agreed and ("days" in agreed or ("round" in agreed and same_year))


def _is_specific(one: CaseFacts, other: CaseFacts) -> bool:
    """Whether a name that both go by is of one unit in the country."""
    return any(says_where(name) for name in one.names & other.names)


def says_where(name: str) -> bool:
    """Whether a unit's name says where it is: 嵩县教育局, 深圳证券交易所; 教育局 does not."""
    if name.startswith(_OF_THE_COUNTRY):
        return True
    starts = (name[:length] for length in range(2, min(_LONGEST_PLACE, len(name) - 1) + 1))
    found = ((start, packaged_divisions().only(start, "province", "city", "county")) for start in starts)
    # A county must be named in full: 城关镇 and 河东乡 are everywhere.
    return any(division and (division.level != "county" or start == division.name) for start, division in found)


# ---- in words ----

_LEADS = {
    Activity.XUNSHI: (gettext_noop("同为{who}对{unit}的巡视"), gettext_noop("同是对{unit}的巡视")),
    Activity.XUNCHA: (gettext_noop("同为{who}对{unit}的巡察"), gettext_noop("同是对{unit}的巡察")),
}
_AGREED = {
    "round": gettext_noop("轮次相同（{value}）"),
    "days": gettext_noop("日期相同（{value}）"),
    "heads": gettext_noop("组长相同（{value}）"),
    "contacts": gettext_noop("联系方式相同（{value}）"),
}
# Where one of the two does not say it, and where neither does.
_NO_PLACE = (gettext_noop("一方未写明地区"), gettext_noop("双方都未写明地区"))
_NO_GROUP = {
    Activity.XUNSHI: (gettext_noop("一方未写明巡视组"), gettext_noop("双方都未写明巡视组")),
    Activity.XUNCHA: (gettext_noop("一方未写明巡察组"), gettext_noop("双方都未写明巡察组")),
}
_NO_NUMBER = (gettext_noop("一方未写明番号"), gettext_noop("双方都未写明番号"))
_NO_ROUND = (gettext_noop("一方未写明轮次"), gettext_noop("双方都未写明轮次"))
_NO_YEAR = (gettext_noop("一方未写明年份"), gettext_noop("双方都未写明年份"))


def _sentence(one: CaseFacts, other: CaseFacts, agreed: Mapping[str, Part]) -> Sentence:
    activity = Activity(one.activity or other.activity or Activity.XUNSHI)
    unit = max(one.unit, other.unit, key=len)
    who = agreed.get("group") or agreed.get("authority")
    by_whom, by_nobody = _LEADS[activity]
    said = [Sentence(by_whom, {"who": who, "unit": unit}) if who else Sentence(by_nobody, {"unit": unit})]
    said += [Sentence(_AGREED[name], {"value": value}) for name, value in agreed.items() if name in _AGREED]
    if one.unit != other.unit:
        pattern = gettext_noop("单位一作“{one}”，一作“{other}”")
        said.append(Sentence(pattern, {"one": one.unit, "other": other.unit}))
    missing = tuple(_missing(one, other, activity))
    if not missing:
        return Sentence(gettext_noop("{said}。"), {"said": Clauses(tuple(said))})
    return Sentence(gettext_noop("{said}；{missing}。"), {"said": Clauses(tuple(said)), "missing": Clauses(missing)})


def _missing(one: CaseFacts, other: CaseFacts, activity: Activity) -> Iterator[Sentence]:
    """What would tell, and is not known of both."""
    for known, (of_one, of_both) in (
        ((one.is_identified, other.is_identified), _NO_PLACE),
        ((one.group, other.group), _NO_GROUP[activity]),
        ((one.ordinal or not one.group, other.ordinal or not other.group), _NO_NUMBER),
        ((one.round, other.round), _NO_ROUND),
        ((one.years, other.years), _NO_YEAR),
    ):
        if not all(known):
            yield Sentence(of_one if any(known) else of_both)
