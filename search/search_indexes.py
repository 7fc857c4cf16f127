"""What haystack indexes: notices that are published. The entry itself is made by search.document."""

from collections.abc import Collection

from django.db.models import QuerySet
from haystack import indexes

from archive.models import Notice
from search.document import Entry, entries, published_notices


class NoticeIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True)

    def get_model(self) -> type[Notice]:
        return Notice

    def get_updated_field(self) -> str:
        return "updated_at"

    def index_queryset(self, using: str | None = None) -> QuerySet[Notice]:
        return published_notices()

    def load_all_queryset(self) -> QuerySet[Notice]:
        return Notice.objects.published()

    def prepare_text(self, notice: Notice) -> str:
        version = notice.latest_text
        return version.text if version else ""

    def entries(self, keys: Collection[int]) -> dict[int, Entry]:
        """The entries of those notices that belong in the index, by key."""
        return {entry.pk: entry for entry in entries(self.index_queryset().filter(pk__in=keys))}
