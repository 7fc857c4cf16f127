"""Filters: how the values of an address are read and asked of the database."""

import pytest

from archive.filters import MAX_VALUES, count_facets, read_filters
from archive.models import Notice
from tests.makers import make_notice, make_place

pytestmark = pytest.mark.django_db


def total(**chosen: list[str]) -> int:
    filters, problems = read_filters(chosen)
    assert not problems
    return filters.apply(Notice.objects.published()).count()


def test_it_finds_a_county_that_its_province_runs() -> None:
    make_notice("东城", text="东城", places=[make_place("北京市", county="东城区")])
    make_notice("北京", text="北京", places=[make_place("北京市")])
    options = {facet.name: facet.options for facet in count_facets(Notice.objects.published(), read_filters({})[0])}
    assert [(option.value, option.count) for option in options["place"]] == [("北京市", 2), ("北京市-东城区", 1)]
    assert (total(place=["北京市"]), total(place=["北京市-东城区"])) == (2, 1)


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


@pytest.mark.parametrize("value", ["²", "③", "第²", "\x00", "a\x00b", "９" * 30, "第" + "九" * 50, "-", "--"])
def test_it_asks_the_database_nothing_that_it_cannot_hold(value: str) -> None:
    for facet in ("group", "place", "year", "type"):
        filters, _problems = read_filters({facet: [value]})
        assert filters.apply(Notice.objects.published()).count() == 0
        count_facets(Notice.objects.published(), filters)
