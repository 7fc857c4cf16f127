"""rebuild_index: the whole index anew from the database, beside the one in service. In the place of haystack's command,
which empties the index first.
"""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from search import outbox
from search.engines import IndexBusyError, IndexUnusableError
from search.heartbeat import rebuilding
from search.management.index_command import IndexCommand
from search.rebuilding import EXIT_BUSY

_FOR_HAYSTACK = "accepted for haystack's sake"
_EXIT_TOLD = 128 + signal.SIGTERM


@contextmanager
def _told_to_end() -> Iterator[None]:
    """SIGTERM ends the block as an error does: what was built so far is removed."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(_EXIT_TOLD))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class Command(IndexCommand):
    help = "Build the search index anew from the database; the one in service goes on until the new one takes its place"

    def add_arguments(self, parser: CommandParser) -> None:
        # haystack's command asks before it empties the index. Nothing is emptied here, so there is nothing to ask.
        parser.add_argument("--noinput", action="store_false", dest="interactive", help=_FOR_HAYSTACK)
        # Neither are there several indexes, nor batches and processes to choose.
        parser.add_argument("-u", "--using", action="append", help=_FOR_HAYSTACK)
        parser.add_argument("-k", "--workers", type=int, help=_FOR_HAYSTACK)
        parser.add_argument("-b", "--batch-size", type=int, help=_FOR_HAYSTACK)
        parser.add_argument("-r", "--remove", action="store_true", help=_FOR_HAYSTACK)
        parser.add_argument("-t", "--max-retries", type=int, help=_FOR_HAYSTACK)
        parser.add_argument("--nocommit", action="store_false", dest="commit", help=_FOR_HAYSTACK)

    def handle(self, *, verbosity: int, **options: Any) -> None:
        with tqdm(unit="", file=sys.stderr, disable=verbosity == 0 or not sys.stderr.isatty()) as bar:

            def show(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            try:
                with _told_to_end(), rebuilding(show) as progress:
                    count = outbox.rebuild(outbox.COMMAND_WAIT, progress)
            except IndexBusyError as error:
                raise CommandError(f"The index is being rebuilt already: {error}", returncode=EXIT_BUSY) from error
            except IndexUnusableError as error:
                raise CommandError(f"The index could not be built: {error}") from error
        if verbosity:
            self.stdout.write(f"{count} notices in the index.")
