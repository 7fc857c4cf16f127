"""How pages name authorities and rounds. What the archive itself composes is in the reader's language: 中央 is central,
十八届中央第八轮 is round 8 of term 18. Proper names stay as the sources have them, marked as Chinese.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from archive.language import is_chinese
from archive.models import CENTRAL_NAME, UNKNOWN_NAME, InspectionType, Level, Round, RoundBasis
from archive.numerals import to_chinese

# Authorities whose names are words of the archive.
_WORDS: dict[str, str | Promise] = {
    CENTRAL_NAME: pgettext_lazy("派出机关", "中央"),
    UNKNOWN_NAME: gettext_lazy("机关不明"),
}
# The same in the name of a round, where it says which rounds are meant and not who acts.
_WORDS_OF_ROUNDS = _WORDS | {CENTRAL_NAME: Level.CENTRAL.label}
# What central rounds were sent out for, beside the types of inspection that the packaged table names.
_TASKS = {"专项试点": gettext_lazy("专项试点"), "专项（脱贫攻坚）": gettext_lazy("专项（脱贫攻坚）")}

# As archive.models.round_label takes them: authority, term, number, the calendar year that counts it.
RoundParts = tuple[str, int | None, int | None, int | None]


def authority_words(name: str) -> str:
    """The name without marks, for titles."""
    return str(_WORDS.get(name, name))


def authority_name(name: str) -> SafeString:
    return _marked(name, _WORDS)


def _marked(name: str, words: Mapping[str, str | Promise]) -> SafeString:
    if name in words:
        return format_html("{}", words[name])
    return format_html('<span lang="zh-Hans">{}</span>', name)


def round_words(authority: str, term: int | None, number: int | None, counted_year: int | None = None) -> str:
    """十八届中央第八轮, or what is known of it, without marks; empty where neither term nor number is known."""
    pattern = _pattern(authority, term, number, counted_year)
    of_rounds = str(_WORDS_OF_ROUNDS.get(authority, authority))
    return pattern.format(authority=of_rounds, year=counted_year, **round_numerals(term, number))


def round_name(authority: str, term: int | None, number: int | None, counted_year: int | None = None) -> SafeString:
    """As round_words, the authority's proper name marked as Chinese."""
    pattern = _pattern(authority, term, number, counted_year)
    if not pattern:
        return SafeString("")
    of_rounds = _marked(authority, _WORDS_OF_ROUNDS)
    return format_html(pattern, authority=of_rounds, year=counted_year, **round_numerals(term, number))


def count_name(term: int | None, counted_year: int | None) -> str:
    """What counts rounds: 十八届 or 2016年 in Chinese, term 18 or 2016 elsewhere."""
    if term:
        return _("%(number)s届") % {"number": to_chinese(term) if is_chinese() else term}
    return _("%(year)s年") % {"year": counted_year} if counted_year else ""


def task_name(focus: str) -> SafeString:
    """常规；专项试点: words that the table has in the reader's language, an editor's own as they are."""
    words = [word.strip() for word in focus.split("；") if word.strip()]
    return format_html_join(_("、"), "{}", ((_task(word, is_first=index == 0),) for index, word in enumerate(words)))


def basis_of_round(wave: Round) -> SafeString:
    """The sentence for a code of RoundBasis, of no more than is known; an editor's own words as they are."""
    if wave.basis == RoundBasis.PUBLIC and wave.units:
        return format_html("{}", _("起止月份和单位数取自公开资料。"))
    if wave.basis == RoundBasis.PUBLIC and wave.cumulative_units:
        return format_html("{}", _("起止月份和累计单位数取自公开资料。"))
    return basis_words(wave.basis)


def basis_words(basis: str) -> SafeString:
    """As basis_of_round, where nothing else is known of the round."""
    if basis in RoundBasis.values:
        return format_html("{}", RoundBasis(basis).label)
    return format_html('<span lang="zh-Hans">{}</span>', basis)


def _task(word: str, *, is_first: bool) -> SafeString:
    label = _TASKS.get(word) or (InspectionType(word).label if word in InspectionType.values else None)
    if label is None:
        return format_html('<span lang="zh-Hans">{}</span>', word)
    return format_html("{}", label if is_first else str(label).lower())


def _pattern(authority: str, term: int | None, number: int | None, counted_year: int | None) -> str:
    if number and counted_year:
        return _("{authority}{year}年第{number}轮") if authority else _("{year}年第{number}轮")
    if term and number:
        return _("{term}届{authority}第{number}轮") if authority else _("{term}届第{number}轮")
    if term:
        return _("{term}届{authority}") if authority else _("{term}届")
    if number:
        return _("{authority}第{number}轮") if authority else _("第{number}轮")
    return ""


def round_numerals(term: int | None, number: int | None) -> dict[str, str]:
    """十八 and 八 in Chinese, 18 and 8 elsewhere, by "term" and "number"; empty for None."""
    return {
        name: (to_chinese(value) if is_chinese() else str(value)) if value else ""
        for name, value in (("term", term), ("number", number))
    }
