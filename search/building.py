"""Entries for the index, in whose making one unfit notice does not keep the others out.

What cannot be indexed is logged, set aside with its reason and tried again later, or as soon as it changes.
"""

import logging
import pickle
import struct
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils import timezone

from archive.models import Notice
from search.document import Entry, entries, published_notices
from search.engines import IndexUnusableError, IndexWriter
from search.models import SetAside

logger = logging.getLogger(__name__)

# What code raises that trusts a value which should not be there: stored behind the forms' back, or new to a rule.
UNFIT = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    ObjectDoesNotExist,
    RuntimeError,
    TypeError,
    ValidationError,
    ValueError,
    pickle.PickleError,
    struct.error,
)

T = TypeVar("T")

_MOST_REFUSED = 100  # entries that an engine does not take in one commit, before it is the engine that is unfit

_FIRST_RETRY = timedelta(minutes=1)
_LAST_RETRY = timedelta(hours=6)


class RefusedError(Exception):
    """The engine does not take the entry; what else was in the commit has to be put again."""

    def __init__(self, key: int, error: Exception) -> None:
        super().__init__(key)
        self.key = key
        self.error = error


@dataclass(frozen=True, slots=True)
class Built:
    """Entries of the published ones among some notices, and why others have none, by the notice's key."""

    entries: Mapping[int, Entry] = field(default_factory=dict)
    failures: Mapping[int, str] = field(default_factory=dict)


def build(keys: Collection[int]) -> Built:
    """Entries as the database has the notices now. A few hundred keys at a time."""
    try:
        return Built(_entries(keys))
    except (*UNFIT, DatabaseError):
        return _build_singly(keys)


def _entries(keys: Collection[int]) -> dict[int, Entry]:
    return {entry.pk: entry for entry in entries(published_notices().filter(pk__in=keys))}


def _build_singly(keys: Collection[int]) -> Built:
    made: dict[int, Entry] = {}
    failures: dict[int, str] = {}
    for key in keys:
        try:
            made |= _entries([key])
        except UNFIT as error:
            failures[key] = reason(key, error)
        except DatabaseError as error:
            _look_at_database()
            failures[key] = reason(key, error)
    return Built(made, failures)


def put(writer: IndexWriter, key: int, entry: Entry | None) -> None:
    """Put the entry into the index, or take the notice out that has none. RefusedError where the engine will not."""
    if entry is None:
        writer.remove(key)
        return
    try:
        writer.put(entry)
    except UNFIT as error:
        raise RefusedError(key, error) from error


def without_refused(commit: Callable[[Mapping[int, str]], T]) -> T:
    """Make a commit, from its beginning again after each entry that the engine refuses; it is given those, and why.

    IndexUnusableError where they become too many.
    """
    refused: dict[int, str] = {}
    while len(refused) < _MOST_REFUSED:
        try:
            return commit(refused)
        except RefusedError as error:
            refused[error.key] = reason(error.key, error.error)
    raise IndexUnusableError(f"{len(refused)} notices in one commit cannot be put into the index")


def _look_at_database() -> None:
    """Raises where it is not the notice but the database that ails, or has other tables than the code: not migrated."""
    for app in ("archive", "search"):
        for model in apps.get_app_config(app).get_models():
            model._default_manager.filter(pk=0).first()


def reason(key: int, error: Exception) -> str:
    """The error in words for the outbox; in full it goes to the log."""
    logger.error("Notice %d cannot be indexed", key, exc_info=error)
    return f"{type(error).__name__}: {error}"


def indexable_notices() -> QuerySet[Notice]:
    """Those that the index should hold once all is drained: what is published, but for what had to be set aside."""
    return Notice.objects.published().exclude(pk__in=SetAside.objects.values("pk"))


def set_aside(failures: Mapping[int, str]) -> None:
    """Keep what cannot be indexed and when to try again: each time after twice as long."""
    known = SetAside.objects.in_bulk(list(failures))
    now = timezone.now()
    rows = []
    for key, why in failures.items():
        tries = known[key].tries + 1 if key in known else 1
        pause = min(_FIRST_RETRY * 2 ** min(tries - 1, 10), _LAST_RETRY)
        since = known[key].since if key in known else now
        rows.append(SetAside(notice_id=key, reason=why, tries=tries, since=since, retry_at=now + pause))
    SetAside.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["notice_id"],
        update_fields=["reason", "tries", "retry_at"],
        batch_size=500,
    )
