"""Inspection groups: every mention of one, who sent it, and which of them this notice is about."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from archive.numerals import NUMERAL, to_chinese
from archive.parsing.committees import Committee, committee_before, organisation_before
from archive.parsing.divisions import DivisionTable
from archive.parsing.ordinals import to_ordinal
from archive.parsing.source import Source

# What a group may be called between its number and 巡察组.
_QUALITY = r"(?:[\"']?(?:专项|提级|交叉|机动式?|上下联动|联动|延伸|常规|回头看|脱贫攻坚)[\"']?){0,3}"

# Example: "区委|专项|巡察一组"
_QUALITY_AT_END = re.compile(_QUALITY + "$")

# A numbered group, or several under one head: members by 、 or a range.
# Example: "第七巡视组", "第四、第五、第六巡视组", "第二、三巡察组", "第一至第十巡视组", "第六专项巡察组"
_NUMBERED = re.compile(rf"第(?P<members>{NUMERAL}(?:[、,和及至-]第?{NUMERAL}){{0,40}})(?P<tail>{_QUALITY}巡[视察查]组)")
# One member of the list, and how it is joined. Example: "、第五", "至第十"
_MEMBER = re.compile(rf"(?P<join>[、,和及至-])?第?(?P<number>{NUMERAL})")

# What may stand between the committee and 第N: the round, or the kind of inspection.
# Example: "区委|第十一轮巡察|第三巡察组", "县委|第四轮|第一巡察组"
_BETWEEN = re.compile(rf"(?:第{NUMERAL}轮(?:巡[视察查])?|{_QUALITY[:-5]}{{1,2}})$")

# The number behind the work, or behind the group. Example: "区委专项|巡察一组", "提级|巡察"回头看"第二组"
_NUMBER_BEHIND = re.compile(
    rf"巡[视察查]组?(?:[\"']?回头看[\"']?)?第?(?P<number>{NUMERAL})组(?P<more>(?:[、和]第?{NUMERAL}组){{0,12}})"
)
# Example: "县委专项巡察一组|、二组|、三组"
_MORE_BEHIND = re.compile(rf"第?(?P<number>{NUMERAL})组")

# A group of whatever kind. Example: "巡察组"
_GROUP = re.compile(r"巡[视察查]组")
# What stands between a committee and its groups without a number, or only counted.
# Example: "市委|5个|巡察组", "浙江省委||巡视组", "县委|上下联动|巡察组", "省委|县(市、区)|巡视组"
_UNNUMBERED = re.compile(rf"(?P<count>(?:(?:{NUMERAL}|[多数])个)?)(?:县\(市、区\))?(?P<quality>{_QUALITY})$")

# What a count or quality ends with: asked first, since most groups stand without.
# Example: "5|个|巡察组", "专|项|巡察组"
_LAST_BEFORE_GROUP = frozenset("个项级叉动式伸规看坚\"')")

# Between the committee and its counted groups. Example: "县委|安排|3个专项巡察组"
_SENT = re.compile(r"(?:近日|日前|已|将|共|此次)?(?:安排|派出|组建|成立|抽调|组成)(?:了)?$")

# A group without a number that still is one of a kind. Example: "县委|上下联动巡察组", "市委|"机动式"专项巡察组"
_ONE_OF_A_KIND = re.compile(r"联动|机动|交叉|提级")

# Said of what somebody led before, or of groups that only come up. Example: "2014年首轮任中央第四巡视组"
_FORMER = re.compile(r"(?:(?<![担兼出])任|曾担任|曾在|抽调到|参加|上级(?:党[委组])?)$")

# The full official form of a signature; its place tells the authority, but the name was given above.
# Example: "中共中山市委第四巡察组"
_SIGNATURE = re.compile(r"中共$")


# No committee sends as many at once; the work on a text that names more is bounded here.
_MOST = 200
_MOST_MENTIONS = 2000


@dataclass(frozen=True, slots=True)
class GroupMention:
    """One group named at one place. number is None for 第X and 第零; name is as written."""

    name: str
    number: int | None
    committee: Committee | None
    start: int
    end: int
    signed: bool = False
    list_size: int = 1  # how many groups this mention names together
    is_reference: bool = False  # called by its number alone: 第一组

    @property
    def key(self) -> tuple[int | None, str]:
        return self.number, "" if self.number is not None else unicodedata.normalize("NFKC", self.name).upper()


@dataclass(frozen=True, slots=True)
class GroupMentions:
    """numbered: groups with a number or a placeholder. senders: committees seen sending groups, in text order."""

    numbered: tuple[GroupMention, ...] = ()
    senders: tuple[Committee, ...] = ()
    unnumbered: tuple[GroupMention, ...] = field(default=())


def find_groups(source: Source, divisions: DivisionTable) -> GroupMentions:
    """Every group in the text, whoever sent it."""
    numbered = tuple(
        mention
        for m in islice(_NUMBERED.finditer(source.text), _MOST_MENTIONS)
        for mention in _members(source, m, divisions)
    )
    numbered += tuple(_numbered_behind(source, divisions))
    unnumbered: list[GroupMention] = []
    senders = [mention.committee for mention in numbered if mention.committee is not None]
    for group in _GROUP.finditer(source.text):
        count, quality, start = _before_group(source.text, group.start())
        sent = _SENT.search(source.text, max(0, start - 6), start)
        committee = committee_before(source.text, sent.start() if sent else start, divisions)
        if committee is not None:
            senders.append(committee)
        if not count:
            unnumbered.extend(_without_number(source, start, quality, group.end(), committee))
    senders.sort(key=lambda committee: committee.start)
    return GroupMentions(numbered, tuple(senders), tuple(unnumbered))


def _members(source: Source, match: re.Match[str], divisions: DivisionTable) -> Iterator[GroupMention]:
    text, start = source.text, match.start()
    if _FORMER.search(text, max(0, start - 30), start):
        return
    between = _BETWEEN.search(text, max(0, start - 12), start)
    if between is not None and _FORMER.search(text, max(0, between.start() - 30), between.start()):
        return
    committee = committee_before(text, between.start() if between else start, divisions)
    if committee is not None and _FORMER.search(text, max(0, committee.start - 4), committee.start):
        return
    head = source.written(committee.start, committee.end) if committee else ""
    if between is not None and "轮" not in between.group():  # 无锡市委|提级交叉|第二巡察组, but 县委|第四轮|第一巡察组
        head += source.written(*between.span())
    signed = committee is not None and bool(_SIGNATURE.search(text, 0, committee.start))
    first = committee.start if committee else start
    tail = source.written(*match.span("tail"))
    members = list(_numbers(source, match))
    for numeral, number in members:
        yield GroupMention(
            f"{head}第{numeral}{tail}", number, committee, first, match.end(), signed, list_size=len(members)
        )


def _numbered_behind(source: Source, divisions: DivisionTable) -> Iterator[GroupMention]:
    for match in _NUMBER_BEHIND.finditer(source.text):
        quality = _QUALITY_AT_END.search(source.text, max(0, match.start() - 16), match.start())
        committee = committee_before(source.text, quality.start() if quality else match.start(), divisions)
        if committee is not None:
            name = source.written(committee.start, match.start("more"))
            yield GroupMention(name, to_ordinal(match["number"]), committee, committee.start, match.end())
            head = source.written(committee.start, match.start("number"))
            for more in _MORE_BEHIND.finditer(match["more"]):
                yield GroupMention(
                    f"{head}{more['number']}组", to_ordinal(more["number"]), committee, committee.start, match.end()
                )


def _numbers(source: Source, match: re.Match[str]) -> Iterator[tuple[str, int | None]]:
    previous: int | None = None
    for member in _MEMBER.finditer(source.text, *match.span("members")):
        number = to_ordinal(member["number"])
        if member["join"] in {"至", "-"} and previous is not None and number is not None and number - previous < 60:
            yield from ((to_chinese(between), between) for between in range(previous + 1, number))
        yield source.written(*member.span("number")), number
        previous = number


def _before_group(text: str, end: int) -> tuple[str, str, int]:
    """The count and quality of a group that stand right in front of it, and where they begin."""
    if text[end - 1 : end] not in _LAST_BEFORE_GROUP:
        return "", "", end
    match = _UNNUMBERED.search(text, max(0, end - 24), end)
    return (match["count"], match["quality"], match.start()) if match else ("", "", end)


def _without_number(
    source: Source, start: int, quality: str, end: int, committee: Committee | None
) -> Iterator[GroupMention]:
    if committee is None:
        organisation = organisation_before(source.text, start)
        if organisation is not None:
            yield GroupMention(source.written(organisation.start, end), None, organisation, organisation.start, end)
    elif _ONE_OF_A_KIND.search(quality):
        yield GroupMention(source.written(committee.start, end), None, committee, committee.start, end)


def own_groups(mentions: GroupMentions, sender: Committee | None) -> tuple[GroupMention, ...]:
    """The groups that the notice is about, each once, under its fullest name; in the order they come up."""
    numbered = [m for m in mentions.numbered if m.committee is None or (sender and m.committee.sends_like(sender))]
    if any(mention.number is not None for mention in numbered):  # beside groups with numbers 第×组 is a form to fill in
        numbered = [mention for mention in numbered if mention.number is not None]
    if numbered:
        return tuple(_with_committee(group, numbered) for group in _fullest(numbered))
    if sender is not None and any(m.committee is not None for m in mentions.numbered):
        return ()
    return _fullest(mentions.unnumbered)[:1]


def _fullest(mentions: Iterable[GroupMention]) -> tuple[GroupMention, ...]:
    best: dict[tuple[int | None, str], GroupMention] = {}
    for mention in mentions:
        known = best.get(mention.key)
        if known is None:
            best[mention.key] = mention
        elif (known.committee is None and mention.committee is not None) or (known.signed and not mention.signed):
            best[mention.key] = replace(mention, list_size=max(known.list_size, mention.list_size))
        elif not mention.signed and _place(mention) and not _place(known):
            best[mention.key] = replace(mention, start=mention.start)
    return tuple(best.values())[:_MOST]


def _with_committee(group: GroupMention, mentions: list[GroupMention]) -> GroupMention:
    """A later group shares the committee of the first: 地委第二巡察组…,第五巡察组… means 地委第五巡察组."""
    shared = next((m for m in mentions if m.committee is not None), None)
    if group.committee is not None or shared is None or shared.committee is None:
        return group
    head = shared.name.partition("第")[0]
    return replace(group, name=head + group.name)


def _place(mention: GroupMention) -> str:
    return mention.committee.place_name if mention.committee else ""
