"""Years in a row, as charts and tables show them."""

from collections.abc import Collection

_LONGEST_RUN = 40  # years shown one by one even where empty; beyond it only those that are known


def every_year(known: Collection[int]) -> list[int]:
    """The known years and those between them, the oldest first."""
    years = sorted(known)
    if years and years[-1] - years[0] < _LONGEST_RUN:
        return list(range(years[0], years[-1] + 1))
    return years
