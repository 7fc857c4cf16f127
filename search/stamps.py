"""Whether the index in service is the one that this database's changes went into.

Every commit of the index bears a stamp, which the database is told before. An older copy that was put back, or the
index of another archive, is whole and may hold as many notices; it bears a stamp that the database does not know, or
not any more. So does the index where it is the database that was put back. One that was emptied on purpose bears none.
"""

import logging
from collections.abc import Callable
from uuid import uuid4

from django.db import DatabaseError

from search.engines import IndexAbsentError
from search.models import Stamp

logger = logging.getLogger(__name__)

EMPTIED = ""  # in the place of a stamp


def announce() -> str:
    """A stamp for the commit that is to be made: under the lock of those who change the index, when all that will be
    in it is read. So a database that knows the stamp knows all of that.
    """
    return Stamp.objects.create(value=uuid4().hex).value


def confirm(stamp: str) -> None:
    """The commit is in service: what was announced before it is gone, or never came about. Under the same lock.

    Where the database is busy the older ones stay known until the next commit: the index is in service all the same.
    """
    its_row = Stamp.objects.filter(value=stamp).values("pk")[:1]
    try:
        Stamp.objects.filter(pk__lt=its_row).delete()
    except DatabaseError:
        logger.warning("Older stamps of the index stay known for now", exc_info=True)


def require_known(in_service: Callable[[], str]) -> None:
    """IndexAbsentError where the index in service was emptied, or bears a stamp that the database does not know."""
    stamp = in_service()
    if stamp == EMPTIED:
        raise IndexAbsentError("the index was emptied and has still to be built")
    while not Stamp.objects.filter(value=stamp).exists():
        newer = in_service()
        if newer == stamp:
            raise IndexAbsentError("the index is not the one that this database's changes went into")
        stamp = newer  # somebody made a commit meanwhile
