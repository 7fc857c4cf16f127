"""What lists say of a notice beside its own row: its name, who inspects whom, and who heads it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.models import Appearance, Authority, InspectedUnit, Inspection, InspectionGroup, Mention, Notice, Role
from archive.unit_types import shared_types, types_of_told
from archive.wording import verb


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A group, what it does, a unit; how many more of each the notice names; the heads, each once."""

    title: str  # or the one supplied where the source gives none
    group: InspectionGroup | None
    authority: str
    verb: str
    case: Inspection | None  # where the notice tells of just one
    unit: InspectedUnit | None
    other_groups: int
    other_units: int
    heads: tuple[str, ...]


class _Told(NamedTuple):
    """A case that a notice tells of, in plain values: most of them are counted alone. 0 and "" for what is unknown."""

    types: Sequence[str]
    case: int
    group: int
    group_name: str
    committee: str
    unit: int
    unit_name: str

    def names(self) -> tuple[InspectionGroup | None, InspectedUnit | None]:
        return self.to_group(), self.to_unit()

    def to_group(self) -> InspectionGroup | None:
        sender = Authority(name=self.committee)
        return InspectionGroup(pk=self.group, name=self.group_name, authority=sender) if self.group else None

    def to_unit(self) -> InspectedUnit | None:
        return InspectedUnit(pk=self.unit, name=self.unit_name) if self.unit else None


# The values of _Told, by their ways from a mention.
_TOLD = (
    "types",
    "inspection_id",
    "inspection__group_id",
    "inspection__group__name",
    "inspection__group__authority__name",
    "inspection__unit_id",
    "inspection__unit__name",
)


def lines_of(notices: Iterable[Notice]) -> dict[int, NoticeLine]:
    """By key, of notices from Notice.objects.for_lines(), in two queries.

    A notice names scores of cases, of which a line shows one: none is made an object to be counted.
    """
    by_key = {notice.pk: notice for notice in notices}
    told: defaultdict[int, list[_Told]] = defaultdict(list)
    mentions = Mention.objects.filter(notice__in=by_key).order_by("position", "pk")
    for key, types, case, group, name, committee, unit, unit_name in mentions.values_list("notice_id", *_TOLD):
        told[key].append(_Told(types, case, group or 0, name or "", committee or "", unit or 0, unit_name or ""))
    heads: defaultdict[int, list[str]] = defaultdict(list)
    appearances = Appearance.objects.filter(notice__in=by_key, role=Role.HEAD).order_by("position", "pk")
    for key, name in appearances.values_list("notice_id", "name"):
        heads[key].append(name)
    return {key: _line(notice, told[key], heads[key]) for key, notice in by_key.items()}


def _line(notice: Notice, told: Sequence[_Told], heads: Iterable[str]) -> NoticeLine:
    groups = {one.group for one in told if one.group}
    units = {one.unit for one in told if one.unit}
    group = next((one.to_group() for one in told if one.group), None)
    unit = next((one.to_unit() for one in told if one.unit), None)
    types = types_of_told(notice, [(one.unit, one.types) for one in told])
    return NoticeLine(
        title=notice.title
        or notice.supplied_title(*((told[0].to_group(), told[0].to_unit()) if told else (None, None))),
        group=group,
        authority=notice.authority.full_name if notice.authority else "",
        verb=verb(shared_types(types) if told else notice.types, notice.activity),
        case=Inspection(pk=told[0].case, group=group, unit=unit) if len(told) == 1 else None,
        unit=unit,
        other_groups=max(len(groups) - 1, 0),
        other_units=max(len(units) - 1, 0),
        heads=tuple(dict.fromkeys(heads)),
    )
