"""Verhalen uit de praktijk: wie iets vraagt, en wat de regels dan zeggen."""

from __future__ import annotations

from datetime import date

from catalogue import Answer
from matching.casemanager import SituationFlags, TeamMember
from matching.perinatal import Indicators, PerinatalQuestion, advise
from tests.matching.casemanager.situations import AALST, DENDER, names, proposal, recognised
from tests.matching.perinatal.cases import TABLES, activity, applying

JA, NEE = Answer.YES, Answer.NO
VANDAAG = date(2026, 11, 23)


def test_m3_een_man_zonder_enige_hulp_krijgt_een_startkabel_en_weet_wanneer_er_een_antwoord_komt() -> None:
    """Gegeven een man in Aalst zonder team. Dan is er een startkabel, en een antwoord op 2 december ten laatste."""
    situatie = SituationFlags().settled(team_exists=NEE)
    antwoord = proposal(recognised(), situation=situatie, today=VANDAAG)
    assert antwoord.decision.mode == "startkabel"
    assert antwoord.answer_by == date(2026, 12, 2)


def test_m4_een_dochter_zegt_dat_het_team_van_haar_moeder_beter_moet_samenwerken() -> None:
    """Gegeven een team, en een mantelzorger die vraagt om verbetering. Dan komt er procesbegeleiding."""
    situatie = SituationFlags(improvement_asked=JA).settled(team_exists=JA)
    antwoord = proposal(recognised(), situation=situatie)
    assert antwoord.decision.mode == "procesbegeleiding"
    assert antwoord.decision.reasons[0].text.startswith("De persoon, de mantelzorger")


def test_m1_het_ocmw_zit_in_het_team_dus_de_casemanager_komt_van_het_caw() -> None:
    """Gegeven een OCMW dat erkend is en in het team zit. Dan wordt het niet voorgesteld, en het CAW wel."""
    antwoord = proposal(recognised("ocmw"), recognised("caw"), team=(TeamMember("x:ocmw"),))
    assert names(antwoord) == ["caw"]


def test_m10_in_de_eigen_zone_is_niemand_erkend_dus_staat_de_buurzone_apart() -> None:
    """Gegeven geen erkenning in Regio Aalst en wel een in Dender. Dan staat die onder een eigen kop, met de reden."""
    antwoord = proposal(recognised("buren", zones=(DENDER,)))
    assert names(antwoord) == []
    assert [een.zone for een in antwoord.elsewhere] == [DENDER]
    assert antwoord.gap is not None
    assert antwoord.gap.reason.text == (
        "Er is in deze kaart geen organisatie bekend die erkend is voor casemanagement in Regio Aalst."
    )


def test_m2_een_erkenning_die_vanaf_morgen_geldt_telt_vandaag_nog_niet() -> None:
    """Gegeven een erkenning vanaf 24 november. Dan kan u er op 24 november terecht, en op 23 november niet."""
    morgen = date(2026, 11, 24)
    assert names(proposal(recognised(valid_from=morgen, today=VANDAAG), today=VANDAAG)) == []
    assert names(proposal(recognised(valid_from=morgen, today=morgen), today=morgen)) == ["bureau"]


def test_m11_een_zwangere_vrouw_vindt_een_casemanager_van_het_perinataal_programma_die_arabisch_spreekt() -> None:
    """Gegeven een vrouw die Arabisch spreekt. Dan komt wie dat spreekt eerst, en telt alleen haar programma."""
    aanbod = [
        recognised("nederlands", programmes=("perinatal",), languages=("nl",)),
        recognised("arabisch", programmes=("perinatal",), languages=("ar", "nl")),
        recognised("obesitas", programmes=("childhood_obesity",), languages=("ar",)),
    ]
    antwoord = proposal(*aanbod, zones=(AALST,), programme="perinatal", languages=frozenset({"ar"}))
    assert names(antwoord) == ["arabisch", "nederlands"]


def test_p2_een_zwangere_vrouw_met_geldzorgen_en_weinig_steun_zit_in_scenario_b() -> None:
    """Gegeven twee kwetsbaarheden. Dan is er coördinatie, overleg en een adviesgesprek."""
    vraag = PerinatalQuestion(weeks=24, indicators=Indicators(financial=JA, social_support=JA))
    antwoord = advise(vraag, TABLES, VANDAAG)
    assert antwoord.scenario.scenario == "B"
    assert {id_ for id_ in ("ppa", "coordinatie", "overleg") if applying(antwoord)[id_] == "yes"} == {
        "ppa",
        "coordinatie",
        "overleg",
    }


def test_p2_van_een_vrouw_die_net_zwanger_is_is_nog_niets_bekend() -> None:
    """Gegeven vier weken zwangerschap en geen enkel antwoord. Dan is alles nog mogelijk, en wordt ernaar gevraagd."""
    antwoord = advise(PerinatalQuestion(weeks=4), TABLES, VANDAAG)
    assert (antwoord.scenario.at_least, antwoord.scenario.at_most) == ("0", "B")
    assert applying(antwoord)["toeleiden"] == "unknown"
    assert "nog niet bekend" in activity(antwoord, "coordinatie").why[0].text


def test_p5_een_baby_van_een_week_kan_vandaag_nog_gescreend_worden_en_morgen_niet_meer() -> None:
    """Gegeven een geboorte op 16 november. Dan is 23 november de laatste dag."""
    vraag = PerinatalQuestion(child_birth_date=date(2026, 11, 16))
    assert applying(advise(vraag, TABLES, VANDAAG))["screening"] == "yes"
    assert applying(advise(vraag, TABLES, date(2026, 11, 24)))["screening"] == "no"


def test_p4_een_peuter_van_bijna_drie_hoort_erbij_tot_de_dag_voor_de_verjaardag() -> None:
    """Gegeven een kind dat op 24 november 3 wordt. Dan is er vandaag nog hulp, en de stap naar school."""
    vraag = PerinatalQuestion(child_birth_date=date(2023, 11, 24))
    antwoord = advise(vraag, TABLES, VANDAAG)
    assert antwoord.period == "young_child"
    assert activity(antwoord, "universeel").until == VANDAAG
    assert advise(vraag, TABLES, date(2026, 11, 24)).period is None
