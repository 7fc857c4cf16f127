"""The options of facets as HTML: a thousand on a page, so strings and no templates."""

from collections.abc import Iterable

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy, ngettext

from archive.chips import is_source_of
from archive.facet_options import Option
from archive.figures import Figure

register = template.Library()

# Where all values of a facet stand, of which a page lists the most frequent: the name of the page, and words for it.
_ALL_OF = {
    "place": ("archive:place-list", gettext_lazy("全部地区")),
    "unit": ("archive:unit-list", gettext_lazy("全部单位")),
}


@register.simple_tag
def facet_options(facet: str, options: Iterable[Option], first: int, of: str = "") -> SafeString:
    """A box to tick for each; numbers from the first on tell them from others of their facet.

    of: "cases" where inspections are counted, else notices are.
    """
    boxes = (_box(facet, option, f"{facet}-{number}", of) for number, option in enumerate(options, first))
    return mark_safe("\n".join(boxes))  # noqa: S308  made of the strings below, which escape


@register.simple_tag
def all_values(facet: str) -> SafeString:
    """A link to the page that has all values of the facet; nothing where there is none."""
    if facet not in _ALL_OF:
        return SafeString()
    page, said = _ALL_OF[facet]
    return format_html('<a href="{}">{}</a>', reverse(page), said)


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
