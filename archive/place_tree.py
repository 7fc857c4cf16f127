"""Provinces, cities and counties with what published notices tell of each, all that lies in a place counted with it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from archive.facet_counts import count_places
from archive.models import place_code
from archive.named_in import told_units
from archive.parsing import ParsedPlace
from archive.parsing.divisions import official_order

_PARTS = ("province", "city", "county")


@dataclass(frozen=True, slots=True)
class Branch:
    """A place: its code in addresses, its own name, how many notices and units there are, and what lies in it."""

    code: str
    name: str
    notices: int
    units: int
    inner: "list[Branch]"


def place_tree(province: str = "") -> list[Branch]:
    """The provinces that published notices are of, or that one alone, in the official order: two queries."""
    counts = count_places(province)
    return _branches("", counts, _count_units(province), _by_parent(counts))


def find_branch(branches: Collection[Branch], code: str) -> Branch | None:
    """The branch of that code, wherever it stands among the branches."""
    for branch in branches:
        if branch.code == code:
            return branch
        if code.startswith(f"{branch.code}-"):
            return find_branch(branch.inner, code)
    return None


def _by_parent(codes: Collection[str]) -> Mapping[str, list[str]]:
    inner: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        inner[code.rpartition("-")[0]].append(code)
    return inner


def _branches(
    parent: str, notices: Mapping[str, int], units: Mapping[str, int], inner: Mapping[str, list[str]]
) -> list[Branch]:
    return [
        Branch(code, code.rpartition("-")[2], notices[code], units.get(code, 0), _branches(code, notices, units, inner))
        for code in sorted(inner.get(parent, ()), key=_place_in_order)
    ]


def _place_in_order(code: str) -> tuple[int, str]:
    """As officially listed; what is no place of today stands behind, by name."""
    province, *rest = code.split("-")
    order = official_order()
    readings = (
        [ParsedPlace(province, *rest)]
        if len(rest) != 1
        else [ParsedPlace(province, rest[0]), ParsedPlace(province, None, rest[0])]
    )
    return min((order[place] for place in readings if place in order), default=len(order)), code


def _count_units(province: str) -> dict[str, int]:
    """Units by the places that they, or those that inspect them, are in: one query, each unit once in each place."""
    ways = [f"{way}__{part}" for way in ("place", "authority__place") for part in _PARTS]
    units = told_units()
    if province:
        units = units.filter(Q(place__province=province) | Q(authority__place__province=province))
    counts: dict[str, int] = defaultdict(int)
    for *parts, n in units.values_list(*ways).annotate(n=Count("pk")):
        own, authoritys = ([part or "" for part in half] for half in (parts[:3], parts[3:]))
        for code in _codes_of(own) | _codes_of(authoritys):
            counts[code] += n
    return counts


def _codes_of(parts: list[str]) -> set[str]:
    """The place and those it lies in; none where no part is known."""
    known = [part for part in parts if part]
    return {place_code(*known[:depth]) for depth in range(1, len(known) + 1)}
