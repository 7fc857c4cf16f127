"""What a query says, as a tree: frozen, and the same for page, command and every engine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """Something to be found. text is folded and without white space, never empty; written is what was typed.

    A phrase must stand there exactly. Of a question only the core is sought: what is left without the asking words.
    Single characters that were typed apart are one word: 王 强.
    """

    text: str
    written: str
    is_phrase: bool = False
    core: tuple[str, ...] = ()

    @property
    def is_spaced(self) -> bool:
        return not self.is_phrase and " " in self.written


@dataclass(frozen=True, slots=True)
class Field:
    """A field and what it must hold: 组长:刘卒. name is a key of search.language.fields.FIELDS."""

    name: str
    text: str
    written: str


@dataclass(frozen=True, slots=True)
class Without:
    """What must not be found."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class AllOf:
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    nodes: tuple["Node", ...]


Node = Word | Field | Without | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Problem:
    """A part that could not be taken as it stands. search.language.wording has a sentence for each code."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, cleaned, and what it was read as. Without a root there is nothing to look for.

    literal is the whole of it as text where it was read as anything but one word: a piece cut out of a notice may hold
    colons, hyphens and brackets, and must find its notice all the same.
    """

    text: str
    root: Node | None = None
    problems: tuple[Problem, ...] = ()
    literal: str = ""
    is_question: bool = False

    def __bool__(self) -> bool:
        return self.root is not None

    @property
    def words(self) -> tuple[Word, ...]:
        """Everything that is sought and not excluded, in order."""
        return tuple(node for node in walk(self.root) if isinstance(node, Word)) if self.root else ()

    @property
    def is_quoting(self) -> bool:
        """Whether anything stands in quotes that it could be sought without."""
        is_as_it_stands = any(problem.code == "no words" for problem in self.problems)
        return not is_as_it_stands and any(word.is_phrase for word in self.words)


def walk(node: Node) -> tuple[Node, ...]:
    """The leaves of a tree in order, without what is excluded."""
    match node:
        case AllOf(nodes) | AnyOf(nodes):
            return tuple(leaf for inner in nodes for leaf in walk(inner))
        case Without():
            return ()
        case _:
            return (node,)


def is_conditional(node: Node) -> bool:
    """Whether anything in the tree is a condition: a field, or what must not be found."""
    match node:
        case AllOf(nodes) | AnyOf(nodes):
            return any(map(is_conditional, nodes))
        case Without() | Field():
            return True
        case _:
            return False
