"""haystack's SearchQuery for every engine of the archive: filters become text that search.engines.expressions reads."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from haystack.backends import SQ, BaseSearchQuery, SearchNode
from haystack.exceptions import MoreLikeThisError, SearchBackendError
from haystack.inputs import AltParser, AutoQuery, BaseInput, Exact, Not, Raw

from search.engines.expressions import CONTENT, EVERYTHING, TYPED, require_lookup, write

# What somebody types into a box, piece by piece. Example: -"立行立改" | 巡察
_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]+)"|(?P<word>[^\s"]+))')


class ArchiveSearchQuery(BaseSearchQuery):
    def matching_all_fragment(self) -> str:
        return EVERYTHING

    def build_query(self) -> str:
        """The filters alone; terms that are boosted go to the backend as they are."""
        return str(self.query_filter.as_query_string(self.build_query_fragment) or EVERYTHING)

    def add_filter(self, query_filter: SQ, use_or: bool = False) -> None:
        """haystack takes a lookup that it does not know for none, and its value for the field's."""
        _require_lookups(query_filter)
        super().add_filter(query_filter, use_or)

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        match value:
            case AltParser():
                raise SearchBackendError("AltParser: this engine has no other parsers")
            case Raw() | AutoQuery() if field in (CONTENT, "text"):
                return write(CONTENT, TYPED, value.query_string)
            case Raw():
                raise SearchBackendError(f"{field}: a raw query names its fields itself, filter(content=Raw(…))")
            case AutoQuery():
                return _pieces(field, value.query_string)
            case Exact():
                return write(field, "exact", value.query_string)
            case Not():
                return f"NOT ({write(field, filter_type, value.query_string)})"
            case BaseInput():
                return write(field, filter_type, _plain(value.query_string))
        return write(field, filter_type, _plain(value))

    def set_limits(self, low: int | None = None, high: int | None = None) -> None:
        """Those of the slice that is asked for: haystack's own keeps the last one's where this has none."""
        self.start_offset, self.end_offset = low or 0, high

    def clean(self, query_fragment: Any) -> Any:
        """For a place between quotes: haystack's forms write type_exact:"…" themselves."""
        if not isinstance(query_fragment, str):
            return query_fragment
        return json.dumps(query_fragment, ensure_ascii=False)[1:-1]

    def run_mlt(self, **kwargs: Any) -> None:
        """haystack's own forgets the slice and what the search was narrowed to."""
        if not isinstance(self._mlt_instance, Model):
            raise MoreLikeThisError("No instance was provided to determine 'More Like This' results.")
        results = self.backend.more_like_this(self._mlt_instance, self.build_query(), **self.build_params(), **kwargs)
        self._results = results["results"]
        self._hit_count = results["hits"]
        self._facet_counts = self.post_process_facets(results)

    def get_facet_counts(self) -> Any:
        if self._facet_counts is None and self._more_like_this:
            self.run_mlt()
        return super().get_facet_counts()

    def add_stats_query(self, stats_field: str, stats_facets: Any) -> None:
        raise SearchBackendError("stats(): not in this engine")


def _require_lookups(node: SearchNode) -> None:
    """SearchBackendError for year__isnull and whatever else is no lookup."""
    for child in node.children:
        if isinstance(child, SearchNode):
            _require_lookups(child)
        else:
            require_lookup(child[0])


def _pieces(field: str, text: str) -> str:
    """A field that has every word and phrase, and none with a minus before it."""
    fragments = []
    for piece in _PIECE.finditer(text):
        fragment = write(field, "contains" if piece["phrase"] else CONTENT, piece["phrase"] or piece["word"])
        fragments.append(f"NOT ({fragment})" if piece["minus"] else fragment)
    return f"({' AND '.join(fragments)})" if fragments else write(field, CONTENT, "")


def _plain(value: Any) -> Any:
    """As JSON has it; datetimes are dates too. None goes on to the reader, who says that it is no value."""
    match value:
        case str() | Promise():  # translated late: gettext_lazy
            return str(value)
        case bytes() | bytearray() | Mapping():
            raise SearchBackendError(f"{value!r} is no value: texts, numbers, dates and lists of these are")
        case bool() | int() | float() | None:
            return value
        case date():
            return value.isoformat()
        case Iterable():
            return [_plain(item) for item in value]
    return str(value)
