"""What takes the place of rows that go when a notice is read or edited anew, so that their addresses lead there.

A notice that told of one case and now tells of another leaves the first behind, with its group, unit, round and people.
Where it was the last to name them they go (`archive.tidying`); what it names now in their stead is what a reader of the
old address looks for. Where that would be a guess, nothing is led anywhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model

from archive.batches import batches
from archive.former import kind_of, lead_on
from archive.models import (
    Appearance,
    FormerAddress,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    Mention,
    Notice,
    Person,
    Round,
    UnitAlias,
)
from archive.writings import folded_name

_Row = tuple[type[Model], int]  # of a model, the key


@dataclass(frozen=True, slots=True)
class _Case:
    """What a mention is of: keys, and the names by which it is known again."""

    rows: tuple[int | None, ...]  # in the order of _PARTS
    unit_key: str | None
    ordinal: int | None


@dataclass(frozen=True, slots=True)
class _Named:
    """Somebody in a role."""

    person: int
    role: str
    key: str


@dataclass(frozen=True, slots=True)
class _Told:
    """All that a notice tells of, by the keys of its mentions and appearances."""

    cases: dict[int, _Case]
    people: dict[int, _Named]
    round: int | None


_Either = TypeVar("_Either", _Case, _Named)
_PARTS: tuple[type[Model], ...] = (Inspection, InspectionGroup, Round, InspectedUnit)


@contextmanager
def addresses_kept(notice: Notice) -> Iterator[None]:
    """Whatever goes within, because the notice names something else instead, leads to that. In a transaction."""
    before = _told_by(notice)
    led = _led_to(before)
    yield
    after = _told_by(notice)
    if after == before:
        return
    taken = _successors(before, after)
    for model, old in _gone(taken):
        lead_on(model, old, taken[model, old])
        for former in led.get((model, old), ()):
            lead_on(model, former, taken[model, old])


def _told_by(notice: Notice) -> _Told:
    mentions = Mention.objects.filter(notice=notice).order_by("pk")
    parts = ("inspection", "inspection__group", "inspection__round", "inspection__unit")
    names = ("inspection__unit__key", "inspection__group__ordinal")
    people = Appearance.objects.filter(notice=notice).order_by("pk")
    return _Told(
        {pk: _Case(tuple(row[:4]), row[4], row[5]) for pk, *row in mentions.values_list("pk", *parts, *names)},
        {
            pk: _Named(who, role, folded_name(name))
            for pk, who, role, name in people.values_list("pk", "person", "role", "name")
        },
        notice.round_id,
    )


def _led_to(told: _Told) -> dict[_Row, list[int]]:
    """The former addresses that lead to what is told of: they are forgotten when that goes."""
    rows = {(model, key) for case in told.cases.values() for model, key in zip(_PARTS, case.rows, strict=True)}
    rows |= {(Round, told.round), *((Person, named.person) for named in told.people.values())}
    every: tuple[type[Model], ...] = (*_PARTS, Person)
    models = {kind_of(model): model for model in every}
    led: dict[_Row, list[int]] = defaultdict(list)
    for some in batches(key for _, key in rows if key is not None):
        for former in FormerAddress.objects.filter(kind__in=models, new_key__in=some):
            if (row := (models[former.kind], former.new_key)) in rows:
                led[row].append(former.old_key)
    return led


def _successors(before: _Told, after: _Told) -> dict[_Row, int]:
    """What the notice names now in place of what it named; nothing where two things may be meant."""
    found: dict[_Row, set[int]] = defaultdict(set)
    for mention, was in before.cases.items():
        instead = _instead(mention, was, before, after)
        for index, (model, old) in enumerate(zip(_PARTS, was.rows, strict=True)):
            if old is not None:
                found[model, old] |= {new for case in instead if (new := case.rows[index]) is not None}
    if before.round and after.round:
        found[Round, before.round].add(after.round)
    for appearance, named in before.people.items():
        found[Person, named.person] |= _people_instead(appearance, named, before, after)
    return {row: new for row, news in found.items() if len(news) == 1 for new in news if new != row[1]}


def _instead(mention: int, was: _Case, before: _Told, after: _Told) -> list[_Case]:
    """The mention itself, else those of the same unit or group, else the only one that is new for the only one gone."""
    if mention in after.cases:
        return [after.cases[mention]]
    if was.unit_key is None:
        same = [case for case in after.cases.values() if was.ordinal is not None and case.ordinal == was.ordinal]
    else:
        same = [case for case in after.cases.values() if case.unit_key == was.unit_key]
        same = same or _called(was.unit_key, after.cases.values())
    return same or _only_new(before.cases, after.cases)


def _called(key: str, cases: Iterable[_Case]) -> list[_Case]:
    """Those of units that have the name as an alias."""
    by_unit = {case.rows[_PARTS.index(InspectedUnit)]: case for case in cases}
    units = UnitAlias.objects.filter(key=key, unit__in=[unit for unit in by_unit if unit is not None])
    return [by_unit[unit] for unit in units.order_by().values_list("unit", flat=True)]


def _only_new(before: dict[int, _Either], after: dict[int, _Either]) -> list[_Either]:
    gone, new = before.keys() - after.keys(), after.keys() - before.keys()
    return [after[row] for row in new] if len(gone) == len(new) == 1 else []


def _people_instead(appearance: int, named: _Named, before: _Told, after: _Told) -> set[int]:
    if appearance in after.people:
        return {after.people[appearance].person}
    same = {now.person for now in after.people.values() if now.key == named.key}
    in_role = [{row: who for row, who in told.people.items() if who.role == named.role} for told in (before, after)]
    return same or {who.person for who in _only_new(*in_role)}


def _gone(rows: Iterable[_Row]) -> list[_Row]:
    by_model: dict[type[Model], list[int]] = defaultdict(list)
    for model, key in rows:
        by_model[model].append(key)
    gone: list[_Row] = []
    for model, keys in by_model.items():
        there = set(model._default_manager.filter(pk__in=keys).order_by().values_list("pk", flat=True))
        gone += [(model, key) for key in keys if key not in there]
    return gone
