"""Inspection groups: all of them by authority, and what one of them did in each round."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from archive.case_facets import perhaps_query
from archive.chips import Choice
from archive.coverage import in_order_of
from archive.filters import FACETS, left_out
from archive.group_records import records_of
from archive.listed import listed_groups
from archive.models import (
    Appearance,
    Authority,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    InspectionType,
    Level,
    Mention,
    Notice,
    Role,
    Round,
    Status,
    reasons,
)
from archive.naming import RoundParts
from archive.perhaps_one import pairs_among
from archive.problems import Problem
from archive.told_cases import Period, first_period, first_period_is_inferred, rounds_are_inferred, titles
from archive.views.addressed import AddressedView
from archive.views.page import SectionMixin, long_page_of, narrowed_list, read_shape
from archive.views.senders import Senders, read_senders
from archive.wording import appearances_in_role, common_activity

GROUPS_A_PAGE = 50
MOST_MENTIONS = 200  # of one group on its page; the rest stand in the list of notices
MOST_NAMESAKES = 10


class GroupListView(SectionMixin, TemplateView):
    section = "groups"
    parameters = ("level", "place", "group", "per_page", "page")
    template_name = "archive/group_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, problems = self.request.GET, list[str]()
        senders, shape = read_senders(query, problems), read_shape(query, problems, usual_size=GROUPS_A_PAGE)
        ordinal = _ordinal(query.get("group", ""), problems)
        groups = _found(senders, ordinal)
        page = long_page_of(self.request, groups, shape.size, groups.count())
        records = records_of(list(page.object_list))
        shelves = [
            (authority, list(of_one))
            for authority, of_one in groupby(records, key=lambda record: _identified(record.group.authority))
        ]
        choices = [*senders.choices, *_said(ordinal)]
        return super().get_context_data(
            page=page,
            shelves=shelves,
            ordinals=_ordinals(),
            ordinal=ordinal,
            problems=problems,
            **senders.context(),
            **narrowed_list(choices, shape, self.understood(problems)),
            **kwargs,
        )


def _ordinals() -> list[int]:
    """The numbers of groups that published notices name."""
    numbers = listed_groups().order_by().values_list("ordinal", flat=True).distinct()
    return sorted(number for number in numbers if number)


def _ordinal(asked: str, problems: list[str]) -> int | None:
    """7, 第七 and 第七巡视组 are the number 7, as everywhere; 0 is nobody's number."""
    value = FACETS["group"].check(asked[:40])
    ordinal = int(value) or None if value.isascii() and value.isdigit() else None
    if asked.strip() and not ordinal:
        said = left_out(_("“%(asked)s”不是番号，请写1以上的数字，如 7。") % {"asked": asked.strip()[:40]})
        problems.append(Problem(said, "group", asked))
    return ordinal


def _said(ordinal: int | None) -> list[Choice]:
    facet = FACETS["group"]
    return [Choice("group", str(facet.label), facet.label_of(str(ordinal)))] if ordinal else []


def _identified(authority: Authority) -> Authority | None:
    """None for those of which the place is not known: their groups share one shelf, each by itself."""
    return authority if authority.is_identified else None


def _found(senders: Senders, ordinal: int | None) -> QuerySet[InspectionGroup]:
    """Groups with published notices, the centre first, then by place, those of one authority by number."""
    groups = listed_groups().filter(senders.condition)
    if ordinal is not None:
        groups = groups.filter(ordinal=ordinal) if ordinal < 10_000 else groups.none()
    return groups.select_related("authority__place").order_by(
        *in_order_of("authority"), F("ordinal").asc(nulls_last=True), "name", "pk"
    )


@dataclass(slots=True)
class Sortie:
    """What a group did in one round: who led it, whom it inspected, which notices say so."""

    round_parts: RoundParts
    round: Round | None
    mentions: list[Mention] = field(default_factory=list)

    @property
    def notices(self) -> list[Notice]:
        return list({mention.notice_id: mention.notice for mention in self.mentions}.values())

    @property
    def units(self) -> list[InspectedUnit]:
        return list({m.inspection.unit.pk: m.inspection.unit for m in self.mentions if m.inspection.unit}.values())

    @property
    def inspections(self) -> list[Inspection]:
        return list({mention.inspection_id: mention.inspection for mention in self.mentions}.values())

    @property
    def activity(self) -> str:
        return common_activity(mention.notice for mention in self.mentions)

    @property
    def anchor(self) -> str:
        """Where the sortie stands on its page: by its first notice, so that it stays."""
        return f"n{self.mentions[0].notice_id}"

    @property
    def type_labels(self) -> list[str]:
        named = dict.fromkeys(name for m in self.mentions for name in (m.types or m.notice.types))
        return [str(InspectionType(name).label) for name in named if name in InspectionType.values]

    @property
    def heads(self) -> list[Appearance]:
        return appearances_in_role((a for m in self.mentions for a in m.appearances.all()), Role.HEAD)

    @property
    def deputies(self) -> list[Appearance]:
        return appearances_in_role((a for m in self.mentions for a in m.appearances.all()), Role.DEPUTY)

    @property
    def period(self) -> Period:
        """The first that a notice gives."""
        return first_period(self.mentions)

    @property
    def period_is_inferred(self) -> bool:
        return first_period_is_inferred(self.mentions)

    @property
    def round_is_inferred(self) -> bool:
        return rounds_are_inferred(self.mentions)


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round of the centre with this group's work in it, or a run of rounds without any.

    notices: how many tell of the group in the round, whether the page lists them or not; sortie: what it lists.
    """

    first: Round
    last: Round
    notices: int
    sortie: Sortie | None


class GroupDetailView(AddressedView, SectionMixin, TemplateView):
    section = "groups"
    template_name = "archive/group_detail.html"

    def things(self) -> QuerySet[InspectionGroup]:
        return InspectionGroup.objects.with_published_notices().select_related("authority__place")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        group: InspectionGroup = self.thing
        sorties = sorties_of(group)
        numbered = listed_groups().filter(ordinal=group.ordinal or 0).exclude(pk=group.pk)
        namesakes = InspectionGroup.objects.with_published_notices().filter(
            pk__in=list(numbered.values_list("pk", flat=True)[:MOST_NAMESAKES])
        )
        return super().get_context_data(
            group=group,
            authority=group.authority,
            sorties=sorties,
            perhaps_query=perhaps_query(group=group.full_name),
            perhaps_one=pairs_among({m.inspection.standing.pk for sortie in sorties for m in sortie.mentions}).count(),
            shown=len({mention.notice_id for sortie in sorties for mention in sortie.mentions}),
            terms=round_table(group, sorties),
            namesakes=namesakes.select_related("authority__place"),
            **kwargs,
        )


def sorties_of(group: InspectionGroup) -> list[Sortie]:
    """The group's work by round, the newest first; what names no round stands by its notice's own words.

    Where the newest notices of several are of one date, as all are of which only the year is known, the later round
    comes first, and of those without a round what stands first in lists of units.
    """
    mentions = (
        Mention.objects.filter(inspection__group=group, notice__status=Status.PUBLISHED)
        .select_related(
            "notice__authority",
            "inspection__round__authority",
            "inspection__unit",
            "inspection__joined_to__unit",
            "inspection__joined_to__group",
            "inspection__group",
        )
        .annotate(**reasons())
        .prefetch_related("appearances", titles())
        .order_by(F("notice__sort_date").desc(nulls_last=True), "-notice_id", "position")[:MOST_MENTIONS]
    )
    sorties: dict[tuple[object, ...], Sortie] = {}
    for mention in mentions:
        wave, notice = mention.inspection.round, mention.notice
        parts = wave.round_parts if wave else (group.authority.name, *notice.round_parts[1:])
        key = (wave.pk,) if wave else (parts, notice.year if any(parts[1:]) else notice.pk)
        sorties.setdefault(key, Sortie(parts, wave)).mentions.append(mention)
    return sorted(sorties.values(), key=_place_among_sorties)


def _place_among_sorties(sortie: Sortie) -> tuple[Any, ...]:
    newest = sortie.mentions[0].notice.sort_date
    _authority, *counted = sortie.round_parts
    unit = min((unit.sort_key for unit in sortie.units), default="")
    return (-newest.sort_key() if newest else 0, *(-(number or 0) for number in counted), unit)


def count_notices_by_round(group: InspectionGroup) -> dict[int, int]:
    """How many published notices tell of the group in each round (by its key) that is known."""
    told = Mention.objects.filter(inspection__group=group, notice__status=Status.PUBLISHED).order_by()
    in_rounds = told.filter(inspection__round__isnull=False).values_list("inspection__round")
    return dict(in_rounds.annotate(n=Count("notice", distinct=True)))


def round_table(group: InspectionGroup, sorties: Iterable[Sortie]) -> list[tuple[int, list[RoundRow]]]:
    """All rounds of the centre by term, the newest first, runs without a notice of this group drawn together.

    Empty for the groups of others.
    """
    if group.authority.level != Level.CENTRAL:
        return []
    counts = count_notices_by_round(group)
    by_round = {sortie.round.pk: sortie for sortie in sorties if sortie.round}
    waves_of_centre = (
        Round.objects.of_terms()
        .filter(authority=group.authority)
        .known_to_readers()
        .select_related("authority")
        .order_by("-term", "-number")
    )
    terms = []
    for term, waves in groupby(waves_of_centre, key=lambda wave: wave.term):
        rows = []
        for told_in, run in groupby(waves, key=lambda wave: wave.pk if wave.pk in counts else None):
            stretch = list(run)
            sortie = by_round.get(told_in) if told_in else None
            rows.append(RoundRow(stretch[-1], stretch[0], counts[told_in] if told_in else 0, sortie))
        terms.append((term, rows))
    return terms
