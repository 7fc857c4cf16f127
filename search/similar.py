"""More like this: other notices of the same unit, group or round.

The engine finds and ranks them; what they share with the notice is then read off the database, so that nothing is
called the same that only goes by the same name.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.filters import Filters
from archive.models import Mention, Notice
from archive.wording import called
from search.claims import FactClaim, RoundClaim
from search.engines import IndexUnusableError, current_backend
from search.folding import fold_literal
from search.plan import Either, Goal, Plan, Stated

SHOWN = 5
_LOOKED_AT = 30  # of those that the engine takes for alike: the best
_NAMES = 10  # of a notice's units and groups: an overview of hundreds is like many, and like none


@dataclass(frozen=True, slots=True)
class Alike:
    """A notice, and in a few words what it has in common with another one."""

    notice: Notice
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ties:
    """Keys of what a notice speaks of."""

    units: frozenset[int]
    groups: frozenset[int]
    rounds: frozenset[int]


def similar_to(notice: Notice) -> list[Alike]:
    """The best first, at most SHOWN; none where the index cannot be used. A fixed number of database queries."""
    mentions = _mentions_of(notice)
    plan = _plan_of(notice, mentions)
    if plan is None:
        return []
    try:
        found = current_backend().find(plan, Filters(), "relevance", 0, _LOOKED_AT)
    except IndexUnusableError:
        return []
    keys = [match.pk for match in found.matches if match.pk != notice.pk]
    others = Notice.objects.published().with_people_and_units().in_bulk(keys)
    own = _ties(notice, mentions)
    ranked = [others[key] for key in keys if key in others]
    alike = [Alike(other, _shared(own, _ties(other, other.mentions.all()), notice.activity)) for other in ranked]
    return sorted((one for one in alike if one.shared), key=lambda one: -len(one.shared))[:SHOWN]


def _mentions_of(notice: Notice) -> list[Mention]:
    return list(Mention.objects.with_cases().filter(notice=notice))


def likeness_of(notice: Notice) -> Plan | None:
    """What a notice has that others may share; None where it names neither unit nor group nor round."""
    return _plan_of(notice, _mentions_of(notice))


def _plan_of(notice: Notice, mentions: list[Mention]) -> Plan | None:
    units = {mention.inspection.unit.name for mention in mentions if mention.inspection.unit}
    groups = {mention.inspection.group.full_name for mention in mentions if mention.inspection.group}
    goals: list[Goal] = [
        Stated(FactClaim("names", (fold_literal(name).text,), weight=1.0)) for name in sorted(units | groups)[:_NAMES]
    ]
    if notice.round:
        goals.append(Stated(RoundClaim(*notice.round.round_parts)))
    return Plan(Either(tuple(goals))) if goals else None


def _ties(notice: Notice, mentions: Iterable[Mention]) -> _Ties:
    cases = [mention.inspection for mention in mentions]
    return _Ties(
        frozenset(case.unit_id for case in cases if case.unit_id),
        frozenset(case.group_id for case in cases if case.group_id),
        frozenset(key for key in (notice.round_id, *(case.round_id for case in cases)) if key),
    )


def _shared(one: _Ties, other: _Ties, activity: str) -> tuple[str, ...]:
    said = (
        (one.units & other.units, _("同一单位")),
        (one.groups & other.groups, called(_("同一巡视组"), activity)),
        (one.rounds & other.rounds, _("同一轮次")),
    )
    return tuple(words for common, words in said if common)
