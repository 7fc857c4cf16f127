"""Which notices and cases a change touched: worked out at once, or together at the end of changes_together()."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import DEFAULT_DB_ALIAS, transaction

from archive.keeping.recounting import recount, recount_all


@dataclass(slots=True)
class _Touched:
    """Keys of what one database has still to work out anew; see recount()."""

    saved: set[int] = field(default_factory=set)
    listings: set[int] = field(default_factory=set)
    telling: set[int] = field(default_factory=set)
    cases: set[int] = field(default_factory=set)


_open: ContextVar[dict[str, _Touched] | None] = ContextVar("touched", default=None)


@contextmanager
def changes_together() -> Iterator[None]:
    """Its end is within the transaction of the changes: the caller's. Of one within another the outer one counts.

    Where the body fails nothing is worked out: its changes are taken back.
    """
    if _open.get() is not None:
        yield
        return
    touched: dict[str, _Touched] = {}
    token = _open.set(touched)
    try:
        yield
    finally:
        _open.reset(token)
    for using, one in touched.items():
        _work_out(one, using)


def is_put_off() -> bool:
    """Whether what is touched now is worked out later, once, however often it is touched."""
    return _open.get() is not None


@contextmanager
def all_worked_out_anew(using: str) -> Iterator[None]:
    """Nothing is followed within; at its end everything that is kept is looked at."""
    token = _open.set({})
    try:
        yield
    finally:
        _open.reset(token)
    recount_all(using)


def touch_notices(keys: Iterable[int], using: str = DEFAULT_DB_ALIAS) -> None:
    """The rows of these notices changed: whether they are listed at all may be otherwise, and what they tell of cases.

    What they are listed under is told by other rows, see touch_listings().
    """
    notices = set(keys)
    _touch(_Touched(saved=notices, telling=notices), using)


def touch_listings(keys: Iterable[int], using: str = DEFAULT_DB_ALIAS) -> None:
    """What these notices are listed under may have changed, and nothing that they tell of cases."""
    _touch(_Touched(listings=set(keys)), using)


def touch_told_by(keys: Iterable[int], using: str = DEFAULT_DB_ALIAS) -> None:
    """What these notices tell of cases may have changed, and nothing that they are listed under."""
    _touch(_Touched(telling=set(keys)), using)


def touch_cases(keys: Iterable[int], using: str = DEFAULT_DB_ALIAS) -> None:
    """What is told of these cases may have changed. Keys of any rows of them; rows that are gone may be among them."""
    _touch(_Touched(cases=set(keys)), using)


def _touch(more: _Touched, using: str) -> None:
    together = _open.get()
    if together is None:
        _work_out(more, using)
        return
    touched = together.setdefault(using, _Touched())
    touched.saved |= more.saved
    touched.listings |= more.listings
    touched.telling |= more.telling
    touched.cases |= more.cases


def _work_out(touched: _Touched, using: str) -> None:
    with transaction.atomic(using=using, savepoint=False):
        recount(touched.saved, touched.listings, touched.telling, touched.cases, using)
