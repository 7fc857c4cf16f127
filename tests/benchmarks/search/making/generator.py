"""Notices by number: the same seed and number always give the same notice, whatever the archive's size."""

import zlib
from calendar import monthrange
from random import Random

from archive.models import ContactKind, InspectionType, Kind, Level, YearBasis
from archive.numerals import to_chinese
from archive.parsing.roundtable import packaged_rounds
from archive.partial_date import PartialDate
from tests.benchmarks.search.making.made import Contact, Group, MadeNotice, Wave
from tests.benchmarks.search.making.names import Names, Sender, Unit, person
from tests.benchmarks.search.making.noise import disturbed
from tests.benchmarks.search.making.uneven import Uneven
from tests.benchmarks.search.making.wording import Facts, text_of, title_of

_NAMELESS = 0.2  # of the notices of cities and counties say only 市委 or 县委
_LEVELS = Uneven.of(
    {Level.CENTRAL: 0.12, Level.PROVINCE: 0.18, Level.CITY: 0.32, Level.COUNTY: 0.30, Level.OTHER: 0.08}
)
_KINDS = Uneven.of(
    {
        Kind.MOBILIZATION_REPORT: 0.30,
        Kind.MOBILIZATION_SPEECH: 0.06,
        Kind.ANNOUNCEMENT: 0.22,
        Kind.ROUND_OVERVIEW: 0.12,
        Kind.FEEDBACK: 0.14,
        Kind.RECTIFICATION: 0.10,
        Kind.OTHER: 0.06,
    }
)
_TYPES = Uneven(InspectionType.values, [0.5, 0.25, 0.03, 0.12, 0.03, 0.03, 0.03, 0.01])
_YEAR_BASES = Uneven.of(
    {
        YearBasis.EXPLICIT: 0.50,
        YearBasis.ROUND: 0.15,
        YearBasis.CONTEXT: 0.05,
        YearBasis.PUBLISHED: 0.12,
        None: 0.18,  # the year is not known
    }
)
_GROUPS = {Level.CENTRAL: 15, Level.PROVINCE: 12, Level.CITY: 9, Level.COUNTY: 7, Level.OTHER: 3}
_DISCIPLINES = ("政治纪律", "组织纪律", "廉洁纪律", "群众纪律", "工作纪律", "生活纪律")
_HOURS = ("08:00-20:00", "08:30-17:30", "09:00-17:00", "08:00-18:00")
_BOXES = ("第", "邮政专用", "A")
_HOSTS = ("163.com", "126.com", "gov.cn")
_YEARS = range(2013, 2026)


class Generator:
    def __init__(self, seed: int = 1, characters: int = 1000) -> None:
        self.seed = seed
        self.characters = characters
        self.names = Names(seed)

    def notice(self, number: int) -> MadeNotice:
        chance = Random(f"notice {self.seed} {number}")
        sender = self.names.senders[_LEVELS.pick(chance)].pick(chance)
        if sender.level in (Level.CITY, Level.COUNTY) and chance.random() < _NAMELESS:
            sender = Sender(f"{sender.rank}委", sender.level, sender.place, is_known=False)
        kind = _KINDS.pick(chance)
        wave = self._wave(sender, chance)
        groups = self._groups(sender, wave, kind, chance)
        basis = _YEAR_BASES.pick(chance)
        start = PartialDate(wave.year, wave.month, chance.randint(1, 28))
        facts = Facts(
            kind=kind,
            sender=sender,
            wave=wave,
            groups=groups,
            types=tuple(_TYPES.pick_some(chance, 1 if chance.random() < 0.8 else 2)),
            says_round=chance.random() < 0.45,
            says_year=basis == YearBasis.EXPLICIT,
            meeting=start,
            start=start,
            end=_months_later(start, chance.choice((1, 2, 2, 3))),
            hours=chance.choice(_HOURS),
            disciplines=_DISCIPLINES if chance.random() < 0.7 else (),
            host=self._somebody("host", sender, wave, groups[0].units[0].name),
            speaker=self._somebody("speaker", sender, wave),
        )
        title = title_of(facts, chance)
        plain = text_of(facts, title, max(1, round(self.characters * chance.triangular(0.4, 1.9, 0.7))), chance)
        text = disturbed(plain, chance)
        return MadeNotice(
            number=number,
            title=text.split("\n", 1)[0] if chance.random() < 0.97 else "",
            text=text,
            plain=plain,
            earlier_text=plain.replace("。", "", 1) if chance.random() < 0.02 else "",
            kind=kind,
            sender=sender,
            wave=wave,
            says_round=facts.says_round,
            year=wave.year if basis else None,
            year_basis=basis or "",
            types=facts.types,
            meeting_date=_told(facts.meeting, basis) if kind in _MEETINGS else None,
            period_start=_told(facts.start, basis),
            period_end=_told(facts.end, basis),
            hours=(facts.hours,),
            disciplines=facts.disciplines,
            publisher=f"{sender.area}纪委监委网站" if chance.random() < 0.6 else "",
            published_date=start if basis == YearBasis.PUBLISHED else None,
            groups=groups,
            host=facts.host if kind in (Kind.MOBILIZATION_REPORT, Kind.FEEDBACK) else "",
            speaker=facts.speaker if kind == Kind.MOBILIZATION_SPEECH else "",
        )

    def _wave(self, sender: Sender, chance: Random) -> Wave:
        """The centre's rounds are those of the table; others send twice a year, in terms of five years."""
        if sender.level == Level.CENTRAL:
            row = chance.choice([row for row in packaged_rounds() if row.starts])
            assert row.starts is not None
            return Wave(row.term, row.number, row.starts.year or 0, row.starts.month or 1)
        year = chance.choice(_YEARS)
        is_second = chance.random() < 0.5
        begun = (2011, 2016, 2021)[(year - 2011) // 5]
        term = 8 + _number_of(f"term {sender.name}", 6) + (begun - 2011) // 5
        month = 3 + _number_of(f"month {sender.name} {year}", 3) + (6 if is_second else 0)
        return Wave(term, 2 * (year - begun) + is_second + 1, year, month)

    def _groups(self, sender: Sender, wave: Wave, kind: Kind, chance: Random) -> tuple[Group, ...]:
        most = _GROUPS[Level(sender.level)]
        count = 1
        if kind == Kind.ANNOUNCEMENT:
            count = chance.randint(1, 4)
        elif kind == Kind.ROUND_OVERVIEW:
            count = chance.randint(3, 10)
        ordinals = sorted(chance.sample(range(1, most + 1), min(count, most)))
        units = self.names.units_of(sender)
        free = units.pick_some(chance, 3 * len(ordinals) + 2)
        groups = []
        for at, ordinal in enumerate(ordinals):
            size = 1 if kind not in (Kind.ANNOUNCEMENT, Kind.ROUND_OVERVIEW) else chance.randint(1, 3)
            own = tuple(free[at :: len(ordinals)][:size]) or (units.pick(chance),)
            groups.append(self._group(sender, wave, ordinal, own))
        return tuple(groups)

    def _group(self, sender: Sender, wave: Wave, ordinal: int, units: tuple[Unit, ...]) -> Group:
        """The same head, deputies and contacts in every notice of the same group and round."""
        chance = Random(f"group {self.seed} {sender.name} {sender.place} {wave} {ordinal}")
        return Group(
            name=f"{sender.name}第{to_chinese(ordinal)}{sender.activity}组",
            ordinal=ordinal,
            units=units,
            head=person(chance),
            deputies=tuple(dict.fromkeys(person(chance) for _ in range(chance.randint(1, 3)))),
            contacts=_contacts(sender, chance),
        )

    def _somebody(self, *role: object) -> str:
        return person(Random(f"{self.seed} {role}"))


_MEETINGS = (Kind.MOBILIZATION_REPORT, Kind.MOBILIZATION_SPEECH, Kind.ROUND_OVERVIEW)


def _contacts(sender: Sender, chance: Random) -> tuple[Contact, ...]:
    area = f"0{_number_of(f'area {sender.place[:2]}', 700) + 300}"
    found: list[Contact] = []
    if chance.random() < 0.85:
        found += [(ContactKind.PHONE, f"{area}-{chance.randint(2_000_000, 89_999_999)}")]
    if chance.random() < 0.25:
        found += [(ContactKind.SMS, f"1{chance.choice('3578')}{chance.randint(0, 999_999_999):09}")]
    if chance.random() < 0.6:
        found += [
            (
                ContactKind.MAILBOX,
                f"{sender.town}{chance.choice(('第', '邮政专用', 'A'))}{chance.randint(1, 9999)}号信箱",
            )
        ]
    if chance.random() < 0.4:
        found += [(ContactKind.POSTCODE, f"{chance.randint(100, 859)}{chance.randint(0, 999):03}")]
    if chance.random() < 0.3:
        letters = "".join(chance.choices("abcdefghjklmnpqrstwxyz", k=5))
        found += [
            (ContactKind.EMAIL, f"{letters}xc{chance.randint(1, 99)}@{chance.choice(('163.com', '126.com', 'gov.cn'))}")
        ]
    return tuple(found)


def _told(date: PartialDate, basis: str | None) -> PartialDate:
    """Without a year where the notice's year is not known."""
    return date if basis else PartialDate(None, date.month, date.day)


def _months_later(date: PartialDate, months: int) -> PartialDate:
    assert date.year is not None
    assert date.month is not None
    assert date.day is not None
    years, month = divmod(date.month - 1 + months, 12)
    year = date.year + years
    return PartialDate(year, month + 1, min(date.day, monthrange(year, month + 1)[1]))


def _number_of(name: str, below: int) -> int:
    """Always the same number for the same name."""
    return zlib.crc32(name.encode()) % below
