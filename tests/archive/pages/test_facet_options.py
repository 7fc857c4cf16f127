"""The options of facets: which of them are offered, and their HTML, which no template escapes."""

from html import unescape
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.translation import override

from archive.facet_counts import count_facets
from archive.facet_options import LISTED, SHOWN, FacetOptions, Option, facet_options
from archive.filters import read_filters
from tests.makers import make_mention, make_notice, make_unit

ONE = Template('{% load facets %}{% facet_options "unit" options 9 %}')


def html(*options: Option) -> str:
    return ONE.render(Context({"options": options}))


def offered(counts: dict[str, int], *chosen: str, facet: str = "unit") -> FacetOptions:
    return facet_options(facet, counts, read_filters({facet: chosen})[0])


def test_it_offers_the_weightiest_of_many_and_says_how_many_there_are() -> None:
    options = offered({f"单位{number}": 1 + number for number in range(5000)})
    assert [option.value for option in options.shown] == [f"单位{number}" for number in range(4999, 4991, -1)]
    assert len(options.options) == LISTED
    assert (options.total, options.not_shown, options.not_listed) == (5000, 5000 - SHOWN, 5000 - LISTED)


def test_it_offers_what_is_chosen_in_front() -> None:
    options = offered({f"单位{number}": 1 + number for number in range(5000)}, "单位0", "没有的单位")
    in_front = [(option.value, option.count, option.chosen) for option in options.shown[:3]]
    assert in_front == [("单位0", 1, True), ("没有的单位", 0, True), ("单位4999", 5000, False)]
    assert len(options.options) == LISTED
    assert options.total == 5001


def test_it_shows_all_that_is_chosen() -> None:
    counts = {str(year): 1 for year in range(1990, 2020)}
    options = offered(counts, *map(str, range(1990, 2010)), facet="year")
    assert [option.value for option in options.shown] == [str(year) for year in range(2009, 1989, -1)]
    assert not any(option.chosen for option in options.folded)


def test_it_leaves_the_order_where_all_is_seen() -> None:
    options = offered({"2015": 3, "2014": 2, "2013": 0, "none": 1}, "2014", facet="year")
    assert [option.value for option in options.shown] == ["2015", "2014", "none"]
    assert (options.folded, options.not_shown) == ([], 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("chosen", "total"),
    [([], 230), (["单位229"], 230), (["单位229", "没有的单位"], 231), (["单位000", "别名"], 231)],
)
def test_lists_know_how_many_units_there_are(chosen: list[str], total: int, django_assert_max_num_queries: Any) -> None:
    notices = [make_notice("甲", text="甲"), make_notice("乙", text="乙")]
    for number in range(230):
        unit = make_unit(f"单位{number:03}")
        for notice in notices[: 1 if number else 2]:
            make_mention(notice, None, unit)
    unit.aliases.create(name="别名")
    filters = read_filters({"unit": chosen})[0]
    with django_assert_max_num_queries(6):
        units = next(facet for facet in count_facets(filters) if facet.name == "unit")
    assert (units.total, len(units.options)) == (total, LISTED)
    assert {option.value for option in units.shown if option.chosen} == set(chosen)
    assert {option.count for option in units.shown if option.value in ("别名", "单位229")} <= {1}


def test_it_escapes_what_sources_say() -> None:
    name = '深交所<b>&"'
    said = html(Option(name, name, 3, chosen=False))
    assert "<b>" not in said
    assert said.count("深交所&lt;b&gt;&amp;&quot;") == 2
    assert f'value="{name}"' in unescape(said)


def test_it_numbers_boxes_from_the_first_on() -> None:
    said = html(Option("甲", "甲", 3, chosen=True), Option("none", "单位不明", 0, chosen=False))
    assert 'id="unit-9" name="unit" value="甲" checked><label for="unit-9"><span lang="zh-Hans">甲' in said
    assert '<div class="check zero"><input type="checkbox" id="unit-10" name="unit" value="none"><label' in said
    assert "<span>单位不明</span>" in said


@pytest.mark.parametrize(("language", "count", "heard"), [("zh-hans", 1234, "1234"), ("en", 1234, "1,234")])
def test_it_counts_in_the_language_of_the_page(language: str, count: int, heard: str) -> None:
    with override(language):
        assert f" {heard}<span" in html(Option("甲", "甲", count, chosen=False))


def test_it_tells_years_by_inference_alone_apart() -> None:
    assert "推定2</span> 5<span" in html(Option("2015", "2015年", 5, chosen=False, inferred=2))


def test_it_says_what_it_counts() -> None:
    said = html(Option("甲", "甲", 3, chosen=False))
    of_cases = Template('{% load facets %}{% facet_options "year" options 1 "cases" %}')
    assert '3<span class="vh">件</span>' in said
    assert '3<span class="vh">次巡视</span>' in of_cases.render(
        Context({"options": [Option("2015", "2015年", 3, chosen=False)]})
    )
