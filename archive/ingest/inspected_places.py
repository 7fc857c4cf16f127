"""Inspected units that are places: what is called 黑龙江 among the centre's units is 黑龙江省."""

from archive.models import Authority, InspectedUnit, Level
from archive.parsing.divisions import Division, packaged_divisions
from archive.writings import folded_name


def place_named(name: str) -> Division | None:
    """The place of that full name, which may say what it lies in (福州市仓山区); None of none's or several places'."""
    key = folded_name(name)
    found = packaged_divisions().only(key, "province", "city", "county")
    if found is not None:
        return found if found.name == key else None
    inside = {place for cut in range(2, len(key) - 1) for place in _places_in(key[:cut], key[cut:])}
    return inside.pop() if len(inside) == 1 else None


def _places_in(outer: str, name: str) -> list[Division]:
    return [place for place in packaged_divisions().named(name) if place.name == name and outer in place.parents]


def place_elsewhere(name: str, authority: Authority | None) -> Division | None:
    """The place whose full name a unit's begins with, where that lies neither in the sender's place nor around it.

    Counties inspect each other's offices: 平和县粮食和物资储备中心 of 南靖县委 is in 平和县. Within the sender's own
    place it goes without saying where the unit is.
    """
    own = authority.place if authority else None
    if own is None:
        return None
    sent_from = [part for part in (own.province, own.city, own.county) if part]
    for end in range(len(key := folded_name(name)) - 1, 2, -1):
        found = packaged_divisions().only(key[:end], "province", "city", "county")
        if found is not None and found.name == key[:end]:
            lies = [part for part in (found.province, found.city, found.county) if part]
            shared = min(len(lies), len(sent_from))
            return found if lies[:shared] != sent_from[:shared] else None
    return None


def place_called(name: str, authority: Authority | None) -> Division | None:
    """The place that an authority's unit of that bare name is; None for full names and for any other unit.

    What the authority inspects tells which: the centre provinces and cities, a province the cities and counties in it.
    河北 among the units of a ministry is its office there. What an editor said is no name of the place is none.
    """
    if authority is None or not authority.is_identified:
        return None
    key = folded_name(name)
    found = _inspected_by(authority, key)
    if found is None or found.name == key:
        return None
    places = InspectedUnit.objects.filter(authority=authority, key=folded_name(found.name))
    return None if places.filter(rejected_aliases__key=key).exists() else found


def _inspected_by(authority: Authority, key: str) -> Division | None:
    table = packaged_divisions()
    if authority.level == Level.CENTRAL:
        return table.only(key, "province") or table.only(key, "city")
    if authority.level != Level.PROVINCE or authority.place is None:
        return None
    inside = [place for place in table.named(key, "city") + table.named(key, "county") if _is_in(place, authority)]
    return inside[0] if len(inside) == 1 else None


def _is_in(place: Division, authority: Authority) -> bool:
    return authority.place is not None and place.province == authority.place.province
