"""The whole page in the characters that the reader chose: around everything that base.html draws."""

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from archive.characters import CONVERTED, SIMPLIFIED, in_characters, is_shown_otherwise
from archive.templatetags.marked_text import script

register = template.Library()


class ChosenCharacters(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Any) -> SafeString:
        page = self.nodelist.render(context)
        chosen = context.get("characters")
        # Escaped already; converting touches Han characters alone.
        return mark_safe(in_characters(page, chosen)) if chosen in CONVERTED else page  # noqa: S308


@register.tag
def in_chosen_characters(parser: Parser, token: Token) -> ChosenCharacters:
    nodelist = parser.parse(("end_in_chosen_characters",))
    parser.delete_first_token()
    return ChosenCharacters(nodelist)


@register.simple_tag(takes_context=True)
def is_converted(context: Any, title: str, text: str) -> bool:
    """Whether a notice is shown in other characters than those that its source has."""
    chosen = context.get("characters")
    return chosen in CONVERTED and (
        is_shown_otherwise(title, SIMPLIFIED, chosen) or is_shown_otherwise(text, script(text), chosen)
    )
