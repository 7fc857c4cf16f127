"""The facts of cases, gathered from their rows in a fixed number of queries: what likeness compares."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import F, Prefetch, Q

from archive.ingest.identity import UNKNOWN_COMMITTEE
from archive.ingest.likeness import CaseFacts, Period
from archive.models import Authority, Contact, ContactKind, Inspection, Mention, Role
from archive.partial_date import PartialDate

_OF_ONE_GROUP = (ContactKind.PHONE, ContactKind.SMS, ContactKind.EMAIL)
_LOCAL_NUMBER = 7  # digits of the shortest telephone number that is somebody's


@dataclass(frozen=True, slots=True)
class JoinedCase:
    """A case with all that editors joined to it, by the key of the one they point to."""

    key: int
    rows: frozenset[int]
    facts: CaseFacts


@dataclass(slots=True)
class _Gathering:
    """The rows of one case, the fullest first."""

    rows: list[Inspection] = field(default_factory=list)

    @property
    def mentions(self) -> list[Mention]:
        return [mention for row in self.rows for mention in row.mentions.all()]


def load_cases(keys: Collection[int]) -> dict[int, JoinedCase]:
    """The cases of those keys (of the row that the others point to), whole."""
    rows = (
        Inspection.objects.filter(Q(pk__in=keys) | Q(joined_to__in=keys))
        .select_related("group__authority__place", "round", "unit__authority__place", "unit__place")
        .prefetch_related(
            "unit__aliases",
            Prefetch("mentions", Mention.objects.select_related("notice__authority__place")),
            "mentions__appearances",
            "mentions__contacts",
        )
        .order_by(F("joined_to").asc(nulls_first=True), "pk")
    )
    found: dict[int, _Gathering] = defaultdict(_Gathering)
    for row in rows:
        found[row.joined_to_id or row.pk].rows.append(row)
    return {
        key: JoinedCase(key, frozenset(row.pk for row in gathering.rows), _facts(gathering))
        for key, gathering in found.items()
    }


def _facts(case: _Gathering) -> CaseFacts:
    units = [row.unit for row in case.rows if row.unit]
    groups = [row.group for row in case.rows if row.group]
    waves = [row.round for row in case.rows if row.round]
    mentions = case.mentions
    notices = [mention.notice for mention in mentions]
    authority = _authority(case)
    place = authority.place if authority else None
    return CaseFacts(
        unit=_first(unit.name for unit in units),
        other_names=frozenset(
            [unit.name for unit in units] + [alias.name for unit in units for alias in unit.aliases.all()]
        ),
        cores=frozenset(unit.core for unit in units if unit.core),
        unit_place=_first(unit.place.code for unit in units if unit.place),
        authority=authority.full_name if authority else "",
        place=place.code if place else "",
        is_identified=authority is not None and authority.is_identified,
        level=_first([authority.level if authority else "", *(notice.level for notice in notices)]),
        activity=_first(notice.activity for notice in notices),
        group=_first(group.name for group in groups),
        ordinal=next((group.ordinal for group in groups if group.ordinal), None),
        term=next((n for n in [*(w.term for w in waves), *(notice.term for notice in notices)] if n), None),
        round=next((n for n in [*(w.number for w in waves), *(notice.round_number for notice in notices)] if n), None),
        years=frozenset(notice.year for notice in notices if notice.year),
        days=frozenset(day for mention in mentions for day in _days(mention)),
        periods=frozenset(period for mention in mentions if any(period := _period(mention))),
        heads=frozenset(row.name for mention in mentions for row in mention.appearances.all() if row.role == Role.HEAD),
        contacts=frozenset(row.value for mention in mentions for row in mention.contacts.all() if _is_its_own(row)),
        notices=frozenset(notice.pk for notice in notices),
    )


def _authority(case: _Gathering) -> Authority | None:
    """Whose case it is: an identified authority before one that is only named."""
    named = [row.group.authority for row in case.rows if row.group]
    named += [row.unit.authority for row in case.rows if row.unit and row.unit.authority]
    named += [mention.notice.authority for mention in case.mentions if mention.notice.authority]
    known = [authority for authority in named if authority.name != UNKNOWN_COMMITTEE]
    return next((authority for authority in known if authority.is_identified), known[0] if known else None)


def _is_its_own(contact: Contact) -> bool:
    """Whether only one group is reached this way: 12388 is the whole country's, a postcode or a mailbox a city's."""
    return contact.kind in _OF_ONE_GROUP and len(contact.value) >= _LOCAL_NUMBER


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _period(mention: Mention) -> Period:
    notice = mention.notice
    return mention.period_start or notice.period_start, mention.period_end or notice.period_end


def _days(mention: Mention) -> list[PartialDate]:
    days = (mention.meeting_date or mention.notice.meeting_date, _period(mention)[0])
    return [day for day in days if day is not None and day.is_whole]
