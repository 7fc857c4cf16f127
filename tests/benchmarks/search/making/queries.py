"""Queries of every class, drawn from what the generator writes, so that most have an answer."""

import re
from collections.abc import Callable
from random import Random

from archive.numerals import to_chinese
from search.analysis import words
from tests.benchmarks.search.asked import Asked
from tests.benchmarks.search.making.generator import Generator
from tests.benchmarks.search.making.made import MadeNotice
from tests.benchmarks.search.making.names import GIVEN
from tests.benchmarks.search.making.noise import traditional, wide

_PIECES = range(2, 9)  # characters
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")

Maker = Callable[[MadeNotice, Random], str]


def _known_item(notice: MadeNotice, chance: Random) -> str:
    """A title as remembered: a part is missing."""
    title = notice.plain.split("\n", 1)[0]
    start = chance.randint(0, len(title) // 3)
    return title[start : start + max(8, len(title) // 2)]


def _unit(notice: MadeNotice, chance: Random) -> str:
    unit = notice.first_unit.name
    return f"{unit} {notice.sender.activity}" if chance.random() < 0.3 else unit


def _group(notice: MadeNotice, chance: Random) -> str:
    group = notice.groups[0]
    if chance.random() < 0.3:
        return group.name.replace(to_chinese(group.ordinal), str(group.ordinal))
    return group.name


def _person(notice: MadeNotice, chance: Random) -> str:
    group = chance.choice(notice.groups)
    name = chance.choice((group.head, *group.deputies))
    return f"{name} {chance.choice(group.units).name}" if chance.random() < 0.3 else name


def _abbreviation(notice: MadeNotice, chance: Random) -> str:
    """What everybody calls it, else what the dictionary of short forms has."""
    aliases = [unit.alias for group in notice.groups for unit in group.units if unit.alias]
    return chance.choice(aliases or ["国资委", "发改委", "人社局", "住建局", "卫健委", "工信局", "深交所", "驻京办"])


def _literal(notice: MadeNotice, chance: Random) -> str:
    return piece(notice, chance)


def _round(notice: MadeNotice, chance: Random) -> str:
    wave = notice.wave
    term = f"{to_chinese(wave.term)}届" if chance.random() < 0.7 else ""
    return f"{term}{notice.sender.name}第{to_chinese(wave.number)}轮{notice.sender.activity}"


def _topic(notice: MadeNotice, chance: Random) -> str:
    """Two words that the text has near each other, or what stands between two marks."""
    run = chance.choice([run for run in _HAN.findall(notice.plain) if len(run) >= 6])
    found = [word.text for word in words(run) if not word.is_part and len(word.text) > 1]
    return " ".join(chance.sample(found, 2)) if len(found) > 1 and chance.random() < 0.6 else run[:16]


def _type(notice: MadeNotice, chance: Random) -> str:
    return f"{notice.types[0]}{notice.sender.activity}" + (f" {notice.wave.year}" if chance.random() < 0.3 else "")


def _typo(notice: MadeNotice, chance: Random) -> str:
    name = notice.groups[0].head if chance.random() < 0.5 else notice.first_unit.name
    at = chance.randrange(1, len(name))
    return name[:at] + chance.choice(GIVEN) + name[at + 1 :]


def _traditional(notice: MadeNotice, chance: Random) -> str:
    return traditional(chance.choice((_unit, _group, _person, _round))(notice, chance))


def _width(notice: MadeNotice, chance: Random) -> str:
    return wide(_contact(notice, chance))


def _contact(notice: MadeNotice, chance: Random) -> str:
    values = [value for group in notice.groups for _, value in group.contacts]
    if not values:
        return f"{notice.first_unit.name} 值班电话"
    value = chance.choice(values)
    return value.split("-")[-1] if chance.random() < 0.3 else value


def _operator(notice: MadeNotice, chance: Random) -> str:
    group = notice.groups[0]
    return chance.choice(
        (
            f"组长:{group.head}",
            f"年份:{notice.wave.year} 类型:{notice.types[0]}",
            f'"{group.name}" -{notice.first_unit.name}',
            f'"{piece(notice, chance)}"',
            f"{notice.types[0]} -{notice.sender.area}",
            f"{group.head} OR {group.deputies[0]}",
        )
    )


def _question(notice: MadeNotice, chance: Random) -> str:
    unit = notice.first_unit.name
    return chance.choice(
        (
            f"谁带队{notice.sender.activity}了{unit}",
            f"{notice.sender.area}{notice.wave.year}年{notice.sender.activity}了哪些单位？",
            f"{unit}的{notice.sender.activity}组组长是谁",
            f"{notice.groups[0].name}的值班电话是多少",
        )
    )


def _multi(notice: MadeNotice, chance: Random) -> str:
    parts = [
        str(notice.wave.year),
        notice.sender.name,
        notice.first_unit.name,
        f"{notice.types[0]}{notice.sender.activity}",
    ]
    return " ".join(chance.sample(parts, 3))


# By what tests/corpus/queries.jsonl calls them: their share in a hundred.
_KINDS: dict[str, tuple[int, Maker]] = {
    "known_item": (8, _known_item),
    "unit": (11, _unit),
    "group": (8, _group),
    "person": (11, _person),
    "abbreviation": (5, _abbreviation),
    "literal": (7, _literal),
    "round": (5, _round),
    "topic": (8, _topic),
    "type": (4, _type),
    "typo": (4, _typo),
    "variant_traditional": (5, _traditional),
    "variant_width": (3, _width),
    "contact": (6, _contact),
    "operator": (5, _operator),
    "natural_question": (4, _question),
    "multi": (6, _multi),
}
KINDS = frozenset(_KINDS)
_FILTERED = 0.15  # of the queries come with a filter


def queries(generator: Generator, size: int, count: int, occasion: str) -> list[Asked]:
    """`count` queries in the shares of their classes, in an order by chance; another occasion gives others."""
    chance = Random(f"queries {generator.seed} {occasion}")
    kinds = [kind for kind, (share, _) in _KINDS.items() for _ in range(max(1, round(share * count / 100)))]
    while len(kinds) < count:
        kinds.append(chance.choice(list(_KINDS)))
    chance.shuffle(kinds)
    asked = []
    for kind in kinds[:count] if count >= len(_KINDS) else kinds:
        notice = generator.notice(chance.randint(1, size))
        filters = _filters(notice, chance) if chance.random() < _FILTERED else {}
        asked.append(Asked(_KINDS[kind][1](notice, chance), kind, filters))
    return asked


def pieces(generator: Generator, size: int, count: int) -> list[str]:
    """Different pieces of two to eight characters, cut wherever it happens, as long as they have no punctuation."""
    chance = Random(f"pieces {generator.seed}")
    found: dict[str, None] = {}
    while len(found) < count:
        notice = generator.notice(chance.randint(1, size))
        if notice.is_plain:
            found[piece(notice, chance)] = None
    return list(found)


def piece(notice: MadeNotice, chance: Random) -> str:
    length = chance.choice(_PIECES)
    runs: list[str] = [run for run in _HAN.findall(notice.plain) if len(run) >= length]
    run = chance.choice(runs)
    start = chance.randint(0, len(run) - length)
    return run[start : start + length]


def _filters(notice: MadeNotice, chance: Random) -> dict[str, list[str]]:
    filters = {"level": [str(notice.sender.level)], "kind": [str(notice.kind)], "type": [notice.types[0]]}
    if notice.year:
        filters["year"] = [str(notice.year)]
    if notice.sender.is_known and notice.sender.place[0]:
        filters["place"] = [notice.sender.place[0]]
    filters["group"] = [str(notice.groups[0].ordinal)]
    return {name: filters[name] for name in chance.sample(list(filters), chance.choice((1, 1, 2)))}
