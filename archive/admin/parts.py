"""Which part of a notice its page in the admin shows: an overview names more cases than a browser takes in one form.

A part is so many cases in a row, with their people and contacts, and what belongs to no case; the address says which.
"""

import re
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from archive.addresses import key_in
from archive.models import Mention
from archive.models.inspection import MentionQuerySet

PARAMETER = "cases"
CASES_A_PART = 50

_parts: WeakKeyDictionary[HttpRequest, Page[int]] = WeakKeyDictionary()


def part_shown(request: HttpRequest) -> Page[int]:
    """The keys of the mentions on the page, asked for once a request; for what is no number of a part, the nearest."""
    if request not in _parts:
        keys = mentions_of(request).order_by("position", "pk").values_list("pk", flat=True)
        _parts[request] = Paginator(keys, CASES_A_PART).get_page(request.GET.get(PARAMETER))
    return _parts[request]


def mentions_of(request: HttpRequest) -> MentionQuerySet:
    """All that the notice has; none while it is being added."""
    match = request.resolver_match
    key = str(match.kwargs.get("object_id", "")) if match else ""
    return Mention.objects.filter(notice_id=key_in(key))


def mentions_shown(request: HttpRequest) -> Sequence[int]:
    """The keys of the mentions whose rows were sent; before any were, those of the part."""
    return sent_keys(request, "mentions") if request.method == "POST" else list(part_shown(request))


def sent_keys(request: HttpRequest, prefix: str) -> list[int]:
    """Of the rows that were sent: others may have come or gone since their page was shown."""
    of_row = re.compile(rf"{re.escape(prefix)}-\d+-id")
    sent = (value for name, value in request.POST.items() if of_row.fullmatch(name))
    return [key for value in sent if (key := key_in(str(value)))]
