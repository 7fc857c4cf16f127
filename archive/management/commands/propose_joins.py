"""Look through all notices for cases that may be one: after the rules changed, or in an archive from before them."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from archive.batches import batches
from archive.ingest.proposing import propose_joins
from archive.models import JoinProposal, LeftToCompare, Notice

_NOTICES_A_TRANSACTION = 100


class Command(BaseCommand):
    help = "Propose to editors which cases of different notices may be one; what they decided stays."

    def handle(self, *_args: Any, **_options: Any) -> None:
        left = list(LeftToCompare.objects.values_list("pk", flat=True))
        keys = list(Notice.objects.order_by("pk").values_list("pk", flat=True))
        with tqdm(total=len(keys), unit="notice", disable=not sys.stderr.isatty()) as progress:
            for start in range(0, len(keys), _NOTICES_A_TRANSACTION):
                with transaction.atomic():
                    for notice in Notice.objects.filter(pk__in=keys[start : start + _NOTICES_A_TRANSACTION]):
                        propose_joins(notice)
                        progress.update()
        for some in batches(left):
            LeftToCompare.objects.filter(pk__in=some).delete()
        count = JoinProposal.objects.undecided().count()
        self.stdout.write(self.style.SUCCESS(f"{len(keys)} notices looked through, {count} proposals open."))
