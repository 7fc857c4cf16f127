"""What an editor changes is told in the public record of corrections: how it read before, and how it reads since.

An entry is made of what a form found and what it saved; where values of the same notice followed from that, each has
one which says so. What follows elsewhere is no correction of its own, and neither is what is entered with a new notice,
or changed before it is published.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.models import ForeignKey, Model

from archive.admin.corrections import FIELD_NAMES, KIND_NAMES, ROLE_NAMES
from archive.correction_words import SOURCE_FIELDS, TEXT
from archive.former import kind_of
from archive.ingest.fields import CASES
from archive.ingest.settling import DATE_FIELDS
from archive.models import (
    JOINED,
    PARTED,
    Appearance,
    Authority,
    Contact,
    Correction,
    CorrectionEntry,
    DecidedNotice,
    InspectedUnit,
    Inspection,
    Mention,
    Notice,
    Status,
    TextVersion,
    UnitAlias,
    is_spoken_of,
    logged,
    stored_values,
)

_TOLD = FIELD_NAMES | {name: name for name in SOURCE_FIELDS}  # model field of the notice -> field of the entry
_OF_CASES = ("stage", "types", "meeting_date", "period_start", "period_end", "feedback_date")
_FOLLOWING = ("level", "year")  # of the notice, which may follow from its other values, as its dates may
_LONGEST_NAME = CorrectionEntry._meta.get_field("about").max_length

# What a row of a notice says: by the entry's field and the key of the mention that it belongs to.
_Said = dict[tuple[str, int | None], list[str]]


def was_published(form: Any) -> bool:
    """Whether readers could see what the form of a notice found: work on a draft corrects nothing that was said."""
    return bool(form.initial.get("status") == Status.PUBLISHED)


def log_notice(notice: Notice, form: Any, editor: Any) -> None:
    """After the notice was saved as the form has it."""
    changed = [name for name in form.changed_data if name in _TOLD]
    _keep(
        (logged(_TOLD[name], _before(Notice, name, form.initial.get(name)), _now(notice, name)) for name in changed),
        editor,
        notice=notice,
    )


def log_following(notice: Notice, form: Any, editor: Any) -> None:
    """After the notice was brought into step with what the form has: the values that moved along."""
    moved = [name for name in (*_FOLLOWING, *DATE_FIELDS) if name not in form.changed_data]
    _keep(
        (
            logged(_TOLD[name], _before(Notice, name, form.initial.get(name)), _now(notice, name), is_following=True)
            for name in moved
        ),
        editor,
        notice=notice,
    )


@contextmanager
def decision_told(one: int, other: int, editor: Any) -> Iterator[None]:
    """While an editor decides of two cases (keys): whether they became one, or two, and which notices each has."""
    before = _apart(one, other)
    yield
    after = _apart(one, other)
    if before and not after:
        log_decision(JOINED, *before, editor)
    elif after and not before:
        log_decision(PARTED, *after, editor)


def log_decision(field: str, ones: Sequence[int], others: Sequence[int], editor: Any) -> None:
    """Two inspections, each by the keys of its rows, the one that stands for them first."""
    first = Inspection.objects.get(pk=ones[0])
    entry = CorrectionEntry.objects.create(field=field, editor=editor, **_of_shared(first))
    DecidedNotice.objects.bulk_create(
        DecidedNotice(
            entry=entry,
            notice_id=mention.notice_id,
            is_other=is_other,
            case_key=mention.inspection_id,
            case_name=str(mention.inspection)[:_LONGEST_NAME],
        )
        for is_other, keys in ((False, ones), (True, others))
        for mention in _in_order(keys)
    )


def _apart(one: int, other: int) -> tuple[list[int], list[int]] | None:
    """The rows of each of two cases; None where they are one."""
    rows = Inspection.objects.order_by()
    ours, theirs = (list(rows.same_as(rows.get(pk=key)).values_list("pk", flat=True)) for key in (one, other))
    return None if other in ours else (ours, theirs)


def _in_order(keys: Sequence[int]) -> list[Mention]:
    """What notices say of rows, in the order of the rows."""
    mentions = Mention.objects.filter(inspection__in=keys).with_cases().order_by("notice__sort_date", "pk")
    return sorted(mentions, key=lambda mention: keys.index(mention.inspection_id))


def log_shared(row: Model, form: Any, editor: Any) -> None:
    """After a row that notices share was saved as the form has it; nothing of one that drafts alone speak of."""
    model = type(row)
    if not is_spoken_of(kind_of(model), row.pk):
        return
    names = {field.name for field in model._meta.concrete_fields}
    changed = [name for name in form.changed_data if name in names]
    _keep(
        (logged(name, _before(model, name, form.initial.get(name)), _now(row, name)) for name in changed),
        editor,
        **_of_shared(row),
    )


def log_aliases(unit: InspectedUnit, formset: Any, editor: Any) -> None:
    """After a formset of the unit's other names was saved; nothing of a unit that drafts alone speak of."""
    if not is_spoken_of(kind_of(InspectedUnit), unit.pk):
        return
    entries = [logged("aliases", alias.name, None) for alias in formset.deleted_objects]
    for alias, changed in formset.changed_objects:
        if "name" in changed:
            form = next(form for form in formset.initial_forms if form.instance is alias)
            entries.append(logged("aliases", form.initial["name"], alias.name))
    entries += [logged("aliases", None, alias.name) for alias in formset.new_objects if isinstance(alias, UnitAlias)]
    _keep(entries, editor, **_of_shared(unit))


class NoticeRows:
    """The rows of a notice that a formset changes; made before they are saved, and told afterwards."""

    def __init__(self, notice: Notice, formset: Any) -> None:
        self._notice = notice
        self._formset = formset
        self._changed = [form for form in formset.forms if form.has_changed()]
        self._before = [_said_before(form) for form in self._changed]

    def log(self, editor: Any) -> None:
        after = [{} if form in self._formset.deleted_forms else _said_now(form.instance) for form in self._changed]
        pairs = [_whole(before, now) for before, now in zip(self._before, after, strict=True)]
        keys = {key for before, now in pairs for _field, key in (*before, *now) if key is not None}
        cases = Mention.objects.with_cases().in_bulk(keys)
        _keep(_entries(pairs, cases), editor, notice=self._notice)
        texts = [row.number for row in self._formset.new_objects if isinstance(row, TextVersion)]
        _keep((logged(TEXT, number - 1 or None, number) for number in texts), editor, notice=self._notice)
        returned = [row.field for row in self._formset.deleted_objects if isinstance(row, Correction)]
        _keep((CorrectionEntry(field=name, is_returned=True) for name in returned), editor, notice=self._notice)


def _entries(pairs: Iterable[tuple[_Said, _Said]], cases: dict[int, Mention]) -> Iterator[CorrectionEntry]:
    for before, now in pairs:
        for field, key in dict.fromkeys((*before, *now)):
            about = str(cases[key]) if key in cases and field != CASES else ""
            yield logged(field, before.get((field, key)), now.get((field, key)), about=about[:_LONGEST_NAME])


def _keep(entries: Iterable[CorrectionEntry], editor: Any, **of: Any) -> None:
    """Save those that tell of a change."""
    told = [entry for entry in entries if entry.is_returned or entry.before != entry.after]
    for entry in told:
        entry.editor = editor
        for name, value in of.items():
            setattr(entry, name, value)
    if told:
        CorrectionEntry.objects.bulk_create(told)


def _of_shared(row: Model) -> dict[str, Any]:
    return {"kind": kind_of(type(row)), "key": row.pk, "about": _named(row)[:_LONGEST_NAME]}


def _before(model: type[Model], name: str, initial: Any) -> Any:
    """What the form found, as _now() has it."""
    field = model._meta.get_field(name)
    if isinstance(field, ForeignKey):
        named: Any = field.related_model
        return _named(named.objects.filter(pk=initial).first() if initial else None)
    return initial


def _now(row: Model, name: str) -> Any:
    value = getattr(row, name)
    return _named(value) if isinstance(value, Model) else value


def _named(row: Model | None) -> str:
    if row is None:
        return ""
    return row.full_name if isinstance(row, Authority) else str(row)


# ---- the rows of a notice ----


def _said_before(form: Any) -> _Said:
    """What the row of a form said when the form was made; nothing of one that is new."""
    row = form.instance
    if row._state.adding:
        return {}
    found = form.initial
    if isinstance(row, Mention):
        return _of_mention(row.pk, str(row.inspection), found)
    if isinstance(row, Appearance | Contact):
        return _of_row(row, found)
    return {}


def _said_now(row: Model) -> _Said:
    if isinstance(row, Mention):
        return _of_mention(row.pk, str(row.inspection), {name: getattr(row, name) for name in _OF_CASES})
    if isinstance(row, Appearance):
        return _of_row(row, {"role": row.role, "name": row.name, "mention": row.mention_id})
    if isinstance(row, Contact):
        return _of_row(row, {"kind": row.kind, "value": row.value, "mention": row.mention_id})
    return {}


def _of_mention(key: int, case: str, values: dict[str, Any]) -> _Said:
    return {(CASES, key): [case], **{(name, key): stored_values(values.get(name)) for name in _OF_CASES}}


def _of_row(row: Appearance | Contact, values: dict[str, Any]) -> _Said:
    if isinstance(row, Appearance):
        return {(ROLE_NAMES[values["role"]], values["mention"]): [values["name"]]}
    return {(KIND_NAMES[values["kind"]], values["mention"]): [values["value"]]}


def _whole(before: _Said, now: _Said) -> tuple[_Said, _Said]:
    """Of a case that came or went it is told that it did, and no more."""
    if before and now:
        return before, now
    return tuple(  # type: ignore[return-value]
        {(field, key): value for (field, key), value in said.items() if field not in _OF_CASES}
        for said in (before, now)
    )
