"""Work out anew what is kept for lists and totals: after a migration or a change of the database by other means."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from archive.keeping import keys_to_recount, recount_all


class Command(BaseCommand):
    help = "Bring what lists and totals are made of into step with the notices; says how many rows were wrong."

    def handle(self, *_args: Any, **_options: Any) -> None:
        total = sum(map(len, keys_to_recount()))
        with tqdm(total=total, unit="row", disable=not sys.stderr.isatty()) as progress:
            mended = recount_all(progress=progress.update)
        self.stdout.write(self.style.SUCCESS(f"{total} notices and cases looked through, {mended} rows mended."))
