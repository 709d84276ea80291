"""Verhalen over een gezin: een nood van een kind volgt zijn leeftijd (E3, E4), en het Huis van het Kind (H3)."""

from __future__ import annotations

import pytest

from tests.matching.scenarios.verhaal import Kaart, aanbod, nood, persoon


@pytest.fixture
def huis(kaart: Kaart) -> Kaart:
    """Een kaart met een Huis van het Kind, voor ouders en voor kinderen tot 12 jaar, en een CAW voor volwassenen."""
    return kaart.met(
        aanbod(
            "Huis van het Kind Voorbeeld",
            "opvoedingsondersteuning",
            sector="gezin_en_kind",
            soort="huis_van_het_kind",
            leeftijd=(0, 12),
        ),
        aanbod("CAW Voorbeeld", "woonbegeleiding", leeftijd=(18, None)),
    )


def test_e3_h3_een_moeder_en_haar_kind_van_3_krijgen_elk_een_dienst_voor_hun_leeftijd(huis: Kaart) -> None:
    """Gegeven een moeder van 34 die woonbegeleiding zoekt, en hulp bij het opvoeden van haar kind van 3.

    Dan helpt het CAW haar en het Huis van het Kind haar kind. Zonder de leeftijd van het kind zou zij te oud zijn.
    """
    voor_het_kind = nood("opvoedingsondersteuning", leeftijd_van_wie=3)
    antwoord = huis.vraag(persoon(leeftijd=34, noden=[voor_het_kind, nood("woonbegeleiding")]))
    assert antwoord.hulpverleners == ["CAW Voorbeeld", "Huis van het Kind Voorbeeld"]
    assert antwoord.open == {}
    zonder = huis.vraag(persoon(leeftijd=34, noden=["opvoedingsondersteuning", "woonbegeleiding"]))
    assert zonder.open["opvoedingsondersteuning"].endswith("(1 keer: is er niet voor deze leeftijd)")


@pytest.mark.parametrize(("leeftijd", "welkom"), [(11, True), (12, True), (13, False)])
def test_h3_een_huis_van_het_kind_is_er_tot_en_met_12_jaar(huis: Kaart, leeftijd: int, welkom: bool) -> None:
    """Gegeven een gezin met een kind van 11, 12 of 13. Dan is het kind tot en met 12 welkom."""
    voor_het_kind = nood("opvoedingsondersteuning", leeftijd_van_wie=leeftijd)
    antwoord = huis.vraag(persoon(leeftijd=40, noden=[voor_het_kind]))
    assert antwoord.hulpverleners == (["Huis van het Kind Voorbeeld"] if welkom else [])


def test_e3_de_nood_van_een_kind_maakt_de_moeder_zelf_niet_jonger(huis: Kaart) -> None:
    """Gegeven een jonge moeder van 17 met een kind van 1. Dan is het CAW voor haar nog niets, om haar leeftijd."""
    voor_het_kind = nood("opvoedingsondersteuning", leeftijd_van_wie=1)
    antwoord = huis.vraag(persoon(leeftijd=17, noden=[voor_het_kind, nood("woonbegeleiding")]))
    assert antwoord.hulpverleners == ["Huis van het Kind Voorbeeld"]
    assert antwoord.gat("woonbegeleiding").lost == {"E3": 1}


def test_e4_een_dienst_voor_kinderen_is_er_voor_de_nood_van_het_kind_en_niet_voor_die_van_de_moeder(
    kaart: Kaart,
) -> None:
    """Gegeven een werking die "kinderen" als doelgroep heeft en twee dingen doet.

    Als een vader van 41 huiswerkhulp voor zijn kind van 9 zoekt, en sport voor zichzelf. Dan krijgt alleen het kind
    er hulp, en blijft zijn eigen nood open om de doelgroep.
    """
    kaart.met(aanbod("Kinderwerking", "huiswerkhulp", "sport", sector="vrije_tijd", target_groups=["kinderen"]))
    antwoord = kaart.vraag(persoon(leeftijd=41, noden=[nood("huiswerkhulp", leeftijd_van_wie=9), nood("sport")]))
    assert antwoord.helpt_met("Kinderwerking") == ["huiswerkhulp"]
    assert antwoord.gat("sport").lost == {"E4": 1}


def test_e3_van_een_grootmoeder_van_66_met_een_kleinkind_van_8_telt_de_grens_van_65_alleen_voor_haar(
    kaart: Kaart,
) -> None:
    """Gegeven begeleiding van het VAPH, een vrouw van 66 zonder eerdere erkenning, en haar kleinkind van 8.

    Als de begeleiding voor het kleinkind is. Dan kan het. Is zij voor haarzelf, dan niet.
    """
    kaart.met(aanbod("De Ster", "handicap_begeleiding", sector="handicap"))
    zij = {"leeftijd": 66, "eerder_erkend_door_vaph": "no"}
    kleinkind = kaart.vraag(persoon(**zij, noden=[nood("handicap_begeleiding", leeftijd_van_wie=8)]))
    zelf = kaart.vraag(persoon(**zij, noden=["handicap_begeleiding"]))
    assert kleinkind.hulpverleners == ["De Ster"]
    assert zelf.hulpverleners == []
