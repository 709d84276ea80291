"""Verhalen over het perinataal programma: wie zwanger is, of een jong kind heeft (P1-P8)."""

from __future__ import annotations

from datetime import date

import pytest

from matching.perinatal import ActivityAdvice, Indicators, PerinatalAdvice
from tests.matching.scenarios.verhaal import JA, NEE, VANDAAG, Kaart, Rij, aanbod, erkend, persoon

GEEN: Rij = dict.fromkeys(Indicators.model_fields, NEE)
"""Op elke vraag naar een kwetsbaarheid is het antwoord nee."""


def advies(kaart: Kaart, op: date = VANDAAG, **gezegd: object) -> PerinatalAdvice:
    """Wat het programma zegt aan wie 24 weken zwanger is, of aan wie een kind met die geboortedatum heeft."""
    vraag = gezegd if "child_birth_date" in gezegd else {"weeks": 24} | gezegd
    gevonden = kaart.vraag(persoon(leeftijd=27, noden=["zwangerschapsopvolging"], perinataal=vraag), op).antwoord
    assert gevonden.perinatal is not None
    return gevonden.perinatal


def activiteit(gevonden: PerinatalAdvice, id_: str) -> ActivityAdvice:
    return next(een for een in gevonden.activities if een.id == id_)


def is_er_voor_haar(gevonden: PerinatalAdvice) -> set[str]:
    return {een.id for een in gevonden.activities if een.applies.value == JA}


def wie_doet(gevonden: PerinatalAdvice, id_: str, rol: str) -> list[str]:
    return [een.actor.name for een in activiteit(gevonden, id_).links if een.role == rol]


def test_p1_p2_een_vrouw_zonder_kwetsbaarheden_zit_in_scenario_0_en_krijgt_de_gewone_zorg(kaart: Kaart) -> None:
    """Gegeven een vrouw die op de acht vragen nee antwoordt. Dan is er geen adviesgesprek en geen coördinatie."""
    gevonden = advies(kaart, indicators=GEEN)
    assert len(GEEN) == 8
    assert gevonden.scenario.scenario == "0"
    assert is_er_voor_haar(gevonden) == {"screening", "universeel"}


@pytest.mark.parametrize("kwetsbaarheid", list(Indicators.model_fields))
def test_p1_p2_een_enkele_kwetsbaarheid_is_scenario_a_welke_het_ook_is(kaart: Kaart, kwetsbaarheid: str) -> None:
    """Gegeven een enkel ja. Dan is het scenario A: een adviesgesprek, en geen coördinatie."""
    gevonden = advies(kaart, indicators=GEEN | {kwetsbaarheid: JA})
    assert gevonden.scenario.scenario == "A"
    assert is_er_voor_haar(gevonden) == {"screening", "ppa", "universeel", "proportioneel"}


def test_p2_een_zwangere_vrouw_met_geldzorgen_en_weinig_steun_zit_in_scenario_b(kaart: Kaart) -> None:
    """Gegeven twee kwetsbaarheden. Dan is er coördinatie, overleg en een adviesgesprek, wat de rest ook is."""
    gevonden = advies(kaart, indicators={"financial": JA, "social_support": JA})
    assert gevonden.scenario.scenario == "B"
    assert {"ppa", "coordinatie", "overleg"} <= is_er_voor_haar(gevonden)


def test_p2_een_ja_en_zeven_keer_niet_bekend_is_minstens_scenario_a(kaart: Kaart) -> None:
    """Gegeven een vrouw van wie alleen de woonproblemen bekend zijn. Dan wordt de rest nagevraagd."""
    gevonden = advies(kaart, indicators={"housing": JA})
    assert (gevonden.scenario.at_least, gevonden.scenario.at_most) == ("A", "B")
    assert activiteit(gevonden, "ppa").applies.value == JA
    coordinatie = activiteit(gevonden, "coordinatie")
    assert coordinatie.applies.value == "unknown"
    assert "minstens scenario A" in coordinatie.why[0].text


def test_p2_van_een_vrouw_die_net_zwanger_is_is_nog_niets_bekend(kaart: Kaart) -> None:
    """Gegeven vier weken zwangerschap en geen enkel antwoord. Dan is alles nog mogelijk, en wordt ernaar gevraagd."""
    gevonden = advies(kaart, weeks=4)
    assert (gevonden.scenario.at_least, gevonden.scenario.at_most) == ("0", "B")
    assert activiteit(gevonden, "toeleiden").applies.value == "unknown"
    assert "nog niet bekend" in activiteit(gevonden, "coordinatie").why[0].text


def test_p3_ook_een_vader_van_een_kind_van_twee_hoort_bij_de_doelgroep(kaart: Kaart) -> None:
    """Gegeven een kind van twee. Dan geldt het programma, en staat er voor wie het is."""
    gevonden = advies(kaart, child_birth_date="2024-06-01", indicators=GEEN)
    assert gevonden.period == "young_child"
    assert "universeel" in is_er_voor_haar(gevonden)
    gezegd = {reden.code: reden.text for reden in gevonden.notes}
    assert "(aanstaande) ouders en andere opvoeders" in gezegd["P3"]


@pytest.mark.parametrize(
    ("op", "periode"),
    [
        (date(2026, 11, 23), "postnatal"),
        (date(2027, 1, 3), "postnatal"),  # dag 41
        (date(2027, 1, 4), "young_child"),  # dag 42
    ],
)
def test_p4_na_zes_weken_begint_de_periode_van_het_jonge_kind(kaart: Kaart, op: date, periode: str) -> None:
    """Gegeven een geboorte op 23 november. Dan is er op dag 42 een nieuwe periode."""
    assert advies(kaart, op=op, child_birth_date="2026-11-23").period == periode


def test_p4_een_peuter_van_bijna_drie_hoort_erbij_tot_de_dag_voor_de_verjaardag(kaart: Kaart) -> None:
    """Gegeven een kind dat op 24 november 3 wordt. Dan is er vandaag nog hulp, en de stap naar school."""
    gevonden = advies(kaart, child_birth_date="2023-11-24")
    assert gevonden.period == "young_child"
    assert activiteit(gevonden, "universeel").until == VANDAAG
    assert "stap naar school" in {reden.code: reden.text for reden in gevonden.notes}["P4"]
    assert advies(kaart, op=date(2026, 11, 24), child_birth_date="2023-11-24").period is None


def test_p5_een_baby_van_een_week_kan_vandaag_nog_gescreend_worden_en_morgen_niet_meer(kaart: Kaart) -> None:
    """Gegeven een geboorte op 16 november. Dan is 23 november de laatste dag."""
    assert "screening" in is_er_voor_haar(advies(kaart, child_birth_date="2026-11-16"))
    assert "screening" not in is_er_voor_haar(advies(kaart, op=date(2026, 11, 24), child_birth_date="2026-11-16"))


def test_p5_het_adviesgesprek_is_voor_de_geboorte_en_de_coordinatie_ook_erna(kaart: Kaart) -> None:
    """Gegeven een vrouw in scenario B. Als haar kind er is. Dan is er geen adviesgesprek meer, en wel coördinatie."""
    twee = GEEN | {"violence": JA, "residence": JA}
    voor, na = advies(kaart, indicators=twee), advies(kaart, indicators=twee, child_birth_date="2026-11-20")
    assert wie_doet(voor, "ppa", "does") == ["Huisarts", "Gynaecoloog", "Vroedvrouw"]
    assert "ppa" in is_er_voor_haar(voor)
    assert "ppa" not in is_er_voor_haar(na)
    assert {"coordinatie", "overleg"} <= is_er_voor_haar(na)


def test_p6_de_screening_gebeurt_met_born_in_belgium_en_niet_door_het_loket(kaart: Kaart) -> None:
    """Gegeven een vrouw met antwoorden. Dan zegt het loket dat het die overneemt en niet beoordeelt."""
    gezegd = {reden.code: reden.text for reden in advies(kaart, indicators=GEEN).notes}
    assert gezegd["P6"] == (
        "De screening gebeurt met Born in Belgium. Wij nemen de antwoorden over en beoordelen ze niet."
    )


def test_p7_kind_en_gezin_en_de_gezinscoach_coordineren_mee_en_een_expertisecentrum_steunt_hen(kaart: Kaart) -> None:
    """Gegeven een vrouw in scenario B. Dan staat er wie al een deel doet, en dat het ECK zelf geen gezin begeleidt."""
    gevonden = advies(kaart, indicators=GEEN | {"financial": JA, "housing": JA})
    delen = wie_doet(gevonden, "coordinatie", "parts")
    assert {"Team van Kind en Gezin", "CAW", "OCMW", "Gezinscoach of trajectbegeleider"} <= set(delen)
    assert wie_doet(gevonden, "coordinatie", "does") == ["Iemand van het team rond het gezin"]
    assert wie_doet(gevonden, "coordinatie", "supports") == ["Expertisecentrum kraamzorg"]


def test_p8_op_nieuwjaar_2029_is_het_programma_voorbij(kaart: Kaart) -> None:
    """Gegeven een vrouw in scenario B. Dan geldt het programma op 31 december 2028 nog, en een dag later niet."""
    twee = GEEN | {"financial": JA, "housing": JA}
    assert "coordinatie" in is_er_voor_haar(advies(kaart, op=date(2028, 12, 31), indicators=twee))
    erna = advies(kaart, op=date(2029, 1, 1), indicators=twee)
    assert is_er_voor_haar(erna) == set()
    assert "tot en met 31 december 2028" in {reden.code: reden.text for reden in erna.notes}["P8"]


def test_p2_m11_een_zwangere_vrouw_zonder_papieren_krijgt_een_team_een_advies_en_een_casemanager(kaart: Kaart) -> None:
    """Gegeven een vrouw zonder verblijf en zonder team, een vroedvrouw, een juridische dienst en een erkend bureau.

    Als zij het hele verhaal een keer vertelt. Dan staan team, scenario B en casemanager in een antwoord.
    """
    kaart.met(
        aanbod("Vroedvrouw Lies", "zwangerschapsopvolging", sector="eerste_lijn", modes=["home"], languages=["ar"]),
        aanbod("Recht op Recht", "verblijfsrecht", sector="integratie", languages=["ar"]),
        erkend("Bureau Voorbeeld", programmes=["perinatal"]),
    )
    antwoord = kaart.vraag(
        persoon(
            leeftijd=23,
            talen=["ar"],
            groepen=["zwangeren", "zonder_papieren"],
            programma="perinatal",
            noden=["zwangerschapsopvolging", "verblijfsrecht"],
            perinataal={"weeks": 12, "indicators": {"residence": JA, "communication": JA}},
            situatie={"no_team": JA},
        )
    )
    assert antwoord.hulpverleners == ["Recht op Recht", "Vroedvrouw Lies"]
    assert antwoord.casemanagers == ["Bureau Voorbeeld"]
    assert antwoord.antwoord.perinatal is not None
    assert antwoord.antwoord.perinatal.scenario.scenario == "B"
