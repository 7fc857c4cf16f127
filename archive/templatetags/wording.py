"""The wording of values, for templates."""

from collections.abc import Iterable, Mapping, Sequence, Sized
from typing import Protocol

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.labels import LABELS, label_of
from archive.language import is_chinese
from archive.models import CENTRAL_NAME, Notice, Round
from archive.naming import (
    RoundParts,
    authority_name,
    authority_words,
    basis_of_round,
    count_name,
    round_name,
    round_words,
    task_name,
)
from archive.notice_lines import NoticeLine
from archive.numerals import to_chinese
from archive.partial_date import PartialDate
from archive.reporting import spoken_days
from archive.wording import (
    called,
    listed,
    month_name,
    spoken_hours,
    spoken_level,
    telephone_address,
    timed_date,
    timed_moment,
    timed_period,
    verb,
)

register = template.Library()

register.filter("spoken", timed_date)
register.filter("spoken_at", timed_moment)
register.filter("level_name", spoken_level)
register.filter("verb", verb)
register.filter("called", called, is_safe=True)
register.filter("telephone", telephone_address)
register.filter("authority_name", authority_name)
register.filter("authority_words", authority_words)
register.filter("task_name", task_name)
register.filter("basis_of_round", basis_of_round)
register.filter("month_name", month_name)
register.filter("days", spoken_days)


class NamesRound(Protocol):
    @property
    def round_parts(self) -> RoundParts: ...


@register.filter("round_name")
def name_of_round(of: NamesRound) -> SafeString:
    return round_name(*of.round_parts)


@register.filter("round_words")
def words_of_round(wave: Round) -> str:
    return round_words(*wave.round_parts)


@register.filter
def until(start: PartialDate | None, end: PartialDate | None) -> SafeString:
    return timed_period(start, end)


@register.simple_tag(takes_context=True)
def line_of(context: Context, notice: Notice) -> NoticeLine:
    """Of the page's lines, which its view has from archive.notice_lines."""
    lines: Mapping[int, NoticeLine] = context["lines"]
    return lines[notice.pk]


@register.filter
def label_before(values: Sized, fact: str) -> str:
    """The label of archive.labels before these values."""
    return label_of(LABELS[fact], len(values))


@register.filter
def some_listed(words: Iterable[str]) -> str:
    return listed(words)


@register.filter
def all_listed(words: Sequence[str]) -> str:
    return listed(words, most=len(words))


@register.filter
def term_name(term: int) -> str:
    """十八届中央: as the rounds themselves are named."""
    return round_words(CENTRAL_NAME, term, None)


@register.filter
def hours(spans: Iterable[str]) -> SafeString:
    """Each in one piece; what stands in the source's words besides is marked as such."""
    pieces = ((SafeString("" if span.isascii() else ' lang="zh-Hans"'), spoken_hours(span)) for span in spans)
    return format_html_join(_("、"), '<span class="num"{}>{}</span>', pieces)


@register.filter
def is_web_address(url: str) -> bool:
    """Whether a link may lead there: nothing but the web's own two schemes."""
    return url.lower().startswith(("http://", "https://"))


@register.filter
def round_number(number: int) -> str:
    """第八轮 in Chinese, round 8 elsewhere."""
    numeral = to_chinese(number) if is_chinese() else number
    return _("第%(number)s轮") % {"number": numeral}


@register.filter("count_name")
def name_of_count(wave: Round) -> str:
    """Of what counts the round, for a heading over the rounds of one term or year: 十八届, 2016年."""
    return count_name(*wave.counted_in)


@register.simple_tag
def gap() -> str:
    """Between two sentences: nothing in Chinese, a space elsewhere."""
    return "" if is_chinese() else " "
