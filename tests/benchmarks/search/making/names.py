"""What places, units and people are called."""

import csv
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from random import Random
from typing import TypeVar

from archive.models import Level
from archive.parsing.divisions import stem
from tests.benchmarks.search.making.uneven import Uneven

_LISTED = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
_TOWN = "石河沙新东西南北桥塘龙山水泉清白马柳杨安平和太永兴大高黄红金银龚凤双三五林田湖口坪坝店庄集阳岭关城寨洋港溪"

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑罗梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "伟强军平华明国建文志海林春玉新永德清青红峰刚勇杰斌辉波涛鹏飞宇浩磊超俊东亮成龙江洪光荣庆祥和生元义忠良仁兴安宁康健福瑞祖泽"
    "卒涵英维佳纯运通晓冬如金胜利民立行远方正宏博学思敏慧静丽娟芳霞燕梅兰秀珍琴雪莉萍莹颖琳倩岚云月凤彩虹昌茂松柏桂枝秋夏晨曦旭阳"
    "子凯嘉欣诗梦雅彤婧怡"
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends groups. Place is province, city, county, empty where there is none."""

    name: str
    level: str
    place: tuple[str, str, str] = ("", "", "")
    is_known: bool = True  # else a notice says only 市委 or 县委

    @property
    def area(self) -> str:
        """洛阳市; 全国 at the centre."""
        return next((part for part in reversed(self.place) if part), "全国")

    @property
    def town(self) -> str:
        """Where its post is delivered."""
        return self.area if self.place[0] else "北京市"

    @property
    def activity(self) -> str:
        return "巡视" if self.level in (Level.CENTRAL, Level.PROVINCE) else "巡察"

    @property
    def rank(self) -> str:
        """What its offices have in front: 省, 市, 县, 区; empty at the centre and inside institutions."""
        return self.area[-1] if self.place[0] and self.level != Level.OTHER else ""


@dataclass(frozen=True, slots=True)
class Unit:
    """Whom they inspect, and what else it is called."""

    name: str
    alias: str = ""


class Names:
    """The senders by level and the units that each inspects; which of them are large and small is a matter of seed."""

    def __init__(self, seed: int) -> None:
        chance = Random(f"names {seed}")
        rows = _divisions()
        self._inside: dict[tuple[str, str, str], list[str]] = {}
        for province, city, county in rows:
            if city or county:
                self._inside.setdefault((province, city if county and city else "", ""), []).append(county or city)
        self.senders: dict[str, Uneven[Sender]] = {
            Level.CENTRAL: Uneven([Sender("中央", Level.CENTRAL)], [1]),
            Level.PROVINCE: _ranked(chance, [_committee(row, Level.PROVINCE) for row in rows if not any(row[1:])]),
            Level.CITY: _ranked(chance, [_committee(row, Level.CITY) for row in rows if row[1] and not row[2]]),
            Level.COUNTY: _ranked(chance, [_committee(row, Level.COUNTY) for row in rows if row[2]]),
            Level.OTHER: _ranked(
                chance, [Sender(f"{name}党委", Level.OTHER, is_known=False) for name in _listed("universities")]
            ),
        }
        self._seed = seed
        self._units: dict[Sender, Uneven[Unit]] = {}

    def units_of(self, sender: Sender) -> Uneven[Unit]:
        if sender not in self._units:
            chance = Random(f"units {self._seed} {sender.name} {sender.place}")
            self._units[sender] = _ranked(chance, self._listed_units(sender, chance))
        return self._units[sender]

    def _listed_units(self, sender: Sender, chance: Random) -> list[Unit]:
        inside = [Unit(name) for name in self._inside.get(sender.place, ())]
        if sender.level == Level.CENTRAL:
            provinces = [Unit(known.place[0]) for known in self.senders[Level.PROVINCE].things]
            firms = [Unit(name, alias) for name, alias in _LISTED["firms"].items()]
            return [*provinces, *firms, *map(Unit, (*_listed("ministries"), *_listed("universities")))]
        if sender.level == Level.OTHER:
            return [Unit(f"{kind}学院") for kind in _listed("schools")] + [*map(Unit, ("附属医院", "后勤集团"))]
        own = stem(sender.area)
        if sender.level == Level.PROVINCE:
            schools = [Unit(f"{own}{kind}大学", f"{own}{kind[0]}大") for kind in _listed("schools")]
            return [*inside, *(Unit(f"{sender.rank}{name}") for name in _listed("departments")), *schools, *_firms(own)]
        offices = [Unit(f"{sender.rank}{name}") for name in _listed("offices")]
        if sender.level == Level.CITY:
            school = [Unit(f"{own}{kind}学院", f"{own[0]}{kind[0]}院") for kind in chance.sample(_listed("schools"), 3)]
            return [*inside, *offices, *school, *_firms(own)]
        towns = [Unit(_town(chance) + chance.choice(("镇", "镇", "乡", "街道"))) for _ in range(14)]
        return [*offices, *towns, *(Unit(_town(chance) + "村") for _ in range(30))]


def person(chance: Random) -> str:
    length = 1 if chance.random() < 0.2 else 2
    return _SURNAME.pick(chance) + "".join(_GIVEN_NAME.pick(chance) for _ in range(length))


def _listed(kind: str) -> list[str]:
    words: str = _LISTED[kind]
    return words.split()


def _divisions() -> list[tuple[str, str, str]]:
    table = resources.files("archive.parsing").joinpath("data/divisions.csv").read_text(encoding="utf-8")
    return [(row["province"], row["city"], row["county"]) for row in csv.DictReader(table.splitlines())]


def _committee(place: tuple[str, str, str], level: str) -> Sender:
    area = next(part for part in reversed(place) if part)
    return Sender(f"{area}党委" if area.endswith("自治区") else f"{area}委", level, place)


def _ranked(chance: Random, things: Sequence[T]) -> Uneven[T]:
    """Which is the first and which the last is left to chance."""
    return Uneven.by_rank(chance.sample(things, len(things)), 0.7)


def _firms(own: str) -> list[Unit]:
    return [Unit(f"{own}{trade}集团有限公司", f"{own}{trade}集团") for trade in _listed("trades")]


def _town(chance: Random) -> str:
    return chance.choice(_TOWN) + chance.choice(_TOWN)


_SURNAME = Uneven.by_rank(_SURNAMES, 0.8)
_GIVEN_NAME = Uneven.by_rank(GIVEN, 0.4)
