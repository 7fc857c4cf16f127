"""Filters and their counts: what a number promises is what choosing it shows."""

import itertools
from pathlib import Path

import pytest

from archive.filters import FACETS, MAX_VALUES, count_facets, read_filters
from archive.ingest.importing import import_notice
from archive.models import Notice
from archive.reference import known_rounds
from tests.makers import make_notice, make_place

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def archive() -> None:
    """The seeds and the dev corpus: fifty notices of every level and kind, half of them without a year."""
    rounds = known_rounds()
    for file in (*ROOT.glob("fixtures/seeds/*.txt"), *ROOT.glob("tests/corpus/dev/*.txt")):
        import_notice(file.read_bytes(), file.name, rounds, publish=True)


def total(**chosen: list[str]) -> int:
    filters, problems = read_filters(chosen)
    assert not problems
    return filters.apply(Notice.objects.published()).count()


def test_it_counts_what_choosing_each_value_would_show(archive: None) -> None:
    for facet in count_facets(Notice.objects.published(), read_filters({})[0]):
        assert facet.options, facet.name
        for option in facet.options:
            assert total(**{facet.name: [option.value]}) == option.count, (facet.name, option.value)


@pytest.mark.parametrize("pair", list(itertools.permutations(["year", "level", "group", "kind"], 2)))
def test_it_counts_under_the_other_choices(archive: None, pair: tuple[str, str]) -> None:
    first, second = pair
    everything = count_facets(Notice.objects.published(), read_filters({})[0])
    values = [option.value for facet in everything if facet.name == first for option in facet.options][:3]
    chosen = {first: values}
    options = {facet.name: facet.options for facet in count_facets(Notice.objects.published(), read_filters(chosen)[0])}
    for option in options[second]:
        assert total(**chosen, **{second: [option.value]}) == option.count


def test_it_counts_a_wider_place_and_a_named_group(archive: None) -> None:
    chosen = {"place": ["河南省"], "group": ["洛阳市委第三巡察组"]}
    facets = {facet.name: facet for facet in count_facets(Notice.objects.published(), read_filters(chosen)[0])}
    for name, value in (("place", "河南省"), ("group", "洛阳市委第三巡察组")):
        option = next(option for option in facets[name].options if option.value == value)
        assert (option.count, option.chosen) == (1, True)


def test_it_finds_a_county_that_its_province_runs() -> None:
    make_notice("东城", text="东城", places=[make_place("北京市", county="东城区")])
    make_notice("北京", text="北京", places=[make_place("北京市")])
    options = {facet.name: facet.options for facet in count_facets(Notice.objects.published(), read_filters({})[0])}
    assert [(option.value, option.count) for option in options["place"]] == [("北京市", 2), ("北京市-东城区", 1)]
    assert (total(place=["北京市"]), total(place=["北京市-东城区"])) == (2, 1)


@pytest.mark.parametrize("value", ["7", "07", "第七", "第7", "第七巡视组", "第七组", "中央第七巡视组"])
def test_it_knows_a_group_by_number_and_name(archive: None, value: str) -> None:
    assert total(group=[value], level=["central"], year=["2015"]) == 1


def test_it_takes_values_of_one_facet_as_alternatives(archive: None) -> None:
    assert total(year=["2015", "2016"]) == total(year=["2015"]) + total(year=["2016"])
    assert total(year=["2015"], level=["city"]) <= min(total(year=["2015"]), total(level=["city"]))


@pytest.mark.parametrize(
    ("facet", "value"),
    [("year", "abc"), ("year", "99999"), ("level", "moon"), ("type", "x"), ("place", "-"), ("kind", "?")],
)
def test_it_names_what_makes_no_sense_and_leaves_it_out(facet: str, value: str) -> None:
    filters, problems = read_filters({facet: [value]})
    assert not filters
    assert len(problems) == 1
    assert value in problems[0]


def test_it_takes_no_more_values_than_anybody_ticks() -> None:
    filters, problems = read_filters({"year": [str(year) for year in range(1900, 2100)]})
    assert len(filters.chosen["year"]) == MAX_VALUES
    assert problems


def test_it_finds_nothing_where_nothing_can_be(archive: None) -> None:
    assert total(group=["999999999"]) == 0
    assert total(year=["1900"]) == 0
    assert set(FACETS) == {"year", "level", "place", "group", "type", "kind"}
