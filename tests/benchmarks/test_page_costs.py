"""The table of what pages cost: the slowest first, beside the smaller archive, too heavy ones marked."""

from tests.benchmarks.pages.cost import Cost, table


def test_it_sets_two_sizes_side_by_side() -> None:
    fewer = {"units": Cost([0.1, 0.1, 0.2], 5, 4_000)}
    more = {"about": Cost([0.01], 3, 4_000), "units": Cost([0.2, 0.3, 0.2], 6, 120_000)}
    *_heads, first, second = table(fewer, more, (10, 100)).splitlines()
    assert first == "| units | 100 / 200 | 200 / 300 | 2.0 | 5 → 6 | 120 ! |"
    assert second == "| about | – | 10 / 10 | – | 3 | 4 |"
