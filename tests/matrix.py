"""An archive as large as the coverage table is made for: 300 units, 30 rounds."""

from archive.models import (
    InspectedUnit,
    Inspection,
    Kind,
    Level,
    Mention,
    Notice,
    Round,
    Stage,
    Status,
    TextVersion,
    text_digest,
)
from archive.partial_date import PartialDate
from tests.makers import make_authority, make_group, make_round

UNITS, ROUNDS = 300, 30
_ROUNDS_A_TERM = 12


def fill_matrix(units: int = UNITS, rounds: int = ROUNDS) -> None:
    """The centre inspects each unit in one round of ten; a third of it stands in the overviews of the rounds alone."""
    centre = make_authority()
    groups = [make_group(number, centre) for number in range(1, 16)]
    waves = [
        make_round(18 + n // _ROUNDS_A_TERM, n % _ROUNDS_A_TERM + 1, centre, starts=PartialDate(2013 + n // 3, 3))
        for n in range(rounds)
    ]
    names = [f"第{n}机械工业（集团）有限责任公司"[: 8 + n % 12] for n in range(units)]
    rows = InspectedUnit.objects.bulk_create(InspectedUnit(authority=centre, name=name) for name in names)
    told = [(n, w) for n in range(units) for w in range(rounds) if (n * 7 + w * 3) % 10 == 0]
    overviews = [_notice(f"第{w}轮总览", waves[w], Kind.ROUND_OVERVIEW) for w in range(rounds)]
    own = [_notice(f"公告{n}-{w}", waves[w], Kind.ANNOUNCEMENT) for n, w in told if (n + w) % 3]
    notices = Notice.objects.bulk_create([*overviews, *own])
    TextVersion.objects.bulk_create(
        TextVersion(notice=notice, text=notice.title, sha256=text_digest(notice.title)) for notice in notices
    )
    cases = Inspection.objects.bulk_create(
        Inspection(group=groups[n % len(groups)], round=waves[w], unit=rows[n]) for n, w in told
    )
    rest = iter(notices[rounds:])
    mentions = [
        Mention(notice=notice, inspection=case, stage=Stage.ENTRY, position=n)
        for case, (n, w) in zip(cases, told, strict=True)
        for notice in (notices[w], *([next(rest)] if (n + w) % 3 else []))
    ]
    Mention.objects.bulk_create(mentions)


def _notice(title: str, wave: Round, kind: Kind) -> Notice:
    return Notice(
        title=title,
        kind=kind,
        status=Status.PUBLISHED,
        level=Level.CENTRAL,
        authority=wave.authority,
        term=wave.term,
        round=wave,
        round_number=wave.number,
        year=wave.starts.year if wave.starts else None,
        year_basis="explicit",
    )
