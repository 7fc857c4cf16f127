"""{% similar_notices notice %}: other notices that are about the same."""

from typing import Any

from django import template

from archive.models import Notice
from search.similar import similar_to

register = template.Library()


@register.inclusion_tag("search/_similar.html")
def similar_notices(notice: Notice) -> dict[str, Any]:
    return {"alike": similar_to(notice)}
