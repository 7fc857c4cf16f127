"""Lists of what editors decide one by one: what is still open comes first."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_OPEN, _ALL = "open", "all"


class StateFilter(admin.SimpleListFilter):
    """What is still open, unless something else is asked for."""

    title = gettext_lazy("结论")
    parameter_name = "state"
    states: type[TextChoices]  # one of them "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*((state.value, str(state.label)) for state in self.states), (_ALL, _("全部"))]

    def choices(self, changelist: Any) -> Any:
        """Without the choice of nothing: that is what is open."""
        chosen = self.value() or _OPEN
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": value == chosen, "query_string": query, "display": label}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.value() or _OPEN
        return queryset if asked == _ALL else queryset.filter(state=asked)
