"""What notices leave blank for doubt: for pages that tell of several of them."""

from collections.abc import Collection, Mapping

from django.db.models import OuterRef, Subquery
from django.utils.safestring import SafeString

from archive.ingest.fields import decided_by
from archive.models import Correction, Doubt, Notice, TextVersion
from archive.reasons import spoken_reason

# Reasons in the reader's language, by the notice's key and the field.
Doubts = Mapping[tuple[int, str], list[SafeString]]


def doubts_of(notices: Collection[Notice]) -> Doubts:
    """Those of the newest texts, of fields that no editor decided: two queries, however many notices there are."""
    keys = [notice.pk for notice in notices]
    corrected: dict[int, set[str]] = {}
    for notice, field in Correction.objects.filter(notice__in=keys).values_list("notice_id", "field"):
        corrected.setdefault(notice, set()).add(field)
    newest = TextVersion.objects.filter(notice=OuterRef("version__notice")).order_by("-number").values("pk")[:1]
    found: dict[tuple[int, str], list[SafeString]] = {}
    doubts = Doubt.objects.filter(version__notice__in=keys, version=Subquery(newest)).select_related("version")
    for doubt in doubts:
        notice = doubt.version.notice_id
        if doubt.field not in decided_by(corrected.get(notice, set())):
            found.setdefault((notice, doubt.field), []).append(spoken_reason(doubt.reason, doubt.made_of))
    return found
