"""Which other cases may be those of a notice: proposals for an editor, kept in step as notices are saved."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from archive.ingest.casefacts import JoinedCase, load_cases
from archive.ingest.likeness import CaseFacts, Likeness, likeness, says_where
from archive.models import (
    InspectedUnit,
    Inspection,
    JoinProposal,
    JoinState,
    Level,
    Mention,
    Notice,
    Role,
    UnitAlias,
)
from archive.parsing import Sentence

MOST_CANDIDATES = 100  # cases that one notice is compared with, the newest first
MOST_PROPOSALS = 5  # for one case: what fits more cases than that says nothing of any of them

_Pair = tuple[int, int]


def propose_joins(notice: Notice) -> None:
    """Bring the open proposals about the notice's cases into step; what editors decided stays.

    A fixed number of queries, however many cases the notice and the archive have.
    """
    ours = load_cases(_keys(Inspection.objects.filter(mentions__notice=notice)))
    theirs = load_cases(_keys(_candidates(notice, list(ours.values()))) - ours.keys()) if ours else {}
    _store(ours, _wanted(ours, theirs))


def _keys(cases: QuerySet[Inspection]) -> set[int]:
    """Of the rows that the others point to."""
    return set(cases.values_list(Coalesce("joined_to_id", "pk"), flat=True))


# ---- whom to compare with: asked of the database so that it has few to hand out ----


def _candidates(notice: Notice, ours: list[JoinedCase]) -> QuerySet[Inspection]:
    """Cases of a unit of that name of which enough may agree; likeness looks at them closely."""
    facts = [case.facts for case in ours]
    names = {name for known in facts for name in known.names}
    if not names:
        return Inspection.objects.none()
    by_alias = UnitAlias.objects.filter(key__in=names).values("unit")
    units = InspectedUnit.objects.filter(Q(key__in=names) | Q(core__in=names) | Q(pk__in=by_alias))
    return (
        Inspection.objects.filter(unit__in=units.values("pk"))
        .filter(_agree(facts) | _of_one_authority(notice))
        .filter(_contradict_in_nothing(facts))
        .exclude(_elsewhere(notice))
        .order_by("-pk")[:MOST_CANDIDATES]
    )


def _agree(facts: list[CaseFacts]) -> Q:
    same_people = Q(
        appearances__role=Role.HEAD, appearances__name__in={head for known in facts for head in known.heads}
    ) | Q(contacts__value__in={value for known in facts for value in known.contacts})
    same_number = Q(group__ordinal__in={known.ordinal for known in facts if known.ordinal})
    if not any(says_where(name) for known in facts for name in known.names):
        return _says(same_people) | same_number
    days = {day for known in facts for day in known.days}
    numbers = {known.round for known in facts}
    same_time = (
        Q(notice__meeting_date__in=days)
        | Q(notice__period_start__in=days)
        | Q(notice__term__in={known.term for known in facts}, notice__round_number__in=numbers)
        | Q(notice__round_year__in={known.round_year for known in facts}, notice__round_number__in=numbers)
    )
    return _says(same_people | same_time) | same_number


def _contradict_in_nothing(facts: list[CaseFacts]) -> Q:
    """What is known of all our cases, and of the other too, is among ours."""
    possible = Q()
    if all(known.ordinal for known in facts):
        possible &= Q(group__ordinal__isnull=True) | Q(group__ordinal__in={known.ordinal for known in facts})
    told = Q()
    for column, values in (
        ("term", [known.term for known in facts]),
        ("round_year", [known.round_year for known in facts]),
        ("year", [y for known in facts for year in known.years or (None,) for y in _nearby(year)]),
    ):
        if all(values):
            told &= Q(**{f"notice__{column}__isnull": True}) | Q(**{f"notice__{column}__in": set(values)})
    if all(known.round for known in facts):
        # Numbers that a term and a year count cannot be compared.
        told &= (
            Q(notice__round_number__isnull=True)
            | Q(notice__round_number__in={known.round for known in facts})
            | Q(notice__round_year__isnull=all(known.round_year for known in facts))
        )
    return possible & _says(told)


def _nearby(year: int | None) -> Iterable[int | None]:
    return (year,) if year is None else (year - 1, year, year + 1)


def _says(condition: Q) -> Q:
    """Some notice says so of the case."""
    return Q(Exists(Mention.objects.filter(condition, inspection=OuterRef("pk"))))


def _of_one_authority(notice: Notice) -> Q:
    authority = notice.authority
    if authority is None or not authority.is_identified:
        return Q(pk__in=[])
    return Q(unit__authority=authority) | Q(
        unit__authority__place=authority.place, unit__authority__place__isnull=False
    )


def _elsewhere(notice: Notice) -> Q:
    """Cases of authorities that are identified and not this one's."""
    authority = notice.authority
    if authority is None or not authority.is_identified:
        return Q(pk__in=[])
    if authority.level == Level.CENTRAL:
        return Q(unit__authority__place__isnull=False)
    other_place = Q(unit__authority__place__isnull=False) & ~Q(unit__authority__place=authority.place)
    return other_place | Q(unit__authority__level=Level.CENTRAL)


# ---- what to propose ----


def _wanted(ours: dict[int, JoinedCase], theirs: dict[int, JoinedCase]) -> dict[_Pair, Sentence]:
    by_name: dict[str, list[JoinedCase]] = defaultdict(list)
    for case in theirs.values():
        for name in case.facts.names:
            by_name[name].append(case)
    apart = _known_apart(ours, theirs) if theirs else set()
    wanted: dict[_Pair, Sentence] = {}
    for case in ours.values():
        others = {other.key: other for name in case.facts.names for other in by_name[name]}
        alike = {
            pair: found
            for other in others.values()
            if (pair := _pair(case.key, other.key)) not in apart and (found := likeness(case.facts, other.facts))
        }
        wanted |= {pair: found.reason for pair, found in _most_alike(alike).items()}
    return wanted


def _most_alike(alike: dict[_Pair, Likeness]) -> dict[_Pair, Likeness]:
    """Those for which most speaks, where too many have something for them; none where all are equally likely."""
    if len(alike) <= MOST_PROPOSALS:
        return alike
    best = max(found.weight for found in alike.values())
    foremost = {pair: found for pair, found in alike.items() if found.weight == best}
    return foremost if len(foremost) <= MOST_PROPOSALS else {}


def _pair(one: int, other: int) -> _Pair:
    return min(one, other), max(one, other)


def _known_apart(ours: dict[int, JoinedCase], theirs: dict[int, JoinedCase]) -> set[_Pair]:
    """What editors parted: of one row of a case, it holds for all that are joined to it."""
    key_of = {row: case.key for case in [*ours.values(), *theirs.values()] for row in case.rows}
    our_rows = _rows(ours.values())
    parted = JoinProposal.objects.filter(Q(first__in=our_rows) | Q(second__in=our_rows), state=JoinState.PARTED)
    pairs = parted.values_list("first_id", "second_id")
    return {_pair(key_of[one], key_of[other]) for one, other in pairs if one in key_of and other in key_of}


def _rows(cases: Iterable[JoinedCase]) -> list[int]:
    return [row for case in cases for row in case.rows]


def _store(ours: dict[int, JoinedCase], wanted: dict[_Pair, Sentence]) -> None:
    """Open proposals that hold no longer go, new ones come; a decided pair is left as it is."""
    rows = _rows(ours.values())
    still_open = JoinProposal.objects.undecided().filter(Q(first__in=rows) | Q(second__in=rows))
    known = {(proposal.first_id, proposal.second_id): proposal for proposal in still_open}
    gone = [proposal.pk for pair, proposal in known.items() if pair not in wanted]
    if gone:
        JoinProposal.objects.filter(pk__in=gone).delete()
    changed = [known[pair] for pair, reason in wanted.items() if pair in known and known[pair].made_of != reason]
    for proposal in changed:
        proposal.made_of = wanted[proposal.first_id, proposal.second_id]
        proposal.reason = str(proposal.made_of)
    JoinProposal.objects.bulk_update(changed, ["reason", "made_of"])
    JoinProposal.objects.bulk_create(
        [
            JoinProposal(first_id=pair[0], second_id=pair[1], reason=str(reason), made_of=reason)
            for pair, reason in wanted.items()
            if pair not in known
        ],
        ignore_conflicts=True,
    )
