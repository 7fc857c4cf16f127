"""ParsedNotice -> saved models: what an editor corrected stays, everything else follows the parser."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Q

from archive.ingest import identity
from archive.ingest.cases import Said, save_cases
from archive.ingest.fields import CONTACT_FIELDS, GROUP_ROLES, NOTICE_ROLES, VALUE_FIELDS, decided_by
from archive.ingest.proposing import propose_joins
from archive.ingest.settling import follow_authority
from archive.ingest.succession import addresses_kept
from archive.models import (
    ROUND_FIELDS,
    Appearance,
    Basis,
    Contact,
    Doubt,
    Evidence,
    Mention,
    Notice,
    Person,
    Role,
    TextVersion,
    YearBasis,
)
from archive.parsing import ParsedDoubt, ParsedEvidence, ParsedNotice

_Reason = TypeVar("_Reason", ParsedEvidence, ParsedDoubt)


def save_parsed(notice: Notice, version: TextVersion, parsed: ParsedNotice) -> None:
    """Write what the parser says of version into notice. Runs inside the caller's transaction."""
    with addresses_kept(notice):
        _save(notice, version, parsed)


def _save(notice: Notice, version: TextVersion, parsed: ParsedNotice) -> None:
    corrected = set(notice.corrections.values_list("field", flat=True))
    old_authority_id = notice.authority_id
    _save_values(notice, parsed, corrected)
    said = save_cases(notice, parsed, corrected)
    _save_people(notice, parsed, said, corrected)
    _save_contacts(notice, parsed, said, corrected)
    _save_reasons(notice, version, parsed, corrected)
    follow_authority(notice, old_authority_id)
    propose_joins(notice)


def _save_values(notice: Notice, parsed: ParsedNotice, corrected: set[str]) -> None:
    kept = _kept(notice, corrected)
    for said, (stored, stored_form) in VALUE_FIELDS.items():
        if said not in kept:
            setattr(notice, stored, stored_form(_said(notice, parsed, said)))
    if "year" not in corrected:
        notice.year = parsed.year
        notice.year_basis = (parsed.year_basis or YearBasis.EXPLICIT) if parsed.year else ""
    if "authority" not in corrected:
        notice.authority = identity.find_authority(notice, parsed)
    notice.save()


def _kept(notice: Notice, corrected: set[str]) -> set[str]:
    """The fields left alone: who decided of a round decided whether a term or a year counts it."""
    kept = corrected | {"round_year"} if corrected & set(ROUND_FIELDS) else corrected
    return kept | {"term"} if "round_year" in kept and notice.round_year else kept


def _said(notice: Notice, parsed: ParsedNotice, field: str) -> Any:
    """The parse tells the number of a year's round from that of a term's; a notice has one round."""
    if field == "round" and notice.round_year:
        return parsed.round_in_year or parsed.round
    return getattr(parsed, field)


def _by_mention(parsed: ParsedNotice, said: Said, name: str) -> list[tuple[Mention | None, str]]:
    """The values of a list field with their mentions; what the parser gave to no group belongs to the notice (None)."""
    cases = [case for case in parsed.inspections if case.group or case.units]
    of_groups = {value for case in cases for value in getattr(case, name, ())}
    of_notice = [value for value in getattr(parsed, name) if value not in of_groups]
    values = [(mention, value) for mention, case in said for value in getattr(case, name, ())]
    return list(dict.fromkeys([*values, *((None, value) for value in of_notice)]))


def _save_people(notice: Notice, parsed: ParsedNotice, said: Said, corrected: set[str]) -> None:
    for name, role in GROUP_ROLES.items():
        if name not in corrected:
            _replace_appearances(notice, role, _by_mention(parsed, said, name), said)
    for name, role in NOTICE_ROLES.items():
        if name not in corrected:
            value = getattr(parsed, name)
            _replace_appearances(notice, role, [(None, value)] if value else [], said)


def _replace_appearances(notice: Notice, role: Role, wanted: list[tuple[Mention | None, str]], said: Said) -> None:
    """Keep the rows that are still right, so that a person joined by an editor stays joined."""
    rows = notice.appearances.filter(role=role).filter(_under_the_parser(said))
    old = {(row.mention_id, row.name): row for row in rows}
    for position, (mention, full_name) in enumerate(wanted):
        name = full_name[:80]
        row = old.pop((mention.pk if mention else None, name), None)
        if row is None:
            row = Appearance(notice=notice, mention=mention, role=role, name=name, person=person_for(notice, name))
        row.position = position
        row.save()
    for row in old.values():
        row.delete()


def _under_the_parser(said: Said) -> Q:
    """Rows of the mentions that the parser speaks of, and of the notice as a whole; others are an editor's."""
    return Q(mention__isnull=True) | Q(mention__in=[mention.pk for mention, _case in said])


def person_for(notice: Notice, name: str) -> Person:
    """The person of that name in this notice; people in two notices stay apart until an editor joins them."""
    known = Person.objects.filter(appearances__notice=notice, name=name).first()
    return known or Person.objects.create(name=name)


def _save_contacts(notice: Notice, parsed: ParsedNotice, said: Said, corrected: set[str]) -> None:
    for name, kind in CONTACT_FIELDS.items():
        if name in corrected:
            continue
        wanted = [(mention, value[:300]) for mention, value in _by_mention(parsed, said, name)]
        rows = notice.contacts.filter(kind=kind).filter(_under_the_parser(said))
        old = {(row.mention_id, row.value): row for row in rows}
        for position, (mention, value) in enumerate(wanted):
            row = old.pop((mention.pk if mention else None, value), None)
            row = row or Contact(notice=notice, mention=mention, kind=kind, value=value)
            row.position = position
            row.save()
        for row in old.values():
            row.delete()


def _save_reasons(notice: Notice, version: TextVersion, parsed: ParsedNotice, corrected: set[str]) -> None:
    """Evidence, bases and doubts of what the parser decided; what an editor decided needs none of them."""
    decided = decided_by(corrected)
    version.evidence.all().delete()
    Evidence.objects.bulk_create(
        Evidence(
            version=version,
            field=e.field,
            value=e.value,
            start=e.start,
            end=e.end,
            rule=e.rule,
            confidence=e.confidence,
        )
        for e in _of_the_parser(parsed.evidence, decided)
    )
    notice.bases.all().delete()
    Basis.objects.bulk_create(
        Basis(notice=notice, field=name, sentence=str(sentence), made_of=sentence)
        for name, sentence in parsed.basis.items()
        if name not in decided
    )
    version.doubts.all().delete()
    Doubt.objects.bulk_create(
        Doubt(version=version, field=d.field, reason=str(d.reason), made_of=d.reason, start=d.start, end=d.end)
        for d in _of_the_parser(parsed.doubts, decided)
    )


def _of_the_parser(items: Iterable[_Reason], decided: set[str]) -> list[_Reason]:
    return [item for item in items if item.field not in decided]


def drop_reasons(notice: Notice, fields: set[str]) -> None:
    """Take away the parser's reasons for fields of which an editor has now decided."""
    decided = decided_by(fields)
    Evidence.objects.filter(version__notice=notice, field__in=decided).delete()
    Doubt.objects.filter(version__notice=notice, field__in=decided).delete()
    notice.bases.filter(field__in=decided).delete()
