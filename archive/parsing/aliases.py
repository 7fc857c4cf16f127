"""Short forms: the other names under which a text speaks of a unit."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from archive.parsing.source import Source
from archive.parsing.unitlist import SHORT_FORM, without_party

# No text has as many; bounds the work.
_MOST = 500


def is_short_for(short: str, full: str) -> bool:
    """Whether `short` is `full` with characters left out: 深交所 for 深圳证券交易所."""
    if short == full or len(short) >= len(full) or len(short) < 2:
        return False
    rest = iter(full)
    ends_alike = short[-1] == full[-1] or short.endswith("集团") or (short.endswith("委") and full.endswith("委员会"))
    return ends_alike and all(char in rest for char in short)


# Where a text speaks of the unit again by a short form, from a boundary up to what only follows a whole name.
# Example: ",|深交所|党委书记", "对|通用技术集团|发展"
_SHORT = re.compile(r"(?:^|[^\u4e00-\u9fff]|[在对到是向和与为由])(?P<name>[\u4e00-\u9fff]{2,10}?)$")
# Example: "深交所|党委"; what a committee sends is its own: "税务总局党委第一巡视组"
_BEHIND_SHORT = re.compile(
    r"党[委组](?![^。,;\n|]{0,12}巡[视察查][组办])|各级|领导班子|党风|系统|工作深入|发展(?!有限|服务|中心|和|局|改革)"
)
# A piece that every firm or office has. Example: "集团公司", "分公司"
_RANK = re.compile(r"(?:集团|有限|责任|股份|[分子总]?公司|管理局|委员会|办公室|服务中心|人民医院)+")
# What a firm is called without. Example: "渤海轻工|投资集团有限公司", "二轻集团|(控股)有限公司"
_FORM_OF_FIRM = re.compile(r"(?:投资|发展|控股|实业|集团|股份|有限|责任|总?公司|[()（）])+")
_JOINS = frozenset("和与及暨")


@dataclass(frozen=True, slots=True)
class _Used:
    """A short form where the text uses it; the signs beside it."""

    name: str
    before: str
    behind: str

    def is_cut_from(self, unit: str) -> bool:
        """Whether it is only a stretch of the whole name: 城乡建设局 in 住房和|城乡建设局|党组."""
        at = unit.find(self.name)
        end = at + len(self.name)
        return at >= 0 and ((at > 0 and unit[at - 1] == self.before) or unit[end : end + 1] == self.behind)


def find_aliases(source: Source, units: Sequence[str], senders: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Short forms that the same text uses for each unit; another unit's name is none, nor is that of who sends."""
    others = {*units, *senders}
    shorts = [used for used in islice(dict.fromkeys(_short_forms(source.text)), _MOST) if used.name not in others]
    stated = stated_aliases(source, units)
    return {
        unit: tuple(dict.fromkeys([*stated[unit], *(used.name for used in shorts if _shortens(used, unit))]))
        for unit in units
    }


def stated_aliases(source: Source, units: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The short forms that the text itself gives each unit."""
    given = list(given_short_forms(source))
    return {
        unit: tuple(dict.fromkeys(short for short, before in given if before.endswith(unit) and short != unit))
        for unit in units
    }


def _short_forms(text: str) -> Iterator[_Used]:
    for behind in islice(_BEHIND_SHORT.finditer(text), 4 * _MOST):
        match = _SHORT.search(text, max(0, behind.start() - 11), behind.start())
        if match is not None:
            at = match.start("name")
            yield _Used(match["name"], text[max(0, at - 1) : at], text[behind.start()])


def given_short_forms(source: Source) -> Iterator[tuple[str, str]]:
    """Short forms that the text itself gives, each with the text in front: 深圳证券交易所|(以下简称"深交所")."""
    for match in islice(SHORT_FORM.finditer(source.text), _MOST):
        low = max(0, match.start() - 60)
        yield source.written(*match.span("short")), without_party(source.written(low, match.start()))


def _shortens(used: _Used, unit: str) -> bool:
    """Characters left out but for the ends, or a piece that is no mere word for its rank and cut from no other."""
    short = used.name
    if short == unit or used.is_cut_from(unit):
        return False
    contracts = len(short) >= 3 and short[0] in unit[:4] and is_short_for(short, unit)
    if short not in unit:
        return contracts
    front, _, behind = unit.rpartition(short)
    is_whole = bool(_FORM_OF_FIRM.fullmatch(behind)) if behind else front[-1:] not in _JOINS
    return is_whole and not _RANK.fullmatch(short) and (len(short) >= 4 or contracts)
