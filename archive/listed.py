"""Long lists of what published notices name: counted, and gone through in order, with next to nothing asked of each.

What is listed is named at all, and not by drafts alone. Drafts are few: asked straight, the notice of every row there
is would be looked up.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from archive.models import Appearance, Inspection, InspectionGroup, Mention, NoticeListing, Person, Role, Status


def listed_groups() -> QuerySet[InspectionGroup]:
    is_named = Exists(Inspection.objects.filter(group=OuterRef("pk")).order_by())
    return InspectionGroup.objects.filter(is_named).exclude(
        _is_in_drafts_alone(Mention.objects.all(), "inspection__group")
    )


def listed_people(role: Role | None = None) -> QuerySet[Person]:
    """Those who appear in that role, if one is asked for."""
    appearances = _in_role(role)
    appears = Exists(appearances.filter(person=OuterRef("pk")))
    return Person.objects.filter(appears).exclude(_is_in_drafts_alone(appearances, "person"))


def count_people(role: Role | None = None) -> int:
    """How many listed_people(role) are: by what they did, which an index has in the order of people."""
    appearances = _in_role(role)
    named = appearances.exclude(_is_in_drafts_alone(appearances, "person", "person"))
    return named.values("person").distinct().count()


def people_in(place: str, role: Role | None = None) -> QuerySet[Person]:
    """Those whom published notices of the place name, in that role, if one is asked for."""
    notices = NoticeListing.objects.filter(facet=NoticeListing.Facet.PLACE, value=place).order_by()
    appearances = _in_role(role).filter(notice__in=notices.values("notice"))
    return Person.objects.filter(pk__in=appearances.values("person"))


def _in_role(role: Role | None) -> QuerySet[Appearance]:
    return (Appearance.objects.filter(role=role) if role else Appearance.objects.all()).order_by()


def _is_in_drafts_alone(rows: QuerySet[Any], link: str, named: str = "pk") -> Q:
    """The condition that all rows (mentions, appearances) which lead to a key by link are of drafts.

    named is the lookup to the key. Drafts are taken whole and found by themselves; which rows count is asked of few.
    """
    drafted = rows.model._default_manager.filter(notice__status=Status.DRAFT, **{f"{link}__isnull": False})
    published = rows.order_by().filter(notice__status=Status.PUBLISHED, **{link: OuterRef(named)})
    return Q(**{f"{named}__in": drafted.order_by().values(link)}) & ~Q(Exists(published))
