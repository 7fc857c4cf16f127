"""What an address asks that makes no sense: a sentence for the reader, and the address without it."""

from collections.abc import Iterable

from django.http import QueryDict


class Problem(str):
    """The sentence; and the parameter that is not gone by, with the value (None: with all its values)."""

    __slots__ = ("name", "value")

    name: str
    value: str | None

    def __new__(cls, said: str, name: str, value: str | None = None) -> "Problem":
        problem = super().__new__(cls, said)
        problem.name, problem.value = name, value
        return problem


def without_problems(query: QueryDict, problems: Iterable[str]) -> QueryDict:
    """A copy of what the address asks, as far as it makes sense. Sentences that are of no one value change nothing."""
    rest = query.copy()
    for problem in problems:
        if isinstance(problem, Problem):
            kept = [value for value in rest.getlist(problem.name) if problem.value not in (None, value)]
            if kept:
                rest.setlist(problem.name, kept)
            else:
                rest.pop(problem.name, None)
    return rest
