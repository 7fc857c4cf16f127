"""Whom they inspect: units and the other names they go by."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.addresses import page_address
from archive.models.authority import Authority, Place
from archive.models.fields import FirmCoreField, NameKeyField, SortKeyField
from archive.models.saving import SavedWhole
from archive.writings import plainer


class InspectedUnit(SavedWhole):
    """A party organisation that is inspected; its name stands without 党委 or 党组.

    市工商联 names a unit in every city, so a unit belongs to the authority that inspects it.
    """

    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("派出机关")
    )
    name = models.CharField(_("名称"), max_length=200)
    key = NameKeyField()
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("地区")
    )
    sort_key = SortKeyField()
    core = FirmCoreField(max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("单数", "被巡视单位")
        verbose_name_plural = pgettext_lazy("复数", "被巡视单位")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="unit_order"),
            models.Index(fields=["name"], name="unit_name"),
            models.Index(fields=["key"], name="unit_key"),
            models.Index(fields=["core"], name="unit_core"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["authority", "name"], name="unit_once_an_authority"),
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_address("unit-detail", self.pk, self.name)

    @property
    def other_names(self) -> list[str]:
        """What readers are told that it is also called: of a name in several writings (繁體, full width) one alone.

        The others stay aliases, by which it is found. Asks the database for the aliases unless they are prefetched.
        """
        names: dict[str, str] = {}
        for alias in self.aliases.all():
            if alias.key != self.key:
                names[alias.key] = plainer(names.get(alias.key, alias.name), alias.name)
        return list(names.values())


class UnitAlias(SavedWhole):
    """A short form or other name of a unit: 深交所."""

    unit = models.ForeignKey(InspectedUnit, models.CASCADE, related_name="aliases", verbose_name=_("单位"))
    name = models.CharField(_("别名"), max_length=200)
    key = NameKeyField()

    class Meta:
        verbose_name = pgettext_lazy("单数", "别名")
        verbose_name_plural = pgettext_lazy("复数", "别名")
        ordering = ["name"]
        indexes = [
            models.Index(fields=["name"], name="alias_name"),
            models.Index(fields=["key"], name="alias_key"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="alias_once_a_unit"),
            models.CheckConstraint(condition=~Q(name=""), name="alias_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class RejectedAlias(models.Model):
    """A name that an editor took away from a unit: no parse brings it back, and nothing is joined by it."""

    unit = models.ForeignKey(InspectedUnit, models.CASCADE, related_name="rejected_aliases", verbose_name=_("单位"))
    name = models.CharField(_("别名"), max_length=200)
    key = NameKeyField()

    class Meta:
        verbose_name = pgettext_lazy("单数", "不用的别名")
        verbose_name_plural = pgettext_lazy("复数", "不用的别名")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="rejected_alias_once_a_unit"),
            models.CheckConstraint(condition=~Q(name=""), name="rejected_alias_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
