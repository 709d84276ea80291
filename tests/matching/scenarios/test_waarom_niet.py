"""Verhalen over "waarom niet deze dienst?", "wat is er veranderd?" en "wat als iets anders telt?"."""

from __future__ import annotations

from datetime import date

import pytest

from tests.matching.scenarios.antwoord import Antwoord
from tests.matching.scenarios.verhaal import Kaart, aanbod, persoon, wie


@pytest.fixture
def twee_diensten(kaart: Kaart) -> Kaart:
    """Een kaart met een dienst dichtbij in Aalst en een verre in Ninove, die allebei in Aalst werken."""
    return kaart.met(aanbod("Dichtbij", "schuldhulp"), aanbod("Veraf", "schuldhulp", in_="9400 Ninove"))


def lid_id(naam: str) -> str:
    """Hoe een lid in een vorig voorstel heette."""
    return f"{wie(naam)}@{wie(naam)}-huis"


def waarom_niet(antwoord: Antwoord) -> list[tuple[str, str]]:
    return [(een.status, een.reason.text) for een in antwoord.antwoord.proposal.why_not]


def test_e2_e5_waarom_niet_zegt_welke_regel_een_dienst_tegenhoudt(twee_diensten: Kaart) -> None:
    """Gegeven een dienst die alleen in Ninove werkt en een die vol zit. Als een man ernaar vraagt. Dan staat dat er."""
    twee_diensten.met(
        aanbod("Ninoofs", "schuldhulp", in_="9400 Ninove", werkt_in=("Ninove",)),
        aanbod("Vol", "schuldhulp", intake_stop="yes"),
    )
    antwoord = twee_diensten.vraag(persoon(noden=["schuldhulp"], waarom_niet=["Ninoofs", "Vol"]))
    assert waarom_niet(antwoord) == [
        ("refused", "werkt niet in uw gemeente"),
        ("refused", "neemt nu niemand nieuw aan"),
    ]


def test_waarom_niet_zegt_wat_een_andere_dienst_meer_zou_kosten(twee_diensten: Kaart) -> None:
    """Gegeven een verre dienst die ook kan. Als de vrouw ernaar vraagt. Dan staat er hoeveel punten dat meer kost."""
    antwoord = twee_diensten.vraag(persoon(noden=["schuldhulp"], waarom_niet=["Veraf"]))
    (veraf,) = antwoord.antwoord.proposal.why_not
    zonder = twee_diensten.vraag(persoon(noden=["schuldhulp"], wil_niet=["Dichtbij"]))
    assert (veraf.status, veraf.gap) == ("possible", 0)
    assert veraf.points == zonder.team.points - antwoord.team.points
    assert str(veraf.points) in veraf.reason.text


def test_waarom_niet_van_wie_al_in_het_team_zit_niet_nodig_is_of_niet_bestaat(twee_diensten: Kaart) -> None:
    """Gegeven een lid van het team, een sportclub, en een naam die niemand kent. Dan is elk antwoord anders."""
    twee_diensten.met(aanbod("Sportclub", "sport", sector="vrije_tijd"))
    vraag = persoon(noden=["schuldhulp"], waarom_niet=["Dichtbij", "Sportclub", "Nergens"])
    assert waarom_niet(twee_diensten.vraag(vraag)) == [
        ("in_team", "zit in het team"),
        ("not_needed", "op deze kaart staat niet dat zij iets aanbiedt van wat nu nodig is"),
        ("unknown", "staat niet op de kaart"),
    ]


def test_e5_een_nieuwe_opnamestop_verandert_het_team_en_dat_wordt_gezegd(twee_diensten: Kaart) -> None:
    """Gegeven een team met de dienst dichtbij. Als die morgen vol zit. Dan staat er wie komt, wie gaat, en waarom."""
    morgen = twee_diensten.met(aanbod("Dichtbij", "schuldhulp", intake_stop="yes"))
    antwoord = morgen.vraag(persoon(noden=["schuldhulp"], vroeger=[lid_id("Dichtbij")]), op=date(2026, 11, 24))
    verschil = antwoord.antwoord.proposal.changed
    assert verschil is not None
    assert verschil.joined == (lid_id("Veraf"),)
    assert [(een.name, een.reason) for een in verschil.left] == [("Dichtbij", ("E5", "neemt nu niemand nieuw aan"))]


def test_e7_wie_een_lid_wil_vervangen_houdt_de_anderen(twee_diensten: Kaart) -> None:
    """Gegeven een team van twee. Als de man er een wil vervangen. Dan blijft de ander, ook al is er een nadere."""
    twee_diensten.met(
        aanbod("Woonhulp", "woonbegeleiding", in_="9420 Erpe-Mere"), aanbod("Woonhulp Dichtbij", "woonbegeleiding")
    )
    antwoord = twee_diensten.vraag(
        persoon(
            noden=["schuldhulp", "woonbegeleiding"],
            vroeger=[lid_id("Dichtbij"), lid_id("Woonhulp")],
            vervang=["Dichtbij"],
        )
    )
    verschil = antwoord.antwoord.proposal.changed
    assert antwoord.hulpverleners == ["Veraf", "Woonhulp"]
    assert verschil is not None
    assert (verschil.stayed, verschil.joined) == ((lid_id("Woonhulp"),), (lid_id("Veraf"),))
    assert [een.reason.code for een in verschil.left] == ["E7"]


def test_l9_het_loket_toont_ook_het_team_als_de_buurt_eerst_komt(kaart: Kaart) -> None:
    """Gegeven een zelfhulpgroep in Ninove en een centrum dichtbij. Als de vrouw elke voorkeur wil zien.

    Dan staat de zelfhulpgroep in het team "eerst hulp uit de eigen omgeving", en het centrum in "zo dicht mogelijk".
    """
    kaart.met(
        aanbod("Zelfhulpgroep", "lotgenoten", sector="vrijwilligers", in_="9400 Ninove", line=0),
        aanbod("Centrum", "lotgenoten", sector="geestelijke_gezondheid", line=2),
    )
    antwoord = kaart.vraag(persoon(noden=["lotgenoten"], elke_voorkeur=True))
    teams = antwoord.antwoord.proposal.teams
    namen = {}
    for een in antwoord.antwoord.proposal.axes:
        team = een.team or teams[(een.same_as or 0) - 1]
        namen[een.label] = {lid.seat.name for lid in team.members if lid.seat.kind == "provider"}
    assert namen["Eerst hulp uit de eigen omgeving"] == {"Zelfhulpgroep"}
    assert namen["Zo dicht mogelijk"] == {"Centrum"}


def test_e7_waarom_niet_van_wie_twee_noden_doet_en_niet_gewenst_is(kaart: Kaart) -> None:
    """Gegeven een dienst voor twee noden die de man niet wil. Als hij naar haar vraagt. Dan staat er dat hij koos."""
    kaart.met(aanbod("Twee", "leefloon", "schuldhulp"))
    vraag = persoon(noden=["leefloon", "schuldhulp"], wil_niet=["Twee"], waarom_niet=["Twee"])
    assert waarom_niet(kaart.vraag(vraag)) == [("refused", "u wilt deze dienst niet")]
