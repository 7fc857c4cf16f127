"""How the archive's records are saved: whole, with all that follows from it."""

from typing import Any

from django.db import models, router, transaction


class SavedWhole(models.Model):
    """Saved in one transaction with what the signals of the save write, so that a crash leaves both or neither.

    Django itself does so when it deletes, but sends post_save when the row is committed already.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        with transaction.atomic(using=using, savepoint=False):
            super().save(*args, **kwargs)
