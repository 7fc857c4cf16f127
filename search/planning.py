"""Query -> Plan: words are cut, names get all their forms, fields become conditions. One way for every engine."""

from dataclasses import replace
from itertools import chain, pairwise

from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation

from archive.models import InspectionType, Kind, Level
from search.analysis import pieces
from search.claims import Claim, FactClaim, TypeClaim, YearClaim
from search.language import AllOf, AnyOf, Field, Node, Problem, Query, Without, Word, is_conditional, walk
from search.names import Names, names_for
from search.plan import Either, Every, Except, Form, Goal, Held, InPart, Plan, Run, Stated
from search.recognising import claim_of_piece, group_named, round_named, spellings, stretches, years_named

_OTHER_NAME = 0.8  # another name of what was typed, or its number in figures, counts a little less than the name itself

# Where the value of a field is sought as text.
_HELD: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "unit": ("units",),
    "group": ("groups",),
    "head": ("head",),
    "deputy": ("deputy",),
    "host": ("host",),
    "speaker": ("speaker",),
    "person": ("people",),
    "contact": ("phone", "email", "mailbox"),
    "phone": ("phone",),
    "email": ("email",),
    "mailbox": ("mailbox",),
    "authority": ("authority",),
    "publisher": ("publisher",),
    "place": ("place",),
    "body": ("body",),
}
# Fields whose values are facts and no text.
_STATED = frozenset({"year", "round", "group", "type", "kind", "level"})
_VOCABULARIES: dict[str, type[TextChoices]] = {"kind": Kind, "level": Level}


def plan_of(query: Query) -> Plan | None:
    """With all that the archive knows of the query's names, in a fixed number of database queries."""
    return make_plan(query, names_for(texts_of(query))) if query else None


def make_plan(query: Query, names: Names) -> Plan | None:
    """None where there is nothing to look for."""
    root = settled(query).root
    if root is None:
        return None
    goal = _goal(root, names)
    if query.literal:
        literal = Run((Form(query.literal),), is_strict=True)
        # “组长:王” stands in 副组长:王某 too, which is not what the field asks for.
        goal = Either((goal, InPart(literal) if is_conditional(root) else literal))
    return Plan(goal)


def texts_of(query: Query) -> list[str]:
    """Everything in the query that may be a name with other forms."""
    leaves = walk(query.root) if query.root else ()
    texts = [leaf.text for leaf in leaves if isinstance(leaf, Word | Field)]
    cores = chain.from_iterable(leaf.core for leaf in leaves if isinstance(leaf, Word))
    between = [stretch.text for text in (*texts, *cores) for stretch in stretches(text) if stretch.claim is None]
    cut = chain.from_iterable(pieces(text) for text in between)
    return list(dict.fromkeys((*texts, *between, *cut)))


def _goal(node: Node, names: Names) -> Goal:
    match node:
        case Word():
            return replace(_run_of_word(node, names), is_spaced=node.is_spaced)
        case Field():
            return _condition(node, names)
        case Without(inner):
            return Except(exactly(_goal(inner, names)))
        case AllOf(nodes):
            return Every(tuple(_goal(inner, names) for inner in nodes))
        case AnyOf(nodes):
            return Either(tuple(_goal(inner, names) for inner in nodes))


def exactly(goal: Goal) -> Goal:
    """What is excluded is excluded where it stands as a whole, not where its parts do."""
    match goal:
        case Run(forms=forms):
            return Run(forms, is_strict=True)
        case Every(goals):
            return Every(tuple(map(exactly, goals)))
        case Either(goals):
            return Either(tuple(map(exactly, goals)))
        case _:
            return goal


def _run_of_word(word: Word, names: Names) -> Run:
    if word.is_phrase:
        return Run((Form(word.text),), is_strict=True)
    parts = tuple(chain.from_iterable(_runs(text, names) for text in word.core or (word.text,)))
    if len(parts) == 1 and parts[0].forms[0].text == word.text:
        return parts[0]
    joints = tuple(
        one.forms[0].text + other.forms[0].text
        for one, other in pairwise(parts)
        if len(parts) > 2 and one.forms[0].text + other.forms[0].text in word.text
    )
    return Run(_forms(word.text, names), parts, _claims_of_name(word.text, names), joints)


def _runs(text: str, names: Names) -> list[Run]:
    runs: list[Run] = []
    for stretch in stretches(text):
        if stretch.claim is None:
            runs += _runs_between(stretch.text, names)
        else:
            cut = pieces(stretch.text)
            parts = tuple(Run(_forms(piece, names), claims=_claims(piece, names)) for piece in cut if len(cut) > 1)
            runs.append(Run(_forms(stretch.text, names), parts, (stretch.claim,)))
    return runs


def _runs_between(text: str, names: Names) -> list[Run]:
    """What stands between claims: a name with other forms stays whole, anything else is cut into its pieces."""
    cut = [piece for piece in pieces(text) if any(char.isalnum() for char in piece)] or [text]
    if cut != [text] and names.others(text):
        return [Run(_forms(text, names), tuple(_piece(piece, names) for piece in cut), _claims(text, names))]
    return [_piece(piece, names) for piece in cut]


def _piece(piece: str, names: Names) -> Run:
    numbers = _parts_of_number(piece)
    return Run(_forms(piece, names), tuple(Run((Form(part),)) for part in numbers), _claims(piece, names))


def _parts_of_number(piece: str) -> list[str]:
    """0760-23226773 may stand in a text as (0760)23226773."""
    parts = piece.replace("-", " ").split()
    return parts if piece.isascii() and len(parts) > 1 and all(part.isdigit() for part in parts) else []


def _forms(text: str, names: Names) -> tuple[Form, ...]:
    forms = {text: 1.0}
    for other in (*spellings(text), *names.others(text)):
        forms.setdefault(other, _OTHER_NAME)
    return tuple(Form(form, weight) for form, weight in forms.items())


def _claims(text: str, names: Names) -> tuple[Claim, ...]:
    claim = claim_of_piece(text)
    return ((claim,) if claim else ()) + _claims_of_name(text, names)


def _claims_of_name(text: str, names: Names) -> tuple[Claim, ...]:
    return (FactClaim("names", (text, *names.others(text)), weight=1.0),)


# ---- fields ----


def _condition(field: Field, names: Names) -> Goal:
    if field.name in _STATED:
        claim = claim_of_field(field)
        if claim is not None:
            return Stated(claim, _forms(field.text, names))
    return Held(_HELD[field.name], _forms(field.text, names))


def claim_of_field(field: Field) -> Claim | None:
    """The fact that a field asks for; None where its value names none."""
    match field.name:
        case "year":
            years = years_named(field.text)
            return YearClaim(years) if years else None
        case "round":
            return round_named(field.text)
        case "group":
            return group_named(field.text)
        case "type":
            types = chosen(InspectionType, field.text)
            return TypeClaim(types[0]) if types else None
        case "kind" | "level":
            values = chosen(_VOCABULARIES[field.name], field.text)
            return FactClaim(field.name, values) if values else None
    return None


def settled(query: Query) -> Query:
    """With plain words in place of fields whose value they cannot have, and a problem for each: 年份:二零, -层级:乡."""
    misread: list[Problem] = []

    def settle(node: Node) -> Node:
        match node:
            case Field(text=text, written=written) if _is_misread(node):
                misread.append(Problem("bad value", written))
                return Word(text, "".join(written.split()))
            case Without(inner):
                return Without(settle(inner))
            case AllOf(nodes):
                return AllOf(tuple(map(settle, nodes)))
            case AnyOf(nodes):
                return AnyOf(tuple(map(settle, nodes)))
            case _:
                return node

    root = settle(query.root) if query.root else None
    return replace(query, root=root, problems=(*query.problems, *dict.fromkeys(misread)))


def _is_misread(field: Field) -> bool:
    return field.name in _STATED and field.name != "group" and claim_of_field(field) is None  # a group's name is free


def chosen(vocabulary: type[TextChoices], text: str) -> tuple[str, ...]:
    """The values of a vocabulary that a reader means: 专项 or 专项巡视, 反馈, 动员会, central or 中央, 县 or 县级."""
    plain = text.removesuffix("巡视").removesuffix("巡察").removesuffix("式").removesuffix("级")
    with translation.override(settings.LANGUAGE_CODE):
        labels = {value: str(label) for value, label in vocabulary.choices}
    exact = [value for value, label in labels.items() if plain in (value, label)]
    return tuple(exact or [value for value, label in labels.items() if plain and plain in label])
