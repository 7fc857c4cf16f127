"""One sentence at the head of a notice, where its facts suffice for one."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.models import Kind, Notice
from archive.naming import round_name
from archive.views.notice_cases import Case
from archive.views.notice_facts import OPENINGS
from archive.wording import timed_date, verb


def lede(notice: Notice, cases: list[Case]) -> SafeString:
    """Who inspects whom, when, led by whom, in which round; empty unless just one group and its unit are known."""
    named = [case for case in cases if case.group and case.units]
    case = named[0] if len(named) == 1 else None
    if case is None or case.group is None:
        return SafeString("")
    heads = [_linked(head.name, head.person_url) for head in case.heads]
    names = {
        "group": _linked(case.group.full_name, case.group.get_absolute_url()),
        "heads": format_html(_("（组长{names}）"), names=_listed(heads, most=3)) if heads else "",
        "unit": _listed([_linked(unit.name, unit.get_absolute_url()) for unit in case.units], most=2),
        "verb": verb(case.types or notice.types, notice.activity),
    }
    if notice.kind in OPENINGS:
        said = format_html(_("{group}{heads}对{unit}开展{verb}"), **names)
    elif notice.kind == Kind.FEEDBACK:
        said = format_html(_("{group}{heads}向{unit}反馈{verb}情况"), **names)
    elif notice.kind == Kind.RECTIFICATION:
        said = format_html(_("{unit}公布{group}{verb}后的整改进展"), **names)
    else:
        return SafeString("")
    return _whole(notice, said)


def _whole(notice: Notice, said: SafeString) -> SafeString:
    date = notice.event_date
    if date and date.year:
        said = format_html(_("{date}，{said}"), date=timed_date(date), said=said)
    if notice.duration and notice.kind in OPENINGS:
        said = format_html(_("{said}，为期{duration}"), said=said, duration=_quoted(notice.duration))
    if notice.round_label:
        name = round_name(*notice.round_parts)
        round_ = format_html('<a href="{}">{}</a>', notice.round.get_absolute_url(), name) if notice.round else name
        said = format_html(_("{said}，属{round}"), said=said, round=round_)
    return format_html(_("{said}。"), said=said)


def _listed(links: list[SafeString], most: int) -> SafeString:
    """Joined as the language joins them, with 等 for those after the first few."""
    said = format_html_join(_("、"), "{}", ((link,) for link in links[:most]))
    return format_html(_("{names}等"), names=said) if len(links) > most else said


def _linked(words: str, address: str) -> SafeString:
    """Words of the source that lead to the page of what they name, where it has one."""
    return format_html('<a href="{}" lang="zh-Hans">{}</a>', address, words) if address else _quoted(words)


def _quoted(words: str) -> SafeString:
    """Words of the source: Chinese, whatever the page's language."""
    return format_html('<span lang="zh-Hans">{}</span>', words)
