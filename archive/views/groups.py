"""Inspection groups: all of them by authority, and what one of them did in each round."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from archive.filters import FACETS
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
    YearBasis,
    reasons,
)
from archive.naming import RoundParts
from archive.perhaps_one import pairs_among
from archive.told_cases import Period, first_period, first_period_is_inferred, rounds_are_inferred
from archive.views.addressed import AddressedView
from archive.views.page import SectionMixin, page_of
from archive.wording import appearances_in_role, common_activity

GROUPS_A_PAGE = 50
MOST_MENTIONS = 200  # of one group on its page; the rest stand in the list of notices
MOST_NAMESAKES = 10

# What a notice without a title is named by.
_TITLE_PARTS = ("notice__mentions__inspection__group__authority__place", "notice__mentions__inspection__unit")


class GroupListView(SectionMixin, TemplateView):
    section = "groups"
    parameters = ("group", "page")
    template_name = "archive/group_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = InspectionGroup.objects.filter(inspections__mentions__notice__status=Status.PUBLISHED)
        ordinals = sorted({n for n in named.order_by().values_list("ordinal", flat=True).distinct() if n})
        asked = self.request.GET.get("group", "").strip()
        chosen = _ordinal(asked)
        problems = (
            [_("“%(asked)s”不是番号，请写1以上的数字，如 7。") % {"asked": asked[:40]}] if asked and not chosen else []
        )
        page = page_of(self.request, _listed_groups(chosen), GROUPS_A_PAGE)
        shelves = [
            (authority, list(groups))
            for authority, groups in groupby(page.object_list, key=lambda group: _identified(group.authority))
        ]
        return super().get_context_data(
            page=page,
            shelves=shelves,
            ordinals=ordinals,
            chosen=chosen,
            problems=problems,
            inferred=YearBasis.inferred(),
            **kwargs,
        )


def _ordinal(asked: str) -> int | None:
    """7, 第七 and 第七巡视组 are the number 7, as everywhere; 0 is nobody's number."""
    value = FACETS["group"].check(asked[:40])
    return int(value) or None if value.isascii() and value.isdigit() else None


def _identified(authority: Authority) -> Authority | None:
    """None for those of which the place is not known: their groups share one shelf, each by itself."""
    return authority if authority.is_identified else None


def _listed_groups(ordinal: int | None) -> QuerySet[InspectionGroup]:
    """Groups with published notices, the centre first, then by place; each with unit_hint, last_year and its basis."""
    mentions = Mention.objects.filter(inspection__group=OuterRef("pk"), notice__status=Status.PUBLISHED)
    unit = mentions.filter(inspection__unit__isnull=False).order_by("pk").values("inspection__unit__name")[:1]
    is_read = Case(When(notice__year_basis__in=YearBasis.inferred(), then=Value(1)), default=Value(0))
    years = mentions.filter(notice__year__isnull=False).order_by("-notice__year", is_read)
    rank = Case(
        *(When(authority__level=level, then=Value(position)) for position, level in enumerate(Level.values)),
        default=Value(len(Level.values)),
        output_field=IntegerField(),
    )
    identified = Q(authority__level=Level.CENTRAL) | Q(authority__place__isnull=False)
    is_placeless = Case(When(identified, then=Value(0)), default=Value(1), output_field=IntegerField())
    groups = InspectionGroup.objects.with_published_notices().annotate(
        unit_hint=Subquery(unit),
        last_year=Subquery(years.values("notice__year")[:1]),
        last_year_basis=Subquery(years.values("notice__year_basis")[:1]),
        rank=rank,
        is_placeless=is_placeless,
    )
    if ordinal is not None:
        groups = groups.filter(ordinal=ordinal) if ordinal < 10_000 else groups.none()
    return groups.select_related("authority__place").order_by(
        "is_placeless",
        "rank",
        F("authority__place__province").asc(nulls_last=True),
        "authority__place__city",
        "authority__place__county",
        "authority__name",
        "authority_id",
        F("ordinal").asc(nulls_last=True),
        "name",
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
    """A round of the centre with this group's work in it, or a run of rounds without any."""

    first: Round
    last: Round
    sortie: Sortie | None


class GroupDetailView(AddressedView, SectionMixin, TemplateView):
    section = "groups"
    template_name = "archive/group_detail.html"

    def things(self) -> QuerySet[InspectionGroup]:
        return InspectionGroup.objects.with_published_notices().select_related("authority__place")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        group: InspectionGroup = self.thing
        sorties = sorties_of(group)
        namesakes = InspectionGroup.objects.with_published_notices().filter(ordinal=group.ordinal or 0)
        return super().get_context_data(
            group=group,
            authority=group.authority,
            sorties=sorties,
            perhaps_one=pairs_among({m.inspection.standing.pk for sortie in sorties for m in sortie.mentions}).count(),
            shown=len({mention.notice_id for sortie in sorties for mention in sortie.mentions}),
            terms=round_table(group.authority, sorties),
            namesakes=namesakes.exclude(pk=group.pk).select_related("authority__place")[:MOST_NAMESAKES],
            **kwargs,
        )


def sorties_of(group: InspectionGroup) -> list[Sortie]:
    """The group's work by round, the newest first; what names no round stands by its notice's own words."""
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
        .prefetch_related("appearances", *_TITLE_PARTS)
        .order_by(F("notice__sort_date").desc(nulls_last=True), "-notice_id", "position")[:MOST_MENTIONS]
    )
    sorties: dict[tuple[object, ...], Sortie] = {}
    for mention in mentions:
        wave, notice = mention.inspection.round, mention.notice
        parts = wave.round_parts if wave else (group.authority.name, notice.term, notice.round_number)
        key = (wave.pk,) if wave else (parts, notice.year if any(parts[1:]) else notice.pk)
        sorties.setdefault(key, Sortie(parts, wave)).mentions.append(mention)
    return list(sorties.values())


def round_table(authority: Authority, sorties: Iterable[Sortie]) -> list[tuple[int, list[RoundRow]]]:
    """All rounds of the centre by term, runs without a notice of this group drawn together; empty for others."""
    if authority.level != Level.CENTRAL:
        return []
    by_round = {sortie.round.pk: sortie for sortie in sorties if sortie.round}
    waves_of_centre = (
        Round.objects.filter(authority=authority)
        .known_to_readers()
        .select_related("authority")
        .order_by("term", "number")
    )
    terms = []
    for term, waves in groupby(waves_of_centre, key=lambda wave: wave.term):
        rows = []
        for sortie_pk, run in groupby(waves, key=lambda wave: wave.pk if wave.pk in by_round else None):
            stretch = list(run)
            rows.append(RoundRow(stretch[0], stretch[-1], by_round.get(sortie_pk) if sortie_pk else None))
        terms.append((term, rows))
    return terms
