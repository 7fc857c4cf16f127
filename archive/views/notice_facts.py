"""The facts of a notice as rows: value, sources in the text, how it was worked out, what is doubtful."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.doubts import Doubts
from archive.durations import spoken_duration
from archive.facts import KINDS, FactKind
from archive.figures import Figure
from archive.ingest.fields import CONTACT_FIELDS, decided_by
from archive.labels import label_of
from archive.marking import Span
from archive.models import (
    AFTERWARDS,
    OPENINGS,
    ContactKind,
    Doubt,
    InspectionType,
    Kind,
    Notice,
    Role,
    Stage,
    YearBasis,
)
from archive.naming import authority_name, round_name
from archive.reasons import spoken_reason
from archive.reporting import spoken_days
from archive.told_cases import Period, period_of
from archive.views.notice_cases import Case
from archive.wording import (
    appearances_in_role,
    called,
    listed,
    spoken_date,
    spoken_discipline,
    spoken_hours,
    telephone_address,
    timed_date,
    timed_moment,
    timed_period,
)

_COMPLETED = gettext_lazy("日期由本文别处的年月补全")
# What these are where a notice asks for comments on what came of an inspection.
_FOR_COMMENTS = {"phones": gettext_lazy("联系电话"), "hours": gettext_lazy("接听时间")}
_SORTS_OF_REASON = {
    "term": gettext_lazy("由文中所说的轮数或单位数推定"),
    "round": gettext_lazy("由文中所说的轮数或单位数推定"),
    "round_year": gettext_lazy("轮次按年计，年份取自本公告的年份"),
    "authority": gettext_lazy("由文中提到的地名推定"),
    "place": gettext_lazy("由文中提到的地名推定"),
    **dict.fromkeys(("meeting_date", "period_start", "period_end", "feedback_date", "deadline"), _COMPLETED),
}
MOST_PERIODS = 4  # told apart in one row
MOST_REFS = 10  # shown beside a fact; all sources are marked in the text


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value of a fact; url leads to its page, aliases are its other names."""

    text: str
    url: str = ""
    aliases: str = ""
    is_source: bool = True  # in the source's own words: Chinese, whatever the page's language
    counts: int = 1  # how many it stands for


@dataclass(frozen=True, slots=True)
class Fact:
    """One row. Without values it says why there are none."""

    key: str
    label: str
    values: tuple[FactValue, ...]
    refs: tuple[int, ...] = ()
    is_inferred: bool = False
    is_corrected: bool = False
    bases: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class FactSheet:
    """Builds the rows of one notice from everything known of it."""

    def __init__(
        self, notice: Notice, cases: list[Case], doubts: Iterable[Doubt], *, takes_reports: bool = False
    ) -> None:
        """takes_reports: whether the group takes them today: only then can its numbers be dialled from the page."""
        self.notice = notice
        self.takes_reports = takes_reports
        self.cases = cases
        self.corrected = decided_by({correction.field for correction in notice.corrections.all()})
        self.doubts = [doubt for doubt in doubts if doubt.field not in self.corrected]
        self.bases = {basis.field: basis for basis in notice.bases.all() if basis.field not in self.corrected}

    def shows(self, key: str) -> bool:
        """Whether the fact has a row: what the text marks must have somewhere to lead."""
        return KINDS[key].is_main or bool(self._values(key)) or bool(self._doubts(KINDS[key]))

    def rows(self, kinds: Iterable[FactKind], numbers: Mapping[Span, int]) -> list[Fact]:
        """The rows that have something to say; numbers are those that their sources bear in the text."""
        return [self._fact(kind, numbers) for kind in kinds if self.shows(kind.key)]

    def _fact(self, kind: FactKind, numbers: Mapping[Span, int]) -> Fact:
        is_corrected = bool(self.corrected.intersection(kind.fields))
        bases = self._reasons(kind)
        is_inferred = self.notice.year_is_inferred and not is_corrected if kind.key == "year" else bool(bases)
        values = self._values(kind.key)
        return Fact(
            key=kind.key,
            label=self._label(kind, sum(value.counts for value in values)),
            values=tuple(values),
            refs=tuple(sorted({number for span, number in numbers.items() if span.fact == kind.key}))[:MOST_REFS],
            is_inferred=is_inferred and bool(values),
            is_corrected=is_corrected,
            bases=bases,
            doubts=tuple(self._doubts(kind)),
        )

    def _label(self, kind: FactKind, count: int) -> str:
        """The meeting of a feedback is no mobilization, its telephone none for reports, and a 巡察 no 巡视."""
        if kind.key == "meeting" and self.notice.kind not in OPENINGS:
            return _("会议")
        if self.notice.kind in AFTERWARDS and kind.key in _FOR_COMMENTS:
            return str(_FOR_COMMENTS[kind.key])
        return called(label_of(kind.label, count), self.notice.activity)

    def _reasons(self, kind: FactKind) -> tuple[str, ...]:
        """Each sentence once. A year by the page's own date needs no sentence of the parser."""
        said = {self.bases[name].sentence: self.bases[name] for name in reversed(kind.fields) if name in self.bases}
        if kind.key == "year" and self.notice.year_basis == YearBasis.PUBLISHED and not said:
            date = spoken_date(self.notice.published_date)
            return (_("年份取自来源所记的发布日期（%(date)s）。") % {"date": date},)
        return tuple(
            spoken_reason(basis.sentence, basis.made_of, self._sort(basis.field)) for basis in reversed(said.values())
        )

    def _sort(self, field: str) -> str:
        """What sort of reason the field has."""
        return str(YearBasis(self.notice.year_basis).label if field == "year" else _SORTS_OF_REASON.get(field, ""))

    @property
    def reasons_by_field(self) -> Doubts:
        """Why fields of this notice were left blank."""
        found: dict[tuple[int, str], list[SafeString]] = {}
        for doubt in self.doubts:
            found.setdefault((self.notice.pk, doubt.field), []).append(spoken_reason(doubt.reason, doubt.made_of))
        return found

    def _doubts(self, kind: FactKind) -> list[str]:
        return [spoken_reason(doubt.reason, doubt.made_of) for doubt in self.doubts if doubt.field in kind.fields]

    def _values(self, key: str) -> list[FactValue]:
        if key in CONTACT_FIELDS:
            return self._contacts(CONTACT_FIELDS[key])
        return _VALUES[key](self.notice, self.cases)

    def _contacts(self, kind: ContactKind) -> list[FactValue]:
        """With several groups the numbers stand in their table, and here only what belongs to none."""
        shown = [c for c in self.notice.contacts.all() if c.kind == kind and (len(self.cases) < 2 or not c.mention_id)]
        is_dialled = self.takes_reports and kind == ContactKind.PHONE
        return [
            FactValue(text, telephone_address(text) if is_dialled else "")
            for text in dict.fromkeys(contact.value for contact in shown)
        ]


def _plain(texts: Iterable[str], *, is_source: bool = True) -> list[FactValue]:
    return [FactValue(text, is_source=is_source) for text in texts if text]


def _duration(notice: Notice, _cases: list[Case]) -> list[FactValue]:
    spoken = spoken_duration(notice.duration)
    return _plain([spoken or notice.duration], is_source=not spoken)


def _people(role: Role) -> Callable[[Notice, list[Case]], list[FactValue]]:
    return lambda notice, cases: [
        FactValue(appearance.name, appearance.person_url)
        for appearance in appearances_in_role(notice.appearances.all(), role)
    ]


def _in_table(cases: list[Case], values: list[FactValue], said: str) -> list[FactValue]:
    """With several groups, who and whom stand in the table of groups."""
    counted = FactValue(said, "#cases", is_source=False, counts=len(values))
    return [counted] if len(cases) > 1 and len(values) > 1 else values


def _groups(notice: Notice, cases: list[Case]) -> list[FactValue]:
    groups = [case.group for case in cases if case.group]
    values = [FactValue(group.full_name, group.get_absolute_url()) for group in groups]
    return _in_table(cases, values, ngettext("%(n)s个组", "%(n)s个组", len(groups)) % {"n": Figure(len(groups))})


def _authority(notice: Notice, cases: list[Case]) -> list[FactValue]:
    """Said only where no group says it."""
    said = [authority_name(notice.authority.full_name)] if notice.authority else []
    return [] if any(case.group for case in cases) else _plain(said, is_source=False)


def _team(role: Role) -> Callable[[Notice, list[Case]], list[FactValue]]:
    def values(notice: Notice, cases: list[Case]) -> list[FactValue]:
        people = _people(role)(notice, cases)
        return _in_table(cases, people, ngettext("%(n)s人", "%(n)s人", len(people)) % {"n": Figure(len(people))})

    return values


def _units(notice: Notice, cases: list[Case]) -> list[FactValue]:
    units = {unit.pk: unit for case in cases for unit in case.units}.values()
    values = [FactValue(unit.name, unit.get_absolute_url(), "、".join(unit.other_names)) for unit in units]
    return _in_table(cases, values, ngettext("%(n)s个单位", "%(n)s个单位", len(values)) % {"n": Figure(len(values))})


def _types(notice: Notice, cases: list[Case]) -> list[FactValue]:
    known = [InspectionType(name) for name in notice.types if name in InspectionType.values]
    return _plain((str(name.label) for name in known), is_source=False)


def _stage(notice: Notice, cases: list[Case]) -> list[FactValue]:
    """How far an overview says that its inspections are; of other kinds the kind says it."""
    if notice.kind != Kind.ROUND_OVERVIEW:
        return []
    told = {mention.stage for mention in notice.mentions.all()}
    return _plain((str(stage.label) for stage in Stage if stage in told), is_source=False)


def _year(notice: Notice, cases: list[Case]) -> list[FactValue]:
    return _plain([_("%(year)s年") % {"year": notice.year}], is_source=False) if notice.year else []


def _round(notice: Notice, cases: list[Case]) -> list[FactValue]:
    """A round that is known of no authority has no page."""
    url = notice.round.get_absolute_url() if notice.round else ""
    return [FactValue(round_name(*notice.round_parts), url, is_source=False)] if notice.round_label else []


def _period(notice: Notice, cases: list[Case]) -> list[FactValue]:
    """That of the notice; where units have periods of their own, each with those that have it."""
    named: dict[Period, list[str]] = {}
    for mention in notice.mentions.all():
        said = mention.inspection.unit or mention.inspection.group
        named.setdefault(period_of(mention), []).append(str(said) if said else "")
    own = [period for period in named if any(period)]
    if not own:
        return _plain([timed_period(notice.period_start, notice.period_end)], is_source=False)
    if len(named) == 1:
        return _plain([timed_period(*own[0])], is_source=False)
    if len(own) > MOST_PERIODS:
        return _plain([_("各单位不同")], is_source=False)
    return _plain((_said_of(period, [name for name in named[period] if name]) for period in own), is_source=False)


def _said_of(period: Period, names: list[str]) -> SafeString:
    """1月2日至3月4日（甲、乙、丙等）."""
    if not names:
        return timed_period(*period)
    units = format_html('<span lang="zh-Hans">{}</span>', listed(names))
    return format_html(_("{period}（{units}）"), period=timed_period(*period), units=units)


def _hours(notice: Notice, cases: list[Case]) -> list[FactValue]:
    """On which days, then at which hours."""
    spans = [FactValue(spoken_hours(span), is_source=not span.isascii()) for span in notice.hours if span]
    return [*_plain([spoken_days(notice.days)], is_source=False), *spans]


def _count(pattern: str, number: int | None) -> list[FactValue]:
    return [] if number is None else _plain([pattern % {"n": Figure(number)}], is_source=False)


_VALUES: dict[str, Callable[[Notice, list[Case]], list[FactValue]]] = {
    "group": _groups,
    "authority": _authority,
    "leaders": _team(Role.HEAD),
    "deputies": _team(Role.DEPUTY),
    "units": _units,
    "types": _types,
    "stage": _stage,
    "round": _round,
    "meeting": lambda notice, _cases: _plain([timed_date(notice.meeting_date)], is_source=False),
    "year": _year,
    "period": _period,
    "feedback": lambda notice, _cases: _plain([timed_date(notice.feedback_date)], is_source=False),
    "signed": lambda notice, _cases: _plain([timed_date(notice.signed_date)], is_source=False),
    "duration": _duration,
    "host": _people(Role.HOST),
    "speaker": _people(Role.SPEAKER),
    "place": lambda n, _cases: [FactValue(str(place), place.get_absolute_url()) for place in n.places.all()],
    "hours": _hours,
    "deadline": lambda notice, _cases: _plain([timed_moment(notice.deadline, notice.deadline_time)], is_source=False),
    "rounds_done": lambda notice, _cases: _count(_("%(n)s轮"), notice.rounds_done),
    "units_done": lambda notice, _cases: _count(_("%(n)s个地方、部门和单位"), notice.units_done),
    "disciplines": lambda notice, _cases: [
        FactValue(words, is_source=False) if (words := spoken_discipline(name)) else FactValue(name)
        for name in notice.disciplines
    ],
    "rules": lambda notice, _cases: _plain(f"《{rule}》" if "《" not in rule else rule for rule in notice.cited_rules),
}
