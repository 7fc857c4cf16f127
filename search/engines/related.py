"""haystack's RelatedSearchQuerySet for every engine of the archive: load_all() with a queryset that leaves rows out."""

from typing import Any

from django.db.models import Model, QuerySet
from haystack.query import SQ
from haystack.query import RelatedSearchQuerySet as HaystacksOwn


class RelatedSearchQuerySet(HaystacksOwn):
    """What load_all_queryset() leaves out is not found in the first place: counts, facets and slices are without it.

    haystack's own (3.4) finds it, drops it window by window, and loses other rows with it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._narrowed_to: dict[type[Model], str] = {}

    def load_all(self) -> "RelatedSearchQuerySet":
        clone: RelatedSearchQuerySet = super().load_all()
        for model, queryset in clone._load_all_querysets.items():
            clone._narrow_to(model, queryset)
        return clone

    def load_all_queryset(self, model: type[Model], queryset: QuerySet[Model]) -> "RelatedSearchQuerySet":
        """The rows are those that the queryset has now. Another queryset takes the place of the one before."""
        clone: RelatedSearchQuerySet = super().load_all_queryset(model, queryset)
        if clone._load_all:
            clone._narrow_to(model, queryset)
        return clone

    def _narrow_to(self, model: type[Model], queryset: QuerySet[Model]) -> None:
        self.query.narrow_queries.discard(self._narrowed_to.get(model))
        keys = SQ(pk__in=list(queryset.values_list("pk", flat=True)))
        self._narrowed_to[model] = keys.as_query_string(self.query.build_query_fragment)
        self.query.add_narrow_query(self._narrowed_to[model])

    def _clone(self, klass: type[Any] | None = None) -> Any:
        clone = super()._clone(klass)
        clone._load_all_querysets = dict(self._load_all_querysets)  # haystack's own shares one among all clones
        clone._narrowed_to = dict(self._narrowed_to)
        return clone
