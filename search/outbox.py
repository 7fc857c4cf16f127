"""From the database to the index: changes are queued in their own transaction; the index's worker drains the queue.

What is rolled back was never queued. Nobody who saves waits for the index. Where it is busy or broken the rows stay,
and the next drain takes them.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from search.building import build, put, set_aside, without_refused
from search.engines import IndexWriter, Progress, current_backend
from search.models import Generation, PendingChange, SetAside

COMMAND_WAIT = 60.0  # seconds that a command waits for another writer of the index

# One commit of the index: so many notices and so many seconds at most, for what is saved meanwhile waits for the next.
_BATCH = 100
_BATCH_SECONDS = 0.5
_CHUNK = 20  # notices fetched at a time

_ROWS = 1_000  # read or deleted at once; a notice that is saved part by part has many


@dataclass(frozen=True, slots=True)
class Drained:
    """How many notices were brought into step with the database, and of how many no entry could be made."""

    notices: int = 0
    failures: int = 0

    def __bool__(self) -> bool:
        return bool(self.notices or self.failures)

    def __add__(self, other: "Drained") -> "Drained":
        return Drained(self.notices + other.notices, self.failures + other.failures)


def queue(ids: Iterable[int], using: str = "default", model: type[PendingChange] = PendingChange) -> None:
    """Note that these notices changed. Belongs inside the transaction of the change.

    model is that of another time where a migration changes them.
    """
    now = timezone.now()
    rows = [model(notice_id=key, queued_at=now) for key in sorted(set(ids))]
    model._base_manager.using(using).bulk_create(rows, batch_size=500)


def is_waiting() -> bool:
    """Whether there is anything to drain."""
    return PendingChange.objects.exists() or _due().exists()


def waiting() -> int:
    """How many notices there are to drain."""
    return PendingChange.objects.order_by().values("notice_id").union(_due().order_by().values("notice_id")).count()


def drain(wait: float) -> Drained:
    """Bring all that is queued into the index, batch by batch.

    Raises IndexBusyError or IndexUnusableError with what is left still queued.
    """
    total = Drained()
    while is_waiting():
        total += drain_batch(wait)
    return total


def drain_batch(wait: float) -> Drained:
    """Bring some of what is queued into the index, in one commit. Raises as drain does."""
    rows, taken = without_refused(lambda refused: _commit_batch(wait, refused))
    failures = {key: why for key, why in taken.items() if why}
    with transaction.atomic():
        _strike_out([row for key in taken for row in rows[key]])
        SetAside.objects.filter(pk__in=taken.keys() - failures.keys()).delete()
        set_aside(failures)
        Generation.move_on()
    return Drained(len(taken) - len(failures), len(failures))


def _commit_batch(wait: float, refused: Mapping[int, str]) -> tuple[dict[int, list[int]], dict[int, str]]:
    with current_backend().writing(wait) as writer:
        # Read under the writer's lock: nobody can put an older state over a newer one.
        rows = _next_rows()
        return rows, _write(writer, rows, refused)


def _next_rows() -> dict[int, list[int]]:
    """The notices to take next, each with its rows. The newest come first: a save overtakes a long import."""
    rows: dict[int, list[int]] = {}
    for row, notice in PendingChange.objects.order_by("-pk").values_list("pk", "notice_id")[:_ROWS]:
        rows.setdefault(notice, []).append(row)
    chosen = dict(islice(rows.items(), _BATCH))
    for notice in _due().values_list("pk", flat=True)[: _BATCH - len(chosen)]:
        chosen.setdefault(notice, [])
    return chosen


def _due() -> QuerySet[SetAside]:
    return SetAside.objects.filter(retry_at__lte=timezone.now())


def _write(writer: IndexWriter, keys: Iterable[int], refused: Mapping[int, str]) -> dict[int, str]:
    """Put notices into the writer until the batch's time is over; those taken, each with why it failed or nothing."""
    taken: dict[int, str] = {}
    left = list(keys)
    ends = time.monotonic() + _BATCH_SECONDS
    while left and (not taken or time.monotonic() < ends):
        chunk, left = left[:_CHUNK], left[_CHUNK:]
        built = build(chunk)
        for key in chunk:
            taken[key] = refused.get(key) or built.failures.get(key, "")
            # An older entry would have the notice found by what it no longer says: better by nothing.
            put(writer, key, None if taken[key] else built.entries.get(key))
    return taken


def _strike_out(rows: list[int]) -> None:
    for first in range(0, len(rows), _ROWS):
        PendingChange.objects.filter(pk__in=rows[first : first + _ROWS]).delete()


def rebuild(wait: float, progress: Progress | None = None) -> int:
    """Build the whole index anew; the number of notices in it. Needs no sound index to start from.

    Raises IndexBusyError where somebody else does, IndexUnusableError where it could not be written.
    """
    rows = list(PendingChange.objects.values_list("pk", flat=True))
    count = current_backend().rebuild(wait, progress)
    _strike_out(rows)
    SetAside.objects.update(retry_at=timezone.now())  # the rules that the build was made by may know better now
    Generation.move_on()
    return count
