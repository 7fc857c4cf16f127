"""Rows that nothing speaks of any more go: cases, groups, units, people and authorities that only one notice had."""

from typing import Any

from django.db.models.signals import post_delete

from archive import joining
from archive.models import (
    Appearance,
    Authority,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    Level,
    Mention,
    Notice,
    Person,
    Round,
)


def connect() -> None:
    """Tidy up behind every deletion, of one row or of many."""
    post_delete.connect(_after_mention, sender=Mention)
    post_delete.connect(_after_appearance, sender=Appearance)
    post_delete.connect(_after_notice, sender=Notice)


def _after_mention(instance: Mention, **_kwargs: Any) -> None:
    case = Inspection.objects.filter(pk=instance.inspection_id).first()
    if case is not None:
        drop_unused_case(case)


def _after_appearance(instance: Appearance, **_kwargs: Any) -> None:
    drop_unused_person(instance.person_id)


def _after_notice(instance: Notice, **_kwargs: Any) -> None:
    if instance.round_id is not None:
        wave = Round.objects.filter(pk=instance.round_id).first()
        if wave is not None:  # else the first of several that went together took it along
            drop_unused_round(wave)
    if instance.authority_id is not None:
        drop_unused_authority(instance.authority_id)


def drop_unused_case(case: Inspection) -> None:
    """Remove a case that no notice speaks of, and its group and unit where it was their last."""
    if Mention.objects.filter(inspection=case).exists():
        return
    heir = joining.heir_of(case)
    if heir is not None:
        joining.hand_over(case, heir)
    group, unit = case.group, case.unit
    case.delete()
    drop_unused_parts(group, unit)


def drop_unused_parts(group: InspectionGroup | None, unit: InspectedUnit | None) -> None:
    """Remove a group and a unit that no case has any more."""
    if group is not None and not group.inspections.exists():
        group.delete()
        drop_unused_authority(group.authority_id)
    if unit is not None and not unit.inspections.exists():
        unit.delete()
        if unit.authority_id is not None:
            drop_unused_authority(unit.authority_id)


def drop_unused_person(person_id: int) -> None:
    """Remove a person who appears nowhere; one whom an editor described stays."""
    Person.objects.filter(pk=person_id, note="", appearances__isnull=True).delete()


def drop_unused_round(wave: Round) -> None:
    """Remove a round that only a slip of the pen made: no notice, no case, and nothing known of it."""
    unknown = {"starts": None, "ends": None, "units": None, "cumulative_units": None, "focus": "", "basis": ""}
    if any(getattr(wave, name) != nothing for name, nothing in unknown.items()):
        return
    Round.objects.filter(pk=wave.pk, notices__isnull=True, inspections__isnull=True).delete()


def drop_unused_authority(authority_id: int) -> None:
    """Remove an authority that no notice, group, unit or round has; the centre and one with a place stay."""
    unused = Authority.objects.filter(
        pk=authority_id, notices__isnull=True, groups__isnull=True, units__isnull=True, rounds__isnull=True
    ).first()
    if unused is not None and unused.place_id is None and unused.level != Level.CENTRAL:
        unused.delete()
