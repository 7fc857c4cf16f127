"""The way in: a file's bytes -> a notice with its text, parsed; and parsing again what is stored."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from archive.ingest.decoding import decode
from archive.ingest.saving import save_parsed
from archive.ingest.snapshot import Change, compare, take_snapshot
from archive.keeping import changes_together
from archive.models import Notice, Status, TextVersion, text_digest
from archive.parsing import RoundTable, parse


class Outcome(StrEnum):
    ADDED = "added"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: a new notice, or the one that already has this text."""

    outcome: Outcome
    notice: Notice


@transaction.atomic
@changes_together()
def import_notice(raw: bytes, file_name: str, rounds: RoundTable, *, publish: bool = False) -> Imported:
    """Add the notice that raw holds, whole or not at all; DecodingError where raw is no text."""
    decoded = decode(raw)
    known = TextVersion.objects.filter(sha256=text_digest(decoded.text)).select_related("notice").first()
    if known is not None:
        return Imported(Outcome.KNOWN, known.notice)
    notice = Notice.objects.create(file_name=file_name[:255], status=Status.PUBLISHED if publish else Status.DRAFT)
    version = TextVersion.objects.create(notice=notice, text=decoded.text, encoding=decoded.encoding)
    save_parsed(notice, version, parse(decoded.text, rounds))
    return Imported(Outcome.ADDED, notice)


@transaction.atomic
@changes_together()
def parse_again(notice: Notice, rounds: RoundTable, *, dry_run: bool = False) -> list[Change]:
    """Apply today's rules to the newest text and say what changed; what editors set stays.

    A dry run does the same and takes it back, so that what it shows is what would happen.
    Notice.DoesNotExist where it was deleted meanwhile.
    """
    # As it is now: what an editor saved since the caller read it would else be written over.
    notice.refresh_from_db(from_queryset=Notice.objects.select_for_update())
    version = notice.versions.order_by("-number").first()
    if version is None:
        return []
    before = take_snapshot(notice)
    with transaction.atomic():
        save_parsed(notice, version, parse(version.text, rounds))
        changes = compare(before, take_snapshot(notice))
        if dry_run:
            transaction.set_rollback(True)
    return changes
