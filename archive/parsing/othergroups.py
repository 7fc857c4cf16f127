"""Whether a round sends more groups than the one that comes up, and which units are plainly those of others."""

import re
from collections.abc import Iterator

from archive.numerals import NUMERAL, to_int
from archive.parsing.mentions import ELSEWHERE
from archive.parsing.source import Source
from archive.parsing.units import UnitFinding

_COUNT = rf"(?P<count>\d{{1,3}}|{NUMERAL})个"
# How many groups a round sends. Example: "本轮巡察|派出3个组|", "共|组建12个巡察组|"
_SENDS_GROUPS = re.compile(rf"(?:派出|组建|成立|抽调组成|安排)(?:了)?{_COUNT}(?:巡[视察查])?组")
# How many groups there are, whatever is said of them. Example: "|8个巡察组|陆续下沉", "|15个中央巡视组|进驻"
_COUNTED_GROUPS = re.compile(rf"{_COUNT}(?:[省市县区州旗]委|中央)?巡[视察查]组")
# Who is inspected beside the notice's own unit.
# Example: "与省交投集团|同期接受巡视的,还有|省能源集团", "同批被巡察的还有|市文联"
_OTHERS_OF_ROUND = re.compile(
    r"(?:同期|同批|同轮|同步|同时|一同|一并)(?:接受|被)?[^。;,\n]{0,8}巡[视察查]的[^。;,\n]{0,8},?(?:还有|也有|有|包括|为|是)$"
)


def sends_several_groups(source: Source, *, is_overview: bool) -> bool:
    """A speech that counts groups in passing is still that of the one it names; an overview is of all it counts."""
    patterns = (_SENDS_GROUPS, _COUNTED_GROUPS) if is_overview else (_SENDS_GROUPS,)
    return any(count is not None and count > 1 for pattern in patterns for count in _counts(source, pattern))


def _counts(source: Source, pattern: re.Pattern[str]) -> Iterator[int | None]:
    for match in pattern.finditer(source.text):
        if not ELSEWHERE.search(source.text, max(0, match.start() - 24), match.start()):
            yield to_int(match["count"])


def is_of_another_group(unit: UnitFinding) -> bool:
    """Whether the frame names the unit as one that is inspected in the same round, but not here."""
    said = unit.frame.said
    return _OTHERS_OF_ROUND.search(said.text, 0, unit.frame.start - said.start) is not None
