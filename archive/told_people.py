"""People whom published notices name, as a list of many pages asks for them: counted, and gone through in order."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from archive.models import Appearance, Person, Role, Status


def listed_people(role: Role | None = None) -> QuerySet[Person]:
    """Those who appear in a published notice, in that role.

    Of most nothing is asked: whoever appears nowhere is gone (archive.tidying), but for those whom an editor described.
    """
    appearances = _in_role(role)
    own = Exists(appearances.filter(person=OuterRef("pk")))
    return Person.objects.filter((Q(note="") | own if role is None else own) & ~_is_in_drafts_alone(role, "pk"))


def count_listed(role: Role) -> int:
    """How many listed_people(role) are: counted by what they did, for most people did something else."""
    appearances = _in_role(role).exclude(_is_in_drafts_alone(role, "person"))
    return appearances.values("person").distinct().count()


def _in_role(role: Role | None) -> QuerySet[Appearance]:
    return (Appearance.objects.all() if role is None else Appearance.objects.filter(role=role)).order_by()


def _is_in_drafts_alone(role: Role | None, person: str) -> Q:
    """Drafts are few: asked straight, the notice of everybody there is would be looked up."""
    drafted = _in_role(role).filter(notice__status=Status.DRAFT).values("person")
    published = _in_role(role).filter(notice__status=Status.PUBLISHED, person=OuterRef(person))
    return Q(**{f"{person}__in": drafted}) & ~Q(Exists(published))
