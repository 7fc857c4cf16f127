"""Which types of inspection a notice says of which of its units: what some are of is not said of all."""

from collections.abc import Iterable, Sequence

from archive.models import Kind, Mention, Notice

UnitTypes = dict[int, tuple[str, ...]]  # by the key of the unit, in the order written; 0 for those not named


def types_of_units(notice: Notice, told: Iterable[Mention]) -> UnitTypes:
    """Of the units of some of the notice's mentions; asks the database for all of these unless they are prefetched."""
    whole = _types_of_all(notice, (mention.types for mention in notice.mentions.all()))
    return _by_unit(((mention.inspection.unit_id or 0, mention.types) for mention in told), whole)


def types_of_told(notice: Notice, told: Sequence[tuple[int, Sequence[str]]]) -> UnitTypes:
    """The same of all that the notice tells of: unit and types of each mention."""
    return _by_unit(told, _types_of_all(notice, (types for _unit, types in told)))


def _by_unit(told: Iterable[tuple[int, Sequence[str]]], whole: Sequence[str]) -> UnitTypes:
    types: UnitTypes = {}
    for unit, own in told:
        types[unit] = tuple(dict.fromkeys([*types.get(unit, ()), *(own or whole)]))
    return types


def _types_of_all(notice: Notice, told: Iterable[Sequence[str]]) -> Sequence[str]:
    """What the notice says of itself and no single unit, as far as it holds for every one of them: shares_types()."""
    is_of_round = notice.kind == Kind.ROUND_OVERVIEW and len(notice.types) > 1
    return [] if is_of_round or any(told) else notice.types


def shared_types(types: UnitTypes) -> list[str]:
    """What all of them are of."""
    first, *others = types.values() or [()]
    return [name for name in first if all(name in other for other in others)]
