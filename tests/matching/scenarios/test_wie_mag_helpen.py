"""Verhalen over wie mag helpen: plaats, leeftijd, doelgroep, budget, toegang (E1-E8, L2)."""

from __future__ import annotations

from datetime import date

import pytest

from matching.policy import TeamPolicy
from tests.matching.scenarios.verhaal import JA, NEE, VANDAAG, Kaart, aanbod, erkend, persoon


def test_e1_waar_een_erkenning_nodig_is_helpt_niet_wie_ze_gisteren_verloor(kaart: Kaart, beleid: TeamPolicy) -> None:
    """Gegeven regels die voor woonzorg een erkenning vragen, en drie huizen: erkend, tot gisteren erkend, niet bekend.

    Als een vrouw van 84 in Aalst een huis zoekt. Dan is het erkende huis het voorstel. Wil zij dat niet, dan blijft
    alleen het huis over waarvan niemand het weet, met de vraag erbij.
    """
    kaart.met(
        aanbod("De Linde", "woonzorg"),
        erkend("De Linde", voor="woonzorg"),
        aanbod("De Beuk", "woonzorg"),
        erkend("De Beuk", voor="woonzorg", valid_until="2026-11-22"),
        aanbod("De Eik", "woonzorg", in_="9308 Aalst"),
    )
    regels = beleid.eligibility.model_copy(update={"recognitions": {"woonzorg": "woonzorg"}})
    loket = kaart.volgens(TeamPolicy(regels, beleid.weights, beleid.coordinator))
    antwoord = loket.vraag(persoon(leeftijd=84, noden=["woonzorg"]))
    assert antwoord.hulpverleners == ["De Linde"]
    anders = loket.vraag(persoon(leeftijd=84, noden=["woonzorg"], wil_niet=["De Linde"]))
    assert anders.hulpverleners == ["De Eik"]
    assert anders.na_te_vragen("De Eik") == ["E1"]


def test_e2_op_de_taalgrens_telt_het_werkgebied_en_niet_de_afstand(kaart: Kaart) -> None:
    """Gegeven een vrouw in Ronse, een voedselbank dichtbij in Maarkedal die daar niet komt, en een verre die er komt.

    Als zij voedselhulp zoekt. Dan is de verre het voorstel.
    """
    kaart.met(
        aanbod("Voedselbank Maarkedal", "voedselhulp", in_="9680 Maarkedal", werkt_in=("Maarkedal",)),
        aanbod("Voedselbank Oudenaarde", "voedselhulp", in_="9700 Oudenaarde", werkt_in=("Oudenaarde", "Ronse")),
    )
    antwoord = kaart.vraag(persoon(woont_in="9600 Ronse", noden=["voedselhulp"]))
    assert antwoord.hulpverleners == ["Voedselbank Oudenaarde"]


def test_e2_wie_alleen_over_de_gemeentegrens_hulp_vindt_hoort_waarom_die_niet_kan(kaart: Kaart) -> None:
    """Gegeven een man in Ronse en maar een voedselbank, die in Maarkedal werkt en daar alleen.

    Als hij voedselhulp zoekt. Dan blijft de nood open, met de reden en met de dienst die er het dichtst bij komt.
    """
    kaart.met(aanbod("Voedselbank Maarkedal", "voedselhulp", in_="9680 Maarkedal", werkt_in=("Maarkedal",)))
    antwoord = kaart.vraag(persoon(woont_in="9600 Ronse", noden=["voedselhulp"]))
    assert antwoord.hulpverleners == []
    assert antwoord.open["voedselhulp"].endswith("(1 keer: werkt niet in uw gemeente)")
    dichtst = antwoord.gat("voedselhulp").nearest_miss
    assert dichtst is not None
    assert dichtst.offer.name == "Voedselbank Maarkedal"
    assert dichtst.distance_km is not None
    assert dichtst.distance_km < 10


def test_e2_in_brussel_helpt_wie_voor_de_brusselse_zone_werkt_en_niet_wie_in_halle_blijft(kaart: Kaart) -> None:
    """Gegeven een vrouw in 1000 Brussel, een dienst voor heel BruZEL en een dienst die alleen in Halle werkt.

    Als zij iemand zoekt voor haar papieren. Dan is de dienst voor BruZEL het voorstel.
    """
    kaart.met(
        aanbod("Dienst voor Brussel", "administratieve_hulp", in_="1070 Anderlecht", area={"zones": ["bruzel"]}),
        aanbod("Dienst in Halle", "administratieve_hulp", in_="1500 Halle", werkt_in=("Halle",)),
    )
    antwoord = kaart.vraag(persoon(woont_in="1000 Brussel", noden=["administratieve_hulp"]))
    assert antwoord.hulpverleners == ["Dienst voor Brussel"]
    assert antwoord.na_te_vragen("Dienst voor Brussel") == []


def test_e2_wie_alleen_antwerpen_zegt_krijgt_een_dienst_van_een_zone_met_de_vraag_erbij(kaart: Kaart) -> None:
    """Gegeven een dienst die alleen in de zone Antwerpen-Centrum werkt.

    Als iemand "Antwerpen" zegt. Dan is niet bekend of de dienst er komt, en dat staat erbij. Wie 2060 zegt, weet het.
    """
    kaart.met(aanbod("Wijkwerking", "sociaal_contact", in_="2060 Antwerpen", area={"zones": ["antwerpen-centrum"]}))
    stad = kaart.vraag(persoon(woont_in="Antwerpen", noden=["sociaal_contact"]))
    wijk = kaart.vraag(persoon(woont_in="2060 Antwerpen", noden=["sociaal_contact"]))
    assert stad.na_te_vragen("Wijkwerking") == ["E2"]
    assert wijk.na_te_vragen("Wijkwerking") == []


def test_e2_een_dienst_die_haar_werkgebied_niet_zegt_valt_niet_weg(kaart: Kaart) -> None:
    """Gegeven een dienst waarvan niemand het werkgebied kent. Dan blijft ze een voorstel, en wordt het nagevraagd."""
    kaart.met(aanbod("De Stille", "leefloon", werkt_in=None))
    antwoord = kaart.vraag(persoon(noden=["leefloon"]))
    assert antwoord.hulpverleners == ["De Stille"]
    reden = antwoord.lid("De Stille").unknown[0]
    assert reden == ("E2", "niet bekend of zij in uw gemeente werken; vraag dit na")


@pytest.mark.parametrize(
    ("eerder_erkend", "hulp", "na_te_vragen"),
    [(JA, ["De Ster"], []), (NEE, [], []), ("unknown", ["De Ster"], ["E3"])],
)
def test_e3_wie_66_is_kan_bij_het_vaph_terecht_als_de_erkenning_van_voor_65_is(
    kaart: Kaart, eerder_erkend: str, hulp: list[str], na_te_vragen: list[str]
) -> None:
    """Gegeven een man van 66 in Aalst, en begeleiding van het VAPH die "tot 65" zegt.

    Als hij al erkend was, dan kan hij er terecht. Was hij dat niet, dan niet. Is dat niet bekend, dan staat dat erbij.
    """
    kaart.met(aanbod("De Ster", "handicap_begeleiding", sector="handicap", leeftijd=(18, 64)))
    antwoord = kaart.vraag(
        persoon(geboren="1960-05-04", eerder_erkend_door_vaph=eerder_erkend, noden=["handicap_begeleiding"])
    )
    assert antwoord.hulpverleners == hulp
    assert [code for naam in hulp for code in antwoord.na_te_vragen(naam)] == na_te_vragen


def test_e3_de_dag_voor_de_65ste_verjaardag_kan_een_eerste_aanvraag_nog(kaart: Kaart) -> None:
    """Gegeven een vrouw zonder erkenning die op 24 november 65 wordt. Dan kan het vandaag nog, en morgen niet meer."""
    kaart.met(aanbod("De Ster", "handicap_begeleiding", sector="handicap", leeftijd=(18, None)))
    zij = persoon(geboren="1961-11-24", eerder_erkend_door_vaph=NEE, noden=["handicap_begeleiding"])
    assert kaart.vraag(zij, op=VANDAAG).hulpverleners == ["De Ster"]
    assert (
        kaart.vraag(zij, op=date(2026, 11, 24))
        .open["handicap_begeleiding"]
        .endswith("(1 keer: is er niet voor deze leeftijd)")
    )


def test_e4_een_man_zonder_budget_krijgt_geen_dienst_die_een_pvb_vraagt(kaart: Kaart) -> None:
    """Gegeven een dienst voor wie een PVB heeft, en rechtstreeks toegankelijke hulp.

    Als een man zegt dat hij geen budget heeft. Dan krijgt hij de rechtstreeks toegankelijke hulp.
    """
    kaart.met(
        aanbod("Met budget", "handicap_begeleiding", sector="handicap", budgets=["pvb"]),
        aanbod("Zonder budget", "handicap_begeleiding", sector="handicap", in_="9420 Erpe-Mere", budgets=["rth"]),
    )
    antwoord = kaart.vraag(persoon(budgetten=["none"], noden=["handicap_begeleiding"]))
    assert antwoord.hulpverleners == ["Zonder budget"]


def test_e4_een_vluchteling_vindt_een_buddy_van_een_werking_voor_nieuwkomers(kaart: Kaart) -> None:
    """Gegeven een werking voor nieuwkomers en een voor mensen met een psychische kwetsbaarheid.

    Als iemand zegt dat hij nieuwkomer is. Dan is alleen de eerste een voorstel, ook als hij die niet wil.
    """
    kaart.met(
        aanbod("Samen Wegwijs", "buddy", sector="integratie", target_groups=["nieuwkomers"]),
        aanbod("Samen Sterk", "buddy", sector="geestelijke_gezondheid", target_groups=["psychische_kwetsbaarheid"]),
    )
    hij = {"groepen": ["nieuwkomers"], "noden": ["buddy"]}
    assert kaart.vraag(persoon(**hij)).hulpverleners == ["Samen Wegwijs"]
    zonder = kaart.vraag(persoon(**hij, wil_niet=["Samen Wegwijs"]))
    assert zonder.gat("buddy").lost == {"E7": 1, "E4": 1}


def test_l2_een_vrouw_met_een_pvb_gebruikt_het_in_elke_sector(kaart: Kaart) -> None:
    """Gegeven een vrouw met een PVB die hulp thuis zoekt en iets om te doen.

    Als gezinszorg en een sportclub een ander budget vragen. Dan staat haar PVB dat niet in de weg.
    """
    kaart.met(
        aanbod("Thuis Best", "gezinszorg", sector="thuiszorg", budgets=["zorgbudget_zorgbehoevend"]),
        aanbod("Sport voor Elk", "sport", sector="vrije_tijd", budgets=["zorgbudget_handicap"]),
    )
    antwoord = kaart.vraag(persoon(budgetten=["pvb"], noden=["gezinszorg", "sport"]))
    assert antwoord.hulpverleners == ["Sport voor Elk", "Thuis Best"]
    assert antwoord.open == {}


def test_l2_naast_een_pvb_blijft_rth_een_voorstel_met_een_opmerking(kaart: Kaart) -> None:
    """Gegeven een vrouw met een PVB en alleen rechtstreeks toegankelijke hulp. Dan staat de dienst er, met "let op"."""
    kaart.met(aanbod("De Ster", "handicap_begeleiding", sector="handicap", budgets=["rth"]))
    antwoord = kaart.vraag(persoon(budgetten=["pvb"], noden=["handicap_begeleiding"]))
    assert antwoord.hulpverleners == ["De Ster"]
    assert antwoord.let_op("De Ster") == [
        "let op: rechtstreeks toegankelijke hulp (RTH) gaat meestal niet samen met een PVB of PAB; vraag dit na"
    ]


def test_e5_overal_een_opnamestop_laat_de_nood_open_en_zegt_hoeveel_diensten_vol_zijn(kaart: Kaart) -> None:
    """Gegeven drie diensten voor geestelijke gezondheid in Aalst die niemand nieuw aannemen.

    Als een man van 40 behandeling zoekt. Dan blijft zijn nood open, en staat er dat de drie vol zitten.
    """
    kaart.met(*(aanbod(naam, "ggz_behandeling", intake_stop="yes") for naam in ("Noord", "Midden", "Zuid")))
    antwoord = kaart.vraag(persoon(leeftijd=40, noden=["ggz_behandeling"]))
    assert antwoord.open["ggz_behandeling"] == (
        "van de 3 diensten die dit doen, past er geen (3 keer: neemt nu niemand nieuw aan)"
    )


def test_e5_een_opnamestop_tot_vandaag_is_morgen_voorbij(kaart: Kaart) -> None:
    """Gegeven een stop tot en met 23 november. Dan kan het op 23 november niet, en op 24 november wel."""
    kaart.met(aanbod("Noord", "ggz_behandeling", intake_stop="yes", intake_stop_until="2026-11-23"))
    hij = persoon(noden=["ggz_behandeling"])
    assert kaart.vraag(hij, op=date(2026, 11, 23)).hulpverleners == []
    assert kaart.vraag(hij, op=date(2026, 11, 24)).hulpverleners == ["Noord"]


def test_e6_een_doorverwijzing_die_niemand_kan_geven_sluit_de_deur(kaart: Kaart) -> None:
    """Gegeven mobiele hulp na doorverwijzing van een huisarts.

    Als de vrouw zo'n doorverwijzing heeft, dan kan het. Heeft zij er zeker geen, dan niet. Wie verwijst, staat erbij.
    """
    kaart.met(aanbod("Mobiel Team", "ggz_mobiel", access="referral", referral_by=["huisarts"], modes=["home"]))
    zij = {"noden": ["ggz_mobiel"]}
    antwoord = kaart.vraag(persoon(**zij, doorverwijzing=JA))
    assert antwoord.hulpverleners == ["Mobiel Team"]
    assert antwoord.let_op("Mobiel Team") == ["u hebt een doorverwijzing nodig (van: huisarts)"]
    assert "komt aan huis; ligt op minder dan 1 km" in antwoord.waarom("Mobiel Team")
    assert (
        kaart.vraag(persoon(**zij, doorverwijzing=NEE))
        .open["ggz_mobiel"]
        .endswith("(1 keer: vraagt een doorverwijzing of beslissing die er niet is)")
    )


def test_e8_een_sportclub_die_mensen_leert_wonen_is_een_vraag_en_geen_weigering(kaart: Kaart) -> None:
    """Gegeven een sportclub die zegt dat zij mensen begeleidt bij het wonen. Dan staat zij er, met een opmerking."""
    kaart.met(aanbod("Sportclub", "woonbegeleiding", sector="vrije_tijd"))
    antwoord = kaart.vraag(persoon(noden=["woonbegeleiding"]))
    assert antwoord.hulpverleners == ["Sportclub"]
    assert antwoord.let_op("Sportclub") == [
        "let op: deze sector is ongewoon voor dit deel van het leven; vraag na of dit past"
    ]
