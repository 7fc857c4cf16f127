"""Where editors keep the short forms that search knows."""

from django.contrib import admin

from search.models import ShortForm


@admin.register(ShortForm)
class ShortFormAdmin(admin.ModelAdmin):
    list_display = ("short", "full")
    search_fields = ("short", "full")
