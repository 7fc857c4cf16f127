"""What an editor changes is marked as a correction, so that parsing again leaves it alone."""

from collections.abc import Iterable
from typing import Any

from archive.ingest.fields import CASES, CONTACT_FIELDS, GROUP_ROLES, NOTICE_ROLES, VALUE_FIELDS
from archive.ingest.saving import drop_reasons
from archive.models import Appearance, Contact, Correction, Mention, Notice

# Model field of the notice -> the parser's name for it. Other fields (status, source) no parser ever sets.
FIELD_NAMES = {stored: said for said, (stored, _) in VALUE_FIELDS.items()} | {"year": "year", "authority": "authority"}
ROLE_NAMES = {str(role): name for name, role in {**GROUP_ROLES, **NOTICE_ROLES}.items()}
KIND_NAMES = {str(kind): name for name, kind in CONTACT_FIELDS.items()}
_MENTION_VALUES = {"stage", "types"}


def mark(notice: Notice, fields: Iterable[str], editor: Any) -> None:
    """Note that the editor (a user) decided these fields; the parser's reasons for them go."""
    decided = set(fields)
    if decided:
        drop_reasons(notice, decided)
        Correction.objects.bulk_create(
            [Correction(notice=notice, field=name, editor=editor) for name in sorted(decided)],
            update_conflicts=True,
            unique_fields=["notice", "field"],
            update_fields=["editor", "corrected_at"],
        )


def corrected_values(changed: Iterable[str]) -> set[str]:
    """The parsed fields among the changed model fields of a notice."""
    return {FIELD_NAMES[name] for name in changed if name in FIELD_NAMES}


def corrected_rows(formset: Any) -> set[str]:
    """The parsed fields that a changed formset of mentions, people or contacts touches; call it before saving."""
    changed = [form for form in formset.forms if form.has_changed()]
    if formset.model is Mention:
        fields = set()
        for form in changed:
            fields |= _MENTION_VALUES & set(form.changed_data)
            if set(form.changed_data) - _MENTION_VALUES:
                fields.add(CASES)
        return fields
    column, names = {Appearance: ("role", ROLE_NAMES), Contact: ("kind", KIND_NAMES)}.get(formset.model, ("", {}))
    values = {form.initial.get(column) for form in changed} | {
        form.cleaned_data.get(column) for form in changed if hasattr(form, "cleaned_data")
    }
    return {names[value] for value in values if value in names}


def fields_of_rows(mention: Mention) -> set[str]:
    """The parsed fields of which a mention holds values: they go with it."""
    names = {ROLE_NAMES[row.role] for row in mention.appearances.all()}
    return names | {KIND_NAMES[row.kind] for row in mention.contacts.all()}
