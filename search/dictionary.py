"""The archive's own words for the tokeniser: what groups, units and people are called."""

import re

from archive.models import Appearance, InspectedUnit, InspectionGroup, UnitAlias
from search.folding import fold_literal

# Shorter names are no words, longer ones are told by their parts; what is not all Han is not given to jieba.
_WORD = re.compile(r"[\u4e00-\u9fd5]{2,12}")


def archive_words() -> tuple[str, ...]:
    """Folded names in their order, in four database queries."""
    names: set[str] = set()
    for model in (InspectionGroup, InspectedUnit, UnitAlias, Appearance):
        names.update(model._default_manager.order_by().values_list("name", flat=True).distinct())
    folded = {fold_literal(name).text for name in names}
    return tuple(sorted(name for name in folded if _WORD.fullmatch(name)))
