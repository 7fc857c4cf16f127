"""What the rows of a notice need when they are saved in the admin, beside what was typed."""

from typing import Any

from django.db.models import Max

from archive.admin.checking import ChangedMeanwhileError
from archive.ingest import identity
from archive.ingest.placing import case_for
from archive.ingest.saving import person_for
from archive.models import Appearance, Contact, ContactKind, Inspection, Mention, Notice, Role, TextVersion, text_digest
from archive.parsing import ParsedUnit


def prepare(notice: Notice, row: Any, formset: Any) -> None:
    """Before a row of a formset is saved."""
    if isinstance(row, TextVersion):
        if TextVersion.objects.exclude(notice=notice).filter(sha256=text_digest(row.text)).exists():
            raise ChangedMeanwhileError  # the form had looked: somebody has just added the same text elsewhere
        row.number = (notice.versions.aggregate(Max("number"))["number__max"] or 0) + 1
    if isinstance(row, Appearance | Contact):
        row.mention = _case_of(notice, row)
    if isinstance(row, Appearance):
        changed: list[str] = next((form.changed_data for form in formset.forms if form.instance is row), [])
        if row._state.adding or "name" in changed:
            row.person = person_for(notice, row.name)


def agree_on_types(notice: Notice, form: Any, formsets: Any) -> None:
    """The notice's types are those of its cases: what is corrected in one place is said in the other too."""
    said_by_cases = any(
        "types" in row.changed_data for formset in formsets if formset.model is Mention for row in formset.forms
    )
    if not said_by_cases and "types" not in form.changed_data:
        return
    mentions = list(Mention.objects.filter(notice=notice))
    if "types" in form.changed_data and len(mentions) == 1:
        mentions[0].types = notice.types
        mentions[0].save()
    elif said_by_cases:
        notice.types = list(dict.fromkeys(name for mention in mentions for name in mention.types))
        notice.save()


def link_mentions(notice: Notice, formset: Any) -> list[Inspection]:
    """Give each changed mention the case of the group and unit that were typed; the cases that were left."""
    round_ = identity.find_round(notice)
    left = []
    for form in formset.forms:
        if not form.has_changed() or form in formset.deleted_forms:
            continue
        names = form.cleaned_data
        if form.instance.pk:
            if not {"group_name", "unit_name"} & set(form.changed_data):
                continue
            left.append(form.instance.inspection)
        group_name, unit_name = names["group_name"], names["unit_name"]
        authority = notice.authority
        group = identity.find_group(notice, authority, identity.group_named(group_name)) if group_name else None
        unit = identity.find_unit(notice, authority, ParsedUnit(unit_name)) if unit_name else None
        form.instance.inspection = case_for(form.instance, authority, group, round_, unit)
    return left


def _case_of(notice: Notice, row: Appearance | Contact) -> Mention | None:
    """The chosen case, unless it was deleted in the same form; without a choice, the only case there is.

    Hosts and speakers belong to the meeting and to no case; an address that was tied to none may be anybody's.
    """
    if isinstance(row, Appearance) and row.role in (Role.HOST, Role.SPEAKER):
        return None
    mentions = list(Mention.objects.filter(notice=notice))  # not those that the page was opened with
    chosen = next((mention for mention in mentions if mention.pk == row.mention_id), None)
    may_be_anybodys = isinstance(row, Contact) and row.kind == ContactKind.ADDRESS
    return mentions[0] if chosen is None and len(mentions) == 1 and not may_be_anybodys else chosen
