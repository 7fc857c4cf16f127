"""The outbox: which notices changed and still have to reach the index; and how often anything changed at all."""

from django.db import models
from django.db.models import F
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


class Generation(models.Model):
    """One row that counts commits with changes in them: what a process holds in memory is old when it has moved on.

    It moves right after the commit and not in it: inside, the one row would make every transaction that changes
    something wait for every other.
    """

    number = models.PositiveBigIntegerField(_("次数"), default=1)

    class Meta:
        verbose_name = _("变更次数")
        verbose_name_plural = _("变更次数")

    def __str__(self) -> str:
        return str(self.number)

    @staticmethod
    def current(using: str = "default") -> int:
        """0 where nothing ever changed."""
        return Generation.objects.using(using).filter(pk=1).values_list("number", flat=True).first() or 0

    @staticmethod
    def move_on(using: str = "default") -> None:
        rows = Generation.objects.using(using)
        if not rows.filter(pk=1).update(number=F("number") + 1):
            rows.bulk_create([Generation(pk=1)], ignore_conflicts=True)
