"""Signals that the archive sends beside Django's own."""

from django.dispatch import Signal

# Notices were created or changed in bulk, inside the transaction of the change. The sender is the model of notices, in
# a migration that of its time. Arguments: ids (list of primary keys), using (database alias).
notices_changed = Signal()
