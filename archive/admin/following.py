"""Pages of rows that follow from notices: nothing on them is typed, added or deleted by hand."""

from typing import Any

from django.http import HttpRequest

from archive.admin.checking import ChecksFirst


class FollowsNoticesAdmin(ChecksFirst):
    """What editors can say of such a row stands in buttons of its page."""

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        without_saving = {"show_save": False, "show_save_and_continue": False}
        return super().render_change_form(request, context | without_saving, *args, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
