"""Which inspections may be one, each beside the others, and what is not known that would tell."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.models import CaseListing
from archive.perhaps_one import pairs_with
from archive.told_cases import ToldCase, load_told_cases


@dataclass(frozen=True, slots=True)
class Rival:
    """Another case that a case may be one with: what neither of the two tells, and what only one of them tells."""

    case: ToldCase
    untold_by_both: list[str]
    untold_by_one: list[str]
    is_otherwise_named: bool  # the unit


def rivals_of(cases: Collection[ToldCase]) -> dict[int, list[Rival]]:
    """By the key of the case, for those that have any whom readers see; a fixed number of queries."""
    ours = {case.key: case for case in cases}
    pairs = pairs_with(ours)
    others = {case.key: case for case in load_told_cases({other for _one, other in pairs})}
    rivals: dict[int, list[Rival]] = {}
    for one, other in pairs:
        if other in others:
            rivals.setdefault(one, []).append(_rival(ours[one], others[other]))
    return rivals


def of_other_groups(case: ToldCase) -> list[int]:
    """The keys of the cases by which another group inspected the unit in the same round, as some notice says.

    Two notices may disagree about the group, or two groups went: which of these it was the archive does not know.
    """
    if case.unit is None or case.round is None or case.group is None:
        return []
    others = CaseListing.objects.filter(unit=case.unit, round=case.round, group__isnull=False)
    return list(others.exclude(group=case.group).exclude(pk=case.key).order_by("pk").values_list("pk", flat=True))


def _rival(case: ToldCase, other: ToldCase) -> Rival:
    both = zip(_told(case), _told(other), strict=True)
    told = [(words, (is_here, is_there)) for (words, is_here), (_words, is_there) in both]
    return Rival(
        other,
        [words for words, known in told if not any(known)],
        [words for words, known in told if any(known) and not all(known)],
        bool(case.unit and other.unit and case.unit.name != other.unit.name),
    )


def _told(case: ToldCase) -> Iterator[tuple[str, bool]]:
    """The parts that make a case one and no other, and whether the case's notices tell them."""
    group, wave = case.group, case.round
    senders = [notice.authority for notice in case.notices]
    senders += [named.authority for named in (group, wave) if named]
    yield _("派出机关的地区"), any(sender is not None and sender.is_identified for sender in senders)
    yield _("巡视组"), group is not None
    yield _("番号"), group is None or group.ordinal is not None
    yield _("轮次"), case.round_parts[2] is not None
    yield _("年份"), case.year is not None
