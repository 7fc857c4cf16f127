"""What was sent is checked first and saved then: the transaction of a form is as short as it can be.

Django's own holds one while it builds and checks the forms, which is most of the work of a save. SQLite has one writer,
and everybody else who saves would wait for that.

What was checked is what is saved: the transaction begins by reading once more what the forms were made of. Where that
is no longer the same, or a rule of the database says no to what the forms let pass, all is checked again, in one
transaction as Django does it, and the editor is told what does not hold any more.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.db import IntegrityError, models, router, transaction
from django.http import HttpRequest, HttpResponse

from archive.keeping import changes_together

_Rows = dict[Any, tuple[Any, ...]]  # by primary key: what stands in the columns


class ChangedMeanwhileError(Exception):
    """Somebody else saved what the forms were checked by."""


@dataclass
class _Saving:
    """One save: the rows that its forms were made of, with a query for each lot; its transaction once it has begun."""

    transaction: ExitStack
    read: list[tuple[models.QuerySet[Any], _Rows]] = field(default_factory=list)

    def note(self, query: models.QuerySet[Any], rows: Iterable[models.Model]) -> None:
        """Note rows before a form writes what was sent into them."""
        names = _columns(query)
        self.read.append((query, {row.pk: tuple(getattr(row, name) for name in names) for row in rows}))

    def begin(self, using: str) -> None:
        """Raises ChangedMeanwhileError."""
        self.transaction.enter_context(transaction.atomic(using))
        self.transaction.enter_context(changes_together())
        if any(_stored(query.using(using)) != rows for query, rows in self.read):
            raise ChangedMeanwhileError


# Of the request that is being answered; it ends with that, and with it the transaction that save_model begins.
_saving: ContextVar[_Saving | None] = ContextVar("saving", default=None)


def _columns(query: models.QuerySet[Any]) -> list[str]:
    return [column.attname for column in query.model._meta.concrete_fields]


def _stored(query: models.QuerySet[Any]) -> _Rows:
    rows = query.order_by().select_related(None).prefetch_related(None).select_for_update()
    return {key: tuple(values) for key, *values in rows.values_list("pk", *_columns(query))}


class ChecksFirst(admin.ModelAdmin):
    """Its subclasses write nothing before save_model of this class."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method == "POST":
            try:
                return self._check_and_save(request, object_id, form_url, extra_context)
            except (ChangedMeanwhileError, IntegrityError):
                pass  # what was checked holds no longer: once more, all of it in one transaction
            with self._one_change():
                return super().changeform_view(request, object_id, form_url, extra_context)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _check_and_save(self, request: HttpRequest, *view: Any) -> Any:
        with ExitStack() as saving:
            saving.callback(_saving.reset, _saving.set(_Saving(saving)))
            return self._changeform_view(request, *view)  # type: ignore[attr-defined]  # changeform_view without its transaction

    # ---- what the forms are made of ----

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        saving = _saving.get()
        if saving is not None and found is not None:
            saving.note(self.model._base_manager.filter(pk=found.pk), [found])
        return found

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """As Django's, which copies all that was sent for each inline, since it writes there when it saves as new."""
        made = {"instance": obj, "prefix": prefix, "queryset": inline.get_queryset(request)}
        return made | ({"data": request.POST, "files": request.FILES} if request.method == "POST" else {})

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]  # the stubs do not know it
        saving = _saving.get()
        if saving is not None:
            for formset in formsets:
                saving.note(formset.queryset, formset.get_queryset())
        return formsets, inlines

    # ---- saving it ----

    @contextmanager
    def _one_change(self) -> Iterator[None]:
        with transaction.atomic(router.db_for_write(self.model)), changes_together():
            yield

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with self._one_change():
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        with self._one_change():
            super().delete_queryset(request, queryset)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        saving = _saving.get()
        if saving is not None:
            saving.begin(router.db_for_write(self.model))
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        _end_transaction()
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        _end_transaction()
        return super().response_change(request, obj)


def _end_transaction() -> None:
    """Before anybody is told that it was saved: the database may still say no."""
    saving = _saving.get()
    if saving is not None:
        saving.transaction.close()
