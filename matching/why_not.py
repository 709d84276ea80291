"""Why someone is not in the first team: a rule, nothing to do for them, or what the best team with them costs more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from matching.candidates import CandidateOffer
from matching.proposal import ProposedMember, ProposedTeam, WhyNot
from matching.question import Able
from matching.reason import Reason
from matching.reasons import points_words
from matching.team.instance import Cost
from matching.weighed import Weighed

Named = Sequence[tuple[int, CandidateOffer]]
"""The offers that an id names, each with the number of a need that it is for."""

NOT_NEEDED = Reason("not_needed", "op deze kaart staat niet dat zij iets aanbiedt van wat nu nodig is")
UNKNOWN = Reason("unknown", "staat niet op de kaart")
IN_TEAM = Reason("in_team", "zit in het team")
REPLACED = Reason("E7", "u vroeg om iemand anders in de plaats")
NOT_WANTED = Reason("E7", "u wilt deze hulp niet in het team")


@dataclass(frozen=True)
class WhyNots:
    """Answers beside the first team of a question, for the ids in `asked`. Nothing is solved anew."""

    weighed: Weighed
    team: ProposedTeam
    asked: frozenset[str]

    def of(self, asked: str) -> WhyNot:
        """Why what goes by this id is not in the first team."""
        inside = next((one for one in self.team.members if asked in one.ids), None)
        if inside is not None:
            return _in_team(asked, inside)
        named = self._named.get(asked, ())
        return self._of_offers(asked, named) if named else self._without_offers(asked)

    @cached_property
    def _named(self) -> Mapping[str, Named]:
        return self.weighed.question.named(self.asked)

    def _of_offers(self, asked: str, named: Named) -> WhyNot:
        question = self.weighed.question
        judged = [(number, offer, question.hearings[number].verdict(offer)) for number, offer in named]
        able = [(number, question.able_by(number, offer, one)) for number, offer, one in judged if one.eligible]
        offers = [offer for _, offer in named]
        demo = any(one.demo for one in offers)
        if not able:
            rule = question.judge.table.farthest(one.refused_by for _, _, one in judged if one.refused_by is not None)
            if rule is None:
                raise ValueError("neither eligible nor refused")
            names = {id_ for one in offers for id_ in one.ids}
            replaced = rule.id == "E7" and names.isdisjoint(question.profile.vetoes)
            reason = REPLACED if replaced else Reason(rule.id, rule.refusal)
            return WhyNot(asked, _name(asked, offers), "refused", reason, demo=demo)
        helpers = {one.helper for _, one in able}
        helping = next((one for one in self.team.members if one.seat.id in helpers), None)
        if helping is not None:
            return _in_team(asked, helping)
        return self._possible(WhyNot(asked, _name(asked, offers), "possible", IN_TEAM, demo=demo), able)

    def _possible(self, answer: WhyNot, able: Sequence[tuple[int, Able]]) -> WhyNot:
        """With what the best team with them costs more: the least over all needs that they may serve."""
        best = Cost.unpacked(self.weighed.search.best.cost)
        other = Cost.unpacked(min(self._least_with(number, one) for number, one in able))
        gap, points = other.gap - best.gap, other.points - best.points
        if gap > 0:
            reason = Reason("gap", f"kan ook, maar met {answer.name} blijft er meer open")
        elif points > 0:
            more = points_words(points)
            reason = Reason("points", f"kan ook, maar het beste team met {answer.name} kost {more} meer")
        else:
            reason = Reason("equal", f"kan ook: er is een team met {answer.name} dat even goed past")
        return replace(answer, gap=gap, points=points, reason=reason)

    def _least_with(self, number: int, able: Able) -> int:
        """The packed cost of the best team in which this offer serves this need; its provider may serve others too."""
        seating, candidate = self.weighed.seating, able.offer.candidate
        services = {**seating.services_of(candidate), number: seating.service(number, able)}
        return self.weighed.search.least_with(self.weighed.member(seating.provider(candidate, services)), number)

    def _without_offers(self, asked: str) -> WhyNot:
        """Of who does nothing that is needed, and of a carer or helper who is there and not wanted."""
        profile = self.weighed.question.profile
        if asked in self.weighed.question.person.vetoes:
            for number, carer in enumerate(profile.carers, start=1):
                if asked == f"carer-{number}":
                    return WhyNot(asked, carer.label, "refused", NOT_WANTED)
            for number, one in enumerate(profile.existing_team, start=1):
                if asked == f"existing-{number}":
                    return WhyNot(asked, one.name, "refused", NOT_WANTED)
        candidate = self.weighed.question.source.provider(asked)
        if candidate is None:
            return WhyNot(asked, None, "unknown", UNKNOWN)
        return WhyNot(asked, candidate.name, "not_needed", NOT_NEEDED, demo=candidate.demo)


def _in_team(asked: str, member: ProposedMember) -> WhyNot:
    return WhyNot(asked, member.seat.name, "in_team", IN_TEAM, demo=member.demo)


def _name(asked: str, offers: Sequence[CandidateOffer]) -> str:
    """The provider, before it the offer where that was asked about; of several the first by id."""
    first = min(offers, key=lambda one: (one.candidate.id, one.id))
    return f"{first.name}, {first.candidate.name}" if asked == first.id else first.candidate.name
