"""How the archive's records are saved, one by one and in bulk: whole, with all that follows from it."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, ClassVar, TypeVar

from django.db import NotSupportedError, OperationalError, connections, models, router, transaction

from archive.batches import batches
from archive.models.fields import WorkedOutField
from archive.signals import rows_changing

_Row = TypeVar("_Row", bound=models.Model, covariant=True)

_TRIES = 3


class FollowedQuerySet(models.QuerySet[_Row]):
    """Rows whose changes in bulk (update, bulk_update, bulk_create) are followed as those that are saved one by one.

    Django sends no signals of them: rows_changing stands in for these.
    """

    def update(self, **kwargs: Any) -> int:
        self._for_write = True  # as Django's own: what is read is read where it is written
        for _ in range(_TRIES):
            with transaction.atomic(using=self.db, savepoint=False):
                rows = list(dict.fromkeys(self._keys()))
                if not rows:
                    return 0
                if (count := self._update_exactly(rows, kwargs)) is not None:
                    return count
        raise OperationalError(f"{self.model.__name__} rows change faster than they can be updated: try again")

    def _update_exactly(self, rows: Collection[int], changed: dict[str, Any]) -> int | None:
        """None, and nothing is changed, where some of the rows do not meet the conditions any more."""
        with transaction.atomic(using=self.db):
            follow = _announce(self.model, rows, self.db)
            count = models.QuerySet.update(self._none_but(rows), **changed)
            self._result_cache = None  # as Django's own
            if count != len(rows) and changed:
                transaction.set_rollback(True, using=self.db)
                return None
            _work_out(self.model, rows, changed, self.db)
            follow(rows)
            return count

    def _none_but(self, rows: Collection[int]) -> models.QuerySet[_Row]:
        """These rows by their keys: what has come to meet the conditions meanwhile is none of them.

        In one statement, for what it changes may be among its conditions. A database that does not take so many keys
        in one (SQLite) lets nobody else write during a transaction (config.sqlite): there the conditions mean the same.
        """
        most = connections[self.db].features.max_query_params
        takes_all = most is None or len(rows) <= most // 2  # its conditions have values too
        return self.filter(pk__in=rows) if takes_all and not self.query.is_sliced else self

    def _keys(self) -> models.QuerySet[_Row, int]:
        """In no order, for which the database might join and sort; a slice has its own."""
        rows = self if self.query.is_sliced else self.order_by()
        return rows.values_list("pk", flat=True)

    def bulk_create(
        self,
        objs: Iterable[_Row],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[_Row]:
        """NotSupportedError where rows are to be passed over or updated: nothing tells which, nor what they said."""
        if ignore_conflicts or update_conflicts:
            raise NotSupportedError("bulk_create() that ignores or updates conflicts cannot be followed")
        self._for_write = True
        with transaction.atomic(using=self.db):
            follow = _announce(self.model, (), self.db)
            made = super().bulk_create(objs, batch_size)
            follow([row.pk for row in made])
        return made


def _announce(model: type[models.Model], rows: Collection[int], using: str) -> Callable[[Collection[int]], None]:
    """What is to be called with the keys of the rows once they have changed."""
    answers: list[Any] = [answer for _, answer in rows_changing.send(sender=model, rows=rows, using=using) if answer]

    def follow(changed: Collection[int]) -> None:
        for answer in answers:
            answer(changed)

    return follow


def _work_out(model: type[models.Model], rows: Collection[int], changed: Collection[str], using: str) -> None:
    """Bring the fields into step that are made of those that changed."""
    made = [field for field in model._meta.concrete_fields if isinstance(field, WorkedOutField)]
    stale = [field for field in made if not set(field.of).isdisjoint(changed)]
    if not stale:
        return
    unfollowed: models.QuerySet[models.Model] = models.QuerySet(model, using=using)
    for some in batches(rows):
        found = list(unfollowed.filter(pk__in=some))
        for row in found:
            for field in stale:
                field.pre_save(row, add=False)
        unfollowed.bulk_update(found, [field.name for field in stale])


class FollowedManager(models.Manager[_Row]):
    """Written out, because mypy's cache loses as_manager() of an abstract model."""

    _queryset_class = FollowedQuerySet


class SavedWhole(models.Model):
    """Saved in one transaction with what the signals of the save write, so that a crash leaves both or neither.

    Django itself does so when it deletes, but sends post_save when the row is committed already.
    """

    objects: ClassVar = FollowedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # so that unit.aliases.set() and the like say what they changed

    def save(self, *args: Any, **kwargs: Any) -> None:
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        with transaction.atomic(using=using, savepoint=False):
            super().save(*args, **kwargs)
