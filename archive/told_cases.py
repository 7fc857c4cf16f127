"""Inspections as published notices tell of them, with whatever editors joined: what pages show of each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, Prefetch

from archive.models import (
    Appearance,
    CaseListing,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    InspectionType,
    Mention,
    Notice,
    Role,
    Round,
    Stage,
    reasons,
)
from archive.naming import RoundParts
from archive.partial_date import PartialDate
from archive.told import ToldMentions, told_of_cases
from archive.wording import appearances_in_role, verb

Period = tuple[PartialDate | None, PartialDate | None]


def titles() -> Prefetch:
    """Of mentions: what a notice without a title is named by."""
    return Prefetch("notice__mentions", Mention.objects.with_cases())


@dataclass(frozen=True, slots=True)
class ToldCase:
    """One inspection by the key of the row that stands for all, and its mentions in the order they were read in."""

    key: int
    mentions: list[Mention]

    @property
    def rows(self) -> list[Inspection]:
        """Those of which a published notice tells, the fullest first."""
        rows = {mention.inspection_id: mention.inspection for mention in self.mentions}
        return sorted(rows.values(), key=lambda row: (row.pk != self.key, row.pk))

    @property
    def url(self) -> str:
        return self.rows[0].standing.get_absolute_url()

    @property
    def name(self) -> str:
        """What was inspected, else by whom: what stands in the address too."""
        named = self.unit.name if self.unit else self.group.full_name if self.group else ""
        return named or str(self.rows[0])

    @property
    def group(self) -> InspectionGroup | None:
        return next(iter(self.groups), None)

    @property
    def groups(self) -> list[InspectionGroup]:
        """All that the joined rows name; where they are several, the notices disagree."""
        return list(dict.fromkeys(row.group for row in self.rows if row.group))

    @property
    def unit(self) -> InspectedUnit | None:
        return next((row.unit for row in self.rows if row.unit), None)

    @property
    def round(self) -> Round | None:
        return next((row.round for row in self.rows if row.round), None)

    @property
    def round_parts(self) -> RoundParts:
        """Of the round; where none could be told, what the notices say of its number."""
        if self.round:
            return self.round.round_parts
        return next((n.round_parts for n in self.notices if n.round_label), ("", None, None, None))

    @property
    def authority(self) -> str:
        """Who sent the group: what stands for it where it is not named."""
        return next((notice.authority.full_name for notice in self.notices if notice.authority), "")

    @property
    def level(self) -> str:
        return next((notice.level for notice in self.notices if notice.level), "")

    @property
    def notices(self) -> list[Notice]:
        return list({mention.notice_id: mention.notice for mention in self.mentions}.values())

    @property
    def _listing(self) -> CaseListing:
        """What is kept of it: by whatever notices, whether their mentions are among those here or not."""
        return self.rows[0].standing.listing

    @property
    def year(self) -> int | None:
        """As in lists and totals."""
        return self._listing.year

    @property
    def year_is_inferred(self) -> bool:
        """Whether no notice writes it."""
        return self._listing.year_is_inferred

    @property
    def date(self) -> PartialDate | None:
        """By which it stands in lists; may lack its year."""
        return self._listing.first_date or self.notices[0].date

    @property
    def round_is_inferred(self) -> bool:
        return rounds_are_inferred(self.mentions)

    @property
    def types(self) -> list[str]:
        return list(dict.fromkeys(name for mention in self.mentions for name in types_of(mention)))

    @property
    def is_look_back(self) -> bool:
        return InspectionType.LOOK_BACK in self.types

    @property
    def activity(self) -> str:
        return next((notice.activity for notice in self.notices if notice.activity), "")

    @property
    def verb(self) -> str:
        return verb(self.types, self.activity)

    @property
    def stages(self) -> list[Stage]:
        """Those that some notice is of, in their order."""
        return [stage for stage in Stage if any(mention.stage == stage for mention in self.mentions)]

    @property
    def heads(self) -> list[Appearance]:
        return appearances_in_role((a for mention in self.mentions for a in mention.appearances.all()), Role.HEAD)

    @property
    def period(self) -> Period:
        """The first that a notice gives."""
        return first_period(self.mentions)

    @property
    def period_is_inferred(self) -> bool:
        """Whether the year of that period was worked out."""
        return first_period_is_inferred(self.mentions)


def types_of(mention: Mention) -> list[str]:
    return mention.types or (mention.notice.types if mention.shares_types else [])


def period_of(mention: Mention) -> Period:
    return (mention.period_start or mention.notice.period_start, mention.period_end or mention.notice.period_end)


def rounds_are_inferred(mentions: Iterable[Mention]) -> bool:
    """Whether of the notices that tell the round none writes it."""
    telling = [mention for mention in mentions if mention.notice.round_label]
    return bool(telling) and all(mention.round_is_inferred for mention in telling)


def first_period(mentions: Iterable[Mention]) -> Period:
    return next((span for span in map(period_of, mentions) if any(span)), (None, None))


def first_period_is_inferred(mentions: Iterable[Mention]) -> bool:
    """Whether the year of the first period that one of the mentions gives was worked out."""
    telling = next((mention for mention in mentions if any(period_of(mention))), None)
    return telling is not None and period_year_is_inferred(telling)


def period_year_is_inferred(mention: Mention) -> bool:
    """Whether the year of the mention's period is the notice's, and that was worked out."""
    return mention.notice.year_is_inferred and mention.period_is_completed


def meeting_of(mention: Mention) -> PartialDate | None:
    return mention.meeting_date or (mention.notice.meeting_date if mention.shares_meeting else None)


def feedback_of(mention: Mention) -> PartialDate | None:
    """When the findings were given back: the day of which a notice tells afterwards, or of the meeting it reports."""
    told = mention.feedback_date or mention.notice.feedback_date
    return told or (meeting_of(mention) if mention.stage == Stage.FEEDBACK else None)


def feedback_year_is_inferred(mention: Mention) -> bool:
    """Whether the year of the mention's feedback may rest on the notice's, and that was worked out."""
    return mention.notice.year_is_inferred and (mention.stage == Stage.FEEDBACK or mention.feedback_is_completed)


def load_told_cases(keys: Collection[int], *also: Prefetch) -> list[ToldCase]:
    """The inspections of those keys (of the rows that others point to) in their order, without those untold.

    A fixed number of queries; also names what else is fetched beside the mentions.
    """
    mentions = (
        told_of_cases(keys)
        .select_related(
            "notice__authority__place",
            "inspection__group__authority__place",
            "inspection__round__authority",
            "inspection__unit",
            "inspection__joined_to__group",
            "inspection__joined_to__unit",
            "inspection__joined_to__listing",
            "inspection__listing",
        )
        .prefetch_related("appearances", *also)
        .annotate(**reasons())
        .order_by(F("notice__sort_date").asc(nulls_last=True), "notice_id", "position")
    )
    found: dict[int, list[Mention]] = {key: [] for key in keys}
    for mention in mentions:
        found[mention.inspection.joined_to_id or mention.inspection_id].append(mention)
    return [ToldCase(key, told) for key, told in found.items() if told]


def read_cases(told: ToldMentions) -> list[ToldCase]:
    """The cases of the mentions in one query, the newest first, as their mentions are; appearances are not fetched."""
    rows = (
        told.select_related(
            "notice__authority",
            "inspection__group__authority__place",
            "inspection__round__authority",
            "inspection__unit",
            "inspection__joined_to__group",
            "inspection__joined_to__unit",
            "inspection__joined_to__listing",
            "inspection__listing",
        )
        .annotate(**reasons())
        .order_by(F("notice__sort_date").desc(nulls_last=True), "-notice_id", "pk")
    )
    cases: dict[int, ToldCase] = {}
    for mention in rows:
        cases.setdefault(mention.case, ToldCase(mention.case, [])).mentions.append(mention)
    return sorted(cases.values(), key=lambda case: -(case.year or 0))  # stable: of one year the newest stays first
