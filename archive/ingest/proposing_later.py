"""Comparing the cases of a notice with all others takes as long as the rest of a save: editors do not wait for it.

A save notes the notice in its own transaction. The worker beside the site, or a command, compares it within seconds.
"""

import logging
from collections import defaultdict
from itertools import islice

from django.db import DatabaseError, IntegrityError, transaction

from archive.ingest.proposing import propose_joins
from archive.models import LeftToCompare, Notice

logger = logging.getLogger(__name__)

_ROWS = 1_000  # read at once; a notice that is saved over and over has many


def propose_later(notice: Notice) -> None:
    """Note that the notice's cases are to be compared with others. Belongs inside the transaction of the change."""
    LeftToCompare.objects.create(notice_id=notice.pk)


def propose_left(most: int | None = None) -> int:
    """Bring the proposals about notices that were noted into step, the newest first; of how many notices.

    Each in a transaction of its own. What somebody changed at the same time is left for the next time; where there is
    no database, its error is raised and all that is left stays noted.
    """
    rows: dict[int, list[int]] = defaultdict(list)
    for row, notice in LeftToCompare.objects.order_by("-pk").values_list("pk", "notice_id")[:_ROWS]:
        rows[notice].append(row)
    done = 0
    for notice, noted in islice(rows.items(), most):
        try:
            _propose(notice, noted)
        except IntegrityError:
            logger.warning("Notice %s changed while its cases were compared: once more later", notice)
            continue
        except DatabaseError:
            raise
        except Exception:  # one notice that cannot be compared keeps no other from it
            logger.exception("The cases of notice %s cannot be compared", notice)
            LeftToCompare.objects.filter(pk__in=noted).delete()
        done += 1
    return done


@transaction.atomic
def _propose(notice: int, noted: list[int]) -> None:
    # Before anything is read: a save that comes meanwhile notes the notice again.
    LeftToCompare.objects.filter(pk__in=noted).delete()
    found = Notice.objects.filter(pk=notice).first()
    if found is not None:
        propose_joins(found)
