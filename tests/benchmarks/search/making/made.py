"""What the generator says of one notice: plain values, before there is a database."""

from dataclasses import dataclass

from archive.partial_date import PartialDate
from tests.benchmarks.search.making.names import Sender, Unit

Contact = tuple[str, str]  # kind and value


@dataclass(frozen=True, slots=True)
class Wave:
    """One round of a sender."""

    term: int
    number: int
    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Group:
    """One group with the units that it inspects in this round."""

    name: str
    ordinal: int
    units: tuple[Unit, ...]
    head: str
    deputies: tuple[str, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class MadeNotice:
    number: int  # from 1; the notice's key in the database
    title: str
    text: str  # as stored: maybe in traditional characters, or with noise
    plain: str  # the same before that
    earlier_text: str  # an older version of the text, mostly none
    kind: str
    sender: Sender
    wave: Wave
    says_round: bool
    year: int | None
    year_basis: str
    types: tuple[str, ...]
    meeting_date: PartialDate | None
    period_start: PartialDate | None
    period_end: PartialDate | None
    hours: tuple[str, ...]
    disciplines: tuple[str, ...]
    publisher: str
    published_date: PartialDate | None
    groups: tuple[Group, ...]
    host: str
    speaker: str

    @property
    def is_plain(self) -> bool:
        """Whether the text is stored as it was before anything was done to it."""
        return self.text == self.plain

    @property
    def first_unit(self) -> Unit:
        return self.groups[0].units[0]
