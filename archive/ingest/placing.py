"""Which case a mention belongs to when what it says of group, round or unit changes."""

from archive import joining
from archive.ingest import identity
from archive.models import Authority, InspectedUnit, Inspection, InspectionGroup, Mention, Round
from archive.tidying import drop_unused_parts


def case_for(
    mention: Mention,
    authority: Authority | None,
    group: InspectionGroup | None,
    wave: Round | None,
    unit: InspectedUnit | None,
) -> Inspection:
    """The shared case or one of the notice's own, as identity has it.

    A case of which an editor decided is not left for another: it changes with its notice, and the decision stays.
    """
    left = mention.inspection if mention.pk else None
    if left is None or not joining.is_decided(left):
        return identity.find_inspection(authority, group, wave, unit)
    if left.mentions.exclude(pk=mention.pk).exists():
        return joining.take_along(left, group, wave, unit)
    before = left.group, left.unit
    taken = Inspection.objects.filter(group=group, round=wave, unit=unit, is_apart=False).exclude(pk=left.pk)
    left.group, left.round, left.unit = group, wave, unit
    left.is_apart = left.is_apart or taken.exists()
    left.save(update_fields=["group", "round", "unit", "is_apart"])
    drop_unused_parts(*before)
    return left
