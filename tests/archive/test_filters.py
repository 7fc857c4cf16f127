"""Filters: how the values of an address are read and asked of the database."""

import pytest

from archive.facet_counts import count_facets
from archive.filters import MAX_VALUES, read_filters
from archive.models import Authority, InspectedUnit, Inspection, Level, Mention, Notice, Status, UnitAlias
from tests.makers import make_authority, make_group, make_mention, make_notice, make_place, make_unit

pytestmark = pytest.mark.django_db


def total(**chosen: list[str]) -> int:
    filters, problems = read_filters(chosen)
    assert not problems
    return filters.apply(Notice.objects.published()).count()


def test_it_finds_a_county_that_its_province_runs() -> None:
    make_notice("东城", text="东城", places=[make_place("北京市", county="东城区")])
    make_notice("北京", text="北京", places=[make_place("北京市")])
    options = {facet.name: facet.options for facet in count_facets(read_filters({})[0])}
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
        count_facets(filters)


def test_it_filters_by_a_unit_under_any_of_its_names() -> None:
    notice = Notice.objects.create(status=Status.PUBLISHED)
    Notice.objects.create(status=Status.PUBLISHED)
    unit = InspectedUnit.objects.create(authority=Authority.objects.get(level="central"), name="深圳证券交易所")
    UnitAlias.objects.create(unit=unit, name="深交所")
    Mention.objects.create(notice=notice, inspection=Inspection.objects.create(unit=unit))
    for name in ("深圳证券交易所", "深交所"):
        filters, _ = read_filters({"unit": [name]})
        assert [*filters.apply(Notice.objects.all())] == [notice]
        counted = {facet.name: facet for facet in count_facets(filters)}
        assert (name, 1, True) in [(option.value, option.count, option.chosen) for option in counted["unit"].options]
    assert read_filters({"unit": ["none"]})[0].apply(Notice.objects.all()).count() == 1


def test_it_filters_by_the_full_name_of_a_group_in_traditional_characters() -> None:
    authority = make_authority("嵩县县委", Level.COUNTY, make_place("河南省", "洛阳市", "嵩县"))
    group = make_group(4, authority, "縣委第四巡察組")
    notice = make_notice("進駐", text="進駐")
    make_mention(notice, group, make_unit("縣教育局", authority))
    filters, _ = read_filters({"group": [group.full_name]})
    assert [*filters.apply(Notice.objects.all())] == [notice]
