"""What an editor changes is told in the public record of corrections: how it read before, and how it reads since.

An entry is made of what a form found and what it saved. What follows from that elsewhere is no correction of its own,
and neither is what is entered with a new notice, or changed before it is published.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import ForeignKey, Model

from archive.admin.corrections import FIELD_NAMES, KIND_NAMES, ROLE_NAMES
from archive.correction_words import SOURCE_FIELDS, TEXT
from archive.former import kind_of
from archive.ingest.fields import CASES
from archive.models import (
    Appearance,
    Authority,
    Contact,
    Correction,
    CorrectionEntry,
    InspectedUnit,
    Mention,
    Notice,
    Status,
    TextVersion,
    UnitAlias,
    logged,
    stored_values,
)

_TOLD = FIELD_NAMES | {name: name for name in SOURCE_FIELDS}  # model field of the notice -> field of the entry
_OF_CASES = ("stage", "types", "meeting_date", "period_start", "period_end", "feedback_date")
_LONGEST_NAME = 500

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


def log_shared(row: Model, form: Any, editor: Any) -> None:
    """After a row that notices share was saved as the form has it."""
    model = type(row)
    names = {field.name for field in model._meta.concrete_fields}
    changed = [name for name in form.changed_data if name in names]
    _keep(
        (logged(name, _before(model, name, form.initial.get(name)), _now(row, name)) for name in changed),
        editor,
        **_of_shared(row),
    )


def log_aliases(unit: InspectedUnit, formset: Any, editor: Any) -> None:
    """After a formset of the unit's other names was saved."""
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
