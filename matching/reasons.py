"""Why someone is in the team, in plain Dutch: each reason with a code for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from catalogue import Vocabulary
from catalogue.words import date_words, number_words
from geo import distance_km
from matching.home import Home
from matching.points import Terms, Way
from matching.proposal import Price
from matching.reason import Reason
from matching.roster import Choice, Kind, Seat, Service
from matching.team.instance import Cost
from matching.weights import Weights

_KINDS: dict[Kind, str] = {
    "person": "het gaat om deze persoon",
    "carer": "zorgt al voor de persoon",
    "existing": "helpt al en blijft helpen",
    "provider": "is nieuw in het team",
}
_CHOSEN: dict[Choice, Reason] = {
    "pin": Reason("chosen", "u koos deze dienst"),
    "kept": Reason("kept", "stond in het vorige voorstel en blijft, zoals u vroeg"),
}
_TERMS = {
    "travel": "verplaatsing",
    "waiting": "wachten",
    "access": "doorverwijzing of beslissing nodig",
    "line": "plaats op de zorgladder",
    "coordination": "het team coördineren",
}
"""Terms that several weights make together; the others have the label of their weight."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Finds the words for one person."""

    vocabulary: Vocabulary
    weights: Weights
    home: Home

    def function(self, id_: str) -> str:
        """The Dutch name of a function."""
        return self.vocabulary.label("function", id_)

    def why(self, seat: Seat, numbers: Sequence[int], serves: Sequence[str], points: Terms) -> Iterator[Reason]:
        """Why this member: who it is, what it does, how near, how soon, and what it costs per term."""
        yield _CHOSEN[seat.chosen] if seat.chosen else Reason(seat.kind, _KINDS[seat.kind])
        if serves:
            yield Reason("serves", f"helpt met: {', '.join(map(self.function, serves))}")
        services = seat.used(numbers)
        if services and seat.kind == "provider":
            yield self._where(seat, numbers)
        yield from dict.fromkeys(map(_waiting, services))
        for term, value in points.items():
            yield Reason(term, f"{self._term(term)}: {points_words(value)}")

    def _term(self, term: str) -> str:
        return _TERMS.get(term) or self.weights.labels[term]

    def distance(self, seat: Seat) -> float | None:
        """Kilometres as the crow flies, where both points are known."""
        point = seat.candidate.point if seat.candidate else None
        return distance_km(self.home.point, point) if point else None

    def _where(self, seat: Seat, numbers: Sequence[int]) -> Reason:
        match seat.way(frozenset(numbers)):
            case Way.REMOTE:
                return Reason("remote", "helpt op afstand: u hoeft zich niet te verplaatsen")
            case Way.HOME:
                return Reason("home", f"komt aan huis; {self._how_far(seat)}")
        return Reason("distance", self._how_far(seat))

    def _how_far(self, seat: Seat) -> str:
        away = self.distance(seat)
        if away is None:
            return "niet bekend waar het precies is"
        return "ligt op minder dan 1 km" if away < 1 else f"ligt op ongeveer {number_words(away, 1)} km in vogelvlucht"

    def languages(self, services: Iterable[Service], points: Terms) -> Iterator[Reason]:
        """What to know where someone speaks none of the languages that were asked."""
        if "no_common_language" not in points:
            return
        spoken = sorted({each for one in services for each in one.offer.languages or ()})
        told = ", ".join(self.vocabulary.label("language", each) for each in spoken) or "geen van de gevraagde talen"
        yield Reason("no_common_language", f"spreekt volgens de kaart alleen {told}; vraag of een tolk kan komen")

    def price(self, seat: Seat, cost: Cost) -> Price:
        """What the best team without this member loses."""
        if cost.gap > 0:
            return Price(cost.gap, cost.points, Reason("gap", f"zonder {seat.name} blijft er meer open"))
        if cost.points > 0:
            return Price(
                0, cost.points, Reason("points", f"zonder {seat.name} kost het team {points_words(cost.points)} meer")
            )
        return Price(0, 0, Reason("equal", f"er is een team zonder {seat.name} dat even goed past"))


def points_words(points: int) -> str:
    """A number of points as people say it: "1 punt", "7 punten"."""
    return f"{points} {'punt' if points == 1 else 'punten'}"


def to_ask(services: Iterable[Service]) -> Iterator[Reason]:
    """What nobody knows of these services, each rule once."""
    for rule in {rule.id: rule for one in services for rule in one.verdict.to_ask}.values():
        yield Reason(rule.id, f"niet bekend {rule.to_ask}; vraag dit na")


def remarks(services: Iterable[Service]) -> Iterator[Reason]:
    """What must be watched, each remark once; who refers is named where it is known."""
    for one in services:
        for warning in one.verdict.warnings:
            by = ", ".join(one.offer.referral_by) if warning.id == "referral_needed" else ""
            yield Reason(warning.id, f"{warning.text} (van: {by})" if by else warning.text)


def _waiting(service: Service) -> Reason:
    wait = service.offer.wait
    if wait is None:
        return Reason("waiting_unknown", "wachttijd niet bekend; vraag dit na")
    if wait.weeks == 0:
        length = "geen wachttijd"
    else:
        length = f"wachttijd ongeveer {wait.weeks} {'week' if wait.weeks == 1 else 'weken'}"
    measured = f" (op {date_words(wait.measured_on)})" if wait.measured_on else " (niet bekend wanneer dat gemeten is)"
    return Reason("waiting", length + measured)
