"""Whether the index in service is the one that this database's changes went into.

Every commit of the index bears a stamp, which the database is told before. An older copy that was put back, or the
index of another archive, is whole and may hold as many notices; it bears a stamp that the database does not know, or
not any more. So does the index where it is the database that was put back.
"""

from collections.abc import Callable
from uuid import uuid4

from search.engines import IndexUnusableError
from search.models import Stamp


def announce() -> str:
    """A stamp for the commit that is to be made. Belongs under the lock of those who change the index."""
    return Stamp.objects.create(value=uuid4().hex).value


def confirm(stamp: str) -> None:
    """The commit is in service: what was announced before it is gone, or never came about. Under the same lock."""
    its_row = Stamp.objects.filter(value=stamp).values("pk")[:1]
    Stamp.objects.filter(pk__lt=its_row).delete()


def require_known(in_service: Callable[[], str]) -> None:
    """IndexUnusableError where the database does not know the stamp that the index in service bears."""
    stamp = in_service()
    while not Stamp.objects.filter(value=stamp).exists():
        newer = in_service()
        if newer == stamp:
            raise IndexUnusableError("the index is not the one that this database's changes went into")
        stamp = newer  # somebody made a commit meanwhile
