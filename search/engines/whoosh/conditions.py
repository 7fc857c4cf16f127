"""haystack's filters over one snapshot: which documents meet an expression, and how well.

What is asked of the content is ranked as the site's own search ranks it, whole matches alone; every other field is a
condition without weight.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import ge, gt, le, lt
from typing import Any

import numpy as np
from haystack.exceptions import SearchBackendError

from archive.filters import UNKNOWN
from search.engines.expressions import CONTENT, KNOWN, TYPED, Condition, Either, Every, Expression, Not, conditions
from search.engines.whoosh.evidence import IndexEvidence
from search.engines.whoosh.fields import DOCUMENT, TITLE, IndexField, field_named
from search.engines.whoosh.reading import Snapshot
from search.evidence import Column, Floats, Mask
from search.excerpts import Mark, marks_of
from search.folding import fold_literal
from search.language import AllOf, AnyOf, Node, Query, Word, clean_text, read_query
from search.plan import Plan
from search.planning import exactly, plan_of
from search.ranking import rank

_COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {"gt": gt, "gte": ge, "lt": lt, "lte": le}
_EQUALITIES = ("content", "exact", "in")
# Of a text; in the whole content, where no blanks part words, all of these ask for the literal.
_LITERALS: Mapping[str, Callable[[str, str], bool]] = {
    "contains": str.__contains__,
    "startswith": str.startswith,
    "endswith": str.endswith,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The documents that meet an expression, and the score of every document: 0 where no text was asked for."""

    mask: Mask
    scores: Floats


@dataclass(frozen=True, slots=True)
class Plans:
    """What the conditions of expressions seek in the content, worked out before the index is opened."""

    by_condition: Mapping[tuple[str, bool], Plan | None] = field(default_factory=dict)

    @classmethod
    def of(cls, expressions: Iterable[Expression]) -> "Plans":
        found: dict[tuple[str, bool], Plan | None] = {}
        for expression in expressions:
            for condition, negated in conditions(expression):
                if _is_content(condition) and _key(condition, negated) not in found:
                    found[_key(condition, negated)] = _plan_of(condition, negated)
        return cls(found)

    def plan(self, condition: Condition, negated: bool) -> Plan | None:
        return self.by_condition[_key(condition, negated)]

    def marks(self, expression: Expression) -> tuple[Mark, ...]:
        """What an expression seeks in texts, without what it excludes."""
        sought = (self.plan(each, negated) for each, negated in conditions(expression) if _sought(each, negated))
        return tuple(mark for plan in sought for mark in marks_of(plan))


class Chooser:
    """Judges expressions over one snapshot."""

    def __init__(self, snapshot: Snapshot, plans: Plans) -> None:
        self._snapshot = snapshot
        self._plans = plans
        self._evidence = IndexEvidence(snapshot)

    def choose(self, expression: Expression, *, negated: bool = False) -> Chosen:
        match expression:
            case Every(parts):
                chosen = [self.choose(part, negated=negated) for part in parts]
                return Chosen(_all([self._snapshot.live, *(each.mask for each in chosen)]), self._sum(chosen))
            case Either(parts):
                chosen = [self.choose(part, negated=negated) for part in parts]
                return Chosen(reduce(np.logical_or, [each.mask for each in chosen]), self._sum(chosen))
            case Not(part):
                return self._unweighed(~self.choose(part, negated=True).mask)
            case Condition():
                if _is_content(expression):
                    return self.by_plan(self._plans.plan(expression, negated))
                return self._unweighed(self._meeting(expression))

    def by_plan(self, plan: Plan | None) -> Chosen:
        """Documents that a plan finds as a whole; none without one."""
        if plan is None:
            return self._unweighed(np.zeros_like(self._snapshot.live))
        ranked = rank(plan, self._evidence)
        return Chosen(ranked.full & self._snapshot.live, ranked.scores)

    def _unweighed(self, mask: Mask) -> Chosen:
        return Chosen(mask & self._snapshot.live, np.zeros(len(mask)))

    def _sum(self, chosen: Sequence[Chosen]) -> Floats:
        total = np.zeros(len(self._snapshot.live))
        for each in chosen:
            total += np.where(each.mask, each.scores, 0.0)
        return total

    # ---- conditions ----

    def _meeting(self, condition: Condition) -> Mask:
        field = field_named(condition.field)
        if field.name == TITLE and condition.lookup in (*_EQUALITIES, *_LITERALS):
            return self._in_title(condition)
        meets = _test(field, condition)
        if field.accepted and condition.lookup in _EQUALITIES:
            return self._standing_under(field, condition)
        columns = [field.column(self._snapshot)]
        if field.accepted:
            columns.append(self._snapshot.table.column(field.accepted))
        return reduce(np.logical_or, [self._having(column, meets) for column in columns])

    def _standing_under(self, field: IndexField, condition: Condition) -> Mask:
        """What is counted under the value in a facet; where nothing is, under other writings of it, or other names."""
        values = [str(value) for value in _values(condition)]
        meant = [meant for value in values for meant in self._meant_by(field, value)]
        return self._snapshot.standing_under(field.name, meant)

    def _meant_by(self, field: IndexField, value: str) -> Iterable[str]:
        own = self._snapshot.in_use(field.name) - {UNKNOWN}
        if value in own:
            return [value]
        folded = _folded(value)
        others = self._snapshot.in_use(field.accepted)
        return [each for each in own if _folded(each) == folded] or [each for each in others if _folded(each) == folded]

    def _having(self, column: Column, meets: Callable[[Any], bool]) -> Mask:
        """Documents with a value that meets a test; every distinct value is tested once."""
        mask = np.zeros(len(self._snapshot.live), dtype=np.bool_)
        by_value = np.fromiter((value is not None and meets(value) for value in column.values), np.bool_)
        if len(by_value):
            mask[column.documents[by_value[column.numbers]]] = True
        return mask

    def _in_title(self, condition: Condition) -> Mask:
        """Titles are too many to be tested one by one: only those that hold the text are looked at."""
        if condition.lookup == "in":
            texts = _list(condition)
            exact = [self._in_title(Condition(TITLE, "exact", text)) for text in texts]
            return reduce(np.logical_or, exact, np.zeros_like(self._snapshot.live))
        text = str(condition.value)
        words = text.split() if condition.lookup == "content" else [text]
        mask = _all([self._snapshot.live, *(self._holding(fold_literal(word).text) for word in words)])
        if not words:
            return np.zeros_like(mask)
        if condition.lookup in ("exact", "startswith", "endswith"):
            meets = _test(field_named(TITLE), condition)
            for document in np.flatnonzero(mask).tolist():
                mask[document] = meets(self._snapshot.titles[document])
        return mask

    def _holding(self, literal: str) -> Mask:
        mask = np.zeros_like(self._snapshot.live)
        if literal:
            mask[self._evidence.held(TITLE, literal)] = True
        return mask


# ---- content ----


def _is_content(condition: Condition) -> bool:
    return condition.field in (CONTENT, DOCUMENT)


def _sought(condition: Condition, negated: bool) -> bool:
    return _is_content(condition) and not negated


def _key(condition: Condition, negated: bool) -> tuple[str, bool]:
    return f"{condition.lookup} {condition.value!r}", negated


def _plan_of(condition: Condition, negated: bool) -> Plan | None:
    plan = plan_of(_query_of(condition))
    return Plan(exactly(plan.goal)) if plan and negated else plan


def _query_of(condition: Condition) -> Query:
    if condition.lookup == TYPED:
        return read_query(str(condition.value))
    match condition.lookup:
        case "content":
            return _words(clean_text(str(condition.value)))
        case "exact" | "contains" | "startswith" | "endswith":
            return _phrases([clean_text(str(condition.value))])
        case "in":
            return _phrases(clean_text(str(text)) for text in _list(condition))
    raise SearchBackendError(f"{condition.field}__{condition.lookup}: not for texts")


def _words(text: str) -> Query:
    """Words that must all be found; nothing in them is an operator."""
    words = [Word(folded, word) for word in text.split() if (folded := fold_literal(word).text)]
    literal = fold_literal(text).text if len(words) > 1 else ""
    return Query(text, _one_or(words, AllOf), literal=literal)


def _phrases(texts: Iterable[str]) -> Query:
    words = [Word(folded, text, is_phrase=True) for text in texts if (folded := fold_literal(text).text)]
    return Query(" ".join(word.written for word in words), _one_or(words, AnyOf))


def _one_or(words: Sequence[Word], several: type[AllOf] | type[AnyOf]) -> Node | None:
    return words[0] if len(words) == 1 else several(tuple(words)) if words else None


# ---- other fields ----


def _test(field: IndexField, condition: Condition) -> Callable[[Any], bool]:
    """Whether a value of the field's column meets the condition. Texts are equal in any width, case and script."""
    lookup = condition.lookup
    if lookup == KNOWN:
        return lambda _value: True
    if lookup in _COMPARISONS:
        compare, wanted = _COMPARISONS[lookup], _read(field, condition.value)
        return lambda value: bool(compare(value, wanted))
    if lookup == "range":
        low, high = _ends(field, condition)
        return lambda value: bool(low <= value <= high)
    if lookup in _EQUALITIES:
        known = {_same(field, _read(field, value)) for value in _values(condition)}
        return lambda value: _same(field, value) in known
    if lookup in _LITERALS and field.is_text:
        holds, text = _LITERALS[lookup], _folded(str(condition.value))
        return lambda value: holds(_folded(value), text)
    raise SearchBackendError(f"{field.name}__{lookup}: not for this field")


def _read(field: IndexField, value: Any) -> Any:
    try:
        return field.read(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise SearchBackendError(f"{field.name}: {value!r} is no value of this field ({error})") from error


def _ends(field: IndexField, condition: Condition) -> tuple[Any, Any]:
    values = _list(condition)
    if len(values) != 2:
        raise SearchBackendError(f"{field.name}__range: needs two values, from and to")
    return _read(field, values[0]), _read(field, values[1])


def _values(condition: Condition) -> list[Any]:
    """Any of which is asked for."""
    return _list(condition) if condition.lookup == "in" else [condition.value]


def _list(condition: Condition) -> list[Any]:
    if not isinstance(condition.value, list):
        raise SearchBackendError(f"{condition.field}__{condition.lookup}: needs a list of values")
    return condition.value


def _same(field: IndexField, value: Any) -> Any:
    return _folded(value) if field.is_text else value


@lru_cache(maxsize=1 << 16)
def _folded(text: str) -> str:
    return fold_literal(text).text


def _all(masks: Sequence[Mask]) -> Mask:
    return reduce(np.logical_and, masks)
