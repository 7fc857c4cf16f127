"""Old addresses: which row took the place of one that is gone. What is gone for good leads nowhere."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete

from archive.models import CorrectionEntry, FormerAddress, InspectedUnit, Inspection, InspectionGroup, Person, Round

JOINED_MODELS: tuple[type[Model], ...] = (Inspection, InspectionGroup, Round, InspectedUnit, Person)


def kind_of(model: type[Model]) -> str:
    return str(model._meta.model_name)


def lead_on(model: type[Model], old: int, new: int) -> None:
    """From now on the address of old leads to new, and so do those that led to old. Its corrections go along.

    Inside the transaction that takes the row away, and before it goes: what leads to it is forgotten then.
    """
    of_kind = FormerAddress.objects.filter(kind=kind_of(model))
    of_kind.filter(new_key=old).update(new_key=new)
    of_kind.update_or_create(kind=kind_of(model), old_key=old, defaults={"new_key": new})
    CorrectionEntry.objects.filter(kind=kind_of(model), key=old).update(key=new)


def successor(model: type[Model], old: int) -> int | None:
    """The key of the row that took the place of one that is gone."""
    return FormerAddress.objects.filter(kind=kind_of(model), old_key=old).values_list("new_key", flat=True).first()


def connect() -> None:
    """Forget what led to a row when that goes."""
    for model in JOINED_MODELS:
        post_delete.connect(_after_row, sender=model)


def _after_row(sender: type[Model], instance: Model, **_kwargs: Any) -> None:
    FormerAddress.objects.filter(kind=kind_of(sender), new_key=instance.pk).delete()
