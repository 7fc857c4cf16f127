"""Which changes of the archive touch what is kept of notices and cases: receivers of signals.

What a change leaves behind is known only before it, and is worked out after it: pre_save and pre_delete note it.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connections, models, transaction
from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from archive.batches import batches
from archive.keeping.recounting import recount_all
from archive.keeping.touching import (
    changes_together,
    is_put_off,
    touch_cases,
    touch_listings,
    touch_notices,
    touch_told_by,
)
from archive.models import (
    Basis,
    CaseListing,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    Mention,
    Notice,
    NoticeListing,
    Place,
    Round,
    Status,
)
from archive.signals import notices_migrated, rows_changing

_LEFT = "_left_behind"  # the attribute of a row that is being saved or deleted: keys of what it leaves

_changed_by_migrations: set[str] = set()  # database aliases

# What notices are listed under by a name of its own: the way from a notice to it, and what of it is listed.
_LISTED: dict[type[models.Model], tuple[str, tuple[str, ...]]] = {
    InspectionGroup: ("mentions__inspection__group", ("ordinal",)),
    InspectedUnit: ("mentions__inspection__unit", ("name",)),
    Place: ("places", ("province", "city", "county")),
}


def connect() -> None:
    """Called once, when the apps are ready."""
    post_save.connect(_notice_changed, sender=Notice)
    post_delete.connect(_notice_changed, sender=Notice)
    notices_migrated.connect(_after_migration)
    m2m_changed.connect(_places_changed, sender=Notice.places.through)
    post_save.connect(_basis_changed, sender=Basis)
    post_delete.connect(_basis_changed, sender=Basis)
    pre_save.connect(_mention_moves, sender=Mention)
    post_save.connect(_mention_changed, sender=Mention)
    post_delete.connect(_mention_changed, sender=Mention)
    pre_save.connect(_case_moves, sender=Inspection)
    pre_delete.connect(_case_goes, sender=Inspection)
    post_save.connect(_case_changed, sender=Inspection)
    post_delete.connect(_case_changed, sender=Inspection)
    post_save.connect(_round_changed, sender=Round)
    for named in _LISTED:
        pre_save.connect(_name_changes, sender=named)
        pre_delete.connect(_name_goes, sender=named)
        post_save.connect(_name_changed, sender=named)
        post_delete.connect(_name_changed, sender=named)
    for followed in (Notice, Mention, Inspection, Round, *_LISTED):
        rows_changing.connect(_rows_changing, sender=followed)


def _notice_changed(instance: Notice, using: str, **_signal: Any) -> None:
    touch_notices([instance.pk], using)


def _basis_changed(instance: Basis, using: str, **_signal: Any) -> None:
    """Whether the year of a case was worked out goes by it."""
    touch_told_by([instance.notice_id], using)


def _after_migration(using: str, **_signal: Any) -> None:
    """All that is kept is worked out once it is done."""
    _changed_by_migrations.add(using)


def bring_into_step(using: str, **_signal: Any) -> None:
    """After migrate: where a migration changed notices, or a table of what is kept is new or was emptied by one."""
    if CaseListing._meta.db_table not in connections[using].introspection.table_names():
        return  # migrated back to before there were such tables
    published = Notice.objects.using(using).published()
    told = Mention.objects.using(using).filter(notice__status=Status.PUBLISHED)
    is_new = (published.exists() and not NoticeListing.objects.using(using).exists()) or (
        told.exists() and not CaseListing.objects.using(using).exists()
    )
    if is_new or using in _changed_by_migrations:
        _changed_by_migrations.discard(using)
        with transaction.atomic(using=using):  # whole or not at all: half of it would look like all
            recount_all(using)


def _places_changed(
    instance: Any, action: str, reverse: bool, pk_set: Collection[int] | None, using: str, **_signal: Any
) -> None:
    if action == "pre_clear" and reverse:  # place.notices.clear(): whose they were is known only before
        setattr(instance, _LEFT, _notices_of(instance, using))
    elif action == "post_clear" and reverse:
        touch_listings(_left_by(instance), using)
    elif action.startswith("post_"):
        touch_listings((pk_set or ()) if reverse else [instance.pk], using)


# ---- what a notice says of a case ----


def _mention_moves(instance: Mention, using: str, **_signal: Any) -> None:
    if instance.pk is not None:  # of a new instance too, which may take the place of one that is stored
        stored = Mention.objects.using(using).filter(pk=instance.pk).order_by().first()
        now = (instance.notice_id, instance.inspection_id, instance.types)
        if stored is not None and (was := (stored.notice_id, stored.inspection_id, stored.types)) != now:
            setattr(instance, _LEFT, was)


def _mention_changed(instance: Mention, using: str, created: bool = True, **_signal: Any) -> None:
    """Also deleted. One with types tells its notice's mentions apart: then the others have not the notice's."""
    left = _left_by(instance)
    notice, case, types = left or (instance.notice_id, instance.inspection_id, [])
    notices, cases = {instance.notice_id, notice}, {instance.inspection_id, case}
    tells_all_otherwise = (left or created) and (types or instance.types or is_put_off())
    with changes_together():
        touch_listings(notices, using)
        touch_cases(cases, using)
        if tells_all_otherwise:
            touch_told_by(notices, using)
        elif left or created:
            touch_cases(_told_otherwise_beside(cases, notices, using), using)


def _told_otherwise_beside(cases: Collection[int], notices: Collection[int], using: str) -> set[int]:
    """Cases of the notices that are told otherwise where these are told of, or no longer: of groups alone, which are
    counted where no unit stands without a group; of units without a group, whose meeting is not that of a group with
    its own unit.
    """
    told = list(Inspection.objects.using(using).filter(pk__in=cases).order_by().values_list("group", "unit"))
    is_any_gone = len(told) < len(cases)
    lacking = Q()
    if is_any_gone or any(unit and not group for group, unit in told):
        lacking |= Q(inspection__unit__isnull=True)
    if is_any_gone or any(unit and group for group, unit in told):
        lacking |= Q(inspection__group__isnull=True)
    if not lacking:
        return set()
    beside = Mention.objects.using(using).filter(lacking, notice__in=notices).order_by()
    return set(beside.values_list("inspection_id", flat=True))


# ---- cases, and what they are joined to ----


def _case_moves(instance: Inspection, using: str, **_signal: Any) -> None:
    if instance.pk is not None:
        stored = Inspection.objects.using(using).filter(pk=instance.pk).order_by()
        left = set[int]()
        for joined_to, group, unit in stored.values_list("joined_to_id", "group_id", "unit_id"):
            left |= {joined_to} if joined_to is not None else set()
            if (group is None, unit is None) != (instance.group_id is None, instance.unit_id is None):
                left.update(_beside([instance.pk], using))
        setattr(instance, _LEFT, left)


def _case_goes(instance: Inspection, using: str, **_signal: Any) -> None:
    joined = Inspection.objects.using(using).filter(joined_to=instance.pk).order_by()
    setattr(instance, _LEFT, set(joined.values_list("pk", flat=True)))


def _case_changed(instance: Inspection, using: str, created: bool = False, **_signal: Any) -> None:
    if not created:  # nothing tells of what has only just come to be
        touch_cases({instance.pk, *_left_by(instance)}, using)
        told_by = Mention.objects.using(using).filter(inspection=instance.pk).order_by()
        touch_listings(told_by.values_list("notice", flat=True), using)


# ---- rounds, by which inspections may be of a year ----


def _round_changed(instance: Round, using: str, created: bool, **_signal: Any) -> None:
    if not created:  # nothing is of what has only just come to be
        touch_cases(_keys(Inspection, {"round": instance.pk}, "pk", using), using)


# ---- what notices are listed under ----


def _name_changes(sender: type[models.Model], instance: models.Model, using: str, **_signal: Any) -> None:
    if instance.pk is None:
        return
    _way, parts = _LISTED[sender]
    stored = sender._default_manager.using(using).filter(pk=instance.pk).values_list(*parts).first()
    if stored is not None and stored != tuple(getattr(instance, part) for part in parts):
        setattr(instance, _LEFT, _notices_of(instance, using))


def _name_goes(instance: models.Model, using: str, **_signal: Any) -> None:
    setattr(instance, _LEFT, _notices_of(instance, using))


def _name_changed(instance: models.Model, using: str, **_signal: Any) -> None:
    touch_listings(_left_by(instance), using)


# ---- several rows changed by one statement ----


def _rows_changing(
    sender: type[models.Model], rows: Collection[int], using: str, **_signal: Any
) -> Callable[[Collection[int]], None]:
    left = _has_to_do_with(sender, rows, using)

    def changed(keys: Collection[int]) -> None:
        now = _has_to_do_with(sender, keys, using)
        with changes_together():
            touch_listings(left.notices | now.notices, using)
            touch_cases(left.cases | now.cases, using)

    return changed


# The way from a mention to the rows that tell of cases.
_TOLD_IN: dict[type[models.Model], str] = {Notice: "notice__in", Mention: "pk__in", Inspection: "inspection__in"}


@dataclass(slots=True)
class _HasToDo:
    notices: set[int] = field(default_factory=set)
    cases: set[int] = field(default_factory=set)


def _has_to_do_with(model: type[models.Model], rows: Collection[int], using: str) -> _HasToDo:
    found = _HasToDo()
    for some in batches(rows):
        if model in _LISTED:
            way, _parts = _LISTED[model]
            found.notices.update(_keys(Notice, {f"{way}__in": some}, "pk", using))
            continue
        if model is Round:
            found.cases.update(_keys(Inspection, {"round__in": some}, "pk", using))
            continue
        way = _TOLD_IN[model]
        found.notices.update(some if model is Notice else _keys(Mention, {way: some}, "notice_id", using))
        found.cases.update(_keys(Mention, {way: some}, "inspection_id", using))
        if model is Mention:  # which tell the others of their notices apart
            found.cases.update(_keys(Mention, {"notice__mentions__in": some}, "inspection_id", using))
        if model is Inspection:
            found.cases.update(
                some, _keys(Inspection, {"pk__in": some, "joined_to__isnull": False}, "joined_to_id", using)
            )
            found.cases.update(_beside(some, using))
    return found


def _beside(rows: Collection[int], using: str) -> Iterable[int]:
    """Cases without a unit or a group that notices tell of beside these rows: see _told_otherwise_beside()."""
    lacking = Q(inspection__unit__isnull=True) | Q(inspection__group__isnull=True)
    told = Mention.objects.using(using).filter(lacking, notice__mentions__inspection__in=rows).order_by()
    return told.values_list("inspection_id", flat=True)


def _keys(model: type[models.Model], wanted: dict[str, Any], column: str, using: str) -> Iterable[int]:
    return model._default_manager.using(using).filter(**wanted).order_by().values_list(column, flat=True)


def _left_by(instance: models.Model) -> Collection[int]:
    """What was noted before the change; on the row itself, for several may stand for one at a time."""
    left: Collection[int] = instance.__dict__.pop(_LEFT, ())
    return left


def _notices_of(named: models.Model, using: str) -> set[int]:
    way, _parts = _LISTED[type(named)]
    return set(Notice.objects.using(using).filter(**{way: named}).order_by().values_list("pk", flat=True))
