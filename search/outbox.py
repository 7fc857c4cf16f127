"""From the database to the index: changes are queued in their own transaction and drained after it commits.

What is rolled back was never queued. Where the index is busy or broken the rows stay, and the next drain takes them.
"""

import logging
import threading
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone

from archive.models import Notice
from search.document import Entry, entries, published_notices
from search.engines import IndexAbsentError, IndexBusyError, IndexUnusableError, IndexWriter, current_backend
from search.models import Generation, PendingChange

logger = logging.getLogger(__name__)

SAVE_WAIT = 2.0  # seconds that a save waits for another writer of the index
COMMAND_WAIT = 60.0
BATCH = 100  # notices in one commit of the index

# An absent or outdated index is built on the spot where that takes a moment; larger archives are left to check_index,
# for the one who saves is waiting.
_SMALL_ARCHIVE = 200


class _Round:
    """All hooks of one transaction share a round; the first that runs drains for all."""

    def __init__(self) -> None:
        self.is_drained = False


class _Rounds(threading.local):
    """The round of each thread's current transaction, by database."""

    def __init__(self) -> None:
        self.by_database: dict[str, _Round] = {}


_rounds = _Rounds()


def queue(ids: Iterable[int], using: str = "default") -> None:
    """Note that these notices changed; they reach the index when the transaction has committed."""
    keys = sorted(set(ids))
    if not keys:
        return
    note(keys, using)
    current = _rounds.by_database.get(using)
    if current is None or current.is_drained:
        current = _rounds.by_database[using] = _Round()
    transaction.on_commit(partial(_drain_after_commit, current, using), using=using, robust=True)


def note(keys: Iterable[int], using: str = "default") -> None:
    """Write the outbox rows and no more."""
    now = timezone.now()
    PendingChange.objects.using(using).bulk_create(
        [PendingChange(notice_id=key, queued_at=now) for key in keys],
        update_conflicts=True,
        unique_fields=["notice_id"],
        update_fields=["queued_at"],
        batch_size=500,
    )


def _drain_after_commit(current: _Round, using: str) -> None:
    if current.is_drained:
        return
    current.is_drained = True
    Generation.move_on(using)
    try:
        drain(SAVE_WAIT, using, build_small=True)
    except IndexBusyError as error:
        logger.warning("Left in the outbox: %s", error)
    except IndexUnusableError as error:
        logger.error("Left in the outbox, run “manage.py check_index --repair”: %s", error)


def drain(wait: float, using: str = "default", *, build_small: bool = False) -> int:
    """Bring all that is queued into the index, batch by batch; the number of notices brought.

    Raises IndexBusyError or IndexUnusableError with the rows still queued.
    """
    done = 0
    while PendingChange.objects.using(using).exists():
        try:
            rows = _drain_batch(wait, using)
        except IndexAbsentError:
            if not build_small or Notice.objects.using(using).published().count() > _SMALL_ARCHIVE:
                raise
            return done + rebuild(wait, using)
        _strike_out(rows, using)
        done += len(rows)
    return done


def _drain_batch(wait: float, using: str) -> list[PendingChange]:
    with current_backend().writing(wait) as writer:
        # Read under the writer's lock: nobody can put an older state over a newer one.
        rows = list(PendingChange.objects.using(using)[:BATCH])
        keys = [row.notice_id for row in rows]
        current = {entry.pk: entry for entry in entries(published_notices().using(using).filter(pk__in=keys))}
        for key in keys:
            _write(writer, key, current.get(key))
    return rows


def _write(writer: IndexWriter, key: int, entry: Entry | None) -> None:
    if entry is None:
        writer.remove(key)
    else:
        writer.put(entry)


def _strike_out(rows: list[PendingChange], using: str) -> None:
    """Delete the rows that nobody queued again while they were being indexed."""
    with transaction.atomic(using=using):
        for row in rows:
            PendingChange.objects.using(using).filter(pk=row.pk, queued_at=row.queued_at).delete()


def rebuild(wait: float, using: str = "default") -> int:
    """Build the whole index anew; the number of notices in it. Needs no sound index to start from."""
    rows = list(PendingChange.objects.using(using).all())
    count = current_backend().rebuild(wait)
    _strike_out(rows, using)
    return count
