"""Brings the kept rows of notices and cases into step: what is as it was is not written."""

import sys
from collections.abc import Callable, Collection

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Exists, Model, OuterRef, Q
from django.db.models.functions import Coalesce
from tqdm import tqdm

from archive.batches import batches
from archive.keeping.working_out import Listed, list_cases, list_notices
from archive.models import CaseListing, Inspection, Mention, Notice, NoticeListing, Status

_IN_ONE_TRANSACTION = 10  # times as many, where all is worked out anew
_COLUMNS = [field.attname for field in CaseListing._meta.concrete_fields]


def recount(
    saved: Collection[int], listings: Collection[int], telling: Collection[int], cases: Collection[int], using: str
) -> None:
    """Within the caller's transaction: what is kept of some notices, of the cases that others tell of, of other cases.

    saved, listings, telling: keys of notices, the first of those of which it is to be seen whether they are listed at
    all; cases: keys of any rows of cases. What is gone may be among them.
    """
    listed = {*listings}
    for some in batches({*saved} - listed):
        listed.update(_listed_wrongly(some, using))
    for some in batches(listed):
        _recount_notices(some, using)
    rows = {*cases}
    for some in batches(telling):
        told = Mention.objects.using(using).filter(notice__in=some).order_by()
        rows.update(told.values_list("inspection", flat=True))
    for some in batches(rows):
        _recount_cases(some, using)


def recount_all(using: str = DEFAULT_DB_ALIAS) -> int:
    """Everything anew, some thousands in a transaction. How many rows were not as they should be.

    On a terminal it shows how far it is: at a hundred thousand notices it takes minutes.
    """
    mended = _drop_what_is_of_nothing(using)
    work: dict[type[Model], Callable[[Collection[int], str], int]] = {
        Notice: _recount_notices,
        Inspection: _recount_cases,
    }
    for model, recount_some in work.items():
        keys = model._default_manager.using(using).order_by().values_list("pk", flat=True)
        lots = list(batches(keys))
        name = str(model._meta.verbose_name_plural)
        with tqdm(total=len(keys), desc=name, unit="", disable=not sys.stderr.isatty()) as progress:
            for start in range(0, len(lots), _IN_ONE_TRANSACTION):
                with transaction.atomic(using=using):
                    for some in lots[start : start + _IN_ONE_TRANSACTION]:
                        mended += recount_some(some, using)
                        progress.update(len(some))
    return mended


def _drop_what_is_of_nothing(using: str) -> int:
    """Rows of notices and cases that went without a signal."""
    notices = Notice.objects.using(using).filter(pk=OuterRef("notice")).order_by()
    cases = Inspection.objects.using(using).filter(pk=OuterRef("pk")).order_by()
    with transaction.atomic(using=using):
        listings, _ = NoticeListing.objects.using(using).filter(~Exists(notices)).delete()
        told, _ = CaseListing.objects.using(using).filter(~Exists(cases)).delete()
    return listings + told


def _listed_wrongly(keys: Collection[int], using: str) -> set[int]:
    """Notices that are published and not listed, or the other way round."""
    rows = NoticeListing.objects.using(using).filter(notice=OuterRef("pk")).order_by()
    notices = Notice.objects.using(using).filter(pk__in=keys).order_by()
    found = notices.annotate(is_listed=Exists(rows)).values_list("pk", "status", "is_listed")
    right = {key for key, status, is_listed in found if is_listed == (status == Status.PUBLISHED)}
    return {*keys} - right


def _recount_notices(keys: Collection[int], using: str) -> int:
    if connections[using].features.has_select_for_update:
        # Whoever else changes one of the notices waits, and sees afterwards what this change made of it.
        list(Notice.objects.using(using).filter(pk__in=keys).order_by("pk").select_for_update(no_key=True))
    stored = NoticeListing.objects.using(using).filter(notice__in=keys).order_by()
    kept = {tuple(row): pk for pk, *row in stored.values_list("pk", "notice", "facet", "value")}
    wanted: Listed = list_notices(keys, using)
    gone = [pk for row, pk in kept.items() if row not in wanted]
    for some in batches(gone):
        NoticeListing.objects.using(using).filter(pk__in=some).delete()
    new = sorted(wanted - kept.keys())
    NoticeListing.objects.using(using).bulk_create(
        [NoticeListing(notice_id=notice, facet=facet, value=value) for notice, facet, value in new]
    )
    return len(gone) + len(new)


def _recount_cases(keys: Collection[int], using: str) -> int:
    """keys: of any rows of cases; of a row that does not stand for a case nothing is kept."""
    told_in = _whole_cases(keys, using)
    rows = {*keys, *told_in}
    kept = {row.pk: row for row in CaseListing.objects.using(using).filter(pk__in=rows).order_by()}
    wanted = {row.pk: row for row in list_cases(told_in, using)}
    # What differs is written anew: to update many columns of many rows takes longer.
    gone = {pk for pk, row in kept.items() if pk not in wanted or _values(row) != _values(wanted[pk])}
    new = [row for pk, row in wanted.items() if pk not in kept or pk in gone]
    if gone:
        CaseListing.objects.using(using).filter(pk__in=gone).delete()
    CaseListing.objects.using(using).bulk_create(new)
    return len({*gone, *(row.pk for row in new)})


def _values(row: CaseListing) -> list[object]:
    return [getattr(row, name) for name in _COLUMNS]


def _whole_cases(keys: Collection[int], using: str) -> dict[int, int]:
    """All rows of the cases that the rows are of, by key, each with the one that stands for its case.

    Whoever else changes one of them waits. Who waited sees rows as they were before: so they are read until they stay.
    """
    asked, known = set(keys), dict[int, int]()
    while True:
        rows = Inspection.objects.using(using).filter(Q(pk__in=asked) | Q(joined_to__in=asked)).order_by("pk")
        locked = rows.select_for_update(no_key=True).values_list("pk", Coalesce("joined_to_id", "pk"))
        found = dict(locked)
        is_whole = asked.issuperset(found.values())
        if is_whole and (found == known or not connections[using].features.has_select_for_update):
            return found
        asked, known = asked.union(found.values()), found
