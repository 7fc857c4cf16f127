"""Keys of rows in lots that a database takes in one statement."""

from collections.abc import Iterable, Iterator

AT_ONCE = 500


def batches(keys: Iterable[int]) -> Iterator[list[int]]:
    """All the keys in order, each once, at most AT_ONCE at a time."""
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]
