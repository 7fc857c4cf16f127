"""What is to be found, as every engine is asked for it. Frozen, and free of any engine.

The query's tree, with its words cut, its names known by all their forms, and what it claims recognised."""

from dataclasses import dataclass

from search.claims import Claim


@dataclass(frozen=True, slots=True)
class Form:
    """A literal under which something may stand in a text: as it was typed, or another name of it."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """Something to be found: as a whole in any of its forms, or in its parts, or stated as a fact.

    Without parts only the whole counts. A strict run (a phrase) is found or not; any other may be found in part.
    """

    forms: tuple[Form, ...]
    parts: tuple["Run", ...] = ()
    claims: tuple[Claim, ...] = ()
    joints: tuple[str, ...] = ()  # neighbouring parts as one text
    is_strict: bool = False
    is_spaced: bool = False  # characters that were typed apart: each may stand by itself where the whole stands nowhere

    @property
    def characters(self) -> tuple["Run", ...]:
        return tuple(Run((Form(char),)) for char in dict.fromkeys(self.forms[0].text)) if self.is_spaced else ()


@dataclass(frozen=True, slots=True)
class Held:
    """A field that must hold one of these texts. field is a zone or a key of search.document.NAMES."""

    fields: tuple[str, ...]
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact that must be stated, and the forms in which a text may state it."""

    claim: Claim
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class Except:
    goal: "Goal"


@dataclass(frozen=True, slots=True)
class Every:
    goals: tuple["Goal", ...]


@dataclass(frozen=True, slots=True)
class Either:
    goals: tuple["Goal", ...]


@dataclass(frozen=True, slots=True)
class InPart:
    """What meets the goal is like what is sought and no more: a partial match."""

    goal: "Goal"


Goal = Run | Held | Stated | Except | Every | Either | InPart


@dataclass(frozen=True, slots=True)
class Plan:
    goal: Goal


def runs_of(goal: Goal) -> tuple[Run | Held | Stated, ...]:
    """What is sought and not excluded, in order: what excerpts show."""
    match goal:
        case Every(goals) | Either(goals):
            return tuple(run for inner in goals for run in runs_of(inner))
        case InPart(inner):
            return runs_of(inner)
        case Except():
            return ()
        case _:
            return (goal,)
