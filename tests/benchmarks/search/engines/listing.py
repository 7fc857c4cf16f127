"""What every compared engine does beside searching, as ours does: the notices of a page and the options of facets."""

from collections.abc import Mapping, Sequence

from archive.facet_options import FacetOptions, facet_options
from archive.filters import FACETS, Filters
from archive.models import Notice
from archive.notice_lines import NoticeLine, lines_of


def notices_of(keys: Sequence[int]) -> list[tuple[Notice, NoticeLine]]:
    """In the order of the keys, with all that a line of the page shows."""
    found = Notice.objects.published().for_lines().order_by().in_bulk(keys)
    lines = lines_of(found.values())
    return [(found[key], lines[key]) for key in keys if key in found]


def options_of(counts: Mapping[str, Mapping[str, int]], filters: Filters) -> list[FacetOptions]:
    return [facet_options(name, counts.get(name, {}), filters) for name in FACETS]
