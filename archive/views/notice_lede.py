"""One sentence at the head of a notice, where its facts suffice for one."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.models import Kind, Notice
from archive.views.notice_cases import Case
from archive.views.notice_facts import OPENINGS
from archive.wording import listed, timed_date, verb


def lede(notice: Notice, cases: list[Case]) -> SafeString:
    """Who inspects whom, when, led by whom, in which round; empty unless just one group and its unit are known."""
    named = [case for case in cases if case.group and case.units]
    case = named[0] if len(named) == 1 else None
    if case is None or case.group is None:
        return SafeString("")
    names = {
        "group": format_html('<a href="{}" lang="zh-Hans">{}</a>', case.group.get_absolute_url(), case.group.full_name),
        "heads": format_html(_("（组长{names}）"), names=_quoted(listed(case.heads))) if case.heads else "",
        "unit": _quoted(listed((unit.name for unit in case.units), most=2)),
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
    date = notice.meeting_date or notice.period_start
    if date and date.year:
        said = format_html(_("{date}，{said}"), date=timed_date(date), said=said)
    if notice.duration and notice.kind in OPENINGS:
        said = format_html(_("{said}，为期{duration}"), said=said, duration=_quoted(notice.duration))
    if notice.round_label:
        said = format_html(_("{said}，属{round}"), said=said, round=_quoted(notice.round_label))
    return format_html(_("{said}。"), said=said)


def _quoted(words: str) -> SafeString:
    """Words of the source: Chinese, whatever the page's language."""
    return format_html('<span lang="zh-Hans">{}</span>', words)
