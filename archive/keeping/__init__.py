"""Keeps archive.models.kept in step with what published notices tell: within the transaction of every change.

watching.py hears of changes, recounting.py works out anew whatever they may have changed. A single save is followed at
once. Work that saves many rows for one change, such as reading a notice, stands in changes_together(), and all that it
touched is worked out once, at its end.
"""

from archive.keeping.recounting import recount_all
from archive.keeping.touching import all_worked_out_anew, changes_together

__all__ = ["all_worked_out_anew", "changes_together", "recount_all"]
