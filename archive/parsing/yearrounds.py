"""The centre's round that a text counts within its calendar year: 2014年中央第三轮巡视, 今年第二轮.

Up to 2016 the papers counted so. Which round of the term it is, the table tells: it has all that began in that year.
"""

import re
from collections.abc import Iterable

from archive.parsing.roundtable import Round, RoundTable
from archive.parsing.sentences import RoundName, RoundNames, Sentence, gettext_noop
from archive.parsing.source import Finding, Source
from archive.parsing.terms import RoundMention, start_with_year
from archive.parsing.workedout import WorkedOut, round_name

RULE = "round-of-year"
# Example: "2014年第三轮|中央|专项巡视"
_CENTRE_BEHIND = re.compile(r"的?中央")


def find_round_of_year(
    source: Source, mentions: Iterable[RoundMention], year: int | None, month: int | None, table: RoundTable
) -> WorkedOut | None:
    """The round, where the text counts only one within the year and the month is none of another's.

    year: that of the notice where the text itself writes it. It is meant by 今年; a year in front of the round is its
    own. Where the text names the centre beside a round, rounds counted without it are of something else.
    """
    counted = [mention for mention in mentions if mention.of_year and not mention.heard]
    of_centre = [mention for mention in counted if _is_of_centre(source.text, mention)]
    candidates = of_centre or [mention for mention in counted if mention.committee is None]
    meant = {(mention.year or year, mention.number) for mention in candidates}
    if len(meant) != 1:
        return None
    ((of_year, number),) = meant
    if of_year is None:
        return None
    waves = table.begun_in(of_year)
    if not 1 <= number <= len(waves) or not waves[number - 1].holds(month):
        return None
    mention, row = candidates[0], waves[number - 1]
    start = start_with_year(source.text, mention)
    said = source.written(start, mention.end)
    why = Sentence(
        gettext_noop("文中称“{said}”，{year}年开始的中央巡视依次是{rounds}，据此为{round}"),
        {"said": said, "year": of_year, "rounds": _listed(waves), "round": round_name(row)},
    )
    return WorkedOut(row, "round", why, Finding(str(round_name(row)), start, mention.end, RULE, 0.9))


def _is_of_centre(text: str, mention: RoundMention) -> bool:
    if mention.committee is not None:
        return mention.committee.kind == "中央"
    return _CENTRE_BEHIND.match(text, mention.end) is not None


def _listed(waves: Iterable[Round]) -> RoundNames:
    return RoundNames(tuple(RoundName("", wave.term, wave.number) for wave in waves))
