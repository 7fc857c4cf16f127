"""Database against index: what is missing, stale or a ghost, and mending it."""

import logging
from dataclasses import dataclass

from archive.models import Notice
from search import outbox
from search.building import build
from search.engines import IndexUnusableError, current_backend
from search.models import Generation

logger = logging.getLogger(__name__)

_CHUNK = 200  # notices whose entries are made at once


@dataclass(frozen=True, slots=True)
class Differences:
    """Keys of notices. Missing: published, not in the index. Stale: in it with another content. Ghost: only there."""

    missing: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    ghost: tuple[int, ...] = ()
    unfit: tuple[int, ...] = ()  # of which no entry can be made: nothing that a repair could mend
    checked: int = 0  # published notices
    damage: str = ""  # why the index cannot be read at all

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.ghost or self.damage)

    @property
    def keys(self) -> tuple[int, ...]:
        return (*self.missing, *self.stale, *self.ghost)


def compare() -> Differences:
    wanted: dict[int, str] = {}
    unfit: set[int] = set()
    keys = list(Notice.objects.published().order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), _CHUNK):
        built = build(keys[first : first + _CHUNK])
        wanted |= {pk: entry.fingerprint for pk, entry in built.entries.items()}
        unfit |= built.failures.keys()
    try:
        held = current_backend().fingerprints()
    except IndexUnusableError as error:
        return Differences(
            missing=tuple(wanted), unfit=tuple(sorted(unfit)), checked=len(wanted) + len(unfit), damage=str(error)
        )
    return Differences(
        missing=tuple(sorted(wanted.keys() - held.keys())),
        stale=tuple(sorted(pk for pk in wanted.keys() & held.keys() if wanted[pk] != held[pk])),
        ghost=tuple(sorted(held.keys() - wanted.keys() - unfit)),
        unfit=tuple(sorted(unfit)),
        checked=len(wanted) + len(unfit),
    )


def repair(differences: Differences) -> None:
    """Bring the index to what the database says. IndexBusyError where another writer would not let go."""
    if not differences.damage:
        outbox.queue(differences.keys)
        try:
            outbox.drain(outbox.COMMAND_WAIT)
        except IndexUnusableError:
            logger.exception("The index cannot be mended piece by piece and is built anew")
        else:
            Generation.move_on()  # for what changed without a signal
            return
    outbox.rebuild(outbox.COMMAND_WAIT)
