"""Which stretch of the text belongs to which group, by where the groups are named."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from archive.parsing.groups import GroupMention
from archive.parsing.ordinals import to_ordinal
from archive.parsing.source import Source

GroupKey = tuple[int | None, str]

# A group called by its number alone, once it is known. Example: "来电请拨:|第一组|0797-8391201", "|一组|18909410311"
_NUMBER = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_REFERENCE = re.compile(rf"第?(?P<members>{_NUMBER}(?:组?[、和至]第?{_NUMBER}){{0,12}})组")
_ONE = re.compile(_NUMBER)
# What may stand in a line in front of the group that the line is about: bullets, numbers, a label.
# Example: "►|第一巡察组", "(一)|旗委第一巡察组", "组别:|州委第一巡察组"
_LINE_START = re.compile(
    r"(?:^|\n)[^\n\u4e00-\u9fff]{0,8}(?:[一二三四五六七八九十]{1,3}[、.)])?\s?(?:组别:)?(?:[(][一二三四五六七八九十]{1,3}[)])?\s?$"
)
_VALUE_END = re.compile(r"[。;\n]")
# What is the same for all groups. Example: "来信|一律|寄长兴县001号邮政专用信箱", "邮政编码|均为|"
FOR_ALL = r"统一|一律|均(?:为|是|寄|投|用)"
# A line that speaks of all groups again. Example: "各组接听电话的时间", "备注:", "邮政编码均为"
_COMMON = re.compile(
    r"^[^\u4e00-\u9fff]{0,6}(?:各(?:巡[视察查])?组|以上|上述|备?注:|[两三四五六七八九]个(?:巡[视察查])?组|每个工作日|工作日)"
    rf"|{FOR_ALL}"
)
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Section:
    """Text from start to end, and the groups named at its head."""

    start: int
    end: int
    members: tuple[GroupMention, ...]


class Sections:
    """The text cut at every mention of the groups. A mention inside a line holds to the end of the line; one that
    opens a line holds until the next group, but for no more lines than the groups before it."""

    def __init__(self, source: Source, mentions: Sequence[GroupMention]) -> None:
        self._source = source
        heads = _heads(sorted([*mentions, *_references(source, mentions)], key=lambda mention: mention.start))
        self._sections = tuple(_bounded(source, list(heads)))
        self._starts = [section.start for section in self._sections]

    def last(self, offset: int) -> Section | None:
        """The section that was opened last before offset, however far back."""
        index = bisect_right(self._starts, offset) - 1
        return self._sections[index] if index >= 0 else None

    def at(self, offset: int) -> tuple[GroupMention, ...]:
        """The groups whose part of the text this is."""
        section = self.last(offset)
        return section.members if section is not None and offset < section.end else ()

    def behind(self, offset: int) -> tuple[GroupMention, ...]:
        """The groups named next behind offset."""
        index = bisect_right(self._starts, offset - 1)
        return self._sections[index].members if index < len(self._sections) else ()

    def within(self, start: int, end: int) -> tuple[GroupMention, ...]:
        """The groups named between two offsets."""
        first, last = bisect_right(self._starts, start - 1), bisect_right(self._starts, end)
        members = [member for section in self._sections[first:last] for member in section.members]
        return tuple({member.key: member for member in members}.values())


def _references(source: Source, mentions: Sequence[GroupMention]) -> Iterator[GroupMention]:
    known = {mention.number: mention for mention in reversed(mentions) if mention.number is not None}
    if len(known) < 2:
        return
    taken = sorted((mention.start, mention.end) for mention in mentions)
    starts = [start for start, _ in taken]
    for match in islice(_REFERENCE.finditer(source.text), _MOST):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and match.start() < taken[index][1]:
            continue
        for one in _ONE.findall(match["members"]):
            number = to_ordinal(one)
            if number in known:
                yield replace(known[number], start=match.start(), end=match.end(), is_reference=True)


def _heads(mentions: Sequence[GroupMention]) -> Iterator[tuple[GroupMention, ...]]:
    """第一、第二巡察组 and 第一巡察组、第二巡察组 are one list."""
    listed: list[GroupMention] = []
    for mention in mentions:
        follows = bool(listed) and (mention.start == listed[-1].start or 0 <= mention.start - listed[-1].end <= 1)
        if listed and not follows:
            yield tuple(listed)
            listed = []
        listed.append(mention)
    if listed:
        yield tuple(listed)


def _bounded(source: Source, heads: Sequence[tuple[GroupMention, ...]]) -> Iterator[Section]:
    text = source.text
    most_lines = 0
    for index, members in enumerate(heads):
        start = members[0].start
        if members[0].is_reference:  # its value stands right behind it
            close = _VALUE_END.search(text, members[-1].end)
            yield Section(start, close.start() if close else len(text), members)
            continue
        stop = heads[index + 1][0].start if index + 1 < len(heads) else len(text)
        line_end = text.find("\n", members[-1].end, stop)
        if line_end < 0:
            yield Section(start, stop, members)
            continue
        if not _LINE_START.search(text, max(0, start - 16), start):
            yield Section(start, line_end, members)
            continue
        end, lines = _lines_of(text, line_end, stop, most_lines if index + 1 == len(heads) else None)
        most_lines = max(most_lines, lines)
        yield Section(start, end, members)


def _lines_of(text: str, line_end: int, stop: int, most: int | None) -> tuple[int, int]:
    """Where the section ends that goes on behind its first line, and how many lines it has."""
    end, lines = line_end, 1
    while end < stop and (most is None or lines < most):
        following = text.find("\n", end + 1, stop)
        if following < 0 and stop < len(text):  # the number in front of the next group
            break
        following = stop if following < 0 else following
        if _COMMON.search(text[end + 1 : min(following, end + 40)]):
            break
        lines += bool(text[end + 1 : following].strip())
        end = following
    return end, lines
