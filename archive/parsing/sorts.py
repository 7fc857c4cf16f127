"""What sort of units a group inspects, where a remark behind its name tells only that, and how many there are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from archive.numerals import NUMERAL, to_int
from archive.parsing.groups import GroupMention
from archive.parsing.sections import GroupKey
from archive.parsing.source import Source

# Example: "县委第三巡察组|(3个村)", "县委第二巡察组|(两所学校)"
_COUNTED = re.compile(rf"\s?\((?P<count>\d{{1,2}}|{NUMERAL})[个家所](?P<sort>[\u4e00-\u9fff]{{1,4}})\)")
# The court and the procuratorate of one place. Example: "县委第一巡察组|(法检两院)"
_BOTH_COURTS = re.compile(r"\s?\((?:法检|检法)?两院\)")
_COURTS = ("人民法院", "检察院")


def units_of_sorts(
    source: Source, mentions: Iterable[GroupMention], units: Mapping[str, str]
) -> dict[GroupKey, list[str]]:
    """Units (as written, by what they are called when folded) of the groups whose remark can mean no others.

    There are as many of the sort as the remark says, and no other group has the same said of it.
    """
    claims: dict[GroupKey, list[str]] = {}
    for mention in mentions:
        found = _meant(source.text, mention.end, units)
        if found and mention.list_size == 1:
            claims[mention.key] = found
    claimants: dict[str, set[GroupKey]] = defaultdict(set)
    for key, names in claims.items():
        for name in names:
            claimants[name].add(key)
    return {key: names for key, names in claims.items() if all(len(claimants[name]) == 1 for name in names)}


def _meant(text: str, at: int, units: Mapping[str, str]) -> list[str]:
    if _BOTH_COURTS.match(text, at):
        found = [[unit for name, unit in units.items() if name.endswith(court)] for court in _COURTS]
        return [unit for [unit] in found] if all(len(of_court) == 1 for of_court in found) else []
    counted = _COUNTED.match(text, at)
    if counted is None:
        return []
    of_sort = [unit for name, unit in units.items() if name.endswith(counted["sort"])]
    return of_sort if len(of_sort) == to_int(counted["count"]) else []
