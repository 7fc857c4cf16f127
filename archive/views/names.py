"""The name that the lists of units and of people are searched for."""

from django.db.models import F, Q
from django.http import QueryDict

from archive.chips import Choice
from archive.writings import folded_name

LONGEST_NAME = 200


def asked_name(query: QueryDict) -> str:
    """The name that the address asks for as q, without what nobody can see in a name."""
    printable = "".join(letter if letter.isprintable() else " " for letter in query.get("q", ""))
    return " ".join(printable.split())[:LONGEST_NAME].strip()


def name_choices(asked: str, field: str) -> list[Choice]:
    return [Choice("q", field, asked, is_source=True)] if asked else []


def is_called(asked: str) -> Q:
    """The condition that the name, which has its NameKeyField, holds what was asked for in any writing.

    刘 卒 finds 刘卒, 安淑贞 finds 安淑貞.
    """
    folded = folded_name(asked) or asked
    as_written = Q(name__icontains=asked)
    if " " in asked:
        as_written |= Q(name__icontains=asked.replace(" ", ""))
    if folded == asked:  # then a name that is its own key holds it where the key does: most are, and are read once
        as_written &= ~Q(name=F("key"))
    return Q(key__contains=folded) | as_written
