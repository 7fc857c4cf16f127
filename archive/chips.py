"""Chips: each choice that narrows a list, and the address without it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import QueryDict

from archive.case_facets import EVERY_FACET
from archive.filters import Filters

_OUTDATED = ("page",)  # what no longer holds once the choices change


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value, and the address without it."""

    field: str
    label: str
    is_source: bool
    query: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of a form and what was chosen there: in words, and whether these are the sources' own."""

    name: str
    field: str
    said: str
    is_source: bool = False


def is_source_of(value: str, facet: str) -> bool:
    """Whether a facet's value is labelled in the sources' own words: the names of places, groups and units."""
    return facet in ("place", "group", "unit") and not value.isascii()


def facet_chips(filters: Filters, query: QueryDict) -> list[Chip]:
    return [
        Chip(
            str(EVERY_FACET[name].label),
            EVERY_FACET[name].label_of(value),
            is_source_of(value, name),
            facet_query(filters, query, without=(name, value)),
        )
        for name, values in filters.chosen.items()
        for value in values
    ]


def facet_query(filters: Filters, query: QueryDict, without: tuple[str, str] | None = None) -> str:
    """The address with the filters but one; what is searched for and the order stay."""
    rest = query.copy()
    for name in (*EVERY_FACET, *_OUTDATED):
        rest.pop(name, None)
    for name, values in filters.chosen.items():
        kept = [value for value in values if (name, value) != without]
        if kept:
            rest.setlist(name, kept)
    return f"?{rest.urlencode(safe='/')}"


def form_chips(choices: Iterable[Choice], query: QueryDict) -> list[Chip]:
    return [Chip(one.field, one.said, one.is_source, query_without((one.name,), query)) for one in choices]


def query_without(names: Collection[str], query: QueryDict) -> str:
    """The address without those parameters."""
    rest = query.copy()
    for name in (*names, *_OUTDATED):
        rest.pop(name, None)
    return f"?{rest.urlencode(safe='/')}"
