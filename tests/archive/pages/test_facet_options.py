"""The options of facets, which no template escapes."""

from html import unescape

import pytest
from django.template import Context, Template
from django.utils.translation import override

from archive.filters import Option

ONE = Template('{% load facets %}{% facet_options "unit" options 9 %}')


def html(*options: Option) -> str:
    return ONE.render(Context({"options": options}))


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
