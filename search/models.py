"""The outbox: which notices changed and still have to reach the index."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PendingChange(models.Model):
    """A notice that was created, changed or deleted; written in the transaction of the change itself.

    The notice may be gone, so this is its key and no foreign key. queued_at moves with every further change: what was
    indexed is struck out only where nothing was queued since.
    """

    notice_id = models.BigIntegerField(_("公告"), unique=True)
    queued_at = models.DateTimeField(_("排入时间"))

    class Meta:
        verbose_name = _("待入索引的变更")
        verbose_name_plural = _("待入索引的变更")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.queued_at:%Y-%m-%d %H:%M:%S}"
