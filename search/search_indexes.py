"""What haystack indexes: notices that are published. The entry itself is made by search.document."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from haystack import indexes

from archive.filters import UNKNOWN, facet_values
from archive.models import Notice
from search.document import Entry, entries, published_notices

_Model = type[Notice]  # in the class below, type is a field


class NoticeIndex(indexes.SearchIndex, indexes.Indexable):
    """The fields that SearchQuerySet knows, with their values as haystack gives them back.

    Those that facets count are empty where the archive does not know. sort_date is a partial date as text: 2015-11.
    """

    text = indexes.CharField(document=True, stored=False)
    title = indexes.CharField()
    year = indexes.IntegerField(null=True, faceted=True)
    level = indexes.CharField(null=True, faceted=True)
    kind = indexes.CharField(faceted=True)
    place = indexes.MultiValueField(faceted=True)
    group = indexes.MultiValueField(faceted=True)
    unit = indexes.MultiValueField(faceted=True)
    type = indexes.MultiValueField(faceted=True)
    sort_date = indexes.CharField(null=True)
    added_at = indexes.DateTimeField(model_attr="added_at")

    def get_model(self) -> _Model:
        return Notice

    def get_updated_field(self) -> str:
        return "updated_at"

    def index_queryset(self, using: str | None = None) -> QuerySet[Notice]:
        return published_notices()

    def load_all_queryset(self) -> QuerySet[Notice]:
        return Notice.objects.published()

    def prepare(self, notice: Notice) -> dict[str, Any]:
        """What haystack's own backends would index; ours indexes entries."""
        known = {name: [each for each in values if each != UNKNOWN] for name, values in facet_values(notice).items()}
        version = notice.latest_text
        data: dict[str, Any] = super().prepare(notice)
        return data | {
            "text": version.text if version else "",
            "title": notice.display_title,
            "year": notice.year,
            "level": notice.level or None,
            "kind": notice.kind,
            **{name: known[name] for name in ("place", "group", "unit", "type")},
            "sort_date": str(notice.sort_date) if notice.sort_date else None,
        }

    def entries(self, keys: Collection[int]) -> dict[int, Entry]:
        """The entries of those notices that belong in the index, by key."""
        return {entry.pk: entry for entry in entries(self.index_queryset().filter(pk__in=keys))}
