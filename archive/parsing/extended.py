"""Units inspected by extension (延伸) of another's inspection, to which alone the notice's findings are given back."""

from collections.abc import Callable, Mapping, Sequence

from archive.parsing.units import UnitFinding

EXTENDED = "unit-extended-to"  # of the evidence of such a unit: the notice tells of its inspection, not of its feedback

_BY_EXTENSION = ("延伸",)
# The frames that say to whom the findings are given back.
_GIVEN_TO = {"unit-of-feedback", "unit-of-meeting"}


def units_without_feedback(
    kind: str, units: Sequence[UnitFinding], types: Callable[[], Mapping[str, tuple[str, ...]]]
) -> frozenset[str]:
    """向局党组反馈…,对局党组开展了常规巡察,并对图书馆开展延伸巡察: what the library was given is not told."""
    given = {unit.finding.value for unit in units if unit.frame.rule in _GIVEN_TO}
    if kind != "feedback" or not given:
        return frozenset()
    return frozenset(name for name, of_unit in types().items() if of_unit == _BY_EXTENSION and name not in given)
