"""The outbox: which notices changed and still have to reach the index; how that goes; how often anything changed."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PendingChange(models.Model):
    """A notice that was created, changed or deleted; written in the transaction of the change itself.

    Every change adds a row: no two transactions wait for each other's, and striking out the rows that were read leaves
    those that came meanwhile. The notice may be gone, so this is its key and no foreign key.
    """

    notice_id = models.BigIntegerField(pgettext_lazy("单数", "公告"))
    queued_at = models.DateTimeField(_("排入时间"))

    class Meta:
        verbose_name = pgettext_lazy("单数", "待入索引的变更")
        verbose_name_plural = pgettext_lazy("复数", "待入索引的变更")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.queued_at:%Y-%m-%d %H:%M:%S}"


class SetAside(models.Model):
    """A notice of which no index entry could be made: why, and when it is tried again unless it changes before."""

    notice_id = models.BigIntegerField(pgettext_lazy("单数", "公告"), primary_key=True)
    reason = models.TextField(_("原因"))
    tries = models.PositiveIntegerField(_("次数"), default=1)
    since = models.DateTimeField(_("始于"))
    retry_at = models.DateTimeField(_("下次重试"))

    class Meta:
        verbose_name = pgettext_lazy("单数", "未能编入索引的公告")
        verbose_name_plural = pgettext_lazy("复数", "未能编入索引的公告")
        ordering = ["notice_id"]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.reason}"


class Heartbeat(models.Model):
    """One row for each thing that looks after the index: when it was last seen at work, and what ails it."""

    class Task(models.TextChoices):
        WORKER = "worker", _("索引程序")
        REBUILD = "rebuild", _("重建索引")

    class Trouble(models.TextChoices):
        """What keeps it from its work."""

        UNREADABLE = "unreadable", _("索引不能读，正在重建")
        UNWRITABLE = "unwritable", _("索引不能写")
        KEPT = "kept", _("索引被别的程序占着")
        DISK = "disk", _("磁盘出错")
        DATABASE = "database", _("数据库不应答")
        FAILED = "failed", _("没有完成")

    task = models.CharField(_("工作"), max_length=10, choices=Task, primary_key=True)
    seen_at = models.DateTimeField(_("最近一次"))
    done = models.PositiveIntegerField(_("已完成"), default=0)
    total = models.PositiveIntegerField(_("共"), default=0)
    trouble = models.CharField(_("问题"), max_length=10, choices=Trouble, blank=True)
    detail = models.TextField(_("详情"), blank=True)  # as the system words it

    class Meta:
        verbose_name = pgettext_lazy("单数", "工作情况")
        verbose_name_plural = pgettext_lazy("复数", "工作情况")

    def __str__(self) -> str:
        return f"{self.get_task_display()} {self.seen_at:%Y-%m-%d %H:%M:%S}"


class Stamp(models.Model):
    """A commit of the index that was announced: the one in service, and such as are being made or never came about."""

    value = models.CharField(_("印记"), max_length=32, unique=True)

    class Meta:
        verbose_name = pgettext_lazy("单数", "索引印记")
        verbose_name_plural = pgettext_lazy("复数", "索引印记")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.value


class ShortForm(models.Model):
    """A short form that texts and readers use for a name: 国资委. Either is found by the other."""

    short = models.CharField(_("简称"), max_length=40)
    full = models.CharField(_("全称"), max_length=100)

    class Meta:
        verbose_name = pgettext_lazy("单数", "简称")
        verbose_name_plural = pgettext_lazy("复数", "简称")
        ordering = ["short", "full"]
        constraints = [
            models.UniqueConstraint(fields=["short", "full"], name="short_form_once"),
            models.CheckConstraint(condition=~models.Q(short="") & ~models.Q(full=""), name="short_form_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.short} = {self.full}"


class Generation(models.Model):
    """One row that counts batches of changes: what a process holds in memory is old when it has moved on.

    Whoever brings changes into the index moves it, and not each transaction that changes something: they would all wait
    for the one row.
    """

    number = models.PositiveBigIntegerField(_("次数"), default=1)

    class Meta:
        verbose_name = pgettext_lazy("单数", "变更次数")
        verbose_name_plural = pgettext_lazy("复数", "变更次数")

    def __str__(self) -> str:
        return str(self.number)

    @staticmethod
    def current() -> int:
        """0 where nothing ever changed."""
        return Generation.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @staticmethod
    def move_on() -> None:
        rows = Generation.objects.all()
        if not rows.filter(pk=1).update(number=F("number") + 1):
            rows.bulk_create([Generation(pk=1)], ignore_conflicts=True)
