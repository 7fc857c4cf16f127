"""The directories in the admin: places, authorities, groups, rounds, units, people."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from archive.admin.checking import ChecksFirst
from archive.admin.correction_log import log_aliases, log_shared
from archive.admin.corrections import mark
from archive.ingest.fields import CASES
from archive.ingest.proposing_later import propose_later
from archive.ingest.settling import relink, settle
from archive.ingest.succession import addresses_kept
from archive.models import (
    Authority,
    InspectedUnit,
    InspectionGroup,
    Notice,
    Person,
    Place,
    RejectedAlias,
    Round,
    UnitAlias,
)


class SharedAdmin(ChecksFirst):
    """Of what notices share: that it was corrected stands in the public record."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change:
            log_shared(obj, form, request.user)


@admin.register(Place)
class PlaceAdmin(SharedAdmin):
    list_display = ("province", "city", "county")
    search_fields = ("province", "city", "county")


@admin.register(Authority)
class AuthorityAdmin(SharedAdmin):
    list_display = ("name", "level", "place")
    list_filter = ("level",)
    list_select_related = ("place",)
    search_fields = ("name", "place__province", "place__city", "place__county")
    autocomplete_fields = ("place",)

    def save_model(self, request: HttpRequest, obj: Authority, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for notice in obj.notices.all():
            if form.changed_data:
                mark(notice, ["authority"], request.user)
            with addresses_kept(notice):
                relink(notice)
            propose_later(notice)


@admin.register(InspectionGroup)
class InspectionGroupAdmin(SharedAdmin):
    list_display = ("name", "ordinal", "authority")
    list_select_related = ("authority__place",)
    search_fields = ("name", "authority__name")
    autocomplete_fields = ("authority",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Whose a group is follows from its notices: it changes with their authority."""
        return ("authority",) if obj else ()

    def save_model(self, request: HttpRequest, obj: InspectionGroup, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and form.changed_data:
            for notice in Notice.objects.filter(mentions__inspection__group=obj).distinct():
                mark(notice, [CASES], request.user)
                propose_later(notice)


@admin.register(Round)
class RoundAdmin(SharedAdmin):
    list_display = ("__str__", "starts", "ends", "units", "cumulative_units", "focus")
    list_select_related = ("authority",)
    list_filter = ("term", "counted_year")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Once notices speak of a round, what it is called is theirs to say."""
        is_used = obj is not None and (obj.notices.exists() or obj.inspections.exists())
        return ("authority", "term", "counted_year", "number") if is_used else ()

    search_fields = ("authority__name", "focus")
    autocomplete_fields = ("authority",)


class UnitAliasInline(admin.TabularInline):
    model = UnitAlias
    extra = 1


class RejectedAliasInline(admin.TabularInline):
    """What editors took away; taking a line away lets the parser bring the name back."""

    model = RejectedAlias
    extra = 0
    fields = readonly_fields = ("name",)
    verbose_name_plural = gettext_lazy("不用的别名（编辑删去的；删去一行，重新解析时可再加上）")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(InspectedUnit)
class InspectedUnitAdmin(SharedAdmin):
    list_display = ("name", "authority", "place")
    list_select_related = ("authority__place", "place")
    search_fields = ("name", "aliases__name")
    autocomplete_fields = ("authority", "place")
    inlines = (UnitAliasInline, RejectedAliasInline)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Whose a unit is follows from its notices: it changes with their authority."""
        return ("authority",) if obj else ()

    def save_model(self, request: HttpRequest, obj: InspectedUnit, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and form.changed_data:
            for notice in Notice.objects.filter(mentions__inspection__unit=obj).distinct():
                if "name" in form.changed_data or "authority" in form.changed_data:
                    mark(notice, [CASES], request.user)
                settle(notice)
                propose_later(notice)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is UnitAlias:
            _remember_rejected(form.instance, formset)
            if change:
                log_aliases(form.instance, formset, request.user)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Under another alias the unit may be that of another case."""
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            for notice in Notice.objects.filter(mentions__inspection__unit=form.instance).distinct():
                propose_later(notice)


def _remember_rejected(unit: InspectedUnit, formset: Any) -> None:
    """An alias that was deleted or rewritten is not to come back; one that was typed is wanted again."""
    gone = {alias.name for alias in formset.deleted_objects}
    gone |= {row.initial["name"] for row in formset.initial_forms if "name" in row.changed_data}
    wanted = set(unit.aliases.values_list("name", flat=True))
    for name in gone - wanted:
        unit.rejected_aliases.get_or_create(name=name)
    unit.rejected_aliases.filter(name__in=wanted).delete()


@admin.register(Person)
class PersonAdmin(SharedAdmin):
    list_display = ("name", "note", "appearance_count")
    search_fields = ("name", "note")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return super().get_queryset(request).prefetch_related("appearances")

    @admin.display(description=gettext_lazy("出现次数"))
    def appearance_count(self, person: Person) -> int:
        return len(person.appearances.all())
