"""Why a value is what it is: its source in the text, how it was worked out, what is doubtful, who corrected it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.notice import Notice, TextVersion
from archive.models.sentences import SentenceField


class Evidence(models.Model):
    """Where a value stands: version.text[start:end], in code points."""

    version = models.ForeignKey(TextVersion, models.CASCADE, related_name="evidence", verbose_name=_("文本版本"))
    field = models.CharField(_("项目"), max_length=24)
    value = models.TextField(_("值"))
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    rule = models.CharField(_("规则"), max_length=80)
    confidence = models.FloatField(_("把握"))

    class Meta:
        verbose_name = pgettext_lazy("单数", "依据")
        verbose_name_plural = pgettext_lazy("复数", "依据")
        ordering = ["version_id", "start", "end", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="evidence_not_empty"),
            models.CheckConstraint(condition=Q(confidence__gt=0, confidence__lte=1), name="evidence_confidence_0_1"),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.start}—{self.end}"

    @property
    def source(self) -> str:
        """The characters pointed at."""
        return self.version.text[self.start : self.end]


class Basis(models.Model):
    """How a value that no sentence states was worked out, in words a reader understands."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="bases", verbose_name=pgettext_lazy("单数", "公告"))
    field = models.CharField(_("项目"), max_length=24)
    sentence = models.TextField(_("理由"))
    made_of = SentenceField(_("句式"))

    class Meta:
        verbose_name = pgettext_lazy("单数", "推定理由")
        verbose_name_plural = pgettext_lazy("复数", "推定理由")
        ordering = ["notice_id", "field"]
        constraints = [models.UniqueConstraint(fields=["notice", "field"], name="basis_once_a_field")]

    def __str__(self) -> str:
        return self.sentence


class Doubt(models.Model):
    """What was left blank or is uncertain, and why."""

    version = models.ForeignKey(TextVersion, models.CASCADE, related_name="doubts", verbose_name=_("文本版本"))
    field = models.CharField(_("项目"), max_length=24)
    reason = models.TextField(_("疑点"))
    made_of = SentenceField(_("句式"))
    start = models.PositiveIntegerField(_("起"), null=True, blank=True)
    end = models.PositiveIntegerField(_("止"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("单数", "疑点")
        verbose_name_plural = pgettext_lazy("复数", "疑点")
        ordering = ["version_id", "field", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(start__isnull=False, end__gt=F("start")),
                name="doubt_span_whole_or_absent",
            )
        ]

    def __str__(self) -> str:
        return self.reason


class Correction(models.Model):
    """An editor set this field of this notice: parsing again leaves it alone."""

    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="corrections", verbose_name=pgettext_lazy("单数", "公告")
    )
    field = models.CharField(_("项目"), max_length=24)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("编辑")
    )
    corrected_at = models.DateTimeField(_("更正时间"), auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("单数", "更正")
        verbose_name_plural = pgettext_lazy("复数", "更正")
        ordering = ["notice_id", "field"]
        constraints = [models.UniqueConstraint(fields=["notice", "field"], name="correction_once_a_field")]

    def __str__(self) -> str:
        return self.field
