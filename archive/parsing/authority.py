"""Who sent the inspection, and where that committee sits."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from archive.parsing.committees import Committee, committee_before
from archive.parsing.divisions import Division, DivisionTable, stem
from archive.parsing.groups import GroupMentions
from archive.parsing.parsed import ParsedPlace
from archive.parsing.sentences import Sentence, gettext_noop
from archive.parsing.source import Source
from archive.parsing.terms import RoundMention

# By whose order; of several in a row nobody knows which one sends.
# Example: "按照|市委|统一部署", "按|通辽市委|安排", "根据|学校党委|统一部署"
_ORDER = re.compile(r"(?:的)?(?:统一部署|统一安排|统一要求|部署(?!会|要求)|工作安排|安排部署|安排|批准|同意)")
# The order is given by what leads to the committee. Example: "根据|市委"
_BY = re.compile(r"(?:根据|按照|按|经)[^。,;、和\n]{0,8}$")

# Places that a local text calls its own. Example: "我市|新安、嵩县、汝阳3个县|", "我省|安阳、洛阳|"
_NAME = r"(?:(?![我和及与])[\u4e00-\u9fff]){2,8}"
_OURS = re.compile(rf"我(?P<rank>[市省])(?P<names>{_NAME}(?:[、和及与]{_NAME}){{0,12}})")
# One of the places. Example: "新安"
_NAME_PIECE = re.compile(r"[^、和及与]+")
# What may follow the last of them. Example: "汝阳|3个县", "嵩县|开展"
_BEHIND_NAME = re.compile(r"(?:等|[一二三四五六七八九十两]{1,2}[个县市区]|开展|进行|的).*")

# Committees of which every place has one; a bureau's or a firm's place is not asked for.
_NEEDS_PLACE = frozenset({"省委", "自治区党委", "市委", "地委", "州委", "盟委", "县委", "区委", "旗委"})

# How far from the opening the name of a city tells which of several counties of one name is meant.
_NEAR = 2000
# How far a text is searched for committees with their place; speeches repeat 市委 hundreds of times.
_MANY = 300


@dataclass(frozen=True, slots=True)
class Authority:
    """name as it is stored (洛阳市委); basis says how the place was worked out."""

    name: str
    level: str
    committee: Committee
    place: ParsedPlace = field(default_factory=ParsedPlace)
    basis: Sentence | None = None
    doubt: Sentence | None = None
    confidence: float = 0.95


def find_sender(
    source: Source, mentions: GroupMentions, rounds: tuple[RoundMention, ...], divisions: DivisionTable
) -> Committee | None:
    """The committee that is first seen to send groups, to run a round or to give the order."""
    seen = list(mentions.senders[:1])
    seen += [r.committee for r in rounds if r.committee is not None and not r.heard][:1]
    for match in _ORDER.finditer(source.text):
        committee = committee_before(source.text, match.start(), divisions)
        if committee is not None and _BY.search(source.text, max(0, committee.start - 18), committee.start):
            seen.append(committee)
            break
    if not seen:
        seen = [m.committee for m in mentions.unnumbered[:1] if m.committee is not None]
    first = min(seen, key=lambda committee: committee.start, default=None)
    if first is not None and mentions.senders and not any(first.sends_like(sender) for sender in mentions.senders):
        return mentions.senders[0]  # a round of the centre named in passing sends nobody here
    return first


def find_authority(
    source: Source,
    sender: Committee,
    mentions: GroupMentions,
    rounds: tuple[RoundMention, ...],
    divisions: DivisionTable,
) -> Authority:
    """The sender with its place: said beside it, said elsewhere, or worked out from the places it calls its own."""
    if sender.kind == "中央":
        return Authority("中央", "central", sender)
    if sender.kind not in _NEEDS_PLACE:
        same = [other for other in mentions.senders if other.sends_like(sender) and other.name.endswith(sender.name)]
        fullest = max([sender, *same], key=lambda committee: len(committee.name))
        return Authority(fullest.name, fullest.level, fullest)
    placed = _placed(source, sender, mentions, rounds, divisions)
    if placed is not None:
        return _at_place(source, placed)
    if sender.kind == "市委":
        voted = _vote(source, divisions)
        if voted is not None:
            return _worked_out(sender, *voted)
    doubt = Sentence(gettext_noop("文中未说明是哪里的{committee}"), {"committee": sender.kind})
    return Authority(sender.name, sender.level, sender, doubt=doubt)


def _at_place(source: Source, placed: Committee) -> Authority:
    """With the place that the name stands for; of several of that name, the one whose city the text names."""
    if placed.division is not None:
        return Authority(placed.name, placed.level, placed, placed.division.place)
    text = source.text[:_NEAR]
    named = {
        division: parent
        for division in placed.candidates
        for parent in division.parents
        if stem(parent) in text and len(stem(parent)) >= 2
    }
    if len(named) == 1:
        division, parent = next(iter(named.items()))
        where = "".join(part for part in (division.province, division.city, division.county) if part)
        basis = Sentence(
            gettext_noop("“{name}”不止一处，文中提到{parent}，据此为{place}。"),
            {"name": placed.place_name, "parent": parent, "place": where},
        )
        return Authority(placed.name, placed.level, placed, division.place, basis, confidence=0.8)
    doubt = Sentence(gettext_noop("“{name}”不止一处或不在区划表中，所在地未填"), {"name": placed.place_name})
    return Authority(placed.name, placed.level, placed, doubt=doubt)


def _placed(
    source: Source,
    sender: Committee,
    mentions: GroupMentions,
    rounds: tuple[RoundMention, ...],
    divisions: DivisionTable,
) -> Committee | None:
    """The one place in which a committee of the sender's kind stands; senders and rounds count before the rest."""
    sending = [c for c in (*mentions.senders, *(r.committee for r in rounds if not r.heard)) if c is not None]
    for committees in (iter([sender]), iter(sending), _all_of(source.text, sender.kind, divisions)):
        with_place = {c.name: c for c in committees if c.kind == sender.kind and c.place_name}
        if len(with_place) == 1:
            return next(iter(with_place.values()))
        if with_place:
            return None
    return None


def _all_of(text: str, kind: str, divisions: DivisionTable) -> Iterator[Committee]:
    if not kind:
        return
    at = -1
    for _ in range(_MANY):
        at = text.find(kind, at + 1)
        if at < 0:
            return
        committee = committee_before(text, at + len(kind), divisions)
        if committee is not None and committee.kind == kind:
            yield committee


def _vote(source: Source, divisions: DivisionTable) -> tuple[Division, tuple[str, ...], int, int] | None:
    """The city to which every county behind 我市 belongs: at least two must speak, and none against.

    A county name that several cities have does not speak at all.
    """
    votes: Counter[tuple[str, str | None]] = Counter()
    names: dict[str, tuple[int, int]] = {}
    for match in _OURS.finditer(source.text):
        if match["rank"] != "市":
            continue
        for piece in _NAME_PIECE.finditer(source.text, *match.span("names")):
            name, county = _county(piece.group(), divisions)
            if county is not None and county.city is not None and name not in names:
                votes[county.province, county.city] += 1
                names[name] = piece.start(), piece.start() + len(name)
    if len(votes) != 1 or len(names) < 2:
        return None
    province, city = next(iter(votes))
    spans = names.values()
    return Division("city", province, city), tuple(names), min(s for s, _ in spans), max(e for _, e in spans)


def _county(piece: str, divisions: DivisionTable) -> tuple[str, Division | None]:
    """The county that a piece names, perhaps with the sentence going on behind: 平舆县|均有部署."""
    bare = _BEHIND_NAME.sub("", piece)
    named = (bare[:end] for end in range(len(bare), 1, -1) if end == len(bare) or bare[end - 1] in "县市区旗")
    return next(((name, county) for name in named if (county := divisions.only(name, "county"))), (bare, None))


def _worked_out(sender: Committee, city: Division, names: tuple[str, ...], start: int, end: int) -> Authority:
    committee = replace(sender, place_name=stem(city.name), division=city, start=start, end=end)
    basis = Sentence(
        gettext_noop("文中称“{said}”，这些县区均属{place}，据此市委为{committee}。"),
        {"said": f"我市{'、'.join(names)}", "place": f"{city.province}{city.city}", "committee": committee.name},
    )
    return Authority(committee.name, "city", committee, city.place, basis, confidence=0.8)
