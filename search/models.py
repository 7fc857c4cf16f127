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


class ShortForm(models.Model):
    """A short form that texts and readers use for a name: 国资委. Either is found by the other."""

    short = models.CharField(_("简称"), max_length=40)
    full = models.CharField(_("全称"), max_length=100)

    class Meta:
        verbose_name = _("简称")
        verbose_name_plural = _("简称")
        ordering = ["short", "full"]
        constraints = [
            models.UniqueConstraint(fields=["short", "full"], name="short_form_once"),
            models.CheckConstraint(condition=~models.Q(short="") & ~models.Q(full=""), name="short_form_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.short} = {self.full}"
