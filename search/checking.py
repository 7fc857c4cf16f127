"""Database against index: what is missing, stale or a ghost, and mending it."""

import logging
from dataclasses import dataclass

from search import outbox
from search.document import entries
from search.engines import IndexUnusableError, current_backend
from search.models import Generation

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Differences:
    """Keys of notices. Missing: published, not in the index. Stale: in it with another content. Ghost: only there."""

    missing: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    ghost: tuple[int, ...] = ()
    checked: int = 0  # published notices
    damage: str = ""  # why the index cannot be read at all

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.ghost or self.damage)

    @property
    def keys(self) -> tuple[int, ...]:
        return (*self.missing, *self.stale, *self.ghost)


def compare() -> Differences:
    wanted = {entry.pk: entry.fingerprint for entry in entries()}
    try:
        held = current_backend().fingerprints()
    except IndexUnusableError as error:
        return Differences(missing=tuple(wanted), checked=len(wanted), damage=str(error))
    return Differences(
        missing=tuple(sorted(wanted.keys() - held.keys())),
        stale=tuple(sorted(pk for pk in wanted.keys() & held.keys() if wanted[pk] != held[pk])),
        ghost=tuple(sorted(held.keys() - wanted.keys())),
        checked=len(wanted),
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
