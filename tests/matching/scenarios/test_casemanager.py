"""Verhalen over de casemanager: is er een nodig, bij wie vraagt men hem, en blijft hij neutraal (M0-M12)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.matching.scenarios.antwoord import Antwoord
from tests.matching.scenarios.verhaal import (
    JA,
    NEE,
    Kaart,
    Rij,
    aanbod,
    erkend,
    helpt_al,
    mantelzorger,
    persoon,
)

ALLES_GOED: Rij = {
    "no_care": NEE,
    "no_team": NEE,
    "nobody_can_start": NEE,
    "goals_not_met": NEE,
    "improvement_asked": NEE,
}


def antwoord_ten_laatste(antwoord: Antwoord) -> date | None:
    return antwoord.antwoord.casemanagement.answer_by


def test_m0_zolang_er_geen_erkenning_is_wordt_niemand_genoemd_en_staat_er_waarom(kaart: Kaart) -> None:
    """Gegeven een kaart zonder erkenningen. Als een man hulp zonder team zoekt. Dan is er niemand om te vragen."""
    antwoord = kaart.vraag(persoon(noden=["leefloon"], situatie={"no_team": JA}))
    assert antwoord.wijze == "startkabel"
    assert antwoord.casemanagers == []
    assert antwoord.gemeld["M0"] == "De Vlaamse overheid bereidt een kader voor erkenning voor."
    gat = antwoord.antwoord.casemanagement.gap
    assert gat is not None
    assert gat.reason.text == "Er is in deze kaart nog geen enkele erkende organisatie voor casemanagement bekend."


def test_m1_wie_de_hulp_opstart_blijft_uit_het_team_en_dat_heeft_een_prijs(kaart: Kaart) -> None:
    """Gegeven een man die vrijkomt uit de gevangenis, zonder team, en een CAW dat erkend is en ook kan helpen.

    Als hij begeleiding en een woonst zoekt. Dan is het CAW de casemanager, en helpen de twee andere diensten hem.
    """
    kaart.met(
        aanbod("CAW Dender", "detentie_begeleiding", "woonbegeleiding", target_groups=["gedetineerden"]),
        aanbod("Justitieel Werk", "detentie_begeleiding", sector="justitie", target_groups=["gedetineerden"]),
        aanbod("Woondienst", "woonbegeleiding", sector="lokaal_bestuur", in_="9420 Erpe-Mere"),
        erkend("CAW Dender"),
    )
    hij = {"leeftijd": 41, "groepen": ["gedetineerden"], "noden": ["detentie_begeleiding", "woonbegeleiding"]}
    antwoord = kaart.vraag(persoon(**hij, situatie={"no_team": JA}))
    assert antwoord.wijze == "startkabel"
    assert antwoord.casemanagers == ["CAW Dender"]
    assert antwoord.hulpverleners == ["Justitieel Werk", "Woondienst"]
    prijs = antwoord.antwoord.neutrality
    assert prijs is not None
    assert prijs.gap == 0
    assert prijs.points > 0
    assert prijs.reason.text == "CAW Dender blijft buiten het team om neutraal te kunnen zijn als casemanager"
    assert kaart.vraag(persoon(**hij, situatie=ALLES_GOED)).hulpverleners == ["CAW Dender"]


def test_m1_van_een_hulpverlener_die_alleen_bij_naam_bekend_is_is_neutraliteit_niet_zeker(kaart: Kaart) -> None:
    """Gegeven een team met "Nora", van wie niemand de organisatie kent. Dan is het bureau een keuze, met een vraag."""
    kaart.met(erkend("Bureau Voorbeeld"))
    antwoord = kaart.vraag(
        persoon(
            wordt_geholpen_door=[helpt_al("Nora", "leefloon", op_de_kaart=False)],
            noden=["leefloon"],
            situatie={"goals_not_met": JA},
        )
    )
    (bureau,) = antwoord.antwoord.casemanagement.candidates
    assert (bureau.organisation.name, bureau.neutral.value) == ("Bureau Voorbeeld", "unknown")


def test_m2_een_erkenning_in_een_andere_zone_of_die_geschorst_is_telt_niet(kaart: Kaart) -> None:
    """Gegeven een erkenning in Gent, een geschorste in Aalst en een geldige in Aalst. Dan blijft de laatste over."""
    kaart.met(erkend("Gents Bureau", "gent"), erkend("Geschorst Bureau", suspended=JA), erkend("Aalsters Bureau"))
    antwoord = kaart.vraag(persoon(noden=["leefloon"], situatie={"no_team": JA}))
    assert antwoord.casemanagers == ["Aalsters Bureau"]


def test_m2_een_erkenning_die_vanaf_morgen_geldt_telt_vandaag_nog_niet(kaart: Kaart) -> None:
    """Gegeven een erkenning vanaf 24 november. Dan kan u er op 24 november terecht, en op 23 november niet."""
    kaart.met(erkend("Bureau Voorbeeld", valid_from="2026-11-24"))
    hij = persoon(noden=["leefloon"], situatie={"no_team": JA})
    assert kaart.vraag(hij, op=date(2026, 11, 23)).casemanagers == []
    assert kaart.vraag(hij, op=date(2026, 11, 24)).casemanagers == ["Bureau Voorbeeld"]


def test_m10_in_de_eigen_zone_is_niemand_erkend_dus_staat_de_buurzone_apart(kaart: Kaart) -> None:
    """Gegeven geen erkenning in Regio Aalst en wel een in Dender. Dan staat die onder een eigen kop, met de reden."""
    kaart.met(erkend("Bureau Dender", "dender"))
    antwoord = kaart.vraag(persoon(noden=["leefloon"], situatie={"no_team": JA}))
    voorstel = antwoord.antwoord.casemanagement
    assert antwoord.casemanagers == []
    assert [(een.organisation.name, een.zone) for een in voorstel.elsewhere] == [("Bureau Dender", "dender")]
    assert voorstel.gap is not None
    assert voorstel.gap.reason.text == (
        "Er is in deze kaart geen organisatie bekend die erkend is voor casemanagement in Regio Aalst."
    )


def test_m3_een_man_zonder_enige_hulp_krijgt_een_startkabel(kaart: Kaart) -> None:
    """Gegeven een man in Aalst zonder team en een erkend bureau. Dan is er een startkabel, bij dat bureau."""
    antwoord = kaart.met(erkend("Bureau Voorbeeld")).vraag(persoon(noden=["leefloon"], situatie={"no_team": JA}))
    assert antwoord.wijze == "startkabel"
    assert antwoord.casemanagers == ["Bureau Voorbeeld"]
    assert antwoord.redenen == ["Er is nog geen team rond de persoon."]


def test_m3_een_vrouw_die_overal_geweigerd_wordt_krijgt_een_startkabel(kaart: Kaart) -> None:
    """Gegeven een vrouw met een huisarts, en hulpverleners die niet durven te starten.

    Als niemand klaagt over het team. Dan is er een startkabel, met beide redenen.
    """
    kaart.met(erkend("Bureau Voorbeeld"))
    antwoord = kaart.vraag(
        persoon(
            wordt_geholpen_door=[helpt_al("Dokter Peeters", "huisartsenzorg", op_de_kaart=False)],
            noden=["huisartsenzorg", "ggz_behandeling"],
            situatie={"no_care": JA, "nobody_can_start": JA, "goals_not_met": NEE, "improvement_asked": NEE},
        )
    )
    assert antwoord.wijze == "startkabel"
    assert antwoord.redenen == [
        "De persoon krijgt niet de zorg die nodig is.",
        "Geen enkele hulpverlener kan starten, omdat de situatie te ingewikkeld is.",
    ]
    assert antwoord.open["ggz_behandeling"] == "niemand op de kaart biedt dit aan"


def test_m4_een_team_dat_vastzit_krijgt_procesbegeleiding_van_buiten_het_team(kaart: Kaart) -> None:
    """Gegeven een OCMW en een CAW die al helpen, allebei erkend, en een vrouw die zegt dat het beter moet.

    Dan is er procesbegeleiding, van een bureau dat niet in het team zit.
    """
    kaart.met(
        aanbod("OCMW Aalst Voorbeeld", "leefloon"),
        aanbod("CAW Dender", "woonbegeleiding"),
        erkend("OCMW Aalst Voorbeeld"),
        erkend("CAW Dender"),
        erkend("Bureau Buiten"),
    )
    antwoord = kaart.vraag(
        persoon(
            wordt_geholpen_door=[
                helpt_al("OCMW Aalst Voorbeeld", "leefloon"),
                helpt_al("CAW Dender", "woonbegeleiding"),
            ],
            noden=["leefloon", "woonbegeleiding"],
            situatie={"improvement_asked": JA},
        )
    )
    assert antwoord.wijze == "procesbegeleiding"
    assert antwoord.casemanagers == ["Bureau Buiten"]
    assert antwoord.leden == ["de persoon", "OCMW Aalst Voorbeeld", "CAW Dender"]


def test_m4_een_dochter_zegt_dat_het_team_van_haar_moeder_beter_moet_samenwerken(kaart: Kaart) -> None:
    """Gegeven een team, en een mantelzorger die vraagt om verbetering. Dan komt er procesbegeleiding, met die reden."""
    antwoord = kaart.vraag(
        persoon(
            leeftijd=81,
            wordt_geholpen_door=[helpt_al("Verpleger An", "thuisverpleging", op_de_kaart=False)],
            mantelzorgers=[mantelzorger("dochter Mia")],
            noden=["thuisverpleging"],
            situatie={"improvement_asked": JA, "no_care": JA},
        )
    )
    assert antwoord.wijze == "procesbegeleiding"
    assert antwoord.redenen == [
        "De persoon, de mantelzorger of een hulpverlener zegt dat de samenwerking beter moet.",
        "De persoon krijgt niet de zorg die nodig is.",
    ]


def test_m5_als_alles_loopt_is_er_geen_casemanager_nodig(kaart: Kaart) -> None:
    """Gegeven een team dat zijn doelen haalt. Dan is coördineren genoeg, en wordt niemand voorgesteld."""
    kaart.met(aanbod("OCMW Aalst Voorbeeld", "leefloon"), erkend("Bureau Buiten"))
    antwoord = kaart.vraag(
        persoon(
            wordt_geholpen_door=[helpt_al("OCMW Aalst Voorbeeld", "leefloon")], noden=["leefloon"], situatie=ALLES_GOED
        )
    )
    assert antwoord.wijze == "none"
    assert antwoord.casemanagers == []
    assert antwoord.redenen == [
        "Een casemanager is nu niet nodig. Het team regelt zelf wie de hulp coördineert; "
        "een casemanager is de uitzondering."
    ]


def test_m5_wat_niemand_gevraagd_heeft_wordt_niet_als_nee_gelezen(kaart: Kaart) -> None:
    """Gegeven een man die alleen om een leefloon vraagt. Dan is niet bekend of een casemanager nodig is."""
    antwoord = kaart.met(aanbod("OCMW Aalst Voorbeeld", "leefloon")).vraag(persoon(noden=["leefloon"]))
    assert antwoord.wijze == "unknown"
    assert antwoord.antwoord.casemanagement.decision.to_ask == (
        "no_care",
        "no_team",
        "nobody_can_start",
        "goals_not_met",
        "improvement_asked",
    )


@pytest.mark.parametrize(
    ("vandaag", "ten_laatste"),
    [
        (date(2026, 11, 23), date(2026, 12, 2)),
        (date(2026, 12, 22), date(2027, 1, 4)),  # Kerstmis en Nieuwjaar, telkens een vrijdag, tellen niet
    ],
)
def test_m7_wie_vandaag_vraagt_weet_tegen_wanneer_er_een_antwoord_is(
    kaart: Kaart, vandaag: date, ten_laatste: date
) -> None:
    """Gegeven een vraag op een maandag of vlak voor Kerstmis. Dan is er na zeven werkdagen een antwoord."""
    kaart.met(erkend("Bureau Voorbeeld", valid_until="2027-12-31"))
    antwoord = kaart.vraag(persoon(noden=["leefloon"], situatie={"no_team": JA}), op=vandaag)
    assert antwoord_ten_laatste(antwoord) == ten_laatste
    assert "7 werkdagen" in antwoord.gemeld["M7"]


def test_m11_een_zwangere_vrouw_die_arabisch_spreekt_vindt_eerst_wie_haar_taal_spreekt(kaart: Kaart) -> None:
    """Gegeven drie bureaus: een voor een ander programma, een in het Nederlands, een in het Arabisch.

    Als een vrouw van het perinataal programma er een zoekt. Dan valt het andere programma weg, en komt haar taal eerst.
    """
    kaart.met(
        erkend("Bureau Obesitas", programmes=["childhood_obesity"], languages=["ar"]),
        erkend("Bureau Nederlands", programmes=["perinatal"], languages=["nl"]),
        erkend("Bureau Arabisch", programmes=["perinatal"], languages=["ar", "nl"]),
    )
    antwoord = kaart.vraag(
        persoon(programma="perinatal", talen=["ar"], noden=["kraamzorg"], situatie={"no_team": JA}),
    )
    assert antwoord.casemanagers == ["Bureau Arabisch", "Bureau Nederlands"]


def test_m12_een_casemanager_werk_van_een_ander_decreet_is_geen_casemanager(kaart: Kaart) -> None:
    """Gegeven een organisatie die erkend is als "casemanager Werk". Dan wordt zij niet genoemd, en staat er waarom."""
    kaart.met(erkend("Werk en Zorg Bureau", voor="casemanager_werk"))
    antwoord = kaart.vraag(persoon(noden=["werk_zoeken"], situatie={"no_team": JA}))
    assert antwoord.casemanagers == []
    assert antwoord.gemeld["M12"] == (
        "Een ‘casemanager Zorg’ of ‘casemanager Werk’ in een traject voor werk en zorg is iets anders."
    )
