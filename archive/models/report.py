"""Errors that readers report, and what editors answered."""

import datetime
import math
from typing import Any, Self

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.notice import Notice
from archive.models.vocabulary import ReportedField, ReportState

MOST_AN_HOUR = 5  # reports from one address
_HOUR = datetime.timedelta(hours=1)


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    def undecided(self) -> Self:
        return self.filter(state=ReportState.OPEN)

    def accepted(self) -> Self:
        return self.filter(state=ReportState.ACCEPTED)


class ErrorReport(models.Model):
    """What a reader says is wrong with a notice. Who it was, nobody asks and nothing tells."""

    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="error_reports", verbose_name=pgettext_lazy("单数", "公告")
    )
    field = models.CharField(_("哪一项"), max_length=12, choices=ReportedField, blank=True)
    text = models.TextField(_("错在哪里"))
    state = models.CharField(_("结论"), max_length=8, choices=ReportState, default=ReportState.OPEN)
    answer = models.TextField(_("答复"), blank=True, help_text=_("采纳的，会随答复列入公开的更正记录"))
    made_at = models.DateTimeField(_("提出时间"), auto_now_add=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True, editable=False)

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("单数", "错误报告")
        verbose_name_plural = pgettext_lazy("复数", "错误报告")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-decided_at"], name="report_newest")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="report_has_text"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_known"),
            models.CheckConstraint(
                condition=Q(state=ReportState.OPEN, decided_at__isnull=True)
                | (~Q(state=ReportState.OPEN) & Q(decided_at__isnull=False)),
                name="report_decided_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The time of the decision follows the state."""
        if self.state == ReportState.OPEN:
            self.decided_at = None
        elif self.decided_at is None:
            self.decided_at = timezone.now()
        super().save(*args, **kwargs)


class ReportAttemptQuerySet(models.QuerySet["ReportAttempt"]):
    def may_report(self, address: str) -> bool:
        """Count one more attempt from this address, unless it had as many within the hour as are allowed.

        Call it in a transaction. What is older than an hour goes, whoever it was. Of attempts that come at once none is
        one too many: each needs a number of its own, and the database gives every number once.
        """
        now = timezone.now()
        # What others delete at the same time is left to them: two could wait for each other.
        old = self.filter(made_at__lte=now - _HOUR).select_for_update(skip_locked=True)
        self.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
        digest = _digest(address)
        taken = set(self.filter(digest=digest, made_at__gt=now - _HOUR).values_list("number", flat=True))
        return any(self._take(digest, number, now) for number in range(MOST_AN_HOUR) if number not in taken)

    def minutes_to_wait(self, address: str) -> int:
        """Until the first of this address's attempts is an hour old, and one more may be made."""
        first = self.filter(digest=_digest(address)).aggregate(first=models.Min("made_at"))["first"]
        rest = first + _HOUR - timezone.now() if first else datetime.timedelta()
        return max(1, math.ceil(rest / datetime.timedelta(minutes=1)))

    def _take(self, digest: str, number: int, now: datetime.datetime) -> bool:
        try:
            with transaction.atomic():
                self.create(digest=digest, number=number, made_at=now)
        except IntegrityError:  # somebody else was first
            return False
        return True


class ReportAttempt(models.Model):
    """Somebody reported within the last hour: a keyed digest of the address, tied to no report and soon gone.

    In the database because the site is served by several processes.
    """

    digest = models.CharField(max_length=64, editable=False)
    number = models.PositiveSmallIntegerField(editable=False)  # which of the hour's attempts: below MOST_AN_HOUR
    made_at = models.DateTimeField(db_index=True, editable=False)

    objects = ReportAttemptQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "number"], name="report_attempt_once")]

    def __str__(self) -> str:
        return self.digest


def _digest(address: str) -> str:
    """No address can be read or looked up from it without the site's secret."""
    return salted_hmac("archive.report", address, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
