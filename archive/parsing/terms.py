"""Term and round of this inspection among all the rounds that a text speaks of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from archive.numerals import NUMERAL
from archive.parsing.committees import Committee, committee_before
from archive.parsing.dates import YEAR_IN_FIGURES
from archive.parsing.divisions import DivisionTable
from archive.parsing.ordinals import ZERO, to_ordinal
from archive.parsing.source import Source

# A round. Example: "十一届市委|第七轮|巡察", "区委|第十一轮|巡察", "十三届市委|首轮|巡察"
_ROUND = re.compile(rf"第(?P<round>{NUMERAL})轮|首轮")

# The term in front of the committee. Example: "|十一届|市委", "|第三届|党委"
_TERM_AT_END = re.compile(rf"第?(?P<term>{NUMERAL})届$")

# A year's own count of rounds, as used up to 2016: not the round of the term.
# Example: "2015年|省委第二轮", "今年|第一轮"
YEARS_OWN = re.compile(rf"(?:{YEAR_IN_FIGURES}年|今年|年内)(?:以来)?$")
# Example: "|2015年|省委第二轮", "湖南省委|2016年|第一轮"
_CALENDAR_YEAR = re.compile(rf"(?P<year>{YEAR_IN_FIGURES})年$")
# The term told by its congress, for the centre. Example: "党的十八大后|中央首轮", "党的二十大以来|中央第三轮"
_CONGRESS_AT_END = re.compile(rf"党的(?P<term>{NUMERAL})大(?:以?后|以来|之后)(?:的|,)?$")

# A round that is over or only heard about. Example: "听取|…第五轮巡察情况汇报", "|十一届市委第五轮|巡察情况汇报"
_HEARD_BEFORE = re.compile(r"(?:听取|传达|汇报|学习)[^。,;]{0,30}$")
# Example: "第五轮|巡察情况汇报", "(市委第六轮巡察|)"
_HEARD_BEHIND = re.compile(r"巡[视察查](?:工作)?(?:综合)?(?:情况)?汇报|\)")
# The meeting that set the round going: what is told of it is told in the round itself.
# Example: "传达了八届州委第一轮|巡察动员部署会|精神"
_SET_GOING_BEHIND = re.compile(r"(?:常规|专项)?巡[视察查](?:工作)?(?:动员|部署)")
# A round whose findings are checked now. Example: "八届市委第四轮|巡察指出的问题|是否真改"
_CHECKED_BEHIND = re.compile(r"(?:专项|常规)?巡[视察查](?:反馈|指出|发现)的?(?:问题|意见)")


@dataclass(frozen=True, slots=True)
class RoundMention:
    term: int | None
    number: int
    committee: Committee | None
    start: int
    end: int
    heard: bool = False
    checked: bool = False  # by a later inspection, unless the notice itself is of its findings
    year: int | None = None  # the calendar year right in front
    of_year: bool = False  # counts within its calendar year, so that it's no round of a term
    term_place: tuple[int, int] | None = None  # where the term stands, if apart from the round


# A number that no term or round has. Example: "|零届|市委", "市委|第0轮|"
_ZEROTH = re.compile(rf"第{ZERO}(?:届|轮)|{ZERO}届")
_ZEROS = ("零届", "零轮", "〇届", "〇轮", "0届", "0轮")
_NOT_BEFORE_ZEROTH = frozenset("0123456789零〇一二三四五六七八九十百")


def find_zeroth(source: Source) -> Iterator[tuple[str, int, int]]:
    """Where a term or round is numbered zero: the field that stays blank, and its place."""
    if not any(zero in source.text for zero in _ZEROS):
        return
    for match in _ZEROTH.finditer(source.text):
        if source.text[max(0, match.start() - 1) : match.start()] not in _NOT_BEFORE_ZEROTH:
            yield "term" if match.group().endswith("届") else "round", *match.span()


def find_rounds(source: Source, divisions: DivisionTable) -> tuple[RoundMention, ...]:
    found = []
    for match in _ROUND.finditer(source.text):
        number = to_ordinal(match["round"]) if match["round"] else 1
        if number is not None:
            found.append(_mention(source.text, match, number, divisions))
    return tuple(found)


def _mention(text: str, match: re.Match[str], number: int, divisions: DivisionTable) -> RoundMention:
    start = match.start()
    year = _CALENDAR_YEAR.search(text, max(0, start - 8), start)
    committee = committee_before(text, year.start() if year else start, divisions)
    term = None
    if committee is not None:
        start, term = committee.start, committee.term
        term_match = _TERM_AT_END.search(text, max(0, start - 8), start)
        if term_match is None and committee.kind == "中央":
            term_match = _CONGRESS_AT_END.search(text, max(0, start - 12), start)
        if term_match is not None:
            term, start = to_ordinal(term_match["term"]), term_match.start()
    low = max(0, start - 8)
    year = year or _CALENDAR_YEAR.search(text, low, start)
    heard = bool(
        (_HEARD_BEFORE.search(text, max(0, start - 40), start) and not _SET_GOING_BEHIND.match(text, match.end()))
        or _HEARD_BEHIND.match(text, match.end(), match.end() + 12)
    )
    return RoundMention(
        term,
        number,
        committee,
        start,
        match.end(),
        heard,
        bool(_CHECKED_BEHIND.match(text, match.end())),
        int(year["year"]) if year else None,
        term is None and (year is not None or bool(YEARS_OWN.search(text, low, start))),
    )


def start_with_year(text: str, mention: RoundMention) -> int:
    """Where the mention starts with the year that counts it: |2015年|省委第二轮, |今年|第一轮."""
    counted_in = YEARS_OWN.search(text, max(0, mention.start - 8), mention.start)
    return counted_in.start() if counted_in else mention.start


# The term without its round. Example: "按照|十四届郓城县委|巡察规划"
_TERM_ALONE = re.compile(r"届[\u4e00-\u9fff]{0,6}?(?P<kind>[省市县区州旗]委)")
_TERM_BEFORE = re.compile(rf"(?P<term>{NUMERAL})$")


def find_terms(source: Source, sender: Committee) -> dict[int, tuple[int, int]]:
    """The terms of the sender's committee that the text names anywhere, and where it first does."""
    found: dict[int, tuple[int, int]] = {}
    for match in _TERM_ALONE.finditer(source.text):
        term = _TERM_BEFORE.search(source.text, max(0, match.start() - 5), match.start())
        number = to_ordinal(term["term"]) if term is not None and match["kind"] == sender.kind else None
        if term is not None and number is not None:
            found.setdefault(number, (term.start(), match.end()))
    return found


def own_round(
    rounds: tuple[RoundMention, ...],
    sender: Committee | None,
    terms: Mapping[int, tuple[int, int]],
    *,
    is_feedback: bool,
    is_later: bool,
) -> RoundMention | None:
    """The round that the notice is about: its sender's, not merely heard of unless it is given back, nor one whose
    findings are only checked unless the notice is of what came afterwards (is_later); with its term where the text
    tells it anywhere.
    """
    if sender is None:
        return None
    own = [r for r in rounds if r.committee is not None and r.committee.sends_like(sender) and not r.of_year]
    own = [r for r in own if is_later or not r.checked]
    current = [r for r in own if not r.heard]
    candidates = current or (own if is_feedback else [])
    if not candidates:
        return None
    with_term = [r for r in candidates if r.term is not None]
    if not with_term and len(terms) == 1:
        ((term, place),) = terms.items()
        return replace(candidates[-1], term=term, term_place=place)
    return max(with_term or candidates, key=lambda r: (r.term or 0, r.number))
