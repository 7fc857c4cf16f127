"""Which version of a notice's text its page shows: the newest, or the one that a citation names."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive.models import Notice, TextVersion


@dataclass(frozen=True, slots=True)
class ShownText:
    """None where the notice has no text yet. Facts and evidence are read from the newest version alone."""

    version: TextVersion | None
    is_newest: bool
    others: tuple[int, ...]  # numbers of the other versions, the newest first
    problems: tuple[str, ...]


def shown_text(notice: Notice, request: HttpRequest) -> ShownText:
    """By the parameter version; one that the notice has not is answered with the newest and a sentence."""
    numbers = list(notice.versions.order_by("-number").values_list("number", flat=True))
    asked = request.GET.get("version", "")
    known = {str(number): number for number in numbers}
    if not numbers:
        return ShownText(None, is_newest=True, others=(), problems=())
    number = known.get(asked, numbers[0])
    version = notice.versions.prefetch_related("evidence", "doubts").get(number=number)
    return ShownText(
        version=version,
        is_newest=number == numbers[0],
        others=tuple(other for other in numbers if other != number),
        problems=(_("这件公告没有第“%(asked)s”版，下面是最新的一版。") % {"asked": asked[:40]},)
        if asked and asked not in known
        else (),
    )
