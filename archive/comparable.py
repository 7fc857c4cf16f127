"""Notices of the sort of one: what its wording is held against."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Substr

from archive.models import Inspection, Kind, Mention, Notice, TextVersion
from archive.models.notice import NoticeQuerySet

MOST = 60  # notices: what is usual among so many is usual
_LENGTH = 3_000  # characters of each, from its beginning: three times what a notice has as a rule


@dataclass(frozen=True, slots=True)
class Comparable:
    """The beginnings of the newest texts of the others; of_round: how many of them are of the same round."""

    texts: tuple[str, ...]
    of_round: int


def comparable_with(notice: Notice) -> Comparable:
    """Published notices of its kind and level: those of its round first, then the newest. None where its kind is open.

    Others that report on the same inspections are left out: what two reports of one meeting share is no stock phrase.
    A fixed number of queries, whatever the archive's size and the notices' lengths.
    """
    if notice.kind == Kind.OTHER:
        return Comparable((), 0)
    same = Mention.objects.filter(inspection__in=Inspection.objects.told_by(notice).values("pk")).order_by()
    others = Notice.objects.exclude(pk__in={notice.pk, *same.values_list("notice_id", flat=True)})
    alike = others.published().filter(kind=notice.kind, level=notice.level)
    of_round = _beginnings(alike.filter(round=notice.round_id)) if notice.round_id else {}
    texts = of_round | {key: text for key, text in _beginnings(alike).items() if key not in of_round}
    return Comparable(tuple(texts.values())[:MOST], len(of_round))


def _beginnings(notices: NoticeQuerySet) -> dict[int, str]:
    """By the notice's key, those of the newest notices first."""
    versions = TextVersion.objects.filter(notice=OuterRef("pk")).order_by("-number")
    beginning = Subquery(versions.values(beginning=Substr("text", 1, _LENGTH))[:1])
    rows = notices.newest_first().values_list("pk", beginning)[:MOST]
    return {key: text for key, text in rows if text is not None}
