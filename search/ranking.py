"""Plan + evidence -> what is found, whole or in part, in which order. The same for every engine.

An engine says where a text stands and how strongly (Evidence); all judgement of relevance is here.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from search.analysis import grams
from search.claims import AGREES_PARTLY, CONTRADICTS, Claim
from search.evidence import Document, Documents, Evidence
from search.facts import likenesses
from search.plan import Either, Every, Except, Goal, Held, Plan, Run, Stated

# As soon as so many notices have something of the query, what else it asks for is looked up in these alone: those that
# have only its commonest words are not worth a walk through the archive.
_POOL = 2000
_JOINT = 0.5  # how much the neighbourhood of two words counts beside themselves
# The share of the query's weight that a partial match must have.
_LEAST_SHARE = 0.02
_NAME_ALIKE = 0.8  # a name that differs in one character is nearly the one that was typed
_PART_OF_WORD = 0.5  # a pair of characters of a word that stands nowhere says half as much as a word


@dataclass(slots=True)
class Verdict:
    """What one document has of a goal: all of it or not, its relevance, and its share of the goal's weight (0 to 1)."""

    is_full: bool
    gain: float
    share: float


@dataclass(frozen=True, slots=True)
class Judged:
    """Verdicts by document, and what the goal weighs beside others. Strict: what has no full verdict is out."""

    verdicts: Mapping[Document, Verdict]
    weight: float
    is_strict: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    document: Document
    score: float
    is_full: bool


def rank(plan: Plan, evidence: Evidence) -> list[Ranked]:
    """Everything that matches, in no order."""
    judged = _Judge(evidence).judge(plan.goal, None)
    return [
        Ranked(document, verdict.gain * verdict.share, verdict.is_full)
        for document, verdict in judged.verdicts.items()
        if verdict.is_full or (not judged.is_strict and verdict.share >= _LEAST_SHARE)
    ]


class _Judge:
    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._count = evidence.count()

    def judge(self, goal: Goal, within: Documents | None) -> Judged:
        match goal:
            case Run():
                return self._run(goal, within)
            case Held():
                return self._held(goal, within)
            case Stated():
                return self._stated(goal.claim, within)
            case Except():
                return self._except(goal, within)
            case Either():
                return self._either(goal, within)
            case Every():
                return self._every(goal.goals, within)

    # ---- trees ----

    def _every(self, goals: tuple[Goal, ...], within: Documents | None) -> Judged:
        """All goals: conditions first, then the rarest words, for these leave the fewest documents to look at."""
        refused = [goal for goal in goals if isinstance(goal, Except)]
        wanted = sorted((goal for goal in goals if not isinstance(goal, Except)), key=self._order)
        judged: list[Judged] = []
        for goal in wanted:
            one = self.judge(goal, within)
            judged.append(one)
            if one.is_strict:
                within = one.verdicts.keys()
            elif within is None:
                pool = set().union(*(each.verdicts.keys() for each in judged))
                within = pool if len(pool) >= _POOL else None
        verdicts = self._together(judged) if judged else self._all_documents(within)
        for refusal in refused:
            out = {d for d, verdict in self.judge(refusal.goal, verdicts.keys()).verdicts.items() if verdict.is_full}
            verdicts = {document: verdict for document, verdict in verdicts.items() if document not in out}
        is_strict = all(one.is_strict for one in judged)
        return Judged(verdicts, sum(one.weight for one in judged), is_strict)

    def _all_documents(self, within: Documents | None) -> dict[Document, Verdict]:
        documents = self._evidence.everything() if within is None else within
        return {document: Verdict(True, 1.0, 1.0) for document in documents}

    def _together(self, judged: list[Judged]) -> dict[Document, Verdict]:
        strict = [one.verdicts.keys() for one in judged if one.is_strict]
        keys = set(strict[0]).intersection(*strict[1:]) if strict else set()
        if not strict:
            keys = keys.union(*(one.verdicts.keys() for one in judged))
        total = sum(one.weight for one in judged) or 1.0
        verdicts: dict[Document, Verdict] = {}
        for document in keys:
            found = [(one.verdicts.get(document), one.weight) for one in judged]
            verdicts[document] = Verdict(
                all(verdict is not None and verdict.is_full for verdict, _ in found),
                sum(verdict.gain for verdict, _ in found if verdict),
                sum(verdict.share * weight for verdict, weight in found if verdict) / total,
            )
        return verdicts

    def _either(self, goal: Either, within: Documents | None) -> Judged:
        """Any goal; what several have counts for all of them."""
        judged = [self.judge(inner, within) for inner in goal.goals]
        verdicts: dict[Document, Verdict] = {}
        for one in judged:
            for document, verdict in one.verdicts.items():
                if one.is_strict and not verdict.is_full:
                    continue
                known = verdicts.get(document)
                if known is None:
                    verdicts[document] = Verdict(verdict.is_full, verdict.gain, verdict.share)
                else:
                    known.is_full = known.is_full or verdict.is_full
                    known.gain += verdict.gain
                    known.share = max(known.share, verdict.share)
        weights = [one.weight for one in judged]
        return Judged(verdicts, min(weights, default=0.0), all(one.is_strict for one in judged))

    def _except(self, goal: Except, within: Documents | None) -> Judged:
        """Alone, an exclusion leaves everything else."""
        return self._every((goal,), within)

    def _order(self, goal: Goal) -> tuple[bool, int]:
        return (not isinstance(goal, Held | Stated), self._estimate(goal))

    def _estimate(self, goal: Goal) -> int:
        match goal:
            case Run(forms=forms, parts=parts, is_strict=is_strict):
                whole = sum(self._evidence.frequency(form.text) for form in forms)
                return whole if is_strict or not parts else max(whole, min(map(self._estimate, parts)))
            case Every(goals):
                return min(map(self._estimate, goals))
            case Either(goals):
                return sum(map(self._estimate, goals))
            case _:
                return self._count

    # ---- conditions ----

    def _held(self, goal: Held, within: Documents | None) -> Judged:
        found = {
            document
            for field in goal.fields
            for form in goal.forms
            for document in self._evidence.held(field, form.text, within)
        }
        return self._condition(found)

    def _stated(self, claim: Claim, within: Documents | None) -> Judged:
        found = self._evidence.stated(claim.terms, within)
        return self._condition({d for d in found if claim.judge(self._evidence.facts(d)) > AGREES_PARTLY})

    def _condition(self, found: Documents) -> Judged:
        weight = self._rarity(len(found))
        return Judged({document: Verdict(True, weight, 1.0) for document in found}, weight, is_strict=True)

    # ---- words ----

    def _run(self, run: Run, within: Documents | None) -> Judged:
        whole = self._forms(run, within)
        parts = self._every(run.parts, within) if run.parts else None
        frequency = len(whole) if within is None else max(len(whole), self._frequency(run))
        if parts is None and not run.is_strict and not frequency:
            parts = self._pairs(run, within)
        rarity = self._rarity(frequency)
        weight = max(parts.weight, 1e-6) if parts and run.parts else rarity
        verdicts: dict[Document, Verdict] = {
            document: Verdict(True, rarity * strength, 1.0) for document, strength in whole.items()
        }
        if parts is not None:
            self._add_parts(verdicts, parts.verdicts)
        for joint in run.joints:
            self._add_joint(joint, verdicts)
        for claim in run.claims:
            self._apply(claim, verdicts, weight, within, whole.keys())
        return Judged(verdicts, weight, run.is_strict)

    def _forms(self, run: Run, within: Documents | None) -> dict[Document, float]:
        best: dict[Document, float] = {}
        for form in run.forms:
            for document, strength in self._evidence.strengths(form.text, within).items():
                best[document] = max(best.get(document, 0.0), strength * form.weight)
        return best

    def _add_parts(self, verdicts: dict[Document, Verdict], parts: Mapping[Document, Verdict]) -> None:
        """Parts found apart; where the whole stands too, that adds to them: adjacency is rewarded."""
        for document, part in parts.items():
            known = verdicts.get(document)
            if known is None:
                verdicts[document] = Verdict(part.is_full, part.gain * part.share, part.share)
            else:
                known.gain += part.gain

    def _add_joint(self, joint: str, verdicts: dict[Document, Verdict]) -> None:
        """Neighbours in the query that are neighbours in the text as well: 教育部|巡视组 is more than both apart."""
        found = self._evidence.strengths(joint, verdicts.keys())
        rarity = self._rarity(max(len(found), self._frequency_of(joint)))
        for document, strength in found.items():
            verdicts[document].gain += _JOINT * rarity * strength

    def _pairs(self, run: Run, within: Documents | None) -> Judged | None:
        """What stands nowhere may be mistyped.

        Documents with some of its pairs of characters match in part, and those with a name that differs in one of them.
        """
        text = run.forms[0].text
        pairs = [pair for pair in dict.fromkeys(grams(text)) if len(pair) == 2]
        if len(text) < 3:
            return None
        judged = []
        for pair in pairs:
            found = self._evidence.strengths(pair, within)
            rarity = self._rarity(len(found))
            judged.append(Judged({d: Verdict(True, rarity * s, 1.0) for d, s in found.items()}, rarity))
        verdicts = self._together(judged)
        for verdict in verdicts.values():
            verdict.is_full = False
            verdict.gain *= _PART_OF_WORD
            verdict.share *= _PART_OF_WORD
        alike = self._evidence.stated(likenesses(text), within)
        rarity = self._rarity(len(alike))
        for document in alike:
            verdicts[document] = Verdict(False, rarity, _NAME_ALIKE)
        return Judged(verdicts, self._rarity(0))

    def _apply(
        self,
        claim: Claim,
        verdicts: dict[Document, Verdict],
        weight: float,
        within: Documents | None,
        whole: Documents,
    ) -> None:
        """Hold what a run claims against the facts.

        Agreement counts like the strongest match, and finds what the text does not say. Contradiction costs as much,
        and what has only the parts is no full match any more.
        """
        bonus = claim.weight * max(weight, 1.0)
        stated = self._evidence.stated(claim.terms, within)
        if claim.suffices:
            for document in stated - verdicts.keys():
                verdicts[document] = Verdict(False, 0.0, 0.0)
        for document in list(verdicts) if claim.contradicts else stated & verdicts.keys():
            verdict = verdicts[document]
            judgement = claim.judge(self._evidence.facts(document))
            verdict.gain += judgement * bonus
            if judgement > 0 and claim.suffices:
                verdict.is_full = verdict.is_full or judgement > AGREES_PARTLY
                verdict.share = max(verdict.share, judgement)
            elif judgement == CONTRADICTS and document not in whole:
                verdict.is_full = False
                verdict.share /= 2

    # ---- weights ----

    def _frequency(self, run: Run) -> int:
        return min(self._count, sum(self._evidence.frequency(form.text) for form in run.forms))

    def _frequency_of(self, text: str) -> int:
        return min(self._count, self._evidence.frequency(text))

    def _rarity(self, found: int) -> float:
        """What a text weighs that so many documents have: the inverse document frequency of BM25."""
        found = min(found, self._count)
        return math.log(1 + (self._count - found + 0.5) / (found + 0.5))
