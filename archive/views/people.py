"""People named in notices: all of them, and where one of them appears."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from archive.chips import Choice
from archive.listed import count_people, listed_people, people_in
from archive.models import Appearance, InspectedUnit, InspectionGroup, Notice, Person, Role, Round, Status
from archive.naming import RoundParts
from archive.notice_lines import lines_of
from archive.person_records import PersonRecord, records_of
from archive.told import is_told, told_mentions
from archive.told_cases import ToldCase, read_cases
from archive.views.addressed import AddressedView
from archive.views.names import asked_name, is_called, name_choices
from archive.views.page import SectionMixin, choice_of, fetched, long_page_of, narrowed_list, page_of, read_shape
from archive.views.senders import read_place
from archive.wording import common_activity
from archive.writings import folded_name
from archive.years import ToldYear, told_years

EVERY_ROLE = "all"  # role=all: whatever somebody did
MOST_APPEARANCES = 300  # of one person on their page
MOST_NAMESAKES = 20


def _named() -> QuerySet[Person]:
    """People whom published notices name."""
    return Person.objects.filter(is_told(Appearance.objects.all(), "person"))


class PersonListView(SectionMixin, TemplateView):
    section = "people"
    parameters = ("q", "place", "role", "per_page", "page")
    template_name = "archive/person_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, problems = self.request.GET, list[str]()
        asked = asked_name(query)
        role = choice_of(query, "role", (EVERY_ROLE, *Role.values), _("角色"), problems)
        place = read_place(query, problems)
        shape = read_shape(query, problems)
        in_role = Role(role) if role != EVERY_ROLE else None
        page = _page_of_people(self.request, asked, in_role, place.place, shape.size)
        records = records_of(list(page.object_list))
        choices = [*name_choices(asked, _("姓名")), *place.choices]
        choices += [Choice("role", _("角色"), str(Role(role).label))] if role != EVERY_ROLE else []
        return super().get_context_data(
            asked=asked,
            role=role,
            roles=[(EVERY_ROLE, _("全部")), *Role.choices],
            is_narrowed=bool(choices),
            problems=problems,
            page=page,
            records=records,
            activity=_activity_of(records),
            **place.context(),
            **narrowed_list(choices, shape, self.understood(problems)),
            **kwargs,
        )


def _page_of_people(request: HttpRequest, asked: str, role: Role | None, place: str, size: int) -> Page[Any]:
    people = (people_in(place, role) if place else listed_people(role)).order_by("sort_key", "pk")
    if not asked and not place:
        return long_page_of(request, people, size, count_people(role))
    # Every name is read to count those that hold what was asked: read once, that gives the page as well.
    found = people.filter(is_called(asked)) if asked else people
    keys = list(found.values_list("pk", flat=True))
    return fetched(page_of(request, keys, size), Person.objects.all())


@dataclass(slots=True)
class Service:
    """Somebody's work in one group in one round: of a round that is not known, in what one notice tells of."""

    group: InspectionGroup | None
    round: Round | None
    round_parts: RoundParts
    cases: list[ToldCase] = field(default_factory=list)

    @property
    def year(self) -> ToldYear | None:
        """The first."""
        return next(reversed(told_years((case.year, case.year_is_inferred) for case in self.cases)), None)

    @property
    def round_is_inferred(self) -> bool:
        return all(case.round_is_inferred for case in self.cases)

    @property
    def units(self) -> list[InspectedUnit]:
        return list({case.unit.pk: case.unit for case in self.cases if case.unit}.values())

    @property
    def notices(self) -> list[Notice]:
        return list({notice.pk: notice for case in self.cases for notice in case.notices}.values())


@dataclass(frozen=True, slots=True)
class RoleSection:
    """What somebody did in one role: in groups, and in notices as a whole."""

    role: Role
    services: list[Service]
    notices: list[Notice]

    @property
    def activity(self) -> str:
        """What all the services are of, if one."""
        return common_activity(notice for service in self.services for notice in service.notices)


class PersonDetailView(AddressedView, SectionMixin, TemplateView):
    section = "people"
    template_name = "archive/person_detail.html"

    def things(self) -> QuerySet[Person]:
        return _named()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person: Person = self.thing
        told = person.appearances.filter(notice__status=Status.PUBLISHED)
        shown = list(told.order_by(F("notice__sort_date").desc(nulls_last=True), "-pk")[:MOST_APPEARANCES])
        sections, namesakes = _sections_of(shown), _namesakes(person)
        return super().get_context_data(
            person=person,
            sections=sections,
            lines=lines_of({notice.pk: notice for section in sections for notice in section.notices}.values()),
            roles=[section.role for section in sections],
            notice_count=told.values("notice").distinct().count(),
            shown=len({appearance.notice_id for appearance in shown}),
            namesakes=namesakes,
            namesakes_activity=_activity_of(namesakes),
            most_namesakes=MOST_NAMESAKES,
            **kwargs,
        )


def _activity_of(records: list[PersonRecord]) -> str:
    return common_activity(appearance.notice for record in records for appearance in record.appearances)


def _sections_of(appearances: list[Appearance]) -> list[RoleSection]:
    """By role, in a fixed number of queries; a role without any is left out."""
    mentioned = {appearance.mention_id for appearance in appearances if appearance.mention_id}
    cases = read_cases(told_mentions().filter(pk__in=mentioned))
    loose = {appearance.notice_id for appearance in appearances if not appearance.mention_id}
    notices = list(Notice.objects.filter(pk__in=loose).for_lines().newest_first())
    sections = []
    for role in Role:
        own = [appearance for appearance in appearances if appearance.role == role]
        mentions = {appearance.mention_id for appearance in own}
        whole = {appearance.notice_id for appearance in own if not appearance.mention_id}
        of_role = [ToldCase(case.key, said) for case in cases if (said := _among(case, mentions))]
        if own:
            sections.append(
                RoleSection(role, _services_of(of_role), [notice for notice in notices if notice.pk in whole])
            )
    return sections


def _among(case: ToldCase, mentions: set[int | None]) -> list[Any]:
    return [mention for mention in case.mentions if mention.pk in mentions]


def _services_of(cases: list[ToldCase]) -> list[Service]:
    services: dict[object, Service] = {}
    for case in cases:
        wave, group = case.round, case.group
        of_group = group.pk if group else None
        keys: list[object] = (
            [(of_group, "round", wave.pk)] if wave else [(of_group, "notice", notice.pk) for notice in case.notices]
        )
        same = next((services[key] for key in keys if key in services), None)
        service = same or Service(group, wave, case.round_parts)
        service.cases.append(case)
        services |= dict.fromkeys(keys, service)
    return list({id(service): service for service in services.values()}.values())


def _namesakes(person: Person) -> list[PersonRecord]:
    """Other people of the name in any writing, up to one more than the page shows."""
    others = _named().filter(key=folded_name(person.name)).exclude(pk=person.pk).order_by("pk")
    return records_of(list(others[: MOST_NAMESAKES + 1]))
