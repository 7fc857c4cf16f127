"""The language that the page at hand is written in."""

from django.utils.translation import get_language


def is_chinese() -> bool:
    return (get_language() or "").startswith("zh")
