"""Database -> Vocabulary: the names in published notices, counted by notice, in a fixed number of queries."""

import re
from collections import defaultdict
from collections.abc import Collection

from archive.models import (
    Appearance,
    InspectedUnit,
    InspectionGroup,
    Mention,
    Notice,
    Round,
    Status,
    UnitAlias,
)
from search.document import latest_versions
from search.folding import fold_literal
from search.vocabulary import NameKind, Vocabulary, make_name

_LONGEST_NAME = 60  # longer ones are sentences that a parser took for a name
_CHUNK = 2_000  # rows fetched at a time

# Phrases are sought in the newest notices only: to read all texts of a large archive takes seconds.
_PHRASE_NOTICES = 2_000
_PHRASE_MIN_NOTICES = 2  # what stands in one notice alone is no phrase yet
# What a text itself marks as a phrase or a title. Examples: “四个着力”, 《中国共产党巡视工作条例》
_QUOTED = re.compile(r"“([^“”\n]{2,20})”|《([^《》\n]{3,40})》")

_PUBLISHED = {"notice__status": Status.PUBLISHED}

_NoticesByKey = defaultdict[int, set[int]]


class _Names:
    """Which notices speak of each name; spellings that fold to the same are one."""

    def __init__(self) -> None:
        self._notices: dict[tuple[NameKind, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._folded: dict[str, str] = {}  # a name comes once for every notice

    def add(self, kind: NameKind, text: str, notices: Collection[int]) -> None:
        """Nothing is added for what no notice speaks of."""
        if not notices:
            return
        folded = self._folded.get(text)
        if folded is None:
            folded = self._folded[text] = fold_literal(text).text
        if 2 <= len(folded) <= _LONGEST_NAME:
            self._notices[kind, folded][" ".join(text.split())].update(notices)

    def vocabulary(self) -> Vocabulary:
        names = []
        for (kind, folded), spellings in self._notices.items():
            weight = len(set().union(*spellings.values()))
            usual = min(spellings, key=lambda text: (-len(spellings[text]), text))
            if kind is not NameKind.PHRASE or weight >= _PHRASE_MIN_NOTICES:
                names.append(make_name(usual, kind, weight, folded))
        return Vocabulary(names)


def collect() -> Vocabulary:
    """The vocabulary of the archive as it is now. Drafts give nothing to it."""
    names = _Names()
    _add_what_is_mentioned(names)
    _add_people(names)
    _add_places(names)
    _add_phrases(names)
    return names.vocabulary()


def _add_what_is_mentioned(names: _Names) -> None:
    """Units with their aliases, groups and rounds; the rounds of whole notices too."""
    units: _NoticesByKey = defaultdict(set)
    groups: _NoticesByKey = defaultdict(set)
    rounds: _NoticesByKey = defaultdict(set)
    told = Mention.objects.filter(**_PUBLISHED).order_by()
    ways = ("notice_id", "inspection__unit", "inspection__group", "inspection__round")
    for notice, unit, group, wave in told.values_list(*ways).iterator(_CHUNK):
        for found, key in ((units, unit), (groups, group), (rounds, wave)):
            if key is not None:
                found[key].add(notice)
    for notice, wave in Notice.objects.published().order_by().filter(round__isnull=False).values_list("pk", "round"):
        rounds[wave].add(notice)
    for key, name in InspectedUnit.objects.order_by().values_list("pk", "name").iterator(_CHUNK):
        names.add(NameKind.UNIT, name, units.get(key, ()))
    for key, name in UnitAlias.objects.order_by().values_list("unit", "name").iterator(_CHUNK):
        names.add(NameKind.UNIT, name, units.get(key, ()))
    for team in InspectionGroup.objects.order_by().select_related("authority").iterator(_CHUNK):
        names.add(NameKind.GROUP, team.full_name, groups.get(team.pk, ()))
    for one in Round.objects.order_by().select_related("authority").iterator(_CHUNK):
        names.add(NameKind.ROUND, str(one), rounds.get(one.pk, ()))


def _add_people(names: _Names) -> None:
    shown = Appearance.objects.filter(**_PUBLISHED).order_by().values_list("notice_id", "name")
    for notice, name in shown.iterator(_CHUNK):
        names.add(NameKind.PERSON, name, (notice,))


def _add_places(names: _Names) -> None:
    """Every place under its own name (涧西区), and the notices of what lies in it under the wider ones."""
    links = Notice.places.through.objects.filter(**_PUBLISHED).order_by()
    ways = ("notice_id", "place__province", "place__city", "place__county")
    for notice, *parts in links.values_list(*ways).iterator(_CHUNK):
        for part in filter(None, parts):
            names.add(NameKind.PLACE, part, (notice,))


def _add_phrases(names: _Names) -> None:
    """What notices quote, cite and are typed as."""
    newest = Notice.objects.published().order_by("-pk")[:_PHRASE_NOTICES]
    for notice, types, rules in newest.values_list("pk", "types", "cited_rules"):
        for phrase in (*types, *rules):
            names.add(NameKind.PHRASE, phrase, (notice,))
    texts = latest_versions().filter(notice__status=Status.PUBLISHED).order_by("-notice_id")[:_PHRASE_NOTICES]
    for notice, text in texts.values_list("notice_id", "text").iterator(_CHUNK):
        for match in _QUOTED.finditer(text):
            names.add(NameKind.PHRASE, match[match.lastindex or 0], (notice,))
