"""drain_index: what was saved reaches the search index, and is compared with what else the archive holds."""

import os
import signal
import threading
from typing import Any

from django.core.management.base import CommandError, CommandParser

from archive.ingest.proposing_later import propose_left
from search.engines import IndexBusyError, IndexUnusableError
from search.management.index_command import IndexCommand
from search.outbox import COMMAND_WAIT, drain
from search.worker import Worker

_NICENESS = 5  # who saves and who reads go first where processors are short


class Command(IndexCommand):
    help = "Bring saved changes into the search index: once, or with --watch as they come, until told to end"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--watch", action="store_true", help="be the index's worker: keep it up to date and sound until SIGTERM"
        )

    def handle(self, *, watch: bool, **options: Any) -> None:
        if watch:
            self._watch()
        else:
            self._drain()

    def _watch(self) -> None:
        os.nice(_NICENESS)
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        Worker(stop).run()

    def _drain(self) -> None:
        compared = 0
        while some := propose_left():
            compared += some
        self.stdout.write(f"{compared} {'notice' if compared == 1 else 'notices'} compared with others.")
        try:
            drained = drain(COMMAND_WAIT)
        except IndexBusyError as error:
            raise CommandError(f"Left in the outbox, for the index is busy: {error}") from error
        except IndexUnusableError as error:
            raise CommandError(f"Left in the outbox, run rebuild_index: {error}") from error
        self.stdout.write(f"{drained.notices} notices brought into step, {drained.failures} could not be indexed.")
