"""The cases: one group, in one round, inspects one unit; and what each notice says of them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.addresses import page_address
from archive.models.authority import InspectionGroup, Round
from archive.models.fields import NameKeyField, PartialDateField, SortKeyField, WordListField
from archive.models.notice import PERIOD_FIELDS, ROUND_FIELDS, Notice, worked_out
from archive.models.saving import FollowedManager, FollowedQuerySet, SavedWhole
from archive.models.unit import InspectedUnit
from archive.models.vocabulary import ContactKind, InspectionType, Kind, Role, Stage


class InspectionQuerySet(FollowedQuerySet["Inspection"]):
    def same_as(self, case: "Inspection") -> Self:
        """The case with all that an editor joined to it, the fullest first."""
        standing = case.joined_to_id or case.pk
        ours = self.filter(Q(pk=standing) | Q(joined_to=standing))
        return ours.order_by(F("joined_to").asc(nulls_first=True), "pk")

    def told_by(self, notice: Notice) -> Self:
        """The cases of the notice with all that is joined to them."""
        own = Inspection.objects.filter(mentions__notice=notice).values(standing=Coalesce("joined_to_id", "pk"))
        return self.filter(Q(pk__in=own) | Q(joined_to__in=own))

    def with_notices(self) -> Self:
        """Each with its names and the notices that tell of it, in a fixed number of queries."""
        named = Mention.objects.with_cases()
        titled = Notice.objects.select_related("authority__place").prefetch_related(Prefetch("mentions", named))
        return self.select_related("group__authority__place", "round__authority", "unit").prefetch_related(
            Prefetch("mentions", Mention.objects.order_by("pk")), Prefetch("mentions__notice", titled)
        )


class Inspection(SavedWhole):
    """One case. Group or unit may be unknown; two notices share a case only where all of it is known.

    Cases that an editor found to be one keep their rows, for each says what its notices say: all point to the
    fullest of them (joined_to), which points nowhere.
    """

    group = models.ForeignKey(
        InspectionGroup, models.PROTECT, null=True, blank=True, related_name="inspections", verbose_name=_("巡视组")
    )
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="inspections", verbose_name=_("轮次")
    )
    unit = models.ForeignKey(
        InspectedUnit, models.PROTECT, null=True, blank=True, related_name="inspections", verbose_name=_("被巡视单位")
    )
    notices: "models.ManyToManyField[Notice, Mention]" = models.ManyToManyField(
        Notice, through="Mention", related_name="inspections"
    )
    joined_to = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="joined",
        verbose_name=_("同一次巡视"),
        help_text=_("编辑认定为同一次巡视"),
    )
    is_apart = models.BooleanField(
        _("单列"), default=False, editable=False, help_text=_("编辑认定过，程序不再把别的公告归到这里")
    )

    objects: ClassVar = FollowedManager.from_queryset(InspectionQuerySet)()

    class Meta:
        verbose_name = pgettext_lazy("单数", "巡视")
        verbose_name_plural = pgettext_lazy("复数", "历次巡视")
        ordering = ["pk"]
        indexes = [
            # The few that were joined, with what they may name beside the one that stands for all.
            models.Index(
                fields=["joined_to", "unit", "round"], condition=Q(joined_to__isnull=False), name="inspection_joined"
            ),
        ]
        constraints = [
            # NULLs differ from each other in a unique constraint: only cases of which all is known are held to one.
            # What an editor set apart may look the same and is not.
            models.UniqueConstraint(
                fields=["group", "round", "unit"], condition=Q(is_apart=False), name="inspection_once"
            ),
            models.CheckConstraint(
                condition=Q(joined_to__isnull=True) | ~Q(joined_to=F("id")), name="inspection_not_joined_to_itself"
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=False) | Q(unit__isnull=False),
                name="inspection_has_group_or_unit",
                violation_error_message=_("巡视组和被巡视单位至少要有一个。"),
            ),
        ]

    def __str__(self) -> str:
        return " → ".join(str(part) for part in (self.group, self.unit) if part)

    def get_absolute_url(self) -> str:
        """By what was inspected, else by the group: both stand beside the case wherever it is shown."""
        named = self.unit or self.group
        return page_address("inspection-detail", self.pk, named.name if named else "")

    @property
    def standing(self) -> "Inspection":
        """The one that speaks for all joined to it: itself, where it is joined to none."""
        return self.joined_to or self


def shares_types() -> Q:
    """The condition that what the notice says of itself holds for each of its mentions: types that it has.

    Where it tells some of them apart, nothing is said of the rest; an overview of several types that does not names
    those of its round: 既有常规巡察，也有专项巡察“回头看”.
    """
    told_apart = Mention.objects.filter(notice=OuterRef("notice")).exclude(types="[]").order_by()
    is_of_round = Q(notice__kind=Kind.ROUND_OVERVIEW, notice__types__contains='", "')
    return ~Q(Exists(told_apart)) & ~is_of_round


def _shares_meeting() -> Q:
    """The condition that the meeting of its notice is that of the mention.

    A group speaks at the meeting with one unit and names those that others inspect: of these nothing is told. What an
    overview dates is the round's meeting anyway, and to look through its hundreds for each of them would take long.
    """
    met = Mention.objects.filter(
        notice=OuterRef("notice"), inspection__group__isnull=False, inspection__unit__isnull=False
    )
    is_of_all = Q(inspection__group__isnull=False) | Q(notice__kind=Kind.ROUND_OVERVIEW)
    return is_of_all | ~Q(Exists(met.order_by()))


def reasons() -> dict[str, Exists | ExpressionWrapper]:
    """What to annotate mentions with, to know what their notices do not write, or not of each of them."""
    return {
        "shares_types": ExpressionWrapper(shares_types(), output_field=models.BooleanField()),
        "shares_meeting": ExpressionWrapper(_shares_meeting(), output_field=models.BooleanField()),
        "round_is_inferred": worked_out(ROUND_FIELDS, "notice"),
        "period_is_completed": worked_out(PERIOD_FIELDS, "notice"),
        "feedback_is_completed": worked_out(("feedback_date",), "notice"),
    }


class MentionQuerySet(FollowedQuerySet["Mention"]):
    def with_cases(self) -> Self:
        """Each with its case, group and unit. Joined: overviews name more cases than SQLite takes in one condition."""
        return self.select_related("inspection__group__authority__place", "inspection__unit")


class Mention(SavedWhole):
    """What one notice says of one inspection. Dates left empty are those of the notice."""

    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="mentions", verbose_name=pgettext_lazy("单数", "公告")
    )
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="mentions", verbose_name=pgettext_lazy("单数", "巡视")
    )
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    stage = models.CharField(_("阶段"), max_length=16, choices=Stage, blank=True)
    types = WordListField(_("类型"), vocabulary=InspectionType)
    meeting_date = PartialDateField(_("动员会"), null=True, blank=True)
    period_start = PartialDateField(_("巡视开始"), null=True, blank=True)
    period_end = PartialDateField(_("巡视结束"), null=True, blank=True)
    feedback_date = PartialDateField(_("反馈"), null=True, blank=True)

    # Whether the notice leaves its round, or a part of its period or of the day of the feedback, to be worked out;
    # whether it has the types and the meeting of its notice where it has none of its own: annotated with reasons().
    shares_types: bool
    shares_meeting: bool
    round_is_inferred: bool
    period_is_completed: bool
    feedback_is_completed: bool

    objects: ClassVar = FollowedManager.from_queryset(MentionQuerySet)()

    class Meta:
        verbose_name = pgettext_lazy("单数", "所述巡视")
        verbose_name_plural = pgettext_lazy("复数", "所述巡视")
        ordering = ["notice_id", "position", "pk"]
        indexes = [models.Index(fields=["inspection", "notice"], name="mention_of_inspection")]
        constraints = [models.UniqueConstraint(fields=["notice", "inspection"], name="mention_once")]

    def __str__(self) -> str:
        return str(self.inspection)


class Person(SavedWhole):
    """Somebody named in notices. People of the same name stay apart until an editor joins them."""

    name = models.CharField(_("姓名"), max_length=80)
    key = NameKeyField()
    note = models.CharField(_("说明"), max_length=200, blank=True, help_text=_("区别同名者，如职务"))
    sort_key = SortKeyField(is_person=True)

    class Meta:
        verbose_name = pgettext_lazy("单数", "人员")
        verbose_name_plural = pgettext_lazy("复数", "人员")
        ordering = ["sort_key", "pk"]
        indexes = [
            # Their order, with what the list of people asks of each on the way to a page.
            models.Index(fields=["sort_key", "id", "note", "key", "name"], name="person_order"),
            models.Index(fields=["key"], name="person_key"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="person_has_name")]

    def __str__(self) -> str:
        return f"{self.name}（{self.note}）" if self.note else self.name

    def get_absolute_url(self) -> str:
        return page_address("person-detail", self.pk, self.name)


class Appearance(SavedWhole):
    """One person in one role in one notice: as head or deputy for one mention, as host or speaker for the notice."""

    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="appearances", verbose_name=pgettext_lazy("单数", "公告")
    )
    mention = models.ForeignKey(
        Mention,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="appearances",
        verbose_name=pgettext_lazy("单数", "所述巡视"),
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="appearances", verbose_name=pgettext_lazy("单数", "人员"), editable=False
    )
    name = models.CharField(_("姓名"), max_length=80, help_text=_("照原文"))
    role = models.CharField(_("角色"), max_length=8, choices=Role)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        verbose_name = pgettext_lazy("单数", "人员出现")
        verbose_name_plural = pgettext_lazy("复数", "人员出现")
        ordering = ["notice_id", "role", "position", "pk"]
        indexes = [
            models.Index(fields=["person", "role"], name="appearance_of_person"),
            models.Index(fields=["role", "person"], name="appearance_in_role"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["mention", "role", "name"], name="appearance_once_a_mention"),
            models.UniqueConstraint(
                fields=["notice", "role", "name"], condition=Q(mention__isnull=True), name="appearance_once_a_notice"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="appearance_has_name"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="appearance_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.name}"

    @property
    def person_url(self) -> str:
        """The page of the person, by the name written here: whoever goes by another is led on from there."""
        return page_address("person-detail", self.person_id, self.name)


class Contact(SavedWhole):
    """A way to reach the group; mention is empty for what belongs to no one group."""

    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="contacts", verbose_name=pgettext_lazy("单数", "公告")
    )
    mention = models.ForeignKey(
        Mention,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=pgettext_lazy("单数", "所述巡视"),
    )
    kind = models.CharField(_("方式"), max_length=8, choices=ContactKind)
    value = models.CharField(_("内容"), max_length=300)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        verbose_name = pgettext_lazy("单数", "联系方式")
        verbose_name_plural = pgettext_lazy("复数", "联系方式")
        ordering = ["notice_id", "kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["mention", "kind", "value"], name="contact_once_a_mention"),
            models.UniqueConstraint(
                fields=["notice", "kind", "value"], condition=Q(mention__isnull=True), name="contact_once_a_notice"
            ),
            models.CheckConstraint(condition=~Q(value=""), name="contact_has_value"),
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="contact_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"
