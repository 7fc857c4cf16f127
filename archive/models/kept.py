"""What is worked out from published notices and kept, so that lists and totals need not read the whole archive.

Nothing here is typed, and nothing here is the truth: archive.keeping brings it into step with every change, and
`manage.py recount` makes it anew. No constraint ties these rows to what they tell of: they go and come behind it.
"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.authority import InspectionGroup, Round
from archive.models.fields import PartialDateField, WordListField
from archive.models.inspection import Inspection
from archive.models.notice import Notice
from archive.models.unit import InspectedUnit
from archive.models.vocabulary import Activity, InspectionType, Level, Stage


class NoticeListing(models.Model):
    """A value under which a published notice is found in lists: a place or one it lies in, a group's number, a unit.

    A notice of which nothing of the kind is known stands under archive.filters.UNKNOWN.
    """

    class Facet(models.TextChoices):
        """The facets of archive.filters that a notice may have several values of, kept in tables of their own."""

        PLACE = "place", _("地区")
        GROUP = "group", _("巡视组番号")
        UNIT = "unit", _("被巡视单位")

    notice = models.ForeignKey(
        Notice,
        models.DO_NOTHING,
        related_name="listings",
        db_constraint=False,
        verbose_name=pgettext_lazy("单数", "公告"),
    )
    facet = models.CharField(_("项目"), max_length=5, choices=Facet)
    value = models.CharField(_("值"), max_length=300)

    class Meta:
        verbose_name = pgettext_lazy("单数", "公告所列")
        verbose_name_plural = pgettext_lazy("复数", "公告所列")
        ordering = ["facet", "value", "notice_id"]
        constraints = [models.UniqueConstraint(fields=["facet", "value", "notice"], name="notice_listing_once")]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


_COUNTED = models.Q(is_counted=True)


class CaseListingQuerySet(models.QuerySet["CaseListing"]):
    def counted(self) -> Self:
        """What lists and totals have, in no order."""
        return self.order_by().filter(_COUNTED)


class CaseListing(models.Model):
    """An inspection of which a published notice tells, as it is listed and counted; those that were joined are one.

    Round and unit are those of the row that stands for all; where it has none, the least and the first that a row has.
    The group is the first that a row has of which a published notice tells, the standing row in front. The year and
    the first date are as archive.keeping.case_years has them. Types, stages and activities are in the order of their
    vocabularies. entry and feedback are whole dates; days_differ: of one of them notices give several. listed_only:
    only overviews tell of it. is_counted: it is an inspection of its own, and no group that notices name beside units
    of which they do not say whose they are: the inspections are those of the units.
    """

    inspection = models.OneToOneField(
        Inspection,
        models.DO_NOTHING,
        primary_key=True,
        related_name="listing",
        db_constraint=False,
        verbose_name=pgettext_lazy("单数", "巡视"),
    )
    group = models.ForeignKey(
        InspectionGroup, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, verbose_name=_("巡视组")
    )
    round = models.ForeignKey(
        Round, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, verbose_name=_("轮次")
    )
    unit = models.ForeignKey(
        InspectedUnit, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, verbose_name=_("被巡视单位")
    )
    year = models.PositiveSmallIntegerField(_("年份"), null=True)
    year_is_inferred = models.BooleanField(_("年份为推定"), default=False)
    level = models.CharField(_("层级"), max_length=10, choices=Level, blank=True)
    types = WordListField(_("类型"), vocabulary=InspectionType)
    stages = WordListField(_("阶段"), vocabulary=Stage)
    activities = WordListField(_("活动"), vocabulary=Activity)
    notice_count = models.PositiveIntegerField(_("公告数"))
    listed_only = models.BooleanField(_("只见于总览"), default=False)
    first_date = PartialDateField(_("最早日期"), null=True)
    entry = PartialDateField(_("进驻"), null=True)
    feedback = PartialDateField(_("反馈"), null=True)
    days_differ = models.BooleanField(_("日期不一致"), default=False)
    is_counted = models.BooleanField(_("计为一次"), default=True)

    objects = models.Manager.from_queryset(CaseListingQuerySet)()

    class Meta:
        verbose_name = pgettext_lazy("单数", "巡视所列")
        verbose_name_plural = pgettext_lazy("复数", "巡视所列")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["-first_date", "-inspection"], name="case_listing_newest", condition=_COUNTED),
            models.Index(
                fields=["-notice_count", "-first_date", "-inspection"], name="case_listing_most", condition=_COUNTED
            ),
            models.Index(
                fields=["year", "level", "types", "stages", "year_is_inferred"],
                name="case_listing_counts",
                condition=_COUNTED,
            ),
            models.Index(
                fields=["entry", "feedback", "days_differ"],
                name="case_listing_days",
                condition=_COUNTED & models.Q(entry__isnull=False, feedback__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.inspection)
