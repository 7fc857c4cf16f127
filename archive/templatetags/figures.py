"""The figures of pages, in every template without loading."""

from django import template

from archive.figures import Figure

register = template.Library()


@register.filter
def figure(number: int | str | None) -> Figure | str:
    """Nothing for what is not known, as Django's own filters have it."""
    return "" if number is None or number == "" else Figure(number)
