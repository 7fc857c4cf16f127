"""The answer when the index cannot be read: plain substrings in the database. Slow, unfolded, unranked, whole only."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q, QuerySet

from archive.facet_counts import count_facets
from archive.facet_options import FacetOptions
from archive.filters import Filters
from archive.models import Appearance, Contact, ContactKind, Mention, Notice, Role
from archive.models.fields import has_word
from search.claims import Claim, FactClaim, GroupClaim, RoundClaim, TypeClaim, YearClaim
from search.document import latest_versions
from search.engines import Found, Match
from search.plan import Either, Every, Except, Goal, Held, InPart, Plan, Run, Stated

_PHONES = (ContactKind.PHONE, ContactKind.SMS)
_POSTAL = (ContactKind.MAILBOX, ContactKind.POSTCODE, ContactKind.ADDRESS)


def find_in_database(
    plan: Plan | None, filters: Filters, sort: str, offset: int, limit: int
) -> tuple[Found, list[FacetOptions]]:
    """Notices that have all of the plan. Relevance becomes newest first; there are no partial matches."""
    notices = Notice.objects.published()
    if plan is not None:
        notices = notices.filter(_condition(plan.goal))
    matching = filters.apply(notices)
    chosen = Notice.objects.filter(pk__in=matching.values("pk"))
    ordered = chosen.oldest_first() if sort == "oldest" else chosen.newest_first()
    keys = ordered.values_list("pk", flat=True)[offset : offset + limit]
    found = Found(matching.count(), tuple(Match(pk, 0.0) for pk in keys))
    return found, count_facets(filters, notices)


def _condition(goal: Goal) -> Q:
    match goal:
        case Every(goals):
            return reduce(and_, map(_condition, goals), Q())
        case Either(goals):
            return reduce(or_, map(_condition, goals))
        case InPart():
            return Q(pk__in=[])
        case Except(inner):
            return ~Q(pk__in=Notice.objects.filter(_condition(inner)).order_by().values("pk"))
        case Held(fields, forms):
            texts = [form.text for form in forms]
            return reduce(or_, (_in_field(field, text) for field in fields for text in texts))
        case Stated(claim):
            return _stated(claim)
        case Run():
            return _run(goal)


def _run(run: Run) -> Q:
    """Any form, all parts, or the fact itself."""
    condition = reduce(or_, (_anywhere(form.text) for form in run.forms))
    if run.parts:
        condition |= reduce(and_, map(_run, run.parts))
    for claim in run.claims:
        if claim.suffices:
            condition |= _stated(claim)
    return condition


def _anywhere(text: str) -> Q:
    return reduce(or_, (_in_field(field, text) for field in ("title", "body", "people", "contact", "groups", "units")))


def _in_field(field: str, text: str) -> Q:
    match field:
        case "title" | "publisher":
            return Q(**{f"{field}__icontains": text})
        case "body":
            return Q(pk__in=latest_versions().filter(text__icontains=text).values("notice"))
        case "units":
            return _named("unit__name", text) | _named("unit__aliases__name", text)
        case "groups":
            return _named("group__name", text)
        case "people":
            return _of(Appearance.objects.filter(name__icontains=text))
        case "phone" | "email" | "mailbox" | "contact":
            kinds = {"phone": _PHONES, "email": (ContactKind.EMAIL,), "mailbox": _POSTAL, "contact": ContactKind}[field]
            return _of(Contact.objects.filter(kind__in=kinds, value__icontains=text))
        case "authority":
            return Q(authority__name__icontains=text)
        case "place":
            parts = ("province", "city", "county")
            return reduce(or_, (Q(**{f"places__{part}__icontains": text}) for part in parts))
        case _:
            return _of(Appearance.objects.filter(role=Role(field), name__icontains=text))


def _stated(claim: Claim) -> Q:
    match claim:
        case YearClaim(years):
            return Q(year__in=years)
        case TypeClaim(name):
            return has_word("types", name)
        case GroupClaim():
            numbered = Q(mentions__inspection__group__ordinal=claim.number)
            sender = Q(mentions__inspection__group__name__contains=claim.committee)
            return _keys(numbered & sender if claim.committee else numbered)
        case RoundClaim():
            return _round(claim)
        case FactClaim("kind" | "level", values):
            return Q(**{f"{claim.fact}__in": values})
        case _:
            return Q(pk__in=[])


def _round(claim: RoundClaim) -> Q:
    asked = {"term": claim.term, "round_number": claim.number, "round_year": claim.counted_year}
    known = {name: value for name, value in asked.items() if value}
    condition = Q(**known)
    return condition & Q(authority__name__contains=claim.committee) if claim.committee else condition


def _named(way: str, text: str) -> Q:
    return _of(Mention.objects.filter(**{f"inspection__{way}__icontains": text}))


def _keys(condition: Q) -> Q:
    return Q(pk__in=Notice.objects.filter(condition).order_by().values("pk"))


def _of(parts: QuerySet[Appearance] | QuerySet[Contact] | QuerySet[Mention]) -> Q:
    return Q(pk__in=parts.order_by().values("notice"))
