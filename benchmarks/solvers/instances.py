"""The questions that made-up profiles come down to, in numbers, as `Matcher.propose` gives them to the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.teams import TODAY
from loket.composition import Loket
from matching.eligibility import Judge, Person, usual_sectors
from matching.fairness.profiles import profiles
from matching.points import Scale
from matching.question import TeamQuestion
from matching.reasons import Wording
from matching.team.instance import Instance
from matching.weighed import Weighed


def instances(loket: Loket, count: int, needs: Sequence[int]) -> Iterator[Instance]:
    """One for each profile; the same data and numbers give the same ones."""
    policy, vocabulary = loket.matcher.policy, loket.vocabulary
    judge = Judge(policy.eligibility, usual_sectors(vocabulary))
    for profile, home in profiles(count, needs, loket.gazetteer, vocabulary):
        ordered = profile.model_copy(update={"needs": tuple(sorted(profile.needs, key=lambda need: need.function))})
        person = Person.of(ordered, home, policy.eligibility, TODAY)
        yield Weighed(
            question=TeamQuestion(ordered, person, TODAY, loket.candidates, judge),
            scale=Scale(policy.weights.points(profile.preset), frozenset(profile.languages), home),
            policy=policy.coordinator,
            wording=Wording(vocabulary, policy.weights, home),
        ).search.instance
