"""The options of facets as HTML: a thousand on a page, so strings and no templates."""

from collections.abc import Iterable

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from archive.chips import is_source_of
from archive.figures import Figure
from archive.filters import Option

register = template.Library()


@register.simple_tag
def facet_options(facet: str, options: Iterable[Option], first: int, of: str = "") -> SafeString:
    """A box to tick for each; numbers from the first on tell them from others of their facet.

    of: "cases" where inspections are counted, else notices are.
    """
    boxes = (_box(facet, option, f"{facet}-{number}", of) for number, option in enumerate(options, first))
    return mark_safe("\n".join(boxes))  # noqa: S308  made of the strings below, which escape


def _box(facet: str, option: Option, key: str, of: str) -> str:
    source = ' lang="zh-Hans"' if is_source_of(option.value, facet) else ""
    n = option.count
    counted = ngettext("次巡视", "次巡视", n) if of == "cases" else ngettext("件", "件", n)
    return (
        f'<div class="check{"" if n else " zero"}"><input type="checkbox" id="{key}" name="{facet}"'
        f' value="{escape(option.value)}"{" checked" if option.chosen else ""}><label for="{key}">'
        f'<span{source}>{escape(option.label)}</span> <span class="n">{_inferred(option)} {Figure(n)}'
        f'<span class="vh">{counted}</span></span></label></div>'
    )


def _inferred(option: Option) -> str:
    """Of few, and worded by the template that other counts have too."""
    return render_to_string("archive/_inferred_count.html", {"n": option.inferred}).strip() if option.inferred else ""
