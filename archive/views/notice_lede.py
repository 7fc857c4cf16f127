"""One sentence at the head of a notice, where its facts suffice for one."""

import re
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.durations import spoken_duration
from archive.figures import Figure
from archive.models import OPENINGS, Appearance, InspectionGroup, Kind, Mention, Notice, Stage
from archive.naming import round_name
from archive.numerals import to_chinese
from archive.partial_date import PartialDate
from archive.told_cases import period_of
from archive.unit_types import UnitTypes, shared_types, types_of_units
from archive.views.notice_cases import Case
from archive.wording import timed_date, verb

_MOST = 2  # groups or units that the sentence names; more of them are counted
# Example: "中央|第三|巡视组"
_NUMBERED = re.compile(r"(?P<front>.*)第[零一二三四五六七八九十百\d]+(?P<behind>.*)")


def lede(notice: Notice, cases: list[Case], *, are_all_units_known: bool) -> SafeString:
    """Who inspects whom, when, led by whom, in which round; empty where no group or authority is known with a unit.

    Of several groups the first are named, or all where their numbers run; the rest stand in the table below. Where the
    text leaves it open which group inspects some of the units, whoever sent them is named. Heads are named of one group
    alone. What is said of all of them holds for each: types that some are of are counted. Where the text tells of more
    units than it names, what is counted are names.
    """
    told = _told(notice)
    inspected = {mention.inspection.unit_id for mention in told}
    named = [case for case in cases if any(unit.pk in inspected for unit in case.units)]
    groups = [case.group for case in named if case.group]
    if len(groups) < len(named):
        groups = []
    if not named or not (groups or notice.authority):
        return SafeString("")
    types = types_of_units(notice, told)
    below = "#cases" if len(cases) > 1 else ""
    heads = [_person(head) for head in named[0].heads] if len(groups) == 1 else []
    units = {unit.pk: unit for case in named for unit in case.units if unit.pk in inspected}.values()
    names = {
        "group": _who(notice, groups, below),
        "heads": format_html(_("（组长{names}）"), names=_listed(heads, most=3)) if heads else "",
        "unit": _counted(
            [_linked(unit.name, unit.get_absolute_url()) for unit in units],
            _count_of_units(len(units), are_all_known=are_all_units_known),
            below,
        ),
        "verb": verb(shared_types(types), notice.activity),
    }
    if notice.kind in OPENINGS or notice.kind == Kind.ROUND_OVERVIEW:
        said = format_html(_("{group}{heads}对{unit}开展{verb}"), **names)
    elif notice.kind == Kind.FEEDBACK:
        said = format_html(_("{group}{heads}向{unit}反馈{verb}情况"), **names)
    elif notice.kind == Kind.RECTIFICATION:
        said = format_html(_("{unit}公布{group}{verb}后的整改进展"), **names)
    else:
        return SafeString("")
    return _whole(notice, _date(notice, told), _with_parts(said, types, notice.activity))


def _told(notice: Notice) -> list[Mention]:
    """What it says of units; of feedback only of those that were given any."""
    told = [mention for mention in notice.mentions.all() if mention.inspection.unit]
    given = [mention for mention in told if mention.stage == Stage.FEEDBACK]
    return given if notice.kind == Kind.FEEDBACK and given else told


def _count_of_units(count: int, *, are_all_known: bool) -> str:
    if are_all_known:
        return ngettext("%(n)s个单位", "%(n)s个单位", count) % {"n": Figure(count)}
    return ngettext("写出名称的%(n)s个单位", "写出名称的%(n)s个单位", count) % {"n": Figure(count)}


def _with_parts(said: SafeString, types: UnitTypes, activity: str) -> SafeString:
    """How many of the units are of which types, where these are others than all of them share.

    Where nothing is said of some, these may be of the same: what is counted is then what is written.
    """
    counts: dict[frozenset[str], int] = {}
    for names in types.values():
        counts[frozenset(names)] = counts.get(frozenset(names), 0) + 1
    if len(counts) == 1:
        return said
    shared, words = frozenset(shared_types(types)), dict[frozenset[str], str]()
    for names in types.values():
        if frozenset(names) != shared:
            words.setdefault(frozenset(names), verb(names, activity))
    parts = [_part(counts[names], spoken) for names, spoken in words.items()]
    pattern = _("{said}，其中{parts}") if all(types.values()) else _("{said}，其中写明{parts}")
    return format_html(pattern, said=said, parts=_("、").join(parts))


def _part(count: int, spoken: str) -> str:
    said = ngettext("%(n)s个单位为%(verb)s", "%(n)s个单位为%(verb)s", count)
    return said % {"n": Figure(count), "verb": spoken}


def _date(notice: Notice, told: Iterable[Mention]) -> PartialDate | None:
    """The day that holds for all of them: of openings that on which the inspections began, else of what is told."""
    told = list(told)
    is_of_some = len({mention.inspection.group_id is None for mention in told}) > 1  # a group's with its own units
    meeting = _same(mention.meeting_date or (None if is_of_some else notice.meeting_date) for mention in told)
    if notice.kind in OPENINGS:
        start = _same(period_of(mention)[0] for mention in told)
        is_exact = meeting and start and not start.contradicts(meeting) and meeting.known_parts > start.known_parts
        return meeting if is_exact else start or meeting
    if notice.kind == Kind.ROUND_OVERVIEW:  # its meeting deploys the round or is one group's
        return _same(period_of(mention)[0] for mention in told)
    return meeting


def _same(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """The date that all of them are, if they are."""
    different = set(dates)
    return different.pop() if len(different) == 1 else None


def _who(notice: Notice, groups: list[InspectionGroup], below: str) -> SafeString:
    """The groups; whoever sent them, where none is named."""
    if not groups:
        return _quoted(notice.authority.full_name if notice.authority else "")
    run = _run_of(groups)
    if run:
        return _linked(run, below)
    count = ngettext("%(n)s个组", "%(n)s个组", len(groups)) % {"n": Figure(len(groups))}
    return _counted([_linked(group.full_name, group.get_absolute_url()) for group in groups], count, below)


def _run_of(groups: list[InspectionGroup]) -> str:
    """中央第一至第四巡视组, where at least three of one name have numbers that run; else an empty string."""
    numbered = [(group.ordinal, _NUMBERED.fullmatch(group.full_name)) for group in groups]
    numbers = [number for number, name in numbered if number and name]
    names = {(name["front"], name["behind"]) for _number, name in numbered if name}
    first = numbers[0] if numbers else 0
    if len(groups) < 3 or len(names) != 1 or numbers != list(range(first, first + len(groups))):
        return ""
    [(front, behind)] = names
    return f"{front}第{to_chinese(first)}至第{to_chinese(numbers[-1])}{behind}"


def _whole(notice: Notice, date: PartialDate | None, said: SafeString) -> SafeString:
    if date and date.year:
        said = format_html(_("{date}，{said}"), date=timed_date(date), said=said)
    if notice.duration and notice.kind in OPENINGS:
        said = format_html(
            _("{said}，为期{duration}"),
            said=said,
            duration=spoken_duration(notice.duration) or _quoted(notice.duration),
        )
    if notice.round_label:
        name = round_name(*notice.round_parts)
        round_ = format_html('<a href="{}">{}</a>', notice.round.get_absolute_url(), name) if notice.round else name
        said = format_html(_("{said}，属{round}"), said=said, round=round_)
    return format_html(_("{said}。"), said=said)


def _counted(links: list[SafeString], count: str, below: str) -> SafeString:
    """The first few, with how many there are in all, which leads to the whole list."""
    if len(links) <= _MOST:
        return _listed(links, most=_MOST)
    all_of_them = format_html('<a href="{}">{}</a>', below, count) if below else count
    said = format_html_join(_("、"), "{}", ((link,) for link in links[:_MOST]))
    return format_html(_("{names}等{count}"), names=said, count=all_of_them)


def _listed(links: list[SafeString], most: int) -> SafeString:
    """Joined as the language joins them, with 等 for those after the first few."""
    said = format_html_join(_("、"), "{}", ((link,) for link in links[:most]))
    return format_html(_("{names}等"), names=said) if len(links) > most else said


def _linked(words: str, address: str) -> SafeString:
    """Words of the source that lead to the page of what they name, where it has one."""
    return format_html('<a href="{}" lang="zh-Hans">{}</a>', address, words) if address else _quoted(words)


def _person(head: Appearance) -> SafeString:
    return format_html('<a class="person" href="{}" lang="zh-Hans">{}</a>', head.person_url, head.name)


def _quoted(words: str) -> SafeString:
    """Words of the source: Chinese, whatever the page's language."""
    return format_html('<span lang="zh-Hans">{}</span>', words)
