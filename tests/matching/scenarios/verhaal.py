"""Woorden om een verhaal mee te vertellen: wat er op de kaart staat, en wie iets vraagt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from catalogue import Vocabulary, read_record
from catalogue.ids import slug
from geo import Gazetteer
from indexer.teams import Teams
from matching.policy import TeamPolicy
from matching.profile import NeedProfile, faults_of
from store import Store
from tests.matching.scenarios.antwoord import Antwoord

VANDAAG = date(2026, 11, 23)
"""Een maandag."""

JA, NEE = "yes", "no"

Rij = dict[str, Any]
Rijen = tuple[Rij, ...]

_BRON: Rij = {"provenance": {"source": "test", "source_date": "2026-11-01"}}
_GEZEGD = {
    "woont_in": "place",
    "leeftijd": "age",
    "geboren": "birth_date",
    "eerder_erkend_door_vaph": "vaph_recognised",
    "talen": "languages",
    "groepen": "target_groups",
    "budgetten": "budgets",
    "programma": "programme",
    "noden": "needs",
    "wordt_geholpen_door": "existing_team",
    "mantelzorgers": "carers",
    "coordineert_zelf": "person_coordinates",
    "kiest": "pins",
    "wil_niet": "vetoes",
    "proces": "process",
    "inschaling": "coordination",
    "doorverwijzing": "referral",
    "beslissing": "decision",
    "perinataal": "perinatal",
    "situatie": "situation",
    "liefst": "preset",
    "teams": "alternatives",
    "waarom_niet": "why_not",
    "vroeger": "previous_team",
    "vervang": "replace",
    "elke_voorkeur": "axes",
}
"""Hoe een vraag in het Nederlands heet, en in het profiel."""

_NAMEN = ("pins", "vetoes", "why_not", "replace")
"""Velden waarin een verhaal organisaties bij naam noemt."""


def wie(naam: str) -> str:
    """Het id op de kaart van een organisatie."""
    return f"x:{slug(naam)}"


def persoon(**gezegd: Any) -> Rij:
    """Wat iemand van zichzelf zegt; wie niets zegt, is 34 en woont in Aalst. Wat niet gezegd is, is niet bekend."""
    alles: Rij = {"woont_in": "9300 Aalst", "leeftijd": 34} | gezegd
    profiel: Rij = {_GEZEGD[woord]: waarde for woord, waarde in alles.items()}
    if "birth_date" in profiel:
        del profiel["age"]
    noden = profiel.get("needs", ())
    profiel["needs"] = [nood if isinstance(nood, dict) else {"function": nood} for nood in noden]
    return profiel | {veld: [wie(naam) for naam in profiel[veld]] for veld in _NAMEN if veld in profiel}


def nood(functie: str, ernst: int = 2, leeftijd_van_wie: int | None = None) -> Rij:
    """Een nood; 3 weegt het zwaarst. De nood van een kind heeft de leeftijd van het kind."""
    return {"function": functie, "severity": ernst, "age": leeftijd_van_wie}


def helpt_al(naam: str, *functies: str, op_de_kaart: bool = True, coordineert: str = "unknown") -> Rij:
    """Wie al helpt: een organisatie van de kaart, of iemand van wie alleen de naam bekend is."""
    wie_het_is = {"organisation": wie(naam)} if op_de_kaart else {"name": naam}
    return {**wie_het_is, "serves": list(functies), "coordinates": coordineert}


def mantelzorger(label: str, *functies: str) -> Rij:
    """Wie uit de omgeving al helpt."""
    return {"label": label, "serves": list(functies)}


def aanbod(
    naam: str,
    *functies: str,
    in_: str = "9300 Aalst",
    werkt_in: tuple[str, ...] | None = ("Aalst",),
    sector: str | None = "algemeen_welzijn",
    soort: str | None = None,
    betaald_door: str | None = None,
    coordineren_is_opdracht: str = "unknown",
    wachten: int | None = 0,
    leeftijd: tuple[int | None, int | None] | None = (None, None),
    **feiten: Any,
) -> Rijen:
    """Een organisatie met een dienst op een plaats, waarvan alles bekend is; `None` maakt een feit onbekend.

    `wachten` is in weken, `werkt_in` noemt gemeenten, `in_` is een postcode met een gemeente.
    """
    id_, postcode, gemeente = wie(naam), *in_.split(" ", 1)
    bekend: Rij = {
        "sector": sector,
        "area": None if werkt_in is None else {"municipalities": list(werkt_in)},
        "ages": None if leeftijd is None else {"minimum": leeftijd[0], "maximum": leeftijd[1]},
        "target_groups": [],
        "budgets": [],
        "access": "direct",
        "modes": ["onsite"],
        "languages": ["nl"],
        "waiting": None if wachten is None else {"value": wachten, "unit": "weeks", "measured_on": "2026-11-01"},
        "intake_stop": "no",
        "line": 1,
    }
    return (
        {
            "kind": "organisation",
            "id": id_,
            "name": naam,
            "type": soort,
            "funded_by": betaald_door,
            "coordination_in_assignment": coordineren_is_opdracht,
        },
        {
            "kind": "location",
            "id": f"{id_}-huis",
            "organisation": id_,
            "address": {"postcode": postcode, "municipality": gemeente},
        },
        {
            "kind": "offer",
            "id": f"{id_}-dienst",
            "organisation": id_,
            "name": naam,
            "functions": list(functies),
            **bekend,
            **feiten,
        },
        {
            "kind": "offer_at_location",
            "id": f"{id_}-dienst-in-huis",
            "offer": f"{id_}-dienst",
            "location": f"{id_}-huis",
        },
    )


def erkend(naam: str, *zones: str, voor: str = "casemanagement", **feiten: Any) -> Rijen:
    """Een organisatie met een erkenning die dit jaar geldt, met plaats; haar naam kan al op de kaart staan."""
    erkenning = {
        "kind": "recognition",
        "id": f"{wie(naam)}-erkenning",
        "organisation": wie(naam),
        "recognised_for": voor,
        "authority": "Voorbeeldoverheid",
        "zones": list(zones or ("regio-aalst",)),
        "valid_from": "2026-01-01",
        "room": "yes",
    }
    return ({"kind": "organisation", "id": wie(naam), "name": naam}, erkenning | feiten)


@dataclass(frozen=True)
class Kaart:
    """De sociale kaart van het verhaal, en het loket dat ermee antwoordt."""

    store: Store
    teams: Teams
    gazetteer: Gazetteer
    vocabulary: Vocabulary

    def met(self, *rijen: Rijen) -> Kaart:
        """Dezelfde kaart, met deze organisaties, diensten en erkenningen erop."""
        records = {rij["id"]: rij for een in rijen for rij in een}
        now = datetime(2026, 11, 1, tzinfo=UTC)
        with self.store.begin_run("test", "rows", now=now) as run:
            uitkomst = run.compare([read_record(_BRON | self._met_nis(rij)) for rij in records.values()])
            assert [een.reason for een in uitkomst if een.status == "rejected"] == []
            run.finish({}, now=now)
        return self

    def volgens(self, beleid: TeamPolicy) -> Kaart:
        """Dezelfde kaart onder andere regels."""
        return replace(self, teams=replace(self.teams, matcher=replace(self.teams.matcher, policy=beleid)))

    def vraag(self, gezegd: Rij, op: date = VANDAAG) -> Antwoord:
        """Wat het loket antwoordt op die dag."""
        profiel = NeedProfile.model_validate(gezegd)
        assert faults_of(profiel, self.vocabulary, op) == ()
        thuis = self.teams.home(self.gazetteer.resolve(profiel.place)[0])
        assert thuis is not None
        return Antwoord(self.teams.answer(profiel, thuis, op))

    def _met_nis(self, rij: Rij) -> Rij:
        """De namen van gemeenten als NIS-code, zoals een bron ze geeft."""
        vertaald = dict(rij)
        if rij.get("address"):
            vertaald["address"] = rij["address"] | {"nis": self._nis(rij["address"]["municipality"])}
        if rij.get("area") and "municipalities" in rij["area"]:
            vertaald["area"] = rij["area"] | {"municipalities": [*map(self._nis, rij["area"]["municipalities"])]}
        return vertaald

    def _nis(self, gemeente: str) -> str:
        nis = self.gazetteer.resolve(gemeente)[0].municipality_nis
        assert nis is not None
        return nis
