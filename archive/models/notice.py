"""The notice itself: its text in every version, and what it says as a whole."""

import hashlib
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from archive.addresses import page_address
from archive.models.authority import CENTRAL_NAME, Authority, InspectionGroup, Place, Round, round_label
from archive.models.fields import PartialDateField, WebAddressField, WordListField
from archive.models.guard import Guard
from archive.models.saving import FollowedManager, FollowedQuerySet, SavedWhole
from archive.models.unit import InspectedUnit
from archive.models.vocabulary import AFTERWARDS, Activity, InspectionType, Kind, Level, ReportingDay, Status, YearBasis
from archive.partial_date import PartialDate

_FIRST_DATED_KEY = PartialDate(1).sort_key()  # the year 1: keys below it are of dates without a year
_YEAR = [MinValueValidator(1900), MaxValueValidator(9999)]
_ORDINAL = [MinValueValidator(1), MaxValueValidator(999)]

ROUND_FIELDS = ("term", "round", "round_year")
PERIOD_FIELDS = ("period_start", "period_end")


def of_own_inspection(date: str) -> Case:
    """A date of the period, except of notices that recall an inspection that is over."""
    return Case(When(~Q(kind__in=AFTERWARDS), then=F(date)), default=Value(None), output_field=PartialDateField())


def _key_of_first(*dates: Case | str) -> Coalesce:
    """The sort key of the first date that is given, else 0."""
    return Coalesce(*dates, Value(0), output_field=models.IntegerField())


def worked_out(fields: Iterable[str], notice: str = "pk") -> Exists:
    """The condition that a notice, reached by the lookup, does not write all of the fields: some were worked out."""
    bases = apps.get_model("archive", "Basis")._default_manager
    return Exists(bases.filter(notice=OuterRef(notice), field__in=fields))


class NoticeQuerySet(FollowedQuerySet["Notice"]):
    def published(self) -> Self:
        return self.filter(status=Status.PUBLISHED)

    def visible_to(self, user: Any) -> Self:
        """Drafts are seen by staff only."""
        return self if user.is_active and user.is_staff else self.published()

    def newest_first(self) -> Self:
        """By the date of what is reported; what has no year comes last."""
        return self.order_by(F("sort_date").desc(nulls_last=True), "-pk")

    def oldest_first(self) -> Self:
        return self.order_by(F("sort_date").asc(nulls_last=True), "pk")

    def recently_added_first(self) -> Self:
        return self.order_by("-added_at", "-pk")

    def for_lines(self) -> Self:
        """With what the lines of a list show of the notice itself; archive.notice_lines has the rest."""
        return self.select_related("authority__place", "round__authority").annotate(
            round_is_inferred=worked_out(ROUND_FIELDS)
        )

    def with_people_and_units(self) -> Self:
        """With all that a notice names, in a fixed number of queries."""
        mentions = apps.get_model("archive", "Mention")._default_manager.with_cases()
        return self.for_lines().prefetch_related(Prefetch("mentions", queryset=mentions), "appearances")

    def update(self, **kwargs: Any) -> int:
        return super().update(**{"updated_at": timezone.now(), **kwargs})


class Notice(SavedWhole):
    """One public notice. What it says of one group's work stands in its mentions; the rest stands here."""

    title = models.CharField(_("题名"), max_length=500, blank=True)
    kind = models.CharField(_("公告种类"), max_length=24, choices=Kind, default=Kind.OTHER)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.DRAFT)

    publisher = models.CharField(_("发布者"), max_length=200, blank=True)
    source_url = WebAddressField(_("来源网址"), max_length=1000, blank=True)
    file_name = models.CharField(_("文件名"), max_length=255, blank=True)
    published_date = PartialDateField(_("发布日期"), null=True, blank=True)

    level = models.CharField(_("层级"), max_length=10, choices=Level, blank=True)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="notices", verbose_name=_("派出机关")
    )
    activity = models.CharField(_("活动"), max_length=4, choices=Activity, blank=True)
    term = models.PositiveSmallIntegerField(_("届"), null=True, blank=True, validators=_ORDINAL)
    round_number = models.PositiveSmallIntegerField(_("轮"), null=True, blank=True, validators=_ORDINAL)
    round_year = models.PositiveSmallIntegerField(
        _("计轮年份"),
        null=True,
        blank=True,
        validators=_YEAR,
        help_text=_("轮次按年计时填，如 2016年第一轮；按届计时留空"),
    )
    round = models.ForeignKey(
        Round, models.SET_NULL, null=True, blank=True, related_name="notices", verbose_name=_("轮次"), editable=False
    )
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True, validators=_YEAR)
    year_basis = models.CharField(_("年份依据"), max_length=10, choices=YearBasis, blank=True)
    types = WordListField(_("类型"), vocabulary=InspectionType)

    meeting_date = PartialDateField(_("动员会"), null=True, blank=True)
    period_start = PartialDateField(_("巡视开始"), null=True, blank=True)
    period_end = PartialDateField(_("巡视结束"), null=True, blank=True)
    feedback_date = PartialDateField(_("反馈"), null=True, blank=True, help_text=_("整改公告所说的反馈日期"))
    signed_date = PartialDateField(_("落款日期"), null=True, blank=True, help_text=_("整改公告正文所署的日期"))
    duration = models.CharField(_("时长"), max_length=100, blank=True)
    hours = WordListField(_("受理时间"))
    days = WordListField(_("受理日"), vocabulary=ReportingDay)
    deadline = PartialDateField(_("受理截止"), null=True, blank=True)
    deadline_time = models.TimeField(
        _("截止时刻"), null=True, blank=True, help_text=_("截止那一天的几点；公告没有写，或者到当天结束，留空")
    )
    disciplines = WordListField(_("纪律"))
    rounds_done = models.PositiveIntegerField(_("已开展轮数"), null=True, blank=True)
    units_done = models.PositiveIntegerField(_("已巡视单位数"), null=True, blank=True)
    cited_rules = WordListField(_("引用的文件"))

    places = models.ManyToManyField(
        Place, related_name="notices", editable=False, help_text=_("派出机关和被巡视单位所在，由程序维护")
    )
    sort_date = models.GeneratedField(
        expression=Case(
            When(meeting_date__gte=_FIRST_DATED_KEY, then=F("meeting_date")),
            When(~Q(kind__in=AFTERWARDS), period_start__gte=_FIRST_DATED_KEY, then=F("period_start")),
            When(year__isnull=False, then=Cast(F("year"), models.IntegerField()) * Value(_FIRST_DATED_KEY)),
            When(published_date__gte=_FIRST_DATED_KEY, then=F("published_date")),
            default=Value(None),
        ),
        output_field=PartialDateField(null=True),
        db_persist=True,
    )
    # From when until when reports are taken, as sort keys of dates, 0 where the notice does not say: kept, so that who
    # takes reports today is looked up in an index.
    reports_from = models.GeneratedField(
        expression=_key_of_first(of_own_inspection("period_start"), "meeting_date"),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    reports_until = models.GeneratedField(
        expression=_key_of_first("deadline", of_own_inspection("period_end")),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    says_when_to_report = models.GeneratedField(
        expression=Case(
            When(~Q(hours="[]") | Q(deadline__isnull=False), then=Value(True)),
            default=Value(False),
            output_field=models.BooleanField(),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    added_at = models.DateTimeField(_("收录时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("修改时间"), auto_now=True)

    objects: ClassVar = FollowedManager.from_queryset(NoticeQuerySet)()

    round_is_inferred: bool  # of those that for_lines() fetched

    class Meta:
        verbose_name = pgettext_lazy("单数", "公告")
        verbose_name_plural = pgettext_lazy("复数", "公告")
        base_manager_name = "objects"  # so that round.notices.set() and the like say what they changed
        ordering = [F("sort_date").desc(nulls_last=True), "-pk"]
        indexes = [
            models.Index(fields=["status", "-sort_date", "-id"], name="notice_newest"),
            models.Index(fields=["status", "year", "level", "kind", "types", "year_basis"], name="notice_counts"),
            models.Index(fields=["kind", "level", "status", "-sort_date", "-id"], name="notice_alike"),
            models.Index(
                fields=["round", "kind", "level", "status", "-sort_date", "-id"], name="notice_alike_in_round"
            ),
            models.Index(
                fields=["status", "reports_until", "id", "reports_from", "says_when_to_report", "kind"],
                name="notice_window",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__isnull=True, year_basis="") | (Q(year__isnull=False) & ~Q(year_basis="")),
                name="notice_year_has_basis",
                violation_error_message=_("年份和年份依据要么都有，要么都空。"),
            ),
            Guard(condition=Q(year__isnull=True) | Q(year__gte=1900, year__lte=9999), name="notice_year_possible"),
            Guard(condition=Q(term__isnull=True) | Q(term__gte=1, term__lte=999), name="notice_term_possible"),
            Guard(
                condition=Q(round_number__isnull=True) | Q(round_number__gte=1, round_number__lte=999),
                name="notice_round_possible",
            ),
            Guard(
                condition=Q(round_year__isnull=True) | Q(round_year__gte=1900, round_year__lte=9999),
                name="notice_round_year_possible",
            ),
            models.CheckConstraint(
                condition=Q(term__isnull=True) | Q(round_year__isnull=True),
                name="notice_round_of_term_or_year",
                violation_error_message=_("届和计轮年份只能填一个。"),
            ),
            Guard(condition=Q(status__in=Status.values), name="notice_status_known"),
            Guard(condition=Q(kind__in=Kind.values), name="notice_kind_known"),
            Guard(condition=Q(level__in=["", *Level.values]), name="notice_level_known"),
        ]

    def __str__(self) -> str:
        return self.display_title

    def get_absolute_url(self) -> str:
        return notice_address(self.pk, self.title)

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def display_title(self) -> str:
        """The title, or one made of group and unit where the source gives none; asks the database for these then."""
        if self.title:
            return self.title
        first = next(iter(self.mentions.all()), None)
        return self.supplied_title(*(first.inspection.group, first.inspection.unit) if first else (None, None))

    @property
    def has_supplied_title(self) -> bool:
        """Whether display_title is ours: it stands in square brackets."""
        return not self.title

    def supplied_title(self, group: InspectionGroup | None, unit: InspectedUnit | None) -> str:
        """Of the group and unit of the first case that the notice tells of.

        Always in Chinese: it stands for a title of the source, whatever language the page is in.
        """
        sender = group.full_name if group else (self.authority.name if self.authority else "")
        name = unit.name if unit else ""
        with translation.override(settings.LANGUAGE_CODE):
            what = f"{sender}{self.activity or Activity.XUNSHI}{name}" if sender or name else gettext("未题名公告")
            return f"{what}：{self.get_kind_display()}" if self.kind != Kind.OTHER else what

    @property
    def round_label(self) -> str:
        """十八届中央第八轮, 湖南省委2016年第一轮, or what is known of it; empty where nothing is."""
        return round_label(*self.round_parts)

    @property
    def round_parts(self) -> tuple[str, int | None, int | None, int | None]:
        """What names the round as far as it is known: authority, term, number, calendar year that counts it."""
        name = self.authority.name if self.authority else ""
        if not name and self.level == Level.CENTRAL:
            name = CENTRAL_NAME
        return name, self.term, self.round_number, self.round_year

    @property
    def event_date(self) -> PartialDate | None:
        """When what it reports took place: the meeting, else the entry, unless it tells of what came afterwards."""
        return self.meeting_date or (None if self.kind in AFTERWARDS else self.period_start)

    @property
    def date(self) -> PartialDate | None:
        """The date that stands beside the notice in lists; may lack its year."""
        return self.event_date or (PartialDate(self.year) if self.year else self.published_date)

    @property
    def year_is_inferred(self) -> bool:
        return self.year_basis in YearBasis.inferred()

    @property
    def latest_text(self) -> "TextVersion | None":
        """The newest version; asks the database unless versions are prefetched."""
        return max(self.versions.all(), key=lambda version: version.number, default=None)


def notice_address(key: int, title: str) -> str:
    """The address of a notice of which only the key and the title were fetched."""
    return page_address("notice-detail", key, title)


def text_digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class TextVersion(SavedWhole):
    """The notice's text as decoded, never altered. Evidence points into one version."""

    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="versions", verbose_name=pgettext_lazy("单数", "公告")
    )
    number = models.PositiveIntegerField(_("版本"), default=1)
    text = models.TextField(_("原文"))
    sha256 = models.CharField(max_length=64, editable=False)
    encoding = models.CharField(_("编码"), max_length=20, blank=True)
    added_at = models.DateTimeField(_("收录时间"), auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("单数", "文本版本")
        verbose_name_plural = pgettext_lazy("复数", "文本版本")
        ordering = ["notice_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["sha256"], condition=Q(number=1), name="first_text_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_counts_from_1"),
            models.CheckConstraint(condition=~Q(text=""), name="version_has_text"),
        ]

    def __str__(self) -> str:
        return gettext("第%(number)s版") % {"number": self.number}

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sha256 = text_digest(self.text)
        super().save(*args, **kwargs)
