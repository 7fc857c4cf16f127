"""What a notice states, in a form that queries are held against: plain values, the same for every engine.

Facts are what the archive knows of a notice and its text need not say: a round that was worked out, a year, a place.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archive.models import Inspection, Notice
from archive.parsing.divisions import stem
from search.folding import fold_literal

# Plain lists, strings and numbers, for they are stored beside the entry.
_LONGEST_LIKENESS = 12  # characters: longer names are found by their parts

Facts = Mapping[str, Any]


def facts_of(notice: Notice) -> dict[str, Any]:
    """Of a notice whose relations are fetched (search.document.published_notices)."""
    inspections = [mention.inspection for mention in notice.mentions.all()]
    return {
        "year": notice.year,
        "level": notice.level,
        "kind": notice.kind,
        "types": list(notice.types),
        "groups": _unique(_groups(inspections)),
        "rounds": _unique(_rounds(notice, inspections)),
        "has": sorted({contact.kind for contact in notice.contacts.all()}),
        "where": _unique(_places(notice)),
        "names": _unique(fold_literal(name).text for name in _names(notice, inspections)),
    }


def terms_of(facts: Facts) -> Iterator[str]:
    """The facts as exact terms, by which an engine finds the notices that state one."""
    if facts["year"]:
        yield f"year={facts['year']}"
    yield f"level={facts['level']}"
    yield f"kind={facts['kind']}"
    yield from (f"type={name}" for name in facts["types"])
    yield from (f"group={number}" for _, number in facts["groups"])
    yield from (f"has={kind}" for kind in facts["has"])
    yield from (f"where={name}" for name in facts["where"])
    for name in facts["names"]:
        yield f"name={name}"
        yield from likenesses(name)
    for _, term, number, _year in facts["rounds"]:
        yield from ((f"term={term}",) if term else ())
        yield from ((f"round={number}",) if number else ())


def likenesses(name: str) -> Iterator[str]:
    """A name with each of its characters left open: 叶青纯 and 叶清纯 share 叶_纯. Shorter names are too much alike."""
    if 3 <= len(name) <= _LONGEST_LIKENESS:
        yield from (f"like={name[:at]}_{name[at + 1 :]}" for at in range(len(name)))


def _groups(inspections: Iterable[Inspection]) -> Iterator[list[Any]]:
    for inspection in inspections:
        group = inspection.group
        if group is not None and group.ordinal is not None:
            yield [fold_literal(group.full_name).text, group.ordinal]


def _rounds(notice: Notice, inspections: Iterable[Inspection]) -> Iterator[list[Any]]:
    if notice.term or notice.round_number:
        yield [notice.authority.name if notice.authority else "", *notice.round_parts[1:]]
    for wave in [notice.round, *(inspection.round for inspection in inspections)]:
        if wave is not None:
            yield list(wave.round_parts)


def _places(notice: Notice) -> Iterator[str]:
    """Every name of every place, with and without the word for its rank."""
    for place in notice.places.all():
        for part in (place.province, place.city, place.county):
            if part:
                yield part
                yield stem(part)


def _names(notice: Notice, inspections: Iterable[Inspection]) -> Iterator[str]:
    """Whole names: what is called so is meant more than what only has it in its name."""
    for inspection in inspections:
        if inspection.unit:
            yield inspection.unit.name
            yield from (alias.name for alias in inspection.unit.aliases.all())
        if inspection.group:
            yield inspection.group.name
            yield inspection.group.full_name
    yield from (appearance.name for appearance in notice.appearances.all())


def _unique(values: Iterable[Any]) -> list[Any]:
    return list({str(value): value for value in values}.values())
