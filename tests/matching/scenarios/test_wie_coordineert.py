"""Verhalen over de zorgcoördinator: wie, waarom, en of het betaald kan worden (C1-C8)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from matching.policy import TeamPolicy
from tests.matching.scenarios.verhaal import JA, NEE, Kaart, Rij, aanbod, helpt_al, mantelzorger, persoon

INGESCHAALD: Rij = {
    "instrument": "BelRAI",
    "appointed": JA,
    "alivia": JA,
    "score_over_cutoff": JA,
    "at_home": JA,
    "paid_this_year": NEE,
}
"""Alles wat de conceptnota vraagt voor een betaalde coördinator, voor zover het gevraagd wordt."""

COMPLEX: Rij = {
    "coordineert_zelf": NEE,
    "proces": "complex",
    "programma": "vulnerable_persons",
    "inschaling": INGESCHAALD,
    "noden": ["schuldhulp"],
}


@pytest.fixture
def met_caw(kaart: Kaart) -> Kaart:
    """Een kaart met een CAW dat met schulden helpt en voor wie coördineren geen opdracht is."""
    return kaart.met(aanbod("CAW Voorbeeld", "schuldhulp", soort="caw", coordineren_is_opdracht="no"))


def test_c1_de_thuisverpleger_die_al_coordineert_blijft_dat_doen(met_caw: Kaart) -> None:
    """Gegeven een man met een thuisverpleger die al coördineert, en een zus.

    Als er een dienst voor zijn schulden bij komt. Dan blijft de thuisverpleger coördineren, en staat er waarom.
    """
    antwoord = met_caw.vraag(
        persoon(
            noden=["schuldhulp", "thuisverpleging"],
            wordt_geholpen_door=[helpt_al("Verpleger An", "thuisverpleging", op_de_kaart=False, coordineert=JA)],
            mantelzorgers=[mantelzorger("zus")],
        )
    )
    assert antwoord.leden == ["de persoon", "zus", "Verpleger An", "CAW Voorbeeld"]
    assert antwoord.coordinator == "Verpleger An"
    assert antwoord.kunnen_coordineren == ["Verpleger An", "de persoon", "zus", "CAW Voorbeeld"]
    assert antwoord.waarom_coordineren("Verpleger An")["C1"] == (
        "coördineert nu al, en dat blijft zo tenzij de persoon iets anders wil"
    )


def test_c1_tenzij_de_persoon_het_zelf_wil_doen(met_caw: Kaart) -> None:
    """Gegeven een thuisverpleger die al coördineert. Als de man het zelf wil, dan is hij het, en maar een iemand."""
    antwoord = met_caw.vraag(
        persoon(
            noden=["schuldhulp", "thuisverpleging"],
            wordt_geholpen_door=[helpt_al("Verpleger An", "thuisverpleging", op_de_kaart=False, coordineert=JA)],
            coordineert_zelf=JA,
        )
    )
    assert [lid.seat.name for lid in antwoord.team.members if lid.coordinates] == ["de persoon"]


def test_c2_een_dochter_coordineert_als_haar_moeder_dat_zelf_niet_wil(met_caw: Kaart) -> None:
    """Gegeven een vrouw van 81 die niet wil coördineren, en een dochter die al voor haar kookt.

    Als er hulp voor haar schulden bij komt. Dan gaat de dochter voor de dienst, en wordt gevraagd of zij dat wil.
    """
    antwoord = met_caw.vraag(
        persoon(
            leeftijd=81,
            noden=["schuldhulp", "maaltijden"],
            mantelzorgers=[mantelzorger("dochter Mia", "maaltijden")],
            coordineert_zelf=NEE,
        )
    )
    assert antwoord.coordinator == "dochter Mia"
    assert antwoord.kunnen_coordineren == ["dochter Mia", "CAW Voorbeeld"]
    assert antwoord.waarom_coordineren("dochter Mia")["C2"] == (
        "een mantelzorger gaat voor een hulpverlener; vraag of die dat wil, met hulp van het team"
    )
    assert antwoord.open == {}


def test_c2_op_een_keerpunt_coordineert_wie_de_persoon_al_kent_voor_wie_nieuw_is(met_caw: Kaart) -> None:
    """Gegeven een man die niet wil coördineren, zonder mantelzorger, met een huisarts die hem kent.

    Dan is de huisarts de eerste keuze en het nieuwe CAW de tweede: vertrouwen telt.
    """
    antwoord = met_caw.vraag(
        persoon(
            noden=["schuldhulp", "huisartsenzorg"],
            wordt_geholpen_door=[helpt_al("Dokter Peeters", "huisartsenzorg", op_de_kaart=False)],
            coordineert_zelf=NEE,
        )
    )
    assert antwoord.kunnen_coordineren == ["Dokter Peeters", "CAW Voorbeeld"]
    assert "is al vertrouwd met de persoon" in antwoord.waarom_coordineren("Dokter Peeters")["C2"]
    assert "is nieuw voor de persoon" in antwoord.waarom_coordineren("CAW Voorbeeld")["C2"]


def test_c2_niemand_komt_erbij_alleen_om_te_coordineren(met_caw: Kaart) -> None:
    """Gegeven een man die niet wil coördineren en geen enkele nood heeft waar het CAW mee helpt.

    Dan komt het CAW niet in het team, en staat er dat er nog geen coördinator is.
    """
    antwoord = met_caw.vraag(persoon(noden=["sport"], coordineert_zelf=NEE))
    assert antwoord.leden == ["de persoon"]
    assert antwoord.open["zorgcoordinatie"] == "niemand van het team kan coördineren; bespreek dit met de persoon"


def test_c3_een_dochter_die_coordineert_wordt_daar_niet_voor_betaald(met_caw: Kaart) -> None:
    """Gegeven dat alle voorwaarden vervuld zijn. Dan is er nog geen betaling voor de dochter, en dat staat er."""
    antwoord = met_caw.vraag(persoon(**COMPLEX, mantelzorgers=[mantelzorger("dochter Mia")]))
    assert antwoord.coordinator == "dochter Mia"
    assert antwoord.vergoeding("dochter Mia").status == "no"
    assert antwoord.waarom_coordineren("dochter Mia")["C3"] == (
        "wie zelf of als mantelzorger coördineert, wordt daar niet voor betaald"
    )


def test_c4_bij_een_beperkt_proces_hoort_coordineren_bij_de_gewone_hulp(met_caw: Kaart) -> None:
    """Gegeven een beperkt proces. Dan coördineert het CAW zonder extra betaling, ook al is al de rest vervuld."""
    antwoord = met_caw.vraag(persoon(**COMPLEX | {"proces": "limited"}))
    assert antwoord.coordinator == "CAW Voorbeeld"
    assert antwoord.vergoeding("CAW Voorbeeld").status == "no"
    assert antwoord.waarom_coordineren("CAW Voorbeeld")["C4"] == (
        "bij een beperkt proces hoort coördineren bij de gewone hulp"
    )


@pytest.mark.parametrize(
    ("voorwaarde", "anders"),
    [
        ("appointed", {"appointed": NEE}),
        ("alivia", {"alivia": NEE}),
        ("assessment", {"score_over_cutoff": NEE}),
        ("at_home", {"at_home": NEE, "return_within_14_days": NEE}),
        ("not_paid_this_year", {"paid_this_year": JA}),
    ],
)
def test_c5_een_voorwaarde_te_weinig_en_er_is_geen_betaling(
    met_caw: Kaart, voorwaarde: str, anders: dict[str, Any]
) -> None:
    """Gegeven een complex proces waarin een enkele voorwaarde niet vervuld is. Dan staat juist die erbij."""
    antwoord = met_caw.vraag(persoon(**COMPLEX | {"inschaling": INGESCHAALD | anders}))
    assert antwoord.vergoeding("CAW Voorbeeld").status == "no"
    assert antwoord.vergoeding("CAW Voorbeeld").unmet == (voorwaarde,)


def test_c5_wie_in_een_voorziening_verblijft_en_binnen_14_dagen_naar_huis_gaat_voldoet(met_caw: Kaart) -> None:
    """Gegeven een vrouw in kortverblijf die over een week naar huis gaat. Dan telt zij als thuis."""
    straks_thuis = INGESCHAALD | {"at_home": NEE, "return_within_14_days": JA}
    assert met_caw.vraag(persoon(**COMPLEX | {"inschaling": straks_thuis})).vergoeding("CAW Voorbeeld").unmet == ()


def test_c6_de_vlaamse_overheid_betaalt_het_caw_en_de_federale_de_huisarts(met_caw: Kaart) -> None:
    """Gegeven een CAW en een huisartsenpraktijk in een team. Dan staat bij elk welke overheid zou betalen."""
    met_caw.met(aanbod("Praktijk Peeters", "huisartsenzorg", sector="eerste_lijn", soort="huisartsenpraktijk"))
    antwoord = met_caw.vraag(persoon(**COMPLEX | {"noden": ["schuldhulp", "huisartsenzorg"]}))
    assert antwoord.vergoeding("CAW Voorbeeld").payer == "flanders"
    assert antwoord.vergoeding("Praktijk Peeters").payer == "federal"


def test_c7_alles_is_vervuld_maar_er_is_nog_geen_dag_vanaf_wanneer_het_betaald_wordt(
    met_caw: Kaart, beleid: TeamPolicy
) -> None:
    """Gegeven dat alle voorwaarden vervuld zijn. Dan kan het nog niet betaald worden; vanaf de dag die er komt, wel."""
    zij = persoon(**COMPLEX)
    assert met_caw.vraag(zij).vergoeding("CAW Voorbeeld").status == "not_yet_payable"
    straks = beleid.coordinator.model_copy(update={"payable_from": date(2027, 1, 1)})
    loket = met_caw.volgens(TeamPolicy(beleid.eligibility, beleid.weights, straks))
    assert loket.vraag(zij, op=date(2026, 12, 31)).vergoeding("CAW Voorbeeld").status == "not_yet_payable"
    assert loket.vraag(zij, op=date(2027, 1, 1)).vergoeding("CAW Voorbeeld").status == "would_qualify"


def test_c7_of_iemand_betaald_kan_worden_verandert_niet_wie_eerst_komt(kaart: Kaart) -> None:
    """Gegeven twee diensten in het team: de ene helpt met twee noden en coördineert al in opdracht, de andere niet.

    Dan komt wie met de meeste noden helpt eerst, ook al zou alleen de andere betaald kunnen worden.
    """
    kaart.met(
        aanbod("Met Opdracht", "leefloon", "voedselhulp", coordineren_is_opdracht="yes"),
        aanbod("Zonder Opdracht", "schuldhulp", coordineren_is_opdracht="no"),
    )
    antwoord = kaart.vraag(persoon(**COMPLEX | {"noden": ["leefloon", "voedselhulp", "schuldhulp"]}))
    assert antwoord.kunnen_coordineren == ["Met Opdracht", "Zonder Opdracht"]
    assert antwoord.vergoeding("Met Opdracht").unmet == ("not_in_assignment",)
    assert antwoord.vergoeding("Zonder Opdracht").status == "not_yet_payable"


def test_c8_buiten_de_programmas_blijft_het_mdo_bestaan_en_dat_wordt_gezegd(met_caw: Kaart) -> None:
    """Gegeven een complex proces en geen programma dat genoemd is. Dan is betaling niet zeker, en is er wel een MDO."""
    buiten = met_caw.vraag(persoon(**COMPLEX | {"programma": None}))
    assert buiten.vergoeding("CAW Voorbeeld").unknown == ("programme",)
    assert "multidisciplinair overleg (MDO)" in buiten.waarom_coordineren("CAW Voorbeeld")["C8"]
    assert "C8" not in met_caw.vraag(persoon(**COMPLEX)).waarom_coordineren("CAW Voorbeeld")
