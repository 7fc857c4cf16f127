"""What the tutorials index: one document field of everything, and a faceted field for each filter."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from haystack import indexes

from archive.filters import facet_values
from archive.models import Mention, Notice, TextVersion


class NoticeIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]
    text = indexes.CharField(document=True)
    title = indexes.CharField(model_attr="display_title")
    year = indexes.CharField(faceted=True)
    level = indexes.CharField(faceted=True)
    kind = indexes.CharField(faceted=True)
    place = indexes.MultiValueField(faceted=True)
    group = indexes.MultiValueField(faceted=True)
    unit = indexes.MultiValueField(faceted=True)
    type = indexes.MultiValueField(faceted=True)

    most: int | None = None  # the last notice that is indexed, where not all are

    def get_model(self) -> Any:  # the class's own type is a field here
        return Notice

    def index_queryset(self, using: str | None = None) -> QuerySet[Notice]:
        # Joined where it can be: update_index takes 1,000 notices at a time, and SQLite no list of all their cases.
        cases = Mention.objects.select_related("inspection__group__authority__place", "inspection__unit")
        versions = Prefetch("versions", TextVersion.objects.order_by("-number"))
        mentions = Prefetch("mentions", cases)
        notices = Notice.objects.published().select_related("authority").order_by("pk")
        notices = notices.prefetch_related("places", "contacts", "appearances", mentions, versions)
        return notices.filter(pk__lte=self.most) if self.most else notices

    def load_all_queryset(self) -> QuerySet[Notice]:
        return Notice.objects.published().with_people_and_units()

    def prepare(self, obj: Notice) -> dict[str, object]:
        prepared: dict[str, object] = super().prepare(obj)
        values = facet_values(obj)
        for name in ("place", "group", "unit", "type"):
            prepared[name] = prepared[f"{name}_exact"] = list(values[name])
        for name in ("year", "level", "kind"):
            prepared[name] = prepared[f"{name}_exact"] = values[name][0]
        return prepared

    def prepare_text(self, notice: Notice) -> str:
        version = notice.latest_text
        cases = [mention.inspection for mention in notice.mentions.all()]
        return "\n".join(
            [
                notice.display_title,
                *(case.group.full_name for case in cases if case.group),
                *(case.unit.name for case in cases if case.unit),
                *(person.name for person in notice.appearances.all()),
                *(contact.value for contact in notice.contacts.all()),
                version.text if version else "",
            ]
        )
