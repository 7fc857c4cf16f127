"""Whether a round sends more groups than the one that comes up."""

import re
from collections.abc import Iterator

from archive.numerals import NUMERAL, to_int
from archive.parsing.mentions import ELSEWHERE
from archive.parsing.source import Source

# How many groups a round has, whatever is said of them.
# Example: "本轮巡察派出|3个组|", "|8个巡察组|陆续下沉", "|15个中央巡视组|进驻"
_COUNTED_GROUPS = re.compile(
    rf"(?:派出|组建|成立|抽调组成|安排)(?:了)?(?P<sent>\d{{1,3}}|{NUMERAL})个(?:巡[视察查])?组"
    rf"|(?P<counted>\d{{1,3}}|{NUMERAL})个(?:[省市县区州旗]委|中央)?巡[视察查]组"
)


def sends_several_groups(source: Source) -> bool:
    return any(count is not None and count > 1 for count in _group_counts(source))


def _group_counts(source: Source) -> Iterator[int | None]:
    for match in _COUNTED_GROUPS.finditer(source.text):
        if not ELSEWHERE.search(source.text, max(0, match.start() - 24), match.start()):
            yield to_int(match["sent"] or match["counted"])
