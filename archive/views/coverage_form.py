"""What an address asks of the coverage matrix, and what its form offers."""

from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.addresses import key_in
from archive.chips import Choice
from archive.coverage import By, Only, Selection, authorities_of, told_centre
from archive.filters import left_out, read_filters
from archive.models import Authority
from archive.problems import Problem
from archive.views.page import choice_of
from archive.views.senders import Senders, offered_levels, offered_places

MOST_AUTHORITIES = 300  # offered in the form; beyond that a level or a place narrows them first
EVERYBODY = "all"  # authority=all: no one authority

BY_LABELS = {By.ROUND: gettext_lazy("按轮次"), By.YEAR: gettext_lazy("按年份")}
ONLY_LABELS = {
    Only.ALL: gettext_lazy("全部单位"),
    Only.AGAIN: gettext_lazy("有“回头看”的"),
    Only.LISTED: gettext_lazy("有只见于总览的"),
}


def read_selection(query: QueryDict) -> tuple[Selection, list[str]]:
    """What to show, and a sentence for each value that makes no sense. Whoever asks for nothing sees the centre."""
    filters, problems = read_filters({name: query.getlist(name)[-1:] for name in ("level", "place")})
    level, place = (filters.chosen.get(name, ("",))[0] for name in ("level", "place"))
    asked = query.get("authority", "")
    authority = _asked_authority(asked, problems)
    if not asked and not level and not place:
        authority = told_centre()
    by_default = (By.ROUND, By.YEAR) if authority else (By.YEAR, By.ROUND)
    by = By(choice_of(query, "by", by_default, _("列"), problems))
    if by is By.ROUND and authority is None:
        said = _("轮次由各机关自己数，选一个派出机关才能按轮次看；这里按年份列出。")
        problems.append(Problem(said, "by", By.ROUND))
        by = By.YEAR
    only = Only(choice_of(query, "only", tuple(Only), _("行"), problems))
    return Selection(authority, level, place, by, only), problems


def _asked_authority(asked: str, problems: list[str]) -> Authority | None:
    if not asked or asked == EVERYBODY:
        return None
    authority = authorities_of(Selection()).filter(pk=key_in(asked)).first()
    if authority is None:
        said = left_out(_("没有编号为“%(asked)s”的派出机关。") % {"asked": asked[:40]})
        problems.append(Problem(said, "authority", asked))
    return authority


def form_choices(selection: Selection) -> dict[str, Any]:
    """What the form offers; what is chosen is offered even where it is beyond the offer."""
    authorities = list(authorities_of(replace(selection, authority=None))[: MOST_AUTHORITIES + 1])
    is_cut = len(authorities) > MOST_AUTHORITIES
    authorities = authorities[:MOST_AUTHORITIES]
    if selection.authority and selection.authority not in authorities:
        authorities.insert(0, selection.authority)
    return {
        "authorities": authorities,
        "is_cut": is_cut,
        "everybody": EVERYBODY,
        "levels": offered_levels(),
        "places": offered_places(selection.place),
        "bys": [(by.value, label) for by, label in BY_LABELS.items()],
        "onlys": [(only.value, label) for only, label in ONLY_LABELS.items()],
    }


def choices_of(selection: Selection) -> list[Choice]:
    """What narrows the matrix, for the chips. There is always an authority, or all: it stands in the title."""
    choices = Senders(selection.level, selection.place).choices
    if selection.only is not Only.ALL:
        choices.append(Choice("only", _("行"), str(ONLY_LABELS[selection.only])))
    return choices
