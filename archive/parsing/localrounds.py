"""A local committee's round that its text counts within the calendar year: 湖南省委2016年第一轮, 今年第二轮.

No table tells which round of a term that is, so the year and the number are its name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.parsing.committees import Committee
from archive.parsing.sentences import Sentence, gettext_noop
from archive.parsing.source import Finding, Source
from archive.parsing.terms import RoundMention, start_with_year

RULE = "round-counted-in-year"

_SEVERAL = gettext_noop("文中按年计的轮次不止一个（如“{said}”），未定哪一个是本公告的，未填")
_NO_YEAR = gettext_noop("文中称“{said}”，没有写明是哪一年，未填")
_OF_THIS_YEAR = gettext_noop("文中称“{said}”，本公告写明的年份是{year}年。")

# Where a round that names no committee is still the notice's own: in its title and its first sentences.
_OPENING = 600
# Whose round it is, told behind it. Example: "今年第二轮|省委|巡视", "2014年第三轮|中央|专项巡视"
_SENDER_BEHIND = re.compile(r"的?(?P<kind>中央|自治区党委|区党委|省委|市委|地委|州委|盟委|县委|区委|旗委)")
# A round of which only what came of it is told. Example: "2018年县委第一轮|专项巡察反馈问题的整改情况"
_PAST = re.compile(r"[^。,;\n]{0,10}(?:(?:反馈|指出|发现)的?(?:问题|意见)|整改)")


@dataclass(frozen=True, slots=True)
class CountedRound:
    """The round; sentence: how its year is known, where 今年 stands for it."""

    year: int
    finding: Finding  # its value is the number
    sentence: Sentence | None = None

    @property
    def number(self) -> int:
        return int(self.finding.value)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Why the text's round of a year is not the notice's, and where it stands."""

    reason: Sentence
    span: tuple[int, int]


def find_counted_round(
    source: Source,
    mentions: Iterable[RoundMention],
    sender: Committee,
    year: int | None,
    *,
    is_feedback: bool,
    is_later: bool,
) -> CountedRound | Unsettled | None:
    """The one round that the notice is about, where all that it says of rounds within a year is of one.

    year: that of the notice where the text itself writes it. It is meant by 今年, and a round of another year is looked
    back on; but findings and what came of them (is_later) may be told in a later year than their round was in. Where
    they are given back (is_feedback) and no other round is told, it is the one of which a report was heard.
    """
    counted = [mention for mention in mentions if mention.of_year]
    ours = [mention for mention in counted if _is_told(source.text, mention, is_later=is_later)]
    if is_feedback and not ours:
        ours = counted
    candidates = [mention for mention in ours if mention.committee is not None and mention.committee.sends_like(sender)]
    candidates = candidates or [mention for mention in ours if _may_be_of(source.text, mention, sender)]
    possible = [mention for mention in candidates if _fits(mention, year, is_later=is_later)]
    if not possible:
        return None
    own_year = None if is_later else year
    meant = {(mention.year or own_year, mention.number) for mention in possible}
    meant -= {(None, number) for of_year, number in meant if of_year is not None}
    first = next(mention for mention in possible if (mention.year or own_year, mention.number) in meant)
    start = start_with_year(source.text, first)
    said = source.written(start, first.end)
    if len(meant) > 1:
        return Unsettled(Sentence(_SEVERAL, {"said": said}), (start, first.end))
    ((of_year, number),) = meant
    if of_year is None:
        return Unsettled(Sentence(_NO_YEAR, {"said": said}), (start, first.end))
    sentence = None if first.year else Sentence(_OF_THIS_YEAR, {"said": said, "year": of_year})
    return CountedRound(of_year, Finding(str(number), start, first.end, RULE, 0.9 if first.year else 0.8), sentence)


def _is_told(text: str, mention: RoundMention, *, is_later: bool) -> bool:
    """Whether the round is more than heard of, or looked back on where nothing is given back yet."""
    return not mention.heard and (is_later or not _PAST.match(text, mention.end))


def _may_be_of(text: str, mention: RoundMention, sender: Committee) -> bool:
    """Whether a round without a committee in front can be the sender's: nobody else's name stands behind it."""
    if mention.committee is not None or mention.start >= _OPENING:
        return False
    behind = _SENDER_BEHIND.match(text, mention.end)
    return behind is None or behind["kind"] == sender.kind


def _fits(mention: RoundMention, year: int | None, *, is_later: bool) -> bool:
    if mention.year is None or year is None:
        return True
    return mention.year <= year if is_later else mention.year == year
