"""What tells people of one name apart: in which roles they appear, with which groups and units, in which years."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import F, Prefetch

from archive.models import Appearance, InspectedUnit, Inspection, InspectionGroup, Mention, Person, Role, Status
from archive.years import ToldYear, told_years


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Somebody and the appearances that published notices tell of, those in the newest notice first."""

    person: Person
    appearances: list[Appearance]

    @property
    def roles(self) -> list[Role]:
        held = {appearance.role for appearance in self.appearances}
        return [role for role in Role if role in held]

    @property
    def years(self) -> list[ToldYear]:
        return told_years(_year_of(a) for a in self.appearances)

    @property
    def groups(self) -> list[InspectionGroup]:
        return list({case.group.pk: case.group for case in self._cases() if case.group}.values())

    @property
    def units(self) -> list[InspectedUnit]:
        return list({case.unit.pk: case.unit for case in self._cases() if case.unit}.values())

    @property
    def authorities(self) -> list[str]:
        """Of those notices that name no group."""
        named = [a.notice for a in self.appearances if a.notice.authority and not any(c.group for c in _cases_of(a))]
        return list(dict.fromkeys(str(notice.authority) for notice in named))

    def _cases(self) -> Iterator[Inspection]:
        for appearance in self.appearances:
            yield from _cases_of(appearance)


def _cases_of(appearance: Appearance) -> list[Inspection]:
    """The case of a head or a deputy; those of the notice for a host or a speaker, who belong to no one case."""
    mention = appearance.mention
    return [mention.inspection] if mention else [said.inspection for said in appearance.notice.mentions.all()]


def _year_of(appearance: Appearance) -> tuple[int | None, bool]:
    """Of the inspection that a head or a deputy made; of the notice for others; whether it was worked out."""
    mention = appearance.mention
    dated = mention.inspection.standing.listing if mention else appearance.notice
    return dated.year, dated.year_is_inferred


def records_of(people: Collection[Person]) -> list[PersonRecord]:
    """In the order of the people, in two queries however many they are."""
    mentions = Mention.objects.with_cases()
    # Found from the people: asked straight, SQLite looks through all published notices.
    theirs = Appearance.objects.filter(person__in=[person.pk for person in people]).order_by().values("pk")
    told = (
        Appearance.objects.filter(pk__in=theirs, notice__status=Status.PUBLISHED)
        .select_related(
            "notice__authority__place",
            "mention__inspection__group__authority__place",
            "mention__inspection__unit",
            "mention__inspection__listing",
            "mention__inspection__joined_to__listing",
        )
        .prefetch_related(Prefetch("notice__mentions", mentions))
        .order_by(F("notice__sort_date").desc(nulls_last=True), "-notice_id", "pk")
    )
    by_person: dict[int, list[Appearance]] = defaultdict(list)
    for appearance in told:
        by_person[appearance.person_id].append(appearance)
    return [PersonRecord(person, by_person[person.pk]) for person in people]
