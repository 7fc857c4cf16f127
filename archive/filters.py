"""What notices are filtered by, everywhere: lists, search and command share these facets, values and labels.

A facet value is a string as it stands in an address: year=2015, year=none, group=7, place=河南省-洛阳市. Values within
a facet are alternatives; facets narrow each other.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.language import is_chinese
from archive.models import InspectionType, Kind, Level, Mention, Notice, NoticeListing
from archive.models.fields import has_word
from archive.models.notice import NoticeQuerySet
from archive.numerals import to_chinese, to_int
from archive.problems import Problem
from archive.wording import spoken_level
from archive.writings import folded_name

UNKNOWN = "none"  # the value for "not known"
MAX_VALUES = 50  # of one facet in one address: nobody ticks more, and each becomes a condition
YEARS = range(1900, 10_000)
_CONTROLS = dict.fromkeys(range(0x20))  # nobody types them, and no name holds them

# A number with no authority in front. Examples: "第七", "七", "第7", "第十二巡视组" -> "十二"
_NUMBERED_GROUP = re.compile(r"第?(?P<number>[0-9〇零一二三四五六七八九十百]{1,6})(?:巡[视察查]组|组)?")
# Figures in a group's name, where archives write numerals: 中央第|7|巡视组
_FIGURES = re.compile(r"(?<=第)[0-9]{1,3}(?=[^0-9])")


def _check_year(value: str) -> str:
    if value == UNKNOWN:
        return value
    if not (value.isascii() and value.isdigit() and len(value) <= 4 and int(value) in YEARS):
        raise ValueError(_("“%(value)s”不是年份，请写四位数字，如 2015。") % {"value": value})
    return value


def _check_group(value: str) -> str:
    """7, 七, 第七 and 第七巡视组 are the number 7; anything else is a group's name, its number in numerals."""
    value = "".join(unicodedata.normalize("NFKC", value).split())
    if value == UNKNOWN:
        return value
    match = _NUMBERED_GROUP.fullmatch(value)
    number = to_int(match["number"]) if match else None
    if number is not None:
        return str(number)
    return _FIGURES.sub(lambda figures: to_chinese(int(figures[0])), value)


def is_number(value: str) -> bool:
    return value.isascii() and value.isdigit()


def _check_place(value: str) -> str:
    parts = [part.strip() for part in value.split("-")]
    if len(parts) > 3 or not parts[0]:
        raise ValueError(_("“%(value)s”不是地区，请写成“河南省”或“河南省-洛阳市”。") % {"value": value})
    return "-".join(part for part in parts if part)


def _one_of(vocabulary: Any) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value != UNKNOWN and value not in vocabulary.values:
            known = _("、").join(vocabulary.values)
            raise ValueError(_("“%(value)s”不在可选之列：%(known)s。") % {"value": value, "known": known})
        return value

    return check


def _year_condition(value: str) -> Q:
    return Q(year__isnull=True) if value == UNKNOWN else Q(year=int(value))


def _is_listed(facet: NoticeListing.Facet) -> Callable[[str], Q]:
    """The condition on notices that they are published and stand under the value."""
    return lambda value: Q(pk__in=NoticeListing.objects.filter(facet=facet, value=value).order_by().values("notice"))


def _group_condition(value: str) -> Q:
    if value == UNKNOWN or is_number(value):
        return _is_listed(NoticeListing.Facet.GROUP)(value)
    named = Mention.objects.filter(is_of_group("inspection__group", value)).order_by()
    return Q(pk__in=named.values("notice"))


def is_of_group(group: str, value: str) -> Q:
    """The condition that a group, reached by the lookup named group, has the number or the name."""
    if value == UNKNOWN:
        return Q(**{f"{group}__ordinal__isnull": True})
    if is_number(value):
        return Q(**{f"{group}__ordinal": int(value)}) if int(value) < 10_000 else Q(pk__in=[])
    # A full name is the authority's name and the group's, which may share their middle: 洛阳市委 + 市委第三巡察组.
    tail = value[value.find("第") :] if "第" in value else value
    front = value.removesuffix(tail)
    authority = {front, folded_name(front)}
    named = {f"{group}__name__endswith": tail, f"{group}__authority__name__in": authority}
    return Q(**{f"{group}__name": value}) | Q(**named)


def _unit_condition(value: str) -> Q:
    """Under that name; where no notice is, under another name of a unit, as what is counted under a name is that alone:
    县人民医院 is one county's hospital, and short for many.
    """
    listed = NoticeListing.objects.filter(facet=NoticeListing.Facet.UNIT, value=value).order_by()
    named = Mention.objects.filter(inspection__unit__aliases__name=value).order_by()
    return Q(pk__in=listed.values("notice")) | ~Exists(listed) & Q(pk__in=named.values("notice"))


def _level_condition(value: str) -> Q:
    return Q(level="" if value == UNKNOWN else value)


def lies_in(places: str, value: str) -> Q:
    """The condition that a place, reached by the lookup named places, is the one of the value or lies in it."""
    province, *inner = value.split("-")
    condition = Q(**{f"{places}__province": province})
    if len(inner) == 1:  # a city, or a county that the province itself runs: 北京市-东城区
        is_city = Q(**{f"{places}__city": inner[0]})
        return condition & (is_city | Q(**{f"{places}__city": "", f"{places}__county": inner[0]}))
    return condition & Q(**dict(zip((f"{places}__city", f"{places}__county"), inner, strict=False)))


def unit_lies_in(value: str, unit: str = "") -> Q:
    """The condition that a unit, reached by the lookup named unit, or who inspects it is in the place."""
    path = f"{unit}__" if unit else ""
    places = (f"{path}place", f"{path}authority__place")
    if value == UNKNOWN:
        return Q(**dict.fromkeys((f"{place}__isnull" for place in places), True))
    return lies_in(places[0], value) | lies_in(places[1], value)


def _type_condition(value: str) -> Q:
    return Q(types="[]") if value == UNKNOWN else has_word("types", value)


def _kind_condition(value: str) -> Q:
    return Q(kind=value) if value != UNKNOWN else Q(pk__in=[])


def _year_label(value: str) -> str:
    return _("年份不明") if value == UNKNOWN else _("%(year)s年") % {"year": value}


def _group_label(value: str) -> str:
    if value == UNKNOWN:
        return _("番号不明")
    if not is_number(value):
        return value
    return _("第%(n)s") % {"n": to_chinese(int(value)) if is_chinese() else value}


def _level_label(value: str) -> str:
    return _("层级不明") if value == UNKNOWN else spoken_level(value)


def _choice_label(vocabulary: Any, unknown: str | Promise) -> Callable[[str], str]:
    def label(value: str) -> str:
        return str(unknown) if value == UNKNOWN else str(vocabulary(value).label)

    return label


def _unit_label(value: str) -> str:
    return _("单位不明") if value == UNKNOWN else value


def _place_label(value: str) -> str:
    return _("地区不明") if value == UNKNOWN else value.replace("-", "")


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to filter by: how its values are checked and labelled."""

    name: str
    label: str | Promise
    check: Callable[[str], str]
    label_of: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class NoticeFacet(Facet):
    """A facet of notices: its values are asked of the database by the condition, which repeats no notice."""

    condition: Callable[[str], Q]


FACETS: dict[str, NoticeFacet] = {
    facet.name: facet
    for facet in (
        NoticeFacet("year", gettext_lazy("年份"), _check_year, _year_label, _year_condition),
        NoticeFacet("level", gettext_lazy("层级"), _one_of(Level), _level_label, _level_condition),
        NoticeFacet("place", gettext_lazy("地区"), _check_place, _place_label, _is_listed(NoticeListing.Facet.PLACE)),
        NoticeFacet("group", gettext_lazy("巡视组番号"), _check_group, _group_label, _group_condition),
        NoticeFacet("unit", gettext_lazy("被巡视单位"), str, _unit_label, _unit_condition),
        NoticeFacet(
            "type",
            gettext_lazy("类型"),
            _one_of(InspectionType),
            _choice_label(InspectionType, gettext_lazy("类型不明")),
            _type_condition,
        ),
        NoticeFacet(
            "kind",
            gettext_lazy("公告种类"),
            _one_of(Kind),
            _choice_label(Kind, gettext_lazy("种类不明")),
            _kind_condition,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Chosen values by facet, checked and in normal form; facets without a choice are absent."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.chosen)

    def condition(self, facet: str) -> Q:
        """Any of the facet's chosen values; nothing chosen allows everything."""
        result = Q()
        for value in self.chosen.get(facet, ()):
            result |= FACETS[facet].condition(value)
        return result

    def apply(self, notices: NoticeQuerySet, *, skip: str | None = None) -> NoticeQuerySet:
        """Narrow published notices; skip leaves out one facet, counted as if nothing of it were chosen."""
        for facet in self.chosen:
            if facet != skip:
                notices = notices.filter(self.condition(facet))
        return notices


def read_filters(
    data: QueryDict | Mapping[str, Iterable[str]], facets: Mapping[str, Facet] = FACETS
) -> tuple[Filters, list[str]]:
    """Filters from the parameters of an address or a command, and a sentence for each value that makes no sense."""
    chosen: dict[str, tuple[str, ...]] = {}
    problems: list[str] = []
    for name, facet in facets.items():
        raw = [(value, text) for value in _values(data, name) if (text := value.translate(_CONTROLS).strip())]
        if len(raw) > MAX_VALUES:
            problems.append(
                _("“%(facet)s”选得太多，只用了前%(count)s个。") % {"facet": facet.label, "count": MAX_VALUES}
            )
        values: dict[str, None] = {}
        for value, text in raw[:MAX_VALUES]:
            try:
                values[facet.check(text[:200])] = None
            except ValueError as error:
                problems.append(Problem(left_out(error), name, value))
        if values:
            chosen[name] = tuple(values)
    return Filters(chosen), problems


def left_out(problem: object) -> str:
    """What is said of a value that makes no sense: why, and that the list is not narrowed by it."""
    return _("%(problem)s没有按它筛选。") % {"problem": problem}


def _values(data: QueryDict | Mapping[str, Iterable[str]], name: str) -> Iterable[str]:
    return data.getlist(name) if isinstance(data, QueryDict) else data.get(name, ())


def facet_values(notice: Notice) -> dict[str, tuple[str, ...]]:
    """The values under which a notice is counted, by facet: what a search index stores.

    Asks the database for mentions and places unless they are prefetched.
    """
    groups = [mention.inspection.group for mention in notice.mentions.all()]
    units = {mention.inspection.unit.name for mention in notice.mentions.all() if mention.inspection.unit}
    ordinals = {str(group.ordinal) for group in groups if group and group.ordinal is not None}
    return {
        "year": (str(notice.year) if notice.year else UNKNOWN,),
        "level": (notice.level or UNKNOWN,),
        "place": tuple(sorted({code for place in notice.places.all() for code in place.codes})) or (UNKNOWN,),
        "group": tuple(sorted(ordinals, key=int)) or (UNKNOWN,),
        "unit": tuple(sorted(units)) or (UNKNOWN,),
        "type": tuple(notice.types) or (UNKNOWN,),
        "kind": (notice.kind,),
    }
