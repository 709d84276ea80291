"""Wat het loket antwoordt, in de woorden waarmee een maatschappelijk werker het nagaat."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.teams import TeamAnswer
from matching.coordinator import Pay
from matching.proposal import Gap, ProposedMember, ProposedTeam


@dataclass(frozen=True)
class Antwoord:
    """Wat een maatschappelijk werker in het antwoord nagaat."""

    antwoord: TeamAnswer

    @property
    def team(self) -> ProposedTeam:
        """Het eerste team."""
        return self.antwoord.proposal.teams[0]

    @property
    def leden(self) -> list[str]:
        """Iedereen in het team."""
        return [lid.seat.name for lid in self.team.members]

    @property
    def hulpverleners(self) -> list[str]:
        """De nieuwe diensten in het team."""
        return sorted(lid.seat.name for lid in self.team.members if lid.seat.kind == "provider")

    def lid(self, naam: str) -> ProposedMember:
        """Een lid van het team."""
        return next(lid for lid in self.team.members if lid.seat.name == naam)

    def helpt_met(self, naam: str) -> list[str]:
        """De noden die dit lid opneemt."""
        return sorted(self.lid(naam).serves)

    def waarom(self, naam: str) -> list[str]:
        """Waarom dit lid in het team zit."""
        return [reden.text for reden in self.lid(naam).why]

    def na_te_vragen(self, naam: str) -> list[str]:
        """Van welke regels niemand het antwoord weet."""
        return [reden.code for reden in self.lid(naam).unknown]

    def let_op(self, naam: str) -> list[str]:
        """De opmerkingen bij dit lid."""
        return [reden.text for reden in self.lid(naam).warnings]

    @property
    def open(self) -> dict[str, str]:
        """Welke noden open blijven, en waarom."""
        return {gat.function: gat.reason.text for gat in self.team.gaps}

    def gat(self, functie: str) -> Gap:
        """Een nood die open blijft."""
        return next(gat for gat in self.team.gaps if gat.function == functie)

    @property
    def coordinator(self) -> str | None:
        """Wie het team coördineert, als het aan de regels ligt."""
        return next((lid.seat.name for lid in self.team.members if lid.coordinates), None)

    @property
    def kunnen_coordineren(self) -> list[str]:
        """Wie dat zou kunnen, de eerste keuze eerst."""
        return [een.seat.name for een in self.antwoord.proposal.coordinators]

    def waarom_coordineren(self, naam: str) -> dict[str, str]:
        """De redenen om iemand te vragen, per regel."""
        gevonden = next(een for een in self.antwoord.proposal.coordinators if een.seat.name == naam)
        return {reden.code: reden.text for reden in gevonden.why}

    def vergoeding(self, naam: str) -> Pay:
        """Of coördineren betaald kan worden."""
        return next(een.pay for een in self.antwoord.proposal.coordinators if een.seat.name == naam)

    @property
    def wijze(self) -> str:
        """Startkabel, procesbegeleiding, geen casemanager, of niet bekend."""
        return self.antwoord.casemanagement.decision.mode

    @property
    def redenen(self) -> list[str]:
        """Waarom een casemanager nodig is of niet."""
        return [reden.text for reden in self.antwoord.casemanagement.decision.reasons]

    @property
    def casemanagers(self) -> list[str]:
        """Bij wie men er een kan vragen."""
        return [een.organisation.name for een in self.antwoord.casemanagement.candidates]

    @property
    def gemeld(self) -> dict[str, str]:
        """Wat voor elke vraag om een casemanager geldt, per regel."""
        return {reden.code: reden.text for reden in self.antwoord.casemanagement.notes}
