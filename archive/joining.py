"""What editors decide of cases: these are one and the same, those are not. Nothing is moved but the pointers.

Every case keeps its row with the group, round and unit that its notices name, so that a decision can be taken back
and nothing that a notice says is lost. Whatever is decided of one case holds for all that are joined to it.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from archive.former import lead_on
from archive.keeping import changes_together
from archive.models import InspectedUnit, Inspection, InspectionGroup, JoinProposal, JoinState, Mention, Round
from archive.parsing.sentences import Sentence, gettext_noop

_JOINED_BY_HAND = Sentence(gettext_noop("编辑指定为同一次巡视。"))
_PARTED_BY_HAND = Sentence(gettext_noop("编辑把公告从这次巡视里分了出来。"))


def is_decided(case: Inspection) -> bool:
    """Whether an editor said of this case that it is or is not another: the program leaves it as it is."""
    return (
        case.joined_to_id is not None
        or case.is_apart
        or JoinProposal.objects.decided().about(case).exists()
        or case.joined.exists()
    )


@transaction.atomic
@changes_together()
def join(proposal: JoinProposal, editor: Any) -> Inspection:
    """Take both for one case; the fullest, which the others point to from now on."""
    ours = list(Inspection.objects.same_as(proposal.first))
    theirs = list(Inspection.objects.same_as(proposal.second))
    standing = max((ours[0], theirs[0]), key=_fullness)
    all_of_it = [*ours, *theirs]
    _point(all_of_it, standing)
    _decide(JoinProposal.objects.between(ours, theirs), JoinState.JOINED, editor)
    _drop_settled(all_of_it)
    return standing


@transaction.atomic
@changes_together()
def join_by_hand(one: Inspection, other: Inspection, editor: Any) -> JoinProposal:
    """Take two cases for one that the archive did not propose."""
    first, second = in_order(one, other)
    proposal, _ = JoinProposal.objects.get_or_create(first=first, second=second, defaults=_because(_JOINED_BY_HAND))
    join(proposal, editor)
    return proposal


@transaction.atomic
@changes_together()
def part(proposal: JoinProposal, editor: Any) -> None:
    """Take them for two; of two that were joined, the less full leaves what it was joined to."""
    ours = list(Inspection.objects.same_as(proposal.first))
    if proposal.second in ours:
        leaving = proposal.second if proposal.second.joined_to_id is not None else proposal.first
        _separate(leaving, [case for case in ours if case != leaving], editor)
    else:
        theirs = list(Inspection.objects.same_as(proposal.second))
        _decide(JoinProposal.objects.between(ours, theirs), JoinState.PARTED, editor)


@transaction.atomic
@changes_together()
def part_mention(mention: Mention, editor: Any) -> bool:
    """Give what one notice says a case of its own; False where it has one already."""
    left = mention.inspection
    others = [case for case in Inspection.objects.same_as(left) if case != left]
    if left.mentions.exclude(pk=mention.pk).exists():
        own = Inspection.objects.create(group=left.group, round=left.round, unit=left.unit, is_apart=True)
        mention.inspection = own
        mention.save()
        _copy_partings(left, own)
        first, second = in_order(left, own)
        JoinProposal.objects.create(
            first=first,
            second=second,
            **_because(_PARTED_BY_HAND),
            state=JoinState.PARTED,
            editor=editor,
            decided_at=timezone.now(),
        )
        return True
    if others:
        _separate(left, others, editor)
    return bool(others)


def in_order(one: Inspection, other: Inspection) -> tuple[Inspection, Inspection]:
    """A pair as proposals hold it."""
    return (one, other) if one.pk < other.pk else (other, one)


def take_along(
    left: Inspection, group: InspectionGroup | None, wave: Round | None, unit: InspectedUnit | None
) -> Inspection:
    """A case of its own for a notice that leaves a decided one, with all that was decided of that."""
    is_joined = left.joined_to_id is not None or left.joined.exists()
    standing = (left.joined_to or left) if is_joined else None
    own = Inspection.objects.create(group=group, round=wave, unit=unit, is_apart=True, joined_to=standing)
    _copy_partings(left, own)
    return own


def hand_over(case: Inspection, heir: Inspection) -> None:
    """What was decided of a case that goes holds for the one that takes its place, and its address leads there."""
    lead_on(Inspection, case.pk, heir.pk)
    for proposal in JoinProposal.objects.decided().about(case).select_related("first", "second"):
        other = proposal.second if proposal.first == case else proposal.first
        if other == heir:
            continue
        first, second = in_order(other, heir)
        JoinProposal.objects.filter(first=first, second=second, state=JoinState.OPEN).delete()
        if not JoinProposal.objects.filter(first=first, second=second).exists():
            proposal.first, proposal.second = first, second
            proposal.save()
    rows = dict.fromkeys([*Inspection.objects.same_as(heir), *Inspection.objects.same_as(case)])
    rows.pop(case, None)
    standing = next(iter(rows))
    _point(list(rows), standing if standing.joined_to_id is None else heir)


def heir_of(case: Inspection) -> Inspection | None:
    """Which of the cases joined to this one speaks for it once it is gone."""
    return next((member for member in Inspection.objects.same_as(case) if member != case), None)


def _fullness(case: Inspection) -> tuple[int, int, int]:
    """How much is known of a case; of two equally full the older one."""
    group, unit = case.group, case.unit
    known = [
        group,
        group and group.ordinal,
        group and group.authority.is_identified,
        case.round,
        unit,
        unit and unit.authority and unit.authority.is_identified,
    ]
    return sum(bool(part) for part in known), case.mentions.count(), -case.pk


def _point(cases: list[Inspection], standing: Inspection) -> None:
    keys = [case.pk for case in cases]
    with changes_together():
        Inspection.objects.filter(pk__in=keys).exclude(pk=standing.pk).update(joined_to=standing)
        Inspection.objects.filter(pk=standing.pk).update(joined_to=None)


def _because(reason: Sentence) -> dict[str, Any]:
    """A reason as proposals keep it."""
    return {"reason": str(reason), "made_of": reason}


def _decide(proposals: Any, state: JoinState, editor: Any) -> None:
    proposals.update(state=state, editor=editor, decided_at=timezone.now())


def _separate(leaving: Inspection, rest: list[Inspection], editor: Any) -> None:
    """Take a case out of those that it was joined to."""
    standing = next((case for case in rest if case.joined_to_id is None), None) or max(rest, key=_fullness)
    _point(rest, standing)
    _point([leaving], leaving)
    first, second = in_order(leaving, standing)
    JoinProposal.objects.get_or_create(first=first, second=second, defaults=_because(_PARTED_BY_HAND))
    _decide(JoinProposal.objects.between([leaving], rest), JoinState.PARTED, editor)


def _copy_partings(left: Inspection, own: Inspection) -> None:
    """What left is not, own is not either."""
    partings = JoinProposal.objects.about(left).filter(state=JoinState.PARTED).select_related("first", "second")
    for parting in partings:
        first, second = in_order(own, parting.second if parting.first == left else parting.first)
        JoinProposal.objects.get_or_create(
            first=first,
            second=second,
            defaults={
                "reason": parting.reason,
                "made_of": parting.made_of,
                "state": parting.state,
                "editor": parting.editor,
                "decided_at": parting.decided_at,
            },
        )


def _drop_settled(cases: list[Inspection]) -> None:
    """Of the open proposals about cases that are now one, keep one for each other case not known to be apart."""
    about = JoinProposal.objects.about(*cases).select_related("first", "second")
    keys = {case.pk for case in cases}

    def other_standing(proposal: JoinProposal) -> int:
        other = proposal.second if proposal.first_id in keys else proposal.first
        return other.joined_to_id or other.pk

    seen = {other_standing(proposal) for proposal in about.filter(state=JoinState.PARTED)}
    for proposal in about.undecided():
        if other_standing(proposal) in seen:
            proposal.delete()
        seen.add(other_standing(proposal))
