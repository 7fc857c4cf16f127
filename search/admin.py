"""Where editors keep the short forms that search knows."""

from django.contrib import admin

from archive.admin.checking import ChecksFirst
from search.models import ShortForm


@admin.register(ShortForm)
class ShortFormAdmin(ChecksFirst):
    list_display = ("short", "full")
    search_fields = ("short", "full")
