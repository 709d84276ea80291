"""Verhalen over kiezen: de persoon kiest en weigert, wie al helpt blijft, en de zorgladder (E7, E9, L9)."""

from __future__ import annotations

import pytest

from tests.matching.scenarios.verhaal import JA, NEE, Kaart, aanbod, helpt_al, mantelzorger, nood, persoon

TWAALF = (
    "leefloon",
    "schuldhulp",
    "voedselhulp",
    "huisartsenzorg",
    "thuisverpleging",
    "gezinszorg",
    "ggz_behandeling",
    "woonbegeleiding",
    "werk_zoeken",
    "sport",
    "juridisch_advies",
    "nederlands_leren",
)


@pytest.fixture
def twee_diensten(kaart: Kaart) -> Kaart:
    """Een kaart met een dienst dichtbij in Aalst en een verre in Ninove, die allebei in Aalst werken."""
    return kaart.met(aanbod("Dichtbij", "schuldhulp"), aanbod("Veraf", "schuldhulp", in_="9400 Ninove"))


def test_e7_wie_de_dienst_van_de_buurt_niet_wil_krijgt_de_volgende(twee_diensten: Kaart) -> None:
    """Gegeven een vrouw die de dienst dichtbij kent en er niet meer heen wil. Dan is de verre het voorstel."""
    assert twee_diensten.vraag(persoon(noden=["schuldhulp"])).hulpverleners == ["Dichtbij"]
    antwoord = twee_diensten.vraag(persoon(noden=["schuldhulp"], wil_niet=["Dichtbij"]))
    assert antwoord.hulpverleners == ["Veraf"]
    assert "buiten uw eerstelijnszone: 10 punten" in antwoord.waarom("Veraf")


def test_e7_wie_alles_weigert_krijgt_een_eerlijk_leeg_voorstel(twee_diensten: Kaart) -> None:
    """Gegeven een man die geen van beide diensten wil. Dan blijft de nood open, en staat er dat hij het zelf koos."""
    antwoord = twee_diensten.vraag(persoon(noden=["schuldhulp"], wil_niet=["Dichtbij", "Veraf"]))
    assert antwoord.leden == ["de persoon"]
    assert antwoord.open["schuldhulp"] == (
        "van de 2 diensten die dit doen, past er geen (2 keer: u wilt deze dienst niet)"
    )
    assert antwoord.gat("schuldhulp").nearest_miss is None


def test_l9_de_persoon_kiest_de_verre_dienst_en_die_helpt_dan_ook(twee_diensten: Kaart) -> None:
    """Gegeven een man die de verre dienst vertrouwt. Als hij die kiest. Dan helpt die, en komt er niemand bij."""
    antwoord = twee_diensten.vraag(persoon(noden=["schuldhulp"], kiest=["Veraf"]))
    assert antwoord.hulpverleners == ["Veraf"]
    assert "u koos deze dienst" in antwoord.waarom("Veraf")


def test_wie_een_dienst_een_dorp_verder_kiest_hoeft_geen_tweede_dienst_te_zien(twee_diensten: Kaart) -> None:
    """Gegeven een dienst in Aalst en een in Erpe-Mere. Als de vrouw die in Erpe-Mere kiest. Dan helpt alleen die."""
    twee_diensten.met(aanbod("Dorp Verder", "schuldhulp", in_="9420 Erpe-Mere"))
    antwoord = twee_diensten.vraag(persoon(noden=["schuldhulp"], kiest=["Dorp Verder"]))
    assert antwoord.hulpverleners == ["Dorp Verder"]
    assert antwoord.helpt_met("Dorp Verder") == ["schuldhulp"]


def test_een_keuze_die_niet_kan_wordt_gezegd_en_niet_stil_vergeten(kaart: Kaart) -> None:
    """Gegeven een dienst die alleen in Ninove werkt. Als iemand in Aalst die kiest. Dan staat er dat het niet kan."""
    kaart.met(aanbod("Ninoofse Dienst", "schuldhulp", in_="9400 Ninove", werkt_in=("Ninove",)))
    antwoord = kaart.vraag(persoon(noden=["schuldhulp"], kiest=["Ninoofse Dienst"]))
    (keuze,) = antwoord.antwoord.proposal.unmet_pins
    assert keuze.pin == "x:ninoofse-dienst"
    assert (keuze.reason.code, keuze.reason.text) == ("E2", "werkt niet in uw gemeente")
    assert antwoord.open.keys() == {"schuldhulp"}


def test_e9_wie_al_helpt_blijft_ook_met_een_opnamestop(kaart: Kaart) -> None:
    """Gegeven een dienst die iemand al begeleidt en niemand nieuw aanneemt, en een nieuwe dienst die open is.

    Dan blijft de dienst die al helpt. Wil de vrouw haar niet meer, dan komt de nieuwe.
    """
    kaart.met(aanbod("Al Jaren", "ggz_behandeling", intake_stop="yes"), aanbod("Nieuw", "ggz_behandeling"))
    zij = {"noden": ["ggz_behandeling"], "wordt_geholpen_door": [helpt_al("Al Jaren", "ggz_behandeling")]}
    antwoord = kaart.vraag(persoon(**zij))
    assert antwoord.leden == ["de persoon", "Al Jaren"]
    assert antwoord.waarom("Al Jaren")[0] == "helpt al en blijft helpen"
    assert antwoord.team.points == 0
    anders = kaart.vraag(persoon(**zij, wil_niet=["Al Jaren"]))
    assert anders.leden == ["de persoon", "Nieuw"]


def test_e9_wie_al_bij_een_dienst_komt_blijft_daar_ook_als_hij_niet_zegt_waarvoor(kaart: Kaart) -> None:
    """Gegeven een dienst met een opnamestop, die in Ninove alleen voor Ninove werkt, en een nieuwe dienst.

    Als een man zegt dat hij daar al komt. Dan blijft hij er, en komt de nieuwe er niet bij.
    """
    kaart.met(
        aanbod("Al Jaren", "ggz_behandeling", in_="9400 Ninove", werkt_in=("Ninove",), intake_stop="yes"),
        aanbod("Nieuw", "ggz_behandeling"),
    )
    komt_er = kaart.vraag(persoon(noden=["ggz_behandeling"], wordt_geholpen_door=[{"offer": "x:al-jaren-dienst"}]))
    assert komt_er.leden == ["de persoon", "Al Jaren"]
    assert komt_er.helpt_met("Al Jaren") == ["ggz_behandeling"]
    assert kaart.vraag(persoon(noden=["ggz_behandeling"])).hulpverleners == ["Nieuw"]


def test_e9_een_andere_dienst_van_wie_al_helpt_volgt_de_gewone_regels(kaart: Kaart) -> None:
    """Gegeven een OCMW dat al een leefloon geeft en voor schulden vol zit. Dan blijven de schulden open."""
    kaart.met(aanbod("OCMW Voorbeeld", "schuldhulp", intake_stop="yes"))
    antwoord = kaart.vraag(
        persoon(noden=["leefloon", "schuldhulp"], wordt_geholpen_door=[helpt_al("OCMW Voorbeeld", "leefloon")])
    )
    assert antwoord.helpt_met("OCMW Voorbeeld") == ["leefloon"]
    assert antwoord.open.keys() == {"schuldhulp"}


def test_l9_eerst_de_buurt_als_de_persoon_dat_liefst_heeft(kaart: Kaart) -> None:
    """Gegeven een zelfhulpgroep in Ninove en een gespecialiseerde dienst dichtbij, voor wie lotgenoten zoekt.

    Als de vrouw niets zegt, dan telt de afstand. Wil zij liefst eerst haar eigen omgeving, dan is de groep eerst.
    """
    kaart.met(
        aanbod("Zelfhulpgroep", "lotgenoten", sector="vrijwilligers", in_="9400 Ninove", line=0),
        aanbod("Centrum", "lotgenoten", sector="geestelijke_gezondheid", line=2),
    )
    assert kaart.vraag(persoon(noden=["lotgenoten"])).hulpverleners == ["Centrum"]
    liefst = persoon(noden=["lotgenoten"], liefst="informal_first")
    assert kaart.vraag(liefst).hulpverleners == ["Zelfhulpgroep"]


def test_l9_de_zorgladder_weegt_maar_laat_nooit_iemand_weg(kaart: Kaart) -> None:
    """Gegeven alleen een universitair centrum. Dan is dat het voorstel, met wat het kost op de zorgladder."""
    kaart.met(aanbod("Referentiecentrum", "ggz_behandeling", sector="geestelijke_gezondheid", line=3))
    antwoord = kaart.vraag(persoon(noden=["ggz_behandeling"], liefst="informal_first"))
    assert antwoord.hulpverleners == ["Referentiecentrum"]
    assert "plaats op de zorgladder: 60 punten" in antwoord.waarom("Referentiecentrum")


def test_een_vluchteling_die_arabisch_spreekt_gaat_wat_verder_naar_wie_zijn_taal_spreekt(kaart: Kaart) -> None:
    """Gegeven een dienst in Aalst in het Nederlands, en een in Moorsel die ook Arabisch spreekt.

    Als een man die alleen Arabisch spreekt hulp met papieren zoekt. Dan gaat hij naar Moorsel. Is daar niemand, dan
    blijft de eerste een voorstel, en staat er dat een gemeenschappelijke taal niet bekend is.
    """
    kaart.met(
        aanbod("Nederlands Loket", "administratieve_hulp"),
        aanbod("Meertalig Loket", "administratieve_hulp", in_="9310 Aalst", languages=["nl", "ar"]),
    )
    hij = {"talen": ["ar"], "noden": ["administratieve_hulp"]}
    assert kaart.vraag(persoon(**hij)).hulpverleners == ["Meertalig Loket"]
    zonder = kaart.vraag(persoon(**hij, wil_niet=["Meertalig Loket"]))
    assert "geen gemeenschappelijke taal bekend: 25 punten" in zonder.waarom("Nederlands Loket")


def test_een_man_met_twaalf_noden_krijgt_elke_nood_een_keer_en_zo_weinig_mensen_als_kan(kaart: Kaart) -> None:
    """Gegeven voor elke nood een eigen dienst, en een sociaal huis dat er vier tegelijk doet.

    Dan doet het sociaal huis die vier, doen acht andere de rest, en staat geen enkele nood bij twee mensen.
    """
    kaart.met(
        *(aanbod(f"Dienst {functie}", functie) for functie in TWAALF),
        aanbod("Sociaal Huis", *TWAALF[:4], in_="9308 Aalst"),
    )
    antwoord = kaart.vraag(persoon(noden=[nood(functie, 3) for functie in TWAALF]))
    assert antwoord.helpt_met("Sociaal Huis") == sorted(TWAALF[:4])
    assert len(antwoord.hulpverleners) == 9
    assert sorted(functie for lid in antwoord.team.members for functie in lid.serves) == sorted(TWAALF)
    assert antwoord.open == {}


def test_een_dringende_nood_kan_minder_wachten_dan_een_lichte(kaart: Kaart) -> None:
    """Gegeven acht weken wachten in Aalst en geen in Ninove. Dan wacht alleen wie kan wachten."""
    kaart.met(
        aanbod("Traag", "psychologische_hulp", wachten=8),
        aanbod("Snel", "psychologische_hulp", in_="9400 Ninove"),
    )
    licht, dringend = (persoon(noden=[nood("psychologische_hulp", ernst)]) for ernst in (1, 3))
    assert kaart.vraag(licht).hulpverleners == ["Traag"]
    assert kaart.vraag(dringend).hulpverleners == ["Snel"]
    assert "wachttijd ongeveer 8 weken (op 1 november 2026)" in kaart.vraag(licht).waarom("Traag")


def test_een_buurvrouw_die_kookt_maakt_maaltijden_van_een_dienst_overbodig(kaart: Kaart) -> None:
    """Gegeven een dienst die maaltijden brengt, en een buurvrouw die al kookt. Dan komt de dienst er niet bij."""
    kaart.met(aanbod("Warm Aan Huis", "maaltijden", modes=["home"]))
    alleen = kaart.vraag(persoon(leeftijd=88, noden=["maaltijden"]))
    samen = kaart.vraag(
        persoon(leeftijd=88, noden=["maaltijden"], mantelzorgers=[mantelzorger("buurvrouw", "maaltijden")])
    )
    assert alleen.hulpverleners == ["Warm Aan Huis"]
    assert samen.hulpverleners == []
    assert samen.helpt_met("buurvrouw") == ["maaltijden"]


def test_van_een_dienst_waarvan_niemand_iets_weet_staat_er_wat_na_te_vragen_is(kaart: Kaart) -> None:
    """Gegeven een vereniging waarvan alleen de naam bekend is. Dan is zij een voorstel, met alle vragen erbij."""
    kaart.met(
        aanbod(
            "De Onbekende",
            "voedselhulp",
            werkt_in=None,
            sector=None,
            wachten=None,
            leeftijd=None,
            target_groups=None,
            budgets=None,
            access=None,
            intake_stop="unknown",
            languages=None,
        )
    )
    antwoord = kaart.vraag(persoon(noden=["voedselhulp"]))
    assert antwoord.hulpverleners == ["De Onbekende"]
    assert antwoord.na_te_vragen("De Onbekende") == ["E2", "E3", "E4", "E5", "E6", "E8"]
    assert "wachttijd niet bekend; vraag dit na" in antwoord.waarom("De Onbekende")


def test_een_tweede_team_deelt_hoogstens_de_helft_van_de_nieuwe_mensen(kaart: Kaart) -> None:
    """Gegeven voor twee noden telkens drie diensten. Dan is er een echte keuze: in elk team staat iemand anders."""
    kaart.met(
        *(aanbod(f"Schuld {naam}", "schuldhulp") for naam in ("een", "twee", "drie")),
        *(aanbod(f"Woon {naam}", "woonbegeleiding") for naam in ("een", "twee", "drie")),
    )
    antwoord = kaart.vraag(persoon(noden=["schuldhulp", "woonbegeleiding"], coordineert_zelf=JA, teams=3))
    teams = [{lid.seat.name for lid in team.members} - {"de persoon"} for team in antwoord.antwoord.proposal.teams]
    assert [len(team) for team in teams] == [2, 2, 2]
    assert all(len(een & ander) <= 1 for een in teams for ander in teams if een is not ander)
    assert all(not team.gaps for team in antwoord.antwoord.proposal.teams)


def test_wie_niet_zelf_coordineert_en_geen_team_heeft_hoort_dat_er_niemand_is(kaart: Kaart) -> None:
    """Gegeven een lege kaart en een man die niet wil coördineren. Dan blijft alles open, ook de coördinatie."""
    antwoord = kaart.vraag(persoon(noden=["leefloon"], coordineert_zelf=NEE))
    assert antwoord.coordinator is None
    assert antwoord.open.keys() == {"leefloon", "zorgcoordinatie"}
    assert antwoord.open["leefloon"] == "niemand op de kaart biedt dit aan"
