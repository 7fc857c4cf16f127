"""index_part: the part of a rebuild that one process does. rebuild_index and the worker start it; nobody else need."""

import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from search.engines.whoosh.parts import read_words_of_part, write_part
from search.management.index_command import IndexCommand


class Command(IndexCommand):
    help = "Write the notices whose keys come on standard input into a part of a new index (used by rebuilds)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("part", type=Path, help="the directory to make")

    def handle(self, *, part: Path, **options: Any) -> None:
        keys = [int(line) for line in sys.stdin]
        parent = os.getppid()

        def progress(done: int) -> None:
            if os.getppid() != parent:
                raise CommandError("The process that builds the index is gone.")
            self.stdout.write(str(done))
            self.stdout.flush()

        write_part(part, keys, read_words_of_part(part), progress)
