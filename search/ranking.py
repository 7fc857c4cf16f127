"""Plan + evidence -> what is found, whole or in part, in which order. The same for every engine.

An engine says where a text stands and how strongly (Evidence); all judgement of relevance is here. Verdicts are arrays
over all documents, so that a word that stands in every notice costs no more than one that stands in none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from search.analysis import grams
from search.claims import AGREES, AGREES_PARTLY, CONTRADICTS, SILENT, Claim, FactClaim, ListedClaim
from search.evidence import Documents, Evidence, Floats, Mask
from search.facts import likenesses
from search.plan import Either, Every, Except, Form, Goal, Held, InPart, Plan, Run, Stated

_JOINT = 0.5  # how much the neighbourhood of two words counts beside themselves
# The share of the query's weight that a partial match must have.
_LEAST_SHARE = 0.02
_NAME_ALIKE = 0.8  # a name that differs in one character is nearly the one that was typed
_PART_OF_WORD = 0.5  # a pair of characters of a word that stands nowhere says half as much as a word
_LEAST_WEIGHT = 1e-6
_LETTERS = re.compile(r"[a-z]{2}", re.IGNORECASE)


@dataclass(slots=True)
class Verdicts:
    """What each document has of a goal: anything, all of it, its relevance, its share of the goal's weight (0 to 1).

    weight is what the goal weighs beside others. Strict: what has no full verdict is out.
    """

    found: Mask
    full: Mask
    gain: Floats
    share: Floats
    weight: float = 0.0
    is_strict: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """Documents that match in full, those that match in part, and the score of every document."""

    full: Mask
    partial: Mask
    scores: Floats


def rank(plan: Plan, evidence: Evidence) -> Ranked:
    judged = _Judge(evidence).judge(plan.goal)
    partial = judged.found & ~judged.full & (judged.share >= _LEAST_SHARE)
    if judged.is_strict:
        partial = np.zeros_like(partial)
    return Ranked(judged.found & judged.full, partial, judged.gain * judged.share)


class _Judge:
    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._everything = evidence.everything()
        self._count = int(self._everything.sum())

    def judge(self, goal: Goal) -> Verdicts:
        match goal:
            case Run():
                return self._run(goal)
            case Held():
                return self._held(goal)
            case Stated():
                return self._stated(goal.claim)
            case Except():
                return self._every((goal,))  # alone, an exclusion leaves everything else
            case InPart(inner):
                return self._in_part(self.judge(inner))
            case Either(goals):
                return _either([self.judge(inner) for inner in goals])
            case Every(goals):
                return self._every(goals)

    # ---- trees ----

    def _every(self, goals: tuple[Goal, ...]) -> Verdicts:
        judged = [self.judge(goal) for goal in goals if not isinstance(goal, Except)]
        verdicts = _together(judged) if judged else self._all_documents()
        for goal in goals:
            if isinstance(goal, Except):
                refused = self.judge(goal.goal)
                verdicts.found = verdicts.found & ~(refused.found & refused.full)
        return verdicts

    def _in_part(self, verdicts: Verdicts) -> Verdicts:
        verdicts.found &= verdicts.full
        verdicts.full = np.zeros_like(verdicts.full)
        verdicts.is_strict = False
        return verdicts

    def _all_documents(self) -> Verdicts:
        ones = np.ones(self._evidence.size)
        return Verdicts(self._everything.copy(), self._everything.copy(), ones, ones.copy(), is_strict=True)

    # ---- conditions ----

    def _held(self, goal: Held) -> Verdicts:
        found = self._mask(self._evidence.held(field, form.text) for field in goal.fields for form in goal.forms)
        return self._condition(found)

    def _stated(self, claim: Claim) -> Verdicts:
        found = self._mask([self._evidence.stated(claim.terms)])
        return self._condition(found & (self._judgements(claim) > AGREES_PARTLY))

    def _condition(self, found: Mask) -> Verdicts:
        weight = self._rarity(int(found.sum()))
        return Verdicts(found, found.copy(), found * np.float64(weight), found * np.float64(1), weight, is_strict=True)

    # ---- words ----

    def _run(self, run: Run) -> Verdicts:
        strengths = self._strengths(run.forms)
        whole = strengths > 0
        frequency = int(whole.sum())
        rarity = self._rarity(frequency)
        verdicts = Verdicts(whole, whole.copy(), rarity * strengths, whole * np.float64(1), rarity, run.is_strict)
        if run.parts:
            parts = self._every(run.parts)
            verdicts.weight = max(parts.weight, _LEAST_WEIGHT)
            _add_parts(verdicts, parts)
        elif run.characters and not frequency:
            _add_parts(verdicts, self._in_part(self._every(run.characters)))
        elif not run.is_strict and not frequency and len(run.forms[0].text) > 2:
            _add_parts(verdicts, self._misspelt(run.forms[0].text))
        for joint in run.joints:
            self._add_joint(joint, verdicts)
        for claim in run.claims:
            self._apply(claim, verdicts, whole)
        return verdicts

    def _strengths(self, forms: Iterable[Form]) -> Floats:
        best = np.zeros(self._evidence.size)
        for form in forms:
            documents, strengths = self._evidence.strengths(form.text)
            best[documents] = np.maximum(best[documents], strengths * form.weight)
        return best

    def _add_joint(self, joint: str, verdicts: Verdicts) -> None:
        """Neighbours in the query that are neighbours in the text as well: 教育部|巡视组 is more than both apart."""
        documents, strengths = self._evidence.strengths(joint)
        verdicts.gain[documents] += verdicts.found[documents] * _JOINT * self._rarity(len(documents)) * strengths

    def _misspelt(self, text: str) -> Verdicts:
        """What stands nowhere may be mistyped.

        Documents with some of its pairs of characters match in part, and those with a name that differs in one of them.
        Two Latin letters stand in any address and tell of nothing.
        """
        pairs = [pair for pair in dict.fromkeys(grams(text)) if len(pair) == 2 and not _LETTERS.fullmatch(pair)]
        verdicts = _together([self._pair(pair) for pair in pairs]) if pairs else self._nothing()
        verdicts.gain *= _PART_OF_WORD
        verdicts.share *= _PART_OF_WORD
        alike = self._evidence.stated(likenesses(text))
        verdicts.found[alike] = True
        verdicts.gain[alike] = self._rarity(len(alike))
        verdicts.share[alike] = _NAME_ALIKE
        verdicts.full = np.zeros_like(verdicts.found)
        return verdicts

    def _nothing(self) -> Verdicts:
        none = self._mask([])
        return Verdicts(none, none.copy(), none * np.float64(0), none * np.float64(0))

    def _pair(self, pair: str) -> Verdicts:
        strengths = self._strengths([Form(pair)])
        found = strengths > 0
        rarity = self._rarity(int(found.sum()))
        return Verdicts(found, found.copy(), rarity * strengths, found * np.float64(1), rarity)

    # ---- claims ----

    def _apply(self, claim: Claim, verdicts: Verdicts, whole: Mask) -> None:
        """Hold what a run claims against the facts.

        Agreement counts like the strongest match, and finds what the text does not say. Contradiction costs as much,
        and what has only the parts is no full match any more.
        """
        stated = self._mask([self._evidence.stated(claim.terms)])
        judgements = self._judgements(claim)
        if claim.suffices:
            verdicts.found |= stated
        judged = verdicts.found if claim.contradicts else verdicts.found & stated
        judgements = np.where(judged, judgements, SILENT)
        verdicts.gain += judgements * (claim.weight * max(verdicts.weight, 1.0))
        if claim.suffices:
            verdicts.full |= judgements > AGREES_PARTLY
            verdicts.share = np.maximum(verdicts.share, judgements)
        opposed = (judgements == CONTRADICTS) & ~whole
        verdicts.full &= ~opposed
        verdicts.share[opposed] /= 2

    def _judgements(self, claim: Claim) -> Floats:
        """What every document says to a claim."""
        if isinstance(claim, FactClaim):
            judgements = np.full(self._evidence.size, SILENT)
            judgements[self._evidence.stated(claim.terms)] = AGREES
            return judgements
        return self._listed(claim)

    def _listed(self, claim: ListedClaim) -> Floats:
        """The best of a document's values, each distinct value being judged once."""
        column = self._evidence.column(claim.fact)
        by_value = np.array([claim.judge(value) for value in column.values] or [SILENT])
        best = np.full(self._evidence.size, CONTRADICTS)
        np.maximum.at(best, column.documents, by_value[column.numbers])
        best[column.counts == 0] = SILENT
        return claim.settle(best, column.counts.astype(np.float64))

    # ---- numbers ----

    def _mask(self, groups: Iterable[Documents]) -> Mask:
        mask = np.zeros(self._evidence.size, dtype=np.bool_)
        for documents in groups:
            mask[documents] = True
        return mask

    def _rarity(self, found: int) -> float:
        """What a text weighs that so many documents have: the inverse document frequency of BM25."""
        found = min(found, self._count)
        return float(np.log(1 + (self._count - found + 0.5) / (found + 0.5)))


def _together(judged: list[Verdicts]) -> Verdicts:
    """All goals: a document is found where it has every strict one, or where there is none, any."""
    strict = [one.found for one in judged if one.is_strict]
    found = reduce(np.logical_and, strict) if strict else reduce(np.logical_or, [one.found for one in judged])
    weight = sum(one.weight for one in judged)
    return Verdicts(
        found=found.copy(),
        full=reduce(np.logical_and, [one.found & one.full for one in judged]),
        gain=_sum(np.where(one.found, one.gain, 0.0) for one in judged),
        share=_sum(np.where(one.found, one.share * one.weight, 0.0) for one in judged) / (weight or 1.0),
        weight=weight,
        is_strict=all(one.is_strict for one in judged),
    )


def _either(judged: list[Verdicts]) -> Verdicts:
    """Any goal; what several have counts for all of them."""
    counted = [one.found & (one.full if one.is_strict else True) for one in judged]
    return Verdicts(
        found=reduce(np.logical_or, counted),
        full=reduce(np.logical_or, [has & one.full for has, one in zip(counted, judged, strict=True)]),
        gain=_sum(np.where(has, one.gain, 0.0) for has, one in zip(counted, judged, strict=True)),
        share=reduce(np.maximum, [np.where(has, one.share, 0.0) for has, one in zip(counted, judged, strict=True)]),
        weight=min(one.weight for one in judged),
        is_strict=all(one.is_strict for one in judged),
    )


def _add_parts(verdicts: Verdicts, parts: Verdicts) -> None:
    """Parts found apart; where the whole stands too, that adds to them: adjacency is rewarded."""
    has_whole = verdicts.found
    only_parts = parts.found & ~has_whole
    verdicts.gain += np.where(has_whole & parts.found, parts.gain, 0.0)
    verdicts.gain[only_parts] = parts.gain[only_parts] * parts.share[only_parts]
    verdicts.share[only_parts] = parts.share[only_parts]
    verdicts.full = (verdicts.full & has_whole) | (only_parts & parts.full)
    verdicts.found = has_whole | only_parts


def _sum(arrays: Iterable[Floats]) -> npt.NDArray[np.float64]:
    total: npt.NDArray[np.float64] = reduce(np.add, arrays)
    return total
