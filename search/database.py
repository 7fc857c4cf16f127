"""The answer when the index cannot be read: plain substrings in the database. Slow, unfolded, unranked."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from archive.filters import FacetOptions, Filters, count_facets
from archive.models import Appearance, Contact, Mention, Notice
from search.document import latest_versions
from search.engines import Found, Match
from search.query import Clause, Query


def find_in_database(
    query: Query | None, filters: Filters, sort: str, offset: int, limit: int
) -> tuple[Found, list[FacetOptions]]:
    """Every clause as a substring of title, text, a name or a contact. Relevance becomes newest first."""
    notices = Notice.objects.published()
    for clause in query.clauses if query else ():
        notices = notices.filter(_condition(clause))
    matching = filters.apply(notices)
    chosen = Notice.objects.filter(pk__in=matching.values("pk"))
    ordered = chosen.oldest_first() if sort == "oldest" else chosen.newest_first()
    keys = ordered.values_list("pk", flat=True)[offset : offset + limit]
    found = Found(matching.count(), tuple(Match(pk, 0.0) for pk in keys))
    return found, count_facets(notices, filters)


def _condition(clause: Clause) -> Q:
    """The clause as it was typed, or in its folded form."""
    condition = Q()
    for text in dict.fromkeys((clause.written, clause.text)):
        condition |= (
            Q(title__icontains=text)
            | Q(pk__in=latest_versions().filter(text__icontains=text).values("notice"))
            | Q(pk__in=_notices_of(Appearance.objects.filter(name__icontains=text)))
            | Q(pk__in=_notices_of(Contact.objects.filter(value__icontains=text)))
            | Q(pk__in=_notices_of(Mention.objects.filter(_named(text))))
        )
    return condition


def _named(text: str) -> Q:
    ways: Iterable[str] = ("group__name", "unit__name", "unit__aliases__name")
    condition = Q()
    for way in ways:
        condition |= Q(**{f"inspection__{way}__icontains": text})
    return condition


def _notices_of(parts: QuerySet[Appearance] | QuerySet[Contact] | QuerySet[Mention]) -> QuerySet[Notice]:
    return parts.order_by().values("notice")  # type: ignore[return-value]
