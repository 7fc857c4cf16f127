"""Which cases may be one and the same: what the archive proposes, what editors decided, and what is to be looked at."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.inspection import Inspection
from archive.models.sentences import SentenceField
from archive.models.vocabulary import JoinState


class JoinProposalQuerySet(models.QuerySet["JoinProposal"]):
    def undecided(self) -> Self:
        return self.filter(state=JoinState.OPEN)

    def decided(self) -> Self:
        return self.exclude(state=JoinState.OPEN)

    def about(self, *cases: Inspection) -> Self:
        return self.filter(Q(first__in=cases) | Q(second__in=cases))

    def between(self, ours: list[Inspection], theirs: list[Inspection]) -> Self:
        return self.filter(Q(first__in=ours, second__in=theirs) | Q(first__in=theirs, second__in=ours))


class JoinProposal(models.Model):
    """Two cases that may be one, with the reason; once decided it stays, and is not made again."""

    first = models.ForeignKey(Inspection, models.CASCADE, related_name="+", verbose_name=_("一件"))
    second = models.ForeignKey(Inspection, models.CASCADE, related_name="+", verbose_name=_("另一件"))
    reason = models.TextField(_("理由"))
    made_of = SentenceField(_("句式"))
    state = models.CharField(_("结论"), max_length=8, choices=JoinState, default=JoinState.OPEN)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("编辑")
    )
    made_at = models.DateTimeField(_("提出时间"), auto_now_add=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)

    objects = JoinProposalQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("单数", "合并提议")
        verbose_name_plural = pgettext_lazy("复数", "合并提议")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-id"], name="join_newest")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="join_once_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="join_pair_in_order"),
            models.CheckConstraint(condition=Q(state__in=JoinState.values), name="join_state_known"),
            models.CheckConstraint(
                condition=Q(state=JoinState.OPEN, decided_at__isnull=True)
                | (~Q(state=JoinState.OPEN) & Q(decided_at__isnull=False)),
                name="join_decided_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} = {self.second}?"

    @property
    def is_open(self) -> bool:
        return self.state == JoinState.OPEN


class LeftToCompare(models.Model):
    """A notice that an editor saved, whose cases are compared with others after that; written in the same transaction.

    As with `search.models.PendingChange` every save adds a row, and the key is no foreign key.
    """

    notice_id = models.BigIntegerField(pgettext_lazy("单数", "公告"))

    class Meta:
        verbose_name = pgettext_lazy("单数", "待比较的公告")
        verbose_name_plural = pgettext_lazy("复数", "待比较的公告")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.notice_id)
