"""Committees: which one a mention names, at which level it stands, and in which place."""

import re
from dataclasses import dataclass

from archive.numerals import NUMERAL
from archive.parsing.divisions import Division, DivisionTable, Level, stem
from archive.parsing.ordinals import to_ordinal

# The committee right before a point in the text. Longer names first: 自治区党委 is not 区党委 is not 党委.
# Example: "按照市委|第三巡察组"
_KIND_AT_END = re.compile(
    r"(?:中央|党工委|兵团党委|自治区党委|自治区委|区党委|省委|市委|地委|州委|盟委|县委|区委|旗委|工委"
    r"|学校党委|校党委|集团公司党委|集团党委|公司党委|党委|党组)$"
)

# What every kind ends with: asked first, since most points in a text have no committee in front of them.
_LAST_OF_KIND = frozenset("央委组")

# The committee's name in full, with its term where one is given.
# Example: "中国共产党娄底市第五届委员会", "中共江油市委员会"
_SPELLED_OUT = re.compile(
    r"(?:中共|中国共产党)(?P<place>[\u4e00-\u9fff]{2,9}?)(?P<rank>自治区|省|市|县|区|州|盟|旗)"
    rf"(?:第(?P<term>{NUMERAL})届)?(?:委员会|代表大会)$"
)

# An organisation in front of its party committee or of an unnumbered group: 区教育局|党组, 教育部|巡视组.
_ORGANISATION_AT_END = re.compile(
    r"(?:(?!组(?!织)|[巡对向由在据照经受按])[\u4e00-\u9fff]){0,14}"
    r"(?:[部局厅署委办社院所站厂矿师]|新区|开发区|高新区|园区|示范区|街道|委员会|公司|集团|大学|中学|银行|总行|分行|中心)$"
)

# A place that only its shape tells, between 届 and the committee: 十二届|东平|县委.
_PLACE_AFTER_TERM = re.compile(r"届([\u4e00-\u9fff]{2,4})$")

_LAST_OF_ORGANISATION = frozenset("部局厅署委办社院所站厂矿会司团学行心")

_LEVELS = {
    "中央": "central",
    "兵团党委": "province",
    "自治区党委": "province",
    "自治区委": "province",
    "区党委": "province",
    "省委": "province",
    "市委": "city",
    "地委": "city",
    "州委": "city",
    "盟委": "city",
    "县委": "county",
    "区委": "county",
    "旗委": "county",
}
# At which levels a place in front of the committee may stand: 北京市委 is a province's, 常熟市委 a county's.
_PLACE_LEVELS: dict[str, tuple[Level, ...]] = {
    "省委": ("province",),
    "自治区党委": ("province",),
    "市委": ("province", "city", "county"),
    "地委": ("city",),
    "州委": ("city",),
    "盟委": ("city",),
    "县委": ("county",),
    "区委": ("county",),
    "旗委": ("county",),
}
_RANK = {"省委": "省", "自治区党委": "自治区", "市委": "市", "地委": "地区", "州委": "州", "盟委": "盟",
         "县委": "县", "区委": "区", "旗委": "旗"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee where the text names it; start and end take in the place in front."""

    kind: str
    start: int
    end: int
    place_name: str = ""
    division: Division | None = None
    candidates: tuple[Division, ...] = ()  # the places of that name, where there are several
    term: int | None = None  # where the name itself holds it: 中国共产党娄底市第五届委员会

    @property
    def name(self) -> str:
        return self.place_name + self.kind

    def sends_like(self, other: "Committee") -> bool:
        """Whether both mentions may be the one committee: 党委 is 校党委 dropped to its core."""
        return self.kind == other.kind or (self.level == "other" and other.level == "other")

    @property
    def level(self) -> str:
        if self.division is not None and self.kind == "市委":
            return "province" if self.division.is_municipality else self.division.level
        return _LEVELS.get(self.kind, "other")


def committee_before(text: str, end: int, divisions: DivisionTable) -> Committee | None:
    """The committee whose name ends at `end`, with its place where one stands in front."""
    last = text[end - 1 : end]
    if last == "会":
        return _spelled_out(text, end, divisions)
    match = _KIND_AT_END.search(text, max(0, end - 6), end) if last in _LAST_OF_KIND else None
    if match is None:
        return None
    kind, start = match.group(), match.start()
    if kind in _PLACE_LEVELS:
        return _with_place(text, kind, start, end, divisions)
    if kind in {"党委", "党组", "党工委"}:
        organisation = _ORGANISATION_AT_END.search(text, max(0, start - 16), start)
        if organisation is not None:
            return Committee(kind, organisation.start(), end, organisation.group())
    return Committee(kind, start, end)


def _spelled_out(text: str, end: int, divisions: DivisionTable) -> Committee | None:
    match = _SPELLED_OUT.search(text, max(0, end - 32), end)
    if match is None:
        return None
    kind = next(kind for kind, rank in _RANK.items() if rank == match["rank"] or rank == f"{match['rank']}区")
    name = match["place"] if divisions.knows(match["place"]) else match["place"] + match["rank"]
    found = _ranked(divisions, name, kind)
    division = found[0] if len(found) == 1 else None
    term = to_ordinal(match["term"]) if match["term"] else None
    return Committee(kind, match.start("place"), end, match["place"], division, tuple(found), term)


def _with_place(text: str, kind: str, start: int, end: int, divisions: DivisionTable) -> Committee:
    rank = _RANK[kind]
    for length in range(min(9, start), 1, -1):
        name = text[start - length : start]
        found = _ranked(divisions, name, kind) if divisions.knows(name) else []
        if not found and divisions.knows(name + rank):  # 广西壮族|自治区党委: the rank belongs to the name
            found = _ranked(divisions, name + rank, kind)
        if found:
            first, found = _behind_its_parent(text, start - length, found)
            division = found[0] if len(found) == 1 else None
            return Committee(kind, first, end, text[first:start], division, candidates=tuple(found))
    match = _PLACE_AFTER_TERM.search(text, max(0, start - 6), start)
    if match is not None:
        return Committee(kind, match.start(1), end, match.group(1))
    return Committee(kind, start, end)


def _behind_its_parent(text: str, start: int, found: list[Division]) -> tuple[int, list[Division]]:
    """深圳市|南山区委: of the places of one name, the one whose city or province stands right in front."""
    for parent in dict.fromkeys(parent for division in found for parent in division.parents):
        for name in (parent, stem(parent)):
            if text.endswith(name, 0, start):
                return start - len(name), [division for division in found if parent in division.parents]
    return start, found


def _ranked(divisions: DivisionTable, name: str, kind: str) -> list[Division]:
    """Divisions of that name whose rank fits the committee: 新城 + 区委 is a district, not a county."""
    rank = _RANK[kind]
    found = {d.place: d for level in _PLACE_LEVELS[kind] for d in divisions.named(name, level) if d.name.endswith(rank)}
    return list(found.values())


def organisation_before(text: str, end: int) -> Committee | None:
    """The ministry, firm or university that ends at `end`: 教育部|巡视组."""
    if text[end - 1 : end] not in _LAST_OF_ORGANISATION:
        return None
    match = _ORGANISATION_AT_END.search(text, max(0, end - 16), end)
    return Committee("", match.start(), end, match.group()) if match else None
