"""Counts beside filters: what a number promises is what choosing it shows."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from archive.facet_counts import count_facets
from archive.filters import read_filters
from archive.ingest.importing import import_notice
from archive.models import Notice
from archive.reference import known_rounds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def archive(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The seeds and the dev corpus: fifty notices of every level and kind; half say no year. Taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        rounds = known_rounds()
        for file in (*ROOT.glob("fixtures/seeds/*.txt"), *ROOT.glob("tests/corpus/dev/*.txt")):
            import_notice(file.read_bytes(), file.name, rounds, publish=True)
        yield
        transaction.set_rollback(True)


def total(**chosen: list[str]) -> int:
    filters, problems = read_filters(chosen)
    assert not problems
    return filters.apply(Notice.objects.published()).count()


def test_it_counts_what_choosing_each_value_would_show() -> None:
    for facet in count_facets(read_filters({})[0]):
        assert facet.options, facet.name
        for option in facet.options:
            assert total(**{facet.name: [option.value]}) == option.count, (facet.name, option.value)


@pytest.mark.parametrize("pair", list(itertools.permutations(["year", "level", "group", "kind"], 2)))
def test_it_counts_under_the_other_choices(pair: tuple[str, str]) -> None:
    first, second = pair
    everything = count_facets(read_filters({})[0])
    values = [option.value for facet in everything if facet.name == first for option in facet.options][:3]
    chosen = {first: values}
    options = {facet.name: facet.options for facet in count_facets(read_filters(chosen)[0])}
    for option in options[second]:
        assert total(**chosen, **{second: [option.value]}) == option.count


def test_it_counts_a_wider_place_and_a_named_group() -> None:
    chosen = {"place": ["河南省"], "group": ["洛阳市委第三巡察组"]}
    facets = {facet.name: facet for facet in count_facets(read_filters(chosen)[0])}
    for name, value in (("place", "河南省"), ("group", "洛阳市委第三巡察组")):
        option = next(option for option in facets[name].options if option.value == value)
        assert (option.count, option.chosen) == (1, True)


@pytest.mark.parametrize(
    "value", ["7", "07", "７", "七", "第七", "第 七", "中央第7巡视组", "第7", "第七巡视组", "第七组", "中央第七巡视组"]
)
def test_it_knows_a_group_by_number_and_name(value: str) -> None:
    assert total(group=[value], level=["central"], year=["2015"]) == 1


def test_it_takes_values_of_one_facet_as_alternatives() -> None:
    assert total(year=["2015", "2016"]) == total(year=["2015"]) + total(year=["2016"])
    assert total(year=["2015"], level=["city"]) <= min(total(year=["2015"]), total(level=["city"]))


def test_it_finds_nothing_where_nothing_can_be() -> None:
    assert total(group=["999999999"]) == 0
    assert total(year=["1900"]) == 0
