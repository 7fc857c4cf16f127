"""What inspections alone are filtered by, beside the facets that they share with notices.

Pages lead to the list with the place, the authority, the round or the group that they tell of. The list offers these
only where they are chosen: to count all that there are would read the archive once more for each.
"""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.addresses import key_in
from archive.filters import FACETS, Facet, is_of_group, unit_lies_in
from archive.models import Authority, Round
from archive.naming import authority_words, round_words

PERHAPS_ONE = "1"  # the one value of perhaps: inspections of which it is open whether they are one with another


def _check_perhaps(value: str) -> str:
    if value != PERHAPS_ONE:
        raise ValueError(_("“%(value)s”不在可选之列：%(known)s。") % {"value": value, "known": PERHAPS_ONE})
    return value


def _check_round(value: str) -> str:
    if not Round.objects.filter(pk=key_in(value)).exists():
        raise ValueError(_("没有编号为“%(value)s”的轮次。") % {"value": value[:40]})
    return value


def _round_label(value: str) -> str:
    return round_words(*Round.objects.select_related("authority__place").get(pk=key_in(value)).round_parts)


def _check_authority(value: str) -> str:
    if not Authority.objects.filter(pk=key_in(value)).exists():
        raise ValueError(_("没有编号为“%(asked)s”的派出机关。") % {"asked": value[:40]})
    return value


def _authority_label(value: str) -> str:
    return authority_words(Authority.objects.select_related("place").get(pk=key_in(value)).full_name)


CASE_FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("perhaps", gettext_lazy("存疑之处"), _check_perhaps, lambda _value: _("可能与另一次是同一次")),
        Facet("round", gettext_lazy("轮次"), _check_round, _round_label),
        Facet("authority", gettext_lazy("派出机关"), _check_authority, _authority_label),
    )
}
EVERY_FACET: dict[str, Facet] = {**FACETS, **CASE_FACETS}


# The conditions on rows of cases; a case is of whatever any of its rows, of which a published notice tells, is of.
LED_TO: Mapping[str, Callable[[str], Q]] = {
    "place": lambda value: unit_lies_in(value, "unit"),
    "authority": lambda value: Q(unit__authority=key_in(value)),
    "round": lambda value: Q(round=key_in(value)),
    "group": lambda value: is_of_group("group", value),
}


def perhaps_query(**narrowed: str) -> str:
    """For the address of the list: inspections that may be one, narrowed by facets; empty values narrow nothing."""
    return f"?{urlencode({'perhaps': PERHAPS_ONE, **{name: value for name, value in narrowed.items() if value}})}"
