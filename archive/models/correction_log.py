"""Every correction that an editor made, one after another: what it said before, and what it says since."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.inspection import Appearance, Mention
from archive.models.notice import Notice
from archive.models.vocabulary import Status

if TYPE_CHECKING:
    _Values = models.JSONField[list[str] | None, list[str] | None]
else:  # generic in the stubs alone
    _Values = models.JSONField

# What notices share and editors correct, by the model's name; and the published notices that speak of the row of a key.
# What drafts alone speak of is nobody else's.
_SPOKEN_OF: Mapping[str, tuple[type[models.Model], str, str]] = {
    "place": (Notice, "places", "status"),
    "authority": (Notice, "authority", "status"),
    "round": (Notice, "round", "status"),
    "inspectiongroup": (Mention, "inspection__group", "notice__status"),
    "inspectedunit": (Mention, "inspection__unit", "notice__status"),
    "person": (Appearance, "person", "notice__status"),
}

# What editors decide of two inspections: the field of the entry that tells of it.
JOINED, PARTED = "joined", "parted"
DECISIONS = (JOINED, PARTED)


def is_spoken_of(kind: str, key: int) -> bool:
    """Whether a published notice speaks of the row that notices share."""
    return _speaking_of(kind, key).exists()


def _speaking_of(kind: str, key: int | OuterRef) -> models.QuerySet[models.Model]:
    model, path, status = _SPOKEN_OF[kind]
    return model._default_manager.order_by().filter(**{path: key, status: Status.PUBLISHED})


class CorrectionEntryQuerySet(models.QuerySet["CorrectionEntry"]):
    def published(self) -> Self:
        """Those of what a published notice says."""
        condition = Q(notice__status=Status.PUBLISHED)
        for kind in _SPOKEN_OF:
            condition |= Q(Exists(_speaking_of(kind, OuterRef("key"))), kind=kind)
        told = DecidedNotice.objects.filter(entry=OuterRef("pk"), notice__status=Status.PUBLISHED).order_by()
        both_are_told = Q(Exists(told.filter(is_other=False))) & Q(Exists(told.filter(is_other=True)))
        return self.filter(condition | Q(both_are_told, field__in=DECISIONS))

    def about_notice(self, key: int) -> Self:
        """Those of the notice itself, and the decisions about inspections that it tells of."""
        decided = DecidedNotice.objects.filter(notice=key).order_by()
        return self.filter(Q(notice=key) | Q(pk__in=decided.values("entry")))


class CorrectionEntry(models.Model):
    """One field of a notice, or of a row that notices share, as an editor found it and as he left it.

    Entries are added and never changed. Beside them the Correction of the same field keeps parsing from undoing it; an
    entry outlives that. before and after are lists of stored values, empty for none, so that pages say them in their
    reader's language; both are NULL where it is not recorded what was changed, and where inspections were joined or
    parted: those, with their notices, are the entry's decided.
    """

    notice = models.ForeignKey(
        Notice,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="correction_entries",
        verbose_name=pgettext_lazy("单数", "公告"),
    )
    kind = models.CharField(max_length=20, blank=True, editable=False)  # of a shared row: the name of its model
    key = models.PositiveBigIntegerField(null=True, blank=True, editable=False)  # and its key, or its successor's
    about = models.CharField(max_length=500, blank=True, editable=False)  # the case of the notice, or the shared row
    field = models.CharField(_("项目"), max_length=24)
    before = _Values(null=True, blank=True)
    after = _Values(null=True, blank=True)
    is_returned = models.BooleanField(default=False)  # to the parser: no editor decides of the field any more
    is_following = models.BooleanField(default=False)  # worked out from what was corrected with it
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("编辑")
    )
    made_at = models.DateTimeField(_("更正时间"), default=timezone.now)

    objects: ClassVar = CorrectionEntryQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("单数", "更正记录")
        verbose_name_plural = pgettext_lazy("复数", "更正记录")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["-made_at", "-id"], name="correction_newest"),
            models.Index(fields=["kind", "key"], name="correction_of_shared"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(notice__isnull=False, kind="", key__isnull=True)
                | (Q(notice__isnull=True, key__isnull=False) & ~Q(kind="")),
                name="correction_of_notice_or_shared",
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=True, after__isnull=True) | Q(before__isnull=False, after__isnull=False),
                name="correction_known_or_not",
            ),
        ]

    def __str__(self) -> str:
        return self.field


class DecidedNotice(models.Model):
    """A notice of one of two inspections that an editor joined or parted, with the case that it told of then.

    Each of the two has a notice or more; is_other: of the second.
    """

    entry = models.ForeignKey(CorrectionEntry, models.CASCADE, related_name="decided")
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+")
    is_other = models.BooleanField(default=False)
    case_key = models.PositiveBigIntegerField()
    case_name = models.CharField(max_length=500)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.case_name


def logged(field: str, before: Any, after: Any, **of: Any) -> CorrectionEntry:
    """An unsaved entry of two values as they are stored on a row."""
    return CorrectionEntry(field=field, before=stored_values(before), after=stored_values(after), **of)


def stored_values(value: Any) -> list[str]:
    """What an entry keeps of a field's value."""
    if value is None or value == "":
        return []
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
