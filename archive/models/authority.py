"""Who inspects: places, authorities, their inspection groups and rounds."""

from typing import ClassVar, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery, Window
from django.db.models.expressions import Combinable, OrderBy
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from archive.addresses import page_address
from archive.models.fields import PartialDateField, SortKeyField
from archive.models.saving import FollowedManager, FollowedQuerySet, SavedWhole
from archive.models.vocabulary import Level
from archive.numerals import to_chinese
from archive.parsing.divisions import stem
from archive.parsing.folding import fold_chars
from archive.partial_date import PartialDate

CENTRAL_NAME = "中央"
UNKNOWN_NAME = "机关不明"  # of who sent a group that stands alone
# Committees of which there is one in the country, so that the name alone says which: that of the 新疆生产建设兵团.
ONLY_ONES = ("兵团党委",)

_WITH_MONTH = _("写到月或日，如 2018-02、2018-02-11；月份不知道就留空")

# What is not said twice between a place and its committee: 广西壮族|自治区|党委.
_LONG_RANKS = ("自治区", "自治州", "自治县", "自治旗")

# In addresses the parts of a place are joined by hyphens: 河南省-洛阳市.
_NO_HYPHEN = RegexValidator(r"^[^-]*$", _("地名中不能有连字符“-”。"))


def is_identified(authority: str = "") -> Q:
    """The condition that an authority, reached by the lookup named authority, is one that is known: is_identified."""
    path = f"{authority}__" if authority else ""
    return (
        Q(**{f"{path}level": Level.CENTRAL})
        | Q(**{f"{path}place__isnull": False})
        | Q(**{f"{path}name__in": ONLY_ONES})
    )


class Place(SavedWhole):
    """A province, city or county: what a citizen asks for first. Unknown parts are empty."""

    province = models.CharField(_("省"), max_length=40, validators=[_NO_HYPHEN])
    city = models.CharField(_("市"), max_length=40, blank=True, validators=[_NO_HYPHEN])
    county = models.CharField(_("县"), max_length=40, blank=True, validators=[_NO_HYPHEN])
    sort_key = SortKeyField(of=("province", "city", "county"))

    class Meta:
        verbose_name = pgettext_lazy("单数", "地区")
        verbose_name_plural = pgettext_lazy("复数", "地区")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["province", "city", "county"], name="place_once"),
            models.CheckConstraint(condition=~Q(province=""), name="place_has_province"),
        ]

    def __str__(self) -> str:
        return f"{self.province}{self.city}{self.county}"

    def get_absolute_url(self) -> str:
        return reverse("archive:place-detail", args=[self.code])

    @property
    def code(self) -> str:
        """How addresses of pages name the place: 河南省-洛阳市."""
        return place_code(self.province, self.city, self.county)

    @property
    def codes(self) -> list[str]:
        """The place and those it lies in, widest first: 河南省, 河南省-洛阳市."""
        parts = [part for part in (self.province, self.city, self.county) if part]
        return [place_code(*parts[:depth]) for depth in range(1, len(parts) + 1)]


def place_code(*parts: str) -> str:
    """Province, city and county as one value of an address; unknown parts are left out."""
    return "-".join(part for part in parts if part)


class Authority(SavedWhole):
    """The party committee that sends a group.

    A name such as 县委 stands for a thousand committees. With its place known, at the centre, or by a name that
    only one has, an authority is one and is shared by all its notices; otherwise each notice keeps an authority of
    its own until an editor says which it is.
    """

    name = models.CharField(_("名称"), max_length=100)
    level = models.CharField(_("层级"), max_length=10, choices=Level, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="authorities", verbose_name=_("地区")
    )
    sort_key = SortKeyField()

    class Meta:
        verbose_name = pgettext_lazy("单数", "派出机关")
        verbose_name_plural = pgettext_lazy("复数", "派出机关")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "place"],
                name="authority_once_a_place",
                violation_error_message=_("这个地区已有同名的派出机关：请到公告里改选那一个。"),
            ),
            models.UniqueConstraint(fields=["level"], condition=Q(level=Level.CENTRAL), name="authority_one_centre"),
            models.CheckConstraint(condition=~Q(name=""), name="authority_has_name"),
        ]

    def __str__(self) -> str:
        return self.full_name if self.is_identified else gettext("%(name)s（地区不明）") % {"name": self.name}

    @property
    def is_identified(self) -> bool:
        """Whether the name and place say which committee it is."""
        return self.level == Level.CENTRAL or self.place_id is not None or self.name in ONLY_ONES

    @property
    def full_name(self) -> str:
        """The name with its place in front where the name itself lacks it: 河南省洛阳市委, 四川省甘孜州委."""
        if self.place is None:
            return self.name
        parts = (self.place.province, self.place.city, self.place.county)
        own = self.name.removesuffix("党委").removesuffix("委")
        missing = "".join(part for part in parts if part and stem(part) not in own)
        rank = next((word for word in _LONG_RANKS if missing.endswith(word) and self.name.startswith(word)), "")
        return missing.removesuffix(rank) + self.name


class InspectionGroupQuerySet(FollowedQuerySet["InspectionGroup"]):
    def with_published_notices(self) -> Self:
        """Groups that a published notice names, with notice_count."""
        return self.annotate(
            notice_count=models.Count(
                "inspections__mentions__notice",
                filter=Q(inspections__mentions__notice__status="published"),
                distinct=True,
            )
        ).filter(notice_count__gt=0)


class InspectionGroup(SavedWhole):
    """The team sent out: 中央第七巡视组. Its number is used again every round."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="groups", verbose_name=_("派出机关"))
    name = models.CharField(_("名称"), max_length=100, help_text=_("照原文"))
    ordinal = models.PositiveSmallIntegerField(_("番号"), null=True, blank=True)

    objects: ClassVar = FollowedManager.from_queryset(InspectionGroupQuerySet)()

    class Meta:
        verbose_name = pgettext_lazy("单数", "巡视组")
        verbose_name_plural = pgettext_lazy("复数", "巡视组")
        ordering = ["authority__sort_key", F("ordinal").asc(nulls_last=True), "name"]
        indexes = [models.Index(fields=["ordinal"], name="group_ordinal")]
        constraints = [
            # A group whose number was left open (市委第X巡察组) may be any; each notice has its own.
            models.UniqueConstraint(
                fields=["authority", "name"], condition=Q(ordinal__isnull=False), name="group_once_an_authority"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="group_has_name"),
            models.CheckConstraint(condition=Q(ordinal__isnull=True) | Q(ordinal__gte=1), name="group_ordinal_from_1"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return page_address("group-detail", self.pk, self.name)

    @property
    def full_name(self) -> str:
        """The name with the authority's own in front where the notice dropped it: 洛阳市委第三巡察组."""
        committee, name = (fold_chars(written)[0] for written in (self.authority.name, self.name))
        for length in range(len(committee), 0, -1):
            if name.startswith(committee[-length:]):
                return self.authority.name[:-length] + self.name
        return self.name


_A_YEAR = PartialDate(1).sort_key()  # what stored dates of one year and the next are apart


class RoundQuerySet(FollowedQuerySet["Round"]):
    def known_to_readers(self) -> Self:
        """Rounds with a date, or with a published notice: what only a draft says of rounds is nobody else's."""
        return self.filter(Q(starts__isnull=False) | self._is_told())

    def with_published_notices(self) -> Self:
        return self.filter(self._is_told())

    def of_terms(self) -> Self:
        """Those counted within a term, and not within a calendar year."""
        return self.filter(term__isnull=False)

    def newest_first(self, *shelves: OrderBy | Combinable | str) -> Self:
        """An authority's terms and years by the last year known of each, and in each the rounds by number.

        shelves: what they are ordered by before that. A term of which no year is known comes last.
        """
        notices = apps.get_model("archive", "Notice")._default_manager
        told = notices.filter(round=OuterRef("pk"), status="published").order_by().values("round")
        year = Coalesce(
            Cast(F("starts"), models.IntegerField()) / models.Value(_A_YEAR),
            Cast(F("counted_year"), models.IntegerField()),
            Subquery(told.annotate(last=Max("year")).values("last"), output_field=models.IntegerField()),
        )
        is_of_year = models.ExpressionWrapper(Q(term__isnull=True), models.BooleanField())
        last_year = Window(  # of the term and those before it, so that terms stand in their own order
            Max(year), partition_by=[F("authority"), is_of_year], order_by=Coalesce("term", "counted_year")
        )
        return self.order_by(
            *shelves,
            OrderBy(last_year, descending=True, nulls_last=True),
            F("term").desc(nulls_last=True),
            F("counted_year").desc(nulls_last=True),
            "-number",
        )

    def _is_told(self) -> Exists:
        """Asked of each round by itself: a join would repeat the round for every notice."""
        return Exists(Round.objects.filter(pk=OuterRef("pk"), notices__status="published"))


class Round(SavedWhole):
    """One wave of inspections: 十八届中央第八轮. Starts and ends are months or days, empty where not known.

    Committees count rounds within a term or within a calendar year (湖南省委2016年第一轮). Which of the one is which of
    the other no notice says: they are rounds of their own.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="rounds", verbose_name=_("派出机关"))
    term = models.PositiveSmallIntegerField(_("届"), null=True, blank=True)
    counted_year = models.PositiveSmallIntegerField(
        _("计轮年份"), null=True, blank=True, help_text=_("按年计的轮次填年份，不填届：2016年第一轮")
    )
    number = models.PositiveSmallIntegerField(_("轮"))
    starts = PartialDateField(_("开始"), null=True, blank=True, help_text=_WITH_MONTH)
    ends = PartialDateField(_("结束"), null=True, blank=True, help_text=_WITH_MONTH)
    units = models.PositiveIntegerField(_("单位数"), null=True, blank=True)
    cumulative_units = models.PositiveIntegerField(_("累计单位数"), null=True, blank=True)
    focus = models.CharField(_("任务"), max_length=100, blank=True)
    basis = models.CharField(
        _("依据"),
        max_length=300,
        blank=True,
        help_text=_("起止和单位数从哪里知道；public、counted、notice 由程序写成句子，别的话照样显示"),
    )

    objects: ClassVar = FollowedManager.from_queryset(RoundQuerySet)()

    class Meta:
        verbose_name = pgettext_lazy("单数", "轮次")
        verbose_name_plural = pgettext_lazy("复数", "轮次")
        ordering = [
            "authority__sort_key",
            F("term").desc(nulls_last=True),
            F("counted_year").desc(nulls_last=True),
            "-number",
        ]
        constraints = [
            models.UniqueConstraint(fields=["authority", "term", "number"], name="round_once"),
            models.UniqueConstraint(fields=["authority", "counted_year", "number"], name="round_of_year_once"),
            models.CheckConstraint(
                condition=(Q(term__isnull=True) | Q(term__range=(1, 999))) & Q(number__range=(1, 999)),
                name="round_counts_from_1",
                violation_error_message=_("届和轮都从 1 数起，最多到 999。"),
            ),
            models.CheckConstraint(
                condition=Q(term__isnull=False, counted_year__isnull=True)
                | Q(term__isnull=True, counted_year__isnull=False),
                name="round_of_term_or_year",
                violation_error_message=_("届和计轮年份要填一个，也只能填一个。"),
            ),
            models.CheckConstraint(
                condition=Q(counted_year__isnull=True) | Q(counted_year__range=(1900, 9999)),
                name="round_year_possible",
            ),
        ]

    def __str__(self) -> str:
        return round_label(*self.round_parts)

    @property
    def round_parts(self) -> tuple[str, int | None, int | None, int | None]:
        """What names the round: authority, term, number, calendar year that counts it."""
        return self.authority.name, self.term, self.number, self.counted_year

    @property
    def counted_in(self) -> tuple[int | None, int | None]:
        """The term or the calendar year that counts it, the other being None."""
        return self.term, self.counted_year

    @property
    def year(self) -> int | None:
        """When it began, as far as its dates or its name tell."""
        return self.starts.year if self.starts else self.counted_year

    def get_absolute_url(self) -> str:
        return page_address("round-detail", self.pk, str(self))

    def clean(self) -> None:
        """Years are worked out of months: a year alone would be shown and never used, as if the round were unknown.

        Nor can a year alone be used: a round of 2028 may reach into 2029, so that a day in January is of either.
        """
        needs_month = gettext("要写到月份，如 2018-02：只有年份，推不出公告的年份。月份不知道就留空。")
        wrong = {
            name: needs_month
            for name, date in (("starts", self.starts), ("ends", self.ends))
            if date and (date.year is None or date.month is None)
        }
        if self.starts and self.ends and self.ends.is_before(self.starts):
            wrong["ends"] = gettext("结束早于开始。")
        if wrong:
            raise ValidationError(wrong)


def round_label(authority: str, term: int | None, number: int | None, counted_year: int | None = None) -> str:
    """十八届中央第八轮, 湖南省委2016年第一轮, 市委第八轮, 十一届: as far as known, else an empty string.

    A year tells nothing without the number that it counts.
    """
    if term is None and number is None:
        return ""
    if number and counted_year:
        return f"{authority}{counted_year}年第{to_chinese(number)}轮"
    term_part = f"{to_chinese(term)}届" if term else ""
    number_part = f"第{to_chinese(number)}轮" if number else ""
    return f"{term_part}{authority}{number_part}"
