"""Whom they inspect: units and the other names they go by."""

import re
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.authority import Authority, Place

# What a firm's name ends with and a shorter form of it leaves out. Example: 深圳能源|集团股份有限公司
_FIRM_TAIL = re.compile(r"(?:集团|控股|有限|责任|股份|总公司|公司)+$")
_SHORTEST_CORE = 4  # 水务 and 城投 are left of a firm in every city


def core_name(name: str) -> str:
    """What is left of a firm's name without the words for its form; empty where that names no firm any more."""
    core = _FIRM_TAIL.sub("", name)
    return core if core != name and len(core) >= _SHORTEST_CORE else ""


class InspectedUnit(models.Model):
    """A party organisation that is inspected; its name stands without 党委 or 党组.

    市工商联 names a unit in every city, so a unit belongs to the authority that inspects it.
    """

    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("派出机关")
    )
    name = models.CharField(_("名称"), max_length=200)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("地区")
    )
    core = models.CharField(max_length=200, blank=True, editable=False)  # of a firm: core_name(name)

    class Meta:
        verbose_name = _("被巡视单位")
        verbose_name_plural = _("被巡视单位")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name"], name="unit_name"),
            models.Index(fields=["core"], name="unit_core"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["authority", "name"], name="unit_once_an_authority"),
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.core = core_name(self.name)
        super().save(*args, **kwargs)


class UnitAlias(models.Model):
    """A short form or other name of a unit: 深交所."""

    unit = models.ForeignKey(InspectedUnit, models.CASCADE, related_name="aliases", verbose_name=_("单位"))
    name = models.CharField(_("别名"), max_length=200)

    class Meta:
        verbose_name = _("别名")
        verbose_name_plural = _("别名")
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="alias_name")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="alias_once_a_unit"),
            models.CheckConstraint(condition=~Q(name=""), name="alias_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
