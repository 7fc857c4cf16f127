"""Whether two cases may be one and the same, and why: rules over plain facts, no database.

To be proposed, two cases must be of one unit, nothing may contradict, and something beyond the unit must agree.
How much must agree depends on how much the names alone say: 教育局 is in every county, and so is 县委第四巡察组.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from archive.models import Activity, round_label
from archive.parsing.divisions import packaged_divisions
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
        """Term, number and year of the round, as round_label takes them; None where nothing counts its number."""
        is_counted = self.round and (self.term or self.round_year)
        return (self.term, self.round, self.round_year) if self.round and is_counted else None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two cases may be one, and how much speaks for it."""

    reason: str
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


def _agreements(one: CaseFacts, other: CaseFacts) -> Iterator[tuple[str, str]]:
    """What agrees beyond the unit, with the words for it."""
    if one.is_identified and other.is_identified:
        yield "authority", one.authority
    if one.ordinal and one.ordinal == other.ordinal and one.authority and other.authority:
        yield "group", min(one.group, other.group, key=len)
    if one.wave and one.wave == other.wave:
        yield "round", f"轮次相同（{round_label('', *one.wave)}）"
    if one.days & other.days:
        yield "days", f"日期相同（{min(map(str, one.days & other.days))}）"
    if one.known_heads & other.known_heads:
        yield "heads", f"组长相同（{min(one.known_heads & other.known_heads)}）"
    if one.contacts & other.contacts:
        yield "contacts", f"联系方式相同（{min(one.contacts & other.contacts)}）"


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


def _sentence(one: CaseFacts, other: CaseFacts, agreed: dict[str, str]) -> str:
    unit = max(one.unit, other.unit, key=len)
    activity = one.activity or other.activity or Activity.XUNSHI
    who = agreed.get("group") or agreed.get("authority")
    lead = f"同为{who}对{unit}的{activity}" if who else f"同是对{unit}的{activity}"
    said = [words for name, words in agreed.items() if name not in ("group", "authority")]
    if one.unit != other.unit:
        said.append(f"单位一作“{one.unit}”，一作“{other.unit}”")
    missing = [
        words
        for known, words in (
            ((one.is_identified, other.is_identified), "写明地区"),
            ((one.group, other.group), "写明巡视组" if activity == Activity.XUNSHI else "写明巡察组"),
            ((one.ordinal or not one.group, other.ordinal or not other.group), "写明番号"),
            ((one.round, other.round), "写明轮次"),
            ((one.years, other.years), "写明年份"),
        )
        if not all(known)
        for words in [f"{'一方' if any(known) else '双方都'}未{words}"]
    ]
    return "；".join(part for part in ("，".join([lead, *said]), "，".join(missing)) if part) + "。"
