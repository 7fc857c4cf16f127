"""Provinces, cities and counties: which place a name stands for, and whether it stands for one place only."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from archive.parsing.parsed import ParsedPlace

Level = Literal["province", "city", "county"]

# What is left off when a place is named before a committee: 洛阳(市)委, 无棣(县)委, 广西(壮族自治区)党委.
# Longest first.
_SUFFIXES = (
    "维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "自治州", "自治县", "自治旗",
    "地区", "林区", "省", "市", "县", "区", "州", "盟", "旗",
)  # fmt: skip
# The peoples in the names of autonomous places, which are left off too: 黔西南(布依族苗族)自治州, 丰宁(满族)自治县.
_PEOPLES_ONLY = re.compile(
    r"(?:(?:壮|回|维吾尔|蒙古|藏|彝|苗|土家|布依|侗|瑶|白|哈尼|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌"
    r"|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|朝鲜|满|哈萨克|各)族)+|哈萨克|蒙古|柯尔克孜|锡伯|塔吉克"
)
_MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})


@dataclass(frozen=True, slots=True)
class Division:
    """One row of the table. city is None in municipalities and in counties that the province runs itself."""

    level: Level
    province: str
    city: str | None = None
    county: str | None = None

    @property
    def name(self) -> str:
        return self.county or self.city or self.province

    @property
    def place(self) -> ParsedPlace:
        return ParsedPlace(self.province, self.city, self.county)

    @property
    def parents(self) -> tuple[str, ...]:
        """The places that it lies in, the nearest first."""
        own = {"county": (self.city, self.province), "city": (self.province,), "province": ()}[self.level]
        return tuple(name for name in own if name)

    @property
    def is_municipality(self) -> bool:
        return self.level == "province" and self.province in _MUNICIPALITIES


def stem(name: str) -> str:
    """The name without the word for its rank: 洛阳市 -> 洛阳. A one-character stem keeps the rank: 嵩县."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            bare = name[: -len(suffix)]
            return _without_people(bare) if suffix.startswith("自治") else bare
    return name


def _without_people(name: str) -> str:
    """景东彝族 -> 景东. At least two characters stay, so that 东乡族 keeps its own."""
    for length in range(2, len(name)):
        if _PEOPLES_ONLY.fullmatch(name, length):
            return name[:length]
    return name


def _division(row: Mapping[str, str]) -> Division:
    level: Level = "county" if row["county"] else "city" if row["city"] else "province"
    return Division(level, row["province"], row["city"] or None, row["county"] or None)


class DivisionTable:
    """Looks places up by full name or stem."""

    def __init__(self, divisions: Iterable[Division], former: Iterable[Division] = ()) -> None:
        """Former places answer to their full name alone: 增城 is a district now, 增城市 was a city."""
        self._by_name: dict[str, list[Division]] = defaultdict(list)
        for division in former:
            self._by_name[division.name].append(division)
        for division in divisions:
            for name in {division.name, stem(division.name)}:
                self._by_name[name].append(division)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]], former: Iterable[Mapping[str, str]] = ()) -> "DivisionTable":
        return cls(map(_division, rows), map(_division, former))

    def knows(self, name: str) -> bool:
        """Whether anything is called so."""
        return name in self._by_name

    def named(self, name: str, level: Level | None = None) -> tuple[Division, ...]:
        """Every division that the full name or stem may stand for."""
        found = self._by_name.get(name, ())
        return tuple(division for division in found if level is None or division.level == level)

    def only(self, name: str, *levels: Level) -> Division | None:
        """The one division of that name at the given levels; None where there are several, or none."""
        found = [division for division in self._by_name.get(name, ()) if division.level in levels]
        return found[0] if len({division.place for division in found}) == 1 else None


@cache
def packaged_divisions() -> DivisionTable:
    """The tables that are shipped: today's divisions, and those that were renamed or merged since 2013."""
    return DivisionTable.from_rows(_rows("divisions.csv"), _rows("former_divisions.csv"))


@cache
def official_order() -> Mapping[ParsedPlace, int]:
    """Where a place of today stands in the official list, in which whatever lies in it follows."""
    return {_division(row).place: number for number, row in enumerate(_rows("divisions.csv"))}


def _rows(name: str) -> Iterable[Mapping[str, str]]:
    text = resources.files("archive.parsing").joinpath("data", name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
