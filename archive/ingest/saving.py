"""ParsedNotice -> saved models: what an editor corrected stays, everything else follows the parser."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from archive.ingest import linking
from archive.models import (
    Appearance,
    Basis,
    Contact,
    ContactKind,
    Doubt,
    Evidence,
    Inspection,
    Kind,
    Mention,
    Notice,
    Person,
    Role,
    Stage,
    TextVersion,
)
from archive.parsing import ParsedDoubt, ParsedEvidence, ParsedGroup, ParsedInspection, ParsedNotice, ParsedUnit
from archive.partial_date import PartialDate

_TITLE_LENGTH = 500
_DURATION_LENGTH = 100


def _text(limit: int) -> Callable[[str | None], str]:
    return lambda value: (value or "")[:limit]


def _date(value: str | None) -> PartialDate | None:
    return PartialDate.parse(value) if value else None


def _same(value: int | None) -> int | None:
    return value


# Parser field -> model field and the form stored there, for values that stand on the notice itself.
VALUE_FIELDS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "title": ("title", _text(_TITLE_LENGTH)),
    "kind": ("kind", Kind),
    "level": ("level", _text(10)),
    "activity": ("activity", _text(4)),
    "term": ("term", _same),
    "round": ("round_number", _same),
    "types": ("types", list),
    "meeting_date": ("meeting_date", _date),
    "period_start": ("period_start", _date),
    "period_end": ("period_end", _date),
    "duration": ("duration", _text(_DURATION_LENGTH)),
    "hours": ("hours", list),
    "deadline": ("deadline", _date),
    "disciplines": ("disciplines", list),
    "rounds_done": ("rounds_done", _same),
    "units_done": ("units_done", _same),
    "cited_rules": ("cited_rules", list),
}
CONTACT_FIELDS = {
    "phones": ContactKind.PHONE,
    "sms": ContactKind.SMS,
    "mailboxes": ContactKind.MAILBOX,
    "postcodes": ContactKind.POSTCODE,
    "emails": ContactKind.EMAIL,
    "addresses": ContactKind.ADDRESS,
}
GROUP_ROLES = {"leaders": Role.HEAD, "deputies": Role.DEPUTY}
NOTICE_ROLES = {"host": Role.HOST, "speaker": Role.SPEAKER}
CASES = "inspections"  # the field name under which an editor's choice of groups and units is marked

_STAGES = {
    Kind.MOBILIZATION_REPORT: Stage.MOBILIZATION,
    Kind.MOBILIZATION_SPEECH: Stage.MOBILIZATION,
    Kind.ANNOUNCEMENT: Stage.ENTRY,
    Kind.FEEDBACK: Stage.FEEDBACK,
    Kind.RECTIFICATION: Stage.RECTIFICATION,
}


_Reason = TypeVar("_Reason", ParsedEvidence, ParsedDoubt)


@dataclass(frozen=True, slots=True)
class _Case:
    """One group and one unit that the notice puts together, and what it says of that pair."""

    group: ParsedGroup | None
    unit: ParsedUnit | None
    said: ParsedInspection = field(default_factory=lambda: ParsedInspection(None))


def save_parsed(notice: Notice, version: TextVersion, parsed: ParsedNotice) -> None:
    """Write what the parser says of version into notice. Runs inside the caller's transaction."""
    corrected = set(notice.corrections.values_list("field", flat=True))
    _save_values(notice, parsed, corrected)
    cases = _cases(parsed)
    if CASES not in corrected:
        _save_mentions(notice, parsed, cases, corrected)
    _save_people(notice, parsed, corrected)
    _save_contacts(notice, parsed, corrected)
    _save_reasons(notice, version, parsed, corrected)
    linking.settle(notice)


def _save_values(notice: Notice, parsed: ParsedNotice, corrected: set[str]) -> None:
    for said, (stored, stored_form) in VALUE_FIELDS.items():
        if said not in corrected:
            setattr(notice, stored, stored_form(getattr(parsed, said)))
    if "year" not in corrected:
        notice.year, notice.year_basis = parsed.year, (parsed.year_basis or "") if parsed.year else ""
    if "authority" not in corrected:
        notice.authority = linking.find_authority(notice, parsed)
    notice.save()


def _cases(parsed: ParsedNotice) -> list[_Case]:
    """Every group with every unit of its own; units and groups that are paired with nothing stand alone."""
    groups = {group.name: group for group in parsed.groups}
    units = {unit.name: unit for unit in parsed.units}
    cases: dict[tuple[str | None, str | None], _Case] = {}
    for said in parsed.inspections:
        group = groups.get(said.group, ParsedGroup(said.group)) if said.group else None
        for name in said.units or (None,):
            unit = units.get(name, ParsedUnit(name)) if name else None
            if group or unit:
                cases.setdefault((said.group, name), _Case(group, unit, said))
    paired_groups = {group for group, _ in cases}
    paired_units = {unit for _, unit in cases}
    for name, parsed_group in groups.items():
        if name not in paired_groups:
            cases[name, None] = _Case(parsed_group, None)
    for name, parsed_unit in units.items():
        if name not in paired_units:
            cases[None, name] = _Case(None, parsed_unit)
    order = {unit.name: index for index, unit in enumerate(parsed.units)}
    return sorted(cases.values(), key=lambda case: order.get(case.unit.name, len(order)) if case.unit else len(order))


def _save_mentions(notice: Notice, parsed: ParsedNotice, cases: list[_Case], corrected: set[str]) -> None:
    """Make the notice's mentions those of cases; a mention that holds an editor's values is kept."""
    old = {mention.pk: mention for mention in notice.mentions.select_related("inspection")}
    left_cases: list[Inspection] = []
    round_ = linking.find_round(notice.authority, notice.term, notice.round_number)
    for position, case in enumerate(cases):
        group = linking.find_group(notice.authority, case.group) if case.group else None
        unit = linking.find_unit(notice, notice.authority, case.unit) if case.unit else None
        mention = next(
            (m for m in old.values() if (m.inspection.group, m.inspection.unit) == (group, unit)),
            None,
        )
        if mention is None:
            mention = Mention(notice=notice, inspection=linking.find_inspection(notice.authority, group, round_, unit))
        else:
            del old[mention.pk]
            if mention.inspection.round != round_:
                left_cases.append(mention.inspection)
                mention.inspection = linking.find_inspection(notice.authority, group, round_, unit)
        mention.position = position
        if "stage" not in corrected:
            mention.stage = _STAGES.get(Kind(notice.kind), "")
        if "types" not in corrected:
            mention.types = list(case.said.types)
        mention.save()
    for mention in old.values():
        if not _holds_corrections(mention, corrected):
            left_cases.append(mention.inspection)
            mention.delete()
    linking.drop_unused_cases(left_cases)


def _holds_corrections(mention: Mention, corrected: set[str]) -> bool:
    roles = [role for name, role in GROUP_ROLES.items() if name in corrected]
    kinds = [kind for name, kind in CONTACT_FIELDS.items() if name in corrected]
    return mention.appearances.filter(role__in=roles).exists() or mention.contacts.filter(kind__in=kinds).exists()


def _said_by_mention(notice: Notice, parsed: ParsedNotice, name: str) -> list[tuple[Mention | None, tuple[str, ...]]]:
    """The values of a list field by mention; what the parser gave to no group belongs to the notice (None)."""
    said = {(case.group and case.group.name, case.unit and case.unit.name): case.said for case in _cases(parsed)}
    result: list[tuple[Mention | None, tuple[str, ...]]] = []
    placed: set[str] = set()
    for mention in notice.mentions.select_related("inspection__group", "inspection__unit"):
        inspection = mention.inspection
        key = (inspection.group and inspection.group.name, inspection.unit and inspection.unit.name)
        values = getattr(said[key], name, ()) if key in said else ()
        result.append((mention, values))
        placed.update(values)
    result.append((None, tuple(value for value in getattr(parsed, name) if value not in placed)))
    return result


def _save_people(notice: Notice, parsed: ParsedNotice, corrected: set[str]) -> None:
    for name, role in GROUP_ROLES.items():
        if name not in corrected:
            wanted = [
                (mention, person) for mention, people in _said_by_mention(notice, parsed, name) for person in people
            ]
            _replace_appearances(notice, role, wanted)
    for name, role in NOTICE_ROLES.items():
        if name not in corrected:
            value = getattr(parsed, name)
            _replace_appearances(notice, role, [(None, value)] if value else [])


def _replace_appearances(notice: Notice, role: Role, wanted: list[tuple[Mention | None, str]]) -> None:
    """Keep the rows that are still right, so that a person joined by an editor stays joined."""
    old = {(row.mention_id, row.name): row for row in notice.appearances.filter(role=role)}
    for position, (mention, name) in enumerate(wanted):
        row = old.pop((mention.pk if mention else None, name), None)
        if row is None:
            row = Appearance(notice=notice, mention=mention, role=role, name=name, person=person_for(notice, name))
        row.position = position
        row.save()
    for row in old.values():
        row.delete()


def person_for(notice: Notice, name: str) -> Person:
    """The person of that name in this notice; people in two notices stay apart until an editor joins them."""
    known = Person.objects.filter(appearances__notice=notice, name=name).first()
    return known or Person.objects.create(name=name)


def _save_contacts(notice: Notice, parsed: ParsedNotice, corrected: set[str]) -> None:
    for name, kind in CONTACT_FIELDS.items():
        if name in corrected:
            continue
        by_mention = (
            _said_by_mention(notice, parsed, name)
            if name != "addresses"  # the parser gives addresses to no group
            else [(None, parsed.addresses)]
        )
        wanted = [(mention, value[:300]) for mention, values in by_mention for value in values]
        old = {(row.mention_id, row.value): row for row in notice.contacts.filter(kind=kind)}
        for position, (mention, value) in enumerate(wanted):
            row = old.pop((mention.pk if mention else None, value), None)
            row = row or Contact(notice=notice, mention=mention, kind=kind, value=value)
            row.position = position
            row.save()
        for row in old.values():
            row.delete()


def _save_reasons(notice: Notice, version: TextVersion, parsed: ParsedNotice, corrected: set[str]) -> None:
    """Evidence, bases and doubts of what the parser decided; what an editor decided needs none of them."""
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
        for e in _of_the_parser(parsed.evidence, corrected)
    )
    notice.bases.all().delete()
    Basis.objects.bulk_create(
        Basis(notice=notice, field=name, sentence=sentence)
        for name, sentence in parsed.basis.items()
        if name not in corrected
    )
    version.doubts.all().delete()
    Doubt.objects.bulk_create(
        Doubt(version=version, field=d.field, reason=d.reason, start=d.start, end=d.end)
        for d in _of_the_parser(parsed.doubts, corrected)
    )


def _of_the_parser(items: Iterable[_Reason], corrected: set[str]) -> list[_Reason]:
    return [item for item in items if item.field not in corrected]
