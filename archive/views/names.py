"""What the lists of units and of people share: the name searched for, and how many entries stand on a page."""

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.views.page import PAGE_SIZES, choice_of

LONGEST_NAME = 200


def asked_name(query: QueryDict) -> str:
    """The name that the address asks for as q, without what nobody can see in a name."""
    printable = "".join(letter if letter.isprintable() else " " for letter in query.get("q", ""))
    return " ".join(printable.split())[:LONGEST_NAME].strip()


def has_name(field: str, asked: str) -> Q:
    """The condition that the name holds what was asked for; 刘 卒 finds 刘卒."""
    return Q(**{f"{field}__icontains": asked}) | Q(**{f"{field}__icontains": asked.replace(" ", "")})


def page_size(query: QueryDict, problems: list[str]) -> int:
    return int(choice_of(query.get("per_page"), tuple(map(str, PAGE_SIZES)), _("每页个数"), problems))
