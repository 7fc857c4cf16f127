"""The directories in the admin: places, authorities, groups, rounds, units, people."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from archive.admin.corrections import mark
from archive.ingest.fields import CASES
from archive.ingest.proposing import propose_joins
from archive.ingest.settling import relink, settle
from archive.models import Authority, InspectedUnit, InspectionGroup, Notice, Person, Place, Round, UnitAlias


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin):
    list_display = ("province", "city", "county")
    search_fields = ("province", "city", "county")


@admin.register(Authority)
class AuthorityAdmin(admin.ModelAdmin):
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
            relink(notice)


@admin.register(InspectionGroup)
class InspectionGroupAdmin(admin.ModelAdmin):
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
                propose_joins(notice)


@admin.register(Round)
class RoundAdmin(admin.ModelAdmin):
    list_display = ("__str__", "starts", "ends", "units", "cumulative_units", "focus")
    list_select_related = ("authority",)
    list_filter = ("term",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Once notices speak of a round, what it is called is theirs to say."""
        is_used = obj is not None and (obj.notices.exists() or obj.inspections.exists())
        return ("authority", "term", "number") if is_used else ()

    search_fields = ("authority__name", "focus")
    autocomplete_fields = ("authority",)


class UnitAliasInline(admin.TabularInline):
    model = UnitAlias
    extra = 1


@admin.register(InspectedUnit)
class InspectedUnitAdmin(admin.ModelAdmin):
    list_display = ("name", "authority", "place")
    list_select_related = ("authority", "place")
    search_fields = ("name", "aliases__name")
    autocomplete_fields = ("authority", "place")
    inlines = (UnitAliasInline,)

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

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Under another alias the unit may be that of another case."""
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            for notice in Notice.objects.filter(mentions__inspection__unit=form.instance).distinct():
                propose_joins(notice)


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ("name", "note", "appearance_count")
    search_fields = ("name", "note")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return super().get_queryset(request).prefetch_related("appearances")

    @admin.display(description=gettext_lazy("出现次数"))
    def appearance_count(self, person: Person) -> int:
        return len(person.appearances.all())
