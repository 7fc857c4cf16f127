"""Why a value is what it is, or is not there, or two cases may be one, in the reader's language.

What a sentence quotes of the notice, and names, stay Chinese and say so; rounds and months are the language's own.
"""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from archive.language import is_chinese
from archive.models import CENTRAL_NAME
from archive.naming import authority_name, round_numerals
from archive.parsing.sentences import Clauses, Day, Month, Part, RoundName, RoundNames, Sentence
from archive.wording import month_name, spoken_date


def spoken_reason(text: str, sentence: Sentence | None, sort: str = "") -> SafeString:
    """The sentence in the reader's language.

    Where it is known by its text alone, or by a pattern of which no translation knows, readers of other languages are
    told what sort of reason it is, where that is known, and that the text is Chinese.
    """
    if is_chinese():
        return _chinese(text)
    if sentence is not None and _is_translated(sentence):
        return _said(sentence)
    lead = _("%(sort)s。理由（中文）：") % {"sort": sort} if sort else _("理由（中文）：")
    return format_html("{}{}", lead, _chinese(text))


def _chinese(words: str) -> SafeString:
    return format_html('<span lang="zh-Hans">{}</span>', words)


def _is_translated(sentence: Sentence) -> bool:
    return _(sentence.pattern) != sentence.pattern and all(map(_is_translated, _within(sentence)))


def _within(sentence: Sentence) -> Iterator[Sentence]:
    for part in sentence.parts.values():
        match part:
            case Sentence():
                yield part
            case Clauses():
                yield from part.clauses


def _said(sentence: Sentence) -> SafeString:
    parts = {name: _part(part) for name, part in sentence.parts.items()}
    return format_html(_(sentence.pattern), **parts) if parts else format_html("{}", _(sentence.pattern))


def _part(part: Part) -> SafeString | str:
    match part:
        case Sentence():
            return _said(part)
        case Clauses():
            return format_html_join(_("，"), "{}", ((_said(each),) for each in part.clauses))
        case RoundNames():
            return format_html_join(_("、"), "{}", ((_round(each),) for each in part.rounds))
        case RoundName():
            return _round(part)
        case Month():
            return month_name(part.number)
        case Day():
            return spoken_date(part.date)
        case int():
            return str(part)
    return _chinese(part)


def _round(name: RoundName) -> SafeString:
    """As part of a sentence, where naming.round_name would stand apart in it."""
    if name.counted_year:
        pattern = pgettext("句中", "{authority}{year}年第{number}轮")
    elif not name.authority:
        pattern = pgettext("句中", "{term}届第{number}轮")
    elif name.authority == CENTRAL_NAME:
        pattern = pgettext("句中", "{term}届中央第{number}轮")
    else:
        pattern = pgettext("句中", "{term}届{authority}第{number}轮")
    numerals = round_numerals(name.term, name.number)
    return format_html(pattern, authority=authority_name(name.authority), year=name.counted_year, **numerals)
