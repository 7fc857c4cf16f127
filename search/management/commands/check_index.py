"""check_index: does the index say what the database says?"""

import sys
from typing import Any

from django.core.management.base import CommandError, CommandParser

from search import outbox
from search.checking import Differences, compare, repair
from search.engines import IndexBusyError, IndexUnusableError
from search.management.index_command import IndexCommand


class Command(IndexCommand):
    help = "Compare the search index with the database; --repair mends what differs"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="bring the index to what the database says")

    def handle(self, *, repair: bool, **options: Any) -> None:
        differences = compare()
        self._report(differences)
        if differences and repair:
            self._mend(differences)
        elif differences:
            if outbox.is_waiting():
                self.stdout.write("Changes wait to be indexed: run drain_index, or let the worker, and check again.")
            sys.exit(1)

    def _mend(self, differences: Differences) -> None:
        try:
            repair(differences)
        except (IndexBusyError, IndexUnusableError) as error:
            raise CommandError(f"The index could not be repaired: {error}") from error
        left = compare()
        if left:
            self._report(left)
            raise CommandError("The index still differs: notices are being changed, or its files cannot be written.")
        self.stdout.write(f"Repaired: {left.checked} published notices, all in the index.")

    def _report(self, differences: Differences) -> None:
        if differences.damage:
            self.stdout.write(f"unreadable: {differences.damage}")
        for name in ("missing", "stale", "ghost"):
            for pk in getattr(differences, name) if not differences.damage else ():
                self.stdout.write(f"{name}: {pk}")
        for pk in differences.unfit:
            self.stdout.write(f"cannot be indexed: {pk}")
        counts = ", ".join(f"{len(getattr(differences, name))} {name}" for name in ("missing", "stale", "ghost"))
        self.stdout.write(f"{differences.checked} published notices: {counts}.")
