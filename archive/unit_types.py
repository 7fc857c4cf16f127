"""Which types of inspection a notice says of which of its units: what some are of is not said of all."""

from collections.abc import Iterable

from archive.models import Kind, Mention, Notice

UnitTypes = dict[int, tuple[str, ...]]  # by the key of the unit, in the order written; 0 for those not named


def types_of_units(notice: Notice, told: Iterable[Mention]) -> UnitTypes:
    """Of the units of some of the notice's mentions; asks the database for these unless they are prefetched."""
    whole = _types_of_all(notice)
    types: UnitTypes = {}
    for mention in told:
        key = mention.inspection.unit_id or 0
        types[key] = tuple(dict.fromkeys([*types.get(key, ()), *(mention.types or whole)]))
    return types


def _types_of_all(notice: Notice) -> list[str]:
    """What the notice says of itself and no single unit, as far as it holds for every one of them: shares_types()."""
    is_of_round = notice.kind == Kind.ROUND_OVERVIEW and len(notice.types) > 1
    return [] if is_of_round or any(mention.types for mention in notice.mentions.all()) else notice.types


def shared_types(types: UnitTypes) -> list[str]:
    """What all of them are of."""
    first, *others = types.values() or [()]
    return [name for name in first if all(name in other for other in others)]
