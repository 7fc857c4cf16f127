"""The other names of what a query names: short forms that editors keep, and the archive's own aliases of units."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from django.db.models import Q

from archive.models import InspectedUnit, UnitAlias
from search.folding import fold_literal
from search.models import ShortForm

MAX_OTHERS = 6  # forms of one name: each is sought for itself

# An alias that is a name in every county says nothing outside its own notices. Examples: "县医院", "该校", "集团公司"
_ANYBODYS = re.compile(
    r"[本该省市县区州旗镇乡].*|.{0,2}(?:公司|集团|医院|学校|学院|大学|中心|机关|局|院|校|厅|部|委|办)"
)


class Names:
    """Other forms by folded name."""

    def __init__(self, short_forms: Collection[tuple[str, str]] = (), aliases: Iterable[tuple[str, str]] = ()) -> None:
        self._short_forms = short_forms
        self._aliases: Mapping[str, dict[str, None]] = _by_name(aliases)

    def others(self, text: str) -> tuple[str, ...]:
        """Names that mean the same, without the text itself; also where a short form is a part of the text."""
        found = dict(self._aliases.get(text, {}))
        for short, full in self._short_forms:
            if full in text:
                found[text.replace(full, short)] = None
            elif short in text:
                found[text.replace(short, full)] = None
        found.pop(text, None)
        return tuple(found)[:MAX_OTHERS]


def names_for(texts: Collection[str]) -> Names:
    """What the archive knows of these names, in two database queries."""
    short_forms = sorted(ShortForm.objects.order_by().values_list("pk", "short", "full"))
    pairs = [(_folded(short), _folded(full)) for _, short, full in short_forms]
    wanted = set(texts)
    # Not unit__name__in: SQLite would look through all aliases, where either of these stands in an index.
    named = Q(name__in=wanted) | Q(unit__in=InspectedUnit.objects.filter(name__in=wanted).order_by().values("pk"))
    found = sorted(UnitAlias.objects.filter(named).order_by().values_list("pk", "name", "unit__name"))
    aliases = [(_folded(alias), _folded(name)) for _, alias, name in found]
    return Names([pair for pair in pairs if all(pair)], aliases)


@lru_cache(maxsize=4096)  # the dictionary is read at every search
def _folded(name: str) -> str:
    return fold_literal(name).text


def _by_name(aliases: Iterable[tuple[str, str]]) -> Mapping[str, dict[str, None]]:
    """An alias stands for its unit's name, and the name for it, where it is the name of one unit alone."""
    units: dict[str, dict[str, None]] = defaultdict(dict)
    for alias, unit in aliases:
        units[alias][unit] = None
    others: dict[str, dict[str, None]] = defaultdict(dict)
    for alias, full_names in units.items():
        if len(full_names) == 1 and not _ANYBODYS.fullmatch(alias):
            (full,) = full_names
            if alias not in full:  # else the literal finds it, and 工商联 is any city's where 市工商联 is asked for
                others[alias][full] = None
                others[full][alias] = None
    return others
