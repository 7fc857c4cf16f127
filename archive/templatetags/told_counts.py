"""Counts in words, where a page has thousands of them: the tags of translation take a tenth of a millisecond each."""

from django import template
from django.utils.translation import ngettext

from archive.figures import Figure

register = template.Library()


@register.filter
def units_told(count: int) -> str:
    return ngettext("%(n)s个单位", "%(n)s个单位", count) % {"n": Figure(count)}


@register.filter
def notices_told(count: int) -> str:
    return ngettext("%(n)s件公告", "%(n)s件公告", count) % {"n": Figure(count)}
