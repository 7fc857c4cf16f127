"""What the parser says of one notice: frozen values, in the normal forms of docs/parsing.md.

Text offsets count Unicode code points of the text that was parsed, untouched: text[start:end] is the
source. An unknown value is None or an empty tuple; a placeholder (X, ××, 某) is an unknown value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.parsing.sentences import Sentence


@dataclass(frozen=True, slots=True)
class ParsedPlace:
    """Where an authority sits, as far as the text tells: 河南省 / 洛阳市 / None."""

    province: str | None = None
    city: str | None = None
    county: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedGroup:
    """An inspection group: its name as written, and its number where one is given (第七 -> 7)."""

    name: str
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedUnit:
    """An inspected unit: its full name, and the short forms the same text uses for it.

    stated are those of the aliases that the text itself gives as such (以下简称); the others were worked out.
    types: those that a text of several tells of the unit itself, also where no inspection is told to be of it.
    """

    name: str
    aliases: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedInspection:
    """What the notice says of one group's work: group is None where the text names none.

    A group whose units are of different types has one for those of each, with all that is said of the group.
    """

    group: str | None
    leaders: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    sms: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()  # those that name the group, where there are several


@dataclass(frozen=True, slots=True)
class ParsedEvidence:
    """Where a value stands: text[start:end] holds it, or what it was worked out from.

    field is a ParsedNotice field name; confidence lies in (0, 1].
    """

    field: str
    value: str
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ParsedDoubt:
    """What was left blank or is uncertain, and why, in words a reader understands."""

    field: str
    reason: Sentence
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedNotice:
    """One notice, parsed. Dates are ISO text and may be partial: 2015-11-01, 2021-05, --11-01."""

    title: str | None = None
    kind: str = "other"
    stage: str | None = None  # how far the inspections of an overview have come; of other kinds the kind says it
    level: str | None = None
    authority: str | None = None
    activity: str | None = None
    term: int | None = None
    round: int | None = None
    round_year: int | None = None  # where the round is counted within a calendar year: that year,
    round_in_year: int | None = None  # and its number there; term and round are empty then
    year: int | None = None
    year_basis: str | None = None
    types: tuple[str, ...] = ()
    groups: tuple[ParsedGroup, ...] = ()
    leaders: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    host: str | None = None
    speaker: str | None = None
    units: tuple[ParsedUnit, ...] = ()
    meeting_date: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    feedback_date: str | None = None  # when the findings were given back that the notice says are being rectified
    signed_date: str | None = None  # which a report of a rectification bears itself, under it or under its heading
    duration: str | None = None
    phones: tuple[str, ...] = ()
    sms: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    days: tuple[str, ...] = ()  # on which the hours hold, in words of the closed list of docs/parsing.md
    deadline: str | None = None
    deadline_time: str | None = None  # HH:MM of the deadline's day
    disciplines: tuple[str, ...] = ()
    rounds_done: int | None = None
    units_done: int | None = None
    cited_rules: tuple[str, ...] = ()
    place: ParsedPlace = ParsedPlace()
    inspections: tuple[ParsedInspection, ...] = ()
    basis: Mapping[str, Sentence] = field(default_factory=dict)
    doubts: tuple[ParsedDoubt, ...] = ()
    evidence: tuple[ParsedEvidence, ...] = ()
