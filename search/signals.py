"""Which changes in the archive change which notices' index entries: haystack's signal processor in the settings."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.db import connections, models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import Signal
from haystack.signals import BaseSignalProcessor

from archive.models import (
    Appearance,
    Authority,
    Contact,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    Mention,
    Notice,
    Person,
    Place,
    Round,
    TextVersion,
    UnitAlias,
)
from archive.signals import notices_changed
from search import outbox

# Parts of one notice.
_PARTS = (TextVersion, Mention, Appearance, Contact)

# What several notices may share, with the ways from a notice to it.
_SHARED: dict[type[models.Model], tuple[str, ...]] = {
    Inspection: ("mentions__inspection",),
    InspectionGroup: ("mentions__inspection__group",),
    InspectedUnit: ("mentions__inspection__unit",),
    UnitAlias: ("mentions__inspection__unit__aliases",),
    Person: ("appearances__person",),
    Round: ("round", "mentions__inspection__round"),
    Authority: (
        "authority",
        "round__authority",
        "mentions__inspection__group__authority",
        "mentions__inspection__round__authority",
    ),
    Place: ("places", "authority__place", "mentions__inspection__group__authority__place"),
}


def _notices_sharing(instance: models.Model, using: str) -> set[int]:
    found: set[int] = set()
    for way in _SHARED[type(instance)]:
        found.update(Notice.objects.using(using).filter(**{way: instance}).order_by().values_list("pk", flat=True))
    return found


class CommitSignalProcessor(BaseSignalProcessor):
    """Queues every change in its own transaction; search.outbox drains the queue after the commit."""

    def setup(self) -> None:
        for signal, receiver, sender in self._wires():
            signal.connect(receiver, sender=sender)

    def teardown(self) -> None:
        for signal, receiver, sender in self._wires():
            signal.disconnect(receiver, sender=sender)

    def _wires(self) -> Iterator[tuple[Signal, Callable[..., None], type[models.Model] | None]]:
        """Every signal that is listened to, by whom, and of which model."""
        for model in (Notice, *_PARTS):
            yield pre_save, self.before_saving, model
            yield post_save, self.after_change, model
            yield post_delete, self.after_change, model
        for shared in _SHARED:
            yield post_save, self.after_sharing_change, shared
        # An alias goes alone; all else that notices share cannot be deleted while one points to it.
        yield pre_save, self.before_alias_moves, UnitAlias
        yield post_delete, self.after_alias_delete, UnitAlias
        yield m2m_changed, self.after_places_change, Notice.places.through
        yield notices_changed, self.after_bulk_change, None

    def before_saving(self, sender: type[models.Model], instance: models.Model, using: str, **kwargs: Any) -> None:
        """Queue what is about to change.

        A part may move to another notice, and the one that loses it changes too. Outside a transaction the row is
        written before the change, so that a crash between the two costs a needless drain and no lost change.
        """
        if instance._state.adding or kwargs.get("raw"):
            return
        if sender is not Notice:
            stored = sender._default_manager.using(using).filter(pk=instance.pk)
            outbox.note(stored.values_list("notice_id", flat=True), using)
        elif not connections[using].in_atomic_block:
            outbox.note([instance.pk], using)

    def after_change(self, sender: type[models.Model], instance: models.Model, using: str, **kwargs: Any) -> None:
        outbox.queue([instance.pk if sender is Notice else getattr(instance, "notice_id")], using)  # noqa: B009

    def after_sharing_change(
        self, sender: type[models.Model], instance: models.Model, using: str, created: bool, **kwargs: Any
    ) -> None:
        if not created or sender is UnitAlias:  # nothing points to what has only just come to be, except an alias
            outbox.queue(_notices_sharing(instance, using), using)

    def before_alias_moves(self, instance: UnitAlias, using: str, **kwargs: Any) -> None:
        if not instance._state.adding:
            outbox.note(_notices_sharing(instance, using), using)

    def after_alias_delete(self, instance: UnitAlias, using: str, **kwargs: Any) -> None:
        notices = Notice.objects.using(using).filter(mentions__inspection__unit=instance.unit_id)
        outbox.queue(notices.order_by().values_list("pk", flat=True), using)

    def after_places_change(
        self, instance: Any, action: str, reverse: bool, pk_set: Collection[int] | None, using: str, **kwargs: Any
    ) -> None:
        if not action.startswith("post_") and action != "pre_clear":
            return
        if not reverse:
            outbox.queue([instance.pk], using)
        elif pk_set is not None:
            outbox.queue(pk_set, using)
        else:  # place.notices.clear(): whose they were is known only before
            outbox.queue(_notices_sharing(instance, using), using)

    def after_bulk_change(self, ids: Iterable[int], using: str, **kwargs: Any) -> None:
        outbox.queue(ids, using)
