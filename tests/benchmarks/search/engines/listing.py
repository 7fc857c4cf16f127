"""What every compared engine does beside searching, as ours does: the notices of a page and the options of facets."""

from collections.abc import Mapping, Sequence

from archive.facet_options import FacetOptions, facet_options
from archive.filters import FACETS, Filters
from archive.models import Notice


def notices_of(keys: Sequence[int]) -> list[Notice]:
    """In the order of the keys, with all that a line of the page shows."""
    found = Notice.objects.published().with_people_and_units().in_bulk(keys)
    return [found[key] for key in keys if key in found]


def options_of(counts: Mapping[str, Mapping[str, int]], filters: Filters) -> list[FacetOptions]:
    return [facet_options(name, counts.get(name, {}), filters) for name in FACETS]
