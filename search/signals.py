"""Which changes in the archive change which notices' index entries: haystack's signal processor in the settings."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import Signal
from haystack.signals import BaseSignalProcessor

from archive.batches import batches
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
from archive.signals import notices_migrated, rows_changing
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
    return _notices_of(type(instance), [instance.pk], using)


def _notices_of(model: type[models.Model], rows: Collection[int], using: str) -> set[int]:
    """The notices in whose entries these rows count."""
    if model is Notice:
        return set(rows)
    found = set[int]()
    for some in batches(rows):
        if model in _PARTS:
            parts = model._default_manager.using(using).filter(pk__in=some).order_by()
            found.update(parts.values_list("notice_id", flat=True))
        for way in _SHARED.get(model, ()):
            sharing = Notice.objects.using(using).filter(**{f"{way}__in": some}).order_by()
            found.update(sharing.values_list("pk", flat=True))
    return found


class OutboxSignalProcessor(BaseSignalProcessor):
    """Queues every change in its own transaction: the archive's models save themselves in one with their signals."""

    def setup(self) -> None:
        for signal, receiver, sender in self._wires():
            signal.connect(receiver, sender=sender)

    def teardown(self) -> None:
        for signal, receiver, sender in self._wires():
            signal.disconnect(receiver, sender=sender)

    def _wires(self) -> Iterator[tuple[Signal, Callable[..., Any], type[models.Model] | None]]:
        """Every signal that is listened to, by whom, and of which model."""
        for model in (Notice, *_PARTS):
            yield post_save, self.after_change, model
            yield post_delete, self.after_change, model
        for part in _PARTS:
            yield pre_save, self.before_part_moves, part
        for shared in _SHARED:
            yield post_save, self.after_sharing_change, shared
            yield pre_delete, self.before_sharing_ends, shared
        yield pre_save, self.before_alias_moves, UnitAlias
        yield m2m_changed, self.after_places_change, Notice.places.through
        followed: tuple[type[models.Model], ...] = (Notice, *_PARTS, *_SHARED)
        for each in followed:
            yield rows_changing, self.before_rows_change, each
        yield notices_migrated, self.after_migration, None

    def after_change(self, sender: type[models.Model], instance: models.Model, using: str, **kwargs: Any) -> None:
        outbox.queue([instance.pk if sender is Notice else getattr(instance, "notice_id")], using)  # noqa: B009

    def before_part_moves(self, sender: type[models.Model], instance: Any, using: str, **kwargs: Any) -> None:
        """The notice that loses a part to another one changes too."""
        if instance.pk is not None:  # of a new instance too: loaddata writes over what is stored
            stored = sender._default_manager.using(using).filter(pk=instance.pk).exclude(notice=instance.notice_id)
            outbox.queue(stored.values_list("notice_id", flat=True), using)

    def after_sharing_change(
        self, sender: type[models.Model], instance: models.Model, using: str, created: bool, **kwargs: Any
    ) -> None:
        if not created or sender is UnitAlias:  # nothing points to what has only just come to be, except an alias
            outbox.queue(_notices_sharing(instance, using), using)

    def before_sharing_ends(self, instance: models.Model, using: str, **kwargs: Any) -> None:
        """An alias goes alone, a round leaves its notices without one, a place leaves their lists."""
        outbox.queue(_notices_sharing(instance, using), using)

    def before_alias_moves(self, instance: UnitAlias, using: str, **kwargs: Any) -> None:
        if instance.pk is not None:
            outbox.queue(_notices_sharing(instance, using), using)

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

    def before_rows_change(
        self, sender: type[models.Model], rows: Collection[int], using: str, **kwargs: Any
    ) -> Callable[[Collection[int]], None]:
        """By one statement: those that the rows leave and those that they come to change alike."""
        left = _notices_of(sender, rows, using)
        return lambda changed: outbox.queue(left | _notices_of(sender, changed, using), using)

    def after_migration(self, sender: type[models.Model], ids: Iterable[int], using: str, **kwargs: Any) -> None:
        """The notices are those of the migration's time, and so is the outbox beside them."""
        outbox.queue(ids, using, sender._meta.apps.get_model("search", "PendingChange"))
