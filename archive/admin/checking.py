"""What was sent is checked first and saved then: the transaction of a change form is as short as it can be.

Django's own holds one while it builds and checks the forms, which is most of the work of a save. SQLite has one writer,
and everybody else who saves would wait for that.
"""

from contextlib import ExitStack
from contextvars import ContextVar
from typing import Any

from django.contrib import admin
from django.db import router, transaction
from django.http import HttpRequest

# Ends with the request that is being answered, and with it the transaction that save_model begins.
_saving: ContextVar[ExitStack | None] = ContextVar("saving", default=None)


class _ChangedMeanwhileError(Exception):
    """Somebody else saved the record after it was read for the form."""


class ChecksFirst(admin.ModelAdmin):
    """For a model whose `updated_at` moves with every save."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method == "POST" and object_id is not None:
            try:
                return self._check_and_save(request, object_id, form_url, extra_context)
            except _ChangedMeanwhileError:
                pass  # what was checked holds no longer: once more, all of it in one transaction
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _check_and_save(self, request: HttpRequest, *view: Any) -> Any:
        with ExitStack() as saving:
            saving.callback(_saving.reset, _saving.set(saving))
            return self._changeform_view(request, *view)  # type: ignore[attr-defined]  # changeform_view without its transaction

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        saving = _saving.get()
        if saving is not None:
            saving.enter_context(transaction.atomic(router.db_for_write(self.model)))
            rows = self.model._default_manager.select_for_update()
            if change and not rows.filter(pk=obj.pk, updated_at=obj.updated_at).exists():
                raise _ChangedMeanwhileError
        super().save_model(request, obj, form, change)
