"""Signals that the archive sends beside Django's own."""

from django.dispatch import Signal

# One statement is about to change rows of the sender, or to make some (update, bulk_create): Django sends nothing of
# those. Sent inside the transaction of the change. Arguments: rows (keys; none of those still to be made), using
# (database alias). A receiver notes what it needs of the rows as they are, and returns what is to be called with the
# keys once they are as they shall be, or None.
rows_changing = Signal()

# A migration created or changed notices, inside the transaction of the change. The sender is the model of notices of
# its time. Arguments: ids (list of primary keys), using (database alias).
notices_migrated = Signal()
