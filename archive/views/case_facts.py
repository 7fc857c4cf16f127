"""The facts of one inspection as rows: each value with the notices that give it, those that disagree side by side."""

from collections.abc import Callable, Iterable, Mapping, Sized
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeVar

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.doubts import Doubts
from archive.facts import KINDS
from archive.labels import LABELS, label_of
from archive.models import (
    Appearance,
    InspectedUnit,
    InspectionGroup,
    InspectionType,
    Mention,
    Notice,
    Role,
    Stage,
)
from archive.naming import round_name
from archive.sayings import sayings
from archive.stage_line import Step
from archive.told_cases import Period, ToldCase, period_of, period_year_is_inferred, types_of
from archive.wording import appearances_in_role, called, timed_date, timed_period

T = TypeVar("T")
_Named = TypeVar("_Named", InspectionGroup, InspectedUnit)


@dataclass(frozen=True, slots=True)
class Source:
    """A notice by its number on the page, and where it stands there."""

    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class CaseValue:
    """is_inferred: whether none of the notices writes it (of a date: its year)."""

    said: SafeString
    sources: list[Source]
    is_inferred: bool = False


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A row; without values nothing of it was read in any notice. differs: not all of the values can be right.

    doubts: why those that give no value were left blank.
    """

    label: str
    values: list[CaseValue]
    differs: bool
    doubts: list[CaseValue] = field(default_factory=list)


def case_facts(case: ToldCase, numbers: Mapping[int, int], doubts: Doubts) -> list[CaseFact]:
    """numbers: those that the notices bear on the page, by key."""
    mentions = case.mentions

    def fact(
        label: str,
        values: Iterable[T | None],
        said: Callable[[T], SafeString],
        *,
        agree: Callable[[T, T], bool],
        fullness: Callable[[T], int] = lambda _value: 0,
        clash: Callable[[T, T], bool] = lambda _one, _other: True,
        inferred: Callable[[Mention], bool] = lambda _mention: False,
        fields: tuple[str, ...] = (),
    ) -> CaseFact:
        """One value for all that agree; clash: whether two that do not are a disagreement or mere names of one.

        inferred: whether a mention's notice leaves the value to be worked out. fields: whose doubts leave
        it blank.
        """
        told = list(zip(values, mentions, strict=True))
        known = [(value, m.notice) for value, m in told if value]
        blank = {m.notice_id: m.notice for value, m in told if not value}
        found = sayings(known, agree, fullness)
        written = {m.notice_id for m in mentions if not inferred(m)}
        return CaseFact(
            label,
            [
                CaseValue(
                    said(one.value), _sources(one.notices, numbers), written.isdisjoint(n.pk for n in one.notices)
                )
                for one in found
            ],
            any(clash(one.value, other.value) for one, other in combinations(found, 2)),
            _doubts(blank.values(), fields, doubts, numbers),
        )

    group, unit, period = (called(label, case.activity) for label in (_("巡视组"), _("被巡视单位"), _("巡视期间")))
    heads, deputies = ([_team(m, role) for m in mentions] for role in (Role.HEAD, Role.DEPUTY))
    types = [_types(m) for m in mentions]
    facts = [
        fact(
            group,
            (m.inspection.group for m in mentions),
            _group_link,
            agree=_same,
            clash=_other_number,
            fields=KINDS["group"].fields,
        ),
        fact(
            _("轮次"),
            map(_round_named, mentions),
            _round_link,
            agree=_may_be_one_round,
            fullness=lambda named: sum(part is not None for part in named.parts),
            clash=_other_round,
            inferred=lambda mention: mention.round_is_inferred,
            fields=KINDS["round"].fields,
        ),
        fact(_label("leaders", heads), heads, _people, agree=_is_one_team, fullness=len),
        fact(_label("deputies", deputies), deputies, _people, agree=_is_one_team, fullness=len),
        fact(unit, (m.inspection.unit for m in mentions), _unit_link, agree=_same, clash=_never),
        fact(_label("types", types), types, _labels, agree=_is_part, fullness=len, fields=KINDS["types"].fields),
        fact(
            period,
            map(_period, mentions),
            _spoken,
            agree=_may_be_one,
            fullness=_known_parts,
            inferred=period_year_is_inferred,
            fields=KINDS["period"].fields,
        ),
    ]
    return [known for known in facts if known.values or known.label != _label("deputies", deputies)]


def differing_dates(steps: Iterable[Step], numbers: Mapping[int, int]) -> list[CaseFact]:
    """Of the stages of which notices give different days; the entry's stand with the period."""
    return [
        CaseFact(
            _("%(stage)s日期") % {"stage": step.stage.label},
            [CaseValue(timed_date(one.value), _sources(one.notices, numbers), one.is_inferred) for one in step.dates],
            differs=True,
        )
        for step in steps
        if len(step.dates) > 1 and step.stage != Stage.ENTRY
    ]


def _doubts(
    notices: Iterable[Notice], fields: Iterable[str], doubts: Doubts, numbers: Mapping[int, int]
) -> list[CaseValue]:
    """Each reason once, with all the notices of which it is true."""
    found: dict[SafeString, list[Notice]] = {}
    for notice in notices:
        for reason in (reason for name in fields for reason in doubts.get((notice.pk, name), ())):
            found.setdefault(reason, []).append(notice)
    return [CaseValue(reason, _sources(theirs, numbers)) for reason, theirs in found.items()]


def _sources(notices: list[Notice], numbers: Mapping[int, int]) -> list[Source]:
    return sorted((Source(numbers[n.pk], f"n{n.pk}") for n in notices), key=lambda source: source.number)


@dataclass(frozen=True, slots=True)
class _NamedRound:
    """A round as a notice names it: authority, term, number, year; no address where it has no page, for nobody knows
    whose it is.
    """

    parts: tuple[str, int | None, int | None, int | None]
    address: str


def _label(fact: str, values: Iterable[Sized]) -> str:
    """As many as the fullest notice gives."""
    return label_of(LABELS[fact], max(map(len, values), default=0))


def _team(mention: Mention, role: Role) -> list[Appearance]:
    return appearances_in_role(mention.appearances.all(), role)


def _types(mention: Mention) -> list[InspectionType]:
    return [InspectionType(name) for name in types_of(mention) if name in InspectionType.values]


def _period(mention: Mention) -> Period | None:
    period = period_of(mention)
    return period if any(period) else None


def _same(one: _Named, other: _Named) -> bool:
    return one.pk == other.pk


def _never(_one: InspectedUnit, _other: InspectedUnit) -> bool:
    """Two names of a unit that an editor found to be one."""
    return False


def _other_number(one: InspectionGroup, other: InspectionGroup) -> bool:
    return bool(one.ordinal and other.ordinal and one.ordinal != other.ordinal)


def _round_named(mention: Mention) -> _NamedRound | None:
    wave, notice = mention.inspection.round, mention.notice
    if wave is not None:
        return _NamedRound(wave.round_parts, wave.get_absolute_url())
    return _NamedRound(notice.round_parts, "") if notice.round_label else None


def _may_be_one_round(one: _NamedRound, other: _NamedRound) -> bool:
    if one.address and other.address:
        return one.address == other.address
    return _other_round(one, other) and not any(
        mine and its and mine != its for mine, its in zip(one.parts[1:], other.parts[1:], strict=True)
    )


def _other_round(one: _NamedRound, other: _NamedRound) -> bool:
    """Whether the two cannot be one if they differ: the third of 2015 may be the seventh of a term."""
    (_, term, _, year), (_, other_term, _, other_year) = one.parts, other.parts
    return not ((term and other_year) or (other_term and year))


def _is_one_team(one: list[Appearance], other: list[Appearance]) -> bool:
    """Whether one only leaves out names that the other gives."""
    mine, its = {a.name for a in one}, {a.name for a in other}
    return mine <= its or its <= mine


def _is_part(one: list[InspectionType], other: list[InspectionType]) -> bool:
    return set(one) <= set(other) or set(other) <= set(one)


def _may_be_one(one: Period, other: Period) -> bool:
    return not any(mine and its and mine.contradicts(its) for mine, its in zip(one, other, strict=True))


def _known_parts(period: Period) -> int:
    return sum(date.known_parts for date in period if date)


def _unit_link(unit: InspectedUnit) -> SafeString:
    return format_html('<a href="{}" lang="zh-Hans">{}</a>', unit.get_absolute_url(), unit.name)


def _round_link(named: _NamedRound) -> SafeString:
    name = round_name(*named.parts)
    return format_html('<a href="{}">{}</a>', named.address, name) if named.address else name


def _group_link(group: InspectionGroup) -> SafeString:
    return format_html('<a href="{}" lang="zh-Hans">{}</a>', group.get_absolute_url(), group.full_name)


def _people(team: list[Appearance]) -> SafeString:
    links = ((one.person_url, one.name) for one in team)
    return format_html_join(_("、"), '<a href="{}" lang="zh-Hans">{}</a>', links)


def _labels(types: list[InspectionType]) -> SafeString:
    return format_html("{}", _("、").join(str(kind.label) for kind in types))


def _spoken(period: Period) -> SafeString:
    return timed_period(*period)
