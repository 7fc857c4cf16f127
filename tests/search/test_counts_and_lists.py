"""The number beside a value of a facet is what choosing the value lists, whatever names units share."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import transaction
from haystack.query import SearchQuerySet
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from archive.facet_counts import count_facets
from archive.facet_options import FacetOptions, facet_options
from archive.filters import FACETS, Filters, read_filters
from archive.models import InspectedUnit, Inspection, Level, Mention, Notice
from search.database import find_in_database
from search.engines import current_backend
from search.language import read_query
from search.planning import plan_of
from tests.makers import make_authority, make_group, make_notice
from tests.search.conftest import build_index

pytestmark = pytest.mark.django_db

NAMES = ("县人民医院", "凤阳县人民医院", "縣人民醫院", "深交所", "ABC公司", "ａｂｃ公司")
WORD = "巡察"


class Unit(NamedTuple):
    name: str
    aliases: Sequence[str]


class Told(NamedTuple):
    """What a notice is to tell: whether of inspections in the searched words, when, whom, and by which group."""

    is_found: bool
    year: int | None
    units: Sequence[int]
    group: int | None


UNITS = st.lists(
    st.builds(Unit, st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=3, unique=True)),
    min_size=1,
    max_size=5,
)
NOTICES = st.lists(
    st.builds(
        Told,
        st.booleans(),
        st.sampled_from([None, 2015, 2016]),
        st.lists(st.integers(0, 4), max_size=3, unique=True),
        st.sampled_from([None, 3, 7]),
    ),
    min_size=1,
    max_size=5,
)
CHOSEN = st.fixed_dictionaries(
    {},
    optional={
        "unit": st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
        "year": st.lists(st.sampled_from(["2015", "none"]), max_size=1),
        "group": st.lists(st.sampled_from(["3", "none", "县委第三巡察组"]), max_size=1),
    },
)


def make_archive(units: Sequence[Unit], notices: Sequence[Told]) -> None:
    """Each unit has a committee of its own, as in counties."""
    rows = []
    for unit in units:
        row = InspectedUnit.objects.create(authority=make_authority("县委", Level.COUNTY), name=unit.name)
        for alias in unit.aliases:
            row.aliases.create(name=alias)
        rows.append(row)
    for number, told in enumerate(notices):
        notice = make_notice("公告", text=f"{WORD if told.is_found else '别的'}，{number}。", year=told.year)
        group = make_group(told.group, make_authority("县委", Level.COUNTY)) if told.group else None
        named: list[InspectedUnit | None] = [rows[at] for at in told.units if at < len(rows)]
        for inspected in named or ([None] if group else []):
            Mention.objects.create(notice=notice, inspection=Inspection.objects.create(group=group, unit=inspected))


def in_lists(filters: Filters) -> tuple[int, list[FacetOptions]]:
    return filters.apply(Notice.objects.published()).count(), count_facets(filters)


def in_database(filters: Filters) -> tuple[int, list[FacetOptions]]:
    found, facets = find_in_database(plan_of(read_query(WORD)), filters, "newest", 0, 20)
    return found.total, facets


def in_index(filters: Filters) -> tuple[int, list[FacetOptions]]:
    found = current_backend().find(plan_of(read_query(WORD)), filters, "newest", 0, 20)
    return found.total, [facet_options(name, found.counts.get(name, {}), filters) for name in FACETS]


WAYS: list[Callable[[Filters], tuple[int, list[FacetOptions]]]] = [in_lists, in_database, in_index]


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.generate],  # a smaller archive that fails is not worth the minutes
)
@example(
    [Unit("县人民医院", []), Unit("凤阳县人民医院", ["县人民医院"])],
    [Told(True, None, [0], None), Told(True, None, [1], None)],
    {"unit": ["县人民医院"]},
)
@given(UNITS, NOTICES, CHOSEN)
def test_every_count_is_of_the_list_that_it_leads_to(
    index_dir: Path, units: list[Unit], notices: list[Told], chosen: dict[str, list[str]]
) -> None:
    with transaction.atomic():
        make_archive(units, notices)
        random.seed()  # Whoosh names its files by chance, and every example begins with the same numbers
        build_index()
        filters, _problems = read_filters(chosen)
        for way in WAYS:
            for facet in way(filters)[1]:
                for option in facet.options:
                    alone = Filters({**filters.chosen, facet.name: (option.value,)})
                    assert way(alone)[0] == option.count, (way.__name__, facet.name, option)
        for found in (SearchQuerySet(), SearchQuerySet().filter(content=WORD)):
            for name in ("unit", "group"):
                for value, count in found.facet(name).facet_counts()["fields"][name]:
                    for narrowed in (found.narrow(f'{name}_exact:"{value}"'), found.filter(**{f"{name}__in": [value]})):
                        assert narrowed.count() == count, (name, value)
        transaction.set_rollback(True)
