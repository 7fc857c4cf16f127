"""The editors' site, django.contrib.admin in what this archive needs of it."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponseBase

logger = logging.getLogger(__name__)

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

_TRIES = 4
# SQLSTATE: deadlock_detected, serialization_failure. The database took the whole transaction back.
_TAKEN_BACK = ("40P01", "40001")


def tried_again(view: View) -> View:
    """Where two editors change the same rows in another order, PostgreSQL takes one change back: it is made anew then.

    SQLite's writers take turns, and none is taken back.
    """

    @wraps(view)
    def trying(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        for left in range(_TRIES - 1, 0, -1):
            try:
                return view(request, *args, **kwargs)
            except OperationalError as error:
                is_ours = transaction.get_connection().in_atomic_block  # and whose it is has to make it anew
                if is_ours or getattr(error.__cause__, "sqlstate", None) not in _TAKEN_BACK:
                    raise
                logger.warning("%s is tried again, %d tries left: %s", request.path, left, error)
        return view(request, *args, **kwargs)

    return cast(View, trying)


class EditorsSite(AdminSite):
    def admin_view(self, view: View, cacheable: bool = False) -> View:
        return super().admin_view(tried_again(view), cacheable)


class EditorsConfig(AdminConfig):
    default_site = "config.editing.EditorsSite"
