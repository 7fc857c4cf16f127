"""Bring text files into the archive."""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction
from tqdm import tqdm

from archive.ingest.decoding import DecodingError
from archive.ingest.files import text_files
from archive.ingest.importing import import_notice
from archive.models import Notice
from archive.parsing import RoundTable
from archive.reference import known_rounds
from archive.table_statistics import renew_table_statistics

_FILES_A_TRANSACTION = 50  # one commit, and one update of the search index, for so many files


class Command(BaseCommand):
    help = "Import notices from text files; each is parsed and stored whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a text file, or a folder of .txt files")
        parser.add_argument("--dry-run", action="store_true", help="say what would be added and add nothing")
        parser.add_argument("--publish", action="store_true", help="publish what is added (else it is a draft)")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where the archive holds notices")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["if_empty"] and Notice.objects.exists():
            self.stdout.write("The archive holds notices already; nothing imported.")
            return
        files = text_files(options["paths"])
        counts: Counter[str] = Counter()
        rounds = known_rounds()
        known_until = _FILES_A_TRANSACTION
        with tqdm(total=len(files), unit="file", disable=not sys.stderr.isatty()) as progress:
            for start in range(0, len(files), _FILES_A_TRANSACTION):
                with transaction.atomic():
                    for file in files[start : start + _FILES_A_TRANSACTION]:
                        counts[self._import(file, rounds, publish=options["publish"])] += 1
                        progress.update()
                    if options["dry_run"]:
                        transaction.set_rollback(True)
                if start >= known_until:  # what the tables were like at half their size tells how to ask them
                    renew_table_statistics()
                    known_until = 2 * start
        renew_table_statistics()
        self._report(counts, dry_run=options["dry_run"])

    def _import(self, file: Path, rounds: RoundTable, *, publish: bool) -> str:
        """Import one file and say its outcome; a file that is refused is named with the reason."""
        try:
            imported = import_notice(file.read_bytes(), file.name, rounds, publish=publish)
        except OSError as error:
            self.stderr.write(f"{file}: cannot be read: {error.strerror}")
            return "failed"
        except (DecodingError, DatabaseError) as error:
            self.stderr.write(f"{file}: {error}")
            return "failed"
        if imported.outcome == "known":
            self.stdout.write(f"{file}: the same text is notice {imported.notice.pk} already")
        return imported.outcome

    def _report(self, counts: Counter[str], *, dry_run: bool) -> None:
        verb = "would be added" if dry_run else "added"
        summary = f"{counts['added']} {verb}, {counts['known']} known, {counts['failed']} failed."
        if not counts:
            raise CommandError("No .txt file in what was named.")
        if counts["failed"]:
            raise CommandError(summary)
        self.stdout.write(self.style.SUCCESS(summary))
